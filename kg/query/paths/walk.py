"""From actor to actor over the claim table: who is one hop away, and which ways between two sides have the fewest hops?

The search grows level by level from both sides, a whole level at once, the side with fewer ties first, so that hubs come
last; it costs what it visits. Of the ways that it meets on, the best is the cheapest by `price`, then the one whose ids come
first. Both are read off the levels, back from where they met, so that no other way is ever looked at.
Sources: I. Pohl, Bi-directional search, Machine Intelligence 6 (1971); levels as arrays: A. Buluç, K. Madduri, Parallel
breadth-first search on distributed memory systems, SC 2011.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.model import EntityType
from kg.query.edges import Edges
from kg.query.facts import relations
from kg.query.support import symmetric
from kg.store.table import KINDS, NOBODY, Numbers, Table

if TYPE_CHECKING:
    from kg.query.paths.weights import Strength

Mask = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint8]
Way = tuple[int, ...]
Rank = tuple[float, ...]  # what ways are compared by, before their actors
# What a hop costs. A contact or a stance tells something; an office or a membership connects nearly everybody, save where it
# leads from a state that was asked about to the people who act for it; a step to an unnamed group tells least.
TIE_PRICE, ROLE_PRICE, OWN_PRICE, GROUP_PRICE = 1, 2, 0, 3
# A pair's claims that may be hops: from the lower to the higher number a tie or an office, the same downwards, and "looked up".
TIE, OFFICE, DOWN, KNOWN = 1, 2, 2, 128
FAR = 255  # no level


@dataclass(frozen=True, slots=True)
class Steps:
    """Hops as arrays: from actors `tail` to actors `head`, over pairs, by ties or offices (`bits`)."""

    tail: Numbers
    head: Numbers
    pair: Numbers
    bits: Bits

    def where(self, mask: Mask) -> Steps:
        """Some of the hops."""
        return Steps(self.tail[mask], self.head[mask], self.pair[mask], self.bits[mask])

    def turned(self) -> Steps:
        """The same hops, seen from the other end."""
        return Steps(self.head, self.tail, self.pair, self.bits)


class Walk:
    """The claim table with what may be hops in it; looked up pair by pair, when asked, and remembered."""

    def __init__(self, table: Table, edges: Edges) -> None:
        self.table, self.edges = table, edges
        known = relations().values()
        self._symmetric = symmetric() | (not edges.directed)
        self._bit = np.array([OFFICE if one.family == "roles" else TIE for one in known], dtype=np.uint8)
        self._bits = np.zeros(len(table.pairs), dtype=np.uint8)
        self.strength: Strength | None = None  # made by `weights.strength_of`
        self.ties = np.diff(table.tie_at.astype(np.int64))

    def steps(self, actors: Numbers, *, backward: bool = False) -> Steps:
        """The hops that lead away from these actors, or, `backward`, to them (`tail` is then where they arrive)."""
        at, other, pair = self.table.ties_of(actors)
        tail = np.asarray(actors, dtype=np.int64)[at]
        return self._accepted(tail, other, pair, (tail < other) != backward)

    def along(self, way: Sequence[int]) -> Steps:
        """The hops of a way, one after the other; those that may be none are missing."""
        tail, head = np.array(way[:-1], dtype=np.int64), np.array(way[1:], dtype=np.int64)
        pair = np.array([self._pair(one, other) for one, other in pairwise(way)], dtype=np.int64)
        known = pair != NOBODY
        return self._accepted(tail[known], head[known], pair[known], (tail < head)[known])

    def _accepted(self, tail: Numbers, head: Numbers, pair: Numbers, up: Mask) -> Steps:
        """Of these hops those that may be hops in this direction, `up` from the lower to the higher number."""
        bits = self._looked_up(pair)
        bits = (np.where(up, bits, bits >> DOWN) & (TIE | OFFICE)).astype(np.uint8)
        return Steps(tail, head, pair, bits).where(bits > 0)

    def _pair(self, one: int, other: int) -> int:
        """The pair of two actors, looked for among the ties of the one that has fewer; NOBODY if there is none."""
        near, far = (one, other) if self.ties[one] <= self.ties[other] else (other, one)
        start, end = int(self.table.tie_at[near]), int(self.table.tie_at[near + 1])
        place = start + int(np.searchsorted(self.table.ties["other"][start:end], far))
        found = place < end and self.table.ties["other"][place] == far
        return int(self.table.ties["pair"][place]) if found else NOBODY

    def rows(self, pair: int, *, down: bool) -> Numbers:
        """The rows of a pair's claims that may be hops from its lower to its higher number, or the other way, `down`."""
        _, rows = self.accepted(np.array([pair]))
        return rows[self.directions(rows)[down]]

    def accepted(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """The claims of these pairs that may be hops: for each the place in `pairs`, and the claim's row."""
        at, rows = self.table.claims_of(pairs)
        taken = self.edges.accepts(self.table, rows)
        return at[taken], rows[taken]

    def directions(self, rows: Numbers) -> tuple[Mask, Mask]:
        """Which of these claims lead from the lower to the higher number, and which the other way?"""
        claims = self.table.claims
        both = self._symmetric[claims["relation"][rows]]
        up = claims["subject"][rows] < claims["object"][rows]
        return up | both, ~up | both

    def _looked_up(self, pairs: Numbers) -> Bits:
        bits = self._bits[pairs]
        if len(missing := pairs[bits == 0]):
            self._look_up(np.unique(missing))
            bits = self._bits[pairs]
        return bits

    def _look_up(self, pairs: Numbers) -> None:
        self._bits[pairs] = KNOWN
        at, rows = self.accepted(pairs)
        if len(rows):
            bit = self._bit[self.table.claims["relation"][rows]]
            up, down = self.directions(rows)
            firsts = np.flatnonzero(np.diff(at, prepend=-1))
            self._bits[pairs[at[firsts]]] |= np.bitwise_or.reduceat(bit * up | (bit << DOWN) * down, firsts)


@dataclass(frozen=True, slots=True)
class Side:
    """How far a search looked from one side: its hops, the actors it saw, and those it saw last."""

    hops: int
    seen: Numbers
    last: Numbers


class Fewest:
    """Ways of the fewest hops between two sides; of equally long ones the cheapest, then the one whose ids come first."""

    def __init__(self, walk: Walk, ends: Sequence[int]) -> None:
        """`ends` are the actors that were asked about: a hop between them and their own people costs nothing."""
        self.walk = walk
        self.seen = 0  # actors that the search which saw most has seen
        kinds = walk.table.kinds
        self._group = kinds == KINDS.index(EntityType.GROUP)
        self._body = (kinds == KINDS.index(EntityType.COUNTRY)) | (kinds == KINDS.index(EntityType.ORGANIZATION))
        self._asked = np.zeros(len(kinds), dtype=bool)
        self._asked[list(ends)] = True
        self._asked &= self._body

    def price(self, steps: Steps) -> npt.NDArray[np.float64]:
        """What each hop costs: see the constants."""
        tail, head = steps.tail, steps.head
        own = (self._asked[tail] | self._asked[head]) & ~(self._body[tail] & self._body[head])
        office = np.where(own, OWN_PRICE, ROLE_PRICE)
        price = np.where(steps.bits & OFFICE, np.where(steps.bits & TIE, np.minimum(office, TIE_PRICE), office), TIE_PRICE)
        whole: npt.NDArray[np.float64] = price.astype(np.float64) + GROUP_PRICE * self._group[head]
        return whole

    def rank(self, hops: int, cost: float) -> Rank:
        """What a way of so many hops and this price is compared by."""
        return hops, cost

    def best(
        self,
        starts: Numbers,
        costs: npt.NDArray[np.float64],
        ends: Numbers,
        hops: int,
        closed: Mask | None = None,
        most: float = np.inf,
    ) -> tuple[float, Way] | None:
        """The best way from one of the starts, each of which costs something, to one of the ends, with its price.

        None where there is none, or none of at most `hops` hops, and of `most`.
        """
        if most < 0:
            return None
        layers, met, sides = meet(self.walk, starts, ends, min(hops, int(min(most, hops))), closed)
        self.seen = max(self.seen, len(sides[0].seen) + len(sides[1].seen) - len(met))  # where they met, both have been
        if not len(met):
            return None
        return self._cheapest(layers, starts, costs, met)

    def _cheapest(self, layers: list[Steps], starts: Numbers, costs: npt.NDArray[np.float64], met: Numbers) -> tuple[float, Way]:
        """The cheapest way through these layers of hops, of which each leads to the next one's tails."""
        size = len(self.walk.table.actors)
        rest = np.full(size, np.inf)
        rest[layers[-1].head if layers else met] = 0
        prices: list[npt.NDArray[np.float64]] = []
        for layer in reversed(layers):
            prices.append(self.price(layer) + rest[layer.head])
            rest = np.full(size, np.inf)
            np.minimum.at(rest, layer.tail, prices[-1])
        whole = costs + rest[starts]
        cost = whole.min()
        way = [int(starts[whole == cost].min())]
        for layer, price in zip(layers, reversed(prices), strict=True):
            here = layer.tail == way[-1]
            heads, price = layer.head[here], price[here]
            way.append(int(heads[price == price.min()].min()))
        return float(cost), tuple(way)


def meet(
    walk: Walk, starts: Numbers, ends: Numbers, hops: int, closed: Mask | None = None
) -> tuple[list[Steps], Numbers, tuple[Side, Side]]:
    """The hops on all ways of the fewest hops, at most `hops`, between two sides, level by level from the starts.

    `closed` actors are not walked through. Also the actors in which the two sides met (none: there is no such way), and how
    far each side looked. An actor on both sides is a way without hops.
    """
    size = len(walk.table.actors)
    levels = [np.full(size, FAR, dtype=np.uint8) for _ in range(2)]
    fronts = [np.unique(starts), np.unique(ends)]
    for level, front in zip(levels, fronts, strict=True):
        level[front] = 0
    grown: tuple[list[Steps], list[Steps]] = ([], [])
    met = fronts[0][levels[1][fronts[0]] != FAR]
    while not len(met) and len(grown[0]) + len(grown[1]) < hops and len(fronts[0]) and len(fronts[1]):
        side = 0 if walk.ties[fronts[0]].sum() <= walk.ties[fronts[1]].sum() else 1
        steps = walk.steps(fronts[side], backward=side == 1)
        new = levels[side][steps.head] == FAR
        steps = steps.where(new if closed is None else new & ~closed[steps.head])
        grown[side].append(steps)
        levels[side][steps.head] = len(grown[side])
        fronts[side] = np.flatnonzero(levels[side] == len(grown[side]))
        met = fronts[side][levels[1 - side][fronts[side]] != FAR]
    sides = [
        Side(len(steps), np.flatnonzero(level != FAR), front) for steps, level, front in zip(grown, levels, fronts, strict=True)
    ]
    ahead, behind = (_back(steps, met, size) for steps in grown)
    return [*reversed(ahead), *(steps.turned() for steps in behind)], met, (sides[0], sides[1])


def _back(grown: list[Steps], met: Numbers, size: int) -> list[Steps]:
    """Of each level's hops those that lead to where the sides met, the last level first."""
    kept = []
    for steps in reversed(grown):
        wanted = np.zeros(size, dtype=bool)
        wanted[met] = True
        steps = steps.where(wanted[steps.head])
        kept.append(steps)
        met = steps.tail
    return kept
