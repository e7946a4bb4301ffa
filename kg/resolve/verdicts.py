"""What a person has said of single claims, a line each, in the file of judgements (see `kg.resolve.judgements`).

    reject supports in "a.txt" at char=24,32 "supports" of char=19,23 "They" as "Iran" and char=33,38 "Syria"   # a slip
    confirm denied attacks in "b.txt" at char=5,13 "attacked" of char=0,4 "Iran" and char=14,20 "Israel"

A claim is told by its article, its relation, where its words stand (RFC 5147) and what they are, so that a line outlasts new
rules, and says nothing once other words stand there. After `as` stands whom the words mean, since "they" may be several. A
line that begins with a status is on a claim of that status only.

Which claims are meant? Those at exactly these words; else, for a reader that draws a name wider or narrower, those of the
same sentence whose subject and object overlap with the line's (where the trigger stands for an actor who is not named there,
the actor's name decides). Of several lines on one claim the closest counts, and of two that are equally close, the one that
rejects. A line whose claim is not there (yet, or any more) is kept and does nothing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from kg.errors import JudgementError
from kg.ids import claim_id, slug
from kg.lexicon.relations import Relation
from kg.lexicon.relations import read as read_relations
from kg.model import Claim, Entity, Reading, Span, Status
from kg.resolve.judgements import FILE, OF_CLAIMS, TEXT, quoted
from kg.resolve.names import parts

_CITED = rf"char=(\d+),(\d+)\s+{TEXT}"
_SIDE = rf"{_CITED}(?:\s+as\s+{TEXT})?"
_LINE = (
    rf"(reject|confirm)\s+(?:({'|'.join(Status)})\s+)?([a-z-]+)\s+in\s+{TEXT}\s+at\s+{_CITED}\s+of\s+{_SIDE}\s+and\s+{_SIDE}"
    r"\s*(?:#(.*))?"
)
_LIKE = 'reject supports in "a.txt" at char=24,32 "supports" of char=19,23 "They" as "Iran" and char=33,38 "Syria"'
EXACT, ALIKE, NEAR = range(3)  # how close a line comes to a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Words of an article and where they stand; `name` is whom they mean, "" for whomever."""

    span: Span
    words: str
    name: str = ""

    def __str__(self) -> str:
        meant = f" as {quoted(self.name)}" if self.name else ""
        return f"char={self.span.start},{self.span.end} {quoted(self.words)}{meant}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A claim is rejected, or confirmed; `status` None is any. `note` is for people, `line` is the line's number, from 1."""

    rejected: bool
    article: str
    relation: str
    trigger: Cited
    subject: Cited
    object: Cited
    status: Status | None = None
    note: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """The line of the file, without its note."""
        verb, status = "reject" if self.rejected else "confirm", f"{self.status} " if self.status else ""
        where = f"in {quoted(self.article)} at {self.trigger} of {self.subject} and {self.object}"
        return f"{verb} {status}{self.relation} {where}"

    @property
    def written(self) -> str:
        """The line of the file with its note."""
        return f"{self}   # {self.note}" if self.note else str(self)

    @property
    def spans(self) -> tuple[Span, Span, Span]:
        """Where trigger, subject and object stand."""
        return self.trigger.span, self.subject.span, self.object.span


@cache
def _relations() -> Mapping[str, Relation]:
    return read_relations()[0]


def is_verdict(line: str) -> bool:
    """Does the line of the file speak of a claim?"""
    return not OF_CLAIMS.isdisjoint(line.split(maxsplit=1)[:1])


def parse(text: str, where: str = FILE) -> tuple[Verdict, ...]:
    """The verdicts on claims in a file's text, in its order; other judgements are passed over.

    Raises JudgementError, with file and line, for a malformed one, and for two that contradict each other.

    >>> line = 'reject aids in "a" at char=5,9 "aids" of char=0,4 "Iran" and char=10,15 "Syria" # no'
    >>> [(str(each), each.note) for each in parse(line)] == [(line[:-5], "no")]
    True
    """
    lines = enumerate(text.split("\n"), 1)
    found = tuple(_verdict(line.strip(), number, where) for number, line in lines if is_verdict(line))
    _check(found, where)
    return found


def _verdict(line: str, number: int, where: str) -> Verdict:
    match = re.fullmatch(_LINE, line)
    if not match:
        raise JudgementError(f"{where}, line {number}: not a verdict on a claim; one looks like: {_LIKE}")
    verb, status, relation, article, *cited, note = match.groups()
    known = _relations()
    if relation not in known:
        raise JudgementError(f"{where}, line {number}: no relation is called {relation!r}; there are {', '.join(known)}")
    try:
        return Verdict(
            rejected=verb == "reject",
            article=json.loads(article),
            relation=relation,
            trigger=_cited(cited[0], cited[1], cited[2]),
            subject=_cited(*cited[3:7]),
            object=_cited(*cited[7:]),
            status=Status(status) if status else None,
            note=(note or "").strip(),
            line=number,
        )
    except ValueError as error:
        raise JudgementError(f"{where}, line {number}: malformed ({error}); in quotations write \\ as \\\\") from error


def _cited(start: str, end: str, words: str, name: str | None = None) -> Cited:
    return Cited(span=Span(start=int(start), end=int(end)), words=json.loads(words), name=json.loads(name) if name else "")


def _check(found: Iterable[Verdict], where: str) -> None:
    places: dict[object, list[Verdict]] = defaultdict(list)
    for each in found:
        places[each.article, each.relation, each.spans].append(each)
    for one, other in (pair for group in places.values() for pair in combinations(group, 2)):
        if one.rejected != other.rejected and _same(one, other):
            raise JudgementError(
                f"{where}, line {other.line}: {'rejects' if other.rejected else 'confirms'} the claim that line {one.line} "
                f"{'rejects' if one.rejected else 'confirms'}; remove one of these lines"
            )


def _same(one: Verdict, other: Verdict) -> bool:
    """May two verdicts at the same words be on one claim?"""
    sides = (one.subject, other.subject), (one.object, other.object)
    named = all(not a.name or not b.name or slug(a.name) == slug(b.name) for a, b in sides)
    return named and (one.status is None or other.status is None or one.status is other.status)


def verdict(reading: Reading, claim: Claim, *, rejected: bool, why: str = "") -> Verdict:
    """The verdict on a claim of a reading, with its sentence as the note, after the reason if one is given.

    Who confirms a claim confirms its status; a rejected one stays so, whatever status another reader gives it.
    """
    names = {entity.id: entity.name for entity in reading.entities}
    trigger, subject, object_ = (Cited(span=span, words=reading.article.text[span.start : span.end]) for span in claim.spans)
    sentence = one_line(claim.evidence.quote)
    return Verdict(
        rejected=rejected,
        article=reading.article.key,
        relation=claim.relation,
        trigger=trigger,
        subject=_meaning(subject, names[claim.subject]),
        object=_meaning(object_, names[claim.object]),
        status=None if rejected else claim.status,
        note=f"{one_line(why)}: {sentence}" if why.strip() else sentence,
    )


def _meaning(cited: Cited, name: str) -> Cited:
    """The words with whom they mean, unless they say so themselves."""
    return cited if slug(cited.words) == slug(name) else Cited(span=cited.span, words=cited.words, name=name)


def one_line(text: str) -> str:
    """The text on one line that does a terminal no harm."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def ruled(said: Iterable[Verdict], reading: Reading) -> Mapping[str, bool]:
    """Which claims of the article have verdicts, by id, and are they rejected (else confirmed)?"""
    best: dict[str, tuple[int, bool]] = {}
    for each in said:
        closeness, ids = meant(each, reading)
        for path in ids:
            rank = closeness, not each.rejected
            best[path] = min(rank, best.get(path, rank))
    return {path: not confirmed for path, (_, confirmed) in sorted(best.items())}


def meant(said: Verdict, reading: Reading) -> tuple[int, frozenset[str]]:
    """On which claims of its article is the verdict, by id, and how close does it come to them (EXACT, ALIKE, NEAR)?"""
    text, actors = reading.article.text, {entity.id: entity for entity in reading.entities}
    cited = said.trigger, said.subject, said.object
    if said.article != reading.article.key or any(text[one.span.start : one.span.end] != one.words for one in cited):
        return NEAR, frozenset()
    own = [claim for claim in reading.claims if claim.relation == said.relation]
    close = [(_closeness(said, claim, actors), claim) for claim in own]
    nearest = min((rank for rank, _ in close), default=NEAR)
    found = [claim for rank, claim in close if rank == nearest <= NEAR and said.status in (None, claim.status)]
    return nearest, frozenset(claim_id(said.article, claim) for claim in found)


def _closeness(said: Verdict, claim: Claim, actors: Mapping[str, Entity]) -> int:
    """How close does the verdict come to the claim? More than NEAR: it is on another."""
    sides: Sequence[tuple[Cited, Cited]] = [(said.subject, said.object)]
    if _relations()[said.relation].symmetric:
        sides = [*sides, (said.object, said.subject)]
    ends, spans = (actors[claim.subject], actors[claim.object]), claim.spans[1:]
    best = NEAR + 1
    for pair in sides:
        called = max(_called(cited.name, actor) for cited, actor in zip(pair, ends, strict=True))
        if (said.trigger.span, *(cited.span for cited in pair)) == claim.spans:
            best = min(best, called)
        elif _overlap(said.trigger.span, claim.evidence.span) and all(
            _overlap(cited.span, span) or _unnamed(cited, said, claim, span, actor)
            for cited, span, actor in zip(pair, spans, ends, strict=True)
        ):
            best = min(best, max(called, NEAR))
    return best


def _called(name: str, actor: Entity) -> int:
    """EXACT if the actor has the name (or any will do), ALIKE if the words of one name hold those of the other, else more."""
    if not name or slug(name) == slug(actor.name):
        return EXACT
    words = set(parts(name))
    others = [(slug(each), set(parts(each))) for each in (actor.name, *actor.aliases)]
    alike = any(each == slug(name) or (words and own and (words <= own or own <= words)) for each, own in others)
    return ALIKE if alike else NEAR + 1


def _unnamed(cited: Cited, said: Verdict, claim: Claim, span: Span, actor: Entity) -> bool:
    """Does the line or the claim name no words of its own for this actor, so that the trigger stands for them?"""
    alone = cited.span == said.trigger.span or span == claim.spans[0]
    return alone and _called(cited.name or cited.words, actor) <= ALIKE


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
