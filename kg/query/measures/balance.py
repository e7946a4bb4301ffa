"""Who stands with whom, what strains it, and who stands between? Signed pairs of states, their triangles, blocs and mediators.

See `signs` for the sign of a pair, `blocs` for balance, frustration and the split. The pair to *blame* for an unbalanced
triangle is the one of its pairs that stands against the split, of several the weakest by |P - N|.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.model import EntityType
from kg.query.facts import relations
from kg.query.measures import blocs
from kg.query.measures.periods import Period, days, split
from kg.query.measures.signs import BAND, Signs, scored, signed, signs, summed, weights
from kg.store.table import KINDS, Numbers, Table

SHOWN = 3  # claims of a pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors (numbers), the sign between them, |P - N|, how many claims it rests on, and the strongest of them (rows)."""

    one: int
    other: int
    sign: int
    strength: float
    claims: int
    strongest: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """An unbalanced triangle: its three pairs, that to blame first."""

    pairs: tuple[Pair, Pair, Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where an actor (number) stands: its bloc (1, 2), and how many of its signed pairs fit the split, of how many."""

    actor: int
    bloc: int
    fits: int
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """An actor (number) between the blocs: its own bloc (0: none), with how many states of each bloc it has a + and a - tie, how
    often it is said to mediate, and the claims (rows) that say so, else its strongest positive one with each bloc."""

    actor: int
    bloc: int
    ties: tuple[tuple[int, int], tuple[int, int]]
    mediates: int
    strongest: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One span of time: days (0: none), claims that were summed, actors with a signed pair, pairs by sign (+, -, neutral),
    triangles by kind (see `blocs.KINDS`), and the signed pairs that stand against the split."""

    first: int
    last: int
    claims: int
    actors: int
    pairs: tuple[int, int, int]
    triangles: tuple[int, int, int, int]
    against: int

    @property
    def balanced(self) -> float | None:
        """The share of balanced triangles, None if there is no triangle."""
        number = sum(self.triangles)
        return sum(self.triangles[:2]) / number if number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The whole span and its periods; the pairs that stand against each other and with each other, the strongest first; where
    each actor stands, and the pairs that stand against that; the unbalanced triangles, the surest first (by their weakest
    pair); and those who stand between the blocs, best first."""

    whole: State
    periods: tuple[tuple[Period, State], ...]
    foes: tuple[Pair, ...]
    friends: tuple[Pair, ...]
    stands: tuple[Stand, ...]
    against: tuple[Pair, ...]
    strains: tuple[Strain, ...]
    mediators: tuple[Mediator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the parts of an answer share: the table, the scored claims, also sorted by pair, the signs and the split."""

    table: Table
    rows: Numbers
    pairs: Numbers
    sorted: Numbers
    signs: Signs
    split: blocs.Split

    def pair(self, one: int, other: int) -> Pair:
        """The pair of these two places."""
        numbers = [int(self.signs.actors[each]) for each in (one, other)]
        sign = int(self.signs.sign[one, other])
        return Pair(
            one=numbers[0],
            other=numbers[1],
            sign=sign,
            strength=abs(self.signs.strength(one, other)),
            claims=int(self.signs.claims[one, other]),
            strongest=self.strongest(numbers[0], numbers[1], sign),
        )

    def strong(self, ends: Numbers, most: int | None) -> tuple[Pair, ...]:
        """The pairs of these places with the greatest |P - N|, in order."""
        sums = np.abs(self.signs.sums[ends[:, 0], ends[:, 1]])
        order = np.lexsort((ends[:, 1], ends[:, 0], -sums))[:most]
        return tuple(self.pair(one, other) for one, other in ends[order].tolist())

    def strongest(self, one: int, other: int, sign: int) -> tuple[int, ...]:
        """The rows of the claims between two actors that score most in the direction of the sign (0: either), newest first."""
        key = _key(self.table, one, other)
        start, end = np.searchsorted(self.pairs, [key, key + 1])
        return _most(self.table, self.sorted[start:end], sign, SHOWN)


def balance(
    table: Table,
    rows: Numbers,
    *,
    also: Sequence[int] = (),
    band: float = BAND,
    every: str = "",
    limit: int = 10,
) -> Balance:
    """How balanced are the states, and who stands where, by these claims?

    `also` are numbers of actors that are taken like states, `band` is the neutral band, `every` one of `periods.EVERY` or "".
    `limit` (0: none) bounds the lists of pairs, strains and mediators.
    """
    states = np.flatnonzero(np.isin(table.kinds, [KINDS.index(EntityType.COUNTRY)]))
    actors = np.union1d(states, np.array(also, dtype=np.int64)).astype(np.int64)
    rows = scored(table, rows)
    known, whole, strained = _known(table, rows, actors, band)
    periods = tuple((one, _known(table, some, actors, band)[1]) for one, some in split(table, rows, every)) if every else ()
    most = limit or None
    return Balance(
        whole=whole,
        periods=periods,
        foes=known.strong(np.argwhere(np.triu(known.signs.sign, 1) < 0), most),
        friends=known.strong(np.argwhere(np.triu(known.signs.sign, 1) > 0), most),
        stands=_stands(known),
        against=known.strong(known.split.against, most),
        strains=_strains(known, strained, most),
        mediators=tuple(_mediators(known, band, most)),
    )


def _key(table: Table, one: Numbers | int, other: Numbers | int) -> Numbers:
    return np.minimum(one, other).astype(np.int64) * len(table.actors) + np.maximum(one, other)


def _most(table: Table, rows: Numbers, sign: int, count: int) -> tuple[int, ...]:
    weight = weights(table, rows) * sign if sign else np.abs(weights(table, rows))
    order = np.lexsort((table.claims["id"][rows], -table.claims["day"][rows].astype(np.int64), -weight))
    return tuple(rows[order[weight[order] > 0]][:count].tolist())


def _known(table: Table, rows: Numbers, actors: Numbers, band: float) -> tuple[Known, State, Numbers]:
    """What a span's claims tell, and the unbalanced triangles."""
    signed_pairs = signs(table, rows, actors, band)
    keys = _key(table, table.claims["subject"][rows], table.claims["object"][rows])
    order = np.argsort(keys, kind="stable")
    known = Known(
        table=table,
        rows=rows,
        pairs=keys[order],
        sorted=rows[order],
        signs=signed_pairs,
        split=blocs.split(signed_pairs),
    )
    triangles = blocs.triangles(signed_pairs.sign)
    first, last = days(table, rows)
    state = State(
        first=first,
        last=last,
        claims=int(signed_pairs.claims.sum()) // 2,
        actors=int(np.count_nonzero(signed_pairs.sign.any(axis=1))),
        pairs=(signed_pairs.pairs(1), signed_pairs.pairs(-1), signed_pairs.pairs(0)),
        triangles=triangles.counts,
        against=len(known.split.against),
    )
    return known, state, triangles.unbalanced


def _stands(known: Known) -> tuple[Stand, ...]:
    """By bloc, then those with most signed pairs that fit first, then by id."""
    side, sign = known.split.side, known.signs.sign
    fits = ((sign * np.outer(side, side)) > 0).sum(axis=1)
    pairs = (sign * np.abs(np.outer(side, side)) != 0).sum(axis=1)
    found = [
        Stand(actor=int(known.signs.actors[one]), bloc=1 if side[one] > 0 else 2, fits=int(fits[one]), pairs=int(pairs[one]))
        for one in np.flatnonzero(side).tolist()
    ]
    return tuple(sorted(found, key=lambda one: (one.bloc, -one.fits, one.pairs, one.actor)))


def _strains(known: Known, rows: Numbers, most: int | None) -> tuple[Strain, ...]:
    sums, side, sign = np.abs(known.signs.sums), known.split.side, known.signs.sign
    ends = rows[:, [[0, 1], [0, 2], [1, 2]]]  # (triangles, three pairs, two places)
    one, other = ends[:, :, 0], ends[:, :, 1]
    strength = sums[one, other]
    blame = np.where(sign[one, other] * side[one] * side[other] < 0, 0, int(sums.max(initial=0)) + 1) + strength
    order = np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0], -strength.min(axis=1, initial=np.iinfo(np.int64).max)))[:most]
    found = []
    for row in order.tolist():
        first, *rest = np.argsort(blame[row], kind="stable").tolist()
        pairs = [known.pair(*ends[row, each].tolist()) for each in (first, *sorted(rest))]
        found.append(Strain(pairs=(pairs[0], pairs[1], pairs[2])))
    return tuple(found)


def _mediators(known: Known, band: float, most: int | None) -> list[Mediator]:
    """Those said to mediate, most often first; then those with more + than - ties on both sides, by the weaker side."""
    if not (known.split.side < 0).any():
        return []
    table, rows, size = known.table, known.rows, len(known.table.actors)
    bloc = np.zeros(size, dtype=np.int64)
    bloc[known.signs.actors] = known.split.side
    ties = _ties(known, bloc, band)
    mediation = list(relations()).index("mediates-between")
    said = rows[table.claims["relation"][rows] == mediation]
    mediates = np.bincount(table.claims["subject"][said], minlength=size)
    lead = ties[0] - ties[1]  # of + over -, by bloc and actor
    both = lead.min(axis=0)
    asked = np.flatnonzero((both > 0) | (mediates > 0))
    order = asked[np.lexsort((asked, -lead.sum(axis=0)[asked], -both[asked], -mediates[asked]))]
    return [
        Mediator(
            actor=one,
            bloc={1: 1, -1: 2, 0: 0}[int(bloc[one])],
            ties=((int(ties[0, 0, one]), int(ties[1, 0, one])), (int(ties[0, 1, one]), int(ties[1, 1, one]))),
            mediates=int(mediates[one]),
            strongest=_between(known, one, said, bloc),
        )
        for one in order[:most].tolist()
    ]


def _ties(known: Known, bloc: Numbers, band: float) -> Numbers:
    """With how many states of each bloc has each actor a + tie, and a - tie? By sign, bloc and actor."""
    claims, size = known.table.claims[known.rows], len(bloc)
    subject, object_ = (claims[name].astype(np.int64) for name in ("subject", "object"))
    one, other = np.concatenate([subject, object_]), np.concatenate([object_, subject])
    faced = bloc[other] != 0
    weight = np.tile(weights(known.table, known.rows), 2)[faced]
    keys, place = np.unique(one[faced] * size + other[faced], return_inverse=True)
    plus, minus = (summed(place, np.where(weight * way > 0, weight * way, 0), len(keys)) for way in (1, -1))
    sign, actor, side = signed(plus, minus, band), keys // size, bloc[keys % size]
    return np.array(
        [[np.bincount(actor[(sign == way) & (side == of)], minlength=size) for of in (1, -1)] for way in (1, -1)], dtype=np.int64
    )


def _between(known: Known, actor: int, said: Numbers, bloc: Numbers) -> tuple[int, ...]:
    claims = known.table.claims
    if len(mine := said[claims["subject"][said] == actor]):
        return _most(known.table, mine, 1, SHOWN)
    here = known.rows[(claims["subject"][known.rows] == actor) | (claims["object"][known.rows] == actor)]
    others = np.where(claims["subject"][here] == actor, claims["object"][here], claims["subject"][here])
    return tuple(row for side in (1, -1) for row in _most(known.table, here[bloc[others] == side], 1, 1))
