"""One step of a path, with the claims that carry it.

Between two hubs there may be thousands of claims: they are counted and put in order by the claim table alone, and fetched from
the database when they are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

from kg.query.edges import FAMILY_ORDER
from kg.query.facts import Fact, fact, relations
from kg.store.table import Numbers

if TYPE_CHECKING:
    from kg.query.paths.walk import Walk
    from kg.store import View

LATE = 10**8  # a day after all days


class Facts(Sequence[Fact]):
    """The claims of a hop as a sequence: contacts and stances before offices, what holds first, then by day.

    Its length costs nothing; only the claims that are asked for are fetched, `facts[:5]` five of them.
    """

    def __init__(self, view: View, walk: Walk, rows: Numbers, start: int) -> None:
        self._view, self._table, self._start = view, walk.table, start
        claims = self._table.claims[rows]
        families = np.array([FAMILY_ORDER.index(one.family) for one in relations().values()])
        day = np.where(claims["day"] > 0, claims["day"], LATE)
        keys = families[claims["relation"]], claims["status"], day, claims["article"]
        order = np.lexsort((rows, *reversed(keys)))
        self._rows = rows[order]
        same = [np.diff(key[order].astype(np.int64)) == 0 for key in keys]
        self._groups = np.concatenate([[0], np.cumsum(~np.logical_and.reduce(same))]) if len(rows) else self._rows
        self._fetched: dict[int, tuple[Fact, int]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Fact: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, place: int | slice) -> Fact | tuple[Fact, ...]:
        if isinstance(place, slice):
            return tuple(self._fact(one) for one in range(*place.indices(len(self))))
        return self._fact(range(len(self))[place])

    def __iter__(self) -> Iterator[Fact]:
        return map(self._fact, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._rows.tolist() == other._rows.tolist() and self._start == other._start

    def __hash__(self) -> int:
        return hash((self._start, *self._rows.tolist()))

    @property
    def rows(self) -> Numbers:
        """The claims' rows in the table, in no order inside one article, day and kind."""
        return self._rows

    def near(self, place: int) -> str:
        """Who of the claim's two actors stands where the hop starts? An id: not the hop's own where people stand for states."""
        one, row = self._read(place)
        return one.subject if self._table.claims["subject"][row] == self._start else one.object

    def _fact(self, place: int) -> Fact:
        return self._read(place)[0]

    def _read(self, place: int) -> tuple[Fact, int]:
        """The claim and its row. Claims of one kind, day and article come in the order of the text, which no column tells."""
        if place not in self._fetched:
            group = np.flatnonzero(self._groups == self._groups[place])
            rows = self._rows[group].tolist()
            found = [(one, row) for row in rows if (one := fact(self._view, self._table.claim(row)))]
            found.sort(key=lambda each: (each[0].start, each[0].id))
            self._fetched |= dict(zip(group.tolist(), found, strict=True))
        return self._fetched[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path, from `start` to `end`, with every claim that carries it, strongest family first."""

    start: str
    end: str
    facts: Facts
