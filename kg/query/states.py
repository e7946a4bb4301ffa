"""Who stands for which state, and on which day? The claim table with people folded into the states that they represent.

A person holds a state's *office* (one of REPRESENTS) from the first to the last day on which a claim says so, and stands for
that state then; of several states at once, for the one that most claims name. On other days he stands for the only state whose
offices he has ever been seen in, as long as nothing speaks against it: nobody has called him a former holder by then, and,
where a state has only one such office, nobody else has been seen in it in between. People without a state, and organizations,
stay who they are. What is said between two people of one state is then said of one actor, and no tie.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from kg.model import EntityType, Status
from kg.query.facts import relations
from kg.rdf.namespace import REPRESENTS
from kg.store import View
from kg.store.table import KINDS, STATUSES, Numbers, Table
from kg.store.tabulate import pairs_of, ties_of

SINGLE = ("head-of-state-of", "head-of-government-of")  # offices of which a state has one
NEVER = 10**7  # a day after all days
_known: WeakKeyDictionary[View, Table] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Terms:
    """Who was seen in whose offices: persons and states by number, first and last day, and the days between which it also counts.

    Sorted by person, then by the number of claims, the most first. `alone` marks the persons who are seen for one state only.
    """

    person: Numbers
    state: Numbers
    first: Numbers
    last: Numbers
    since: Numbers
    until: Numbers
    alone: npt.NDArray[np.bool_]


def state_table(view: View) -> Table:
    """The view's claim table at the level of states: the same claims, between other actors. Made once for a view."""
    if view not in _known:
        _known[view] = folded(view.table)
    return _known[view]


def folded(table: Table) -> Table:
    """The table with subjects, objects and speakers who stand for a state on the claim's day replaced by that state."""
    terms = seen(table)
    claims = table.claims.copy()
    for side in ("subject", "object", "speaker"):
        claims[side] = stands_for(terms, claims[side].astype(np.int64), table.claims["day"].astype(np.int64), len(table.actors))
    pairs, order = pairs_of(claims)
    ties, tie_at = ties_of(pairs, len(table.actors))
    return replace(table, claims=claims, pairs=pairs, order=order, ties=ties, tie_at=tie_at)


def seen(table: Table) -> Terms:
    """The offices of states that the claims tell of, person by person."""
    claims, names = table.claims, list(relations())
    office = np.isin(claims["relation"], [names.index(name) for name in REPRESENTS])
    office &= (table.kinds[claims["subject"]] == KINDS.index(EntityType.PERSON)) & (claims["day"] > 0)
    office &= table.kinds[claims["object"]] == KINDS.index(EntityType.COUNTRY)
    rows = claims[office]
    held = rows[rows["status"] == STATUSES.index(Status.ACTUAL)]
    key, place, number = _grouped(held["subject"], held["object"])
    day = held["day"].astype(np.int64)
    first, last = np.full(len(key), NEVER), np.zeros(len(key), dtype=np.int64)
    np.minimum.at(first, place, day)
    np.maximum.at(last, place, day)
    person, state = key >> 32, key & 0xFFFFFFFF
    since, until = np.zeros(len(key), dtype=np.int64), np.full(len(key), NEVER)
    gone = rows[rows["status"] == STATUSES.index(Status.FORMER)]
    _leave(until, key, last, _key(gone["subject"], gone["object"]), gone["day"].astype(np.int64))
    for name in SINGLE:
        one = held["relation"] == names.index(name)
        _give_way(since, until, key, held["subject"][one], held["object"][one], day[one])
    order = np.lexsort((state, -number, person))
    alone = np.bincount(person, minlength=len(table.actors))[person[order]] == 1
    return Terms(person[order], state[order], first[order], last[order], since[order], until[order], alone)


def stands_for(terms: Terms, actors: Numbers, days: Numbers, size: int) -> Numbers:
    """For whom does each actor stand on that day? The state's number, or the actor's own. `size` is the number of actors."""
    at = np.searchsorted(terms.person, np.arange(size + 1))
    found = actors.copy()
    asked = np.flatnonzero((actors >= 0) & (np.diff(at)[np.maximum(actors, 0)] > 0))
    outside = asked
    place, end = at[actors[asked]], at[actors[asked] + 1]
    while len(asked):
        day = days[asked]
        within = (terms.first[place] <= day) & (day <= terms.last[place])
        found[asked[within]] = terms.state[place[within]]
        further = ~within & (place + 1 < end)
        asked, place, end = asked[further], place[further] + 1, end[further]
    outside = outside[found[outside] == actors[outside]]
    place, day = at[actors[outside]], days[outside]
    counts = terms.alone[place] & (terms.since[place] < day) & (day < terms.until[place])
    found[outside[counts]] = terms.state[place[counts]]
    return found


def state_of(view: View, actor: int) -> int:
    """For which state does this actor stand most often, by its claims? -1 if for none."""
    table = view.table
    _, _, pairs = table.ties_of([actor])
    _, rows = table.claims_of(pairs)
    claims = state_table(view).claims[rows]
    own = table.claims[rows]
    stood = [claims[side][(own[side] == actor) & (claims[side] != actor)] for side in ("subject", "object")]
    states, number = np.unique(np.concatenate(stood), return_counts=True)
    return int(states[number.argmax()]) if len(states) else -1


def _leave(until: Numbers, key: Numbers, last: Numbers, called: Numbers, day: Numbers) -> None:
    """An office ends on the first day on which its holder is called a former one, if he is not seen in it after that."""
    place = np.searchsorted(key, called)
    known = (
        (place < len(key)) & (key[np.minimum(place, len(key) - 1)] == called) if len(key) else np.zeros(len(place), dtype=bool)
    )
    place, day = place[known], day[known]
    after = day > last[place]
    np.minimum.at(until, place[after], day[after])


def _give_way(
    since: Numbers, until: Numbers, key: Numbers, person: npt.NDArray[np.uint32], state: npt.NDArray[np.uint32], day: Numbers
) -> None:
    """Of an office that a state has once, nobody's time reaches beyond the days on which others are seen in it."""
    own, place, _ = _grouped(person, state)
    first, last = np.full(len(own), NEVER), np.zeros(len(own), dtype=np.int64)
    np.minimum.at(first, place, day)
    np.maximum.at(last, place, day)
    office = (own & 0xFFFFFFFF) * NEVER
    begins, ends = np.sort(office + first), np.sort(office + last)
    for which, target in enumerate(np.searchsorted(key, own)):
        later = np.searchsorted(begins, office[which] + last[which], side="right")
        if later < len(begins) and begins[later] < office[which] + NEVER:
            until[target] = min(until[target], begins[later] - office[which])
        earlier = np.searchsorted(ends, office[which] + first[which]) - 1
        if earlier >= 0 and ends[earlier] >= office[which]:
            since[target] = max(since[target], ends[earlier] - office[which])


def _key(person: npt.NDArray[np.uint32], state: npt.NDArray[np.uint32]) -> Numbers:
    return person.astype(np.int64) << 32 | state.astype(np.int64)


def _grouped(person: npt.NDArray[np.uint32], state: npt.NDArray[np.uint32]) -> tuple[Numbers, Numbers, Numbers]:
    """The different pairs of person and state, in order; for each given one its place there; and how often each is given."""
    found, place, number = np.unique(_key(person, state), return_inverse=True, return_counts=True)
    return found, place, number
