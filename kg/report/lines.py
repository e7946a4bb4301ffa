"""Which lines tell the events? One a sentence: who met several people in one sentence met them in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.query.facts import Fact, fact, name_of
from kg.query.support import Support, support
from kg.rdf.namespace import relations
from kg.report.events import GAP, Events
from kg.store.table import Numbers

if TYPE_CHECKING:
    from kg.store import View

AHEAD = 4  # how many events are read for a line, so that those of one sentence find together


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what to whom, as one sentence tells it: `facts` are its claims, of one relation and status, which differ in the
    actors (ids).

    Without `objects` the subjects do it to each other. `day` is the day as the sentence has it, or "", `first` and `last` are the
    days of all its claims (ordinals).
    """

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    facts: tuple[Fact, ...]
    day: str
    first: int
    last: int
    support: Support

    @property
    def best(self) -> Fact:
        """The claim to quote."""
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
    """Events of one sentence that lead from the same actors to the same others."""

    hubs: tuple[str, ...]
    others: tuple[str, ...]
    reads: tuple[_Read, ...]


def listed(view: View, events: Events, most: int) -> Listed:
    """At most so many lines (0: all) that tell the first of the events, in their order."""
    wanted = min(len(events), most * AHEAD) if most else len(events)
    sentences: dict[tuple[object, ...], dict[tuple[str, str], _Read]] = {}
    for event in range(wanted):
        best = fact(view, view.table.claim(int(events.claims(event)[0])))
        assert best is not None
        wording = best.quote, best.relation, best.status, best.speaker
        named = name_of(view, best.subject), name_of(view, best.object)
        sentences.setdefault(wording, {}).setdefault(named, _Read(events=[], fact=best)).events.append(event)
    stars = [star for some in sentences.values() for star in _stars(list(some.values()))]
    told = sorted(stars, key=lambda one: one.reads[0].events[0])
    chosen = told[: most or len(told)]
    return Listed(
        lines=tuple(_line(view, events, star) for star in chosen),
        more=len(events) - sum(len(one.events) for star in chosen for one in star.reads),
    )


def _stars(some: Sequence[_Read]) -> list[_Star]:
    """The events of one sentence by the actor that most of them share (who does it, where that means something), and together
    those whose others are the same."""
    ways = {(one.fact.subject, one.fact.object): one for one in some}
    mutual = [one for (subject, object_), one in ways.items() if (object_, subject) in ways]
    found: dict[frozenset[str], list[_Star]] = {}
    left = [one for one in some if one not in mutual]
    for one in mutual:
        both = frozenset((one.fact.subject, one.fact.object))
        found.setdefault(both, []).append(_Star(hubs=(one.fact.subject,), others=(), reads=(one,)))
    while left:
        hub = _hub([one.fact for one in left])
        own = [one for one in left if hub in _heads(one.fact)]
        left = [one for one in left if hub not in _heads(one.fact)]
        others = tuple(dict.fromkeys(one.fact.object if one.fact.subject == hub else one.fact.subject for one in own))
        found.setdefault(frozenset(others), []).append(_Star(hubs=(hub,), others=others, reads=tuple(own)))
    return [
        _Star(
            hubs=tuple(star.hubs[0] for star in alike),
            others=alike[0].others,
            reads=tuple(sorted((one for star in alike for one in star.reads), key=lambda one: one.events[0])),
        )
        for alike in found.values()
    ]


def _heads(one: Fact) -> tuple[str, ...]:
    """From whom the claim may be told."""
    return (one.subject, one.object) if relations()[one.relation].symmetric else (one.subject,)


def _hub(facts: Sequence[Fact]) -> str:
    heads = Counter(head for one in facts for head in _heads(one))
    return max(heads, key=lambda head: heads[head])


def _line(view: View, events: Events, star: _Star) -> Line:
    rows = np.concatenate([events.claims(one) for read in star.reads for one in read.events])
    facts = tuple(one.fact for one in star.reads)
    first, last = _days(view, rows)
    return Line(
        subjects=_as_written(view, facts[0].quote, star.hubs),
        objects=_as_written(view, facts[0].quote, star.others),
        facts=facts,
        day=next((one.date for one in facts if one.date), ""),
        first=first,
        last=last,
        support=support(view.table, rows),
    )


def _as_written(view: View, quote: str, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The actors in the order in which the sentence names them, those that it names otherwise last."""

    def place(actor: str) -> int:
        name = name_of(view, actor)
        found = [at for part in (name, name.rpartition(" ")[2]) if (at := quote.find(part)) >= 0]
        return found[0] if found else len(quote)

    return tuple(sorted(actors, key=place))


def _days(view: View, rows: Numbers) -> tuple[int, int]:
    """The first and last day of the event: of the claims that tell a day of their own, else of all."""
    claims = view.table.claims[rows]
    own = claims["day"] != view.table.articles["published"][claims["article"]]
    days = claims["day"][own] if own.any() else claims["day"]
    return int(days.min()), int(days.max())


def spread(line: Line) -> bool:
    """Is the event told of on days that lie further apart than claims of one event may?"""
    return line.last - line.first > GAP
