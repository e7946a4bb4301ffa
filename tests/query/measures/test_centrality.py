"""Measures of centrality, against networkx on the same network."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.edges import edges
from kg.query.measures import centrality
from kg.query.measures.centrality import central
from kg.query.measures.network import SIDES, Network, network
from kg.store import View

ARCS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def made(arcs: list[tuple[int, int]], *, directed: bool) -> tuple[Network, nx.DiGraph]:
    """The network of these arcs, weighted by how often they are told, and the same for networkx."""
    told = [arc for arc in arcs if arc[0] != arc[1]]
    told += [] if directed else [(head, tail) for tail, head in told]
    actors = sorted({end for arc in told for end in arc})
    place = {actor: number for number, actor in enumerate(actors)}
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(actors)))
    for tail, head in told:
        ends = place[tail], place[head]
        graph.add_edge(*ends, weight=graph.get_edge_data(*ends, {"weight": 0})["weight"] + 1)
    rows = sorted((tail, head, data["weight"]) for tail, head, data in graph.edges(data=True))
    tail, head, weight = (np.array([row[i] for row in rows], dtype=np.int64) for i in range(3))
    at = np.searchsorted(tail, np.arange(len(actors) + 1))
    return Network(actors=np.array(actors, dtype=np.int64), at=at, tail=tail, head=head, weight=weight), graph


@pytest.mark.parametrize("directed", [False, True])
@given(arcs=ARCS)
def test_values_are_those_of_networkx(directed: bool, arcs: list[tuple[int, int]]) -> None:
    net, graph = made(arcs, directed=directed)
    size = len(graph)
    plain = {
        "degree": dict(graph.in_degree()),
        "claims": dict(graph.in_degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "harmonic": {one: value / max(size - 1, 1) for one, value in nx.harmonic_centrality(graph).items()},
    }
    for by, wanted in plain.items():
        found = central(net, by)
        assert found.pivots == 0 and found.values == pytest.approx([wanted[one] for one in range(size)], abs=1e-9), by


@given(arcs=ARCS)
def test_pagerank_is_where_the_walk_stays(arcs: list[tuple[int, int]]) -> None:
    """The fixed point of its definition, by a dense matrix."""
    net, graph = made(arcs, directed=True)
    size = len(graph)
    found = central(net, "pagerank").values
    if not size:
        return
    weights = nx.to_numpy_array(graph, nodelist=range(size))
    sums = weights.sum(axis=1, keepdims=True)
    steps = np.where(sums > 0, weights / np.where(sums > 0, sums, 1), 1 / size)
    assert found == pytest.approx(0.85 * found @ steps + 0.15 / size, abs=1e-8)
    assert found.sum() == pytest.approx(1)


def test_a_large_network_is_sampled_near_its_true_values(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barabasi_albert_graph(600, 3, seed=1)
    net, _ = made(list(graph.edges()), directed=False)
    exact = central(net, "betweenness").values
    monkeypatch.setattr(centrality, "WORK", 1_500_000)
    guess = central(net, "betweenness")
    assert 100 < guess.pivots < 600 and np.argmax(guess.values) == np.argmax(exact)
    off, top = np.abs(guess.values - exact), np.argsort(-exact)[:50]
    assert off.max() < 0.02 and np.mean(off[top] <= 2 * guess.error[top]) > 0.9
    assert (central(net, "betweenness").values == guess.values).all()
    assert central(net, "betweenness", pivots=50).pivots == 50
    assert central(net, "betweenness", pivots=0).values == pytest.approx(exact) and central(net, "harmonic", pivots=0).pivots == 0


def test_sides_of_claims(gold_view: View) -> None:
    """What is counted of subject and object, against a count claim by claim."""
    table = gold_view.table
    rows = np.flatnonzero(edges(["supports", "met-with"]).accepts(table))
    told = [(int(one["subject"]), int(one["object"]), int(one["relation"])) for one in table.claims[rows]]
    from kg.query.facts import relations

    both = {place for place, one in enumerate(relations().values()) if one.symmetric}
    for side in SIDES:
        net = network(table, rows, side)
        values = central(net, "claims").values
        for place, actor in enumerate(net.actors.tolist()):
            wanted = sum(
                (side != "object" or relation in both) * (subject == actor)
                + (side != "subject" or relation in both) * (object_ == actor)
                for subject, object_, relation in told
                if subject != object_
            )
            assert values[place] == wanted
