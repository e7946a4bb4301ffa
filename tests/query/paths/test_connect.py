"""Paths, against networkx on the loaded graph."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.errors import QueryError
from kg.model import Status
from kg.query.edges import HOLDS, Edges, edges
from kg.query.facts import all_facts, entities, relations
from kg.query.paths.connect import search, shortest, walk_of
from kg.store import View


def _loaded(view: View, allowed: Edges) -> nx.Graph:
    """What path search should see, as networkx would load it."""
    graph: nx.Graph = nx.DiGraph() if allowed.directed else nx.Graph()
    graph.add_nodes_from(one.id for one in entities(view))
    for fact in all_facts(view):
        if allowed.takes(fact):
            graph.add_edge(fact.subject, fact.object)
            if relations()[fact.relation].symmetric:
                graph.add_edge(fact.object, fact.subject)
    return graph


@pytest.mark.parametrize("directed", [False, True])
def test_as_short_as_networkx_finds(gold_view: View, directed: bool) -> None:
    """For many pairs of actors, reachable or not."""
    allowed = edges(directed=directed)
    graph = _loaded(gold_view, allowed)
    walk = walk_of(gold_view, allowed)
    for one, other in list(combinations(sorted(graph), 2))[::61]:
        way, _, _ = search(walk, one, other, 20)
        wanted = nx.shortest_path_length(graph, one, other) if nx.has_path(graph, one, other) else None
        assert (len(way) - 1 if way else None) == wanted
        assert not way or (way[0], way[-1]) == (one, other)


def test_undirected_paths_are_symmetric_in_length(gold_view: View) -> None:
    """There and back are equally far."""
    paths = [
        shortest(gold_view, *ends, edges=edges()).paths for ends in (("country/IR", "country/RU"), ("country/RU", "country/IR"))
    ]
    assert len(paths[0][0]) == len(paths[1][0])


def test_every_hop_has_its_claims_with_their_words(seed_view: View) -> None:
    """Nasirzadeh to Abbas: the phone call first, then the congratulation."""
    found = shortest(seed_view, "person/aziz-nasirzadeh", "person/ali-mahmoud-abbas", edges=edges())
    (hop,) = found.paths[0]
    assert [fact.relation for fact in hop.facts] == ["spoke-with", "congratulates"]
    call = hop.facts[0]
    assert (call.date, call.channel) == ("2024-09-01", "phone") and "by phone" in call.quote and call.article


def test_ways_through_ones_own_people_come_before_detours(seed_view: View) -> None:
    """Iran to Israel leads over Iran's own minister, not over a visitor."""
    found = shortest(seed_view, "country/IR", "country/IL", edges=edges())
    assert [hop.end for hop in found.paths[0]] == ["person/aziz-nasirzadeh", "country/IL"]


def test_only_what_holds_is_a_hop(gold_view: View) -> None:
    """Planned and denied claims carry nothing; former offices do."""
    for hop in [hop for path in shortest(gold_view, "country/IR", "country/FR", edges=edges(), count=5).paths for hop in path]:
        assert {fact.status for fact in hop.facts} <= set(HOLDS)
    former = next(fact for fact in all_facts(gold_view) if fact.status is Status.FORMER)
    found = shortest(gold_view, former.subject, former.object, edges=edges())
    assert len(found.paths[0]) == 1


def test_relations_and_families_narrow_the_way(seed_view: View) -> None:
    """Only conflict, or only one relation; unknown ones are errors."""
    found = shortest(seed_view, "person/aziz-nasirzadeh", "person/ali-mahmoud-abbas", edges=edges(families=["conflict"]))
    assert [hop.end for hop in found.paths[0]] == ["country/IL", "person/ali-mahmoud-abbas"]
    assert shortest(seed_view, "country/IR", "country/SY", edges=edges(["spoke with"])).paths == ()
    with pytest.raises(QueryError, match="no relation is called 'likes'"):
        edges(["likes"])
    with pytest.raises(QueryError, match="no family is called 'love'"):
        edges(families=["love"])


def test_direction_counts_when_asked(seed_view: View) -> None:
    """Nobody is attacked by Israel there, so nothing leads from it."""
    assert shortest(seed_view, "country/IL", "country/IR", edges=edges(directed=True)).paths == ()
    assert shortest(seed_view, "person/aziz-nasirzadeh", "country/IL", edges=edges(directed=True)).paths


def test_no_path_is_an_answer(gold_view: View) -> None:
    """It says how far it looked; a limit of hops is kept."""
    found = shortest(gold_view, "country/IR", "country/RU", edges=edges(), max_hops=1)
    assert found.paths == () and found.depth == 1 and found.seen > 1
    same = shortest(gold_view, "country/IR", "country/IR", edges=edges())
    assert same.paths == () and same.depth == 0


def test_several_paths_are_simple_and_ever_longer(gold_view: View) -> None:
    """The k best: no actor twice, no path twice, the shortest first, and the first is the best one."""
    found = shortest(gold_view, "country/IR", "country/FR", edges=edges(), count=6).paths
    ways = [(path[0].start, *(hop.end for hop in path)) for path in found]
    assert len(ways) == 6 == len(set(ways)) and all(len(set(way)) == len(way) for way in ways)
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
    assert found[0] == shortest(gold_view, "country/IR", "country/FR", edges=edges()).paths[0]
