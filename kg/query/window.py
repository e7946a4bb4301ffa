"""When? Days as people type them, and the stretch of time that a question looks at.

A claim's day is its date, else the day its article appeared; a month or year counts as its first day. A claim without a day
lies in no window. What was known *as of* a day is told by the articles that had appeared by then, of what had happened by then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kg.store.table import Table

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `since` to `until`, both included, as known `as_of` a day: ordinals of days (`date.toordinal`), 0 for no bound.

    Raises QueryError if it ends before it begins.
    """

    since: int = 0
    until: int = 0
    as_of: int = 0

    def __post_init__(self) -> None:
        if self.since and 0 < self.until < self.since:
            raise QueryError(f"the time ends ({day(self.until)}) before it begins ({day(self.since)})")

    def __bool__(self) -> bool:
        """Is there any bound?"""
        return bool(self.since or self.until or self.as_of)

    @property
    def last(self) -> int:
        """The last day that claims may have, 0 for no bound."""
        return min((end for end in (self.until, self.as_of) if end), default=0)

    def holds(self, day: int, published: int) -> bool:
        """Does a claim of this day, in an article that appeared on that one (0: unknown), lie in the window?"""
        if self.as_of and not 0 < published <= self.as_of:
            return False
        if (self.since or self.last) and not day:
            return False
        return day >= self.since and (not self.last or day <= self.last)

    def accepts(self, table: Table, rows: npt.NDArray[np.int64] | slice = slice(None)) -> npt.NDArray[np.bool_]:
        """Which of these claims of the table (by default all) lie in the window?"""
        import numpy as np

        days = table.claims["day"][rows]
        found = np.ones(len(days), dtype=np.bool_)
        if self.since or self.last:
            found &= days >= max(self.since, 1)
        if self.last:
            found &= days <= self.last
        if self.as_of:
            published = table.articles["published"][table.claims["article"][rows]]
            found &= (published > 0) & (published <= self.as_of)
        return found

    def __str__(self) -> str:
        """The bounds in words: "since 2024-01-01 until 2024-12-31 as of 2025-02-01"."""
        bounds = ("since", self.since), ("until", self.until), ("as of", self.as_of)
        return " ".join(f"{word} {day(number)}" for word, number in bounds if number)


ALWAYS = Window()


def window(since: str = "", until: str = "", as_of: str = "") -> Window:
    """The window between days as typed (2024-09-01, 2024-09, 2024): a month or year is all of its days.

    Raises QueryError for what is no day, and for an end before the beginning.

    >>> str(window("2024", "2024-02"))
    'since 2024-01-01 until 2024-02-29'
    """
    return Window(since=first(since), until=last(until), as_of=last(as_of))


def first(text: str) -> int:
    """The first day of a day, month or year as typed, as an ordinal; 0 for "". Raises QueryError for what is none of these."""
    return _parts(text)[0].toordinal() if text else 0


def last(text: str) -> int:
    """The last day of a day, month or year as typed, as an ordinal; 0 for "". Raises QueryError for what is none of these."""
    return _parts(text)[1].toordinal() if text else 0


def day(number: int) -> str:
    """The day of an ordinal as ISO 8601, "" for 0.

    >>> day(first("2024-09"))
    '2024-09-01'
    """
    return date.fromordinal(number).isoformat() if number else ""


def _parts(text: str) -> tuple[date, date]:
    found = _DAY.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, dom = (int(part) if part else 0 for part in found.groups())
        begin = date(year, month or 1, dom or 1)
        if dom:
            return begin, begin
    except ValueError as error:
        raise QueryError(f"{text!r} is no day; write 2024-09-01, 2024-09 or 2024") from error
    if month in (0, 12):
        return begin, date(year, 12, 31)
    return begin, date(year, month + 1, 1) - timedelta(days=1)
