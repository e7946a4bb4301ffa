"""How strong is a tie by its evidence, and which way is the surest?

The *strength* of a pair is the sum, over the stories that make a claim between the two, of the story's surest claim: its
confidence, halved for every two years that the claim is older than the newest article (or the end of the window asked for).
Reprints are one story. Claims without a day count as if four years old. What a hop *costs* is

    price / (1 + ln(1 + strength))

where `price` is 1 for a contact or stance, 2 where there are offices only (1 from a state that was asked about to its own
people), and 3 more for a step to an unnamed group. More, newer and surer claims make a hop cheaper, each further one by less.
Source of the search: R. Bellman, On a routing problem, Quarterly of Applied Mathematics 16 (1958), by rounds, so that no way
gets longer than allowed; from both sides, each half as far as the way of fewest hops costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.query.paths.several import length
from kg.query.paths.walk import Fewest, Mask, Rank, Steps, Walk, Way
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
        story = table.articles["original"][claims["article"][rows]].astype(np.int64)
        for down, leads in enumerate(self._walk.directions(rows)):
            strength = _by_story(at[leads], story[leads], sure[leads], len(pairs))
            if not self._walk.edges.directed:
                self._known[:, pairs] = strength
                return
            self._known[down, pairs] = strength


def _by_story(at: Numbers, story: Numbers, sure: Floats, pairs: int) -> Floats:
    """The sum of each pair's stories, of which the surest claim counts. Claims come by pair, and mostly by story already."""
    backward = (np.diff(at) == 0) & (np.diff(story) < 0)
    mixed = np.zeros(pairs, dtype=bool)  # those with a reprint: their stories do not come in order
    mixed[at[1:][backward]] = True
    if (again := np.flatnonzero(mixed[at])).size:
        order = np.arange(len(at))
        order[again] = again[np.lexsort((story[again], at[again]))]
        at, story, sure = at[order], story[order], sure[order]
    first = np.flatnonzero((np.diff(at, prepend=-1) != 0) | (np.diff(story, prepend=-1) != 0))
    if not len(first):
        return np.zeros(pairs)
    total: Floats = np.bincount(at[first], weights=np.maximum.reduceat(sure, first), minlength=pairs).astype(np.float64)
    return total


def strength_of(walk: Walk) -> Strength:
    """The strength of the walk's pairs, with what has been looked up already."""
    if walk.strength is None:
        walk.strength = Strength(walk)
    return walk.strength


def newest(table: Table) -> int:
    """The day of the newest article, else of the newest claim, 0 if no day is known."""
    return int(table.articles["published"].max(initial=0)) or int(table.claims["day"].max(initial=0))


def cost(price: Floats, strength: Floats) -> Floats:
    """What hops of these prices cost by the strength of their evidence; one that is free of charge is none here."""
    found: Floats = np.maximum(price, 1) / (1 + np.log1p(strength))
    return found


class Surest:
    """Ways of the strongest evidence between two sides: the cheapest by the module's formula, then those of fewer hops."""

    def __init__(self, walk: Walk, ends: Sequence[int]) -> None:
        self.walk = walk
        self._fewest = Fewest(walk, ends)
        self._strength = strength_of(walk)

    @property
    def seen(self) -> int:
        """How many actors a search has seen."""
        return self._fewest.seen

    def price(self, steps: Steps) -> Floats:
        """What each hop costs."""
        return cost(self._fewest.price(steps), self._strength.of(steps))

    def rank(self, hops: int, cost: float) -> Rank:
        """What a way of so many hops and this price is compared by."""
        return cost, hops

    def best(
        self,
        starts: Numbers,
        costs: Floats,
        ends: Numbers,
        hops: int,
        closed: Mask | None = None,
        most: float = np.inf,
    ) -> tuple[float, Way] | None:
        """The best way from one of the starts, each of which costs something, to one of the ends, with its price.

        None where there is none, or none that costs at most `most`. Each side spreads half as far as the way may cost.
        """
        short = self._fewest.best(starts, costs, ends, hops, closed)
        if short is None:
            return None
        known = float(costs[starts == short[1][0]].min()) + length(self, short[1])
        cut = min(known, most) * (1 + 1e-9)
        ahead = self._spread(starts, costs, hops, closed, cut / 2, backward=False)
        behind = self._spread(ends, np.zeros(len(ends)), hops, closed, cut / 2, backward=True)
        found: tuple[float, int, int, int] = (cut, -1, 0, 0)
        for number, distance in enumerate(ahead.distances):
            other = min(hops - number, len(behind.distances) - 1)
            whole = distance + behind.distances[other]
            place = int(whole.argmin())
            if whole[place] <= found[0] and (found[1] < 0 or whole[place] < found[0]):
                found = float(whole[place]), place, number, other
        cost, place, before, after = found
        if place < 0:
            return None
        return cost, (*reversed(ahead.back(place, before)), place, *behind.back(place, after))

    def _spread(
        self, sources: Numbers, costs: Floats, hops: int, closed: Mask | None, radius: float, *, backward: bool
    ) -> Spread:
        """From whom can be reached what at which cost, round by round, going on from those within the radius."""
        distance = np.full(len(self.walk.table.actors), np.inf)
        np.minimum.at(distance, sources, costs)
        spread = Spread([distance], [])
        front = np.unique(sources)
        while len(spread.rounds) < hops and len(front := front[distance[front] <= radius]):
            steps = self.walk.steps(front, backward=backward)
            if closed is not None:
                steps = steps.where(~closed[steps.head])
            cost = distance[steps.tail] + self.price(steps.turned() if backward else steps)
            better = cost < np.minimum(distance[steps.head], 2 * radius)
            steps, cost = steps.where(better), cost[better]
            order = np.lexsort((steps.tail, cost, steps.head))
            first = order[np.flatnonzero(np.diff(steps.head[order], prepend=-1))]
            front, distance = steps.head[first], distance.copy()
            distance[front] = cost[first]
            spread.distances.append(distance)
            spread.rounds.append((front, steps.tail[first]))
        return spread


@dataclass(frozen=True, slots=True)
class Spread:
    """The least costs after each round, and in each round the actors that were reached more cheaply, by whom."""

    distances: list[Floats]
    rounds: list[tuple[Numbers, Numbers]]

    def back(self, actor: int, before: int) -> list[int]:
        """The way back from an actor as it was reached in the first `before` rounds, without the actor."""
        way: list[int] = []
        for number in range(before - 1, -1, -1):
            heads, tails = self.rounds[number]
            place = int(np.searchsorted(heads, actor))
            if place < len(heads) and heads[place] == actor:
                actor = int(tails[place])
                way.append(actor)
        return way
