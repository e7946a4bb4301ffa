"""Which ways pass given actors on the way?

A way from place to place is put together of stretches, each of which leaves out whom the way has passed. The stretch is taken
up first with which, as far as searches without any such care can tell, the best way begins; so the first way that is whole is
the best one (A* over stretches: P. Hart, N. Nilsson, B. Raphael, A formal basis for the heuristic determination of minimum
cost paths, IEEE Transactions on Systems Science and Cybernetics 4, 1968).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise, permutations

import numpy as np

from kg.query.paths.several import Measure, Sides, ways
from kg.query.paths.walk import Rank, Way, meet
from kg.store.table import Numbers

TRIED = 200  # stretches that are taken up for each way asked for before the search gives up
MOST = 4  # places; their orders are all tried
Ranked = tuple[Rank, Way]
START, END = -1, -2  # as places


@dataclass(frozen=True, slots=True)
class Begun:
    """The beginning of a way, the places that it has yet to pass, and whether it has arrived."""

    way: Way
    rank: Rank
    left: frozenset[int]
    arrived: bool = False


class Through:
    """The ways between two sides that pass all of these places, in whatever order is best."""

    def __init__(self, by: Measure, sides: Sides, places: Sequence[int], hops: int) -> None:
        self._by, self._sides, self._hops = by, sides, hops
        self._places = frozenset(places)
        self._passable = all(map(self._can_pass, sorted(self._places)))
        self._bounds = {pair: self._bound(*pair) for pair in self._stretches()}

    def ways(self, wanted: int) -> Iterator[Ranked]:
        """The best first; fewer than are wanted where there are no more, or where they are too hard to find."""
        heap: list[tuple[Rank, bool, Way, Begun, tuple[Begun, frozenset[int], Iterator[Ranked]]]] = []

        def draw(base: Begun, left: frozenset[int], arrived: bool, stretches: Iterator[Ranked]) -> None:
            """Take the next stretch up."""
            if stretch := next(stretches, None):
                way = base.way + stretch[1][1:] if base.way else stretch[1]
                begun = Begun(way, _sum(base.rank, stretch[0]), left, arrived)
                if (rest := (0.0, 0.0) if arrived else self._rest(way[-1], left)) is not None:
                    heappush(heap, (_sum(begun.rank, rest), arrived, way, begun, (base, left, stretches)))

        for left, stretches in self._next(Begun((), (0.0, 0.0), self._places)) if self._passable else ():
            draw(Begun((), (0.0, 0.0), self._places), left or frozenset(), left is None, stretches)
        for _ in range(TRIED * wanted):
            if not heap:
                return
            _, arrived, way, begun, (base, left, stretches) = heappop(heap)
            if arrived:
                yield begun.rank, way
            else:
                for further, more in self._next(begun):
                    draw(begun, further or frozenset(), further is None, more)
            draw(base, left, arrived, stretches)

    def _next(self, begun: Begun) -> Iterator[tuple[frozenset[int] | None, Iterator[Ranked]]]:
        """Whereto may a way go on? The places left after that (None: it arrives), and the stretches there."""
        by, sides = self._by, self._sides
        starts = np.array(begun.way[-1:], dtype=np.int64) if begun.way else sides.starts
        hops = self._hops - max(len(begun.way) - 1, 0)
        for place in sorted(begun.left) or [END]:
            closed = np.zeros(len(by.walk.table.actors), dtype=bool) if sides.closed is None else sides.closed.copy()
            ends = sides.ends if place == END else np.array([place])
            for some in (list(begun.way), list(begun.left), sides.starts, sides.ends):
                closed[some] = True
            closed[starts] = closed[ends] = False
            left = None if place == END else begun.left - {place}
            yield left, ways(by, Sides(starts, ends, closed), hops - len(begun.left - {place}) - (place != END))

    def _can_pass(self, place: int) -> bool:
        """Is there nobody whom every way to the place and every way on from it must pass? Then no way could pass it."""
        way = self._by.best(
            self._sides.starts, np.zeros(len(self._sides.starts)), np.array([place]), self._hops, self._sides.closed
        )
        return way is not None and all(self._is_round(one, place) for one in way[1][:-1])

    def _is_round(self, one: int, place: int) -> bool:
        """Does a way lead to the place, or on from it, without this actor?"""
        closed = (
            np.zeros(len(self._by.walk.table.actors), dtype=bool) if self._sides.closed is None else self._sides.closed.copy()
        )
        closed[one] = True
        starts, ends = (some[some != one] for some in (self._sides.starts, self._sides.ends))
        walk, there = self._by.walk, np.array([place])
        met = (meet(walk, some, others, self._hops, closed)[1] for some, others in ((starts, there), (there, ends)))
        return any(len(actors) for actors in met)

    def _rest(self, place: int, left: frozenset[int]) -> Rank | None:
        """At least how long is the rest of the way from a place, through those that are left? None: there is none."""
        ranks = []
        for order in permutations(sorted(left)):
            bounds = [self._bounds[pair] for pair in pairwise((place, *order, END))]
            if None not in bounds:
                ranks.append((sum(one[0] for one in bounds if one), sum(one[1] for one in bounds if one)))
        return min(ranks, default=None)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        for one in sorted(self._places):
            yield one, END
            yield from ((one, other) for other in sorted(self._places) if other != one)

    def _bound(self, one: int, other: int) -> Rank | None:
        ends: Numbers = self._sides.ends if other == END else np.array([other])
        found = self._by.best(np.array([one]), np.zeros(1), ends, self._hops, self._sides.closed)
        return self._by.rank(len(found[1]) - 1, found[0]) if found else None


def _sum(one: Rank, other: Rank) -> Rank:
    return one[0] + other[0], one[1] + other[1]
