"""Layout as numbers: no overlaps at any size, few crossings, the same places each time."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from kg.draw.layout import GAP, crossings, place
from kg.draw.marks import overlaps
from kg.draw.route import labels, routes

Links = list[tuple[int, int, float]]


def _picture(actors: int, seed: int = 7) -> tuple[list[tuple[float, float]], Links]:
    """Boxes as wide as names are, and ties as news has them: a few hubs, some small circles apart."""
    chance = random.Random(seed)
    boxes = [(chance.uniform(40, 150), chance.choice((22.0, 35.0))) for _ in range(actors)]
    links = []
    for i in range(1, actors):
        if i % 17:
            links.append((min(int(chance.expovariate(0.4)), i - 1), i, chance.uniform(20, 90)))
    links += [(i, i + 1, 30.0) for i in range(0, actors - 1, 3)]
    return boxes, links


@pytest.mark.parametrize("actors", [2, 10, 50, 200])
def test_no_box_overlaps_another(actors: int) -> None:
    """Boxes keep GAP between them."""
    boxes, links = _picture(actors)
    spots = place(boxes, links)
    assert overlaps(zip(spots, boxes, strict=True)) == 0 == overlaps(zip(spots, boxes, strict=True), GAP - 0.1)


@pytest.mark.parametrize("actors", [10, 50])
def test_no_label_overlaps_a_box_or_another_label(actors: int) -> None:
    """Labels on edges, measured as boxes together with the actors' boxes."""
    boxes, links = _picture(actors)
    spots = place(boxes, links)
    ends = [(one, other) for one, other, _ in links]
    texts = [(length, 9.0) for *_, length in links]
    placed = labels(routes(spots, boxes, ends), texts, spots, boxes)
    found = [(spot, text) for spot, text in zip(placed, texts, strict=True) if spot is not None]
    assert len(found) > 0.8 * len(links)
    assert overlaps([*zip(spots, boxes, strict=True), *found]) == 0


def test_the_same_places_each_time() -> None:
    """Seeded, and independent of the order of links."""
    boxes, links = _picture(25)
    assert place(boxes, links) == place(boxes, links) == place(boxes, links[::-1])


def test_tied_boxes_stand_nearer_than_others() -> None:
    """On average, by far."""
    boxes, links = _picture(50)
    spots = np.array(place(boxes, links))
    tied = {frozenset(link[:2]) for link in links}
    far = {pair: float(np.hypot(*(spots[pair[0]] - spots[pair[1]]))) for pair in combinations(range(50), 2)}
    near = np.mean([length for pair, length in far.items() if frozenset(pair) in tied])
    assert near < 0.6 * np.mean([length for pair, length in far.items() if frozenset(pair) not in tied])


def test_planar_graphs_are_drawn_without_crossings() -> None:
    """A ring, a star and a tree need none."""
    ring = [(i, (i + 1) % 8, 40.0) for i in range(8)]
    star = [(0, i, 40.0) for i in range(1, 9)]
    tree = [((i - 1) // 2, i, 40.0) for i in range(1, 15)]
    for links in (ring, star, tree):
        count = max(max(one, other) for one, other, _ in links) + 1
        spots = place([(60.0, 22.0)] * count, links)
        assert crossings(spots, [(one, other) for one, other, _ in links]) == 0


def test_crossings_and_overlaps_count() -> None:
    """Two crossing diagonals; two boxes on each other."""
    square = [(0.0, 0.0), (10.0, 10.0), (0.0, 10.0), (10.0, 0.0)]
    assert crossings(square, [(0, 1), (2, 3)]) == 1 and crossings(square, [(0, 2), (1, 3)]) == 0
    assert overlaps([((0, 0), (4, 4)), ((1, 1), (4, 4))]) == 1 and overlaps([((0, 0), (4, 4)), ((9, 0), (4, 4))]) == 0


def test_edges_of_one_pair_bow_apart_and_end_at_the_rims() -> None:
    """Three edges between two boxes, one of them the other way."""
    spots, boxes = [(0.0, 0.0), (200.0, 0.0)], [(60.0, 20.0), (60.0, 20.0)]
    ways = routes(spots, boxes, [(0, 1), (1, 0), (0, 1)])
    heights = sorted(float(way.points()[32][1]) for way in ways)
    assert heights[1] - heights[0] > 12 and heights[2] - heights[1] > 12
    assert ways[0].start[0] < ways[0].end[0] and ways[1].start[0] > ways[1].end[0]
    for way in ways:
        left = min(way.start, way.end)
        assert abs(left[0]) <= 33 and abs(left[1]) <= 13 and (abs(left[0]) >= 29 or abs(left[1]) >= 9)


def test_an_edge_bows_around_a_third_box() -> None:
    """A box in the way is not run over."""
    spots, boxes = [(0.0, 0.0), (300.0, 0.0), (150.0, 0.0)], [(40.0, 20.0)] * 3
    points = routes(spots, boxes, [(0, 1)])[0].points()
    assert not ((np.abs(points - np.array(spots[2])) < np.array(boxes[2]) / 2).all(axis=1)).any()
