"""Between whom did conflict rise? Pairs with more of it in the window than in the equally long one before.

People count as the states for which they stand on the claim's day. Conflict is measured as in `kg.query.measures.signs`: the sum
of score times confidence, PLOVER's scores without their minus, over what articles say happened; what a story says twice, of the
same actors, and what its reprints say again, counts once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.lexicon.relations import FAMILIES
from kg.model import EntityType, Status
from kg.query.facts import Fact, fact, relations
from kg.query.measures.signs import UNIT, scored, summed, weights
from kg.query.support import Support, numbered, support
from kg.report.scope import Scope, of
from kg.store.table import CERTAIN, KINDS, NOBODY, Numbers, Table

SHOWN = 2  # sentences of a pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """Two actors (ids) with the number of acts and words of conflict and their strength, before and now.

    `facts` are the strongest of them now, what `support` counts are those of now.
    """

    one: str
    other: str
    number: tuple[int, int]
    strength: tuple[float, float]
    support: Support
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rises:
    """The pairs whose conflict rose most, and how many there are besides; `known`: does the graph know of days before?"""

    rises: tuple[Rise, ...]
    more: int
    known: bool = True


def rising(scope: Scope, most: int) -> Rises:
    """The pairs whose conflict rose, at most so many (0: all): those between actors with a name of their own first, then those
    whose strength rose most."""
    table = scope.table
    past = scope.rows(scope.past) if scope.window.since > 1 else scope.here[:0]
    sides = [_acts(table, rows) for rows in (past, scope.here)]
    rows = np.concatenate(sides)
    now = np.repeat([False, True], [len(one) for one in sides])
    one, other = scope.folded(rows)
    between = one != other
    rows, now, one, other = rows[between], now[between], one[between], other[between]
    pair, count = numbered([np.minimum(one, other), np.maximum(one, other)])
    weight = -weights(table, rows)
    strength = [summed(pair[which], weight[which], count) for which in (~now, now)]
    number = [np.bincount(pair[which], minlength=count) for which in (~now, now)]
    risen = np.flatnonzero(strength[1] > strength[0])
    first = np.full(count, len(table.claims))
    np.minimum.at(first, pair, rows)
    unnamed = np.isin(table.kinds, [KINDS.index(EntityType.GROUP)])
    vague = np.bincount(pair[unnamed[one] | unnamed[other]], minlength=count) > 0
    order = risen[np.lexsort((first[risen], -(strength[1] - strength[0])[risen], vague[risen]))]
    told = []
    for each in order[: most or len(order)].tolist():
        mine = np.flatnonzero((pair == each) & now)
        ends = table.actors[int(one[mine[0]])], table.actors[int(other[mine[0]])]
        told.append(
            Rise(
                one=min(ends),
                other=max(ends),
                number=(int(number[0][each]), int(number[1][each])),
                strength=(_units(strength[0][each]), _units(strength[1][each])),
                support=support(table, rows[mine]),
                facts=_strongest(scope, rows[mine], weight[mine]),
            )
        )
    return Rises(rises=tuple(told), more=len(order) - len(told), known=bool(len(past)))


def _acts(table: Table, rows: Numbers) -> Numbers:
    """What of these claims is conflict that happened: of what one story says of the same actors the surest claim."""
    conflict = tuple(name for name, one in relations().items() if one.family == FAMILIES[-1])
    rows = scored(table, of(table, rows, Status.ACTUAL, conflict))
    claims = table.claims[rows]
    group, count = numbered([claims["subject"], claims["object"], claims["relation"], claims["article"]])
    order = np.lexsort((rows, claims["speaker"] != NOBODY, -claims["confidence"].astype(np.int64), group))
    found: Numbers = np.sort(rows[order[np.searchsorted(group[order], np.arange(count))]])
    return found


def _strongest(scope: Scope, rows: Numbers, weight: Numbers) -> tuple[Fact, ...]:
    """The claims to quote: of different sentences, the strongest first, then the latest."""
    table = scope.table
    order = rows[np.lexsort((rows, -table.claims["day"][rows].astype(np.int64), -weight))]
    found: dict[tuple[str, int, int], Fact] = {}
    for row in order.tolist():
        one = fact(scope.view, table.claim(row))
        if one is not None:
            found.setdefault((one.article, one.start, one.end), one)
        if len(found) == SHOWN:
            break
    return tuple(found.values())


def _units(sum_: int) -> float:
    return float(sum_) / (UNIT * CERTAIN)
