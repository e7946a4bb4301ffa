"""The shapes of a network's parts: actors by type, arrowheads, the cross through what is denied."""

from __future__ import annotations

from math import hypot

from kg.draw.marks import Area, Box, Curve, Mark, Point, box
from kg.draw.route import Route
from kg.model import EntityType

BROKEN = (4.0, 2.0)  # the rim of a group


def actor(kind: EntityType, spot: Point, size: Box, colours: tuple[str, str], rim: float, tip: str = "") -> Area:
    """A person is a pill, a state a rectangle, an organization a hexagon, a group a slanted box; `colours` are face and rim."""
    (x, y), (w, h) = spot, (size[0] / 2, size[1] / 2)
    cut = min(0.42 * size[1], 0.3 * size[0])
    corners = {
        EntityType.ORGANIZATION: ((-w + cut, -h), (w - cut, -h), (w, 0), (w - cut, h), (-w + cut, h), (-w, 0)),
        EntityType.GROUP: ((-w, -h), (w - cut, -h), (w, h), (-w + cut, h)),
    }
    points = tuple((x + dx, y + dy) for dx, dy in corners[kind]) if kind in corners else box(spot, size)
    dash = BROKEN if kind is EntityType.GROUP else ()
    turn = min(w, h) if kind is EntityType.PERSON else 0.0
    return Area(points=points, face=colours[0], edge=colours[1], width=rim, dash=dash, round=turn, tip=tip)


def head(way: Route, length: float) -> tuple[tuple[Point, ...], Point]:
    """The arrowhead at the curve's end, and where the line must stop for it."""
    (cx, cy), (ex, ey) = way.control, way.end
    length = min(length, 0.5 * hypot(ex - way.start[0], ey - way.start[1]))
    far = max(hypot(ex - cx, ey - cy), 1e-9)
    ux, uy = (ex - cx) / far * length, (ey - cy) / far * length
    sides = [(ex - ux + side * uy * 0.38, ey - uy - side * ux * 0.38) for side in (-1, 1)]
    return ((ex, ey), *sides), (ex - 0.8 * ux, ey - 0.8 * uy)


def cross(spot: Point, reach: float, colour: str) -> list[Mark]:
    """A cross on a line that is struck through."""
    x, y = spot
    strokes = [((x - reach, y - side * reach), (x + reach, y + side * reach)) for side in (-1, 1)]
    return [Curve(points=stroke, colour=colour, width=reach / 3, layer=3) for stroke in strokes]
