"""Where contacts are too many for a mark each: the rows of the calendar as small bars, a stack of ways for each period."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.axis import EVERY, Along, name_of, starts
from kg.draw.charts.meetings import WAYS, Contact, Contacts
from kg.draw.charts.ways import patch
from kg.draw.marks import Area
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.draw.charts.behind import Sentences
    from kg.draw.charts.lines import Rows
    from kg.draw.style import Palette

FOOT = 0.43  # of a row's height, from its middle down to where bars stand
CROWD = 2.2  # from so many times the room that marks would have side by side on
NARROW, FILLED, HIGH = 8.0, 0.8, 2 * FOOT  # a bar's least period in points; how much of the period, and of the row, bars fill


def crowded(rows: Rows, found: Contacts) -> bool:
    """Would the marks of a row lie on each other so much that they could not be told apart?"""
    most = max(Counter(one.row for one in found.contacts).values(), default=0)
    return most * rows.mark > CROWD * (rows.along.right - rows.along.left)


def unit_of(along: Along) -> str:
    """The shortest of EVERY for which bars are wide enough."""
    wide = (along.right - along.left) / (along.last + 1 - along.first)
    days = dict(zip(EVERY, (1, 7, 30, 91, 365), strict=True))
    return next((unit for unit in EVERY if days[unit] * wide >= NARROW), EVERY[-1])


def counted(found: Contacts, begins: list[int]) -> dict[tuple[int, int, int], list[Contact]]:
    """What took place, by row, period (a place in `begins`, rising first days) and way."""
    cells: dict[tuple[int, int, int], list[Contact]] = defaultdict(list)
    for one in found.contacts:
        if not one.planned:
            cells[one.row, bisect_right(begins, one.day) - 1, one.way].append(one)
    return cells


def bars(palette: Palette, rows: Rows, found: Contacts, told: Sentences | None) -> Iterator[Area]:
    """The stacks of all rows on one scale: the highest fills its row."""
    unit = unit_of(rows.along)
    begins = starts(rows.along.first, rows.along.last, unit)
    cells, ends = counted(found, begins), [*begins[1:], rows.along.last + 1]
    height = Counter[tuple[int, int]]()
    for (row, period, _), some in cells.items():
        height[row, period] += len(some)
    most, stacked = max(height.values()), Counter[tuple[int, int]]()
    each = HIGH * rows.tall / most
    for (row, period, way), some in sorted(cells.items()):
        left, right = rows.along.at(max(begins[period], rows.along.first)), rows.along.at(ends[period])
        days, below = len(some), rows.middle(row) - HIGH / 2 * rows.tall + stacked[row, period] * each
        stacked[row, period] += days
        middle, size = ((left + right) / 2, below + days * each / 2), (FILLED * (right - left), days * each)
        heading = f"{name_of(begins[period], unit)}: {WAYS[way]}, {many(days, 'day')}"
        said = told.tip(np.array([row for one in some for row in one.claims], dtype=np.int64), heading) if told else ""
        yield patch(WAYS[way], middle, size, palette, tip=said)
