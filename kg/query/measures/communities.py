"""Which actors belong together in a network of ties for and against? Communities by signed modularity.

*Signed modularity* is the share of ties for within communities beyond what chance would put there, less the same of ties
against: Q = sum over pairs in one community of (w+ - w- - k+ k+' / 2W+ + k- k-' / 2W-) / (2W+ + 2W-). Without ties against it is
Newman's. The search is Louvain's: each actor moves to the neighbouring community that gains most, then communities become
the actors of a smaller network, until nothing moves. Actors wait in a queue by number, so nothing is drawn by lot.
What becomes one actor of the smaller network is not the community but those of its parts that hold together by themselves,
as in Leiden's, so that parts may part again; and communities that no tie for holds together are taken apart in the end.

Source: S. Gómez, P. Jensen, A. Arenas, Analysis of community structure in networks of correlated data, 2009 (the measure);
V. Blondel and others, Fast unfolding of communities in large networks, 2008; V. Traag, L. Waltman, N. J. van Eck, From Louvain
to Leiden, 2019 (the queue, and connected communities).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from kg.query.measures.network import Floats, present, totals
from kg.store.table import Numbers

GAIN = 1e-9  # less is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """Ties between `size` actors: each the numbers of its two ends, and how much speaks for and against it.

    A tie of an actor to itself, as a community has, counts twice in its weight.
    """

    size: int
    one: Numbers
    other: Numbers
    plus: Floats
    minus: Floats

    def degrees(self) -> tuple[Floats, Floats]:
        """What speaks for and against each actor's ties, together."""
        ends = np.concatenate([self.one, self.other])
        plus, minus = (totals(ends, np.tile(part, 2), self.size) for part in (self.plus, self.minus))
        return plus, minus


def communities(bonds: Bonds, resolution: float = 1.0) -> Numbers:
    """The community of each actor, numbered by their first actors. A greater `resolution` makes more, smaller ones."""
    level, start = bonds, np.arange(bonds.size)
    whole = start
    while True:
        moved = _moved(level, start, resolution)
        parts = _moved(level, np.arange(level.size), resolution, moved)
        count = int(parts.max(initial=-1)) + 1
        if count == level.size:
            break
        whole, level = parts[whole], _folded(level, parts, count)
        start = np.zeros(count, dtype=np.int64)
        start[parts] = moved
    labels = moved[whole]
    held = (labels[bonds.one] == labels[bonds.other]) & (bonds.plus > 0)
    return _numbered(components(bonds.size, bonds.one[held], bonds.other[held]))


def modularity(bonds: Bonds, labels: Numbers, resolution: float = 1.0) -> float:
    """The signed modularity of these communities, 0 without ties."""
    inside = labels[bonds.one] == labels[bonds.other]
    total, value = float((bonds.plus + bonds.minus).sum()) * 2, 0.0
    for sign, part, degree in zip((1, -1), (bonds.plus, bonds.minus), bonds.degrees(), strict=True):
        if twice := float(part.sum()) * 2:
            sums = np.bincount(labels, degree)
            value += sign * (2 * float(part[inside].sum()) - resolution * float((sums * sums).sum()) / twice)
    return value / total if total else 0.0


def components(size: int, one: Numbers, other: Numbers) -> Numbers:
    """The connected component of each of `size` actors with these ties, told by its lowest number."""
    labels = np.arange(size)
    while True:
        low = np.minimum(labels[one], labels[other])
        new = labels.copy()
        np.minimum.at(new, labels[one], low)
        np.minimum.at(new, labels[other], low)
        new = new[new]
        if np.array_equal(new, labels):
            return labels
        labels = new


def _numbered(labels: Numbers) -> Numbers:
    return present(int(labels.max(initial=-1)) + 1, labels)[1][labels]


def _folded(bonds: Bonds, labels: Numbers, count: int) -> Bonds:
    """The network of communities: their ties, summed."""
    one, other = labels[bonds.one], labels[bonds.other]
    keys = np.minimum(one, other) * count + np.maximum(one, other)
    pairs, place = np.unique(keys, return_inverse=True)
    plus, minus = (totals(place, part, len(pairs)) for part in (bonds.plus, bonds.minus))
    low, high = np.divmod(pairs, max(count, 1))
    return Bonds(size=count, one=low, other=high, plus=plus, minus=minus)


def _arcs(bonds: Bonds, bound: Numbers | None) -> tuple[list[int], list[int], list[float]]:
    """The ties as arcs from either end: where each actor's begin, their heads, and what speaks for them less what against."""
    apart = bonds.one != bonds.other
    if bound is not None:
        apart &= bound[bonds.one] == bound[bonds.other]
    tail = np.concatenate([bonds.one[apart], bonds.other[apart]])
    order = np.argsort(tail, kind="stable")
    at = np.searchsorted(tail[order], np.arange(bonds.size + 1)).tolist()
    heads = np.concatenate([bonds.other[apart], bonds.one[apart]])[order].tolist()
    nets = np.tile(bonds.plus[apart] - bonds.minus[apart], 2)[order].tolist()
    return at, heads, nets


def _moved(bonds: Bonds, labels: Numbers, resolution: float, bound: Numbers | None = None) -> Numbers:
    """The community of each actor, from these on, after moving one at a time until none gains; numbered in order.

    With `bound`, nobody leaves those who share his number there.
    """
    at, heads, nets = _arcs(bonds, bound)
    plus, minus = bonds.degrees()
    scales = [resolution / twice if (twice := float(part.sum())) else 0.0 for part in (plus, minus)]
    ours, theirs = plus.tolist(), minus.tolist()
    where = labels.tolist()
    sums = [np.bincount(labels, part, minlength=bonds.size).tolist() for part in (plus, minus)]
    queue, waits = deque(range(bonds.size)), [True] * bonds.size
    while queue:
        node = queue.popleft()
        waits[node] = False
        near: dict[int, float] = {}
        for arc in range(at[node], at[node + 1]):
            there = where[heads[arc]]
            near[there] = near.get(there, 0.0) + nets[arc]
        home = where[node]
        sums[0][home] -= ours[node]
        sums[1][home] -= theirs[node]
        pull, push = ours[node] * scales[0], theirs[node] * scales[1]
        best, most = home, near.get(home, 0.0) - pull * sums[0][home] + push * sums[1][home]
        for there, net in near.items():
            gain = net - pull * sums[0][there] + push * sums[1][there]
            if gain > most + GAIN:
                best, most = there, gain
        where[node] = best
        sums[0][best] += ours[node]
        sums[1][best] += theirs[node]
        if best != home:
            for arc in range(at[node], at[node + 1]):
                there = heads[arc]
                if not waits[there] and where[there] != best:
                    waits[there] = True
                    queue.append(there)
    return _numbered(np.array(where, dtype=np.int64))
