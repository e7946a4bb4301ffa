"""How strong is a tie by its evidence, and which way is the surest?

The *strength* of a pair is the sum, over the stories that make a claim between the two, of the story's surest claim: its
confidence, halved for every two years that the claim is older than the newest article (or the end of the window asked for).
Reprints are one story. Claims without a day count as if four years old. What a hop *costs* is

    price / (1 + ln(1 + strength))

where `price` is 1 for a contact or stance, 2 where there are offices only (1 from a state that was asked about to its own
people), and 3 more for a step to an unnamed group. More, newer and surer claims make a hop cheaper, each further one by less.
Source of the search: R. Bellman, On a routing problem, Quarterly of Applied Mathematics 16 (1958), by rounds, so that no way
gets longer than allowed; what costs more than the way of fewest hops is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.query.several import length
from kg.query.walk import Fewest, Mask, Rank, Steps, Walk, Way
from kg.store.table import CERTAIN, Numbers, Table

Floats = npt.NDArray[np.float64]
HALF_LIFE = 730.5  # days
UNDATED = 4 * 365  # days that a claim without a day counts as old


class Strength:
    """The strength of pairs, in the direction in which they are walked; looked up when asked, and remembered."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._today = walk.edges.window.last or newest(walk.table)
        self._known = np.full((2, len(walk.table.pairs)), np.nan)

    def of(self, steps: Steps) -> Floats:
        """How strong is the evidence for each of these hops? At least 0."""
        down = (steps.tail > steps.head).astype(np.int64)
        found = self._known[down, steps.pair]
        if len(missing := steps.pair[np.isnan(found)]):
            self._look_up(np.unique(missing))
            found = self._known[down, steps.pair]
        return found

    def _look_up(self, pairs: Numbers) -> None:
        table = self._walk.table
        at, rows = self._walk.accepted(pairs)
        claims = table.claims
        age = np.where(claims["day"][rows] > 0, np.maximum(self._today - claims["day"][rows], 0), UNDATED)
        sure = claims["confidence"][rows] / CERTAIN * 0.5 ** (age / HALF_LIFE)
        story = table.articles["original"][claims["article"][rows]]
        order = np.lexsort((sure, story, at))
        for down, leads in enumerate(self._walk.directions(rows)):
            kept = order[leads[order]]
            last = np.ones(len(kept), dtype=bool)
            last[:-1] = (np.diff(at[kept]) != 0) | (np.diff(story[kept].astype(np.int64)) != 0)
            kept = kept[last]
            self._known[down, pairs] = np.bincount(at[kept], weights=sure[kept], minlength=len(pairs))


def strength_of(walk: Walk) -> Strength:
    """The strength of the walk's pairs, with what has been looked up already."""
    if walk.strength is None:
        walk.strength = Strength(walk)
    return walk.strength


def newest(table: Table) -> int:
    """The day of the newest article, else of the newest claim, 0 if no day is known."""
    return int(table.articles["published"].max(initial=0)) or int(table.claims["day"].max(initial=0))


class Surest:
    """Ways of the strongest evidence between two sides: the cheapest by the module's formula, then those of fewer hops."""

    def __init__(self, walk: Walk, ends: Sequence[int]) -> None:
        self.walk = walk
        self._fewest = Fewest(walk, ends)
        self._strength = strength_of(walk)

    def price(self, steps: Steps) -> Floats:
        """What each hop costs."""
        cost: Floats = np.maximum(self._fewest.price(steps), 1) / (1 + np.log1p(self._strength.of(steps)))
        return cost

    def rank(self, hops: int, cost: float) -> Rank:
        """What a way of so many hops and this price is compared by."""
        return cost, hops

    def best(
        self, starts: Numbers, costs: Floats, ends: Numbers, hops: int, closed: Mask | None = None
    ) -> tuple[float, Way] | None:
        """The best way from one of the starts, each of which costs something, to one of the ends, with its price."""
        short = self._fewest.best(starts, costs, ends, hops, closed)
        if short is None:
            return None
        cut = float(costs[starts == short[1][0]].min()) + length(self, short[1])
        rounds, distance = self._spread(starts, costs, ends, hops, closed, cut * (1 + 1e-9))
        cost = float(distance[ends].min())
        way = [int(ends[distance[ends] == cost].min())]
        before = len(rounds)
        while True:
            for number in range(before - 1, -1, -1):
                heads, tails = rounds[number]
                place = int(np.searchsorted(heads, way[0]))
                if place < len(heads) and heads[place] == way[0]:
                    way.insert(0, int(tails[place]))
                    before = number
                    break
            else:
                return cost, tuple(way)

    def _spread(
        self, starts: Numbers, costs: Floats, ends: Numbers, hops: int, closed: Mask | None, cut: float
    ) -> tuple[list[tuple[Numbers, Numbers]], Floats]:
        """Round by round the actors that are reached more cheaply than before, each with the one before it; and the costs."""
        distance = np.full(len(self.walk.table.actors), np.inf)
        np.minimum.at(distance, starts, costs)
        arrived = np.zeros(len(distance), dtype=bool)
        arrived[ends] = True
        rounds: list[tuple[Numbers, Numbers]] = []
        front = np.unique(starts)
        while len(rounds) < hops and len(front := front[(distance[front] < cut) & ~arrived[front]]):
            steps = self.walk.steps(front)
            if closed is not None:
                steps = steps.where(~closed[steps.head])
            cost = distance[steps.tail] + self.price(steps)
            better = (cost < distance[steps.head]) & (cost < cut)
            steps, cost = steps.where(better), cost[better]
            order = np.lexsort((steps.tail, cost, steps.head))
            first = order[np.flatnonzero(np.diff(steps.head[order], prepend=-1))]
            front = steps.head[first]
            distance[front] = cost[first]
            rounds.append((front, steps.tail[first]))
            cut = min(cut, float(distance[ends].min()))
        return rounds, distance
