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
pivots, drawn with a fixed seed. U. Brandes, C. Pich, Centrality estimation in large networks, 2007.
"""

from __future__ import annotations

from random import Random

import numpy as np

from kg.query.network import Floats, Network
from kg.store.table import Numbers

MEASURES = ("degree", "claims", "pagerank", "betweenness", "harmonic")
SAMPLED = ("betweenness", "harmonic")
DAMPING, CLOSE, STEPS = 0.85, 1e-10, 500
WORK = 150_000_000  # arcs that all searches together may follow: a few seconds
SEARCH = 5_000  # what a search costs beside its arcs
LEAST = 50  # pivots
SEED = 4
DIGITS = 12  # beyond which sums in another order may differ


def central(net: Network, by: str, share: float = 1.0) -> tuple[Floats, int]:
    """The measure of each actor of the network, by place, and the number of pivots that it was estimated from (0: exact).

    `share` is the part of the work that this measuring may take.
    """
    size = len(net.actors)
    if not size:
        return np.zeros(0), 0
    if by == "degree":
        return np.bincount(net.head, minlength=size).astype(np.float64), 0
    if by == "claims":
        return np.bincount(net.head, net.weight, minlength=size).astype(np.float64), 0
    if by == "pagerank":
        return _rounded(_pagerank(net)), 0
    some = max(LEAST, int(WORK * share) // (len(net.tail) + SEARCH))
    pivots = list(range(size)) if some >= size else sorted(Random(SEED).sample(range(size), some))
    total = np.zeros(size)
    for pivot in pivots:
        total += _through(net, pivot) if by == "betweenness" else _near(net, pivot)
    pairs = (size - 1) * (size - 2) if by == "betweenness" else size - 1
    scale = size / (len(pivots) * pairs) if pairs > 0 else 0.0
    return _rounded(total * scale), 0 if len(pivots) == size else len(pivots)


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
