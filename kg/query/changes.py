"""What changed between two graphs, or between what one graph knew on two days?

A *fact* is a triple that at least one claim states. It *came* if it holds now and was not stated before, *went* if it held and
is not stated any more, and *changed* if its status did. A fact's status is the best of its claims', of an office that of its
newest claim. Claims keep their ids when actors are merged or renamed, so a claim that both sides have tells who is who now:
an actor that is gone was *renamed*, or *merged* with one that was there, if its claims are now told of another; one that is
still there *lost* a part of its claims to another, where both have been taken apart. Facts are compared after such renaming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kg.model import Status
from kg.query.edges import Edges
from kg.query.facts import relations
from kg.query.window import Window
from kg.store import View
from kg.store.table import STATUSES, Numbers, Table

HELD = (STATUSES.index(Status.ACTUAL), STATUSES.index(Status.FORMER))
ABSENT = len(STATUSES)
NEVER = 10**7  # a day after all days
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
    """What changed. Facts and actors come by their number of claims, then by ids; `relations` count claims."""

    articles: Counted
    actors: Counted
    claims: Counted
    held: Counted
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


def changes(before: Side, now: Side) -> Changes:
    """What changed from one side to the other?"""
    both = _aligned(before.table, now.table)
    there = [np.unique(_ends(side, numbers)) for side, numbers in ((before, both.before), (now, both.now))]
    renamed, moved = _renamed(before, now, both, there)
    held = _facts(before, moved[both.before], len(both.ids)), _facts(now, both.now, len(both.ids))
    listed = _compared(before, now, both, *held)
    came_actors, went_actors = _most_told(now, both.now, there[0]), _most_told(before, both.before, there[1])
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
        held=Counted(before=holding[0], now=holding[1], came=len(listed[0]), went=len(listed[1])),
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


def _aligned(before: Table, now: Table) -> Aligned:
    if before is now:
        same = np.arange(len(now.actors))
        return Aligned(ids=list(now.actors), before=same, now=same)
    names = [list(before.actors), list(now.actors)]
    ids = sorted({*names[0], *names[1]}, key=str.encode)
    number = {one: place for place, one in enumerate(ids)}
    numbers = [np.array([number[one] for one in some], dtype=np.int64) for some in names]
    return Aligned(ids=ids, before=numbers[0], now=numbers[1])


def _ends(side: Side, numbers: Numbers) -> Numbers:
    claims = side.table.claims[side.rows]
    ends = np.concatenate([claims[role].astype(np.int64) for role in ROLES])
    found: Numbers = numbers[ends[ends >= 0]]
    return found


def _most_told(side: Side, numbers: Numbers, others: Numbers) -> Numbers:
    """The side's actors who are not among the others, those with most claims first."""
    actors, told = np.unique(_ends(side, numbers), return_counts=True)
    alone = ~np.isin(actors, others)
    found: Numbers = actors[alone][np.lexsort((actors[alone], -told[alone]))]
    return found


def _renamed(before: Side, now: Side, both: Aligned, there: Sequence[Numbers]) -> tuple[tuple[Renaming, ...], Numbers]:
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
    order = np.lexsort((claims["id"], age, status, np.where(office[relation], age, 0), keys))
    found, first, number = np.unique(keys[order], return_index=True, return_counts=True)
    return Facts(keys=found, status=status[order][first], claims=number, row=side.rows[order][first])


def _kinds() -> list[tuple[bool, bool]]:
    """Of each relation: is it symmetric, is it an office or membership?"""
    return [(one.symmetric, one.family == "roles") for one in relations().values()]


def _compared(
    before: Side, now: Side, both: Aligned, was: Facts, is_: Facts
) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[Change, ...]]:
    """The facts that came, went, and changed their status."""
    _, first, second = np.intersect1d(was.keys, is_.keys, assume_unique=True, return_indices=True)
    old, new = np.full(len(is_.keys), ABSENT), np.full(len(was.keys), ABSENT)
    old[second], new[first] = was.status[first], is_.status[second]
    came = np.flatnonzero((old == ABSENT) & np.isin(is_.status, HELD))
    went = np.flatnonzero((new == ABSENT) & np.isin(was.status, HELD))
    other = np.flatnonzero((old != ABSENT) & (old != is_.status))
    return (
        _listed(now, both, is_, came, old, is_.status),
        _listed(before, both, was, went, was.status, new),
        _listed(now, both, is_, other, old, is_.status),
    )


def _listed(
    side: Side, both: Aligned, facts: Facts, some: Numbers, before: npt.NDArray[np.int64], now: npt.NDArray[np.int64]
) -> tuple[Change, ...]:
    names = list(relations())
    statuses = (*STATUSES, None)
    found = []
    for one in some[np.lexsort((facts.keys[some], -facts.claims[some]))].tolist():
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
    alone = [~np.isin(one["id"], other["id"]) for one, other in (told, told[::-1])]
    parts = told[0], told[1], told[1][alone[1]], told[0][alone[0]]
    counts = [np.bincount(one["relation"], minlength=len(names)) for one in parts]
    return {
        name: Counted(before=int(row[0]), now=int(row[1]), came=int(row[2]), went=int(row[3]))
        for name, row in zip(names, np.array(counts).T.tolist(), strict=True)
        if any(row)
    }
