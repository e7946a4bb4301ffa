"""How are the ways of contact told, and drawn? By shape and colour, so that either is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from kg.draw.charts.meetings import WAYS, Contact
from kg.draw.marks import Area, Box, Point, box
from kg.draw.sheet import Key
from kg.draw.style import DARK, Palette

TOLD = {
    "visit": "visit",
    "meeting": "meeting",
    "call": "call by phone or video",
    "talks": "talks, form unsaid",
    "letter": "letter",
    "mediation": "mediation",
}
# On light paper and on dark. Source: M. Okabe, K. Ito, Color Universal Design (2008).
COLOURS = {
    "visit": ("#e69f00", "#f0b429"),
    "meeting": ("#0072b2", "#56b4e9"),
    "call": ("#cc79a7", "#e39bc4"),
    "talks": ("#56b4e9", "#b5dcf5"),
    "letter": ("#666c75", "#a3a9b3"),
    "mediation": ("#1d2127", "#e8eaed"),
}
_ROUND = tuple((cos(2 * pi * step / 24), sin(2 * pi * step / 24)) for step in range(24))
SHAPES: Mapping[str, tuple[Point, ...]] = {  # corners, in halves of a mark's size
    "visit": ((-0.98, -0.82), (0.98, -0.82), (0.0, 0.98)),
    "meeting": _ROUND,
    "call": ((-1.1, 0.0), (0.0, -1.1), (1.1, 0.0), (0.0, 1.1)),
    "talks": tuple((0.8 * x, 0.8 * y) for x, y in _ROUND),
    "letter": ((-0.95, -0.6), (0.95, -0.6), (0.95, 0.6), (-0.95, 0.6)),
    "mediation": tuple((1.05 * x, 1.05 * y) for x, y in _ROUND[2::4]),
}
WIDE = 1.2  # of a sample in the legend, in letters


def symbol(way: str, spot: Point, size: float, palette: Palette, *, planned: bool = False, tip: str = "") -> Area:
    """The mark of a way of contact, around a spot; hollow if it is planned."""
    x, y = spot
    corners = [(x + size / 2 * dx, y + size / 2 * dy) for dx, dy in SHAPES[way]]
    colour = COLOURS[way][palette is DARK]
    if planned:
        return Area(points=tuple(corners), face=palette.paper, edge=colour, width=0.16 * size, tip=tip, layer=3)
    return Area(points=tuple(corners), face=colour, edge=palette.paper, width=0.06 * size, tip=tip, layer=4)


def patch(way: str, spot: Point, size: Box, palette: Palette, *, tip: str = "") -> Area:
    """A part of a bar in the colour of a way of contact."""
    return Area(points=box(spot, size), face=COLOURS[way][palette is DARK], tip=tip, layer=3)


def keys(contacts: Sequence[Contact], letters: float, palette: Palette, *, bars: bool = False) -> list[Key]:
    """The legend for these contacts, of letters of that size; of bars, which have no planned ones."""
    size, found = 0.95 * letters, []
    for way in sorted({one.way for one in contacts if not one.planned}):
        name, side = WAYS[way], 0.8 * size
        sample = patch(name, (0, 0), (side, side), palette) if bars else symbol(name, (0, 0), size, palette)
        found.append(Key(text=TOLD[name], sample=(sample,), wide=WIDE))
    if not bars and (planned := [one.way for one in contacts if one.planned]):
        found.append(Key(text="planned", sample=(symbol(WAYS[min(planned)], (0, 0), size, palette, planned=True),), wide=WIDE))
    return found
