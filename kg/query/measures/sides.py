"""Two sides to compare, two graphs or two days of one: their claims, their actors under common numbers, and who is who now.

Claims keep their ids when actors are merged or renamed, so a claim that both sides have tells who is who: an actor that is gone
was *renamed*, or *merged* with one that was there before, if its claims are now told of another; one that is still there *lost*
a part of its claims to another, where actors were taken apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.query.edges import Edges
from kg.query.window import Window
from kg.store import View
from kg.store.table import Numbers, Table

ROLES = ("subject", "object", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: a view, its claim table, the rows of the claims that count, and the number of articles."""

    view: View
    table: Table
    rows: Numbers
    articles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """An actor's id before and now, how many claims tell so, and whether it was renamed, merged or lost these claims."""

    before: str
    now: str
    claims: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Both sides' actors under common numbers: the ids by number, and the number of each actor of either table."""

    ids: list[str]
    before: Numbers
    now: Numbers


def side(view: View, edges: Edges, as_of: int = 0) -> Side:
    """What a graph knew on a day (an ordinal, 0: all that it knows), of the claims that these edges take."""
    table = view.table
    rows = np.flatnonzero(replace(edges, window=Window(as_of=as_of)).accepts(table))
    published = table.articles["published"]
    articles = list(table.article_ids)
    if as_of:
        articles = [articles[one] for one in np.flatnonzero((published > 0) & (published <= as_of)).tolist()]
    return Side(view=view, table=table, rows=rows, articles=frozenset(articles))


def aligned(before: Table, now: Table) -> Aligned:
    if before is now:
        same = np.arange(len(now.actors))
        return Aligned(ids=list(now.actors), before=same, now=same)
    names = [list(before.actors), list(now.actors)]
    ids = sorted({*names[0], *names[1]}, key=str.encode)
    number = {one: place for place, one in enumerate(ids)}
    numbers = [np.array([number[one] for one in some], dtype=np.int64) for some in names]
    return Aligned(ids=ids, before=numbers[0], now=numbers[1])


def ends(side: Side, numbers: Numbers) -> Numbers:
    claims = side.table.claims[side.rows]
    ends = np.concatenate([claims[role].astype(np.int64) for role in ROLES])
    found: Numbers = numbers[ends[ends >= 0]]
    return found


def renamings(before: Side, now: Side, both: Aligned, there: Sequence[Numbers]) -> tuple[tuple[Renaming, ...], Numbers]:
    """Who has another id now, the most claims first; and the number now of each number before."""
    moved = np.arange(len(both.ids))
    if before.table is now.table:
        return (), moved
    ids = [side.table.claims["id"][side.rows] for side in (before, now)]
    _, first, second = np.intersect1d(ids[0], ids[1], return_indices=True)
    ends = np.zeros((2, 0), dtype=np.int64)
    for role in ROLES:
        was = before.table.claims[role][before.rows[first]].astype(np.int64)
        is_ = now.table.claims[role][now.rows[second]].astype(np.int64)
        told = (was >= 0) & (is_ >= 0)
        ends = np.concatenate([ends, np.array([both.before[was[told]], both.now[is_[told]]])], axis=1)
    ends = ends[:, ends[0] != ends[1]]
    keys, numbers = np.unique(ends[0] * len(both.ids) + ends[1], return_counts=True)
    found = []
    for place in np.lexsort((keys, -numbers)).tolist():
        old, new = divmod(int(keys[place]), len(both.ids))
        gone = not _has(there[1], old)
        kind = "lost" if not gone else "merged" if _has(there[0], new) else "renamed"
        found.append(Renaming(before=both.ids[old], now=both.ids[new], claims=int(numbers[place]), kind=kind))
        if gone and moved[old] == old:
            moved[old] = new
    return tuple(found), moved


def _has(numbers: Numbers, one: int) -> bool:
    place = int(np.searchsorted(numbers, one))
    return place < len(numbers) and int(numbers[place]) == one
