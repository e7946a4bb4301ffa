"""Which claims is a brief about? Those of a stretch of days, in which some actors or any have part.

A state's part is also that of the people who stand for it on the claim's day (see `kg.query.states`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.errors import QueryError
from kg.model import Status
from kg.query.edges import Edges
from kg.query.facts import relations
from kg.query.paths.weights import newest
from kg.query.states import Terms, seen, stands_for
from kg.query.window import ALWAYS, Window, day
from kg.store.table import STATUSES, Numbers

if TYPE_CHECKING:
    from kg.store import View
    from kg.store.table import Table

DAYS = 30  # how long the stretch is where nobody says


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The claims of `window`, which has both a first and a last day, that are sure enough and in which the `actors` (ids) have
    part, all if there are none."""

    view: View
    window: Window
    least: float = 0.0
    actors: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """The claim table."""
        return self.view.table

    @property
    def length(self) -> int:
        """How many days the window has."""
        return self.window.last - self.window.since + 1

    @property
    def past(self) -> Window:
        """The equally long window that ends the day before this one begins, as known then as now."""
        return Window(since=max(self.window.since - self.length, 1), until=self.window.since - 1, as_of=self.window.as_of)

    @cached_property
    def here(self) -> Numbers:
        """The rows of the claim table, of any status, in the window."""
        return self.rows(self.window)

    @cached_property
    def terms(self) -> Terms:
        """Who stands for which state when."""
        return seen(self.table)

    def rows(self, window: Window) -> Numbers:
        """The claims of another window, or, with one without days, whenever they are told of."""
        table = self.table
        rows = np.flatnonzero(Edges(statuses=tuple(Status), least=self.least, window=window).accepts(table))
        return rows[self.part(rows)]

    def part(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """In which of these claims have the actors part?"""
        if not self.actors:
            return np.ones(len(rows), dtype=np.bool_)
        numbers = [self.table.actor(one) for one in self.actors]
        claims = self.table.claims[rows]
        ends = [claims[side].astype(np.int64) for side in ("subject", "object")]
        if any(one.startswith("country/") for one in self.actors):
            ends += self.folded(rows)
        found: npt.NDArray[np.bool_] = np.logical_or.reduce([np.isin(one, numbers) for one in ends])
        return found

    def folded(self, rows: Numbers) -> list[Numbers]:
        """Subjects and objects of these claims, people as the states for which they stand on the claim's day."""
        claims, size = self.table.claims[rows], len(self.table.actors)
        days = claims["day"].astype(np.int64)
        return [stands_for(self.terms, claims[side].astype(np.int64), days, size) for side in ("subject", "object")]


def scope(view: View, window: Window = ALWAYS, least: float = 0.0, actors: tuple[str, ...] = ()) -> Scope:
    """The claims of a window; where it has no first or last day, of the last DAYS days that the articles cover.

    Raises QueryError, saying which days the graph covers, if there is no claim.
    """
    newest_ = newest(view.table)
    until = window.last or newest_
    since = window.since or max(until - DAYS + 1, 1)
    if until >= since:
        found = Scope(
            view=view,
            window=Window(since=since, until=until, as_of=window.as_of),
            least=least,
            actors=tuple(dict.fromkeys(actors)),
        )
        if len(found.here):
            return found
    raise QueryError(_nothing(view.table, since, max(until, since), asked=bool(least or actors or window.as_of)))


def _nothing(table: Table, since: int, until: int, *, asked: bool) -> str:
    days = table.articles["published"]
    days = days[days > 0] if (days > 0).any() else table.claims["day"][table.claims["day"] > 0]
    if not len(days):
        return "the graph has no article with a day, so there is nothing to report; kg build reads articles with their days"
    such = "such claim" if asked else "claim"
    covered = stretch(int(days.min()), int(days.max()))
    return (
        f"there is no {such} of {stretch(since, until)}; the graph covers {covered}: choose other days with --since and --until"
    )


def stretch(first: int, last: int) -> str:
    """The days from one to another (ordinals) in words.

    >>> stretch(739130, 739130), stretch(739130, 739132)
    ('2024-09-01', '2024-09-01 to 2024-09-03')
    """
    return " to ".join(dict.fromkeys((day(first), day(last))))


def named(names: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which relations are these? By their place in the table."""
    return np.isin(list(relations()), names)


def of(table: Table, rows: Numbers, status: Status, names: tuple[str, ...] = ()) -> Numbers:
    """Those of the claims that have this status, and one of these relations (none: any), and lead from one actor to another."""
    claims = table.claims[rows]
    chosen = (claims["status"] == STATUSES.index(status)) & (claims["subject"] != claims["object"])
    if names:
        chosen &= named(names)[claims["relation"]]
    found: Numbers = rows[chosen]
    return found
