"""The calendar in words: temporal expressions in a text, and the ISO date each means seen from the article's day.

A weekday or a month without a year means the nearest such time behind, or ahead; both readings are given, since only the verb
tells. A day and month without a year is taken behind unless it lies a few weeks ahead.

Source: ISO 8601 (forms of dates).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.lexicon.cues import Time

_SOON = 45  # days ahead within which a day and month without a year is the coming one, whatever the tense
_VAGUE = ("", "")
SAME = "same"  # the reading of "that day": the day that the text told last
TOLD = "told"  # the reading of "earlier in the day": the day of which the sentences before tell, or the article's

Reading = tuple[str, str]
Reader = Callable[[re.Match[str], "date | None", "Time"], "Reading | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression: half-open range of code points, ISO date if it lies behind, and if it lies ahead; both "" if vague."""

    start: int
    end: int
    iso: str
    ahead: str


@lru_cache(maxsize=256)  # each claim of a sentence asks for the dates of the sentence
def find(text: str, published: date | None, time: Time) -> tuple[Found, ...]:
    """Which temporal expressions does the text hold? In order, not overlapping; the kinds that say more win.

    >>> from kg.lexicon.cues import load_cues
    >>> [f.iso for f in find("They met in Doha on Sunday and in March 2023.", date(2024, 9, 4), load_cues().time)]
    ['2024-09-01', '2023-03']
    """
    hits: list[Found] = []
    words = (tuple(time.months), tuple(time.weekdays), tuple(time.days), tuple(time.numbers), time.vague, time.bounds)
    if not _signs(*words[:3], time.vague).search(text):
        return ()
    for pattern, reader in _grammar(*words):
        for match in pattern.finditer(text):
            if any(match.start() < hit.end and hit.start < match.end() for hit in hits):
                continue
            readings = reader(match, published, time)
            if readings is not None:
                iso, ahead = _VAGUE if match["bound"] else readings
                hits.append(Found(start=match.start(), end=match.end(), iso=iso, ahead=ahead))
    return tuple(sorted(hits, key=lambda hit: hit.start))


@cache
def _signs(*words: tuple[str, ...]) -> re.Pattern[str]:
    """What every expression has one of: a digit or a word of the calendar. Most sentences have none."""
    units = ("day", "morning", "afternoon", "evening", "night", "month", "months", "year", "years", "days")
    return re.compile(rf"\d|\b(?:{_either(tuple(word for group in words for word in group) + units)})\b", re.IGNORECASE)


@cache
def _grammar(
    months: tuple[str, ...],
    weekdays: tuple[str, ...],
    days: tuple[str, ...],
    numbers: tuple[str, ...],
    vague: tuple[str, ...],
    bounds: tuple[str, ...],
) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The kinds of expression with their readers, those that say more first. Names of months and days need their capital."""
    month = _named(months) + r"\b\.?"
    day, year = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", r"(?:1[89]|20)\d\d"
    to = r"\s*(?:-|–|—|to|and|until|till|through)\s*"
    part = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)\b)?"
    into = r"(?(bound)|(?:in|of|during|from|early|late|last|this|next|mid|year)[\s-]+)(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?"
    count = "(?:" + _either(numbers) + r"|\d+)"
    kinds: tuple[tuple[str, Reader], ...] = (
        (rf"\b(?P<y>{year})-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", _full),
        (
            rf"\b(?P<d>{day})(?:\s+(?P<m2>{month}))?(?:,?\s+(?P<y2>{year}))?{to}{day}\s+(?P<m>{month})(?:,?\s+(?P<y>{year})\b)?",
            _full,
        ),
        (rf"\b(?P<m>{month})\s+(?P<d>{day}){to}(?:{month}\s+)?{day}\b(?:,?\s+(?P<y>{year})\b)?", _full),
        (rf"\b(?P<d>{day})\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{year})\b)?", _full),
        (rf"\b(?P<m>{month})\s+(?:the\s+)?(?P<d>{day})\b(?![:.]?\d)(?:,?\s+(?P<y>{year})\b)?", _full),
        (rf"\b(?P<m>{month})(?:,|\s+of)?\s+(?P<y>{year})\b", _month),
        (rf"\b(?P<m>{month})\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b", _month),
        (rf"\b(?:(?P<which>last|next|this)\s+)?(?P<w>{_named(weekdays)})\b{part}", _weekday),
        (rf"\b(?P<near>{_either(days)})\b", _near),
        (rf"\b(?P<n>{count})\s+(?P<unit>day|month|year)s?\s+ago\b", _ago),
        (r"\b(?:(?:earlier|later|late|early)\s+)?(?P<which>last|this|next)\s+(?P<unit>month|year)\b", _relative),
        (r"\b(?:earlier|later|late|early)\s+in\s+the\s+(?P<unit>month|year)\b", _relative),
        (r"\b(?:the\s+same\s+day|that\s+(?:same\s+)?(?:day|morning|afternoon|evening|night))\b", _same),
        (r"\b(?:earlier|later)\s+in\s+the\s+day\b|\bin\s+the\s+(?:morning|afternoon|evening)\b", _told),
        (rf"\b(?:{_either(vague)})\b", _nowhere),
        (rf"\b{into}(?P<m>{month})(?!\s*[\d])", _month),
        (rf"\b{into}(?P<y>{year})\b(?!\s*[-–])", _year),
    )
    bound = rf"(?:\b(?P<bound>{_either(bounds)})\s+)?"
    return tuple((re.compile(bound + kind, re.IGNORECASE), reader) for kind, reader in kinds)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _named(words: tuple[str, ...]) -> str:
    """Names as they are printed: "March", "MARCH", not "march"."""
    return f"(?-i:{_either(tuple(w.capitalize() for w in words) + tuple(w.upper() for w in words))})"


# Readers: an expression's readings behind and ahead, None where it is none after all.


def _full(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    """A day of a month, perhaps of a year; of a range the first day."""
    groups = match.groupdict()
    month = _month_number(groups.get("m2") or groups["m"], time)
    day, year = int(re.sub(r"\D", "", groups["d"])), groups.get("y2") or groups.get("y")
    if year:
        made = _day(int(year), month, day)
        return (made.isoformat(),) * 2 if made else None
    if published is None:
        return _VAGUE
    past = next((d for y in (0, 1, 2, 3, 4) if (d := _day(published.year - y, month, day)) and d <= published), None)
    coming = next((d for y in (0, 1, 2, 3, 4) if (d := _day(published.year + y, month, day)) and d >= published), None)
    if past is None or coming is None:
        return None
    behind = coming if (coming - published).days <= _SOON < (published - past).days else past
    return behind.isoformat(), (coming if (coming - published).days <= 300 else past).isoformat()


def _month(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    """A month, of a year that is named, told ("last year") or the nearest."""
    groups = match.groupdict()
    month, year, which = _month_number(groups["m"], time), groups.get("y"), groups.get("which")
    if year:
        return (f"{int(year)}-{month:02}",) * 2
    if published is None:
        return _VAGUE
    if which:
        return (f"{published.year + _step(which)}-{month:02}",) * 2
    behind = published.year - (month > published.month)
    return f"{behind}-{month:02}", f"{published.year + (month < published.month)}-{month:02}"


def _year(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    return (match["y"],) * 2


def _weekday(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    """A weekday: the last one, today's included, or the next; "last Sunday" on a Sunday is a week ago."""
    if published is None:
        return _VAGUE
    which = (match["which"] or "").lower()
    back = (published.weekday() - time.weekdays[match["w"].lower()]) % 7
    past = published - timedelta(days=back or (7 if which == "last" else 0))
    coming = published + timedelta(days=-back % 7 or (7 if which == "next" else 0))
    return {"last": (past.isoformat(),) * 2, "next": (coming.isoformat(),) * 2}.get(which, (past.isoformat(), coming.isoformat()))


def _near(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    if published is None:
        return _VAGUE
    return ((published + timedelta(days=time.days[" ".join(match["near"].lower().split())])).isoformat(),) * 2


def _ago(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    """ "Two days ago", to the day; "three months ago", to the month; "a year ago", to the year."""
    number = (
        time.numbers.get(match["n"].lower()) or int(match["n"])
        if not match["n"].isalpha() or match["n"].lower() in time.numbers
        else 0
    )
    if published is None or not 0 < number < 2000:
        return _VAGUE
    if match["unit"].lower() == "day":
        return ((published - timedelta(days=number)).isoformat(),) * 2
    return (_shifted(published, match["unit"].lower(), -number),) * 2


def _relative(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    """ "Last month", "earlier this year", "next month"."""
    if published is None:
        return _VAGUE
    return (_shifted(published, match["unit"].lower(), _step(match.groupdict().get("which") or "this")),) * 2


def _nowhere(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    return _VAGUE


def _same(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    return SAME, SAME


def _told(match: re.Match[str], published: date | None, time: Time) -> Reading | None:
    return TOLD, TOLD


def _step(which: str) -> int:
    return {"last": -1, "next": 1}.get(which.lower(), 0)


def _shifted(day: date, unit: str, by: int) -> str:
    """The year, or the month, so many on from the day's."""
    if unit == "year":
        return str(day.year + by)
    months = day.year * 12 + day.month - 1 + by
    return f"{months // 12}-{months % 12 + 1:02}"


def _month_number(name: str, time: Time) -> int:
    return int(name) if name.isdigit() else time.months[name.rstrip(".").lower()]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
