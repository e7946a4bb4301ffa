"""The only door to Bokeh: the plot that the page draws on, and the library that draws it, both without a network.

The plot is made empty; the page's script fills its four sources, so that nothing of an article passes through here.
Source: https://docs.bokeh.org/en/latest/docs/user_guide/output/embed.html (json_item, inline resources).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What the script fills, the lowest first: lines, their heads and what they say, actors, and names.
COLUMNS = {
    "lines": ("xs", "ys", "colour", "width", "alpha", "dash"),
    "heads": ("xs", "ys", "colour", "alpha"),
    "labels": ("x", "y", "text", "colour", "alpha", "paper"),
    "actors": ("xs", "ys", "fill", "colour", "width", "alpha", "dash"),
    "names": ("x", "y", "text", "size", "weight", "colour", "alpha"),
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"


def library() -> str:
    """The script of BokehJS, as it lies in the Python package."""
    from bokeh.resources import Resources

    script: str = Resources(mode="inline", components=["bokeh"]).js_raw[0]  # what follows only sets what it logs
    return script


def plot() -> dict[str, Any]:
    """The empty plot, as `Bokeh.embed.embed_item` takes it: wheel and drag move the sheet; there are no axes and no toolbar.

    Bokeh numbers its models through the whole process; here they are numbered anew, so that the same page has the same bytes.
    """
    from bokeh.embed import json_item

    models = _models()
    sheet = models.Plot(
        name="sheet",
        x_range=models.Range1d(start=0, end=1),
        y_range=models.Range1d(start=0, end=1),
        sizing_mode="stretch_both",
        toolbar_location=None,
        min_border=0,
        outline_line_color=None,
    )
    for name, glyph in _glyphs(models).items():
        source = models.ColumnDataSource(name=name, data={column: [] for column in COLUMNS[name]})
        sheet.add_glyph(source, glyph)
    pan, wheel = models.PanTool(), models.WheelZoomTool()
    sheet.add_tools(pan, wheel)
    sheet.toolbar.active_drag, sheet.toolbar.active_scroll = pan, wheel
    numbered: dict[str, Any] = _renumbered(json_item(sheet), {})
    return numbered


def _models() -> Any:
    from bokeh import models

    return models  # not typed as it is meant to be called


def _glyphs(models: Any) -> dict[str, Any]:
    outline = {"xs": "xs", "ys": "ys", "line_color": "colour", "line_alpha": "alpha", "line_width": "width", "line_dash": "dash"}
    letters = {"text_font_size": "size", "text_font_style": "weight", "text_color": "colour", "text_alpha": "alpha"}
    middle = {"text_font": {"value": FONT}, "text_align": "center", "text_baseline": "middle"}
    return {
        "lines": models.MultiLine(**outline),
        "heads": models.Patches(xs="xs", ys="ys", fill_color="colour", fill_alpha="alpha", line_color=None),
        "labels": models.Text(
            x="x",
            y="y",
            text="text",
            text_font_size="10.5px",
            text_color="colour",
            text_alpha="alpha",
            **middle,
            background_fill_color="paper",
            background_fill_alpha=0.86,
            padding=[1, 3],
        ),
        "actors": models.Patches(**outline, fill_color="fill", fill_alpha="alpha"),
        "names": models.Text(x="x", y="y", text="text", **letters, **middle),
    }


def _renumbered(value: Any, numbers: dict[str, str]) -> Any:
    """The same with the models' ids numbered in the order in which they come."""
    if isinstance(value, Mapping):
        return {key: _renumbered(one, numbers) for key, one in value.items()}
    if isinstance(value, list):
        return [_renumbered(one, numbers) for one in value]
    known = isinstance(value, str) and value[:1] == "p" and value[1:].isdecimal()
    return numbers.setdefault(value, f"p{len(numbers) + 1}") if known else value
