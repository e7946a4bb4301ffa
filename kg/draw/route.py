"""How does each edge run between its boxes, and where does its label stand?

An edge is a quadratic Bézier curve from box to box. Edges between the same two boxes bow apart; an edge that would run over
a third box bows around it. A label stands on its edge where it covers no box and no other label, and as little of other
edges as may be; one that finds no such place is left out. Pure numbers, in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.draw.marks import Box, Point

Floats = NDArray[np.float64]
STEPS = np.linspace(0.0, 1.0, 65)
BOWS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4)  # of the distance, the gentlest first
PLACES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)  # of the way, the middle first
SPACING = 22.0  # between edges of one pair
MARGIN, CLEAR = 3.0, 7.0  # room around boxes for labels, and for edges that pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A curve from the rim of one box to the rim of the other: first point, control point, last point."""

    start: Point
    control: Point
    end: Point

    def points(self) -> Floats:
        """Points along the curve, as many as STEPS."""
        return _curve(np.array(self.start), np.array(self.control), np.array(self.end))

    def middle(self) -> Point:
        """The point halfway along."""
        x, y = ((a + 2 * b + c) / 4 for a, b, c in zip(self.start, self.control, self.end, strict=True))
        return x, y


def routes(
    centres: Sequence[Point], boxes: Sequence[Box], links: Sequence[tuple[int, int]], *, around: bool = True
) -> list[Route]:
    """How does each link run? In the order of the links. Without `around` it may run over boxes in its way."""
    spots, sizes = np.array(centres, dtype=float), np.array(boxes, dtype=float)
    pairs: dict[tuple[int, int], list[int]] = {}
    for i, (one, other) in enumerate(links):
        pairs.setdefault((min(one, other), max(one, other)), []).append(i)
    found: dict[int, Route] = {}
    for (one, other), members in pairs.items():
        far = float(np.hypot(*(spots[other] - spots[one])))
        apart = min(SPACING, far * 0.3)
        offsets = [(k - (len(members) - 1) / 2) * apart for k in range(len(members))]
        shift, least = 0.0, np.inf
        for bow in BOWS if around else ():
            cost = _blocked(spots, sizes, one, other, [bow * far + off for off in offsets]) + abs(bow)
            if cost < least:
                shift, least = bow, cost
            if least < 1:  # nothing in the way, and the rest bow more
                break
        for i, off in zip(members, offsets, strict=True):
            route = _route(spots, sizes, one, other, shift * far + off)
            found[i] = route if links[i] == (one, other) else Route(start=route.end, control=route.control, end=route.start)
    return [found[i] for i in range(len(links))]


def labels(ways: Sequence[Route], texts: Sequence[Box], centres: Sequence[Point], boxes: Sequence[Box]) -> list[Point | None]:
    """Where does the centre of each label stand? None for a label that fits nowhere. No label meets a box or another label."""
    spots, sizes = np.array(centres, dtype=float), np.array(boxes, dtype=float)
    curves = np.array([way.points() for way in ways])
    placed: list[Point | None] = [None] * len(ways)
    taken_at, taken_size = list(spots), list(sizes)
    for i in sorted(range(len(ways)), key=lambda k: (_length(curves[k]), k)):
        size = np.array(texts[i]) + 2 * MARGIN
        best: tuple[float, int] | None = None
        for rank, place in enumerate(PLACES):
            middle = curves[i][round(place * (len(STEPS) - 1))]
            if _free(middle, size, np.array(taken_at), np.array(taken_size)):
                others = np.delete(curves, i, axis=0).reshape(-1, 2)
                covered = int((np.abs(others - middle) < size / 2).all(axis=1).sum())
                if best is None or (covered + rank * 0.8, rank) < best:
                    best = (covered + rank * 0.8, rank)
        if best is not None:
            middle = curves[i][round(PLACES[best[1]] * (len(STEPS) - 1))]
            placed[i] = (float(middle[0]), float(middle[1]))
            taken_at.append(middle)
            taken_size.append(size)
    return placed


def _free(middle: Floats, size: Floats, taken_at: Floats, taken_size: Floats) -> bool:
    return not bool((np.abs(taken_at - middle) < (taken_size + size) / 2).all(axis=1).any())


def _length(curve: Floats) -> float:
    return float(np.hypot(*np.diff(curve, axis=0).T).sum())


def _blocked(spots: Floats, sizes: Floats, one: int, other: int, offsets: Sequence[float]) -> float:
    """How much of these curves lies over boxes that they do not end at?"""
    hits = 0
    for offset in offsets:
        points = _curve(spots[one], _control(spots[one], spots[other], offset), spots[other])
        inside = (np.abs(points[:, None, :] - spots[None, :, :]) < sizes[None, :, :] / 2 + CLEAR).all(axis=2).sum(axis=0)
        hits += int(inside.sum() - inside[one] - inside[other])
    return float(hits)


def _control(start: Floats, end: Floats, offset: float) -> Floats:
    """The control point that makes the curve's middle stand `offset` to the left of the straight line's."""
    along = end - start
    normal = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9)
    control: Floats = (start + end) / 2 + normal * 2 * offset
    return control


def _curve(start: Floats, control: Floats, end: Floats) -> Floats:
    t = STEPS[:, None]
    points: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return points


def _route(spots: Floats, sizes: Floats, one: int, other: int, offset: float) -> Route:
    start, end = spots[one], spots[other]
    control = _control(start, end, offset)
    fine = np.linspace(0.0, 1.0, 513)
    t = fine[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    out_of = (np.abs(points - start) > sizes[one] / 2 + 1).any(axis=1)
    short_of = (np.abs(points - end) > sizes[other] / 2 + 1).any(axis=1)
    leaves, arrives = int(np.argmax(out_of)), len(fine) - 1 - int(np.argmax(short_of[::-1]))
    if leaves >= arrives:
        leaves, arrives = 0, len(fine) - 1
    return _cut(start, control, end, float(fine[leaves]), float(fine[arrives]))


def _cut(start: Floats, control: Floats, end: Floats, t0: float, t1: float) -> Route:
    """The piece of the curve between two parameters, by its blossom."""

    def blossom(u: float, v: float) -> Point:
        point = (1 - u) * (1 - v) * start + ((1 - u) * v + u * (1 - v)) * control + u * v * end
        return (round(float(point[0]), 2), round(float(point[1]), 2))

    return Route(start=blossom(t0, t0), control=blossom(t0, t1), end=blossom(t1, t1))
