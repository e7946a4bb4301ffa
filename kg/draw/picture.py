"""From a view to a picture in a file: select, measure, place, route, render.

The picture has a fixed size; what is laid out is scaled to fit, and where letters would become too small to read, the actors
with the fewest claims are left out, and counted in the foot.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DrawError
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kg.draw.select import Selection
    from kg.query.facts import Fact
    from kg.store import View

FORMATS = (".png", ".svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A picture's width and height in inches, letters' size in points (and the least that is readable), dots an inch, actors."""

    width: float
    height: float
    letters: float
    least: float
    dpi: int
    most: int


SIZES = {
    "slide": Size(width=13.333, height=7.5, letters=11, least=7.5, dpi=150, most=40),
    "column": Size(width=3.5, height=4.4, letters=6.5, least=5, dpi=300, most=12),
    "poster": Size(width=33.1, height=23.4, letters=14, least=10, dpi=100, most=200),
}


def draw(
    view: View,
    path: str | Path,
    *,
    around: str = "",
    hops: int = 1,
    families: Collection[str] = (),
    size: str = "slide",
    dpi: int = 0,
    dark: bool = False,
    most: int = 0,
    title: str = "",
    least: float = 0.0,
    window: Window = ALWAYS,
) -> Selection:
    """Draw the actors and ties of the view into `path` (.png or .svg), and return what was drawn.

    `around` is an actor's id; then only actors within `hops` steps are drawn. `families` leaves the others out, `size` is one
    of SIZES, `dpi` 0 the size's own, `most` the number of actors at most (0: the size's own), `least` the confidence that a
    claim must have, `window` the days in which it must lie. The same view gives the same bytes.
    Raises DrawError for another ending, an unknown size, and where there is nothing to draw.
    """
    target = target_of(path, size)
    chosen = _selected(view, around, hops, families, most or SIZES[size].most, least, window)
    if not title:
        title = f"The ties of {chosen.actors[0].name}" if around else "Who stands where with whom"
    return _drawn(chosen, target, size, title, dpi=dpi, dark=dark)


def draw_facts(view: View, path: str | Path, facts: Iterable[Fact], *, title: str, size: str = "slide") -> Selection:
    """Draw these claims, and nothing else, into `path` (.png or .svg), and return what was drawn.

    Raises DrawError for another ending, an unknown size, and where there is nothing to draw.
    """
    from kg.draw.select import select
    from kg.query.facts import entity, source

    target, known = target_of(path, size), list(facts)
    actors = {end for fact in known for end in (fact.subject, fact.object)}
    entities = {one: found for one in actors if (found := entity(view, one))}
    sources = {one: article for one in {fact.article for fact in known} if (article := source(view, one))}
    chosen = select(known, entities, sources, most=SIZES[size].most)
    if not chosen.ties:
        raise DrawError("nothing to draw: there are no claims")
    return _drawn(chosen, target, size, title)


def target_of(path: str | Path, size: str = "slide") -> Path:
    """The file of the picture. Raises DrawError for another ending, and for an unknown size."""
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise DrawError(f"{target}: pictures are written as {' or '.join(FORMATS)}")
    if size not in SIZES:
        raise DrawError(f"no size is called {size!r}; there are {', '.join(SIZES)}")
    return target


def _drawn(chosen: Selection, target: Path, size: str, title: str, *, dpi: int = 0, dark: bool = False) -> Selection:
    with warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box, and the library would say so once for every one.
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        figure, shown = _fitted(chosen, SIZES[size], title, dark=dark)
        from kg.draw.render import write

        write(figure, target, dpi or SIZES[size].dpi)
    return shown


def _selected(
    view: View, around: str, hops: int, families: Collection[str], most: int, least: float = 0.0, window: Window = ALWAYS
) -> Selection:
    from kg.draw.claims import claims
    from kg.draw.select import select
    from kg.query.edges import edges
    from kg.query.offices.intervals import EVERY

    asked = edges((), families, least=least, statuses=EVERY.statuses, window=window)
    drawn = claims(view, asked, most, around, hops)
    found = select(drawn.facts, drawn.entities, drawn.sources, most=most, centre=around, weights=drawn.weights)
    if not found.ties:
        about = f" around {drawn.entities[around].name}" if around in drawn.entities else ""
        kinds = f" of the families {', '.join(sorted(families))}" if families else ""
        kinds += f" of confidence {least:g} or more" if least else ""
        kinds += f" {window}" if window else ""
        if found.left_out:
            raise DrawError(f"nothing to draw: no ties{kinds} among the {most} actors with most claims; allow more actors")
        raise DrawError(f"nothing to draw: the graph holds no ties{kinds}{about}")
    return found


def _fitted(chosen: Selection, size: Size, title: str, *, dark: bool) -> tuple[Figure, Selection]:
    """The picture with as many of the actors as stay readable at this size."""
    from kg.draw.render import Sheet
    from kg.draw.select import fewer

    while True:
        sheet = Sheet(chosen, size, title, dark=dark)
        if sheet.letters >= size.least or len(chosen.actors) <= 2:
            return sheet.figure(), chosen
        smaller = fewer(chosen, max(2, int(len(chosen.actors) * max(0.6, min(0.93, (sheet.letters / size.least) ** 2)))))
        if not smaller.ties or len(smaller.actors) >= len(chosen.actors):
            return sheet.figure(), chosen
        chosen = smaller
