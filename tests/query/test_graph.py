"""The lazy networkx graph: networkx's algorithms run on it, and see what the loaded one has."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.model import Status
from kg.query.edges import Edges, edges
from kg.query.facts import all_facts, relations
from kg.query.graph import actor_graph, claim_graph, loaded
from kg.store import View

FILTERS = [edges(), edges(directed=True), edges(families=["conflict"], directed=True), edges(statuses=list(Status))]


@pytest.mark.parametrize("allowed", FILTERS)
def test_the_lazy_graph_is_the_loaded_one(gold_view: View, allowed: Edges) -> None:
    """The same edges with the same data, walked or loaded, and those of the facts."""
    lazy, whole = actor_graph(gold_view, allowed), loaded(gold_view, allowed)
    assert lazy.is_directed() == whole.is_directed() == allowed.directed
    assert {node: dict(lazy[node]) for node in whole} == {node: dict(whole[node]) for node in whole}
    told = [fact for fact in all_facts(gold_view) if allowed.takes(fact) and fact.subject != fact.object]
    ends = {(fact.subject, fact.object) for fact in told}
    ends |= {(fact.object, fact.subject) for fact in told if relations()[fact.relation].symmetric or not allowed.directed}
    assert set(whole.edges) | ({(b, a) for a, b in whole.edges} if not allowed.directed else set()) == ends


def test_networkx_runs_on_it(gold_view: View) -> None:
    """Local algorithms as they are: from both sides, ego graphs, several ways, weights, and back from an end."""
    for allowed in FILTERS[:2]:
        lazy, whole = actor_graph(gold_view, allowed), loaded(gold_view, allowed)
        for one, other in list(combinations(sorted(whole), 2))[::101]:
            if nx.has_path(whole, one, other):
                assert nx.shortest_path_length(lazy, one, other) == nx.shortest_path_length(whole, one, other)
                assert len(nx.bidirectional_shortest_path(lazy, one, other)) == len(nx.shortest_path(whole, one, other))
                cheap = [nx.bidirectional_dijkstra(graph, one, other, weight="cost")[0] for graph in (lazy, whole)]
                assert cheap[0] == pytest.approx(cheap[1])
        assert set(nx.ego_graph(lazy, "country/IR")) == set(nx.ego_graph(whole, "country/IR"))
        assert nx.single_source_shortest_path_length(lazy, "country/IR", cutoff=2) == nx.single_source_shortest_path_length(
            whole, "country/IR", cutoff=2
        )
    ways = nx.shortest_simple_paths(actor_graph(gold_view, edges()), "country/IR", "country/FR")
    assert len({tuple(next(ways)) for _ in range(3)}) == 3
    directed = actor_graph(gold_view, edges(directed=True))
    assert set(directed.predecessors("country/IR")) == set(loaded(gold_view, edges(directed=True)).predecessors("country/IR"))


def test_nodes_and_edges_say_what_they_are(seed_view: View) -> None:
    """Names, types; how many claims of which relations, the last day, weight and cost."""
    graph = actor_graph(seed_view, edges())
    assert graph.nodes["country/IR"] == {"name": "Iran", "type": "Country"}
    told = graph.edges["person/aziz-nasirzadeh", "person/ali-mahmoud-abbas"]
    assert (told["claims"], told["relations"], told["last"]) == (2, ("spoke-with", "congratulates"), "2024-09-01")
    assert told["weight"] > 0 and 0 < told["cost"] < 1
    assert "country/XX" not in graph and len(graph) == graph.number_of_nodes() > 5
    with pytest.raises(KeyError):
        graph["country/XX"]
    with pytest.raises(nx.NetworkXError):
        graph.add_edge("country/IR", "country/XX")


def test_only_what_is_walked_is_read(gold_view: View) -> None:
    """The neighbours of one actor cost one actor."""
    graph = actor_graph(gold_view, edges())
    list(graph.neighbors("country/IR"))
    assert list(graph._adj._made) == ["country/IR"]


def test_the_loaded_claims_are_every_claim(gold_view: View) -> None:
    """One edge a claim, keyed by it."""
    facts = all_facts(gold_view)
    graph = claim_graph(facts)
    assert graph.number_of_edges() == len(facts) == 622
    assert graph.edges[facts[0].subject, facts[0].object, facts[0].id]["fact"] == facts[0]
