"""Which offices are new, and which are over? As far as the graph tells: those first told of in the window, and not before.

An office is *new* if no claim from before the window has its holder in it, and *over* if a claim of the window calls its holder
a former one, none did before, and he or she was told of in it earlier and is not later. Offices are told apart as in
`kg.query.offices.portfolio`; a bare wording ("the minister") is no other office than the one that is known. Memberships are
left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from kg.ids import fold
from kg.model import EntityType, Status
from kg.query.facts import Fact, fact, name_of, relations
from kg.query.offices.intervals import RANKS
from kg.query.offices.portfolio import SINGLE, posts
from kg.query.offices.tenures import wordings
from kg.query.support import Support, numbered, support, supported
from kg.query.window import Window
from kg.report.scope import Scope, of
from kg.store.table import KINDS, NOBODY, Numbers, Table

AHEAD = 4  # how many new offices are looked at for a line, so that those that changed hands come first
CLAIMS = 30  # of one office, whose wording is read
STEPS = 60  # claims of other holders that are looked through for the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A holder (an id) in an office of a body (an id), by the relation's name and most of its claims' wording.

    `first` and `last` are the days of its claims in the window (ordinals). `before` is who was last told of in the office, and
    `until` the day of that. Of an office that is over, `until` is the last day on which its holder was told of in it. `elsewhere`
    is the state of which more claims have the holder in office than of this one: then one of the two may be misread.
    """

    holder: str
    relation: str
    body: str
    post: str
    first: int
    last: int
    before: str = ""
    until: int = 0
    elsewhere: str = ""
    support: Support
    best: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The first offices of a kind, and how many there are besides; `known` tells whether the graph knows of days before."""

    offices: tuple[Office, ...]
    more: int
    known: bool = True


def new(scope: Scope, most: int) -> Offices:
    """The offices that are new in the window, at most so many (0: all): those that most outlets tell of first, then those of most
    articles, those of which another holder was told before, by the kind of office; last those of whose holders more is told
    as holding one of another state."""
    table, now = scope.table, of(scope.table, scope.here, Status.ACTUAL, RANKS)
    past = _past(scope)
    held = of(table, past, Status.ACTUAL, RANKS)
    known = np.isin(_key(table, now), np.unique(_key(table, held)))
    fresh = np.concatenate([now[~known], _other_posts(scope, now[known], held)])
    if not len(fresh):
        return Offices(offices=(), more=0)
    others = _elsewhere(table, np.concatenate([held, now]), fresh)
    order, group = _ranked(table, fresh, others)
    wanted = order[: most * AHEAD] if most else order
    found = []
    for one in wanted.tolist():
        state = int(others[group == one][0])
        office = _succeeding(scope, _office(scope, fresh[group == one]), held)
        found.append(replace(office, elsewhere=table.actors[state] if state != NOBODY else ""))
    told = _persons(scope, found)
    told.sort(key=lambda one: (bool(one.elsewhere), -one.support.outlets, -one.support.articles, not one.before))
    chosen = tuple(told[: most or len(told)])
    return Offices(offices=chosen, more=len(order) - len(found) + len(told) - len(chosen), known=bool(len(past)))


def over(scope: Scope, most: int) -> Offices:
    """The offices that are over in the window, at most so many (0: all), in the order of `new`."""
    table = scope.table
    left = of(table, scope.here, Status.FORMER, RANKS)
    past, now = _past(scope), of(table, scope.here, Status.ACTUAL, RANKS)
    held, gone = of(table, past, Status.ACTUAL, RANKS), of(table, past, Status.FORMER, RANKS)
    key = _key(table, left)
    ended = left[np.isin(key, _key(table, held)) & ~np.isin(key, _key(table, gone))]
    seen, days = _key(table, now), table.claims["day"]
    last = {one: int(days[now[seen == one]].max(initial=0)) for one in np.unique(_key(table, ended)).tolist()}
    ended = ended[[last[key] <= int(days[row]) for key, row in zip(_key(table, ended).tolist(), ended.tolist(), strict=True)]]
    if not len(ended):
        return Offices(offices=(), more=0)
    order, group = _ranked(table, ended, np.full(len(ended), NOBODY))
    chosen = []
    for one in order[: most or len(order)].tolist():
        office = _office(scope, ended[group == one])
        before = held[_key(table, held) == _key(table, ended[group == one])[0]]
        until = max(int(days[before].max()), last[int(_key(table, ended[group == one])[0])])
        chosen.append(replace(office, until=until))
    return Offices(offices=tuple(chosen), more=len(order) - len(chosen))


def _past(scope: Scope) -> Numbers:
    """The claims from before the window."""
    return (
        scope.rows(Window(until=scope.window.since - 1, as_of=scope.window.as_of)) if scope.window.since > 1 else scope.here[:0]
    )


def _key(table: Table, rows: Numbers) -> Numbers:
    """A number for holder, relation and body."""
    claims, size = table.claims[rows], len(table.actors)
    found: Numbers = (claims["subject"].astype(np.int64) * size + claims["object"]) * len(relations()) + claims["relation"]
    return found


def _other_posts(scope: Scope, now: Numbers, held: Numbers) -> Numbers:
    """Of claims whose holders were in an office of the body before, those that word another one."""
    table, names = scope.table, tuple(relations())
    codes, texts = wordings(scope.view, now)
    now, codes = now[codes > 0], codes[codes > 0]
    key, earlier = _key(table, now), _key(table, held)
    order = np.lexsort((table.claims["day"][held], earlier))
    low, high = (np.searchsorted(earlier[order], key, side=side) for side in ("left", "right"))
    told: dict[tuple[int, int], bool] = {}
    for place in range(len(now)):
        asked = int(key[place]), int(codes[place])
        if asked not in told:
            claim = table.claims[now[place]]
            relation, body = names[claim["relation"]], table.actors[int(claim["object"])]
            before = held[order[low[place] : high[place]]][::-1]
            told[asked] = _worded(scope, before, relation, body, texts[asked[1]])
    return now[[not told[int(one), int(code)] for one, code in zip(key, codes, strict=True)]]


def _worded(scope: Scope, rows: Numbers, relation: str, body: str, wording: str) -> bool:
    """Does one of these claims, of which the last come first, word the same office, or none?"""
    wanted = {one.key for one in posts(relation, wording, body)}
    return any(not post or wanted & {one.key for one in posts(relation, post, body)} for _, post in _read(scope, rows))


def _read(scope: Scope, rows: Numbers) -> Iterator[tuple[int, str]]:
    """The claims one by one, each with its wording of the office."""
    for row in rows.tolist():
        codes, texts = wordings(scope.view, np.array([row]))
        yield row, texts[int(codes[0])]


def _persons(scope: Scope, some: list[Office]) -> list[Office]:
    """The offices without those whose holder is another by id only: of the name of one before, or of one that was listed."""
    found: list[Office] = []
    for one in some:
        words = _words(scope, one.holder)
        others = [each.holder for each in found if (each.relation, each.body) == (one.relation, one.body)]
        if not any(_alike(words, _words(scope, other)) for other in (*others, *filter(None, [one.before]))):
            found.append(one)
    return found


def _words(scope: Scope, actor: str) -> tuple[str, ...]:
    return tuple(fold(name_of(scope.view, actor)).split())


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Is it one name, whatever its spaces, or one of two words or more inside the other?"""
    few, many = sorted((set(one), set(other)), key=len)
    return "".join(one) == "".join(other) or (len(few) > 1 and few <= many)


def _elsewhere(table: Table, offices: Numbers, rows: Numbers) -> Numbers:
    """For each of these claims the state of which more claims of offices have the holder than of the body, NOBODY if none has."""
    size, country = len(table.actors), table.kinds == KINDS.index(EntityType.COUNTRY)
    claims = table.claims[offices][country[table.claims["object"][offices]]]
    pairs, number = np.unique(claims["subject"].astype(np.int64) * size + claims["object"], return_counts=True)
    if not len(pairs):
        return np.full(len(rows), NOBODY)
    most = np.lexsort((pairs, -number, pairs // size))
    holders = pairs[most] // size
    asked = table.claims[rows]
    holder, body = asked["subject"].astype(np.int64), asked["object"].astype(np.int64)
    first = np.minimum(np.searchsorted(holders, holder), len(most) - 1)
    own = np.minimum(np.searchsorted(pairs, holder * size + body), len(pairs) - 1)
    more = (holders[first] == holder) & country[body] & (number[most][first] > number[own])
    return np.where(more, pairs[most][first] % size, NOBODY)


def _ranked(table: Table, rows: Numbers, elsewhere: Numbers) -> tuple[Numbers, Numbers]:
    """The offices of these claims in the order in which they are told, and for each claim the number of its office."""
    group, count = numbered([_key(table, rows)])
    strength = supported(table, rows, group, count)
    first = np.full(count, len(table.claims))
    np.minimum.at(first, group, rows)
    kinds = np.array([RANKS.index(name) if name in RANKS else len(RANKS) for name in relations()])
    sure, last = np.zeros((2, count), dtype=np.int64)
    np.maximum.at(sure, group, table.claims["confidence"][rows].astype(np.int64))
    np.maximum.at(last, group, table.claims["day"][rows].astype(np.int64))
    doubtful = np.zeros(count, dtype=np.bool_)
    doubtful[group] = elsewhere != NOBODY
    kind = kinds[table.claims["relation"][first]]
    return np.lexsort((first, -last, -sure, kind, -strength[:, 0], -strength[:, 2], doubtful)), group


def _office(scope: Scope, rows: Numbers) -> Office:
    """The office that these claims tell of: the surest is quoted, of those that word it as most do."""
    table = scope.table
    claims = table.claims[rows]
    order = np.lexsort((rows, claims["day"], -claims["confidence"].astype(np.int64)))[:CLAIMS]
    read = [one for row in rows[order].tolist() if (one := fact(scope.view, table.claim(row)))]
    worded = Counter(one.post for one in read if one.post)
    post = min(worded, key=lambda each: (-worded[each], len(each), each), default="")
    best = next(one for one in read if one.post == post)
    return Office(
        holder=best.subject,
        relation=best.relation,
        body=best.object,
        post=post,
        first=int(claims["day"].min()),
        last=int(claims["day"].max()),
        support=support(table, rows),
        best=best,
    )


def _succeeding(scope: Scope, one: Office, held: Numbers) -> Office:
    """The office with who was told of in it before, where a body has one holder of it at a time and he or she is told of in it
    no more."""
    wanted = {each.key for each in posts(one.relation, one.post, one.body) if each.single}
    if one.relation not in SINGLE or not wanted:
        return one
    table, number = scope.table, list(relations()).index(one.relation)
    body, holder = table.actor(one.body), table.actor(one.holder)
    claims = table.claims[held]
    others = held[(claims["object"] == body) & (claims["relation"] == number) & (claims["subject"] != holder)]
    latest = others[np.lexsort((others, -table.claims["day"][others].astype(np.int64)))]
    still = of(table, scope.here, Status.ACTUAL, (one.relation,))
    still = still[(table.claims["object"][still] == body) & (table.claims["day"][still] >= one.first)]
    for row, post in _read(scope, latest[:STEPS]):
        if wanted & {each.key for each in posts(one.relation, post, one.body)}:
            before = int(table.claims["subject"][row])
            gone = before not in table.claims["subject"][still]
            return replace(one, before=table.actors[before], until=int(table.claims["day"][row])) if gone else one
    return one
