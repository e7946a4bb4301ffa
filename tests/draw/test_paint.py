"""The door to matplotlib: words are as large as they are measured, marks are where they are said to be."""

from __future__ import annotations

import io
import warnings

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.transforms import Affine2D

from kg.draw.marks import Area, Curve, Drawing, Mark, Words, box, moved
from kg.draw.paint import STYLE, _words, measure, paint


@pytest.mark.parametrize("text", ["Aziz Nasirzadeh", "Türkiye", "WWW", "jiggly", "Mu’izzaddin Waddaulah", "北京"])
@pytest.mark.parametrize("bold", [True, False])
def test_words_are_as_wide_as_they_are_measured(text: str, bold: bool) -> None:
    """At seven points, as the renderer itself says, within a point; and centred on their spot."""
    figure = Figure(figsize=(5, 5), dpi=150)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 360)
    axes.set_ylim(0, 360)
    artist = _words(Words(spot=(180, 180), text=text, size=7.0, colour="#000000", bold=bold))
    axes.add_artist(artist)
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        extent = artist.get_window_extent(canvas.get_renderer()).transformed(Affine2D().scale(72 / 150))
    width, height = measure(text, 7.0, bold)
    assert abs(extent.width - width) <= 1.0 and extent.height <= height + 1.0
    assert abs(extent.x0 + extent.x1 - 360) <= 1.5 and 180 - height / 2 - 1 <= extent.y0 and extent.y1 <= 180 + height / 2 + 1


def _pixels(*marks: Mark) -> np.ndarray:
    data = paint(Drawing(width=72, height=72, paper="#ffffff", marks=marks), "png", 72)
    return np.asarray(imread(io.BytesIO(data)))[:, :, :3]


def test_areas_and_curves_are_where_they_are_said_to_be() -> None:
    """A red square in the lower left quarter, a line over it, of a higher layer, and round corners."""
    square = Area(points=box((18, 18), (20, 20)), face="#ff0000")
    seen = _pixels(square, Curve(points=((0, 18), (72, 18)), colour="#0000ff", width=2, layer=9))
    assert tuple(seen[72 - 12, 12]) == (1, 0, 0) and tuple(seen[12, 12]) == (1, 1, 1)
    assert tuple(seen[72 - 18, 18]) == (0, 0, 1) and tuple(seen[72 - 18, 60]) == (0, 0, 1)
    dot = _pixels(Area(points=box((36, 36), (40, 40)), face="#ff0000", round=20))
    assert abs((1 - dot[:, :, 1]).sum() - 3.1416 * 20**2) < 5, "as large as a circle"
    assert (_pixels(moved(square, 30, 30))[24, 48] == (1, 0, 0)).all()


def test_tips_are_titles_and_only_in_svg() -> None:
    """Escaped, without control characters, on a broad line that can be pointed at; the same picture otherwise."""
    line = Curve(points=((0, 0), (72, 72)), colour="#000000", width=0.5, tip='He said: "<b>no</b>" & left \x07')
    drawing = Drawing(width=72, height=72, paper="#ffffff", marks=(line,))
    text = paint(drawing, "svg", 72).decode()
    assert text.count('<title>He said: "&lt;b&gt;no&lt;/b&gt;" &amp; left  </title>') == 2 and "stroke-width: 9" in text
    assert paint(drawing, "png", 72) == paint(Drawing(width=72, height=72, paper="#ffffff", marks=(line,)), "png", 72)
    assert b"left" not in paint(drawing, "pdf", 72)
