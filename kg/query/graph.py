"""The actor graph: actors are its nodes, and two are neighbours if claims that may be hops lie between them.

`actor_graph` is a networkx graph that loads nothing: its adjacency reads the claim table as it is walked, and remembers what it
read, so that networkx's local algorithms (shortest paths from both sides, ego graphs, neighbours) cost what they visit.
`loaded` is the same graph, whole, for measures of all of it; `claim_graph` has one edge for each of the facts it is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.query.edges import HOLDS, Edges, edges, known_families
from kg.query.facts import Fact, name_of, relations
from kg.query.paths.connect import Level, walk_of
from kg.query.paths.walk import Fewest, Steps, Walk
from kg.query.paths.weights import cost, strength_of
from kg.query.window import day
from kg.store.table import KINDS, NOBODY, Table

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import View

Data = dict[str, Any]

__all__ = ["HOLDS", "Edges", "actor_graph", "claim_graph", "edges", "known_families", "loaded"]


def actor_graph(view: View, edges: Edges, level: Level = "actor") -> nx.Graph:
    """The actors and the ties between them as a frozen networkx graph that reads the claim table as it is walked.

    A DiGraph where direction counts, else a Graph. Nodes are all actors' ids, with `name` and `type`. An edge has `claims` (how
    many), `relations` (names, the most frequent first), `last` (the latest day, ISO 8601, "" if none is known), `weight` (the
    strength of the evidence) and `cost` (the more evidence the less); see `kg.query.paths.weights`.
    """
    import networkx as nx

    walk = walk_of(view, edges, level)
    told = _Told(walk)
    nodes = _Lazy(walk.table, lambda actor: _node(view, walk.table, actor))
    ahead = _Lazy(walk.table, lambda actor: told.neighbours(actor, backward=False))
    graph: nx.Graph
    if edges.directed:
        graph = nx.DiGraph()
        graph._pred = _Lazy(walk.table, lambda actor: told.neighbours(actor, backward=True))
    else:
        graph = nx.Graph()
    graph._node, graph._adj = nodes, ahead
    return nx.freeze(graph)


def loaded(view: View, edges: Edges, level: Level = "actor") -> nx.Graph:
    """The same graph, loaded: the actors that have a tie, by id, with `type`, and the same data at each edge.

    On a million claims it takes some seconds.
    """
    import networkx as nx

    walk = walk_of(view, edges, level)
    ids, kinds = list(walk.table.actors), walk.table.kinds
    steps = walk.steps(np.arange(len(ids)))
    steps = steps if edges.directed else steps.where(steps.tail < steps.head)
    graph: nx.Graph = nx.DiGraph() if edges.directed else nx.Graph()
    tied = np.unique(np.concatenate([steps.tail, steps.head])).tolist()
    graph.add_nodes_from((ids[one], {"type": KINDS[kinds[one]].value}) for one in tied)
    data = _Told(walk).data(steps)
    graph.add_edges_from(
        (ids[one], ids[other], known) for one, other, known in zip(steps.tail.tolist(), steps.head.tolist(), data, strict=True)
    )
    return graph


def claim_graph(facts: Iterable[Fact]) -> nx.MultiDiGraph:
    """The facts as a networkx graph: one edge a claim, keyed by its id, with the fact as attribute `fact`.

    Nodes and edges come in the facts' order; give them sorted.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for fact in facts:
        graph.add_edge(fact.subject, fact.object, key=fact.id, fact=fact)
    return graph


class _Lazy(Mapping[str, Data]):
    """Something of each actor, by id, made when it is asked for and remembered."""

    def __init__(self, table: Table, make: Callable[[int], Data]) -> None:
        self._table, self._make = table, make
        self._made: dict[str, Data] = {}

    def __getitem__(self, path: str) -> Data:
        if path not in self._made:
            if (actor := self._table.actor(path)) == NOBODY:
                raise KeyError(path)
            self._made[path] = self._make(actor)
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._made or (isinstance(path, str) and self._table.actor(path) != NOBODY)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.actors)

    def __len__(self) -> int:
        return len(self._table.actors)


class _Told:
    """What the edges of a walk are said to be."""

    def __init__(self, walk: Walk) -> None:
        self._walk, self._strength, self._price = walk, strength_of(walk), Fewest(walk, ()).price
        self._names = tuple(relations())
        self._single = tuple((name,) for name in self._names)

    def neighbours(self, actor: int, *, backward: bool) -> Data:
        """Whoever is one hop away, by id, with the edge's data."""
        steps = self._walk.steps(np.array([actor]), backward=backward)
        ids = self._walk.table.actors
        data = self.data(steps.turned() if backward else steps)
        return {ids[other]: known for other, known in zip(steps.head.tolist(), data, strict=True)}

    def data(self, steps: Steps) -> Iterator[Data]:
        """Of each hop, what the claims that carry it say together."""
        strength = self._strength.of(steps)
        price = self._price(steps)
        if not self._walk.edges.directed:  # an edge without direction costs the same both ways
            price = np.maximum(price, self._price(steps.turned()))
        costs = cost(price, strength)
        at, rows = self._walk.accepted(steps.pair)
        up, down = self._walk.directions(rows)
        leads = np.where((steps.tail < steps.head)[at], up, down)
        at, rows = at[leads], rows[leads]
        if not len(rows):
            return
        claims = self._walk.table.claims
        bounds = np.searchsorted(at, np.arange(len(steps.pair) + 1))
        latest = np.maximum.reduceat(claims["day"][rows], bounds[:-1]).tolist()
        kinds = claims["relation"][rows].tolist()
        told = zip(pairwise(bounds.tolist()), latest, strength.tolist(), costs.tolist(), strict=True)
        for (begin, end), last, weight, least in told:
            yield {
                "claims": end - begin,
                "relations": self._named(kinds[begin:end]),
                "last": day(last),
                "weight": weight,
                "cost": least,
            }

    def _named(self, kinds: list[int]) -> tuple[str, ...]:
        """Which relations are these? The most frequent first, else in the codebook's order."""
        if len(kinds) == 1:
            return self._single[kinds[0]]
        return tuple(self._names[kind] for kind, _ in Counter(sorted(kinds)).most_common())


def _node(view: View, table: Table, actor: int) -> Data:
    path = table.actors[actor]
    return {"name": name_of(view, path), "type": KINDS[table.kinds[actor]].value}
