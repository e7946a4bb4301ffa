"""Communities by signed modularity."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.query.measures.communities import Bonds, communities, components, modularity

TIES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 3), st.integers(0, 3)), max_size=40)


def bonds(ties: list[tuple[int, int, int, int]], size: int) -> Bonds:
    known = {(min(tie[:2]), max(tie[:2])): tie[2:] for tie in ties if tie[0] != tie[1]}
    rows = sorted(known.items())
    ends, values = [ends for ends, _ in rows], [values for _, values in rows]
    one, other = (np.array([end[i] for end in ends], dtype=np.int64) for i in (0, 1))
    plus, minus = (np.array([value[i] for value in values], dtype=np.float64) for i in (0, 1))
    return Bonds(size=size, one=one, other=other, plus=plus, minus=minus)


@given(ties=TIES)
def test_signed_modularity_is_its_definition(ties: list[tuple[int, int, int, int]]) -> None:
    """Summed over all ordered pairs, as the module's docstring has it; and what is found is no worse than nothing."""
    some = bonds(ties, 12)
    labels = communities(some)
    plus, minus = np.zeros((12, 12)), np.zeros((12, 12))
    for one, other, w_plus, w_minus in zip(some.one, some.other, some.plus, some.minus, strict=True):
        plus[one, other] = plus[other, one] = w_plus
        minus[one, other] = minus[other, one] = w_minus
    wanted = 0.0
    for i in range(12):
        for j in range(12):
            if labels[i] == labels[j]:
                wanted += plus[i, j] - (plus[i].sum() * plus[j].sum() / plus.sum() if plus.sum() else 0)
                wanted -= minus[i, j] - (minus[i].sum() * minus[j].sum() / minus.sum() if minus.sum() else 0)
    whole = plus.sum() + minus.sum()
    found = modularity(some, labels)
    assert abs(found - (wanted / whole if whole else 0)) < 1e-9
    assert found >= modularity(some, np.arange(12)) - 1e-9


def test_as_good_as_networkx_without_ties_against() -> None:
    for seed in range(3):
        graph = nx.planted_partition_graph(10, 20, 0.4, 0.02, seed=seed)
        some = bonds([(one, other, 1, 0) for one, other in graph.edges()], 200)
        labels = communities(some)
        sets = [set(np.flatnonzero(labels == one).tolist()) for one in range(labels.max() + 1)]
        assert abs(modularity(some, labels) - nx.community.modularity(graph, sets)) < 1e-9
        theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
        assert modularity(some, labels) > theirs - 0.01


def test_conflict_parts_what_cooperation_would_join() -> None:
    """Two triangles of friends with friendly ties across are one; with hostile ones, two."""
    inner = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]
    across = [(0, 3), (1, 4), (2, 5)]
    friends = [(*ends, 1, 0) for ends in inner]
    assert communities(bonds([*friends, *((*ends, 0, 2) for ends in across)], 6)).tolist() == [0, 0, 0, 1, 1, 1]
    assert len(set(communities(bonds([*friends, *((*ends, 3, 0) for ends in across)], 6)).tolist())) != 2


@given(ties=TIES)
def test_components_are_those_of_networkx(ties: list[tuple[int, int, int, int]]) -> None:
    graph = nx.Graph([tie[:2] for tie in ties])
    graph.add_nodes_from(range(12))
    one, other = (np.array([tie[i] for tie in ties], dtype=np.int64) for i in (0, 1))
    labels = components(12, one, other)
    assert all(labels[node] == min(part) for part in nx.connected_components(graph) for node in part)


def test_nobody_is_no_community() -> None:
    assert communities(bonds([], 0)).tolist() == [] and modularity(bonds([], 0), np.arange(0)) == 0
