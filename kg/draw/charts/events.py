"""What happened when? Events by period and family, for the timeline, and the changes of office between them.

An *event* is what is told of the same two actors, in the same relation, on the same day, by however many claims. Only what holds
counts, and reprints say again what was said. Events before the first article appeared, or after the last one, are memories and
slips; they are counted and not drawn, unless they are most of all, or a window asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts.axis import EVERY, period, starts
from kg.draw.charts.behind import chosen, families
from kg.errors import DrawError
from kg.model import EntityType, Status
from kg.query.facts import relations
from kg.query.offices.intervals import RANKS, intervals
from kg.query.offices.tenures import roles
from kg.query.support import ends, numbered
from kg.store.table import KINDS, STATUSES, Numbers

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.query.offices.intervals import Interval
    from kg.store import View
    from kg.store.table import Table

FAMILIES = ("cooperation", "contacts", "conflict")  # from the line upwards, and below it
TOLD = 2  # stories that must tell of a holder of an office
RARE = 50  # of one in so many stories, or fewer, it is a slip that another held the office before
LATE = 366  # days from when a holder was last seen in office, after which it is not news that he left
EARLY = 31  # days from the first article in which nobody is new
NEVER = 10**7  # a day after all days
WHOLE = 400  # days: a window that is shorter is shown as a whole
AROUND = 3  # days shown at least before and after a single day


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Events by period. `by` is the kind of period, `starts` the first days (ordinals) of the periods, `end` the day after them.

    `counts` has a row a family of FAMILIES and a column a period. `rows` are the claims, `event` the number of the event of
    each, `bar` its period, `family` the place of its family. `outside` events lie on other days, `undated` claims on none;
    `other` claims are planned, supposed or denied.
    """

    by: str
    starts: Numbers
    end: int
    counts: Numbers
    rows: Numbers
    event: Numbers
    bar: Numbers
    family: Numbers
    outside: int
    undated: int
    other: int

    @property
    def number(self) -> int:
        """How many events are there?"""
        return int(self.counts.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of office on a day (ordinal): ids of who comes ("" if nobody is known to) and who goes ("": likewise), the office
    by its wording or relation, the body's id, and a claim's row that tells it. The lower its `rank`, the higher the office."""

    day: int
    comes: str
    goes: str
    office: str
    body: str
    rank: int
    row: int


def events(table: Table, asked: Edges, actors: Sequence[int], by: str = "") -> Events:
    """The events of an actor (numbers of the table), or between two, or of all where none is given, by one of EVERY ("": which
    fits the days). Raises DrawError for another period and for more than two actors."""
    if by not in ("", *EVERY):
        raise DrawError(f"no period is called {by!r}; there are {', '.join(EVERY)}")
    rows = of_actors(table, chosen(table, asked, families(FAMILIES), (Status.ACTUAL,)), actors)
    others = [one for one in Status if one is not Status.ACTUAL]
    other = of_actors(table, chosen(table, asked, families(FAMILIES), others), actors)
    day = table.claims["day"][rows].astype(np.int64)
    undated, rows, day = int((day == 0).sum()), rows[day > 0], day[day > 0]
    told = table.claims[rows]
    event, _ = numbered([*ends(told), told["relation"], day]) if len(rows) else (np.zeros(0, dtype=np.int64), 0)
    first, last = span(table, asked, rows)
    inside = (day >= first) & (day <= last)
    outside = len(np.unique(event[~inside]))
    rows, event, day = rows[inside], event[inside], day[inside]
    by = by or period(first, last)
    begins = np.array(starts(first, last, by), dtype=np.int64)
    bar = np.searchsorted(begins, day, side="right") - 1
    family = np.array([FAMILIES.index(one.family) if one.family in FAMILIES else -1 for one in relations().values()])
    family = family[table.claims["relation"][rows]]
    _, one_each = np.unique(event, return_index=True)
    counts = np.zeros((len(FAMILIES), len(begins)), dtype=np.int64)
    np.add.at(counts, (family[one_each], bar[one_each]), 1)
    return Events(
        by=by, starts=begins, end=_end(int(begins[-1]), by), counts=counts, rows=rows, event=event, bar=bar, family=family,
        outside=outside, undated=undated, other=len(other),
    )  # fmt: skip


def of_actors(table: Table, rows: Numbers, actors: Sequence[int]) -> Numbers:
    """Those of the claims that are of this actor, or between these two; all where none is given."""
    if len(actors) > 2:
        raise DrawError(f"a chart over time is of one actor or of two, not of {len(actors)}")
    subject, object_ = table.claims["subject"][rows], table.claims["object"][rows]
    for actor in actors:
        of = (subject == actor) | (object_ == actor)
        rows, subject, object_ = rows[of], subject[of], object_[of]
    return rows


def named(table: Table, rows: Numbers) -> Numbers:
    """Those of the claims between actors that have a name: a group is one article's "the leaders"."""
    group = table.kinds == KINDS.index(EntityType.GROUP)
    told = table.claims[rows]
    both: Numbers = rows[~group[told["subject"]] & ~group[told["object"]]]
    return both


def span(table: Table, asked: Edges, rows: Numbers) -> tuple[int, int]:
    """The first and last day to be shown of these claims, which have days: at least a week.

    All of the window if it is short. Else from the first to the last day of a claim, where the window does not say otherwise
    only of those on which articles appeared.
    """
    bounds, published = (asked.window.since, asked.window.last), table.articles["published"]
    day, published = table.claims["day"][rows].astype(np.int64), published[published > 0]
    if all(bounds) and bounds[1] - bounds[0] < WHOLE:
        first, last = bounds
    else:
        first, last = (int(day.min()), int(day.max())) if len(day) else (1, 1)
        known = (int(published.min()), int(published.max())) if len(published) else (first, last)
        inside = (day >= (bounds[0] or known[0])) & (day <= (bounds[1] or known[1]))
        if 2 * int(inside.sum()) >= len(day) > 0:
            first, last = int(day[inside].min()), int(day[inside].max())
    short = max(2 * AROUND - (last - first) + 1, 0) // 2
    return max(first - short, 1), min(last + short, date.max.toordinal() - 1)


def changes(view: View, actors: Sequence[str], asked: Edges, first: int, last: int) -> list[Change]:
    """The changes of office of these actors between two days (ordinals), by day, the highest office first.

    A body's office changes hands when one who was seen in it, in at least TOLD stories, is called a former holder later, or is
    followed by another of whom as much is told and who was not seen in it meanwhile. Of a person it is also told when he was
    first seen in an office; of a body it is not, nor in the first EARLY days, since all are seen for the first time once.
    """
    found, table = dict[tuple[str, str, str], Change](), view.table
    published = table.articles["published"]
    begun = int(published[published > 0].min(initial=NEVER))
    for actor in actors:
        told = [one for one in intervals(view, actor, asked) if one.relation != "member-of" and one.support.stories >= TOLD]
        held = [one for one in told if one.body == _home(table, one.holder)]
        days = {one: table.claims["day"][np.array(one.rows)] for one in held}
        for one in held:
            first_seen = [_comes(one, days[one])] if one.holder == actor and one.first > begun + EARLY else []
            for change in [*first_seen, *_goes(table, one, held, days)]:
                if first <= change.day <= last:
                    found.setdefault((change.comes, change.goes, change.body), change)
    return sorted(found.values(), key=lambda one: (one.day, one.rank, one.comes, one.goes, one.body))


def _comes(one: Interval, days: Numbers) -> Change:
    row = one.rows[int(np.flatnonzero(days == one.first)[0])]
    return Change(day=one.first, comes=one.holder, goes="", office=_office(one), body=one.body, rank=_rank(one), row=row)


def _goes(table: Table, one: Interval, held: Sequence[Interval], days: Mapping[Interval, Numbers]) -> list[Change]:
    if not (one.over and one.first) or one.over - one.last > LATE or _rank(one) > RANKS.index("minister-of"):
        return []
    status = table.claims["status"][np.array(one.rows)]
    if ((status == STATUSES.index(Status.FORMER)) & (days[one] <= one.last)).any():
        return []  # called a holder and a former one by turns: the news does not tell when he left
    row = one.rows[int(days[one].argmax())]
    if one.successor:
        next_ = [each for each in held if (each.holder, each.relation, each.body) == (one.successor, one.relation, one.body)]
        meanwhile = [((one.first <= days[each]) & (days[each] <= one.last)).any() for each in next_]
        if not next_ or any(meanwhile) or RARE * one.support.stories < next_[0].support.stories:
            return []
        row = next_[0].rows[int(np.argmin(np.where(days[next_[0]] >= one.over, days[next_[0]], NEVER)))]
    return [
        Change(day=one.over, comes=one.successor, goes=one.holder, office=_office(one), body=one.body, rank=_rank(one), row=row)
    ]


def _home(table: Table, holder: str) -> str:
    """The body whose offices the person is told to have most; a few claims of others' are slips of reading."""
    number = table.actor(holder)
    rows = table.claims_of(table.ties_of([number])[2])[1]
    told = table.claims[rows[roles()[table.claims["relation"][rows]] & (table.claims["subject"][rows] == number)]]
    bodies, often = np.unique(told["object"], return_counts=True)
    return table.actors[int(bodies[often.argmax()])] if len(bodies) else ""


def _office(one: Interval) -> str:
    return one.post or relations()[one.relation].label.removesuffix(" of")


def _rank(one: Interval) -> int:
    return RANKS.index(one.relation) if one.relation in RANKS else len(RANKS)


def _end(start: int, by: str) -> int:
    """The day after the period that begins on this day."""
    return starts(start, min(start + 400, date.max.toordinal()), by)[1]
