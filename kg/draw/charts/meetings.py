"""Who met whom on which day, and how? The numbers of the calendar of contacts.

A *contact* is a day on which two actors are told to have visited, met, called or written to each other, by however many claims;
of several ways on one day the first of WAYS counts. It is planned if no claim says that it took place. Reprints say again what
was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pyoxigraph import Literal

from kg.draw.charts.behind import chosen, families
from kg.draw.charts.events import named, of_actors, span
from kg.model import Status
from kg.query.facts import relations
from kg.rdf.namespace import KG
from kg.store.table import STATUSES, Numbers

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

WAYS = ("visit", "meeting", "call", "talks", "letter", "mediation")
WAY_OF = {
    **{"visits": "visit", "hosts": "visit", "met-with": "meeting", "spoke-with": "talks", "writes-to": "letter"},
    "mediates-between": "mediation",
}
CALLS = ("phone", "video")  # the channels of talks that are calls
AHEAD = 92  # days after the last article on which planned contacts are shown
FULFILLED = 3  # days from a contact within which a plan is taken to be one for it
DAYS = 10**7  # more than there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A day (ordinal) of a row, its way (a place in WAYS), whether it is only planned, and the claims that tell of it."""

    row: int
    day: int
    way: int
    planned: bool
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The contacts of pairs of actors. `rows` are pairs (numbers of the claim table), those with most days of contact first,
    `days` how many each has, planned ones apart; of two given actors a row is a way (a place in WAYS) instead, and `pairs` empty.

    `first` and `last` are the days shown; `left_out` pairs have contacts and no row, `outside` days of contact lie on other days,
    `undated` claims on none, `other` claims are of what is supposed or denied, and
    `fulfilled` plans are for days so near to one of contact that they are not shown;
    `unnamed` claims are of groups that only one article knows.
    """

    pairs: tuple[tuple[int, int], ...]
    ways: tuple[int, ...]
    days: tuple[int, ...]
    contacts: tuple[Contact, ...]
    first: int
    last: int
    left_out: int
    outside: int
    undated: int
    other: int
    fulfilled: int
    unnamed: int

    @property
    def claims(self) -> Numbers:
        """The claims behind all contacts."""
        return np.unique(np.array([row for one in self.contacts for row in one.claims], dtype=np.int64))


def meetings(view: View, table: Table, asked: Edges, actors: Sequence[int], most: int) -> Contacts:
    """The contacts of the `most` pairs with most of them; of one actor (a number of the table) with others, or of two."""
    names, by_way = families(("contacts",)), len(actors) == 2
    told = of_actors(table, chosen(table, asked, names, (Status.ACTUAL, Status.INTENDED)), actors)
    other = of_actors(table, chosen(table, asked, names, (Status.HYPOTHETICAL, Status.DENIED)), actors)
    known = told if by_way else named(table, told)
    rows = known[table.claims["day"][known] > 0]
    first, last = _span(table, asked, rows)
    contact, keys = _contacts(table, rows)
    inside = (keys % DAYS >= first) & (keys % DAYS <= last)
    pairs = _weightiest(table, rows, contact, keys, inside)
    kept = pairs if by_way else pairs[:most]
    whole = _told(view, table, rows, contact, keys, inside & np.isin(keys // DAYS, kept), kept)
    found = _unfulfilled(whole)
    ways = tuple(sorted({one.way for one in found})) if by_way else ()
    found = [replace(one, row=ways.index(one.way)) for one in found] if by_way else found
    size = len(table.actors)
    return Contacts(
        pairs=() if by_way else tuple(divmod(one, size) for one in kept.tolist()), ways=ways,
        days=tuple(np.bincount([one.row for one in found if not one.planned], minlength=len(ways or kept)).tolist()),
        contacts=tuple(found), first=first, last=last, left_out=len(pairs) - len(kept), outside=int((~inside).sum()),
        undated=len(known) - len(rows), other=len(other), fulfilled=len(whole) - len(found), unnamed=len(told) - len(known),
    )  # fmt: skip


def _weightiest(table: Table, rows: Numbers, contact: Numbers, keys: Numbers, inside: npt.NDArray[np.bool_]) -> Numbers:
    """The pairs, those with most days on which something took place first, then those with most plans."""
    took = np.bincount(contact, table.claims["status"][rows] == STATUSES.index(Status.ACTUAL), minlength=len(keys)) > 0
    pairs, place = np.unique(keys[inside] // DAYS, return_inverse=True)
    held, days = np.bincount(place, took[inside], minlength=len(pairs)), np.bincount(place, minlength=len(pairs))
    ranked: Numbers = pairs[np.lexsort((pairs, -days, -held))]
    return ranked


def _span(table: Table, asked: Edges, rows: Numbers) -> tuple[int, int]:
    """The days of what took place, and those soon after for which something is planned."""
    status = table.claims["status"][rows]
    took = rows[status == STATUSES.index(Status.ACTUAL)]
    first, last = span(table, asked, took if len(took) else rows)
    ahead = table.claims["day"][rows][status == STATUSES.index(Status.INTENDED)]
    ahead = ahead[(ahead > last) & (ahead <= last + AHEAD)]
    return first, max(last, int(ahead.max())) if len(ahead) else last


def _contacts(table: Table, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The contact of each claim, and the pair and day of each contact as one number."""
    told = table.claims[rows]
    one, other = (told[side].astype(np.int64) for side in ("subject", "object"))
    pair = np.minimum(one, other) * len(table.actors) + np.maximum(one, other)
    keys, contact = np.unique(pair * DAYS + told["day"], return_inverse=True)
    return contact, keys


def _told(
    view: View, table: Table, rows: Numbers, contact: Numbers, keys: Numbers, wanted: npt.NDArray[np.bool_], kept: Numbers
) -> list[Contact]:
    """The contacts that are wanted, each with its claims, by row and day."""
    order = np.argsort(contact, kind="stable")
    at = np.searchsorted(contact[order], np.arange(len(keys) + 1))
    row_of = {int(pair): row for row, pair in enumerate(kept)}
    names, actual = list(relations()), STATUSES.index(Status.ACTUAL)
    found = []
    for number in np.flatnonzero(wanted).tolist():
        claims = rows[order[at[number] : at[number + 1]]]
        took = claims[table.claims["status"][claims] == actual]
        counted = took if len(took) else claims
        relation = [names[one] for one in table.claims["relation"][counted].tolist()]
        way = min(WAYS.index(_way(view, table, row, name)) for row, name in zip(counted.tolist(), relation, strict=True))
        pair, day = divmod(int(keys[number]), DAYS)
        told = tuple(counted.tolist())
        found.append(Contact(row=row_of[pair], day=day, way=way, planned=not len(took), claims=told))
    return sorted(found, key=lambda one: (one.row, one.day))


def _unfulfilled(found: Sequence[Contact]) -> list[Contact]:
    """Without the plans for days near to one on which the same two were in contact."""
    held: dict[int, list[int]] = {}
    for one in found:
        if not one.planned:
            held.setdefault(one.row, []).append(one.day)
    return [one for one in found if not one.planned or all(abs(one.day - day) > FULFILLED for day in held.get(one.row, ()))]


def _way(view: View, table: Table, row: int, relation: str) -> str:
    """The way of a contact; of talks the channel tells it."""
    way = WAY_OF[relation]
    return "call" if way == "talks" and set(_channels(view, table.claim(row))) & set(CALLS) else way


def _channels(view: View, claim: str) -> Iterable[str]:
    quads = view.store.quads_for_pattern(view.node(claim), KG.channel, None, None)
    return [quad.object.value for quad in quads if isinstance(quad.object, Literal)]
