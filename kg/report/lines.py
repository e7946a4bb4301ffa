"""Which lines tell the events? Whom one actor met on one day, as one article tells, is one line, with the sentences that say so.

Only events that equally many outlets tell of share a line, so that its support is that of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.query.facts import Fact, fact, name_of
from kg.query.support import Support, support, supported
from kg.rdf.namespace import relations
from kg.report.events import GAP, Events

if TYPE_CHECKING:
    from kg.store import View

TELLINGS = 8  # claims of an event that are looked through for a sentence that tells other events, too
AHEAD = 6  # how many events are read for a line, so that those of one article find together


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what to whom, as one article tells it: `facts` are its claims, of one relation and status, which differ in the
    actors (ids).

    Without `objects` the subjects do it to each other. `day` is the day as all of the claims have it, or "". `first` and `last`
    are the days (ordinals) of all claims of the events that tell one of their own (`dated`), else those of their articles.
    """

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    facts: tuple[Fact, ...]
    day: str
    first: int
    last: int
    dated: bool
    support: Support

    @property
    def best(self) -> Fact:
        """The claim that tells it best."""
        return self.facts[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The first lines, and how many events there are besides those that they tell."""

    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Events between actors of these names that one wording tells, and the claim that tells the first of them."""

    events: list[int]
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _Star:
    """Events of one article that lead from the same actors to the same others."""

    hubs: tuple[str, ...]
    others: tuple[str, ...]
    reads: tuple[_Read, ...]


def listed(view: View, events: Events, most: int) -> Listed:
    """At most so many lines (0: all) that tell the first of the events, in their order."""
    articles: dict[tuple[object, ...], list[_Read]] = {}
    for read, outlets in _reads(view, events, min(len(events), most * AHEAD) if most else len(events)):
        one = read.fact
        day = int(view.table.claims["day"][events.claims(read.events[0])[0]])
        articles.setdefault((one.article, one.relation, one.status, one.speaker, day, outlets), []).append(read)
    stars = [star for some in articles.values() for star in _stars(some)]
    told = sorted(stars, key=lambda one: one.reads[0].events[0])
    chosen = told[: most or len(told)]
    return Listed(
        lines=tuple(_line(view, events, star) for star in chosen),
        more=len(events) - sum(len(one.events) for star in chosen for one in star.reads),
    )


def _reads(view: View, events: Events, wanted: int) -> Iterator[tuple[_Read, int]]:
    """The first events with the number of their outlets; together those that articles tell of in the same words and names, as
    actors may have an id for each article."""
    first = events.only(np.arange(wanted))
    groups = np.repeat(np.arange(wanted), np.diff(first.at))
    outlets = supported(view.table, first.rows, groups, wanted)[:, 2].tolist()
    found: dict[tuple[object, ...], _Read] = {}
    for event in range(wanted):
        best = fact(view, view.table.claim(int(first.claims(event)[0])))
        assert best is not None
        names = name_of(view, best.subject), name_of(view, best.object)
        wording = best.quote, best.relation, best.status, best.speaker, names
        found.setdefault(wording, _Read(events=[], fact=best)).events.append(event)
    return ((read, outlets[read.events[0]]) for read in found.values())


def _stars(some: Sequence[_Read]) -> list[_Star]:
    """The events of one article by the actor that most of them share (who does it, where that means something), and together
    those whose others are the same."""
    ways = {(one.fact.subject, one.fact.object) for one in some}
    mutual = [one for one in some if (one.fact.object, one.fact.subject) in ways]
    stars = [_Star(hubs=(one.fact.subject,), others=(), reads=(one,)) for one in mutual]
    left = [one for one in some if one not in mutual]
    while left:
        star = _star(left)
        stars.append(star)
        left = [one for one in left if one not in star.reads]
    alike: dict[frozenset[str], list[_Star]] = {}
    for star in stars:
        pair = (star.reads[0].fact.subject, star.reads[0].fact.object)
        alike.setdefault(frozenset(star.others or ("", *pair)), []).append(star)
    return [
        _Star(
            hubs=tuple(dict.fromkeys(hub for star in each for hub in star.hubs)),
            others=each[0].others,
            reads=tuple(sorted((one for star in each for one in star.reads), key=lambda one: one.events[0])),
        )
        for each in alike.values()
    ]


def _star(some: Sequence[_Read]) -> _Star:
    """The events of the actor that most of them share; what all of several actors do with each other, if one sentence says so."""
    hub = _hub([one.fact for one in some])
    own = [one for one in some if hub in _heads(one.fact)]
    others = tuple(dict.fromkeys(one.fact.object if one.fact.subject == hub else one.fact.subject for one in own))
    among = [one for one in some if {one.fact.subject, one.fact.object} <= set(others)]
    places = {(one.fact.start, one.fact.end) for one in (*own, *among)}
    whole = len(others) > 1 and len(places) == 1 and 2 * len(among) == len(others) * (len(others) - 1)
    if whole and relations()[own[0].fact.relation].symmetric:
        return _Star(hubs=(hub, *others), others=(), reads=(*own, *among))
    return _Star(hubs=(hub,), others=others, reads=tuple(own))


def _heads(one: Fact) -> tuple[str, ...]:
    """From whom the claim may be told."""
    return (one.subject, one.object) if relations()[one.relation].symmetric else (one.subject,)


def _hub(facts: Sequence[Fact]) -> str:
    heads = Counter(head for one in facts for head in _heads(one))
    return max(heads, key=lambda head: heads[head])


def _line(view: View, events: Events, star: _Star) -> Line:
    rows = np.concatenate([events.claims(one) for read in star.reads for one in read.events])
    facts = _fewest([_tellings(view, events, one) for one in star.reads])
    claims = view.table.claims[rows]
    own = claims["day"] != view.table.articles["published"][claims["article"]]
    days = claims["day"][own] if own.any() else claims["day"]
    return Line(
        subjects=_as_written(view, facts[0].quote, star.hubs),
        objects=_as_written(view, facts[0].quote, star.others),
        facts=facts,
        day=facts[0].date if all(one.date == facts[0].date for one in facts) else "",
        first=int(days.min()),
        last=int(days.max()),
        dated=bool(own.any()),
        support=support(view.table, rows),
    )


def _tellings(view: View, events: Events, read: _Read) -> list[Fact]:
    """The claims of the article that tell an event in the same terms as its best one, that one first."""
    best = read.fact
    found = [best]
    for row in events.claims(read.events[0])[1:TELLINGS].tolist():
        one = fact(view, view.table.claim(row))
        if one and _terms(one) == _terms(best):
            found.append(one)
    return found


def _terms(one: Fact) -> tuple[object, ...]:
    return one.article, one.relation, one.status, one.speaker, *sorted((one.subject, one.object))


def _fewest(tellings: Sequence[Sequence[Fact]]) -> tuple[Fact, ...]:
    """A claim of each event, from as few sentences as can be: again and again the sentence that tells most of what is left."""
    sentences: dict[tuple[int, int], dict[int, Fact]] = {}
    for event, facts in enumerate(tellings):
        for one in facts:
            sentences.setdefault((one.start, one.end), {}).setdefault(event, one)
    chosen: dict[int, Fact] = {}
    while len(chosen) < len(tellings):
        best = max(sentences.values(), key=lambda told: len(told.keys() - chosen.keys()))
        chosen |= {event: one for event, one in best.items() if event not in chosen}
    return tuple(chosen.values())


def _as_written(view: View, quote: str, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The actors in the order in which the sentence names them, those that it names otherwise last."""

    def place(actor: str) -> int:
        name = name_of(view, actor)
        found = [at for part in (name, name.rpartition(" ")[2]) if (at := quote.find(part)) >= 0]
        return found[0] if found else len(quote)

    return tuple(sorted(actors, key=place))


def spread(line: Line) -> bool:
    """Is the event told of on days that lie further apart than claims of one event may?"""
    return line.last - line.first > GAP
