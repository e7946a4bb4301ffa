"""Many named dots on a sheet of fixed size, as numbers."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kg.draw.marks import overlaps
from kg.draw.scatter import scatter, stressed

ROOM = (830.0, 540.0)


def _crowd(actors: int, seed: int = 7) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    """Names of common widths, a few hubs, and some without a way to the rest."""
    chance = random.Random(seed)
    boxes = [(chance.uniform(30, 110), 9.0) for _ in range(actors)]
    links = [(min(int(chance.expovariate(0.1)), i - 1), i) for i in range(1, actors) if i % 17]
    links += [(i, i + 1) for i in range(0, actors - 1, 5)]
    return boxes, links


@pytest.mark.parametrize("actors", [1, 2, 10, 50, 200, 250])
def test_nobody_overlaps_and_nobody_leaves_the_room(actors: int) -> None:
    """Even where a third of the room is names."""
    boxes, links = _crowd(actors)
    spots = scatter(boxes, stressed(len(boxes), links), ROOM)
    assert spots and overlaps(zip(spots, boxes, strict=True), 1.9) == 0
    for (x, y), (width, height) in zip(spots, boxes, strict=True):
        assert x - width / 2 >= -0.01 and x + width / 2 <= ROOM[0] + 0.01
        assert y - height / 2 >= -0.01 and y + height / 2 <= ROOM[1] + 0.01


def test_without_room_there_is_no_place() -> None:
    """One box too wide, and boxes that fill more than there is."""
    assert scatter([(900.0, 9.0), (10.0, 9.0)], stressed(2, [(0, 1)]), ROOM) is None
    assert scatter([(100.0, 60.0)] * 90, stressed(90, [(0, i) for i in range(1, 90)]), ROOM) is None


def test_the_same_places_each_time_and_neighbours_near() -> None:
    """Deterministic; tied actors stand nearer than others on average."""
    boxes, links = _crowd(120)
    spots = scatter(boxes, stressed(len(boxes), links), ROOM)
    assert spots == scatter(boxes, stressed(len(boxes), links[::-1]), ROOM)
    places = np.array(spots)
    far = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    tied = np.mean([far[one, other] for one, other in links])
    assert tied < 0.75 * far[np.triu_indices(len(places), 1)].mean()
