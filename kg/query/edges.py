"""Which claims may be hops? One rule for the rows of the claim table and for facts, so that walks and what they show agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kg.errors import QueryError
from kg.lexicon.relations import FAMILIES
from kg.model import Status
from kg.query.facts import Fact, relations
from kg.query.window import ALWAYS, Window
from kg.store.table import CERTAIN, STATUSES, Table, day_number

HOLDS = (Status.ACTUAL, Status.FORMER)
FAMILY_ORDER = ("contacts", "cooperation", "conflict", "roles")
Rows = npt.NDArray[np.int64] | slice


@dataclass(frozen=True, kw_only=True)
class Edges:
    """Which claims may be hops? Relation names (empty: all), statuses, whether direction counts, the least confidence, the days.

    A symmetric relation leads both ways also where direction counts.
    """

    names: frozenset[str] = frozenset()
    statuses: tuple[Status, ...] = HOLDS
    directed: bool = False
    least: float = 0.0
    window: Window = ALWAYS

    def takes(self, fact: Fact, published: str = "") -> bool:
        """May this claim be a hop? `published` is the day of its article, which counts only where days do."""
        known = not self.names or fact.relation in self.names
        if not (known and fact.status in self.statuses and fact.confidence >= self.least):
            return False
        appeared = day_number(published)
        return not self.window or self.window.holds(day_number(fact.date) or appeared, appeared)

    def accepts(self, table: Table, rows: Rows = slice(None)) -> npt.NDArray[np.bool_]:
        """Which of these rows of the claim table (all, if none are given) may be hops?"""
        claims = table.claims
        mask: npt.NDArray[np.bool_] = self._by_status[claims["status"][rows]]
        if self.names:
            mask &= self._by_relation[claims["relation"][rows]]
        if self.least > 0:
            mask &= claims["confidence"][rows] >= np.ceil(self.least * CERTAIN - 1e-6)
        if self.window:
            mask &= self.window.accepts(table, rows)
        return mask

    def within(self, least: float, window: Window = ALWAYS) -> Edges:
        """The same, of claims that also have this confidence and lie in this window: those of a view that is itself cut."""
        if least <= self.least and not window:
            return self
        since, until = max(self.window.since, window.since), min(filter(None, (self.window.until, window.until)), default=0)
        as_of = min(filter(None, (self.window.as_of, window.as_of)), default=0)
        return replace(self, least=max(least, self.least), window=Window(since=since, until=until, as_of=as_of))

    @cached_property
    def _by_status(self) -> npt.NDArray[np.bool_]:
        return np.array([status in self.statuses for status in STATUSES])

    @cached_property
    def _by_relation(self) -> npt.NDArray[np.bool_]:
        return np.array([name in self.names for name in relations()])


def edges(
    names: Iterable[str] = (),
    families: Iterable[str] = (),
    *,
    directed: bool = False,
    least: float = 0.0,
    statuses: Iterable[Status] = HOLDS,
    window: Window = ALWAYS,
) -> Edges:
    """The edges of these relations and families together (none given: all), by claims of at least the confidence `least`.

    `statuses` are those that a hop's claims may have, `window` the days that they may have (none: any).
    Raises QueryError for unknown names.
    """
    wanted: set[str] = set()
    for name in names:
        plain = name.strip().lower().replace(" ", "-").replace("_", "-")
        if plain not in relations():
            raise QueryError(f"no relation is called {name!r}; there are {', '.join(relations())}")
        wanted.add(plain)
    for family in known_families(families):
        wanted |= {one.name for one in relations().values() if one.family == family}
    allowed = set(statuses)
    return Edges(
        names=frozenset(wanted),
        statuses=tuple(status for status in Status if status in allowed),
        directed=directed,
        least=least,
        window=window,
    )


def statuses(names: Iterable[str]) -> tuple[Status, ...]:
    """The statuses of these names, "all" for all of them; those that hold if none is named."""
    given = set(names)
    return tuple(status for status in Status if {status.value, "all"} & given) if given else HOLDS


def known_families(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each checked to be a family of relations; raises QueryError for another."""
    given = tuple(names)
    for name in given:
        if name not in FAMILIES:
            raise QueryError(f"no family is called {name!r}; there are {', '.join(FAMILIES)}")
    return given
