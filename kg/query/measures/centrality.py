"""How central is an actor? Five measures of a network.

* *degree*: how many different actors it is tied to. L. Freeman, Centrality in social networks: conceptual clarification, 1978.
* *claims*: how many claims tie it to others.
* *pagerank*: how often a walker comes by who follows claims at random and starts anew somewhere with every seventh step or so
  (1 - 0.85). L. Page, S. Brin, R. Motwani, T. Winograd, The PageRank citation ranking, 1999.
* *betweenness*: the share of shortest ways between two others that lead through it. L. Freeman, A set of measures of
  centrality based on betweenness, 1977; computed as in U. Brandes, A faster algorithm for betweenness centrality, 2001.
* *harmonic*: the mean of 1/distance from the others to it, 0 for those that do not reach it. Y. Rochat, Closeness centrality
  extended to unconnected graphs, 2009.

The last two take a search from every actor. In a large network they are estimated from searches from some of them, the
pivots. These are every n-th actor, those with the same main neighbour side by side, since searches from these are much alike:
nothing is drawn by lot, and the mean error is about 40 % less than by lot. U. Brandes, C. Pich, Centrality estimation in large
networks, 2007. The error that is told is the standard error of as many pivots drawn by lot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.query.measures.network import Floats, Network, totals
from kg.store.table import Numbers

MEASURES = ("degree", "claims", "pagerank", "betweenness", "harmonic")
SAMPLED = ("betweenness", "harmonic")
DAMPING, CLOSE, STEPS = 0.85, 1e-10, 500
WORK = 250_000_000  # arcs that all searches together may follow: a few seconds
SEARCH = 5_000  # what a search costs beside its arcs
LEAST = 50  # pivots
DIGITS = 12  # beyond which sums in another order may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The measure of each actor of a network, by place; from how many pivots (0: exact), and to which standard error."""

    values: Floats
    error: Floats
    pivots: int = 0


def central(net: Network, by: str, share: float = 1.0, pivots: int | None = None) -> Scores:
    """The measure of each actor of the network.

    `pivots` (0: all) is how many searches to estimate betweenness and harmonic from, else as many as take some seconds, of which
    `share` is the part that this measuring may take.
    """
    size = len(net.actors)
    exact = np.zeros(size)
    if not size:
        return Scores(values=exact, error=exact)
    if by == "degree":
        return Scores(values=np.bincount(net.head, minlength=size).astype(np.float64), error=exact)
    if by == "claims":
        return Scores(values=totals(net.head, net.weight, size), error=exact)
    if by == "pagerank":
        return Scores(values=_rounded(_pagerank(net)), error=exact)
    if pivots is None:
        pivots = max(LEAST, int(WORK * share) // (len(net.tail) + SEARCH))
    return _searched(net, by, pivots if 0 < pivots < size else size)


def _searched(net: Network, by: str, number: int) -> Scores:
    """Betweenness or harmonic from searches from so many actors."""
    size = len(net.actors)
    total, squares = np.zeros(size), np.zeros(size)
    for pivot in _pivots(net, number):
        found = _through(net, pivot) if by == "betweenness" else _near(net, pivot)
        total += found
        squares += found * found
    pairs = (size - 1) * (size - 2) if by == "betweenness" else size - 1
    scale = size / (number * pairs) if pairs > 0 else 0.0
    if number == size:
        return Scores(values=_rounded(total * scale), error=np.zeros(size))
    spread = np.sqrt(np.maximum(squares - total * total / number, 0) * (1 - number / size))
    return Scores(values=_rounded(total * scale), error=_rounded(spread * scale), pivots=number)


def _pivots(net: Network, number: int) -> list[int]:
    """So many actors, evenly from all, in the order of their neighbour who has most ties, then of their own ties."""
    size = len(net.actors)
    if number == size:
        return list(range(size))
    ties = np.bincount(net.head, minlength=size) + np.bincount(net.tail, minlength=size)
    ends = np.concatenate([net.tail, net.head]), np.concatenate([net.head, net.tail])
    order = np.lexsort((ends[1], -ties[ends[1]], ends[0]))
    main = ends[1][order[np.searchsorted(ends[0][order], np.arange(size))]]
    side_by_side = np.lexsort((np.arange(size), ties, main))
    chosen: list[int] = side_by_side[(2 * np.arange(number) + 1) * size // (2 * number)].tolist()
    return chosen


def _rounded(values: Floats) -> Floats:
    """Equal where only the order of summing differs, so that ties are ties on every machine."""
    return np.round(values, DIGITS)


def _pagerank(net: Network) -> Floats:
    size = len(net.actors)
    out = np.bincount(net.tail, net.weight, minlength=size)
    chance = net.weight / out[net.tail]
    rank = np.full(size, 1 / size)
    for _ in range(STEPS):
        stuck = float(rank[out == 0].sum())
        walked = np.bincount(net.head, rank[net.tail] * chance, minlength=size)
        new = DAMPING * (walked + stuck / size) + (1 - DAMPING) / size
        moved = float(np.abs(new - rank).sum())
        rank = new
        if moved < CLOSE:
            break
    return rank


def _through(net: Network, source: int) -> Floats:
    """The source's dependency on each actor: the sum over ends of the share of shortest ways to them that lead through it."""
    size = len(net.actors)
    ways, leans = np.zeros(size), np.zeros(size)
    ways[source] = 1
    steps: list[tuple[Numbers, Numbers]] = []
    for tails, heads in net.levels(source):
        ways += np.bincount(heads, ways[tails], minlength=size)
        steps.append((tails, heads))
    for tails, heads in reversed(steps):
        leans += np.bincount(tails, ways[tails] / ways[heads] * (1 + leans[heads]), minlength=size)
    leans[source] = 0
    return leans


def _near(net: Network, source: int) -> Floats:
    near = np.zeros(len(net.actors))
    for hops, (_, heads) in enumerate(net.levels(source), start=1):
        near[heads] = 1 / hops
    return near
