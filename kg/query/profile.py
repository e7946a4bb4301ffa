"""What is told of an actor, fact by fact? Each fact once, with its support and the claim that tells it best.

A fact is a subject, relation, object and status; many claims may make it. Offices that are or were held are told as intervals
(see `intervals`) instead. Claims are counted by the claim table; only those that are shown are read from the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.lexicon.relations import FAMILIES
from kg.model import Status
from kg.query.facts import Fact, fact
from kg.query.offices.intervals import EVERY, Interval, intervals
from kg.query.support import Support, facts, supported, supports
from kg.rdf.namespace import relations
from kg.store.table import NOBODY, STATUSES, Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

SAYS = "says"  # the section of what an actor says of others


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact: the claim that tells it best, what supports it, and the first and last day of its claims (ordinals, or 0)."""

    best: Fact
    claims: int
    support: Support
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The facts of one family, or, as family `says`, of others by the actor's word: the first of them, and how many there are."""

    family: str
    facts: tuple[Told, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is told of an actor: how many claims and what supports them, offices and memberships, and facts by family."""

    claims: int
    support: Support
    offices: tuple[Interval, ...]
    sections: tuple[Section, ...]


def profile(view: View, actor: str, asked: Edges = EVERY, most: int = 10) -> Profile:
    """What do the claims that are `asked` for tell of the actor? Of each section at most so many facts (0: all) are read.

    Facts that most outlets report come first, then those of most articles, then the latest.
    """
    table, rows = view.table, claims_of(view, actor, asked)
    held = np.isin(table.claims["status"][rows], [STATUSES.index(status) for status in (Status.ACTUAL, Status.FORMER)])
    parts = by_family(table, rows, table.actor(actor))
    offices = np.isin(rows, parts["roles"]) & held
    shown = {name: chosen[~np.isin(chosen, rows[offices])] for name, chosen in parts.items()}
    sections = [_section(view, name, chosen, most) for name, chosen in shown.items() if len(chosen)]
    return Profile(
        claims=len(rows),
        support=supports(table, rows, np.zeros(len(rows), dtype=np.int64), 1)[0],
        offices=tuple(intervals(view, actor, asked)),
        sections=tuple(sections),
    )


def by_family(table: Table, rows: Numbers, actor: int) -> dict[str, Numbers]:
    """The claims that the actor (a number) has part in, by family, and at last, as `says`, those of which it only speaks."""
    told = table.claims[rows]
    family = np.array([FAMILIES.index(relation.family) for relation in relations().values()])[told["relation"]]
    part = (told["subject"] == actor) | (told["object"] == actor)
    found = {name: rows[part & (family == number)] for number, name in enumerate(FAMILIES)}
    return {**found, SAYS: rows[~part]}


def claims_of(view: View, actor: str, asked: Edges = EVERY) -> Numbers:
    """The claims (rows of the claim table) in which the actor is subject, object or speaker, and that are asked for."""
    table = view.table
    one = table.actor(actor)
    if one == NOBODY:
        return np.zeros(0, dtype=np.int64)
    told = table.claims
    rows = np.flatnonzero((told["subject"] == one) | (told["object"] == one) | (told["speaker"] == one))
    accepted: Numbers = rows[asked.accepts(table, rows)]
    return accepted


def supports_of(view: View, claims: Iterable[Fact]) -> dict[str, Support]:
    """What supports the facts that these claims make, by the claims' ids? Rejected claims have none, and are left out."""
    table, found = view.table, {}
    given = list(claims)
    pairs = {(one.subject, one.object): np.zeros(0, dtype=np.int64) for one in given}
    for subject, object_ in pairs:
        ends = table.actor(subject), table.actor(object_)
        if NOBODY not in ends:
            pairs[subject, object_] = table.between(*ends)
    for pair, rows in pairs.items():
        groups, count = facts(table, rows)
        support = supports(table, rows, groups, count)
        group_of = dict(zip(table.claims["id"][rows].tolist(), groups.tolist(), strict=True))
        for one in given:
            number = group_of.get(int(one.id[-16:], 16)) if (one.subject, one.object) == pair else None
            if number is not None:
                found[one.id] = support[number]
    return found


def _section(view: View, family: str, rows: Numbers, most: int) -> Section:
    """The facts that these claims make."""
    table = view.table
    groups, count = facts(table, rows)
    days = table.claims["day"][rows].astype(np.int64)
    first, last = np.full(count, np.iinfo(np.int64).max), np.zeros(count, dtype=np.int64)
    np.minimum.at(first, groups[days > 0], days[days > 0])
    np.maximum.at(last, groups, days)
    support = supported(table, rows, groups, count)
    order = np.lexsort((np.arange(count), -last, -support[:, 0], -support[:, 2]))
    sizes, best = np.bincount(groups, minlength=count), _best(table, rows, groups, count)
    found = []
    for one in order[: most or count].tolist():
        claim = fact(view, table.claim(best[one]))
        assert claim is not None
        articles, stories, outlets = support[one].tolist()
        told = Told(
            best=claim,
            claims=int(sizes[one]),
            support=Support(articles=articles, stories=stories, outlets=outlets),
            first=int(first[one]) if last[one] else 0,
            last=int(last[one]),
        )
        found.append(told)
    return Section(family=family, facts=tuple(found), count=count)


def _best(table: Table, rows: Numbers, groups: Numbers, count: int) -> Numbers:
    """Of each fact the claim that tells it best: the surest, rather in the article's own words than a speaker's, the latest."""
    told = table.claims[rows]
    order = np.lexsort(
        (rows, -told["day"].astype(np.int64), told["speaker"] != NOBODY, -told["confidence"].astype(np.int64), groups)
    )
    places = np.searchsorted(groups[order], np.arange(count))
    best: Numbers = rows[order[places]]
    return best
