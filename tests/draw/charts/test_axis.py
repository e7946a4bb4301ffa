"""Days and numbers along an axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kg.draw.charts.axis import UNITS, Along, period, starts, ticks, width_of
from kg.draw.paint import measure


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize("unit", UNITS)
def test_periods_cover_the_days_and_follow_each_other(unit: str) -> None:
    """The first begins on or before the first day; the last holds the last one."""
    first, last = _day("1999-12-30"), _day("2004-02-29")
    begins = starts(first, last, unit)
    assert begins[0] <= first and begins[-1] <= last and all(one < other for one, other in pairwise(begins))
    longer = starts(first, last + 366 * 501, unit)
    assert longer[: len(begins)] == begins and longer[len(begins)] > last


def test_weeks_begin_on_mondays() -> None:
    """Also across a year's end."""
    assert {date.fromordinal(one).weekday() for one in starts(_day("2023-12-28"), _day("2024-02-01"), "week")} == {0}


@pytest.mark.parametrize("days", [1, 7, 20, 45, 200, 800, 4000, 30000, 300000])
@pytest.mark.parametrize("points", [60.0, 190.0, 900.0])
def test_labels_never_touch(days: int, points: float) -> None:
    """On no line, nor do they run over the end; the first tells the month or year."""
    along = Along(first=_day("2021-03-17"), last=_day("2021-03-17") + days - 1, left=50.0, right=50.0 + points)
    shown = ticks(along, 8.0)
    for line in ("text", "under"):
        written = [(along.at(one.day), getattr(one, line)) for one in shown if getattr(one, line)]
        assert all(x + measure(text, 8.0)[0] + 3 < other for (x, text), (other, _) in pairwise(written))
    assert all(along.left <= along.at(one.day) and along.at(one.day) + width_of(one, 8.0) <= along.right for one in shown)
    if shown:
        assert shown[0].under or len(shown[0].text) == 4
    assert shown or points < 200


def test_the_end_of_the_calendar_is_no_end_of_the_chart() -> None:
    """Nor is its beginning."""
    assert starts(date.max.toordinal() - 3, date.max.toordinal(), "month") == [_day("9999-12-01")]
    assert starts(1, 2, "500 year") == [1] and starts(1, 2, "week") == [1]
    assert period(1, date.max.toordinal()) == "year"
