"""Axes: how a stretch of days is cut into periods, and which days and numbers are written along an axis without crowding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.draw.paint import measure

EVERY = ("day", "week", "month", "quarter", "year")
LONGEST = ((45, "day"), (420, "week"), (3300, "month"), (9000, "quarter"))  # days up to which bars stand for such a period
UNITS = ("day", "week", "month", "quarter", "year", "2 year", "5 year", "10 year", "20 year", "50 year", "100 year", "500 year")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
APART = 0.9  # between labels, in letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day (ordinal) with what is written there: below, and on a second line where a month or year begins."""

    day: int
    text: str
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Days along an axis: the beginning of day `first` is at `left`, the end of day `last` at `right`, in points."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: float) -> float:
        """Where a day begins; the middle of day 7 is at 7.5."""
        return self.left + (day - self.first) / (self.last + 1 - self.first) * (self.right - self.left)


def period(first: int, last: int) -> str:
    """Which of EVERY makes bars that can be told apart, over these days?

    >>> period(1, 30), period(1, 365), period(1, 2000)
    ('day', 'week', 'month')
    """
    return next((name for days, name in LONGEST if last - first < days), "year")


def starts(first: int, last: int, unit: str) -> list[int]:
    """The first days (ordinals) of the periods (one of UNITS) that cover these days, oldest first.

    >>> [date.fromordinal(one).isoformat() for one in starts(738886, 738950, "month")]
    ['2024-01-01', '2024-02-01', '2024-03-01']
    """
    found = []
    for start in _from(date.fromordinal(first), unit):
        if start > last:
            break
        found.append(start)
    return found


def _from(day: date, unit: str) -> Iterator[int]:
    """The beginning of the period in which the day lies, then of each one after it, to the end of the calendar."""
    if unit in ("day", "week"):
        start, step = day.toordinal() - (day.weekday() if unit == "week" else 0), 7 if unit == "week" else 1
        yield from range(max(start, 1), date.max.toordinal() + 1, step)
        return
    length = {"month": 1, "quarter": 3}.get(unit) or 12 * _years(unit)
    month = (day.year * 12 + day.month - 1) // length * length
    while month < (date.max.year + 1) * 12:
        yield date(max(month // 12, 1), month % 12 + 1, 1).toordinal()
        month += length


def _years(unit: str) -> int:
    return int(unit.split()[0]) if " " in unit else 1


def name_of(start: int, unit: str) -> str:
    """What is the period that begins on this day called?

    >>> name_of(738886, "week"), name_of(738886, "quarter"), name_of(738886, "month")
    ('week of 1 Jan 2024', 'Jan to Mar 2024', 'Jan 2024')
    """
    one = date.fromordinal(start)
    plain = f"{one.day} {MONTHS[one.month - 1]} {one.year}"
    month = f"{MONTHS[one.month - 1]} {one.year}"
    quarter = f"{MONTHS[one.month - 1]} to {MONTHS[min(one.month + 1, 11)]} {one.year}"
    return {"day": plain, "week": f"week of {plain}", "month": month, "quarter": quarter}.get(unit, str(one.year))


def ticks(along: Along, letters: float) -> list[Tick]:
    """Which days are written along the axis, in letters of that size, each right of its day, so that none comes near the next?"""
    whole: list[Tick] = []
    for unit in UNITS:
        width = {"day": 1, "week": 7, "month": 30, "quarter": 91}.get(unit) or 365 * _years(unit)
        if (along.last - along.first) / width > (along.right - along.left) / (0.8 * letters):
            continue
        whole = _labelled(along, unit)
        if fits(along, whole, letters):
            break
    return _kept(along, whole, letters)


def _labelled(along: Along, unit: str) -> list[Tick]:
    found: list[Tick] = []
    before = ""
    for start in starts(along.first, along.last, unit):
        if start < along.first and not (found or unit == "day"):
            start = along.first  # a period that has begun before is named where the axis begins
        one = date.fromordinal(start)
        month = f"{MONTHS[one.month - 1]} {one.year}"
        text, under = {
            "day": (str(one.day), month),
            "week": (str(one.day), month),
            "month": (MONTHS[one.month - 1], str(one.year)),
            "quarter": (MONTHS[one.month - 1], str(one.year)),
        }.get(unit, (str(one.year), ""))
        found.append(Tick(day=start, text=text, under=under if under != before else ""))
        before = under
    return found


def width_of(tick: Tick, letters: float) -> float:
    """How wide is what is written there, in points?"""
    return max(measure(tick.text, letters)[0], measure(tick.under, letters)[0])


def fits(along: Along, some: Sequence[Tick], letters: float) -> bool:
    """Does each label end before the next one on its line begins? The first may give way to the second."""
    for line in ("text", "under"):
        written = [one for one in some if getattr(one, line)]
        for one, other in pairwise(written[1:]):
            if along.at(one.day) + measure(getattr(one, line), letters)[0] + APART * letters > along.at(other.day):
                return False
    return True


def _kept(along: Along, some: list[Tick], letters: float) -> list[Tick]:
    """Without what would run into the next label or over the end; the year or month is told by the first one left."""

    def ends(tick: Tick) -> float:
        return along.at(tick.day) + width_of(tick, letters)

    if len(some) > 1 and along.at(some[0].day) + _room(some[0], some[1], letters) > along.at(some[1].day):
        moved = some[1].under or some[0].under
        some = [Tick(day=some[1].day, text=some[1].text, under=moved), *some[2:]]
    return [one for one in some if ends(one) + 0.3 * letters <= along.right]


def _room(one: Tick, other: Tick, letters: float) -> float:
    """How far must the second label be from the first?"""
    lines = [measure(one.text, letters)[0], measure(one.under, letters)[0] if other.under else 0.0]
    return max(lines) + APART * letters


def nice(most: float, steps: int) -> int:
    """The least of 1, 2, 5, 10, 20, … of which at most so many steps reach `most`.

    >>> nice(7, 4), nice(120, 4), nice(0, 4)
    (2, 50, 1)
    """
    powers: list[int] = [base * 10**power for power in range(12) for base in (1, 2, 5)]
    return powers[min(bisect_left(powers, most / max(steps, 1)), len(powers) - 1)]
