"""Which are the best ways, one after the other, none of them visiting anybody twice?

Yen's algorithm in Lawler's form: the ways are divided by where they leave the best one, each part's best way is found by one
search, and the best of these is the next.
Sources: J. Yen, Finding the k shortest loopless paths in a network, Management Science 17 (1971); E. Lawler, A procedure for
computing the k best solutions to discrete optimization problems, Management Science 18 (1972).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kg.query.paths.walk import Mask, Rank, Steps, Walk, Way
from kg.store.table import Numbers

Floats = npt.NDArray[np.float64]


class Measure(Protocol):
    """By what are ways compared? See `walk.Fewest` and `weights.Surest`."""

    walk: Walk

    @property
    def seen(self) -> int:
        """How many actors a search has seen."""

    def price(self, steps: Steps) -> Floats:
        """What each hop costs."""

    def rank(self, hops: int, cost: float) -> Rank:
        """What a way of so many hops and this price is compared by."""

    def best(
        self,
        starts: Numbers,
        costs: Floats,
        ends: Numbers,
        hops: int,
        closed: Mask | None = None,
        most: float = np.inf,
    ) -> tuple[float, Way] | None:
        """The best way of at most so many hops from one of the starts, each of which costs something, to one of the ends.

        Ways of which the first number of the rank, with the costs of the start, is above `most` need not be found.
        """


@dataclass(frozen=True, slots=True)
class Sides:
    """From whom to whom; `closed` are those who are not to be passed (none: None)."""

    starts: Numbers
    ends: Numbers
    closed: Mask | None = None


def ways(by: Measure, sides: Sides, hops: int, wanted: int = 0) -> Iterator[tuple[Rank, Way]]:
    """All ways of at most `hops` hops between two sides, best first, of equally good ones that whose ids come first.

    Inside a way there is nobody of either side. Where it is known how many are `wanted`, there are no more, and less to do.
    """
    heap: list[tuple[Rank, Way, int, frozenset[int]]] = []
    left = wanted

    def push(stem: Way, barred: frozenset[int]) -> None:
        most = nsmallest(left, heap)[-1][0][0] if wanted and len(heap) >= left else np.inf
        if found := _best(by, sides, hops, stem, barred, most):
            heappush(heap, (by.rank(len(found[1]) - 1, found[0]), found[1], len(stem), barred))

    push((), frozenset())
    while heap:
        rank, way, stem, barred = heappop(heap)
        yield rank, way
        left -= 1
        if wanted and not left:
            return
        for at in range(stem, len(way)):
            push(way[:at], (barred if at == stem else frozenset()) | {way[at]})


def _best(by: Measure, sides: Sides, hops: int, stem: Way, barred: frozenset[int], most: float) -> tuple[float, Way] | None:
    """The best way that begins with `stem` and does not go on to anybody who is barred."""
    if len(stem) > hops or (stem and stem[-1] in sides.ends):
        return None
    closed = np.zeros(len(by.walk.table.actors), dtype=bool) if sides.closed is None else sides.closed.copy()
    if not stem:
        closed[list(barred)] = True
        starts = sides.starts[~np.isin(sides.starts, list(barred))]
        return by.best(starts, np.zeros(len(starts)), sides.ends, hops, closed, most) if len(starts) else None
    closed[sides.starts] = True
    closed[list(stem)] = True
    steps = by.walk.steps(np.array(stem[-1:]))
    steps = steps.where(~closed[steps.head] & ~np.isin(steps.head, list(barred)))
    if not len(steps.head):
        return None
    cost = length(by, stem)
    most -= by.rank(len(stem), cost)[0]
    found = by.best(steps.head, by.price(steps), sides.ends, hops - len(stem), closed, most)
    return (cost + found[0], stem + found[1]) if found else None


def length(by: Measure, way: Sequence[int]) -> float:
    """What a way's hops cost together."""
    return float(by.price(by.walk.along(way)).sum())
