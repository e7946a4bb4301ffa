"""Walks over claim tables, against networkx and against looking at every way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise, permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.query.edges import Edges, edges
from kg.query.paths.several import Measure, Sides, length, ways
from kg.query.paths.via import Through
from kg.query.paths.walk import Fewest, Walk
from kg.query.paths.weights import Surest
from kg.query.window import Window
from kg.store.table import Table

ACTORS = ("country/a", "country/b", "group/c", "organization/d", "person/e", "person/f", "person/g")
RELATIONS = ("minister-of", "spoke-with", "supports", "attacks")
Rows = list[tuple[str, str, str, dict[str, object]]]
claims = st.lists(
    st.tuples(
        st.sampled_from(ACTORS),
        st.sampled_from(RELATIONS),
        st.sampled_from(ACTORS),
        st.fixed_dictionaries(
            {
                "day": st.sampled_from((0, 100, 200)),
                "confidence": st.sampled_from((500, 800, 1000)),
                "status": st.sampled_from(("actual", "former", "intended")),
                "published": st.sampled_from((0, 150, 250)),
            }
        ),
    ),
    min_size=1,
    max_size=25,
).filter(lambda rows: any(row[0] != row[2] for row in rows))
allowed = st.builds(
    edges,
    st.sampled_from([(), ("spoke-with", "supports"), ("attacks",)]),
    directed=st.booleans(),
    least=st.sampled_from((0.0, 0.8)),
    window=st.sampled_from((Window(), Window(since=150), Window(until=100), Window(as_of=200))),
)


def graph_of(table: Table, rows: Rows, edges: Edges) -> nx.DiGraph:
    """The hops as networkx would load them, claim by claim, with the price of each."""
    from kg.query.facts import relations

    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(table.actors)))
    for subject, name, object_, more in rows:
        day, published = int(str(more["day"])), int(str(more["published"]))
        fits = not edges.names or name in edges.names
        fits = fits and more["status"] in ("actual", "former") and int(str(more["confidence"])) >= edges.least * 1000
        if not fits or not edges.window.holds(day, published) or subject == object_:
            continue
        one, other = table.actor(subject), table.actor(object_)
        both = not edges.directed or relations()[name].symmetric
        for tail, head in [(one, other), (other, one)] if both else [(one, other)]:
            known = graph.get_edge_data(tail, head, {"kinds": set()})["kinds"]
            graph.add_edge(tail, head, kinds=known | {relations()[name].family == "roles"})
    return graph


def price(table: Table, graph: nx.DiGraph, way: tuple[int, ...]) -> int:
    """The price of a way as the constants' comment says, told again."""
    total, body = 0, ("country", "organization")
    for one, other in pairwise(way):
        kinds = [table.actors[actor].partition("/")[0] for actor in (one, other)]
        asked = any(actor in (way[0], way[-1]) and kind in body for actor, kind in zip((one, other), kinds, strict=True))
        own = asked and not all(kind in body for kind in kinds)
        total += min((0 if own else 2) if office else 1 for office in graph.edges[one, other]["kinds"])
        total += 3 * (kinds[1] == "group")
    return total


def every_way(table: Table, graph: nx.DiGraph, start: int, end: int, hops: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """All simple ways, best first."""
    found = (tuple(way) for way in nx.all_simple_paths(graph, start, end, cutoff=hops))
    return sorted((len(way) - 1, price(table, graph, way), way) for way in found)


def told(found: Iterator[tuple[tuple[float, ...], tuple[int, ...]]], count: int) -> list[Any]:
    return [(*rank, way) for rank, way in islice(found, count)]


@settings(max_examples=150, deadline=None)
@given(rows=claims, edges=allowed, hops=st.integers(1, 5))
def test_ways_are_all_ways_best_first(made: Callable[[Any], Table], rows: Rows, edges: Edges, hops: int) -> None:
    """Between any two actors, by hops, then price, then ids; with direction, days, confidence and relations."""
    table = made(rows)
    walk, graph = Walk(table, edges), graph_of(table, rows, edges)
    for start, end in permutations(range(len(table.actors)), 2):
        sides = Sides(np.array([start]), np.array([end]))
        every = every_way(table, graph, start, end, hops)
        assert told(ways(Fewest(walk, [start, end]), sides, hops), 12) == every[:12]
        assert told(ways(Fewest(walk, [start, end]), sides, hops, 3), 9) == every[:3]


@settings(max_examples=60, deadline=None)
@given(rows=claims, edges=allowed, hops=st.integers(1, 6))
def test_places_are_passed_and_avoided(made: Callable[[Any], Table], rows: Rows, edges: Edges, hops: int) -> None:
    """The best ways that pass one or two actors are the best of all ways that do; so with those that pass one by."""
    table = made(rows)
    walk, graph = Walk(table, edges), graph_of(table, rows, edges)
    for start, end, *others in islice(permutations(range(len(table.actors)), min(4, len(table.actors))), 0, None, 17):
        everything = every_way(table, graph, start, end, hops)
        sides, by = Sides(np.array([start]), np.array([end])), Fewest(walk, [start, end])
        for places in (others[:1], others):
            if places:
                wanted = [one for one in everything if set(places) <= set(one[2])][:4]
                assert told(Through(by, sides, places, hops).ways(4), 4) == wanted
        closed = np.zeros(len(table.actors), dtype=bool)
        closed[others] = True
        wanted = [one for one in everything if not set(others) & set(one[2])][:4]
        assert told(ways(by, Sides(sides.starts, sides.ends, closed), hops), 4) == wanted


@settings(max_examples=60, deadline=None)
@given(rows=claims, edges=allowed, hops=st.integers(1, 5))
def test_from_any_to_any(made: Callable[[Any], Table], rows: Rows, edges: Edges, hops: int) -> None:
    """Of several starts and ends the nearest are found, and nobody of either inside a way."""
    table = made(rows)
    size = len(table.actors)
    if size < 4:
        return
    walk, graph = Walk(table, edges), graph_of(table, rows, edges)
    starts, ends = [0, 1], [size - 2, size - 1]
    found = told(ways(Fewest(walk, [*starts, *ends]), Sides(np.array(starts), np.array(ends)), hops), 8)
    every = [one for start in starts for end in ends for one in every_way(table, graph, start, end, hops)]
    wanted = [one for one in every if not {*starts, *ends} & set(one[2][1:-1])]
    assert len(found) == min(8, len(wanted)) and {one[2] for one in found} <= {one[2] for one in wanted}
    assert [one[0] for one in found] == sorted(one[0] for one in wanted)[:8]


@settings(max_examples=100, deadline=None)
@given(rows=claims, edges=allowed, hops=st.integers(1, 5))
def test_the_surest_ways_are_the_cheapest(made: Callable[[Any], Table], rows: Rows, edges: Edges, hops: int) -> None:
    """By evidence, the cheapest of all ways of so many hops, one after the other."""
    table = made(rows)
    walk, graph = Walk(table, edges), graph_of(table, rows, edges)
    for start, end in islice(permutations(range(len(table.actors)), 2), 0, None, 3):
        by: Measure = Surest(walk, [start, end])
        found = told(ways(by, Sides(np.array([start]), np.array([end])), hops), 6)
        every = sorted(length(by, way) for _, _, way in every_way(table, graph, start, end, hops))
        assert [one[0] for one in found] == pytest.approx(every[:6])
        few = told(ways(by, Sides(np.array([start]), np.array([end])), hops, 2), 9)
        assert [one[0] for one in few] == pytest.approx(every[:2])
        assert all(length(by, one[2]) == pytest.approx(one[0]) for one in found)


@pytest.mark.parametrize(
    "better",
    [
        [("person/a", "supports", "person/b", {"confidence": 900, "original": 0})],
        [("person/a", "supports", "person/b", {"confidence": 800, "original": 0, "day": 738_500})],
        [("person/a", "supports", "person/b", {"confidence": 800})] * 2,
    ],
)
def test_more_newer_and_surer_claims_are_stronger(made: Callable[[Any], Table], better: Rows) -> None:
    """Against one claim of confidence 0.8; a reprint adds nothing."""
    today = ("person/c", "supports", "person/d", {"published": 739_000})
    plain = ("person/a", "supports", "person/b", {"confidence": 800})

    def cost(*rows: object) -> float:
        walk = Walk(made([*rows, today]), edges())
        return length(Surest(walk, [0, 1]), (0, 1))

    assert cost(*better) < cost(plain)
    reprint = ("person/a", "supports", "person/b", {"confidence": 800, "original": 0})
    assert cost(plain, reprint) == cost(plain)
    assert cost(("person/a", "minister-of", "person/b", {"confidence": 800})) == 2 * cost(plain)


def test_hubs_are_not_walked_from(made: Callable[[Any], Table]) -> None:
    """Two actors who know a hub of thousands: the search grows from them and never looks at the hub's ties."""
    crowd = [(f"person/p{number:05}", "spoke-with", "country/hub") for number in range(5_000)]
    table = made(crowd)
    walk = Walk(table, edges())
    start, end = table.actor("person/p00007"), table.actor("person/p04000")
    found = Fewest(walk, [start, end]).best(np.array([start]), np.zeros(1), np.array([end]), 6)
    assert found is not None and [table.actors[one] for one in found[1]] == ["person/p00007", "country/hub", "person/p04000"]
    assert np.count_nonzero(walk._bits) == 2
