"""What is to be drawn, and from which claims?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import DrawError
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from kg.draw.claims import Claims
    from kg.store import View

KINDS = ("network", "matrix", "timeline", "calendar")
LEVELS = ("actor", "state")
COLOURS = ("state", "community", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is to be drawn? A `kind` of KINDS, of these claims.

    `around` are ids of actors: a network is then of actors within `hops` steps of one of them, a timeline or calendar of one
    actor or of two and what is between them. `families` leaves the others out, `most` is the number of actors at most (0: the
    sheet's own), `level` "actor" or "state", where people count as the states that they stand for, and each two states of a
    network have one tie, of their claims' mean score. `least` is the confidence that a claim must have, `window` the days in
    which it must lie, `colour` what actors of one colour share (state, community or type), `by` the steps of a timeline.
    """

    kind: str = "network"
    around: Sequence[str] = ()
    hops: int = 1
    families: Collection[str] = ()
    most: int = 0
    level: str = "actor"
    least: float = 0.0
    window: Window = ALWAYS
    colour: str = "state"
    by: str = ""


def chosen(view: View, asked: Picture, most: int, *, signed: bool = False) -> Claims:
    """The claims that a network is drawn from, of at most so many actors; for a signed one those that hold and have a score.

    Raises DrawError where there are none.
    """
    from kg.draw.claims import claims
    from kg.query.edges import HOLDS, edges
    from kg.query.offices.intervals import EVERY

    statuses = HOLDS if signed else EVERY.statuses
    allowed = edges((), asked.families, least=asked.least, statuses=statuses, window=asked.window)
    found = claims(view, allowed, most, asked.around, asked.hops, asked.level, scored=signed)
    if not found.facts:
        between = " between states" if asked.level == "state" else ""
        kinds = f" of the families {', '.join(sorted(asked.families))}" if asked.families else ""
        kinds += f" of confidence {asked.least:g} or more" if asked.least else ""
        kinds += f" {asked.window}" if asked.window else ""
        about = " around " + " or ".join(one.name for one in found.entities.values()) if found.entities else ""
        raise DrawError(f"nothing to draw: the graph holds no ties{between}{kinds}{about}")
    return found


def heading(asked: Picture, found: Claims) -> str:
    """What stands above a network, where nobody says otherwise?"""
    names = [found.entities[path].name for path in asked.around if path in found.entities]
    if names:
        return f"The ties of {' and '.join(names)}"
    return "States for and against each other" if asked.level == "state" else "Who stands where with whom"
