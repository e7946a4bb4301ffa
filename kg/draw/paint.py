"""The only door to matplotlib: how wide are these words, and how does a drawing become a file?

A mark is drawn where it is said to be, on one axes that covers the sheet, in points. Letters stay letters in SVG and PDF, and
the same drawing gives the same bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from kg.draw.marks import Area, Box, Curve, Drawing, Mark, Point, Words, box

FONT = "DejaVu Sans"
MEASURED = 100.0  # points at which words are measured: widths of small letters are rounded to whole pixels
LEADING = 1.18  # from line to line, in sizes
PAD = 0.1  # of paper beside words that stand on some, in sizes
RISE = 0.36  # of the middle of capitals above the line, in sizes: one line is centred by these, whatever its letters
ARC = 0.5523  # how far the control points of a quarter of a circle stand out, in radii
REACH, UNSEEN = 9.0, 0.004  # points around a line in which its tip shows; a line of no alpha at all would not be drawn
STYLE: Any = {  # without hinting, words are as wide at every size as they are measured
    **{"font.family": FONT, "text.hinting": "none", "path.simplify": False},
    **{"svg.fonttype": "none", "svg.hashsalt": "kg", "pdf.fonttype": 42},
}
METADATA = {
    "png": {"Software": "kg"},
    "svg": {"Date": None, "Creator": "kg"},
    "pdf": {"CreationDate": None, "Creator": "kg", "Producer": None},
}
_STYLED = re.compile(rb"(style=\"[^\"]*'DejaVu Sans')")  # where the font is not installed, one as narrow must follow
_TIPPED = re.compile(rb'<g id="tip-(\d+)">')


@cache
def measure(text: str, size: float, bold: bool = False) -> Box:
    """Width and height of one line of text, in points."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(MEASURED, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        font.set_text(text, 0.0)
    width, _ = font.get_width_height()
    return width / 64 * size / MEASURED, size * LEADING


def paint(drawing: Drawing, kind: str, dpi: int) -> bytes:
    """The drawing as png, svg or pdf (`kind`); `dpi` dots an inch for what is made of dots."""
    stream, tips = io.BytesIO(), list[str]()
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box, and the library would say so once for every one.
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), facecolor=drawing.paper)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(0, drawing.height)
        for mark in drawing.marks:
            for artist in _artists(mark, tipped=kind == "svg"):
                axes.add_artist(artist)
                artist.set_clip_on(False)
                if mark.tip and kind == "svg":
                    artist.set_gid(f"tip-{len(tips)}")
                    tips.append(mark.tip)
        figure.savefig(stream, format=kind, dpi=dpi, metadata=METADATA[kind], facecolor=drawing.paper)
    return _finished(stream.getvalue(), tips) if kind == "svg" else stream.getvalue()


def _finished(data: bytes, tips: list[str]) -> bytes:
    """The SVG with its tips as titles, and with fonts for those who lack ours."""

    def title(match: re.Match[bytes]) -> bytes:
        return match[0] + f"<title>{escape(_printable(tips[int(match[1])]), quote=False)}</title>".encode()

    return _TIPPED.sub(title, _STYLED.sub(rb"\1, Verdana, Arial, sans-serif", data))


def _printable(text: str) -> str:
    """Without control characters, which an SVG file cannot hold."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _artists(mark: Mark, *, tipped: bool) -> list[Artist]:
    if isinstance(mark, Words):
        return [_patch(mark), _words(mark)] if mark.back else [_words(mark)]
    if isinstance(mark, Area):
        rim = {"edgecolor": mark.edge or "none", "linewidth": mark.width, "linestyle": _dash(mark.dash), "joinstyle": "round"}
        return [PathPatch(_outline(mark), facecolor=mark.face, alpha=mark.alpha, zorder=mark.layer, **rim)]
    path = _path(mark)
    line = {"edgecolor": mark.colour, "linewidth": mark.width, "linestyle": _dash(mark.dash), "alpha": mark.alpha}
    seen = PathPatch(path, fill=False, capstyle="butt", zorder=mark.layer, **line)
    if not (tipped and mark.tip):
        return [seen]
    return [seen, PathPatch(path, fill=False, edgecolor=mark.colour, linewidth=REACH, alpha=UNSEEN, zorder=mark.layer)]


def _patch(mark: Words) -> PathPatch:
    """The patch behind upright words, as large as they are measured: the library would measure them again, which takes long."""
    lines = mark.text.split("\n")
    wide, high = max(measure(line, mark.size, mark.bold)[0] for line in lines), LEADING * mark.size * len(lines)
    x, y = mark.spot
    x += {"left": wide / 2, "center": 0.0, "right": -wide / 2}[mark.across]
    y += {"bottom": high / 2, "center": 0.0, "top": -high / 2}[mark.up]
    corners = box((x, y), (wide + 2 * PAD * mark.size, high))
    return PathPatch(_closed(corners), facecolor=mark.back, edgecolor="none", alpha=mark.veil, zorder=mark.layer)


def _words(mark: Words) -> Text:
    # A dollar sign would start mathematics; article text may hold any.
    x, y = mark.spot
    level = mark.up == "center" and not mark.turn and "\n" not in mark.text
    return Text(
        x,
        y - RISE * mark.size if level else y,
        _printable(mark.text),
        fontsize=mark.size,
        color=mark.colour,
        fontweight="bold" if mark.bold else "normal",
        horizontalalignment=mark.across,
        verticalalignment="baseline" if level else mark.up,
        rotation=mark.turn,
        rotation_mode="anchor",
        linespacing=LEADING,
        parse_math=False,
        zorder=mark.layer,
    )


def _dash(dash: tuple[float, ...]) -> str | tuple[float, tuple[float, ...]]:
    return (0.0, dash) if dash else "-"


def _path(mark: Curve) -> Path:
    if mark.bent:
        return Path(np.array(mark.points), [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    return Path(np.array(mark.points))


def _outline(mark: Area) -> Path:
    """The polygon, each corner of it a quarter of a circle where it is to be round."""
    if not mark.round:
        return _closed(mark.points)
    points, codes = list[Point](), list[np.uint8]()
    for i, corner in enumerate(mark.points):
        for other in (mark.points[i - 1], mark.points[(i + 1) % len(mark.points)]):
            far = max(((other[0] - corner[0]) ** 2 + (other[1] - corner[1]) ** 2) ** 0.5, 1e-9)
            share = min(mark.round / far, 0.5)
            near = [_between(corner, other, share), _between(corner, other, share * (1 - ARC))]
            points += near if other == mark.points[i - 1] else near[::-1]
        codes += [Path.LINETO if codes else Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    return Path(np.array([*points, points[0]]), [*codes, Path.CLOSEPOLY])


def _closed(points: Sequence[Point]) -> Path:
    return Path(np.array([*points, points[0]]), closed=True)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
