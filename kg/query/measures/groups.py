"""Which actors form groups, who leads them, what binds them, and whom do they oppose?

A group is a community (see `communities`) of ties whose weights are claims: offices, contacts and cooperation speak for a tie,
conflict against it, by the sign of the relation's PLOVER score (requests score 0 and count for neither). An office counts once
however often it is told, since it stays the same office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.query.facts import relations
from kg.query.measures.communities import Bonds, communities, modularity
from kg.query.measures.network import Floats, present, totals
from kg.query.offices.tenures import roles
from kg.store.table import Numbers, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An actor of a group by its id, with its claims for and against others of the group."""

    actor: str
    plus: int
    minus: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group: its members, the strongest first; the claims between them by relation, the most first; and those to others.

    `against` counts claims of conflict with other groups by their places in the list of groups, the most first; `outward` all
    claims for a tie with somebody outside.
    """

    members: tuple[Member, ...]
    relations: tuple[tuple[str, int], ...]
    against: tuple[tuple[int, int], ...]
    outward: int

    def sign(self, sign: int) -> int:
        """How many claims between members speak for (1) or against (-1) their ties?"""
        return sum(number for name, number in self.relations if signs()[name] == sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The groups, the largest first; how many actors and claims were grouped, and the signed modularity."""

    groups: tuple[Group, ...]
    actors: int
    claims: int
    modularity: float


def signs() -> dict[str, int]:
    """Does a claim of this relation speak for a tie (1), against it (-1), or neither (0)?

    >>> [signs()[name] for name in ("minister-of", "met-with", "urges", "attacks")]
    [1, 1, 0, -1]
    """
    return {one.name: 1 if one.score is None else int(np.sign(one.score)) for one in relations().values()}


def groups(table: Table, rows: Numbers, resolution: float = 1.0) -> Groups:
    """Which groups do the actors of these claims form? A greater `resolution` makes more, smaller ones.

    Groups come by their number of members, then by the claims between them, then by their first member's id.
    """
    ends, sign, relation = _claims(table, rows)
    actors, place = present(len(table.actors), *ends)
    one, other = place[ends]
    bonds = _bonds(len(actors), one, other, sign)
    labels = communities(bonds, resolution)
    inside = labels[one] == labels[other]
    size = int(labels.max(initial=-1)) + 1
    order = np.lexsort((np.arange(size), -np.bincount(labels[one[inside]], minlength=size), -np.bincount(labels, minlength=size)))
    rank = np.zeros(size, dtype=np.int64)
    rank[order] = np.arange(size)
    tied = Tied(actors=actors, group=rank[labels], one=one, other=other, sign=sign, relation=relation)
    return Groups(
        groups=tuple(_described(table, tied, size)),
        actors=len(actors),
        claims=len(sign),
        modularity=round(modularity(bonds, labels, resolution), 6),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """The actors with their groups, and the claims: the places of both ends, sign and relation of each."""

    actors: Numbers
    group: Numbers
    one: Numbers
    other: Numbers
    sign: Numbers
    relation: Numbers


def _claims(table: Table, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Both ends (two rows), sign and relation of each claim that speaks for or against a tie; each office once."""
    sign = np.array(list(signs().values()), dtype=np.int64)
    office = roles()
    claims = table.claims[rows]
    claims = claims[(claims["subject"] != claims["object"]) & (sign[claims["relation"]] != 0)]
    parts = [claims[name].astype(np.int64) for name in ("subject", "object", "relation")]
    told = office[parts[2]]
    keys = ((parts[0] * len(table.actors) + parts[1]) * len(sign) + parts[2])[told]
    _, once = np.unique(keys, return_index=True)
    subject, object_, relation = (np.concatenate([part[~told], part[told][once]]) for part in parts)
    return np.array([subject, object_]), sign[relation], relation


def _bonds(size: int, one: Numbers, other: Numbers, sign: Numbers) -> Bonds:
    keys = np.minimum(one, other) * max(size, 1) + np.maximum(one, other)
    pairs, place = np.unique(keys, return_inverse=True)
    low, high = np.divmod(pairs, max(size, 1))
    plus, minus = (totals(place, sign == way, len(pairs)) for way in (1, -1))
    return Bonds(size=size, one=low, other=high, plus=plus, minus=minus)


def _described(table: Table, tied: Tied, size: int) -> Iterator[Group]:
    """Each group, in order."""
    here, there = tied.group[tied.one], tied.group[tied.other]
    inside = here == there
    plus, minus = (_shares(tied, inside & (tied.sign == way)) for way in (1, -1))
    by = np.lexsort((tied.actors, minus, -plus, tied.group))
    starts = np.searchsorted(tied.group[by], np.arange(size + 1))
    names = list(relations())
    bound = _counts(here[inside], tied.relation[inside], size)
    across = ~inside & (tied.sign < 0)
    against = _counts(np.concatenate([here[across], there[across]]), np.concatenate([there[across], here[across]]), size)
    out = ~inside & (tied.sign > 0)
    outward = np.bincount(np.concatenate([here[out], there[out]]), minlength=size)
    for group in range(size):
        members = by[starts[group] : starts[group + 1]].tolist()
        yield Group(
            members=tuple(
                Member(actor=table.actors[int(tied.actors[one])], plus=int(plus[one]), minus=int(minus[one])) for one in members
            ),
            relations=tuple((names[relation], number) for relation, number in bound[group]),
            against=tuple(against[group]),
            outward=int(outward[group]),
        )


def _shares(tied: Tied, some: npt.NDArray[np.bool_]) -> Floats:
    """How many of some claims each actor takes part in."""
    ends = np.concatenate([tied.one[some], tied.other[some]])
    return totals(ends, np.ones(len(ends)), len(tied.actors))


def _counts(groups: Numbers, values: Numbers, size: int) -> list[list[tuple[int, int]]]:
    """For each group its values with their numbers, the most frequent first."""
    width = int(values.max(initial=0)) + 1
    keys, numbers = np.unique(groups * width + values, return_counts=True)
    found: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    which, value = np.divmod(keys, width)
    for place in np.lexsort((value, -numbers, which)).tolist():
        found[which[place]].append((int(value[place]), int(numbers[place])))
    return found
