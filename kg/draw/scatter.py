"""Where does each actor stand on a sheet of fixed size, when there are many? Boxes in, centres out, in points.

The boxes, each a dot with its name, are laid out by stress majorization, in which every two are to stand as far apart as the
way between them is long. Then the plane is stretched where it is crowded, half the way to an even density on each axis; boxes
are pushed apart; and each, the most important first, takes the free place nearest to where it then is, so that in the end none
overlaps. Everything is a pass over arrays; nothing is drawn by lot.
Source: Gansner, Koren, North, Graph Drawing by Stress Majorization, GD 2004; the beginning is classical scaling, Torgerson,
Multidimensional scaling, Psychometrika 17 (1952).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.draw.marks import Box, Point

Floats = NDArray[np.float64]
ROUNDS = 60  # of stress majorization
EVEN = 0.55  # of the way to an even density
APART, LOOSE = 0.75, 0.1  # how far two without any way between them are apart, in longest ways, and how much that counts
PUSHES, EASE = 80, 0.55  # rounds of pushing apart, and the share of an overlap that each takes away
CELL = 1.5  # points a side


def scatter(boxes: Sequence[Box], apart: Floats, room: Box, gap: float = 2.0) -> list[Point] | None:
    """Where does the centre of each box stand in a room of that width and height? None if there is no room for them.

    `apart` is where they would stand without bounds (see `stressed`). No two boxes come nearer than `gap`, and none leaves the
    room. The places are from the lower left corner.
    """
    if len(boxes) == 1:
        return [(room[0] / 2, room[1] / 2)] if boxes[0][0] <= room[0] and boxes[0][1] <= room[1] else None
    sizes, plane = np.array(boxes, dtype=float), np.array(room, dtype=float)
    spots = _even(_fitted(apart, sizes, plane), sizes, plane)
    found = _settled(_pushed(spots, sizes, plane, gap), sizes, plane, gap)
    return None if found is None else [(round(float(x), 2), round(float(y), 2)) for x, y in found]


def stressed(count: int, links: Sequence[tuple[int, int]]) -> Floats:
    """Places of so many actors with these ties on a plane without bounds, as far apart as ways are long: an (n, 2) array."""
    if count == 1:
        return np.zeros((1, 2))
    ways = _ways(count, links)
    wanted = np.where(np.isfinite(ways), ways, APART * ways[np.isfinite(ways)].max(initial=1.0))
    spots = _scaled(wanted)
    weights = np.where(wanted > 0, 1.0 / np.maximum(wanted, 1e-9) ** 2, 0.0) * np.where(np.isfinite(ways), 1.0, LOOSE)
    total = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    for _ in range(ROUNDS):
        away = spots[:, None, :] - spots[None, :, :]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-9)
        pull = (weights * wanted / far)[:, :, None] * away
        spots = (weights @ spots + pull.sum(axis=1)) / total
    return spots


def _ways(count: int, links: Sequence[tuple[int, int]]) -> Floats:
    """The length of the shortest way between every two, infinite if there is none.

    A tie of actors with many ties is longer, so that hubs have room.
    """
    degree = np.bincount(np.array(links, dtype=np.int64).reshape(-1), minlength=count)
    wanted = np.full((count, count), np.inf)
    np.fill_diagonal(wanted, 0.0)
    for one, other in links:
        wanted[one, other] = wanted[other, one] = 1 + 0.5 * np.log2(1 + min(degree[one], degree[other]))
    for middle in range(count):
        np.minimum(wanted, wanted[:, middle, None] + wanted[None, middle, :], out=wanted)
    return wanted


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling: the two directions in which the ways spread most, each pointing away from the first actor."""
    squares = wanted**2
    centred = -0.5 * (squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean())
    values, vectors = np.linalg.eigh(centred)
    spots: Floats = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0.0))
    # Actors with the same neighbours would fall on one point: each is moved a little, on a spiral.
    turns = np.arange(len(spots)) * 2.399963
    nudged = spots + 0.05 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return np.where(nudged[0] > 0, -nudged, nudged)


def _fitted(spots: Floats, sizes: Floats, plane: Floats) -> Floats:
    """Turned lengthwise and stretched to fill the room."""
    centred = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    lying = centred @ (axes[:, ::-1] if plane[0] >= plane[1] else axes)
    lying = lying * np.where(lying[0] * np.array([-1, 1]) < 0, -1.0, 1.0)
    low, high = lying.min(axis=0), lying.max(axis=0)
    share = (lying - low) / np.maximum(high - low, 1e-9)
    result: Floats = sizes / 2 + share * (plane - sizes)
    return result


def _even(spots: Floats, sizes: Floats, plane: Floats) -> Floats:
    """Part of the way to where the boxes would stand if each axis were as crowded everywhere."""
    evened = np.empty_like(spots)
    for axis in (0, 1):
        order = np.argsort(spots[:, axis], kind="stable")
        wide = sizes[order, 1 - axis]
        place = np.empty(len(spots))
        place[order] = (np.cumsum(wide) - wide / 2) / wide.sum()
        evened[:, axis] = sizes[:, axis] / 2 + place * (plane[axis] - sizes[:, axis])
    return (1 - EVEN) * spots + EVEN * evened


def _pushed(spots: Floats, sizes: Floats, plane: Floats, gap: float) -> Floats:
    """Pushed apart inside the room, each pair along the axis on which it takes less; where it is crowded, not all the way."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2 + gap
    low, high = sizes / 2, plane - sizes / 2
    first = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :]).astype(float)
    spots = np.clip(spots, low, high)
    for _ in range(PUSHES):
        away = spots[:, None, :] - spots[None, :, :]
        over = need - np.abs(away)
        hits = (over > 1e-6).all(axis=2) & (first != 0)
        if not hits.any():
            break
        side = np.where(away == 0, first[:, :, None], np.sign(away))
        upright = over[..., 1] < over[..., 0]
        step = np.where(hits, np.where(upright, over[..., 1], over[..., 0]) / 2, 0.0)
        push = np.stack([(step * side[..., 0] * ~upright).sum(axis=1), (step * side[..., 1] * upright).sum(axis=1)], axis=1)
        spots = np.clip(spots + EASE * push, low, high)
    return spots


def _settled(spots: Floats, sizes: Floats, plane: Floats, gap: float) -> Floats | None:
    """Each box, the most important first, in the free place nearest to where it is; None if one finds none.

    Places are the cells of a grid; how many cells of any box are taken is a sum over corners of a summed-area table.
    Source: F. Crow, Summed-area tables for texture mapping, SIGGRAPH 1984.
    """
    width, height = np.floor((plane + gap) / CELL).astype(int)
    taken = np.zeros((height, width), dtype=np.int32)
    cells = np.ceil((sizes + gap) / CELL).astype(int)
    settled = np.empty_like(spots)
    for i, (w, h) in enumerate(cells.tolist()):
        if w > width or h > height:
            return None
        table = np.zeros((height + 1, width + 1), dtype=np.int32)
        taken.cumsum(axis=0).cumsum(axis=1, out=table[1:, 1:])
        full = table[h:, w:] - table[:-h, w:] - table[h:, :-w] + table[:-h, :-w]
        corner = (spots[i] - sizes[i] / 2) / CELL
        far = (np.arange(height - h + 1) - corner[1])[:, None] ** 2 + (np.arange(width - w + 1) - corner[0])[None, :] ** 2
        far[full > 0] = np.inf
        best = int(far.argmin())
        row, column = divmod(best, width - w + 1)
        if not np.isfinite(far[row, column]):
            return None
        taken[row : row + h, column : column + w] = 1
        settled[i] = np.array([column, row]) * CELL + sizes[i] / 2
    return settled
