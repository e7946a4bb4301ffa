"""Contacts of a few weeks as a calendar has them: a line of days for each week, and in each day who was in contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.draw.charts.axis import MONTHS, starts
from kg.draw.charts.lines import fitted
from kg.draw.charts.meetings import WAYS, Contact, Contacts
from kg.draw.charts.ways import symbol
from kg.draw.marks import Area, Curve, Mark, Words, box
from kg.draw.paint import LEADING

if TYPE_CHECKING:
    from kg.draw.sheet import Sheet

MOST = 42  # days
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WIDE = 13.0  # a day's width at least, in the smallest letters
PAD = 0.5  # around what is in a day, in letters
APART, TALLEST = 1.08 * LEADING, 14.0  # from line to line in a day, in letters; a day's height, in such lines
LARGEST, ROOMY = 1.3, 15.0  # letters at most, in those of the sheet; and how many of them a day is wide at least
SHORT = 8  # days that were stretched to be a chart's, of which only the weeks with contacts are shown


def fits(page: Sheet, first: int, last: int) -> bool:
    """Are the days so few, and the sheet so wide, that names can stand in them?"""
    weeks = len(starts(first, last, "week"))
    enough = page.room[1] >= weeks * 4 * LEADING * page.size.least
    return last - first < MOST and page.room[0] / 7 >= WIDE * page.size.least and enough


def heights(needed: Sequence[int], lines: float) -> list[float]:
    """How many of so many lines does each week get, for what it needs? As much if there is enough, and its part of the rest.

    >>> heights([2, 4], 10), heights([2, 10], 8)
    ([4.0, 6.0], [2.0, 6.0])
    """
    given = [float(one) for one in needed]
    while sum(given) > max(lines, 0):
        most = max(given)
        given[given.index(most)] = max(most - 1, 0)
    rest = max(lines - sum(given), 0) / len(given)
    return [one + rest for one in given]


def marks(page: Sheet, found: Contacts, labels: Sequence[Sequence[str]], said: Mapping[Contact, str]) -> Iterator[Mark]:
    """The weeks, with the days' contacts, of pairs with most first; of what finds no room it is said how much it is."""
    base, palette = page.size.letters, page.palette
    days: dict[int, list[Contact]] = defaultdict(list)
    for contact in sorted(found.contacts, key=lambda each: (each.planned, each.row)):
        days[contact.day].append(contact)
    weeks, shown = starts(found.first, found.last, "week"), range(found.first, found.last + 1)
    if len(shown) <= SHORT:
        weeks = [monday for monday in weeks if any(monday + at in days for at in range(7))]
        shown = range(weeks[0], weeks[-1] + 7)
    needed = [2 + max(len(days.get(monday + at, ())) for at in range(7)) for monday in weeks]
    wide, head = page.room[0] / 7, page.high - LEADING * LARGEST * base
    letters = max(min(LARGEST * base, wide / ROOMY, (head - page.low) / (APART * sum(needed))), page.size.least)
    line = APART * letters
    tall = [min(one, TALLEST) * line for one in heights(needed, (head - page.low - base) / line)]
    for at, name in enumerate(WEEKDAYS):
        spot = (page.left + at * wide + PAD * letters, head + LEADING * letters / 2)
        yield Words(spot=spot, text=name, size=letters, colour=palette.faint, across="left")
    top = head
    for monday, height in zip(weeks, tall, strict=True):
        for at in range(7):
            left, day = page.left + at * wide, monday + at
            yield from _day(page, (left, top), (wide, height), letters, day, shown)
            room = int((height - 1.6 * line) / line + 0.01)
            yield from _contacts(page, (left, top - 1.3 * line), wide, letters, room, days.get(day, []), labels, said)
        top -= height
    yield Curve(points=((page.left, top), (page.right, top)), colour=palette.grid, width=0.08 * base, layer=1)


def _day(
    page: Sheet, corner: tuple[float, float], size: tuple[float, float], letters: float, day: int, shown: range
) -> Iterator[Mark]:
    """A day's number, with the month where one or the chart begins, under a line; a day that is not asked about is grey."""
    (x, y), (wide, tall) = corner, size
    one = date.fromordinal(day)
    yield Curve(points=((x, y), (x + wide, y)), colour=page.palette.grid, width=0.08 * page.size.letters, layer=1)
    if day not in shown:
        yield Area(points=box((x + wide / 2, y - tall / 2), (wide, tall)), face=page.palette.grid, alpha=0.45, layer=0)
        return
    text = f"{one.day} {MONTHS[one.month - 1]} {one.year}" if one.day == 1 or day == shown[0] else str(one.day)
    spot = (x + PAD * letters, y - 0.75 * LEADING * letters)
    yield Words(spot=spot, text=text, size=letters, colour=page.palette.faint, across="left")


def _contacts(
    page: Sheet,
    corner: tuple[float, float],
    wide: float,
    letters: float,
    lines: int,
    some: Sequence[Contact],
    labels: Sequence[Sequence[str]],
    said: Mapping[Contact, str],
) -> Iterator[Mark]:
    """The contacts of a day, one to a line; names that are too long for one get a second, where there are lines enough."""
    left, y = corner
    line, x, room = APART * letters, left + PAD * letters, wide - (2 * PAD + 1.1) * letters
    shown = some if len(some) <= lines else some[: max(lines - 1, 0)]
    spare = lines - len(some)
    for one in shown:
        tip, label = said.get(one, ""), labels[one.row]
        text = fitted(label, letters, room)
        if "…" in text and len(label) == 2 and spare > 0:
            spare -= 1
            text = "\n".join((fitted((f"{label[0]} –",), letters, room), fitted(label[1:], letters, room)))
        middle = y - line / 2
        yield symbol(WAYS[one.way], (x + 0.4 * letters, middle), 0.78 * letters, page.palette, planned=one.planned, tip=tip)
        for part in text.split("\n"):
            spot = (x + 1.1 * letters, y - line / 2)
            yield Words(spot=spot, text=part, size=letters, colour=page.palette.ink, across="left", tip=tip)
            y -= line
    if len(shown) < len(some) and lines > 0:
        spot = (x + 1.1 * letters, y - line / 2)
        yield Words(spot=spot, text=f"and {len(some) - len(shown)} more", size=letters, colour=page.palette.faint, across="left")
