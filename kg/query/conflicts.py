"""Where do articles contradict each other? Two holders of one office at a time, and what one says and another denies.

Neither side is ever changed or preferred: both are listed, with who says so and how many independent outlets. Rejected claims
are on no side.

* *Offices.* Where a body has one holder of an office at a time (see `portfolio`), tenures overlap if a holder is named in it
  between the first and the last day of another. A succession, in which one is last named before the next is first named, is
  no contradiction. Nor is what one article says by itself.
* *Denials.* One claim has it that something happened, another of the same subject, relation and object denies it, in another
  article or by another speaker. Both lie within DAYS days of each other: a denial answers what was reported lately, and of
  what happens often (a call, a visit) an older event is another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.model import Status
from kg.query.facts import Fact, fact
from kg.query.offices.intervals import EVERY
from kg.query.offices.tenures import Tenures, roles, tenures
from kg.query.support import Support, ends, numbered, support, supports
from kg.rdf.namespace import relations
from kg.store.table import NOBODY, STATUSES, Numbers, ragged

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

DAYS = 31
KINDS = ("offices", "denials")
_ACTUAL, _DENIED = STATUSES.index(Status.ACTUAL), STATUSES.index(Status.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side has it: of an office the `holder` (an id), of a denial the `status` (actual or denied).

    `speakers` are the ids of those by whose word, "" where articles say so themselves; `first` and `last` the days of its claims
    as ordinals; `best` is the claim to quote: the surest, then the latest.
    """

    holder: str = ""
    status: str = ""
    post: str = ""
    speakers: tuple[str, ...]
    claims: int
    support: Support
    first: int
    last: int
    best: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A contradiction: about who has the `relation` to `object` (subject ""), or about whether the subject has.

    The best supported sides come first; `more` counts those that are not told.
    """

    kind: str
    subject: str
    relation: str
    object: str
    sides: tuple[Side, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A contradiction in numbers of the claim table; each side is rows of claims. `rank` is small for what is told first."""

    kind: str
    subject: int
    relation: int
    object: int
    sides: tuple[Numbers, ...]
    posts: tuple[str, ...]
    rank: tuple[int, ...]


def conflicts(
    view: View, asked: Edges = EVERY, *, actor: str = "", kinds: Collection[str] = KINDS, most: int = 20, sides: int = 5
) -> dict[str, tuple[int, list[Conflict]]]:
    """Which contradictions are there, among the claims that are asked for? By kind: how many, and the first of them.

    With an `actor` (an id) only those that it has part in. At most so many of a kind (0: all), with at most so many sides each
    are told: those first of which also the weaker side is reported by most outlets, then by most articles, then the latest.
    """
    table = view.table
    rows = np.flatnonzero(asked.accepts(table))
    one = table.actor(actor) if actor else NOBODY
    cases: dict[str, list[_Case]] = {}
    if "offices" in kinds:
        cases["offices"] = list(_offices(view, rows, one if actor else None))
    if "denials" in kinds:
        cases["denials"] = list(_denials(table, rows, one if actor else None))
    told = {kind: sorted(found, key=lambda case: case.rank) for kind, found in cases.items()}
    return {
        kind: (len(found), [_told(view, case, sides) for case in found[: most or len(found)]]) for kind, found in told.items()
    }


def _offices(view: View, rows: Numbers, actor: int | None) -> Iterator[_Case]:
    """Single offices with holders whose days overlap, each stretch of overlapping days by itself."""
    table = view.table
    told = table.claims[rows]
    held = roles()[told["relation"]] & (told["status"] == _ACTUAL)
    if actor is not None:
        part = held & ((told["subject"] == actor) | (told["object"] == actor))
        held &= np.isin(told["object"], told["object"][part])
    found = tenures(view, rows[held])
    open_ = np.flatnonzero(found.single & (found.first > 0))
    order = open_[np.lexsort((found.holder[open_], found.first[open_], found.office[open_]))]
    for stretch in _stretches(found, order):
        sides = tuple(found.claims(int(tenure)) for tenure in stretch)
        bodies = {int(found.body[stretch[0]]), *found.holder[stretch].tolist()}
        if len({int(article) for side in sides for article in table.claims["article"][side]}) > 1 and (
            actor is None or actor in bodies
        ):
            yield _case(table, "offices", found, stretch, sides)


def _stretches(found: Tenures, order: Numbers) -> Iterator[Numbers]:
    """Tenures, ordered by office and first day, that overlap one after the other; each at least two."""
    if not len(order):
        return
    office, first = found.office[order], found.first[order]
    # the latest day so far, with offices far enough apart that none reaches into the next
    apart = office * (int(found.last.max()) + 2)
    latest = np.maximum.accumulate(apart + found.last[order])
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (apart + first)[1:] > latest[:-1]
    starts = np.append(np.flatnonzero(new), len(order))
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if end - start > 1:
            yield order[start:end]


def _case(table: Table, kind: str, found: Tenures, stretch: Numbers, sides: tuple[Numbers, ...]) -> _Case:
    strength = [support(table, side) for side in sides]
    order = sorted(
        range(len(sides)), key=lambda at: (-strength[at].outlets, -strength[at].articles, int(found.holder[stretch[at]]))
    )
    tenure = int(stretch[0])
    return _Case(
        kind=kind,
        subject=NOBODY,
        relation=int(found.relation[tenure]),
        object=int(found.body[tenure]),
        sides=tuple(sides[at] for at in order),
        posts=tuple(found.post(int(stretch[at])) for at in order),
        rank=_rank(table, [sides[at] for at in order[:2]], [strength[at] for at in order[:2]]),
    )


def _rank(table: Table, sides: list[Numbers], strength: list[Support]) -> tuple[int, ...]:
    weaker = min(strength, key=lambda one: (one.outlets, one.articles))
    articles = sum(one.articles for one in strength)
    return (
        -weaker.outlets,
        -weaker.articles,
        -articles,
        -max(int(table.claims["day"][side].max()) for side in sides),
        int(sides[0][0]),
    )


def _denials(table: Table, rows: Numbers, actor: int | None) -> Iterator[_Case]:
    """Triples that some claims have as actual and others, not more than DAYS days off, as denied."""
    told = table.claims[rows]
    rows = rows[np.isin(told["status"], (_ACTUAL, _DENIED)) & (told["day"] > 0)]
    triples, told = _triples(table, rows), table.claims[rows]
    if actor is not None:
        part = (told["subject"] == actor) | (told["object"] == actor) | (told["speaker"] == actor)
        chosen = np.isin(triples, triples[part])
        rows, triples = rows[chosen], triples[chosen]
    denied = table.claims["status"][rows] == _DENIED
    disputed = np.isin(triples, np.intersect1d(triples[denied], triples[~denied]))
    rows, triples, denied = rows[disputed], triples[disputed], denied[disputed]
    yes, no = _answers(table, rows, triples, denied)
    group, count = numbered([triples[yes]])
    sides = np.unique(
        np.stack([np.concatenate([2 * group, 2 * group + 1]), np.concatenate([rows[yes], rows[no]])], axis=1), axis=0
    )
    strength = supports(table, sides[:, 1], sides[:, 0], 2 * count)
    at = np.searchsorted(sides[:, 0], np.arange(2 * count + 1))
    for number in range(0, 2 * count, 2):
        both = [sides[at[side] : at[side + 1], 1] for side in (number, number + 1)]
        one = table.claims[both[0][0]]
        yield _Case(
            kind="denials",
            subject=int(one["subject"]),
            relation=int(one["relation"]),
            object=int(one["object"]),
            sides=tuple(both),
            posts=("", ""),
            rank=_rank(table, both, strength[number : number + 2]),
        )


def _triples(table: Table, rows: Numbers) -> Numbers:
    """A number for subject, relation and object, in either order where the relation is symmetric."""
    told = table.claims[rows]
    one, other = ends(told)
    found: Numbers = (one * len(table.actors) + other) * len(relations()) + told["relation"]
    return found


def _answers(table: Table, rows: Numbers, triples: Numbers, denied: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs (places in `rows`) of a claim and a denial of the same within DAYS days, of another article or speaker."""
    said = np.flatnonzero(~denied)
    day = table.claims["day"][rows].astype(np.int64)
    width = int(day.max()) + 2 * DAYS + 2 if len(day) else 1
    _, number = np.unique(triples, return_inverse=True)
    key = number.astype(np.int64) * width + day + DAYS
    said = said[np.argsort(key[said], kind="stable")]
    no = np.flatnonzero(denied)
    low = np.searchsorted(key[said], key[no] - DAYS, side="left")
    high = np.searchsorted(key[said], key[no] + DAYS, side="right")
    at, place = ragged(low, high)
    yes, no = said[place], no[at]
    one, other = table.claims[rows[yes]], table.claims[rows[no]]
    apart = (one["article"] != other["article"]) | (one["speaker"] != other["speaker"])
    return yes[apart], no[apart]


def _told(view: View, case: _Case, most: int) -> Conflict:
    table = view.table
    return Conflict(
        kind=case.kind,
        subject=table.actors[case.subject] if case.subject != NOBODY else "",
        relation=tuple(relations())[case.relation],
        object=table.actors[case.object],
        sides=tuple(_side(view, case, rows, post) for rows, post in zip(case.sides[:most], case.posts, strict=False)),
        more=max(len(case.sides) - most, 0),
    )


def _side(view: View, case: _Case, rows: Numbers, post: str) -> Side:
    table = view.table
    told = table.claims[rows]
    best = rows[np.lexsort((rows, -told["day"].astype(np.int64), -told["confidence"].astype(np.int64)))[0]]
    claim = fact(view, table.claim(int(best)))
    assert claim is not None
    days = told["day"][told["day"] > 0]
    speakers = {table.actors[int(one)] if one != NOBODY else "" for one in told["speaker"]}
    return Side(
        holder=claim.subject if case.kind == "offices" else "",
        status=claim.status.value if case.kind == "denials" else "",
        post=post,
        speakers=tuple(sorted(speakers)),
        claims=len(rows),
        support=support(table, rows),
        first=int(days.min()) if len(days) else 0,
        last=int(days.max()) if len(days) else 0,
        best=claim,
    )
