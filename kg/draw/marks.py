"""What a picture is made of: words, curves and areas, placed in points from the lower left corner of the sheet.

A *drawing* is a sheet with its marks; composing one is arithmetic, and only `kg.draw.paint` turns it into a file. Marks of a
higher `layer` lie over those of a lower one; among equals the later one does. A `tip` is what a reader of the SVG sees who
points at the mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Box = tuple[float, float]  # width and height
Dash = tuple[float, ...]  # lengths of strokes and gaps, by turns, in widths of the line; none is a whole line


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Lines of text, in points of `size`; `spot` is their middle, or their left or right end where `across` says so.

    `up` says which height of them stands at the spot: middle, top or bottom. `turn` is in degrees against the clock. With
    `back`, a colour, words that are not turned stand on a patch of it, through which a share of 1 - `veil` of what lies below
    can be seen.
    """

    spot: Point
    text: str
    size: float
    colour: str
    bold: bool = False
    across: Literal["left", "center", "right"] = "center"
    up: Literal["bottom", "center", "top"] = "center"
    turn: float = 0.0
    back: str = ""
    veil: float = 0.96
    tip: str = ""
    layer: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line through two points, or through more; with `bent`, a quadratic Bézier curve: first, control and last point."""

    points: tuple[Point, ...]
    colour: str
    width: float
    bent: bool = False
    dash: Dash = ()
    alpha: float = 1.0
    tip: str = ""
    layer: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon; its corners are rounded with radius `round`, in points. Without `edge`, a colour, it has no rim."""

    points: tuple[Point, ...]
    face: str
    edge: str = ""
    width: float = 0.0
    dash: Dash = ()
    round: float = 0.0
    alpha: float = 1.0
    tip: str = ""
    layer: int = 4


Mark = Words | Curve | Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A sheet, `width` by `height` points, of colour `paper`, and its marks."""

    width: float
    height: float
    paper: str
    marks: tuple[Mark, ...]


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark, so many points to the right and up."""
    if isinstance(mark, Words):
        return replace(mark, spot=(mark.spot[0] + dx, mark.spot[1] + dy))
    return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))


def box(spot: Point, size: Box) -> tuple[Point, ...]:
    """The corners of a box around a spot."""
    (x, y), (w, h) = spot, (size[0] / 2, size[1] / 2)
    return ((x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h))


def overlaps(boxes: Iterable[tuple[Point, Box]], gap: float = 0.0) -> int:
    """How many pairs of boxes, by middle and size, come nearer than `gap` on both axes?

    >>> overlaps([((0, 0), (4, 4)), ((1, 1), (4, 4)), ((9, 0), (4, 4))])
    1
    """
    hits, before = 0, list[tuple[Point, Box]]()
    for spot, size in boxes:
        hits += sum(
            all(abs(spot[a] - other[a]) + 1e-6 < (size[a] + extent[a]) / 2 + gap for a in (0, 1)) for other, extent in before
        )
        before.append((spot, size))
    return hits
