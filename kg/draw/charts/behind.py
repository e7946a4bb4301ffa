"""What stands behind the marks of a chart: which claims, from how many articles, and in which words?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.asked import LEVELS
from kg.draw.select import covered
from kg.draw.sheet import clean
from kg.errors import DrawError
from kg.query.amounts import many
from kg.query.facts import fact, relations, source
from kg.query.states import state_table
from kg.query.window import day
from kg.store.table import NOBODY, Numbers

if TYPE_CHECKING:
    from kg.draw.sheet import Sheet
    from kg.model import Status
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

ROOM = (34, 13)  # a chart's least width and height, in letters
QUOTED, LETTERS = 3, 180  # sentences that a tip quotes, and letters of each
READ = 8  # claims that are looked at for them
MANY = 1_000  # marks


def table_at(view: View, level: str) -> Table:
    """The view's claims between actors, or with people folded into the states that they stand for (one of LEVELS)."""
    if level not in LEVELS:
        raise DrawError(f"no level is called {level!r}; there are {' and '.join(LEVELS)}")
    return state_table(view) if level == "state" else view.table


def chosen(table: Table, asked: Edges, names: Collection[str], statuses: Collection[Status]) -> Numbers:
    """The claims that are asked for, of these relations, between two actors; of these statuses, whatever those asked for.

    Claims of reprints are left out, since they say again what their original said.
    """
    claims = table.claims
    relation = np.array([name in names for name in relations()])
    found = replace(asked, statuses=tuple(statuses)).accepts(table) & relation[claims["relation"]]
    found &= claims["subject"] != claims["object"]
    article = claims["article"]
    rows: Numbers = np.flatnonzero(found & (table.articles["original"][article] == article))
    return rows


def families(names: Iterable[str]) -> frozenset[str]:
    """The relations of these families."""
    wanted = set(names)
    return frozenset(one.name for one in relations().values() if one.family in wanted)


def numbers_of(view: View, table: Table, actors: Sequence[str]) -> list[int]:
    """The actors' numbers in the table. Raises DrawError for one that the graph does not have."""
    found = [table.actor(one) for one in actors]
    for one, number in zip(actors, found, strict=True):
        if number == NOBODY:
            raise DrawError(f"nothing to draw: the graph has no actor {one!r}; its ids look like country/IR")
    return found


def articles(table: Table, rows: Numbers) -> str:
    """From how many articles of which days are these claims? "872 articles, 2021-07-01 to 2024-09-01"."""
    numbers = np.unique(table.claims["article"][rows])
    published = table.articles["published"][numbers]
    known = published[published > 0]
    days = (day(int(known.min())), day(int(known.max()))) if len(known) else ("", "")
    return covered(len(numbers), days)


def roomy(page: Sheet) -> Sheet:
    """The sheet, if a chart has room on it. Raises DrawError if it is too small for its letters."""
    size, (wide, high) = page.size, page.room
    if wide < ROOM[0] * size.letters or high < ROOM[1] * size.letters:
        raise DrawError(
            f"a sheet of {size.width:g} by {size.height:g} inches is too small for a chart in letters of {size.letters:g} points;"
            " take a larger one, or smaller letters"
        )
    return page


def nothing(asked: Edges, what: str, undated: int = 0) -> DrawError:
    """The error of a chart without a mark: `what` was looked for, within which bounds, and how many claims of it have no day."""
    bounds = f" {asked.window}" if asked.window else ""
    bounds += f" of confidence {asked.least:g} or more" if asked.least else ""
    bounds += " of the families asked for" if asked.names else ""
    days = f" with a day ({many(undated, 'claim has', 'claims have')} none)" if undated else ""
    return DrawError(f"nothing to draw: the graph holds no {what}{days}{bounds}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences behind the marks of a chart; `most` of them for a mark."""

    view: View
    table: Table
    most: int = QUOTED
    known: dict[str, str] = field(default_factory=dict)

    def tip(self, rows: Numbers, heading: str) -> str:
        """The heading, and the first different sentences of these claims, those of other articles and the newest first."""
        claims = self.table.claims[rows]
        order = np.lexsort((rows, -claims["confidence"].astype(np.int64), -claims["day"].astype(np.int64)))
        _, first = np.unique(claims["article"][order], return_index=True)
        later = np.setdiff1d(np.arange(len(order)), first)
        told: dict[str, None] = {}
        for row in rows[order[np.append(np.sort(first), later)[:READ]]].tolist():
            if len(told) < self.most:
                told.setdefault(self._quoted(row))
        more = len(rows) - len(told)
        return "\n".join([clean(heading), *told, *([f"and {many(more, 'claim')} more"] if more else [])])

    def _quoted(self, row: int) -> str:
        claims = self.table.claims
        found = fact(self.view, self.table.claim(row))
        article = self.table.article_ids[int(claims["article"][row])]
        if article not in self.known:
            one = source(self.view, article)
            self.known[article] = short(one.title or one.key) if one else ""
        where = ", ".join(part for part in (self.known[article], day(int(claims["day"][row]))) if part)
        return f"“{short(found.quote) if found else ''}” ({where})"


def sentences(view: View, table: Table, marks: int) -> Sentences:
    """The sentences for so many marks: where these are more than MANY, one for each, since each must be fetched."""
    return Sentences(view, table, QUOTED if marks <= MANY else 1)


def short(text: str, letters: int = LETTERS) -> str:
    """On one line, and at most so many letters of it.

    >>> short("  one   two  "), short("abcdef", 4)
    ('one two', 'abc…')
    """
    line = clean(text)
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"
