"""Where does each actor stand? Boxes on a plane, near to whom they are tied, never over each other.

Each connected part is laid out by stress majorization (every two boxes as far apart as the way between them is long), from
several seeded spring layouts, of which the one with fewest crossings wins; boxes are pushed apart until none overlaps; the
parts are packed. Everything is numbers: boxes in, centres out, in points; nothing here draws.
Source: Gansner, Koren, North, Graph Drawing by Stress Majorization, GD 2004; Dwyer, Marriott, Stuckey, Fast Node Overlap
Removal, GD 2005.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.draw.marks import Box, Point

Floats = NDArray[np.float64]
Link = tuple[int, int, float]  # two boxes by place, and the length that the edge between them wants beyond their sides

GAP = 18.0  # least room between two boxes
ROUNDS = 120  # of stress majorization
STARTS = ((30, 10), (60, 5), (10**9, 2))  # up to so many boxes, so many seeded beginnings
CELLS = 24  # places a side that are tried for the next part
DENSITY = 0.22  # the share of the plane that boxes fill at first


def place(boxes: Sequence[Box], links: Sequence[Link], aspect: float = 1.6, bend: float = 1.0) -> list[Point]:
    """Where does the centre of each box stand? No two boxes come nearer than GAP; the whole is about `aspect` as wide as high.

    With `bend` below 1 long ways count for less than they are long, so that outlying circles come nearer.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    for one, other, length in links:
        known = graph.get_edge_data(one, other, {"length": 0.0})["length"]
        graph.add_edge(one, other, length=max(length, known))
    sizes = np.array(boxes, dtype=float)
    result = np.zeros((len(boxes), 2))
    settled: list[int] = []
    for part in sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)):
        spots = _part(graph.subgraph(part), sizes[part], aspect, bend)
        left, low, right, top = _extent(spots, sizes[part])
        corner = _corner((right - left, top - low), result[settled], sizes[settled], _lines(graph, result, settled), aspect)
        result[part] = spots - np.array([left, low]) + corner
        settled += part
    return [(round(float(x), 2), round(float(y), 2)) for x, y in result]


def crossings(centres: Sequence[Point] | Floats, links: Sequence[tuple[int, int]]) -> int:
    """How many pairs of straight edges cross, edges that share an end left out?"""
    if len(links) < 2:
        return 0
    spots = np.asarray(centres, dtype=float)
    pairs = np.array([(i, j) for i, j in combinations(range(len(links)), 2) if not set(links[i]) & set(links[j])])
    if not len(pairs):
        return 0
    ends = spots[np.array(links)]
    a, b = ends[pairs[:, 0], 0], ends[pairs[:, 0], 1]
    c, d = ends[pairs[:, 1], 0], ends[pairs[:, 1], 1]
    apart = (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)
    return int(apart.sum())


def _turn(a: Floats, b: Floats, c: Floats) -> Floats:
    turned: Floats = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return turned


def _part(graph: nx.Graph, sizes: Floats, aspect: float, bend: float) -> Floats:
    """One connected part: stress from several beginnings, turned lengthwise, spread, and pushed apart."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return np.zeros((1, 2))
    links = [(nodes.index(one), nodes.index(other)) for one, other in sorted(graph.edges)]
    wanted = _distances(graph, nodes, sizes, bend)
    best: tuple[float, Floats] | None = None
    for seed in range(next(starts for most, starts in STARTS if len(nodes) <= most)):
        spots = _majorized(_beginning(graph, nodes, seed, float(wanted.max())), wanted)
        spread = _apart(_spread(_turned(spots), sizes, aspect), sizes)
        cost = _cost(spread, sizes, links, aspect)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, spread)
    assert best is not None
    return best[1]


def _cost(spots: Floats, sizes: Floats, links: Sequence[tuple[int, int]], aspect: float) -> float:
    """What makes a layout worse: crossings first, then edges that run over boxes, then the room it takes."""
    left, low, right, top = _extent(spots, sizes)
    room = max(right - left, (top - low) * aspect) / max(float(sizes[:, 0].max()), 1.0)
    return crossings(spots, links) + 3 * _run_over(spots, sizes + GAP / 2, links) + room / 2


def _run_over(spots: Floats, sizes: Floats, links: Sequence[tuple[int, int]]) -> int:
    """How many boxes lie under straight edges that do not end at them?"""
    hits = 0
    steps = np.linspace(0.05, 0.95, 19)[:, None]
    for one, other in links:
        points = spots[one] + steps * (spots[other] - spots[one])
        inside = (np.abs(points[:, None, :] - spots[None, :, :]) < sizes[None, :, :] / 2).all(axis=2).any(axis=0)
        inside[[one, other]] = False
        hits += int(inside.sum())
    return hits


def _distances(graph: nx.Graph, nodes: Sequence[int], sizes: Floats, bend: float) -> Floats:
    """How far apart should two boxes be? The shortest way's wanted lengths, with half of every box on it."""
    reach = np.sqrt(sizes[:, 0] * sizes[:, 1]) / 2 + sizes[:, 0] / 6
    at = {node: i for i, node in enumerate(nodes)}
    weighted = nx.Graph()
    for one, other, length in graph.edges(data="length"):
        weighted.add_edge(one, other, weight=reach[at[one]] + reach[at[other]] + length)
    wanted = np.zeros((len(nodes), len(nodes)))
    for node, lengths in nx.all_pairs_dijkstra_path_length(weighted):
        for other, length in lengths.items():
            wanted[at[node], at[other]] = length
    unit = float(np.median([length for *_, length in weighted.edges(data="weight")]))
    bent: Floats = np.where(wanted > unit, unit * (wanted / unit) ** bend, wanted)
    return bent


def _beginning(graph: nx.Graph, nodes: Sequence[int], seed: int, scale: float) -> Floats:
    turns = 2 * np.pi * np.arange(len(nodes)) / len(nodes)
    ring = {node: np.array([np.cos(turn), np.sin(turn)]) for node, turn in zip(nodes, turns, strict=True)}
    plain = nx.Graph(sorted(graph.edges))
    spots = nx.spring_layout(plain, pos=ring if seed == 0 else None, seed=seed, iterations=60)
    found: Floats = np.array([spots[node] for node in nodes]) * scale / 2
    return found


def _majorized(spots: Floats, wanted: Floats) -> Floats:
    """SMACOF: each step moves every box to the weighted mean of where the others would have it."""
    weights = np.where(wanted > 0, 1.0 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        away = spots[:, None, :] - spots[None, :, :]
        far = np.maximum(np.sqrt((away**2).sum(axis=2)), 1e-9)
        pull = (weights * wanted / far)[:, :, None] * away
        spots = ((weights[:, :, None] * spots[None, :, :]).sum(axis=1) + pull.sum(axis=1)) / total
    return spots


def _turned(spots: Floats) -> Floats:
    """Turned so that the longest way lies across, and mirrored so that the first box is left and up."""
    centred = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    lying: Floats = centred @ axes[:, ::-1]
    signs = np.where(lying[0] * np.array([-1, 1]) < 0, -1.0, 1.0)
    result: Floats = lying * signs
    return result


def _spread(spots: Floats, sizes: Floats, aspect: float) -> Floats:
    """Stretched, gently, towards the aspect, and at least so far that boxes fill no more than DENSITY of the plane."""
    reach = np.maximum(spots.max(axis=0) - spots.min(axis=0), 1.0)
    stretch = np.clip(aspect * reach[1] / reach[0], 0.75, 1.8)
    spots = spots * np.array([np.sqrt(stretch), 1 / np.sqrt(stretch)])
    reach = np.maximum(spots.max(axis=0) - spots.min(axis=0), sizes.mean(axis=0))
    grow = np.sqrt((sizes[:, 0] * sizes[:, 1]).sum() / DENSITY / (reach[0] * reach[1]))
    result: Floats = spots * max(1.0, float(grow))
    return result


def _apart(spots: Floats, sizes: Floats) -> Floats:
    """Pushed apart until no two boxes come nearer than GAP; where pushing does not settle, everything spreads a little."""
    spots = spots.copy()
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2 + GAP
    upper = np.triu(np.ones((len(spots), len(spots)), dtype=bool), 1)
    for turn in range(1, 2000):
        away = spots[None, :, :] - spots[:, None, :]
        deep = need - np.abs(away)
        hits = np.argwhere(upper & (deep > 1e-3).all(axis=2))
        if not len(hits):
            break
        for i, j in hits:
            gap = spots[j] - spots[i]
            over = need[i, j] - np.abs(gap)
            if (over > 0).all():
                axis = int(np.argmin(over))
                way = 1.0 if gap[axis] > 0 or (gap[axis] == 0 and i < j) else -1.0
                spots[i, axis] -= way * (over[axis] / 2 + 0.01)
                spots[j, axis] += way * (over[axis] / 2 + 0.01)
        if turn % 60 == 0:
            spots *= 1.04
    return spots


def _extent(spots: Floats, sizes: Floats) -> tuple[float, float, float, float]:
    low, high = (spots - sizes / 2).min(axis=0), (spots + sizes / 2).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _lines(graph: nx.Graph, spots: Floats, settled: Sequence[int]) -> Floats:
    """Points along the straight edges among settled boxes, which another part should not lie on."""
    edges = sorted(graph.subgraph(settled).edges)
    if not edges:
        return np.zeros((0, 2))
    ends = spots[np.array(edges)]
    points: Floats = (ends[:, :1] + np.linspace(0, 1, 24)[None, :, None] * (ends[:, 1:] - ends[:, :1])).reshape(-1, 2)
    return points


def _corner(size: Box, spots: Floats, sizes: Floats, lines: Floats, aspect: float) -> Floats:
    """Where does the lower left corner of the next part stand? Where it is free and the whole grows least."""
    if not len(spots):
        return np.zeros(2)
    left, low, right, top = _extent(spots, sizes)
    xs = np.append(np.linspace(left, max(right - size[0], left), CELLS), right + 2 * GAP)
    ys = np.append(np.linspace(low, max(top - size[1], low), CELLS), top + 2 * GAP)
    corners = np.array([(x, y) for y in ys for x in xs])
    ends = corners + np.array(size)
    lows, highs = np.vstack([spots - sizes / 2, lines]) - 1.5 * GAP, np.vstack([spots + sizes / 2, lines]) + 1.5 * GAP
    meets = ((corners[:, None] < highs[None]) & (ends[:, None] > lows[None])).all(axis=2).any(axis=1)
    wide = np.maximum(ends[:, 0], right) - left
    high = np.maximum(ends[:, 1], top) - low
    cost = np.where(meets, np.inf, np.maximum(wide, high * aspect) + 0.001 * (corners[:, 0] + corners[:, 1] * aspect))
    best: Floats = corners[int(np.argmin(cost))]
    return best
