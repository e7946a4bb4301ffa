"""Which way of walking from actor to actor is the quickest? Four ways of the same search on one store, and the loaded graph.

    python tests/bench/walks.py --store graph.kg [--pairs 100] [--seed 4] [--seconds 60]

Shortest paths between actors that are drawn as the claims mention them, by one bidirectional breadth-first search that reads
who is one hop away

* *triples*: from the plain triples of the default graph (they tell neither day nor confidence, and nothing of former offices),
* *claims*: from the claim nodes, a look-up or more a claim,
* *table*: from the claim table, a whole level at once (what `kg path` does),
* *networkx*: by networkx's own search on the lazy graph over the table,
* *loaded*: by the same on the graph loaded into networkx, its loading told apart.

Each but the first is also asked for the claims of two middle years with a confidence of at least 0.7. Printed are the median
and the 95th percentile in milliseconds, how many times the table's that is, and how many lengths are the table's; a way that
takes longer than `--seconds` in all stops there, and is judged by the pairs it did.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.cli.output import table as aligned
from kg.query.edges import Edges, edges
from kg.query.facts import predicates
from kg.query.graph import actor_graph, loaded
from kg.query.paths.connect import search, walk_of
from kg.query.window import Window
from kg.rdf.namespace import KG, RDF
from kg.store import View
from kg.store.table import day_number

HOPS = 8
Near = Callable[[NamedNode], set[NamedNode]]
Measured = tuple[list[float], list[int | None]]


def pairs(view: View, number: int, seed: int) -> list[tuple[str, str]]:
    """Two actors each, as the claims mention them."""
    table, chance = view.table, random.Random(seed)

    def one() -> str:
        row = chance.randrange(len(table.claims))
        return table.actors[int(table.claims[chance.choice(("subject", "object"))][row])]

    found: list[tuple[str, str]] = []
    while len(found) < number:
        pair = one(), one()
        found += [pair] if pair[0] != pair[1] else []
    return found


def by_triples(view: View) -> Near:
    """Neighbours by the plain triples of relations."""
    relations, default = {NamedNode(iri) for iri in predicates()}, DefaultGraph()

    def near(actor: NamedNode) -> set[NamedNode]:
        ahead = {q.object for q in view.store.quads_for_pattern(actor, None, None, default) if q.predicate in relations}
        return ahead | {q.subject for q in view.store.quads_for_pattern(None, None, actor, default) if q.predicate in relations}

    return near


def by_claims(view: View, allowed: Edges) -> Near:
    """Neighbours by the claim nodes, each looked up for what the filters ask."""
    statuses = {Literal(status.value) for status in allowed.statuses}

    def value(node: NamedNode, term: NamedNode) -> str:
        return next((quad.object.value for quad in view.store.quads_for_pattern(node, term, None, None)), "")

    def takes(claim: NamedNode) -> bool:
        if not any(quad.object in statuses for quad in view.store.quads_for_pattern(claim, KG.status, None, None)):
            return False
        if allowed.least and float(value(claim, KG.confidence)) < allowed.least:
            return False
        if not allowed.window:
            return True
        day = day_number(value(claim, KG.date))
        if not day:
            article = next(iter(view.store.quads_for_pattern(claim, KG.status, None, None))).graph_name
            day = day_number(value(article, KG.published))
        return allowed.window.holds(day, 0)

    def near(actor: NamedNode) -> set[NamedNode]:
        found = set()
        for end, other in ((RDF.subject, RDF.object), (RDF.object, RDF.subject)):
            for quad in view.store.quads_for_pattern(None, end, actor, None):
                if takes(quad.subject):
                    found |= {one.object for one in view.store.quads_for_pattern(quad.subject, other, None, None)}
        return found

    return near


def distance(near: Near, start: NamedNode, end: NamedNode) -> int | None:
    """The number of hops, by a search from both sides, the smaller one first."""
    seen, fronts = [{start}, {end}], [{start}, {end}]
    for depth in range(1, HOPS + 1):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        fronts[side] = {there for here in fronts[side] for there in near(here)} - seen[side]
        seen[side] |= fronts[side]
        if fronts[side] & seen[1 - side]:
            return depth
        if not fronts[side]:
            return None
    return None


def by_networkx(graph: nx.Graph) -> Callable[[str, str], int | None]:
    """The number of hops, as networkx finds it."""

    def hops(one: str, other: str) -> int | None:
        try:
            found = len(nx.bidirectional_shortest_path(graph, one, other)) - 1
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return None
        return found if found <= HOPS else None

    return hops


def measured(hops: Callable[[str, str], int | None], asked: list[tuple[str, str]], seconds: float) -> Measured:
    """Milliseconds and hops of each pair, until the time is over."""
    times: list[float] = []
    lengths: list[int | None] = []
    for pair in asked:
        if sum(times) > 1000 * seconds:
            break
        begun = time.perf_counter()
        lengths.append(hops(*pair))
        times.append(1000 * (time.perf_counter() - begun))
    return times, lengths


def ways(view: View, allowed: Edges) -> Iterator[tuple[str, Callable[[str, str], int | None]]]:
    """The ways of walking, by name."""

    def on(near: Near) -> Callable[[str, str], int | None]:
        return lambda one, other: distance(near, view.node(one), view.node(other))

    def by_table(one: str, other: str) -> int | None:
        way, _, _ = search(walk, one, other, HOPS)
        return len(way) - 1 if way else None

    walk = walk_of(view, allowed)
    yield "table", by_table
    if allowed == Edges():
        yield "triples", on(by_triples(view))
    yield "claims", on(by_claims(view, allowed))
    yield "networkx", by_networkx(actor_graph(view, allowed))
    begun = time.perf_counter()
    graph = loaded(view, allowed)
    yield f"loaded (in {time.perf_counter() - begun:.1f} s)", by_networkx(graph)


def rows(view: View, allowed: Edges, name: str, asked: list[tuple[str, str]], seconds: float) -> Iterator[list[object]]:
    """One line a way."""
    first: Measured = ([], [])
    for way, hops in ways(view, allowed):
        times, lengths = measured(hops, asked, seconds)
        first = first if first[0] else (times, lengths)
        median, tail = statistics.median(times), sorted(times)[int(0.95 * len(times))]
        ratio = median / statistics.median(first[0])
        same = sum(one == other for one, other in zip(lengths, first[1], strict=False))
        yield [name, way, f"{median:.2f}", f"{tail:.1f}", f"{ratio:.1f}", f"{same} of {len(lengths)}"]


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with View(given.store) as view:
        asked = pairs(view, given.pairs, given.seed)
        days = view.table.articles["published"]
        middle = int(days[days > 0].mean()) if (days > 0).any() else 0
        narrow = edges(least=0.7, window=Window(since=middle - 365, until=middle + 365))
        lines = [
            *rows(view, edges(), "all", asked, given.seconds),
            *rows(view, narrow, "two years, 0.7", asked, given.seconds),
        ]
    print(aligned(["claims", "walk over", "median ms", "p95 ms", "times the table", "same length"], lines, right=[2, 3, 4]))


if __name__ == "__main__":
    main()
