"""Who came into office, and who left it? Notes above a timeline, each at its day, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.behind import short
from kg.draw.marks import Area, Curve, Mark, Words
from kg.draw.paint import LEADING, measure
from kg.draw.sheet import cut
from kg.query.facts import name_of
from kg.query.window import day

if TYPE_CHECKING:
    from kg.draw.charts.axis import Along
    from kg.draw.charts.behind import Sentences
    from kg.draw.charts.events import Change
    from kg.draw.sheet import Sheet
    from kg.store import View

LANES = 6  # lines of notes
LONGEST = 40.0  # a note's width, in its letters
NAME, OFFICE = 24, 32  # letters of a person's name, and of the wording of an office
MARKER, GAP = 0.36, 0.9  # half the height of a note's marker, and the least room between notes, in letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A change of office in words: marker at `x`, text from `left` to `right`, in points, on a line counted from below."""

    change: Change
    text: str
    x: float
    left: float
    right: float
    lane: int


def notes(view: View, found: Sequence[Change], along: Along, letters: float, *, bodies: bool, most: int = LANES) -> list[Note]:
    """The changes that find room along an axis, on at most so many lines, the highest offices first, in letters of that size.

    `bodies` says whether the state must be named.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    placed = []
    for change in sorted(found, key=lambda one: (one.rank, one.day, one.comes, one.goes)):
        text = cut(worded(view, change, bodies=bodies), letters, LONGEST * letters)
        x, width = along.at(change.day + 0.5), measure(text, letters)[0]
        side = 0.7 * letters
        left = x + side if x + side + width <= along.right else x - side - width
        ends = (min(left, x - side) - GAP * letters / 2, max(left + width, x + side) + GAP * letters / 2)
        lane = next((at for at, some in enumerate(taken) if all(ends[1] <= a or b <= ends[0] for a, b in some)), -1)
        if lane >= 0 and left >= along.left:
            taken[lane].append(ends)
            placed.append(Note(change=change, text=text, x=x, left=left, right=left + width, lane=lane))
    return placed


def worded(view: View, change: Change, *, bodies: bool) -> str:
    """The change in words: "Prime Minister: Boris Johnson → Liz Truss".

    Where only one of the two is known it is said whether he is first seen in office, or called a former holder.
    """
    comes, goes = (short(name_of(view, one), NAME) if one else "" for one in (change.comes, change.goes))
    where = f"{name_of(view, change.body)}, " if bodies else ""
    told = f"{goes} → {comes}" if comes and goes else f"{comes} first seen" if comes else f"{goes} no longer"
    return f"{where}{short(change.office, OFFICE)}: {told}"


def marks(page: Sheet, some: Sequence[Note], high: float, low: float, told: Sentences | None) -> Iterator[Mark]:
    """The notes, the lowest line of them at height `high`, with a thin line from each down to `low`, and what is `told`."""
    letters, palette = 0.82 * page.size.letters, page.palette
    for note in some:
        y, half = high + (note.lane + 0.5) * LEADING * letters, MARKER * letters
        heading = f"{note.text} ({day(note.change.day)})"
        said = told.tip(np.array([note.change.row]), heading) if told else ""
        corners = ((note.x - half, y), (note.x, y + half), (note.x + half, y), (note.x, y - half))
        grey = palette.families["roles"]
        yield Curve(points=((note.x, y - half), (note.x, low)), colour=grey, width=0.07 * letters, dash=(1, 2.5), layer=1)
        yield Area(points=corners, face=grey, tip=said, layer=6)
        spot = (note.left, y)
        yield Words(
            spot=spot, text=note.text, size=letters, colour=palette.ink, across="left", back=palette.paper,
            tip=said, layer=5,
        )  # fmt: skip


def lanes(some: Sequence[Note]) -> int:
    """How many lines do the notes take?"""
    return max((note.lane + 1 for note in some), default=0)
