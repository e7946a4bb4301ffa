"""Who is for and against whom? States by states, each cell coloured by the mean score of what one does towards the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.draw.charts.behind import articles, nothing, roomy, sentences, table_at
from kg.draw.charts.scores import Scores, rows_by_cell, scores_of
from kg.draw.marks import Area, Curve, Mark, Words, box
from kg.draw.paint import LEADING, measure
from kg.draw.sheet import Drawn, Sheet, clean, cut, sheet
from kg.draw.size import Look
from kg.draw.style import EXTREME
from kg.query.amounts import many
from kg.query.names import names

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

TITLE = "Who is for and against whom"
TALL = 1.32  # height of a row, in letters
WIDEST = 2.6  # a cell's width, in its heights
TALLEST = 10.5  # a row's height, in letters of the sheet
NAME, ABOVE = 0.2, 0.27  # of the room's width, at most, for the names of rows; of its height for those of columns
FULL = 0.92  # of a cell's width, at most, for its number
LEAST = 0.72  # the smallest letters of numbers in cells, in those that can be read as words
LEGEND = 2.6  # height of the legend, in letters
BAR, STEPS = (11.0, 0.8), 40  # the colour bar's size, in letters, and its steps
MEANT = "row towards column, mean PLOVER score; in the cells the number of claims"
MARKS = (-10, -5, 0, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where the cells are, in points: the upper left corner, the size of a cell, and of letters."""

    left: float
    top: float
    wide: float
    tall: float
    letters: float

    def spot(self, row: float, column: float) -> tuple[float, float]:
        """The middle of a cell."""
        return self.left + (column + 0.5) * self.wide, self.top - (row + 0.5) * self.tall


def matrix(view: View, asked: Edges, look: Look, *, most: int = 0, tips: bool = False) -> Drawn:
    """Who is for and against whom? The `most` states with most claims (0: as many as stay readable), row towards column.

    People stand for their states. Only what holds counts. With `tips` a cell tells its sentences. Raises DrawError where
    no two states have a claim.
    """
    table = table_at(view, "state")
    room = sheet(look, TITLE, (), ("x", "x"))
    found = scores_of(table, asked, min(most or readable(room, handsome=True), readable(room)))
    if not len(found.states):
        raise nothing(asked, "claims of one state about another that have a score and hold")
    page = roomy(sheet(look, TITLE, (), _foot(look, table, found)))
    called = names(view, (table.actors[int(one)] for one in found.states))
    grid, shown = placed(page, list(called.values()))
    marks = [*_cells(page, grid, found, _tips(view, table, found, tips)), *_frame(page, grid, found), *shown, *_bar(page)]
    told = f"{many(len(found.states), 'state')}, {many(len(found.rows), 'claim')}"
    return Drawn(drawing=page.drawing(marks), told=told)


def readable(page: Sheet, *, handsome: bool = False) -> int:
    """How many states fit on the sheet, in letters that can be read, or in such as look well, with numbers in the cells?"""
    letters = max(page.size.least, 0.82 * page.size.letters) if handsome else page.size.least
    wide, high = page.room
    rows = (high * (1 - NAME) - 3 * page.size.letters) / (TALL * letters)
    digits = 1.25 * measure("000", LEAST * page.size.least)[0] if handsome else 0.0
    return max(int(min(rows, wide * (1 - NAME) / max(TALL * letters, digits))), 2)


def placed(page: Sheet, called: Sequence[str]) -> tuple[Grid, list[Words]]:
    """The grid for states of these names, as large as fits, and the names: of rows left of it, of columns over it.

    The columns' names are turned where they are wider than their columns.
    """
    base, least, number = page.size.letters, page.size.least, len(called)
    wide, high = page.room[0], page.room[1] - LEGEND * base
    widest = max(measure(clean(name), 1.0)[0] for name in called)
    letters = max(min(base, high * (1 - NAME) / number / TALL, NAME * wide / widest), least)
    gap, rows = 0.4 * letters, [cut(name, letters, NAME * wide) for name in called]
    aside = max(measure(name, letters)[0] for name in rows) + gap
    widest *= letters
    turned = number * (widest + 2 * gap) > wide - aside
    columns = [cut(name, letters, ABOVE * high) for name in called] if turned else list(called)
    above = (max(measure(name, letters)[0] for name in columns) if turned else LEADING * letters) + gap
    tall = min((high - above) / number, TALLEST * base)
    across = min((wide - aside) / number, max(WIDEST * tall, 0 if turned else widest + 2 * gap))
    left = page.left + aside + (wide - aside - number * across) / 2
    grid = Grid(left=left, top=page.high - above, wide=across, tall=tall, letters=letters)
    shown, ink = [], page.palette.ink
    for at, (row, column) in enumerate(zip(rows, columns, strict=True)):
        x, y = grid.spot(at, at)
        shown.append(Words(spot=(left - gap, y), text=row, size=letters, colour=ink, across="right"))
        if turned:
            shown.append(Words(spot=(x, grid.top + gap), text=column, size=letters, colour=ink, across="left", turn=90))
        else:
            shown.append(Words(spot=(x, grid.top + gap / 2 + LEADING * letters / 2), text=column, size=letters, colour=ink))
    return grid, shown


def _cells(page: Sheet, grid: Grid, found: Scores, told: Mapping[tuple[int, int], str]) -> Iterator[Mark]:
    """The cells that have claims, coloured, with their numbers of claims, all of one size, where that can be read."""
    size = (grid.wide - 0.6, grid.tall - 0.6)
    letters = min(max(0.82 * grid.letters, 0.17 * grid.tall), 0.7 * grid.tall)
    widest = measure(f"{int(found.claims.max()):,}", 1.0)[0]
    if FULL * size[0] / widest >= LEAST * page.size.least:
        letters = min(letters, FULL * size[0] / widest)
    for row, column in zip(*found.claims.nonzero(), strict=True):
        here, spot = (int(row), int(column)), grid.spot(int(row), int(column))
        colour = page.palette.graded(float(found.mean[here]) / EXTREME)
        yield Area(points=box(spot, size), face=colour, tip=told.get(here, ""), layer=2)
        text = f"{int(found.claims[here]):,}"
        if letters >= LEAST * page.size.least and measure(text, letters)[0] <= FULL * size[0] + 1e-6:
            yield Words(spot=spot, text=text, size=letters, colour=on(colour), layer=6)


def on(colour: str) -> str:
    """The ink that is read best on a patch of this colour.

    >>> on("#364b9a"), on("#eaeccc")
    ('#ffffff', '#1d2127')
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return "#ffffff" if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < 0.25 else "#1d2127"


def _frame(page: Sheet, grid: Grid, found: Scores) -> Iterator[Mark]:
    """The diagonal, and lines: thin ones between states, stronger ones between communities of more than one."""
    number, base = len(found.states), page.size.letters
    right, low = grid.left + number * grid.wide, grid.top - number * grid.tall
    for at in range(number):
        yield Area(points=box(grid.spot(at, at), (grid.wide, grid.tall)), face=page.palette.grid, layer=0)
    for at in range(number + 1):
        inside = 0 < at < number
        strong = inside and found.groups[at] != found.groups[at - 1]
        colour, width = (page.palette.faint, 0.09 * base) if strong else (page.palette.grid, 0.03 * base)
        x, y = grid.left + at * grid.wide, grid.top - at * grid.tall
        layer = 3 if strong else 1
        yield Curve(points=((x, grid.top), (x, low)), colour=colour, width=width, layer=layer)
        yield Curve(points=((grid.left, y), (right, y)), colour=colour, width=width, layer=layer)


def _bar(page: Sheet) -> Iterator[Mark]:
    """The colour bar, below the grid: what the colours, and the numbers in the cells, mean."""
    base, palette = page.size.letters, page.palette
    letters, (wide, tall) = 0.9 * base, (BAR[0] * base, BAR[1] * base)
    before, y = "conflict", page.low + 1.3 * base
    yield Words(spot=(page.left, y), text=before, size=letters, colour=palette.ink, across="left")
    x = page.left + measure(before, letters)[0] + 0.6 * base
    for step in range(STEPS):
        middle = (x + (step + 0.5) * wide / STEPS, y)
        face = palette.graded((2 * step + 1) / STEPS - 1)
        yield Area(points=box(middle, (wide / STEPS + 0.3, tall)), face=face, layer=2)
    for value in MARKS:
        spot = (x + (value + EXTREME) / EXTREME / 2 * wide, y - 0.95 * base)
        text = f"{value:+d}".replace("-", "−") if value else "0"
        yield Words(spot=spot, text=text, size=0.75 * base, colour=palette.faint)
    x += wide + 0.6 * base
    after = f"cooperation: {MEANT}"
    after = after if x + measure(after, letters)[0] <= page.right else "cooperation"
    yield Words(spot=(x, y), text=after, size=letters, colour=palette.ink, across="left")


def _tips(view: View, table: Table, found: Scores, wanted: bool) -> dict[tuple[int, int], str]:
    if not wanted:
        return {}
    import numpy as np

    called = list(names(view, (table.actors[int(one)] for one in found.states)).values())
    cells = rows_by_cell(table, found)
    texts, told = {}, sentences(view, table, len(cells))
    for here, rows in cells.items():
        heading = f"{called[here[0]]} → {called[here[1]]}: mean {found.mean[here]:.1f}, {many(len(rows), 'claim')}"
        texts[here] = told.tip(np.array(rows), heading)
    return texts


def _foot(look: Look, table: Table, found: Scores) -> list[str]:
    left = f", {many(found.left_out, 'state')} with fewer claims left out" if found.left_out else ""
    narrow = look.size.width * 72 < 62 * look.size.letters
    parts = [MEANT] if narrow else []
    parts += [articles(table, found.rows), f"{many(len(found.states), 'state')}, {many(len(found.rows), 'claim')}{left}"]
    other = f"{many(found.other, 'claim')} of planned, supposed or denied things not counted" if found.other else ""
    return [*parts, *filter(None, (other, "people stand for their states", "offices and requests have no score"))]
