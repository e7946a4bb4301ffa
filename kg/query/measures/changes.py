"""What changed between two graphs, or between what one graph knew on two days?

A *fact* is a triple that at least one claim states. It *came* if it holds now and was not stated before, *went* if it held and
is not stated any more, and *changed* if its status did. A fact's status is the best of its claims', of an office that of its
newest claim. Facts are compared under the ids that actors have now (see `sides`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.model import Status
from kg.query.facts import relations
from kg.query.measures.sides import Aligned, Renaming, Side, aligned, ends, renamings
from kg.store.table import STATUSES, Numbers

HELD = (STATUSES.index(Status.ACTUAL), STATUSES.index(Status.FORMER))
ABSENT = len(STATUSES)
NEVER = 10**7  # a day after all days


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact (ids and a relation's name) with its status before and now (None: not stated), the number of its claims on the
    side that has it (now, if both have), and its newest claim there."""

    subject: str
    relation: str
    object: str
    before: Status | None
    now: Status | None
    claims: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many there were, are, came and went."""

    before: int
    now: int
    came: int
    went: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed. Facts and actors come by their number of claims, then by ids; `relations` count claims.

    `held` counts the facts that hold, `turned` those whose status changed; of `came`, `went` and `changed` only the first may
    be listed.
    """

    articles: Counted
    actors: Counted
    claims: Counted
    held: Counted
    turned: int
    relations: dict[str, Counted]
    came_actors: tuple[str, ...]
    went_actors: tuple[str, ...]
    renamed: tuple[Renaming, ...]
    came: tuple[Change, ...]
    went: tuple[Change, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts by key, rising: status, claims, and the row of the newest claim of each."""

    keys: Numbers
    status: Numbers
    claims: Numbers
    row: Numbers


def changes(before: Side, now: Side, limit: int | None = None) -> Changes:
    """What changed from one side to the other? `limit` bounds the lists of facts."""
    both = aligned(before.table, now.table)
    told = [np.bincount(ends(one, numbers), minlength=len(both.ids)) for one, numbers in ((before, both.before), (now, both.now))]
    there = [np.flatnonzero(one) for one in told]
    renamed, moved = renamings(before, now, both, there)
    held = _facts(before, moved[both.before], len(both.ids)), _facts(now, both.now, len(both.ids))
    counts, listed = _compared(before, now, both, held, limit)
    came_actors, went_actors = _most_told(told[1], told[0]), _most_told(told[0], told[1])
    known = {one.now for one in renamed}
    lost = {one.before for one in renamed if one.kind != "lost"}
    came = tuple(one for one in (both.ids[number] for number in came_actors.tolist()) if one not in known)
    went = tuple(one for one in (both.ids[number] for number in went_actors.tolist()) if one not in lost)
    relation_counts = _relations(before, now)
    whole = [sum(getattr(one, name) for one in relation_counts.values()) for name in ("before", "now", "came", "went")]
    holding = [int(np.isin(one.status, HELD).sum()) for one in held]
    return Changes(
        articles=_counted(before.articles, now.articles),
        actors=Counted(before=len(there[0]), now=len(there[1]), came=len(came), went=len(went)),
        claims=Counted(before=whole[0], now=whole[1], came=whole[2], went=whole[3]),
        held=Counted(before=holding[0], now=holding[1], came=counts[0], went=counts[1]),
        turned=counts[2],
        relations=relation_counts,
        came_actors=came,
        went_actors=went,
        renamed=renamed,
        came=listed[0],
        went=listed[1],
        changed=listed[2],
    )


def _counted(before: frozenset[str], now: frozenset[str]) -> Counted:
    return Counted(before=len(before), now=len(now), came=len(now - before), went=len(before - now))


def _most_told(told: Numbers, others: Numbers) -> Numbers:
    """Who is told of here and not there, those most told of first."""
    alone = np.flatnonzero((told > 0) & (others == 0))
    return alone[np.lexsort((alone, -told[alone]))]


def _facts(side: Side, numbers: Numbers, size: int) -> Facts:
    """The facts of one side; `numbers` are the common numbers of its actors."""
    claims = side.table.claims[side.rows]
    symmetric, office = (np.array(flags) for flags in zip(*_kinds(), strict=True))
    relation = claims["relation"].astype(np.int64)
    subject, object_ = (numbers[claims[role]] for role in ("subject", "object"))
    turn = symmetric[relation] & (subject > object_)
    subject, object_ = np.where(turn, object_, subject), np.where(turn, subject, object_)
    keys = (subject * size + object_) * len(symmetric) + relation
    age = NEVER - claims["day"].astype(np.int64)
    status = claims["status"].astype(np.int64)
    worth = np.where(office[relation], age * (ABSENT + 1) + status, status * (2 * NEVER) + age)
    order = np.lexsort((worth, keys))
    found, first, number = np.unique(keys[order], return_index=True, return_counts=True)
    return Facts(keys=found, status=status[order][first], claims=number, row=side.rows[order][first])


def _kinds() -> list[tuple[bool, bool]]:
    """Of each relation: is it symmetric, is it an office or membership?"""
    return [(one.symmetric, one.family == "roles") for one in relations().values()]


def _compared(
    before: Side, now: Side, both: Aligned, facts: tuple[Facts, Facts], limit: int | None
) -> tuple[list[int], list[tuple[Change, ...]]]:
    """How many facts came, went, and changed their status; and the first of each."""
    was, is_ = facts
    _, first, second = np.intersect1d(was.keys, is_.keys, assume_unique=True, return_indices=True)
    old, new = np.full(len(is_.keys), ABSENT), np.full(len(was.keys), ABSENT)
    old[second], new[first] = was.status[first], is_.status[second]
    came = np.flatnonzero((old == ABSENT) & np.isin(is_.status, HELD))
    went = np.flatnonzero((new == ABSENT) & np.isin(was.status, HELD))
    other = np.flatnonzero((old != ABSENT) & (old != is_.status))
    return [len(came), len(went), len(other)], [
        _listed(now, both, is_, _first(is_, came, limit), old, is_.status),
        _listed(before, both, was, _first(was, went, limit), was.status, new),
        _listed(now, both, is_, _first(is_, other, limit), old, is_.status),
    ]


def _first(facts: Facts, some: Numbers, limit: int | None) -> Numbers:
    """Those of some facts with most claims, in order."""
    return some[np.lexsort((facts.keys[some], -facts.claims[some]))][:limit]


def _listed(
    side: Side, both: Aligned, facts: Facts, some: Numbers, before: npt.NDArray[np.int64], now: npt.NDArray[np.int64]
) -> tuple[Change, ...]:
    names = list(relations())
    statuses = (*STATUSES, None)
    found = []
    for one in some.tolist():
        ends, relation = divmod(int(facts.keys[one]), len(names))
        subject, object_ = divmod(ends, len(both.ids))
        found.append(
            Change(
                subject=both.ids[subject],
                relation=names[relation],
                object=both.ids[object_],
                before=statuses[int(before[one])],
                now=statuses[int(now[one])],
                claims=int(facts.claims[one]),
                claim=side.table.claim(int(facts.row[one])),
            )
        )
    return tuple(found)


def _relations(before: Side, now: Side) -> dict[str, Counted]:
    """The claims by relation, in the vocabulary's order, those of which there are any."""
    names = list(relations())
    told = [side.table.claims[side.rows] for side in (before, now)]
    same = before.table is now.table
    ids = [before.rows, now.rows] if same else [np.ascontiguousarray(one["id"]) for one in told]
    alone = [~np.isin(one, other) for one, other in (ids, ids[::-1])]
    parts = told[0], told[1], told[1][alone[1]], told[0][alone[0]]
    counts = [np.bincount(one["relation"], minlength=len(names)) for one in parts]
    return {
        name: Counted(before=int(row[0]), now=int(row[1]), came=int(row[2]), went=int(row[3]))
        for name, row in zip(names, np.array(counts).T.tolist(), strict=True)
        if any(row)
    }
