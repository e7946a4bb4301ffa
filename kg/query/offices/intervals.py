"""Who holds or held which office, from when to when, and by whose word? The offices of one person, or those of one body.

A tenure is current unless a later article calls it former, or, where a body has one holder of the office at a time, another
holder is seen later. Days are those of articles, or the claims' own; nothing is known of the time before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.model import Status
from kg.query.edges import Edges
from kg.query.offices.tenures import Tenures, current, roles, tenures
from kg.query.support import Support, supports
from kg.rdf.namespace import relations
from kg.store.table import NOBODY, Numbers

if TYPE_CHECKING:
    from kg.store import View
    from kg.store.table import Table

RANKS = (
    "head-of-state-of",
    "head-of-government-of",
    "leader-of",
    "minister-of",
    "spokesperson-of",
    "ambassador-of",
    "envoy-of",
    "official-of",
)
EVERY = Edges(statuses=tuple(Status))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One person, state or organization in one office or membership: ids of holder and body, the relation's name.

    `post` is the wording that most claims use, "" if none tells it. `first` and `last` are ordinals of the days on which it is
    said to be held, 0 if no claim says so on a known day. If it is not `current`, `over` is the first day from which it is known
    to be over, by articles that call it former or by the next holder (`successor`, "" if it is the former). `rows` are its
    claims in the claim table.
    """

    holder: str
    relation: str
    body: str
    post: str
    first: int
    last: int
    current: bool
    over: int = 0
    successor: str = ""
    support: Support
    rows: tuple[int, ...]


def intervals(view: View, actor: str, asked: Edges = EVERY) -> list[Interval]:
    """Which offices and memberships has the actor, and who holds those of it?

    `asked` says which claims count, by confidence and time; as of a day, it is what was known then. Those it holds come first,
    then those that others hold of it, each with the current ones first.
    """
    table = view.table
    one = table.actor(actor)
    if one == NOBODY:
        return []
    rows = _roles(table, np.array([one]), asked)
    bodies = np.unique(table.claims["object"][rows][table.claims["subject"][rows] == one]).astype(np.int64)
    found = tenures(view, _roles(table, np.append(bodies[bodies != one], one), asked))
    now = current(found)
    chosen = np.flatnonzero((found.holder == one) | (found.body == one))
    chosen = chosen[_order(found, chosen, now[chosen], one)]
    sizes = np.diff(found.at)[chosen]
    groups = np.repeat(np.arange(len(chosen)), sizes)
    parts = [found.claims(int(tenure)) for tenure in chosen]
    support = supports(table, np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64), groups, len(chosen))
    return [_interval(table, found, int(tenure), bool(now[tenure]), each) for tenure, each in zip(chosen, support, strict=True)]


def _order(found: Tenures, chosen: Numbers, now: npt.NDArray[np.bool_], one: int) -> Numbers:
    """The actor's own offices, those seen last first; then those of it, by the kind of office and how much is told of them."""
    own = found.holder[chosen] == one
    rank = np.array([RANKS.index(name) if name in RANKS else len(RANKS) for name in relations()])[found.relation[chosen]]
    told = np.diff(found.at)[chosen]
    last = -found.last[chosen]
    return np.lexsort((found.holder[chosen], last, -told, np.where(own, last, rank), ~now, ~own))


def _roles(table: Table, actors: Numbers, asked: Edges) -> Numbers:
    """The claims of offices and memberships that these actors have part in and that count, in the table's order."""
    pairs = np.unique(table.ties_of(actors)[2])
    rows = np.sort(table.claims_of(pairs)[1])
    rows = rows[roles()[table.claims["relation"][rows]]]
    accepted: Numbers = rows[asked.accepts(table, rows)]
    return accepted


def _interval(table: Table, found: Tenures, tenure: int, now: bool, support: Support) -> Interval:
    over, successor = (0, "") if now else _over(table, found, tenure)
    return Interval(
        holder=table.actors[int(found.holder[tenure])],
        relation=tuple(relations())[found.relation[tenure]],
        body=table.actors[int(found.body[tenure])],
        post=found.post(tenure),
        first=int(found.first[tenure]),
        last=int(found.last[tenure]),
        current=now,
        over=over,
        successor=successor,
        support=support,
        rows=tuple(found.claims(tenure).tolist()),
    )


def _over(table: Table, found: Tenures, tenure: int) -> tuple[int, str]:
    """The first day on which the tenure is known to be over, and the next holder where that is how it is known."""
    left = int(found.left[tenure])
    others = np.flatnonzero((found.office == found.office[tenure]) & (found.last > found.last[tenure]))
    if left or not found.single[tenure] or not len(others):
        return left, ""
    since = {int(other): _next(table, found, int(other), int(found.last[tenure])) for other in others}
    other = min(since, key=lambda each: (since[each], each))
    return since[other], table.actors[int(found.holder[other])]


def _next(table: Table, found: Tenures, tenure: int, day: int) -> int:
    """The first day after this one on which a tenure is seen."""
    days = table.claims["day"][found.claims(tenure)]
    return int(days[days > day].min())
