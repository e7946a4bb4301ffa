"""The only door to matplotlib: a laid-out selection becomes a figure, a figure a file.

Everything is drawn in points on one axes that covers the sheet, so that a shape measured is the shape drawn. Letters stay
letters in SVG.
"""

from __future__ import annotations

import io
import re
import textwrap
from bisect import bisect_right
from collections import Counter
from functools import cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path as Curve

from kg.draw.layout import Box, Point, place
from kg.draw.route import Route, labels, routes
from kg.draw.select import Actor, Selection, Tie
from kg.draw.style import DASH, FAMILY, FAMILY_DARK, FILL, FILL_DARK, KIND, TELL
from kg.lexicon.relations import FAMILIES
from kg.model import EntityType
from kg.query.amounts import many

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kg.draw.picture import Size

FONT = "DejaVu Sans"
_STYLED = re.compile(rb"(style=\"[^\"]*'DejaVu Sans')")  # where the font is not installed, one as narrow must follow
MEASURED = 100.0
WRAP, LINES = 20, 3  # letters a line, and lines, of an actor's name
BEND = 0.8  # how far outlying circles are drawn in, where there are too many ties for labels
LABELLED = 60  # ties up to which each has its label


@cache
def measure(text: str, size: float, weight: str = "normal") -> Box:
    """Width and height of one line of text, in points."""
    font = get_font(findfont(FontProperties(family=FONT, weight=weight)))
    font.set_size(MEASURED, 72)  # large, since widths of small letters are rounded to whole pixels
    font.set_text(text, 0.0)
    width, _ = font.get_width_height()
    return width / 64 * size / MEASURED, size * 1.18


def write(figure: Figure, path: Path, dpi: int) -> None:
    """Write the figure as PNG or SVG, by the path's ending: the same figure, the same bytes."""
    kind = path.suffix.lower().removeprefix(".")
    metadata = {"Date": None, "Creator": "kg"} if kind == "svg" else {"Software": "kg"}
    stream = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "kg", "font.family": FONT}):
        figure.savefig(stream, format=kind, dpi=dpi, metadata=metadata, facecolor=figure.get_facecolor())
    data = stream.getvalue()
    path.write_bytes(_STYLED.sub(rb"\1, Verdana, Arial, sans-serif", data) if kind == "svg" else data)


class Sheet:
    """A selection laid out on a sheet of a given size; `letters` is the size that actors' names come out at, in points."""

    def __init__(self, selection: Selection, size: Size, title: str, *, dark: bool) -> None:
        self.selection = selection
        self.base = size.letters
        self.width, self.height = size.width * 72, size.height * 72
        self.family = FAMILY_DARK if dark else FAMILY
        self.fill = FILL_DARK if dark else FILL
        self.paper, self.ink, self.faint = ("#15181d", "#e8eaed", "#a3a9b3") if dark else ("#ffffff", "#1d2127", "#666c75")
        self.margin = 1.6 * self.base
        self.title = self._cut(_clean(title), 1.55 * self.base)
        self.legend = self._legend_lines()
        self.foot = self._foot()
        self.under = self.margin + (len(self.foot) + 0.2) * 1.2 * self.base  # where the legend's lowest line begins
        self.low = self.under + len(self.legend) * 1.7 * self.base + 0.9 * self.base
        self.high = self.height - self.margin - 2.6 * self.base
        self.names = [_wrapped(actor.name) for actor in selection.actors]
        self.boxes = [_box(actor, lines, self.base) for actor, lines in zip(selection.actors, self.names, strict=True)]
        self.texts = [measure(tie.label, 0.78 * self.base) for tie in selection.ties]
        self.labelled = len(selection.ties) <= LABELLED
        self._place()

    def _place(self) -> None:
        """Lay out in points at the base size, then scale the whole to fit the sheet."""
        ties = self.selection.ties
        room = (self.width - 2 * self.margin, self.high - self.low)
        among = Counter(frozenset((tie.start, tie.end)) for tie in ties)
        links = []
        for tie, text in zip(ties, self.texts, strict=True):
            length = text[0] + 2.5 * self.base if self.labelled else 3.5 * self.base
            links.append((tie.start, tie.end, length * (1 + 0.12 * (among[frozenset((tie.start, tie.end))] - 1))))
        spots = place(self.boxes, links, room[0] / room[1], 1.0 if self.labelled else BEND)
        ways = routes(spots, self.boxes, [(tie.start, tie.end) for tie in ties])
        left, low, right, top = _extent(spots, self.boxes, ways)
        self.scale = min(room[0] / (right - left), room[1] / (top - low), 1.75)
        self.letters = self.base * self.scale
        dx = self.margin + (room[0] - (right - left) * self.scale) / 2
        dy = self.low + (room[1] - (top - low) * self.scale) / 2

        def moved(point: Point) -> Point:
            return (dx + (point[0] - left) * self.scale, dy + (point[1] - low) * self.scale)

        self.spots = [moved(spot) for spot in spots]
        self.boxes = [(width * self.scale, height * self.scale) for width, height in self.boxes]
        self.texts = [(width * self.scale, height * self.scale) for width, height in self.texts]
        self.ways = [Route(start=moved(way.start), control=moved(way.control), end=moved(way.end)) for way in ways]
        self.places = labels(self.ways, self.texts, self.spots, self.boxes) if self.labelled else [None] * len(ties)

    def figure(self) -> Figure:
        """The sheet drawn: ties, their labels, actors, then title, legend and foot."""
        with mpl.rc_context({"font.family": FONT}):
            figure = Figure(figsize=(self.width / 72, self.height / 72), facecolor=self.paper)
            FigureCanvasAgg(figure)
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set_xlim(0, self.width)
            axes.set_ylim(0, self.height)
            for tie, way in sorted(zip(self.selection.ties, self.ways, strict=True), key=lambda pair: pair[0].weight):
                self._tie(axes, tie, way)
            for tie, spot in zip(self.selection.ties, self.places, strict=True):
                if spot is not None:
                    self._label(axes, tie, spot)
            for actor, lines, spot, box in zip(self.selection.actors, self.names, self.spots, self.boxes, strict=True):
                self._actor(axes, actor.type, spot, box, self.scale)
                weight = "bold" if actor.type is EntityType.COUNTRY else "normal"
                text = "\n".join(lines)
                self._write(axes, spot, text, self.letters, weight=weight, ha="center", va="center", linespacing=1.18)
            self._frame(axes)
        return figure

    def _write(self, axes: Axes, spot: Point, text: str, size: float, *, colour: str = "", **how: Any) -> None:
        # A dollar sign would start mathematics; article text may hold any.
        axes.text(*spot, text, fontsize=size, color=colour or self.ink, parse_math=False, **{"zorder": 5, **how})

    def _tie(self, axes: Axes, tie: Tie, way: Route) -> None:
        width = min(0.9 + 0.4 * log2(tie.weight), 3.2) * max(self.scale, 0.6) * self.base / 11
        colour, head = self.family[tie.family], (5.0 + 1.6 * width) * max(self.scale, 0.6) * self.base / 11
        end = _arrow(axes, way, head, colour) if tie.directed else way.end
        curve = Curve([way.start, way.control, end], [Curve.MOVETO, Curve.CURVE3, Curve.CURVE3])
        line = DASH[tie.mood]
        axes.add_patch(PathPatch(curve, fill=False, edgecolor=colour, linewidth=width, linestyle=line, capstyle="butt", zorder=1))

    def _label(self, axes: Axes, tie: Tie, spot: Point) -> None:
        box = {"facecolor": self.paper, "edgecolor": "none", "alpha": 0.94, "boxstyle": "square,pad=0.1"}
        how: dict[str, Any] = {"ha": "center", "va": "center", "bbox": box, "zorder": 2}
        self._write(axes, spot, tie.label, 0.78 * self.letters, colour=self.family[tie.family], **how)

    def _actor(self, axes: Axes, kind: EntityType, spot: Point, box: Box, scale: float) -> None:
        face, edge = self.fill[kind]
        line = "--" if kind is EntityType.GROUP else "-"
        thick = (1.6 if kind is EntityType.COUNTRY else 1.0) * max(scale, 0.6) * self.base / 11
        axes.add_patch(
            PathPatch(_shape(kind, spot, box), facecolor=face, edgecolor=edge, linewidth=thick, linestyle=line, zorder=4)
        )

    def _frame(self, axes: Axes) -> None:
        """Title, legend and foot."""
        top = self.height - self.margin
        self._write(axes, (self.margin, top), self.title, 1.55 * self.base, weight="bold", ha="left", va="top")
        foot = "\n".join(self.foot)
        self._write(axes, (self.margin, self.margin), foot, 0.85 * self.base, colour=self.faint, ha="left", va="bottom")
        y = self.under + 0.8 * self.base + (len(self.legend) - 1) * 1.7 * self.base
        for line in self.legend:
            x = self.margin
            for group, name, width in line:
                self._entry(axes, group, name, (x, y))
                x += width
            y -= 1.7 * self.base

    def _entry(self, axes: Axes, group: str, name: str, spot: Point) -> None:
        """One entry of the legend: a sample, and what it means."""
        x, y = spot
        sample = 2.4 * self.base
        if group == "kind":
            self._actor(axes, EntityType(name), (x + sample / 2, y), (sample * 0.9, 1.05 * self.base), 1.0)
            text = KIND[EntityType(name)]
        else:
            colour, line = (self.family[name], "-") if group == "family" else (self.faint, DASH[name])
            thick = 2.0 * self.base / 11
            curve = Curve([(x, y), (x + sample, y)])
            axes.add_patch(PathPatch(curve, edgecolor=colour, linewidth=thick, linestyle=line, capstyle="butt", fill=False))
            text = name if group == "family" else TELL[name]
        self._write(axes, (x + sample + 0.5 * self.base, y), text, 0.9 * self.base, ha="left", va="center")

    def _legend_lines(self) -> list[list[tuple[str, str, float]]]:
        """What the legend must explain, (group, name, width), in lines no wider than the sheet."""
        ties, actors = self.selection.ties, self.selection.actors
        entries = [("family", name) for name in FAMILIES if any(tie.family == name for tie in ties)]
        entries += [("mood", name) for name in TELL if any(tie.mood == name for tie in ties)]
        entries += [("kind", kind.value) for kind in EntityType if any(actor.type is kind for actor in actors)]
        lines: list[list[tuple[str, str, float]]] = [[]]
        for group, name in entries:
            text = KIND[EntityType(name)] if group == "kind" else TELL.get(name, name)
            width = measure(text, 0.9 * self.base)[0] + 4.4 * self.base
            if lines[-1] and sum(entry[2] for entry in lines[-1]) + width > self.width - 2 * self.margin:
                lines.append([])
            lines[-1].append((group, name, width))
        return lines

    def _cut(self, text: str, letters: float) -> str:
        """The bold line, or as much of it as the sheet is wide."""
        room = self.width - 2 * self.margin
        fits = bisect_right(range(1, len(text) + 1), room, key=lambda end: measure(text[:end], letters, "bold")[0])
        return text if fits == len(text) else f"{text[: max(fits - 2, 0)].rstrip()}…"

    def _foot(self) -> list[str]:
        """What was drawn and left out, in lines no wider than the sheet."""
        chosen = self.selection
        first, last = chosen.days
        days = f", {first} to {last}" if first != last else f", {first}" if first else ""
        parts = [f"{many(chosen.articles, 'article')}{days}", many(len(chosen.actors), "actor"), many(chosen.claims, "claim")]
        if chosen.left_out:
            parts.append(f"{many(chosen.left_out, 'actor')} with fewer claims left out")
        if chosen.lighter:
            parts.append(f"{many(chosen.lighter, 'tie')} of fewer claims left out")
        lines = parts[:1]
        for part in parts[1:]:
            longer = f"{lines[-1]}  ·  {part}"
            fits = measure(longer, 0.85 * self.base)[0] <= self.width - 2 * self.margin
            lines = [*lines[:-1], longer] if fits else [*lines, part]
        return lines


def _wrapped(name: str) -> tuple[str, ...]:
    """The name in lines; one too long for them ends in an ellipsis."""
    return tuple(textwrap.wrap(_clean(name), WRAP, max_lines=LINES, placeholder=" …")) or ("?",)


def _clean(text: str) -> str:
    """On one line and without control characters, which an SVG file cannot hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _box(actor: Actor, lines: tuple[str, ...], size: float) -> Box:
    weight = "bold" if actor.type is EntityType.COUNTRY else "normal"
    sizes = [measure(line, size, weight) for line in lines]
    side = {EntityType.PERSON: 1.5, EntityType.ORGANIZATION: 2.2, EntityType.GROUP: 3.4}.get(actor.type, 1.1)
    return max(width for width, _ in sizes) + side * size, sum(height for _, height in sizes) + 0.75 * size


def _shape(kind: EntityType, spot: Point, box: Box) -> Curve:
    """A person is a pill, a state a rectangle, an organization a hexagon, a group a slanted box."""
    (x, y), (w, h) = spot, (box[0] / 2, box[1] / 2)
    if kind is EntityType.PERSON:
        r = min(w, h, 0.55 * box[1])
        points = [(-w + r, -h), (w - r, -h), (w, -h), (w, -h + r), (w, h - r), (w, h), (w - r, h)]
        points += [(-w + r, h), (-w, h), (-w, h - r), (-w, -h + r), (-w, -h), (-w + r, -h)]
        arc = [Curve.CURVE3, Curve.CURVE3, Curve.LINETO]
        codes = [Curve.MOVETO, Curve.LINETO, *arc, *arc, *arc, Curve.CURVE3, Curve.CURVE3]
        return Curve([(x + dx, y + dy) for dx, dy in points], codes)
    cut = min(0.42 * box[1], 0.2 * box[0])
    corners = {
        EntityType.COUNTRY: [(-w, -h), (w, -h), (w, h), (-w, h)],
        EntityType.ORGANIZATION: [(-w + cut, -h), (w - cut, -h), (w, 0), (w - cut, h), (-w + cut, h), (-w, 0)],
        EntityType.GROUP: [(-w, -h), (w - cut, -h), (w, h), (-w + cut, h)],
    }[kind]
    return Curve([(x + dx, y + dy) for dx, dy in [*corners, corners[0]]], closed=True)


def _arrow(axes: Axes, way: Route, length: float, colour: str) -> Point:
    """Draw the arrowhead at the curve's end, and say where the line must stop for it."""
    (cx, cy), (ex, ey) = way.control, way.end
    far = max(((ex - cx) ** 2 + (ey - cy) ** 2) ** 0.5, 1e-9)
    ux, uy = (ex - cx) / far, (ey - cy) / far
    bx, by = ex - ux * length, ey - uy * length
    wide = length * 0.38
    corners = [(ex, ey), (bx - uy * wide, by + ux * wide), (bx + uy * wide, by - ux * wide)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor="none", zorder=3))
    return (ex - ux * length * 0.8, ey - uy * length * 0.8)


def _extent(spots: list[Point], boxes: list[Box], ways: list[Route]) -> tuple[float, float, float, float]:
    """Left, low, right and top of all boxes and curves."""
    curves = [way.points() for way in ways]
    xs = [x + side * w / 2 for (x, _), (w, _) in zip(spots, boxes, strict=True) for side in (-1, 1)]
    ys = [y + side * h / 2 for (_, y), (_, h) in zip(spots, boxes, strict=True) for side in (-1, 1)]
    xs += [float(edge) for curve in curves for edge in (curve[:, 0].min() - 4, curve[:, 0].max() + 4)]
    ys += [float(edge) for curve in curves for edge in (curve[:, 1].min() - 4, curve[:, 1].max() + 4)]
    return min(xs), min(ys), max(xs), max(ys)
