"""What every picture has: a sheet of some size, a title, a legend, and a foot that says what was drawn and what was left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.draw.marks import Box, Drawing, Mark, Words, moved
from kg.draw.paint import LEADING, measure
from kg.draw.style import DARK, LIGHT, Palette
from kg.errors import DrawError

TITLE, FOOT, KEY = 1.55, 0.85, 0.9  # sizes of letters, in those of the sheet
SAMPLE = (2.4, 1.05)  # width and height of a legend's sample, in letters
APART = 2.0  # between entries of the legend, in letters
ROW = 1.7  # from line to line of the legend, in letters
_OWN = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)")
SMALLEST, LARGEST = 2.0, 100.0  # inches


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A picture's width and height in inches, letters' size in points (and the least that is readable), dots an inch, actors."""

    width: float
    height: float
    letters: float
    least: float
    dpi: int
    most: int


SIZES = {
    "slide": Size(width=13.333, height=7.5, letters=11, least=7.5, dpi=150, most=60),
    "column": Size(width=3.5, height=4.4, letters=6.5, least=5, dpi=300, most=12),
    "poster": Size(width=33.1, height=23.4, letters=14, least=10, dpi=100, most=200),
}


def size_of(name: str) -> Size:
    """The size of that name, or of so many inches: "12x9". Raises DrawError for anything else.

    >>> size_of("12x9").width, size_of("column").dpi
    (12.0, 300)
    """
    if name in SIZES:
        return SIZES[name]
    own = _OWN.fullmatch(name)
    if not own or not all(SMALLEST <= float(inches) <= LARGEST for inches in own.groups()):
        raise DrawError(
            f"no size is called {name!r}; there are {', '.join(SIZES)}, and inches such as 12x9, from {SMALLEST:g} to {LARGEST:g}"
        )
    width, height = map(float, own.groups())
    letters = min(max((width * height) ** 0.5, 6.0), 14.0)
    return Size(width=width, height=height, letters=letters, least=0.64 * letters, dpi=150, most=max(int(2 * width * height), 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How is a picture to look? On which sheet, under which heading ("": its own), on light paper or dark."""

    size: Size
    title: str = ""
    dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawing, and what is on it in a line: "16 states, 240 claims"."""

    drawing: Drawing
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An entry of the legend: a sample, drawn around the origin in a box of SAMPLE letters, and what it means.

    `wide` is the width of a sample that takes less room, in letters.
    """

    text: str
    sample: tuple[Mark, ...]
    wide: float = SAMPLE[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with its frame; what is drawn on it goes between `left`, `low`, `right` and `high`, in points."""

    size: Size
    palette: Palette
    frame: tuple[Mark, ...]
    left: float
    low: float
    right: float
    high: float

    @property
    def room(self) -> Box:
        """How wide and high is what is left for the drawing?"""
        return self.right - self.left, self.high - self.low

    def drawing(self, marks: Iterable[Mark]) -> Drawing:
        """The sheet with its frame and these marks."""
        whole = (*marks, *self.frame)
        return Drawing(width=self.size.width * 72, height=self.size.height * 72, paper=self.palette.paper, marks=whole)


def sheet(look: Look, title: str, keys: Sequence[Sequence[Key]], foot: Sequence[str]) -> Sheet:
    """The sheet with its heading (`title`, if the look names none), legend and foot.

    `keys` are groups of entries, each of which begins a line of its own if it does not fit behind the one before; `foot` is in
    parts, which are put on as many lines as they need.
    """
    size, palette = look.size, DARK if look.dark else LIGHT
    base = size.letters
    margin, width, height = 1.6 * base, size.width * 72, size.height * 72
    room = width - 2 * margin
    top = height - margin
    shown = cut(look.title or title, TITLE * base, room, bold=True)
    heading = Words(
        spot=(margin, top), text=shown, size=TITLE * base, colour=palette.ink, bold=True, across="left", up="top"
    )  # fmt: skip
    lines = _lines(foot, FOOT * base, room)
    text = "\n".join(lines)
    below = Words(spot=(margin, margin), text=text, size=FOOT * base, colour=palette.faint, across="left", up="bottom")
    under = margin + (len(lines) + 0.4) * LEADING * FOOT * base
    rows = _rows(keys, base, room)
    marks = [heading, below, *_legend(rows, base, margin, under + 0.8 * base, palette)]
    low = under + (len(rows) * ROW + 0.6) * base
    return Sheet(
        size=size, palette=palette, frame=tuple(marks), left=margin, low=low, right=width - margin, high=top - 2.6 * base
    )  # fmt: skip


def cut(text: str, letters: float, room: float, *, bold: bool = False) -> str:
    """The line, or as much of it as fits into so many points, with an ellipsis."""
    text = clean(text)
    fits = bisect_right(range(1, len(text) + 1), room, key=lambda end: measure(text[:end], letters, bold)[0])
    return text if fits == len(text) else f"{text[: max(fits - 2, 0)].rstrip()}…"


def clean(text: str) -> str:
    """On one line and without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def with_letters(size: Size, letters: float) -> Size:
    """The same sheet with letters of this size, and none smaller."""
    return replace(size, letters=letters, least=letters)


def _lines(parts: Sequence[str], letters: float, room: float) -> list[str]:
    """The parts, as many on a line as fit."""
    lines = [clean(part) for part in parts[:1]]
    for part in map(clean, parts[1:]):
        longer = f"{lines[-1]}  ·  {part}"
        lines = [*lines[:-1], longer] if measure(longer, letters)[0] <= room else [*lines, part]
    return lines


def _rows(groups: Sequence[Sequence[Key]], base: float, room: float) -> list[list[tuple[Key, float]]]:
    """The entries with their widths, line by line; a group that fits on no line with others has lines of its own."""
    rows: list[list[tuple[Key, float]]] = []
    for group in groups:
        wide = [(key, measure(key.text, KEY * base)[0] + (key.wide + 0.5 + APART) * base) for key in group]
        used = sum(width for _, width in rows[-1]) if rows else room
        if used + sum(width for _, width in wide) > room:
            rows.append([])
            used = 0.0
        for key, width in wide:
            if used and used + width - APART * base > room:
                rows.append([])
                used = 0.0
            rows[-1].append((key, width))
            used += width
    return [row for row in rows if row]


def _legend(rows: Sequence[Sequence[tuple[Key, float]]], base: float, left: float, low: float, palette: Palette) -> list[Mark]:
    marks: list[Mark] = []
    for place, row in enumerate(reversed(rows)):
        x, y = left, low + place * ROW * base
        for key, width in row:
            marks += [moved(mark, x + key.wide * base / 2, y) for mark in key.sample]
            spot = (x + (key.wide + 0.5) * base, y)
            marks.append(Words(spot=spot, text=key.text, size=KEY * base, colour=palette.ink, across="left"))
            x += width
    return marks
