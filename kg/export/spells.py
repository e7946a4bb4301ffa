"""From when to when is a claim an edge, and an actor there? Days for tools that play a graph through time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.model import Status
from kg.query.offices.tenures import current, tenures
from kg.query.window import day
from kg.store.table import NOBODY, STATUSES, Numbers

if TYPE_CHECKING:
    from kg.store import View

ALWAYS, NEVER = 0, 10**7  # ordinals before and after all days


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells:
    """First and last days (ordinals; ALWAYS and NEVER where there is no bound), by row of the claim table and by actor."""

    claim_start: Numbers
    claim_end: Numbers
    actor_start: Numbers
    actor_end: Numbers

    def of_claim(self, row: int) -> tuple[str, str]:
        """From which day to which is this claim an edge? "" for no bound."""
        return _text(int(self.claim_start[row])), _text(int(self.claim_end[row]))

    def of_actor(self, actor: int) -> tuple[str, str]:
        """From which day to which is this actor there? "" for no bound, and for an actor without claims."""
        return (_text(int(self.actor_start[actor])), _text(int(self.actor_end[actor]))) if actor != NOBODY else ("", "")


def spells(view: View, rows: Numbers) -> Spells:
    """The spells of these claims (rows of the table) and of the actors that they name.

    A claim of no office is there on its day. One of an office is there as long as the tenure that it tells of: from the first
    to the last day on which the office is said to be held, to no end if it is not known to be over; if nobody ever says that it
    is held, up to the day on which it is said to be over. A claim that calls it left is not there after its own day.
    """
    table = view.table
    days = table.claims["day"].astype(np.int64)
    start, end = np.where(days > 0, days, ALWAYS), np.where(days > 0, days, NEVER)
    found = tenures(view, rows)
    if len(found):
        of = np.repeat(np.arange(len(found)), np.diff(found.at))
        held, over = found.first > 0, found.left > 0
        last = np.select([current(found), held, over], [NEVER, found.last, found.left], NEVER)
        start[found.rows], end[found.rows] = NEVER, ALWAYS
        np.minimum.at(start, found.rows, np.where(held, found.first, ALWAYS)[of])
        np.maximum.at(end, found.rows, last[of])
        over = found.rows[table.claims["status"][found.rows] == STATUSES.index(Status.FORMER)]
        end[over] = np.minimum(end[over], np.where(days[over] > 0, days[over], NEVER))
        start[over] = np.where(start[over] <= end[over], start[over], ALWAYS)
    actor_start, actor_end = np.full(len(table.actors), NEVER), np.full(len(table.actors), ALWAYS)
    for side in ("subject", "object", "speaker"):
        named = table.claims[side][rows].astype(np.int64)
        told = named != NOBODY
        np.minimum.at(actor_start, named[told], start[rows][told])
        np.maximum.at(actor_end, named[told], end[rows][told])
    return Spells(claim_start=start, claim_end=end, actor_start=actor_start, actor_end=actor_end)


def _text(number: int) -> str:
    return day(number) if ALWAYS < number < NEVER else ""
