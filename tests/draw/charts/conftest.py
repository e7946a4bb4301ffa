"""What the charts' tests share: a small press, and a measure of what lies over what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.draw.marks import Area, Box, Drawing, Point, Words, overlaps
from kg.draw.paint import LEADING, measure
from kg.model import Status
from kg.query.edges import Edges, edges
from kg.query.window import ALWAYS, Window
from kg.store import View

Boxes = Callable[[Drawing], list[tuple[Point, Box]]]
Asked = Callable[..., Edges]


@pytest.fixture
def asked() -> Asked:
    """Claims of any status, as `kg draw` asks for them."""

    def made(*families: str, window: Window = ALWAYS) -> Edges:
        return edges((), families, statuses=tuple(Status), window=window)

    return made


@pytest.fixture
def tidy() -> Callable[[Drawing], None]:
    """Asserts that no words lie over others, and that all is on the sheet."""

    def check(drawing: Drawing) -> None:
        boxes = [_box(mark) for mark in drawing.marks if isinstance(mark, Words)]
        assert overlaps(boxes, gap=-0.75) == 0
        for (x, y), (width, height) in boxes:
            assert x - width / 2 >= -1 and x + width / 2 <= drawing.width + 1
            assert y - height / 2 >= -1 and y + height / 2 <= drawing.height + 1
        corners = [point for mark in drawing.marks if isinstance(mark, Area) for point in mark.points]
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in corners)

    return check


def _box(mark: Words) -> tuple[Point, Box]:
    """The middle and the size of words; their lines are as high as their letters are."""
    lines = mark.text.split("\n")
    width = max(measure(line, mark.size, mark.bold)[0] for line in lines)
    height = ((len(lines) - 1) * LEADING + 0.76) * mark.size
    dx = {"left": width / 2, "right": -width / 2, "center": 0.0}[mark.across]
    dy = {"top": -height / 2, "bottom": height / 2, "center": 0.0}[mark.up]
    x, y = mark.spot
    return ((x - dy, y + dx), (height, width)) if mark.turn == 90 else ((x + dx, y + dy), (width, height))


@pytest.fixture
def press_view(press: Callable[..., Path]) -> Iterator[View]:
    """Three states, two of them for each other and against the third, over two years; a minister, and who follows him."""
    office = {"post": "foreign minister"}
    bean, corn = ("Bo Bean", "minister-of", "SY", office), ("Cy Corn", "minister-of", "SY", office)
    store = press(
        ("A", "2023-01-05", ("IR", "supports", "SY"), ("IR", "attacks", "IL"), bean),
        ("B", "2023-02-06", ("SY", "met-with", "IR"), ("IR", "met-with", "SY"), ("IL", "condemns", "IR", {"status": "denied"})),
        ("A", "2023-03-07", bean, ("Bo Bean", "visits", "IR")),
        ("C", "2023-09-08", corn, ("IL", "attacks", "SY"), ("IR", "urges", "IL")),
        ("C", "2024-01-09", corn, ("Cy Corn", "spoke-with", "IR", {"channel": "phone"})),
        (
            *("C", "2024-12-24", ("SY", "visits", "IR", {"status": "intended", "date": "2025-01-20"})),
            ("SY", "supports", "IR", {"date": "1979"}),
        ),
    )
    with View(store) as view:
        yield view
