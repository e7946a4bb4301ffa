"""The brief as a page of Markdown: a line for what happened, under it the sentence that says so, with its article.

Lines of what is planned or denied begin with that word, so that none reads as a fact, wherever it is copied to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING, TypeVar

from kg.ids import fold
from kg.model import Status
from kg.query.actors import short
from kg.query.amounts import many
from kg.query.facts import Fact, relations, source
from kg.query.names import names
from kg.query.window import day
from kg.report.lines import spread
from kg.report.markdown import escaped, link, one_line, shortened, strong
from kg.report.scope import stretch
from kg.store.table import NOBODY

if TYPE_CHECKING:
    from kg.query.conflicts import Conflict, Side
    from kg.report.brief import Brief
    from kg.report.lines import Line
    from kg.report.offices import Office
    from kg.report.rising import Rise

T = TypeVar("T")
MARKS = {Status.INTENDED: "Planned", Status.DENIED: "Denied"}
BARE = {"met": "meet", "spoke": "speak"}  # of verbs whose label is past
KNOWN = "The graph has nothing from before these days, so that all it tells is new to it."
HINT = (
    "Under each line stands a sentence that says so. `kg show claim:…` shows it in full, `kg reject claim:…` takes it out of the "
    "graph where it was misread."
)
IDS = 4  # claims of one sentence that are named
SENTENCES = 3  # of a line that are quoted
ACTORS = 8  # on one side of a line that are named
TITLE = 90  # characters of an article's title


@dataclass(frozen=True, kw_only=True)
class Page:
    """A brief with its heading ("" for the usual one)."""

    brief: Brief
    title: str = ""

    def text(self) -> str:
        """The page."""
        found = self.brief
        sections = {
            "Who met whom": self._section(found.met.lines, self._line, found.met.more),
            "Visits": self._section(found.visited.lines, self._line, found.visited.more),
            "New in office": self._section(found.new.offices, self._new, found.new.more, KNOWN if not found.new.known else ""),
            "Out of office": self._section(found.over.offices, self._over, found.over.more),
            "New agreements": self._section(found.agreed.lines, self._line, found.agreed.more),
            "Rising conflicts": self._section(found.rising.rises, self._rise, found.rising.more, self._measured()),
            "Support and aid": self._section(found.helped.lines, self._line, found.helped.more),
            "Planned, and not told of as done": self._section(found.planned.lines, self._line, found.planned.more),
            "Denied": self._section(found.denied.lines, self._line, found.denied.more),
            "Contradictions": self._section(found.contested, self._conflict, found.unresolved),
        }
        lines = [f"# {self._heading()}", "", *self._summary()]
        for heading, told in sections.items():
            if told:
                lines += ["", f"## {heading}", "", *told]
        missing = [heading for heading, told in sections.items() if not told]
        none = [f"Nothing is told under: {'; '.join(missing)}.", ""] if missing else []
        return "\n".join([*lines, "", "---", "", *none, HINT, ""])

    def _heading(self) -> str:
        actors = [escaped(self._names[one]) for one in self.brief.scope.actors]
        return escaped(self.title) if self.title else f"{_listed(actors) or 'Brief'}, {self._span()}"

    def _span(self) -> str:
        return stretch(self.brief.scope.window.since, self.brief.scope.window.last)

    def _summary(self) -> Iterator[str]:
        found, scope = self.brief, self.brief.scope
        own = f"{self._span()}: " if self.title else ""
        given = f"{own}{many(scope.length, 'day')} with {many(found.articles, 'article')} of {many(found.outlets, 'outlet')}; "
        about = f"{many(found.claims, 'claim')}{' around ' + _listed(self._bold(scope.actors)) if scope.actors else ''}"
        are = "is" if found.supposed == 1 else "are"
        supposed = f" {many(found.supposed, 'claim')} that articles only suppose (if, may, would) {are} left out."
        conditions = [
            f" As it was known on {day(scope.window.as_of)}." if scope.window.as_of else "",
            f" Only claims of at least {scope.least:g} confidence." if scope.least else "",
            supposed if found.supposed else "",
        ]
        yield f"{given}{about}.{''.join(conditions)}"

    def _measured(self) -> str:
        """What is compared with what."""
        found = self.brief
        past = found.scope.past
        before = stretch(past.since, past.until) if found.rising.known else "before, of which the graph has nothing"
        return f"Against the {many(found.scope.length, 'day')} {before}; strength is PLOVER score times confidence, summed."

    def _section(self, some: Sequence[T], told: Callable[[T], Iterator[str]], more: int, note: str = "") -> list[str]:
        if not some:
            return []
        lines = [line for one in some for line in told(one)]
        rest = [f"- and {more:,} more; `--most 0` tells all"] if more else []
        return [*([note, ""] if note else []), *lines, *rest]

    def _line(self, one: Line) -> Iterator[str]:
        best = one.best
        mark = f"{MARKS[best.status]}: " if best.status in MARKS else ""
        verb = _verb(best.relation, several=len(one.subjects) > 1, planned=best.status is Status.INTENDED)
        others = _listed(self._bold(one.objects)) or "each other"
        post = f", {escaped(best.post)}" if best.post else ""
        notes = [
            f"{'' if one.dated else 'told of '}{stretch(one.first, one.last)}" if spread(one) else escaped(one.day),
            escaped(best.channel) if best.channel != "unspecified" else "",
            self._says(best) if best.speaker not in one.subjects else "",
            str(one.support),
        ]
        yield f"- {mark}{_listed(self._bold(one.subjects))} {verb} {others}{post} ({'; '.join(note for note in notes if note)})"
        sentences: dict[tuple[str, str], list[Fact]] = {}
        for each in one.facts:
            sentences.setdefault((each.article, each.quote), []).append(each)
        facts = list(sentences.values())
        yield from (self._source(*some, above=above) for some, above in zip(facts[:SENTENCES], [[], *facts], strict=False))
        if rest := [short(each.id) for some in facts[SENTENCES:] for each in some]:
            yield f"  - and {many(len(facts) - SENTENCES, 'sentence')} more: {self._ids(rest)}"

    def _ids(self, claims: Sequence[str]) -> str:
        rest = f" and {len(claims) - IDS:,} more" if len(claims) > IDS else ""
        return f"{', '.join(f'`{one}`' for one in claims[:IDS])}{rest}"

    def _says(self, one: Fact) -> str:
        return f"according to {escaped(self._names[one.speaker])}" if one.speaker else ""

    def _new(self, one: Office) -> Iterator[str]:
        before = f"; before, {strong(self._names[one.before])}, last told of on {day(one.until)}" if one.before else ""
        doubt = f"; more often in office of {strong(self._names[one.elsewhere])}" if one.elsewhere else ""
        yield f"- {self._post(one)}: first told of on {day(one.first)}{before}{doubt} ({one.support})"
        yield self._source(one.best)

    def _over(self, one: Office) -> Iterator[str]:
        yield f"- Former: {self._post(one)}; last told of in office on {day(one.until)} ({one.support})"
        yield self._source(one.best)

    def _post(self, one: Office) -> str:
        """The holder, the office in its own words, and its body, unless the words have it."""
        body = self._names[one.body]
        if not one.post:
            return f"{strong(self._names[one.holder])}, {relations()[one.relation].label} {strong(body)}"
        entity = self.brief.scope.view.entity(one.body)
        told = any(f" {fold(name)} " in f" {fold(one.post)} " for name in (body, *(entity.aliases if entity else ())))
        of = "" if told else f" of {strong(body)}"
        return f"{strong(self._names[one.holder])}, {escaped(one.post)}{of}"

    def _rise(self, one: Rise) -> Iterator[str]:
        before, now = (f"{number:,} (strength {strength:.1f})" for number, strength in zip(one.number, one.strength, strict=True))
        past = before if one.number[0] else "none"
        yield f"- {strong(self._names[one.one])} and {strong(self._names[one.other])}: now {now}, before {past} ({one.support})"
        for each, above in zip(one.facts, [[], *([fact] for fact in one.facts)], strict=False):
            yield self._source(each, lead=f"{self._claim(each)}: ", above=above)

    def _conflict(self, one: Conflict) -> Iterator[str]:
        relation = relations()[one.relation]
        if one.kind == "offices":
            post = escaped(one.sides[0].post or relation.label.removesuffix(" of"))
            yield f"- Who is {post} of {strong(self._names[one.object])}?"
        else:
            yield f"- Is it so that {strong(self._names[one.subject])} {relation.label} {strong(self._names[one.object])}?"
        for side in one.sides:
            yield self._source(side.best, lead=self._side(side))
        if one.more:
            yield f"  - and {many(one.more, 'more holder', 'more holders')}"

    def _side(self, side: Side) -> str:
        notes = f"{stretch(side.first, side.last)}; {side.support}"
        who = [escaped(self._names[one]) for one in side.speakers if one]
        if side.holder:
            return f"{strong(self._names[side.holder])} ({notes}): "
        by = _listed([*(["articles"] if "" in side.speakers else []), *who])
        return f"{'Denied' if side.status == Status.DENIED.value else 'Said'} by {by} ({notes}): "

    def _claim(self, one: Fact) -> str:
        says = self._says(one) if one.speaker != one.subject else ""
        who, whom = (strong(self._names[end]) for end in (one.subject, one.object))
        return f"{says}{', ' if says else ''}{who} {relations()[one.relation].label} {whom}"

    def _source(self, *facts: Fact, lead: str = "", above: Sequence[Fact] = ()) -> str:
        """The sentence of some claims, its article as a link, outlet, day, and the claims' ids; `above` are those of the line
        above, if it has the same article, that needs not be told again."""
        one = facts[0]
        quote = shortened(one.quote, [span for each in facts for span in self._spans(each)])
        ids = self._ids([short(each.id) for each in facts])
        same = bool(above) and above[0].article == one.article
        return f"  - {lead}“{escaped(quote)}” {'same article' if same else ', '.join(self._article(one.article))}, {ids}"

    def _spans(self, one: Fact) -> list[tuple[int, int]]:
        """Where in the sentence the words stand that the claim was read from."""
        record = self.brief.scope.view.statement(one.id)
        spans = record.statement.claim.spans if record else ()
        return [(span.start - one.start, span.end - one.start) for span in spans]

    def _article(self, path: str) -> Iterator[str]:
        found, table = source(self.brief.scope.view, path), self.brief.scope.table
        if found is None:
            yield escaped(path)
            return
        name = shorten(one_line(found.title) or one_line(found.key), TITLE, placeholder=" …")
        yield link(name, found.url)
        number = table.article_ids.find(path)
        outlet = table.outlets[int(table.articles["outlet"][number])] if number != NOBODY else found.outlet
        if outlet and outlet not in (found.key, path):
            yield escaped(outlet)
        if found.published:
            yield escaped(found.published)

    def _bold(self, actors: Sequence[str]) -> list[str]:
        return [strong(self._names[one]) for one in actors]

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of all whom the page names, told apart where several are called alike."""
        return names(self.brief.scope.view, dict.fromkeys(_actors(self.brief)))


def _listed(some: Sequence[str]) -> str:
    """The names as a list, of many the first.

    >>> _listed(["Iran", "Syria", "Iraq"])
    'Iran, Syria and Iraq'
    """
    if len(some) > ACTORS + 1:
        some = [*some[:ACTORS], f"{len(some) - ACTORS:,} others"]
    return " and ".join([*([", ".join(some[:-1])] if some[:-1] else []), *some[-1:]])


def _verb(relation: str, *, several: bool, planned: bool) -> str:
    """The relation between names: "visits", of several "visit", of a plan "to visit"; "to be minister of".

    >>> _verb("visits", several=True, planned=False), _verb("met-with", several=False, planned=True)
    ('visit', 'to meet with')
    """
    label = relations()[relation].label
    if relations()[relation].family == "roles":
        return f"to be {label}" if planned else label
    first, _, rest = label.partition(" ")
    bare = f"{BARE[first] if planned and first in BARE else first.removesuffix('s')} {rest}".strip()
    return f"to {bare}" if planned else bare if several else label


def _actors(brief: Brief) -> Iterator[str]:
    """Everybody whom the page names, once or more often."""
    yield from brief.scope.actors
    facts: list[Fact] = []
    for listed in (brief.met, brief.visited, brief.agreed, brief.helped, brief.planned, brief.denied):
        for line in listed.lines:
            yield from (one for one in (*line.subjects, *line.objects, line.best.speaker) if one)
    for office in (*brief.new.offices, *brief.over.offices):
        yield from (one for one in (office.holder, office.body, office.before, office.elsewhere) if one)
    for rise in brief.rising.rises:
        yield from (rise.one, rise.other)
        facts += rise.facts
    for conflict in brief.contested:
        yield from (one for one in (conflict.subject, conflict.object) if one)
        for side in conflict.sides:
            yield from (one for one in (side.holder, *side.speakers) if one)
    for one in facts:
        yield from (end for end in (one.subject, one.object, one.speaker) if end)
