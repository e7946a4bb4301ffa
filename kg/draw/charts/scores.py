"""How does each state act towards each other one? The numbers of the matrix.

A *cell* is what one state, the row, does towards another, the column: the mean PLOVER score, from -10 to 10, of the claims that
hold. What is symmetric counts both ways. Offices and requests have no score; claims of reprints say again what was said.
States that are for each other stand side by side: they are put into communities, the one with most claims first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.behind import chosen, families
from kg.model import EntityType, Status
from kg.query.measures.communities import Bonds, communities
from kg.query.measures.signs import UNIT, scored, scores
from kg.query.support import symmetric
from kg.store.table import KINDS, Numbers

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.query.measures.network import Floats
    from kg.store.table import Table

SCORED = ("contacts", "cooperation", "conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """States by states. `states` are numbers of the claim table, in the order in which they are shown, `groups` their
    communities, rising.

    `claims` and `mean` are square, row by column: how many claims, and their mean score (0 where there are none). `rows` are the
    claims among these states, each once; `left_out` states have claims and are not shown, `other` claims are planned, supposed
    or denied.
    """

    states: Numbers
    groups: Numbers
    claims: Numbers
    mean: Floats
    rows: Numbers
    left_out: int
    other: int


def scores_of(table: Table, asked: Edges, most: int) -> Scores:
    """The `most` states with most claims about each other, of a claim table at the level of states."""
    names = families(SCORED)
    rows = _among_states(table, scored(table, chosen(table, asked, names, (Status.ACTUAL,))))
    others = [one for one in Status if one is not Status.ACTUAL]
    unsure = _among_states(table, scored(table, chosen(table, asked, names, others)))
    ends = _ends(table, rows)
    weight = np.bincount(np.concatenate(ends), minlength=len(table.actors))
    there = np.flatnonzero(weight)
    heavy = np.sort(there[np.lexsort((there, -weight[there]))][:most])
    kept = rows[np.isin(ends[0], heavy) & np.isin(ends[1], heavy)]
    claims, sums = _square(table, kept, heavy)
    groups = _communities(table, kept, heavy)
    order = _order(claims.sum(axis=0) + claims.sum(axis=1), groups)
    mean = np.divide(sums, claims * UNIT, out=np.zeros(sums.shape), where=claims > 0)
    turned = np.ix_(order, order)
    return Scores(
        states=heavy[order], groups=_renumbered(groups[order]), claims=claims[turned], mean=mean[turned], rows=kept,
        left_out=len(there) - len(heavy), other=len(unsure),
    )  # fmt: skip


def rows_by_cell(table: Table, found: Scores) -> dict[tuple[int, int], list[int]]:
    """The claims behind each cell, by its row and column."""
    place = {int(state): at for at, state in enumerate(found.states)}
    both, cells = symmetric(), dict[tuple[int, int], list[int]]()
    subjects, objects = (end.tolist() for end in _ends(table, found.rows))
    relation = table.claims["relation"][found.rows].tolist()
    for row, subject, object_, name in zip(found.rows.tolist(), subjects, objects, relation, strict=True):
        cells.setdefault((place[subject], place[object_]), []).append(row)
        if both[name]:
            cells.setdefault((place[object_], place[subject]), []).append(row)
    return cells


def _among_states(table: Table, rows: Numbers) -> Numbers:
    state = table.kinds == KINDS.index(EntityType.COUNTRY)
    subject, object_ = _ends(table, rows)
    both: Numbers = rows[state[subject] & state[object_]]
    return both


def _ends(table: Table, rows: Numbers) -> tuple[Numbers, Numbers]:
    told = table.claims[rows]
    return told["subject"].astype(np.int64), told["object"].astype(np.int64)


def _square(table: Table, rows: Numbers, states: Numbers) -> tuple[Numbers, Numbers]:
    """How many claims each cell has, and the sum of their scores in tenths."""
    size = len(states)
    subject, object_ = (np.searchsorted(states, end) for end in _ends(table, rows))
    relation = table.claims["relation"][rows]
    back = symmetric()[relation]
    cell = np.concatenate([subject * size + object_, object_[back] * size + subject[back]])
    value = scores()[np.concatenate([relation, relation[back]])]
    claims, sums = np.bincount(cell, minlength=size * size), np.zeros(size * size, dtype=np.int64)
    np.add.at(sums, cell, value)
    return claims.reshape(size, size), sums.reshape(size, size)


def _communities(table: Table, rows: Numbers, states: Numbers) -> Numbers:
    """Which of the states belong together, by what speaks for and against each pair?"""
    size = len(states)
    subject, object_ = (np.searchsorted(states, end) for end in _ends(table, rows))
    pair = np.minimum(subject, object_) * size + np.maximum(subject, object_)
    pairs, place = np.unique(pair, return_inverse=True)
    value = scores()[table.claims["relation"][rows]]
    plus, minus = (np.bincount(place, np.maximum(value * way, 0), minlength=len(pairs)) for way in (1, -1))
    low, high = np.divmod(pairs, max(size, 1))
    return communities(Bonds(size=size, one=low, other=high, plus=plus.astype(np.float64), minus=minus.astype(np.float64)))


def _order(weight: Numbers, groups: Numbers) -> Numbers:
    """The states by community, that with most claims first; in each those with most claims first."""
    heaviest = np.bincount(groups, weight)
    return np.lexsort((np.arange(len(weight)), -weight, groups, -heaviest[groups]))


def _renumbered(groups: Sequence[int] | Numbers) -> Numbers:
    """The groups by their first appearance: 0, 1, 2, …"""
    seen: dict[int, int] = {}
    return np.array([seen.setdefault(int(one), len(seen)) for one in groups], dtype=np.int64)
