"""When? Days as typed, and the window between them."""

from __future__ import annotations

from datetime import date

import pytest

from kg.errors import QueryError
from kg.query.window import ALWAYS, Window, day, first, last, window


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2024-09-01", "2024-09-01", "2024-09-01"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        (" 2024 ", "2024-01-01", "2024-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("9999-11", "9999-11-01", "9999-11-30"),
        ("", "", ""),
    ],
)
def test_a_month_or_year_is_all_of_its_days(text, begin, end):
    assert (day(first(text)), day(last(text))) == (begin, end)


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-02-30", "2024-9-1", "20240901", "2024-W01", "0000", "٢٠٢٤", "24"])
def test_what_is_no_day_is_an_error_that_shows_one(text):
    with pytest.raises(QueryError, match="is no day; write 2024-09-01, 2024-09 or 2024"):
        first(text)


def test_an_end_before_the_beginning_is_an_error():
    with pytest.raises(QueryError, match=r"ends \(2024-01-31\) before it begins \(2024-02-01\)"):
        window("2024-02", "2024-01")
    assert window("2024-02", "2024-02").until - window("2024-02", "2024-02").since == 28


def test_both_ends_are_included_and_a_claim_without_a_day_is_in_no_window():
    one = date(2024, 2, 1).toordinal()
    inside = Window(since=one, until=one)
    assert [inside.holds(one + step, 0) for step in (-1, 0, 1)] == [False, True, False]
    assert not inside.holds(0, 0)
    assert ALWAYS.holds(0, 0)
    assert not ALWAYS


def test_as_of_wants_the_article_to_have_appeared_and_the_thing_to_have_happened():
    one = date(2024, 2, 1).toordinal()
    known = Window(as_of=one)
    assert known.holds(one, one)
    assert not known.holds(one, one + 1)
    assert not known.holds(one + 1, one)
    assert not known.holds(one, 0)
    assert known.last == one
    assert Window(until=one - 1, as_of=one).last == one - 1
