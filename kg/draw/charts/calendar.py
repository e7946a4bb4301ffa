"""Who met whom when? A row for each pair of actors, or for each partner of one, and a mark for each day of contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.axis import Along
from kg.draw.charts.behind import articles, nothing, numbers_of, sentences, table_at
from kg.draw.charts.crowds import FOOT, bars, crowded, unit_of
from kg.draw.charts.meetings import WAYS, Contact, Contacts, meetings
from kg.draw.charts.timeline import dates
from kg.draw.marks import Area, Curve, Mark, Point, Words, box
from kg.draw.paint import LEADING, measure
from kg.draw.sheet import Drawn, Key, Look, Sheet, clean, cut, sheet
from kg.draw.style import DARK, LIGHT, Palette
from kg.query.amounts import many
from kg.query.names import names
from kg.query.window import day

if TYPE_CHECKING:
    from kg.draw.charts.behind import Sentences
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

TOLD = {
    "visit": "visit",
    "meeting": "meeting",
    "call": "call by phone or video",
    "talks": "talks, form unsaid",
    "letter": "letter",
    "mediation": "mediation",
}
# Colours after Okabe and Ito, on light paper and on dark. Shapes tell the ways apart as well.
COLOURS = {
    "visit": ("#e69f00", "#f0b429"),
    "meeting": ("#0072b2", "#56b4e9"),
    "call": ("#cc79a7", "#e39bc4"),
    "talks": ("#56b4e9", "#b5dcf5"),
    "letter": ("#666c75", "#a3a9b3"),
    "mediation": ("#1d2127", "#e8eaed"),
}
_ROUND = tuple((cos(2 * pi * step / 24), sin(2 * pi * step / 24)) for step in range(24))
SHAPES: Mapping[str, tuple[Point, ...]] = {  # corners, in halves of a mark's size
    "visit": ((-0.98, -0.82), (0.98, -0.82), (0.0, 0.98)),
    "meeting": _ROUND,
    "call": ((-1.1, 0.0), (0.0, -1.1), (1.1, 0.0), (0.0, 1.1)),
    "talks": tuple((0.8 * x, 0.8 * y) for x, y in _ROUND),
    "letter": ((-0.95, -0.6), (0.95, -0.6), (0.95, 0.6), (-0.95, 0.6)),
    "mediation": tuple((1.05 * x, 1.05 * y) for x, y in _ROUND[2::4]),
}
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


def contacts(
    view: View,
    asked: Edges,
    look: Look,
    *,
    actors: Sequence[str] = (),
    most: int = 0,
    level: str = "actor",
    tips: bool = False,
) -> Drawn:
    """Who met whom when? The `most` pairs (0: as many as stay readable) with most days of contact; of one actor (an id) its
    partners, of two their ways of contact.

    At the level of states people stand for theirs. Planned contacts are hollow. With `tips` a mark tells its sentences. Raises
    DrawError where there is no contact.
    """
    table = table_at(view, level)
    numbers = numbers_of(view, table, actors)
    blank = sheet(look, "x", [[Key(text="x", sample=())]], ("x", "x", "x"))
    fit = [readable(blank, letters) for letters in (look.size.letters, look.size.least)]
    found = meetings(view, table, asked, numbers, min(most or fit[0], fit[1]))
    called = names(view, actors)
    if not found.contacts:
        among = " and ".join(called.values())
        raise nothing(asked, f"contacts of {among}" if among else "contacts")
    labels, title = _labels(view, table, found, numbers), _title(list(called.values()))
    page = sheet(look, title, _keys(look, found), _foot(table, found))
    rows, shown = placed(page, found, labels)
    crowd = crowded(rows, found)
    if crowd:
        page = sheet(
            look,
            title,
            _keys(look, found, bars=True),
            [*_foot(table, found), f"a bar is a {unit_of(rows.along)}, without what was only planned"],
        )
        rows, shown = placed(page, found, labels)
        colours = {way: colour[look.dark] for way, colour in COLOURS.items()}
        marks: list[Mark] = [*bars(rows, found, colours, sentences(view, table, len(found.contacts)) if tips else None)]
    else:
        spots = [(row, spot) for row in range(len(labels)) for spot in merged(rows, found, row)]
        said = sentences(view, table, len(spots))
        marks = [
            _mark(page.palette, rows, row, one, _tip(said, BETWEEN.join(labels[row]), one) if tips else "") for row, one in spots
        ]
    marks += [*_frame(page, rows, found, under=FOOT if crowd else 0.0), *shown]
    return Drawn(drawing=page.drawing(marks), told=_counted(found))


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


def _mark(palette: Palette, rows: Rows, row: int, spot: Spot, said: str) -> Area:
    one = spot.contacts[0]
    size = rows.mark * min(1 + GROWS * (len(spot.contacts) - 1), LARGEST)
    return symbol(WAYS[one.way], (spot.x, rows.middle(row)), size, palette, planned=one.planned, tip=said)


def symbol(way: str, spot: Point, size: float, palette: Palette, *, planned: bool = False, tip: str = "") -> Area:
    """The mark of a way of contact, around a spot; hollow if it is planned."""
    x, y = spot
    corners = [(x + size / 2 * dx, y + size / 2 * dy) for dx, dy in SHAPES[way]]
    colour = COLOURS[way][palette is DARK]
    if planned:
        return Area(points=tuple(corners), face=palette.paper, edge=colour, width=0.16 * size, tip=tip, layer=3)
    return Area(points=tuple(corners), face=colour, edge=palette.paper, width=0.06 * size, tip=tip, layer=4)


def _frame(page: Sheet, rows: Rows, found: Contacts, *, under: float) -> Iterator[Mark]:
    """A line along each row, so much of its height under its middle, and the days below."""
    for row in range(len(found.days)):
        y = rows.middle(row) - under * rows.tall
        ends = ((rows.along.left, y), (rows.along.right, y))
        yield Curve(points=ends, colour=page.palette.grid, width=0.06 * page.size.letters, layer=0)
    yield from dates(page, rows.along, rows.low, rows.high, SMALL * page.size.letters)


def _labels(view: View, table: Table, found: Contacts, actors: Sequence[int]) -> list[tuple[str, ...]]:
    """What the rows are called: both actors, the one with most contacts first; of a given one its partners, of two the ways."""
    if found.ways:
        return [(TOLD[WAYS[way]],) for way in found.ways]
    called = names(view, sorted({table.actors[one] for pair in found.pairs for one in pair}))
    often = Counter(one for pair, days in zip(found.pairs, found.days, strict=True) for one in pair for _ in range(days + 1))
    ordered = [sorted(pair, key=lambda one: (-often[one], one)) for pair in found.pairs]
    return [tuple(called[table.actors[one]] for one in pair if one not in actors) for pair in ordered]


def _tip(told: Sentences, label: str, spot: Spot) -> str:
    days = [day(one.day) for one in spot.contacts]
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}, {len(days)} days"
    way = TOLD[WAYS[spot.contacts[0].way]] + (", planned" if spot.contacts[0].planned else "")
    rows = np.array([row for one in spot.contacts for row in one.claims], dtype=np.int64)
    return told.tip(rows, ": ".join(dict.fromkeys((label, way))) + f" ({when})")


def _title(called: Sequence[str]) -> str:
    if len(called) == 2:
        return f"When {called[0]} and {called[1]} met"
    return f"Whom {called[0]} met, and when" if called else "Who met whom, and when"


def _keys(look: Look, found: Contacts, *, bars: bool = False) -> list[list[Key]]:
    palette, size = DARK if look.dark else LIGHT, 0.95 * look.size.letters
    held = sorted({one.way for one in found.contacts if not one.planned and (bars or not found.ways)})
    keys = []
    for way in held:
        patch = Area(points=box((0, 0), (0.8 * size, 0.8 * size)), face=COLOURS[WAYS[way]][look.dark])
        sample = patch if bars else symbol(WAYS[way], (0, 0), size, palette)
        keys.append(Key(text=TOLD[WAYS[way]], sample=(sample,), wide=1.2))
    if any(one.planned for one in found.contacts) and not bars:
        way = min(one.way for one in found.contacts if one.planned)
        keys.append(Key(text="planned", sample=(symbol(WAYS[way], (0, 0), size, palette, planned=True),), wide=1.2))
    return [keys]


def _counted(found: Contacts) -> str:
    held = sum(not one.planned for one in found.contacts)
    planned = len(found.contacts) - held
    more = f" and {planned:,} planned" if planned else ""
    rows = many(len(found.pairs), "row") if found.pairs else many(len(found.ways), "way")
    return f"{many(held, 'contact')}{more} in {rows}"


def _foot(table: Table, found: Contacts) -> list[str]:
    held, claims = sum(not one.planned for one in found.contacts), found.claims
    parts = [articles(table, claims), f"{many(held, 'day')} of contact, {many(len(claims), 'claim')}"]
    more = (
        (found.left_out, "pair with fewer contacts left out", "pairs with fewer contacts left out"),
        (found.outside, "day of contact outside these", "days of contact outside these"),
        (found.undated, "claim without a day", "claims without a day"),
        (found.unnamed, "claim of contacts with groups without a name", "claims of contacts with groups without a name"),
        (found.other, "claim of supposed or denied contacts not counted", "claims of supposed or denied contacts not counted"),
    )
    parts += [many(number, one, several) for number, one, several in more if number]
    return [*parts, *(["plans near the day of a contact are not marked"] if found.fulfilled else [])]
