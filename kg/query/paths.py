"""How are two actors connected, and which sentences say so?

A *hop* leads from one actor to another over at least one claim that holds (status actual, or former for an office once held).
A *path* is a sequence of hops that visits nobody twice; the shortest has the fewest hops. Of several shortest ones the best is
the cheapest by the prices of `graph`: offices, memberships and unnamed groups connect nearly everybody and tell little. Then
comes the one whose ids come first.

The search grows from both ends and reads neighbours from the store as it goes, the smaller frontier first, so that it costs
what it visits; Dijkstra over a loaded graph took tens of seconds on a million edges.
Source: I. Pohl, Bi-directional search, Machine Intelligence 6 (1971).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.query.facts import Fact, facts_between
from kg.query.graph import Edges, Neighbours

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import View

COMPARED = 50  # equally long ways that are compared for each one asked for
Rank = tuple[int, tuple[str, ...]]  # the way's price, and the way itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path, from `start` to `end`, with every claim that carries it, strongest family first."""

    start: str
    end: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search found: the paths, best first (none if there is none), how many hops it looked, how many actors it saw.

    A `depth` below the greatest one allowed, without a path, means that one end's neighbourhood was seen whole.
    """

    paths: tuple[tuple[Hop, ...], ...]
    depth: int
    seen: int


def shortest(view: View, start: str, end: str, *, edges: Edges, max_hops: int = 8, count: int = 1) -> Search:
    """How is `start` connected to `end`? The `count` shortest paths, with the claims of each hop.

    `start` and `end` are actor ids; `edges` says which claims may be hops. No path is an answer: `paths` is then empty.
    """
    neighbours = Neighbours(view, edges, frozenset((start, end)))
    if start == end:
        return Search(paths=(), depth=0, seen=1)
    way, depth, seen = search(neighbours, start, end, max_hops)
    if way and count > 1:
        return _several(view, neighbours, way, max_hops, count)
    return Search(paths=(_hops(view, way, edges),) if way else (), depth=depth, seen=seen)


def search(neighbours: Neighbours, start: str, end: str, max_hops: int) -> tuple[tuple[str, ...], int, int]:
    """The best shortest way as actor ids (empty if none within `max_hops`), the hops looked at, the actors seen."""
    ahead: dict[str, Rank] = {start: (0, (start,))}
    behind: dict[str, Rank] = {end: (0, (end,))}
    sides = [(ahead, {start: ahead[start]}), (behind, {end: behind[end]})]
    depth = 0
    while depth < max_hops and all(frontier for _, frontier in sides):
        which = 0 if len(sides[0][1]) <= len(sides[1][1]) else 1
        known, frontier = sides[which]
        depth += 1
        grown = _grow(neighbours, known, frontier, backward=which == 1)
        known.update(grown)
        sides[which] = (known, grown)
        other = sides[1 - which][0]
        if met := grown.keys() & other.keys():
            return min(_join(ahead[one], behind[one]) for one in met)[1], depth, len(ahead.keys() | behind.keys())
    return (), depth, len(ahead.keys() | behind.keys())


def _grow(neighbours: Neighbours, known: Mapping[str, Rank], frontier: Mapping[str, Rank], *, backward: bool) -> dict[str, Rank]:
    """The next level: every actor one hop on that was not known, with the best way to it."""
    grown: dict[str, Rank] = {}
    for here, (cost, way) in frontier.items():
        for there, price in neighbours.costs(here, backward=backward).items():
            if there in known:
                continue
            rank = (cost + price, (there, *way) if backward else (*way, there))
            if there not in grown or rank < grown[there]:
                grown[there] = rank
    return grown


def _join(ahead: Rank, behind: Rank) -> Rank:
    return ahead[0] + behind[0], ahead[1] + behind[1][1:]


def _several(view: View, neighbours: Neighbours, best: tuple[str, ...], max_hops: int, count: int) -> Search:
    """Yen's algorithm over the actors near the best way: first those on equally short ways, then further out as need be."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    near = len(best) - 1
    seen = 0
    for hops in sorted({near, min(near + 1, max_hops), max_hops}):
        graph = neighbours.around(best[0], best[-1], hops)
        seen = graph.number_of_nodes()
        found = {best: (near, _price(neighbours, best))} | _ways(neighbours, graph, best, hops, count)
        if len(found) >= count:
            break
    ways = sorted(found, key=lambda way: (*found[way], way))[:count]
    paths = tuple(_hops(view, way, neighbours.edges) for way in ways)
    return Search(paths=paths, depth=len(ways[-1]) - 1, seen=seen)


def _ways(
    neighbours: Neighbours, graph: nx.DiGraph, best: tuple[str, ...], hops: int, count: int
) -> dict[tuple[str, ...], tuple[int, int]]:
    """Ways of at most `hops` hops with their lengths and prices, the shortest first; some more than asked for, to compare."""
    import networkx as nx

    found: dict[tuple[str, ...], tuple[int, int]] = {}
    length = 0
    for way in nx.shortest_simple_paths(graph, best[0], best[-1]):
        if len(way) - 1 > hops or (len(found) >= count and len(way) - 1 > length) or len(found) >= COMPARED * count:
            break
        length = len(way) - 1
        found[tuple(way)] = length, _price(neighbours, way)
    return found


def _price(neighbours: Neighbours, way: Iterable[str]) -> int:
    return sum(neighbours.costs(one, backward=False)[other] for one, other in pairwise(way))


def _hops(view: View, way: tuple[str, ...], edges: Edges) -> tuple[Hop, ...]:
    return tuple(
        Hop(start=one, end=other, facts=tuple(sorted(_carrying(view, one, other, edges), key=edges.strength)))
        for one, other in pairwise(way)
    )


def _carrying(view: View, one: str, other: str, edges: Edges) -> list[Fact]:
    facts = (fact for fact in facts_between(view, one, other) if edges.takes(fact))
    return [fact for fact in facts if not edges.directed or edges.leads(fact, one)]
