"""Months, quarters and years: the periods into which measures over time are cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from kg.store.table import Numbers, Table

EVERY = ("month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period by its name (`2024-09`, `2024-Q3`, `2024`), from its first to its last day (ordinals)."""

    name: str
    first: int
    last: int


def periods(first: int, last: int, every: str) -> list[Period]:
    """The periods (one of EVERY) that cover these days (ordinals), oldest first; none where a day is unknown (0).

    >>> [one.name for one in periods(date(2024, 9, 30).toordinal(), date(2025, 1, 1).toordinal(), "quarter")]
    ['2024-Q3', '2024-Q4', '2025-Q1']
    """
    if not first or last < first:
        return []
    length, found = _MONTHS[every], []
    start, end = (_month(one) // length * length for one in (first, last))
    for month in range(start, end + 1, length):
        year, within = divmod(month, 12)
        name = {"month": f"{year:04d}-{within + 1:02d}", "quarter": f"{year:04d}-Q{within // 3 + 1}", "year": f"{year:04d}"}
        found.append(Period(name=name[every], first=_first(month), last=_first(month + length) - 1))
    return found


def days(table: Table, rows: Numbers) -> tuple[int, int]:
    """The first and the last day of these claims (ordinals); 0, 0 where no day is known."""
    known = table.claims["day"][rows]
    known = known[known > 0]
    return (int(known.min()), int(known.max())) if len(known) else (0, 0)


def split(table: Table, rows: Numbers, every: str) -> list[tuple[Period, Numbers]]:
    """The claims by the period (one of EVERY) in which their day lies, oldest first; without the periods that have none."""
    day = table.claims["day"][rows]
    order = np.argsort(day, kind="stable")
    sorted_days = day[order]
    found = []
    for period in periods(*days(table, rows), every):
        start, end = np.searchsorted(sorted_days, [period.first, period.last + 1])
        if start < end:
            found.append((period, np.sort(rows[order[start:end]])))
    return found


def _month(day: int) -> int:
    one = date.fromordinal(day)
    return one.year * 12 + one.month - 1


def _first(month: int) -> int:
    """The first day of a month; after the last month of the calendar, the day behind its end."""
    year, within = divmod(month, 12)
    return date(year, within + 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1
