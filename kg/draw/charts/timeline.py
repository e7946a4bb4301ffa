"""What happened when? Bars by day, week, month, quarter or year: cooperation and contacts above the line, conflict below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.axis import Along, name_of, nice, ticks
from kg.draw.charts.behind import articles, nothing, numbers_of, roomy, sentences, short, table_at
from kg.draw.charts.events import FAMILIES, Events, changes, events, named
from kg.draw.charts.offices import LANES, MARKER, lanes, marks, notes
from kg.draw.marks import Area, Box, Curve, Mark, Point, Words, box, overlaps
from kg.draw.paint import LEADING, measure
from kg.draw.sheet import Drawn, Key, Sheet, cut, sheet
from kg.draw.size import Look
from kg.draw.style import DARK, LIGHT
from kg.query.amounts import many
from kg.query.facts import relations
from kg.query.names import names

if TYPE_CHECKING:
    from kg.draw.charts.behind import Sentences
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Numbers, Table

WIDE_KEY = 1.2  # of a sample in the legend, in letters
MOST = ("between whom most are", "with whom most are", "what most are")  # events of all, of one actor, of two
ENDS = ("subject", "relation", "object")
FILLED = 0.82  # of a period's width, by its bar
WIDEST = 4.0  # a bar, in letters
SMALL = 0.82  # letters of the axes and of what is written at bars, in those of the sheet
LINES, BELOW = 3.2, 2.2  # room above the bars, and below those of conflict, for what is written there, in lines
TOLD, WIDE = 8, 17.0  # bars of a side of which it is written whom they tell of, and how wide that may be, in letters
LEAST = 16  # lines that a timeline needs besides those of changes of office
RAISED = 5.0  # how far such words may be from their bar, in lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Where the bars are: days along `along`, the line at height `zero`, `unit` points an event, between `low` and `high`."""

    along: Along
    zero: float
    unit: float
    low: float
    high: float
    step: int


def timeline(
    view: View,
    asked: Edges,
    look: Look,
    *,
    actors: Sequence[str] = (),
    by: str = "",
    level: str = "actor",
    tips: bool = False,
) -> Drawn:
    """What happened when to an actor, between two (ids), or at all, by day, week, month, quarter or year ("": what fits)?

    At the level of states people stand for theirs. Changes of office of the actors are marked. With `tips` a bar tells its
    sentences. Raises DrawError where nothing happened, and for other periods, levels and numbers of actors.
    """
    table = table_at(view, level)
    numbers = numbers_of(view, table, actors)
    found = events(table, asked, numbers, by)
    called = names(view, actors)
    if not found.number:
        among = " and ".join(called.values())
        raise nothing(asked, f"events of {among} that hold" if among else "events that hold", found.undated)
    offices = changes(view, actors, asked, int(found.starts[0]), found.end - 1) if actors else []
    title = f"{' and '.join(called.values()) or 'What happened'}, {found.by} by {found.by}"
    blank, small = roomy(sheet(look, title, _keys(look, found, offices=True), _foot(table, found, 1))), SMALL * look.size.letters
    several, free = len({one.body for one in offices}) > 1, min(int(blank.room[1] / small / LEADING) - LEAST, LANES)
    told = notes(view, offices, plotted(blank, found, 0).along, small, bodies=several, most=max(free, 0))
    page = sheet(look, title, _keys(look, found, offices=bool(told)), _foot(table, found, len(offices) - len(told)))
    plot = plotted(page, found, lanes(told))
    words = _Words(view, table, found, numbers, sentences(view, table, len(found.starts)))
    shown = [
        *_axes(page, plot, found, numbers),
        *_bars(page, plot, found, words if tips else None),
        *_labels(page, plot, found, words),
        *marks(page, told, plot.high, plot.low, sentences(view, view.table, 0) if tips else None),
    ]
    return Drawn(drawing=page.drawing(shown), told=f"{many(found.number, 'event')} in {many(len(found.starts), found.by)}")


def plotted(page: Sheet, found: Events, lanes: int) -> Plot:
    """Where the bars go, below so many lines of changes of office."""
    small = SMALL * page.size.letters
    high = page.high - (lanes + 1.5) * LEADING * small
    low = page.low + 2.6 * LEADING * small
    up, down = int(found.counts[:2].sum(axis=0).max()), int(found.counts[2].max())
    above, below = LINES * LEADING * small, (BELOW if down else 0.3) * LEADING * small
    unit = (high - low - above - below) / (up + down)
    step = nice(up + down, max(int((high - low) / (2.6 * page.size.letters)), 2))
    ends = (-(-up // step) * step, -(-down // step) * step)
    labels = max(measure(f"{end:,}", small)[0] for end in ends)
    along = Along(first=int(found.starts[0]), last=found.end - 1, left=page.left + labels + 0.8 * small, right=page.right)
    return Plot(along=along, zero=low + below + down * unit, unit=unit, low=low, high=high, step=step)


def _axes(page: Sheet, plot: Plot, found: Events, actors: Sequence[int]) -> Iterator[Mark]:
    """The line, lines for numbers of events, and days."""
    small, palette, along = SMALL * page.size.letters, page.palette, plot.along
    up, down = int(found.counts[:2].sum(axis=0).max()), int(found.counts[2].max())
    for number in range(-(down // plot.step) * plot.step, up + plot.step, plot.step):
        y = plot.zero + number * plot.unit
        if y > plot.high:
            break
        line = (palette.faint, 0.8) if number == 0 else (palette.grid, 0.5)
        yield Curve(points=((along.left, y), (along.right, y)), colour=line[0], width=line[1], layer=3 if number == 0 else 0)
        spot = (along.left - 0.5 * small, y)
        yield Words(spot=spot, text=f"{abs(number):,}", size=small, colour=palette.faint, across="right")
    text = f"events a {found.by}" + (", conflict below the line" if down else "")
    longer = f"{text}; at the highest bars {MOST[len(actors)]}"
    text = longer if measure(longer, small)[0] <= page.room[0] else text
    spot = (page.left, page.high)
    yield Words(spot=spot, text=text, size=small, colour=palette.faint, across="left", up="top")
    yield from dates(page, along, plot.low, plot.high - 1.0 * small, small)


def dates(page: Sheet, along: Along, low: float, high: float, letters: float) -> Iterator[Mark]:
    """The days below a chart: a line and a label at each, from `low` to `high`; years and months on a second line."""
    palette, line = page.palette, LEADING * letters
    for tick in ticks(along, letters):
        x = along.at(tick.day)
        if x > along.left + 1:
            yield Curve(points=((x, low - 0.3 * line), (x, high)), colour=palette.grid, width=0.9 if tick.under else 0.4, layer=0)
        for text, down in ((tick.text, 0.5), (tick.under, 1.5)):
            if text:
                spot = (x + 0.25 * letters, low - down * line)
                yield Words(spot=spot, text=text, size=letters, colour=palette.faint, across="left")


def _bars(page: Sheet, plot: Plot, found: Events, words: _Words | None) -> Iterator[Mark]:
    for at, start in enumerate(found.starts.tolist()):
        x, width = _middle(page, plot, found, at)
        level = 0
        for place, family in enumerate(FAMILIES):
            count = int(found.counts[place, at])
            if not count:
                continue
            low, high = (-count, 0) if family == "conflict" else (level, level + count)
            level += 0 if family == "conflict" else count
            middle, size = (x, plot.zero + (low + high) / 2 * plot.unit), (width, (high - low) * plot.unit)
            said = words.tip(place, at, f"{name_of(start, found.by)}: {family}, {many(count, 'event')}") if words else ""
            yield Area(points=box(middle, size), face=page.palette.families[family], tip=said, layer=2)


def _middle(page: Sheet, plot: Plot, found: Events, at: int) -> tuple[float, float]:
    """The middle and the width of a period's bar."""
    start = int(found.starts[at])
    end = int(found.starts[at + 1]) if at + 1 < len(found.starts) else found.end
    left, right = plot.along.at(start), plot.along.at(end)
    return (left + right) / 2, min((right - left) * FILLED, WIDEST * page.size.letters)


def _labels(page: Sheet, plot: Plot, found: Events, words: _Words) -> Iterator[Mark]:
    """What the highest bars tell most of, over or under them, where there is room for it."""
    taken: list[tuple[Point, Box]] = []
    for side in (0, 1):
        tops = found.counts[2] if side else found.counts[:2].sum(axis=0)
        highest = np.lexsort((np.arange(len(tops)), -tops)).tolist()
        shown = 0
        for at in highest[: 2 * TOLD]:
            text = words.most(at, below=bool(side)) if tops[at] and shown < TOLD else ""
            label = _placed(page, plot, found, (at, tops, side), text, taken) if text else []
            shown += bool(label)
            yield from label


def _placed(
    page: Sheet, plot: Plot, found: Events, bar: tuple[int, Numbers, int], text: str, taken: list[tuple[Point, Box]]
) -> list[Mark]:
    """A bar's label with its line, over all bars that it stands over, if it gets into the way of no other; else nothing."""
    (at, tops, side), small, gap = bar, SMALL * page.size.letters, 0.35 * page.size.letters
    way, line = -1 if side else 1, LEADING * small
    text = cut(text, small, WIDE * page.size.letters)
    width = measure(text, small)[0]
    x, _ = _middle(page, plot, found, at)
    centre = min(max(x, plot.along.left + width / 2), plot.along.right - width / 2)
    top = plot.zero + way * int(tops[at]) * plot.unit
    y = plot.zero + way * (_highest(page, plot, found, tops, centre, width) * plot.unit + gap + line / 2)
    while plot.low + line / 2 <= y <= plot.high - line / 2 and abs(y - top) < RAISED * line:
        foot = y - way * line / 2
        own = [((centre, y), (width + 2 * gap, line)), ((x, (top + foot) / 2), (2.0, max(abs(foot - top) - 2 * gap, 0.0)))]
        if overlaps([*taken, *own]) == overlaps(taken) and width <= plot.along.right - plot.along.left:
            taken += own
            ink, faint = page.palette.ink, page.palette.faint
            name = Words(spot=(centre, y), text=text, size=small, colour=ink, back=page.palette.paper)
            return [name, Curve(points=((x, top), (x, foot)), colour=faint, width=0.5, layer=3)]
        y += way * line
    return []


def _highest(page: Sheet, plot: Plot, found: Events, tops: Numbers, centre: float, width: float) -> int:
    """The highest bar under a label."""
    spots = [(at, *_middle(page, plot, found, at)) for at in range(len(found.starts))]
    return max((int(tops[at]) for at, x, wide in spots if abs(x - centre) < (wide + width) / 2 + 2), default=0)


@dataclass(frozen=True, slots=True)
class _Words:
    """What bars tell, in words."""

    view: View
    table: Table
    found: Events
    actors: Sequence[int]
    told: Sentences

    def most(self, at: int, *, below: bool) -> str:
        """Of whom most of a period's events are: "Russia → Ukraine (3)"; of an actor "Ukraine (3)"; of two what they did.

        Nothing where no two events are alike, unless there is only one.
        """
        found, table = self.found, self.table
        side = (found.bar == at) & ((found.family == FAMILIES.index("conflict")) == below)
        rows, first = found.rows[side], np.unique(found.event[side], return_index=True)[1]
        known = named(table, rows[first])
        told = table.claims[known]
        kinds = Counter(self._kind(*one, below=below) for one in zip(*(told[name].tolist() for name in ENDS), strict=True))
        if not kinds:
            return ""
        kind, number = min(kinds.items(), key=lambda one: (-one[1], one[0]))
        if number == 1 < len(first):
            return ""
        if len(self.actors) == 2:
            said = list(relations().values())[kind[0]].label
        else:
            called = names(self.view, (table.actors[one] for one in kind))
            said = (" → " if below else " – ").join(short(one, 24) for one in called.values())
        return f"{said} ({number})" if number > 1 else said

    def _kind(self, subject: int, relation: int, object_: int, *, below: bool) -> tuple[int, ...]:
        if len(self.actors) == 2:
            return (relation,)
        if self.actors:
            return (object_ if subject in self.actors else subject,)
        return (subject, object_) if below else (min(subject, object_), max(subject, object_))

    def tip(self, family: int, at: int, heading: str) -> str:
        """The sentences of a part of a bar."""
        chosen = (self.found.bar == at) & (self.found.family == family)
        return self.told.tip(self.found.rows[chosen], heading)


def _keys(look: Look, found: Events, *, offices: bool = False) -> list[list[Key]]:
    """What the colours mean, as far as they are there."""
    palette, base = DARK if look.dark else LIGHT, look.size.letters
    size = (0.9 * base, 0.9 * base)
    there = [family for place, family in enumerate(FAMILIES) if found.counts[place].any()]
    keys = [
        Key(text=family, sample=(Area(points=box((0, 0), size), face=palette.families[family]),), wide=WIDE_KEY)
        for family in there
    ]
    if offices:
        half = MARKER * base
        corners = ((-half, 0.0), (0.0, half), (half, 0.0), (0.0, -half))
        keys.append(Key(text="change of office", sample=(Area(points=corners, face=palette.families["roles"]),), wide=WIDE_KEY))
    return [keys]


def _foot(table: Table, found: Events, dropped: int = 0) -> list[str]:
    inside = np.unique(found.rows)
    parts = [articles(table, inside), f"{many(found.number, 'event')}, {many(len(inside), 'claim')}"]
    more = {
        "change of office not named": dropped,
        "event outside these days": found.outside,
        "claim without a day": found.undated,
    }
    parts += [many(number, what, _plural(what)) for what, number in more.items() if number]
    if found.other:
        parts.append(f"{many(found.other, 'claim')} of planned, supposed or denied things not counted")
    return [*parts, "the same two, relation and day are one event"]


def _plural(what: str) -> str:
    first, _, rest = what.partition(" ")
    return f"{first}s {rest}"
