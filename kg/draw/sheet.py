"""What every picture has: a sheet of some size, a title, a legend, and a foot that says what was drawn and what was left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.draw.marks import Box, Drawing, Mark, Words, moved
from kg.draw.paint import LEADING, measure
from kg.draw.size import Look, Size
from kg.draw.style import DARK, LIGHT, Palette

TITLE, FOOT, KEY = 1.55, 0.85, 0.9  # sizes of letters, in those of the sheet
SAMPLE = (2.4, 1.05)  # width and height of a legend's sample, in letters
APART = 2.0  # between entries of the legend, in letters
ROW = 1.7  # from line to line of the legend, in letters


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
