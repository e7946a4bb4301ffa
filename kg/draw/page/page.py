"""From a view to a page in a file: choose as a picture does, lay out, read the words, write."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.errors import DrawError
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from kg.draw.claims import Claims
    from kg.draw.page.data import Drawn
    from kg.store import View

MOST = 150  # actors, unless more are asked for


def page(
    view: View,
    path: str | Path,
    *,
    around: Sequence[str] = (),
    hops: int = 1,
    families: Collection[str] = (),
    most: int = 0,
    title: str = "",
    least: float = 0.0,
    window: Window = ALWAYS,
    dark: bool = False,
    level: str = "actor",
) -> Drawn:
    """Write the actors and ties of the view, with the words that they rest on, as one page, and return what stands in it.

    `path` is an .html file, which is there whole or, after an error, as it was before. `around` are ids of actors; then only
    actors within `hops` steps are shown. `families` leaves the others out, `most` is the number of actors at most (0: MOST),
    `least` the confidence that a claim must have, `window` the days in which it must lie. At `level` "state" people count as the
    states that they stand for. The page opens light or, with `dark`, dark. The same view gives the same bytes.
    Raises DrawError where there is nothing to show, or no file can be written.
    """
    from kg.draw.claims import claims
    from kg.draw.page.data import gathered
    from kg.draw.page.document import document
    from kg.query.edges import edges
    from kg.query.offices.intervals import EVERY

    asked = edges((), families, least=least, statuses=EVERY.statuses, window=window)
    found = claims(view, asked, most or MOST, around, hops, level)
    if not found.facts:
        raise DrawError(f"{path}: nothing to draw{_asked(found, around, families, least, window)}")
    heading = title or _heading(found, around, level)
    data, drawn = gathered(view, found, around)
    whole.write([(Path(path), [document(heading, data, drawn, dark=dark).encode("utf8")])], DrawError)
    return drawn


def _heading(found: Claims, around: Sequence[str], level: str) -> str:
    names = [found.entities[one].name for one in around if one in found.entities]
    if names:
        return f"The ties of {' and '.join(names)}"
    return "States for and against each other" if level == "state" else "Who stands where with whom"


def _asked(found: Claims, around: Sequence[str], families: Collection[str], least: float, window: Window) -> str:
    names = [found.entities[one].name for one in around if one in found.entities]
    parts = [f"around {' and '.join(names)}"] if names else []
    parts += [f"of the families {', '.join(sorted(families))}"] if families else []
    parts += [f"of confidence {least:g} or more"] if least else []
    parts += [str(window)] if window else []
    return f": the graph holds no ties {' '.join(parts)}" if parts else ": the graph holds no ties"
