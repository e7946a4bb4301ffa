"""What does a brief tell? The numbers of a stretch of days, and the first lines of each of its sections.

What articles say happened, what they say is planned and what they say did not happen are different sections; what they only
suppose is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.model import Status
from kg.query.conflicts import Conflict, conflicts
from kg.query.edges import Edges
from kg.query.offices.intervals import RANKS
from kg.query.window import Window
from kg.report.events import EVER, GAP, MEETINGS, Events, events
from kg.report.events import keys as keys_of
from kg.report.lines import Listed, listed
from kg.report.offices import Offices, new, over
from kg.report.rising import Rises, rising
from kg.report.scope import Scope, of
from kg.store.table import STATUSES

if TYPE_CHECKING:
    pass

SIDES = 3  # of a contradiction
MET = (*MEETINGS, "mediates-between", "writes-to")
VISITED = ("visits",)
AGREED = ("agrees-with",)
HELPED = ("aids", "supports", "concedes-to")
# What is worth telling before it happens; plans to cooperate, support or praise are words without a day.
PLANNED = (*MET, *VISITED, *AGREED, "aids", "protests-to", "sanctions", "mobilizes-against", "coerces", "attacks", *RANKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief tells. `articles` and `outlets` are those that appeared in the window (the outlets of stories' originals),
    `claims` all claims of the window, `supposed` those of them that are not told because the article only supposes them.

    `contested` has the contradictions within the window, the number of those left out as `unresolved`.
    """

    scope: Scope
    articles: int
    outlets: int
    claims: int
    supposed: int
    met: Listed
    visited: Listed
    new: Offices
    over: Offices
    agreed: Listed
    rising: Rises
    helped: Listed
    planned: Listed
    denied: Listed
    contested: tuple[Conflict, ...]
    unresolved: int


def brief(scope: Scope, most: int) -> Brief:
    """The brief on these claims, with at most so many lines (0: all) in each section."""
    table, view = scope.table, scope.view
    published = table.articles["published"]
    own = np.flatnonzero((published >= max(scope.window.since, 1)) & (published <= scope.window.last))
    originals = table.articles["original"][own]
    contested, unresolved = _contested(scope, most)
    return Brief(
        scope=scope,
        articles=len(own),
        outlets=len(np.unique(table.articles["outlet"][originals])),
        claims=len(scope.here),
        supposed=len(of(table, scope.here, Status.HYPOTHETICAL)),
        met=_happened(scope, MET, GAP, most),
        visited=_happened(scope, VISITED, GAP, most),
        new=new(scope, most),
        over=over(scope, most),
        agreed=_happened(scope, AGREED, GAP, most),
        rising=rising(scope, most),
        helped=_happened(scope, HELPED, EVER, most),
        planned=listed(view, _planned(scope), most),
        denied=listed(view, events(table, of(table, scope.here, Status.DENIED), EVER), most),
        contested=contested,
        unresolved=unresolved,
    )


def _happened(scope: Scope, names: tuple[str, ...], gap: int, most: int) -> Listed:
    return listed(scope.view, events(scope.table, of(scope.table, scope.here, Status.ACTUAL, names), gap), most)


def _planned(scope: Scope) -> Events:
    """What articles of the window say is planned, or others for a day in it, as long as none says that it has come about; what
    was planned for a day before its article is no plan any more."""
    table = scope.table
    rows = of(table, scope.rows(Window(as_of=scope.window.as_of)), Status.INTENDED, PLANNED)
    published = table.articles["published"][table.claims["article"][rows]]
    told = (published >= scope.window.since) & (published <= scope.window.last)
    open_ = table.claims["day"][rows] >= published - GAP
    rows = rows[open_ & (told | scope.window.accepts(table, rows))]
    plans = events(table, rows, EVER)
    done = of(table, scope.here, Status.ACTUAL, PLANNED)
    key = keys_of(table, done)
    known, place = np.unique(key, return_inverse=True)
    latest = np.zeros(len(known), dtype=np.int64)
    np.maximum.at(latest, place, table.claims["day"][done].astype(np.int64))
    at = np.minimum(np.searchsorted(known, plans.keys), max(len(known) - 1, 0))
    if not len(known):
        return plans
    come = (known[at] == plans.keys) & (latest[at] >= plans.last - GAP)
    return plans.only(np.flatnonzero(~come))


def _contested(scope: Scope, most: int) -> tuple[tuple[Conflict, ...], int]:
    """The contradictions within the window, and how many there are besides: of all kinds and of each actor, each once."""
    asked = Edges(statuses=tuple(STATUSES), least=scope.least, window=scope.window)
    found: dict[tuple[str, ...], Conflict] = {}
    number = 0
    for actor in scope.actors or ("",):
        for count, told in conflicts(scope.view, asked, actor=actor, most=most, sides=SIDES).values():
            number += count
            for one in told:
                place = tuple(side.best.id for side in one.sides)
                number -= place in found
                found.setdefault(place, one)
    first = tuple(found.values())[: most or len(found)]
    return first, number - len(first)
