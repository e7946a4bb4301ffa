"""States by states: the numbers, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.draw.charts.behind import table_at
from kg.draw.charts.calendar import contacts
from kg.draw.charts.matrix import matrix, on
from kg.draw.charts.scores import rows_by_cell, scores_of
from kg.draw.charts.timeline import timeline
from kg.draw.marks import Area, Drawing, Words
from kg.draw.paint import paint
from kg.draw.size import SIZES, Look, size_of
from kg.errors import DrawError
from kg.query.edges import Edges
from kg.query.window import window
from kg.store import View

Asked = Callable[..., Edges]


def test_cells_are_mean_scores_from_row_to_column(press_view: View, asked: Asked) -> None:
    """Meetings count both ways; people stand for their states; what is denied or planned, requests and offices do not count."""
    table = table_at(press_view, "state")
    found = scores_of(table, asked(), 10)
    states = [table.actors[int(one)] for one in found.states]
    assert states == ["country/IR", "country/SY", "country/IL"] and found.groups.tolist() == [0, 0, 1]
    iran, syria, israel = range(3)
    assert found.claims.tolist() == [[0, 4, 1], [5, 0, 0], [0, 1, 0]]
    assert found.mean[iran, syria] == pytest.approx((5 + 2.5 + 2.5 + 1.5) / 4)
    assert found.mean[syria, iran] == pytest.approx((5 + 2.5 + 2.5 + 4 + 1.5) / 5) and found.mean[iran, israel] == -9
    assert found.left_out == 0 and found.other == 2
    cells = rows_by_cell(table, found)
    assert {cell: len(rows) for cell, rows in cells.items()} == {(0, 1): 4, (0, 2): 1, (1, 0): 5, (2, 1): 1}


def test_the_weightiest_states_stay(press_view: View, asked: Asked) -> None:
    """And the others are counted."""
    table = table_at(press_view, "state")
    found = scores_of(table, asked(), 2)
    assert [table.actors[int(one)] for one in found.states] == ["country/IR", "country/SY"] and found.left_out == 1


@pytest.mark.parametrize(
    ("size", "dark"), [("slide", False), ("column", True), ("poster", False), ("4x9", False), ("20x3", True)]
)
def test_no_name_over_another(gold_view: View, asked: Asked, tidy: Callable[[Drawing], None], size: str, dark: bool) -> None:
    """At any size, and all is on the sheet."""
    tidy(matrix(gold_view, asked(), Look(size=size_of(size), dark=dark)).drawing)


def test_more_states_than_fit_are_refused_room(gold_view: View, asked: Asked, tidy: Callable[[Drawing], None]) -> None:
    """However many are asked for, names stay readable."""
    drawn = matrix(gold_view, asked(), Look(size=SIZES["column"]), most=1000)
    tidy(drawn.drawing)
    assert (
        min(mark.size for mark in drawn.drawing.marks if isinstance(mark, Words) and mark.text == "Iran") >= SIZES["column"].least
    )
    assert any(isinstance(mark, Words) and "left out" in mark.text for mark in drawn.drawing.marks)


def test_cells_tell_their_sentences(seed_view: View, asked: Asked) -> None:
    """In an SVG, as titles."""
    drawn = matrix(seed_view, asked(), Look(size=SIZES["slide"]), tips=True)
    tips = [mark.tip for mark in drawn.drawing.marks if isinstance(mark, Area) and mark.tip]
    assert any(tip.startswith("Iran → Syria: mean ") and "“" in tip and "2024-09-01" in tip for tip in tips)
    assert b"<title>Iran \xe2\x86\x92 Syria: mean" in paint(drawn.drawing, "svg", 72)
    without = matrix(seed_view, asked(), Look(size=SIZES["slide"]))
    assert not any(mark.tip for mark in without.drawing.marks)


def test_nothing_to_draw(press_view: View, asked: Asked) -> None:
    """The message says what was looked for, and when."""
    with pytest.raises(DrawError, match="no claims of one state about another that have a score and hold since 2030-01-01"):
        matrix(press_view, asked(window=window("2030")), Look(size=SIZES["slide"]))
    with pytest.raises(DrawError, match="nothing to draw"):
        matrix(press_view, asked("roles"), Look(size=SIZES["slide"]))


@pytest.mark.parametrize("size", ["2x2", "2x100", "100x2"])
def test_a_sheet_may_be_too_small(press_view: View, asked: Asked, size: str) -> None:
    """Of any chart; the message says what to do."""
    for chart in (matrix, timeline, contacts):
        with pytest.raises(DrawError, match=r"too small for a chart in letters of .* take a larger one, or smaller letters"):
            chart(press_view, asked(), Look(size=size_of(size)))


def test_numbers_are_written_in_the_ink_that_is_read_best() -> None:
    """White on dark colours, dark on light ones."""
    assert on("#000000") == "#ffffff" and on("#ffffff") != "#ffffff"


def test_names_may_be_hostile(press: Callable[..., Path], asked: Asked) -> None:
    """Of a post and a name nothing becomes markup."""
    evil = "Bo <script>$\\frac{1}{0}$ \u202e]]>"
    store = press(("A", "2023-01-05", (evil, "minister-of", "SY"), (evil, "attacks", "IL"), ("SY", "attacks", "IL")))
    with View(store) as view:
        data = paint(matrix(view, asked(), Look(size=SIZES["slide"], title=evil), tips=True).drawing, "svg", 72)
    assert b"<script>" not in data and b"&lt;script&gt;" in data
