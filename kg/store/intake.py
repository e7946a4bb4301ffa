"""How do quads get into the database? A few in a transaction, many by bulk loading, which is quicker and as atomic.

Bulk loading sorts quads into files and takes these in as one step. Its documentation does not promise that, so it was tried: of
54 processes killed while they loaded 60,000 or 400,000 quads, none had written a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from time import monotonic

from pyoxigraph import NamedNode, Quad, Store

MANY = 20_000  # quads from which on bulk loading is quicker
MOST = 400_000  # in one step: the more, the less the database has to merge later, but all of them lie in memory
PATIENCE = 1.0  # seconds that an article waits for others, unless MANY quads a second come, which are soon put in again


def insert(store: Store, quads: Iterable[Quad]) -> None:
    """Put quads in, in steps that are atomic each."""
    rest = iter(quads)
    while chunk := list(islice(rest, MOST)):
        _insert(store, chunk)


def _insert(store: Store, quads: Sequence[Quad]) -> None:
    if len(quads) < MANY:
        store.extend(quads)
    else:
        store.bulk_extend(quads)


class Intake:
    """New articles on their way into the database: each whole, and several at a time, if they come quickly."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[NamedNode, Sequence[Quad]] = {}
        self._number = 0
        self._since = 0.0

    def __contains__(self, graph: NamedNode) -> bool:
        """Is this article waiting to be written?"""
        return graph in self._waiting

    def add(self, graph: NamedNode, quads: Sequence[Quad]) -> int:
        """Take in an article that the database does not have; the number of articles that this wrote."""
        if not self._waiting:
            self._since = monotonic()
        self._waiting[graph] = quads
        self._number += len(quads)
        waited = monotonic() - self._since
        slow = waited >= PATIENCE and self._number < MANY * waited
        return self.write() if slow or self._number >= MOST else 0

    def write(self) -> int:
        """Write all that wait, in one atomic step; their number."""
        articles = len(self._waiting)
        if articles:
            _insert(self._store, [quad for quads in self._waiting.values() for quad in quads])
            self._waiting.clear()
            self._number = 0
        return articles
