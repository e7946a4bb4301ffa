"""Contacts in rows: one for each pair of actors, and a mark for each day of contact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.draw.charts.axis import Along
from kg.draw.charts.meetings import WAYS, Contact, Contacts
from kg.draw.charts.timeline import dates
from kg.draw.charts.ways import symbol
from kg.draw.marks import Area, Curve, Mark, Words
from kg.draw.paint import LEADING, measure
from kg.draw.sheet import Sheet, clean, cut

if TYPE_CHECKING:
    from kg.draw.style import Palette

SMALL = 0.82  # size of letters on the axis, in those of the sheet
TALL, TALLEST = 1.5, 4.5  # a row's height, in letters of its name and of the sheet
MARK, NEAR = 0.62, 0.4  # a mark's size, in rows and at most in letters; marks nearer than so much of it are one
GROWS, LARGEST = 0.1, 1.4  # a mark's growth with each day that it stands for
BETWEEN = " – "
NAME = 0.34  # of the width, at most, for names


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the rows are: days along `along`, the top of the first at `high`, their height and that of marks and letters."""

    along: Along
    high: float
    low: float
    tall: float
    mark: float
    letters: float

    def middle(self, row: int) -> float:
        """The height of a row's middle."""
        return self.high - (row + 0.5) * self.tall


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A mark: contacts of one row and way that are too near each other to be told apart."""

    x: float
    contacts: tuple[Contact, ...]


def readable(page: Sheet, letters: float) -> int:
    """How many rows fit on the sheet, with names in letters of this size?"""
    return max(int((page.room[1] - 4 * page.size.letters) / (TALL * letters)), 1)


def placed(page: Sheet, found: Contacts, labels: Sequence[Sequence[str]]) -> tuple[Rows, list[Mark]]:
    """Where the rows go; and their names to the left of them, and their numbers of days to the right."""
    base, number = page.size.letters, len(labels)
    small, wide = SMALL * base, page.room[0]
    low = page.low + 2.4 * LEADING * small
    top = page.high - 1.6 * LEADING * small
    tall = min((top - low) / number, TALLEST * base)
    longest = max(measure(BETWEEN.join(label), 1.0)[0] for label in labels)
    letters = max(min(base, tall / TALL, NAME * wide / longest), page.size.least)
    shown = [fitted(label, letters, NAME * wide) for label in labels]
    aside = max(measure(label, letters)[0] for label in shown) + 0.7 * letters
    counts = [f"{days:,}" for days in found.days]
    beside = max(measure(text, small)[0] for text in (*counts, "days")) + 0.8 * small
    mark = min(MARK * tall, 0.95 * base)
    along = Along(first=found.first, last=found.last, left=page.left + aside + mark / 2, right=page.right - beside - mark / 2)
    rows = Rows(along=along, high=top, low=top - number * tall, tall=tall, mark=mark, letters=letters)
    marks: list[Mark] = []
    for row, (label, days) in enumerate(zip(shown, counts, strict=True)):
        y = rows.middle(row)
        spot = (page.left + aside - 0.7 * letters, y)
        marks.append(Words(spot=spot, text=label, size=letters, colour=page.palette.ink, across="right"))
        spot = (page.right, y)
        marks.append(Words(spot=spot, text=days, size=small, colour=page.palette.faint, across="right"))
    spot = (page.right, top + 0.5 * LEADING * small)
    marks.append(Words(spot=spot, text="days", size=small, colour=page.palette.faint, across="right"))
    return rows, marks


def fitted(label: Sequence[str], letters: float, room: float) -> str:
    """The names with a dash between; where they are too long together, as much of each as half of the room holds, or more."""
    line = clean(BETWEEN.join(label))
    if len(label) < 2 or measure(line, letters)[0] <= room:
        return cut(line, letters, room)
    wide = [measure(clean(name), letters)[0] for name in label]
    room -= measure(BETWEEN, letters)[0]
    return BETWEEN.join(cut(name, letters, max(room / 2, room - other)) for name, other in zip(label, wide[::-1], strict=True))


def merged(rows: Rows, found: Contacts, row: int) -> list[Spot]:
    """The marks of a row, by day: contacts of one way that would lie on each other are one mark."""
    spots: list[Spot] = []
    last: dict[tuple[int, bool], int] = {}
    for one in (contact for contact in found.contacts if contact.row == row):
        x, kind = rows.along.at(one.day + 0.5), (one.way, one.planned)
        before = last.get(kind)
        if before is not None and x - spots[before].x < NEAR * rows.mark:
            spots[before] = Spot(x=spots[before].x, contacts=(*spots[before].contacts, one))
            continue
        last[kind] = len(spots)
        spots.append(Spot(x=x, contacts=(one,)))
    return spots


def mark(palette: Palette, rows: Rows, row: int, spot: Spot, said: str) -> Area:
    """The mark of a spot."""
    one = spot.contacts[0]
    size = rows.mark * min(1 + GROWS * (len(spot.contacts) - 1), LARGEST)
    return symbol(WAYS[one.way], (spot.x, rows.middle(row)), size, palette, planned=one.planned, tip=said)


def frame(page: Sheet, rows: Rows, found: Contacts, *, under: float) -> Iterator[Mark]:
    """A line along each row, so much of its height under its middle, and the days below."""
    for row in range(len(found.days)):
        y = rows.middle(row) - under * rows.tall
        ends = ((rows.along.left, y), (rows.along.right, y))
        yield Curve(points=ends, colour=page.palette.grid, width=0.06 * page.size.letters, layer=0)
    yield from dates(page, rows.along, rows.low, rows.high, SMALL * page.size.letters)
