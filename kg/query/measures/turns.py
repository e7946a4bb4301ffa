"""Which offices changed hands, and which states turned on each other or made friends, from one side to the other?

An office has one holder at a time (see `portfolio`); it changed hands if who is its current holder now was not before, and is
told of no earlier day than the one before. Two states *turned* if the sign between them (see `signs`) was + and is -, or the
other way round, people counted as the states for which they stand. Between two graphs each sign is that of all claims; between
two days of one graph it is that of the claims known on the first, and of those that became known since.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.model import EntityType
from kg.query.facts import relations
from kg.query.measures.sides import Renaming, Side
from kg.query.measures.signs import scored, signs
from kg.query.offices.portfolio import SINGLE, posts
from kg.query.offices.tenures import current, tenures
from kg.query.states import state_table
from kg.store.table import KINDS, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """An office by its relation, body (an id) and wording: the holder before and now (ids), the first day on which the new one is
    told of (an ordinal, 0: unknown), and the newest claim that has him or her in office."""

    relation: str
    body: str
    post: str
    before: str
    now: str
    since: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Two states (ids), the sign and P - N between them before and now, and how many claims each rests on."""

    one: str
    other: str
    before: int
    now: int
    strengths: tuple[float, float]
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    holder: str
    last: int
    first: int
    post: str
    claim: str


def handovers(before: Side, now: Side, renamed: tuple[Renaming, ...] = ()) -> list[Handover]:
    """The single offices with another holder now, the newest first, then by body. `renamed` tells who has another id now."""
    same = {one.before: one.now for one in reversed(renamed) if one.kind != "lost"}
    was, held = _holders(before), _holders(now)
    found: dict[tuple[str, str, str, str], Handover] = {}
    for key, new in held.items():
        old = was.get((key[0], same.get(key[1], key[1]), key[2])) or was.get(key)
        if old is None or same.get(old.holder, old.holder) == new.holder or new.last < old.last:
            continue
        one = Handover(
            relation=key[0],
            body=key[1],
            post=new.post,
            before=same.get(old.holder, old.holder),
            now=new.holder,
            since=new.first,
            claim=new.claim,
        )
        found.setdefault((one.relation, one.body, one.before, one.now), one)
    return sorted(found.values(), key=lambda one: (-one.since, one.body, one.relation, one.now))


def turns(before: Side, now: Side) -> list[Turn]:
    """The pairs of states whose sign turned, the surest (by the weaker of its two sides) first."""
    if before.view is now.view:
        fresh = np.setdiff1d(now.rows, before.rows, assume_unique=True)
        sides = [_signs(before, before.rows), _signs(now, fresh)]
    else:
        sides = [_signs(before, before.rows), _signs(now, now.rows)]
    found = [
        Turn(
            one=pair[0],
            other=pair[1],
            before=old[0],
            now=new[0],
            strengths=(old[1], new[1]),
            claims=(old[2], new[2]),
        )
        for pair, old in sides[0].items()
        if (new := sides[1].get(pair)) and new[0] == -old[0]
    ]
    return sorted(found, key=lambda one: (-min(map(abs, one.strengths)), one.one, one.other))


def _signs(side: Side, rows: Numbers) -> dict[tuple[str, str], tuple[int, float, int]]:
    """Sign, P - N and number of claims of each signed pair of states, by their ids in order."""
    table = state_table(side.view)
    states = np.flatnonzero(table.kinds == KINDS.index(EntityType.COUNTRY))
    found = signs(table, scored(table, rows), states)
    ids = [table.actors[number] for number in states.tolist()]
    return {
        (ids[one], ids[other]): (int(found.sign[one, other]), found.strength(one, other), int(found.claims[one, other]))
        for one, other in np.argwhere(np.triu(found.sign, 1) != 0).tolist()
    }


def _holders(side: Side) -> dict[tuple[str, str, str], _Held]:
    """The current holder of each single office: relation, body and kind of post. Of several, the one told of last."""
    names = list(relations())
    office = np.isin(side.table.claims["relation"][side.rows], [names.index(name) for name in sorted(SINGLE)])
    found = tenures(side.view, side.rows[office])
    asked = np.flatnonzero(current(found) & found.single)
    held: dict[tuple[str, str, str], _Held] = {}
    for tenure in asked[np.lexsort((found.holder[asked], -found.last[asked]))].tolist():
        relation, body = names[int(found.relation[tenure])], side.table.actors[int(found.body[tenure])]
        rows, post = found.claims(tenure), found.post(tenure)
        newest = rows[np.lexsort((rows, -side.table.claims["day"][rows].astype(np.int64), side.table.claims["status"][rows]))][0]
        one = _Held(
            holder=side.table.actors[int(found.holder[tenure])],
            last=int(found.last[tenure]),
            first=int(found.first[tenure]),
            post=post,
            claim=side.table.claim(int(newest)),
        )
        for kind in posts(relation, post, body):
            if kind.single:
                held.setdefault((relation, body, kind.key), one)
    return held
