"""What happened? Claims folded into events, so that a meeting is one line however many sentences tell of it.

An *event* is what claims of one kind tell of the same two actors on days that lie close together: from one claim to the next
at most GAP days, since an article may tell today what happened the day before yesterday. A call, a meeting and being hosted
are one kind, told in either direction. Events that most outlets tell of come first, then those between actors with a name of
their own, those of most stories, those between the actors of whom most is told, and the latest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.model import EntityType
from kg.query.counts import partaking
from kg.query.facts import relations
from kg.query.support import supported, symmetric
from kg.store.table import KINDS, NOBODY, Numbers

if TYPE_CHECKING:
    from kg.store.table import Table

GAP = 3  # days
EVER = 10**7  # a gap that folds all days
MEETINGS = ("met-with", "spoke-with", "hosts")  # one kind of event; the first that is told names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Events, the first to be told first. The claims (rows of the table) of the i-th are `rows[at[i]:at[i + 1]]`, the one that
    tells it best first; `first` and `last` are their days, `keys` the same number for events of the same actors and kind."""

    rows: Numbers
    at: Numbers
    first: Numbers
    last: Numbers
    keys: Numbers

    def __len__(self) -> int:
        return len(self.first)

    def claims(self, event: int) -> Numbers:
        """The claims of one event, the one that tells it best first."""
        return self.rows[self.at[event] : self.at[event + 1]]

    def only(self, chosen: Numbers) -> Events:
        """Some of the events (numbers), in this order."""
        parts = [self.claims(one) for one in chosen.tolist()]
        sizes = [len(one) for one in parts]
        return Events(
            rows=np.concatenate([*parts, np.zeros(0, dtype=np.int64)]),
            at=np.append(0, np.cumsum(sizes, dtype=np.int64)).astype(np.int64),
            first=self.first[chosen],
            last=self.last[chosen],
            keys=self.keys[chosen],
        )


def events(table: Table, rows: Numbers, gap: int = GAP) -> Events:
    """The events that these claims tell of; with EVER as the gap, what they tell is one event on whatever days."""
    key, day = keys(table, rows), table.claims["day"][rows].astype(np.int64)
    order = np.lexsort((day, key))
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (np.diff(key[order]) != 0) | (np.diff(day[order]) > gap)
    group = np.empty(len(rows), dtype=np.int64)
    group[order] = np.cumsum(new) - 1
    starts = order[new]
    count = len(starts)
    last = np.zeros(count, dtype=np.int64)
    np.maximum.at(last, group, day)
    rank = _rank(table, rows, group, last)
    place = np.empty(count, dtype=np.int64)
    place[rank] = np.arange(count)
    by_event = np.lexsort((*_telling(table, rows), place[group]))
    return Events(
        rows=rows[by_event],
        at=np.searchsorted(place[group][by_event], np.arange(count + 1)),
        first=day[starts][rank],
        last=last[rank],
        keys=key[starts][rank],
    )


def keys(table: Table, rows: Numbers) -> Numbers:
    """A number for the two actors of each claim and the kind of event: the same in either direction where that means nothing."""
    names = list(relations())
    kinds = np.array([names.index(MEETINGS[0]) if name in MEETINGS else place for place, name in enumerate(names)])
    either = symmetric() | np.isin(names, MEETINGS)
    claims = table.claims[rows]
    one, other = (claims[side].astype(np.int64) for side in ("subject", "object"))
    turned = either[claims["relation"]] & (one > other)
    low, high = np.where(turned, other, one), np.where(turned, one, other)
    found: Numbers = (low * len(table.actors) + high) * len(names) + kinds[claims["relation"]]
    return found


def _rank(table: Table, rows: Numbers, group: Numbers, last: Numbers) -> Numbers:
    """The events in the order in which they are to be told."""
    claims, count = table.claims[rows], len(last)
    support = supported(table, rows, group, count)
    told = partaking(claims, len(table.actors))
    least_told = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(least_told, group, np.minimum(told[claims["subject"]], told[claims["object"]]))
    unnamed = np.zeros(count, dtype=np.bool_)
    nobody = table.kinds == KINDS.index(EntityType.GROUP)
    unnamed[group[nobody[claims["subject"]] | nobody[claims["object"]]]] = True
    first_row = np.full(count, len(table.claims))
    np.minimum.at(first_row, group, rows)
    return np.lexsort((first_row, -last, -least_told, -support[:, 1], unnamed, -support[:, 2]))


def _telling(table: Table, rows: Numbers) -> tuple[Numbers, ...]:
    """By what does one claim tell its event better than another? Keys for `lexsort`, the weightiest last: naming the kind of
    event, telling its day, the article's own words, surety, being the latest."""
    claims = table.claims[rows]
    names = list(relations())
    naming = np.array([MEETINGS.index(name) if name in MEETINGS else 0 for name in names])[claims["relation"]]
    published = table.articles["published"][claims["article"]]
    return (
        rows,
        -claims["day"].astype(np.int64),
        -claims["confidence"].astype(np.int64),
        (claims["speaker"] != NOBODY).astype(np.int64),
        (claims["day"] == published).astype(np.int64),
        naming,
    )
