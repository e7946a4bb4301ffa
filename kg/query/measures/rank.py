"""Who is central, and when? Actors ranked by a measure of the network of claims, also period by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.model import EntityType
from kg.query.measures.centrality import central
from kg.query.measures.network import Network, network
from kg.query.measures.periods import Period, days, split
from kg.store.table import KINDS, Numbers, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An actor's place: its rank from 1 (0: it has no tie), the measure's value and standard error, its ties, its claims."""

    rank: int
    score: float
    error: float
    ties: int
    claims: int


NOWHERE = Place(rank=0, score=0.0, error=0.0, ties=0, claims=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure of one span of time: how much was measured, from how many pivots (0: exact), and the places by actor's id."""

    actors: int
    ties: int
    claims: int
    first: int
    last: int
    pivots: int
    places: dict[str, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is measured, in which table: see `rank`."""

    table: Table
    by: str
    side: str
    kinds: tuple[EntityType, ...]
    pivots: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The whole span, its best actors first in `places`, and the same actors' places in each of its periods."""

    by: str
    whole: Measured
    periods: tuple[tuple[Period, Measured], ...]


def rank(
    table: Table,
    rows: Numbers,
    *,
    by: str = "degree",
    side: str = "either",
    kinds: Sequence[EntityType] = (),
    limit: int = 20,
    every: str = "",
    pivots: int | None = None,
) -> Ranking:
    """Who is central among the actors of these claims?

    `by` is one of `centrality.MEASURES`, `side` of `network.SIDES`. All actors are in the network, only those of the `kinds`
    (none given: all) are ranked; equal ones by id. `limit` 0 ranks all. `every` is one of `periods.EVERY`, or ""; periods
    without claims are left out. `pivots` is as for `centrality.central`.
    """
    measure = Measure(table=table, by=by, side=side, kinds=tuple(kinds), pivots=pivots)
    whole, best = _measured(measure, rows, limit=limit)
    spans = split(table, rows, every) if every else []
    then = [(span, _measured(measure, some, these=best, share=1 / len(spans))[0]) for span, some in spans]
    return Ranking(by=by, whole=whole, periods=tuple(then))


def _measured(
    measure: Measure, rows: Numbers, *, limit: int = 0, these: Numbers | None = None, share: float = 1.0
) -> tuple[Measured, Numbers]:
    """The measure of these claims with the places of the first `limit`, or of `these` actors; and the numbers of these."""
    table = measure.table
    net = network(table, rows, measure.side)
    found = central(net, measure.by, share, measure.pivots)
    scores = found.values
    order = np.lexsort((net.actors, -scores))
    if measure.kinds:
        order = order[np.isin(table.kinds[net.actors[order]], [KINDS.index(one) for one in measure.kinds])]
    if measure.side != "either":
        order = order[scores[order] > 0]
    rank = np.zeros(len(table.actors) + 1, dtype=np.int64)
    rank[net.actors[order]] = np.arange(1, len(order) + 1)
    if these is None:
        these = net.actors[order[:limit] if limit else order]
    ties, claims = _ties(net)
    places = {}
    for actor in these.tolist():
        at = int(np.searchsorted(net.actors, actor))
        places[table.actors[actor]] = NOWHERE
        if rank[actor]:
            places[table.actors[actor]] = Place(
                rank=int(rank[actor]),
                score=float(scores[at]),
                error=float(found.error[at]),
                ties=int(ties[at]),
                claims=int(claims[at]),
            )
    first, last = days(table, rows)
    whole = Measured(
        actors=len(net.actors), ties=net.ties, claims=len(rows), first=first, last=last, pivots=found.pivots, places=places
    )
    return whole, these


def _ties(net: Network) -> tuple[Numbers, Numbers]:
    """Of each actor by place: how many different ones it is tied to, and by how many claims, on the counted side."""
    size = len(net.actors)
    return np.bincount(net.head, minlength=size), np.bincount(net.head, net.weight, minlength=size).astype(np.int64)
