"""`kg draw`: pictures of who stands in which ties with whom, of who is for and against whom, and of what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import confidence_option, store_option, window_options
from kg.errors import DrawError
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.draw import Look
    from kg.query.window import Window
    from kg.store import View

KINDS = ("network", "matrix", "timeline", "calendar")
_SIZES = "slide, column or poster, or inches such as 12x9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be drawn, as the options of the command say it."""

    output: Path
    kind: str
    around: tuple[str, ...]
    hops: int
    family: tuple[str, ...]
    level: str
    colour: str
    by: str
    actors: int | None
    dpi: int | None
    window: Window
    min_confidence: float


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .png, .svg, .pdf or .html file."
)
@click.option("-k", "--kind", type=click.Choice(KINDS), default="network", show_default=True, help="What to draw (see above).")
@click.option("--around", multiple=True, metavar="ACTOR", help="Only this actor and who is near it; may be repeated.")
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How near, with --around.")
@click.option("--family", multiple=True, metavar="NAME", help="Ties of this family only: roles, contacts, cooperation, conflict.")
@click.option(
    "--level",
    type=click.Choice(("actor", "state")),
    default="actor",
    show_default=True,
    help="Actors, or the states of people.",
)
@click.option(
    "--colour",
    type=click.Choice(("state", "community", "type")),
    default="state",
    show_default=True,
    help="What a colour is.",
)
@click.option("--by", type=click.Choice(("day", "week", "month", "year")), default=None, help="The steps of a timeline.")
@click.option("--actors", type=click.IntRange(2, 1000), default=None, help="At most so many actors, the most important.")
@click.option("--size", default="slide", show_default=True, metavar="SIZE", help=f"The sheet: {_SIZES}.")
@click.option("--letters", type=click.FloatRange(3, 40), default=None, metavar="POINTS", help="The size of letters.")
@click.option("--dpi", type=click.IntRange(30, 1200), default=None, help="Dots an inch, for .png.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--title", default="", metavar="TEXT", help="The heading.")
@window_options
@confidence_option
@store_option
def command(size: str, letters: float | None, dark: bool, title: str, store: Path, **given: Any) -> None:
    """Draw the graph into a .png, .svg or .pdf, or as a page to explore (.html).

    \b
    network   actors and their ties; --level state: states, by the mean score of their claims
    matrix    states by states: who acts for and against whom
    timeline  events of all, of one actor (--around), or between two (--around twice)
    calendar  who met whom when

    What does not fit in letters that can be read is left out, and counted in the picture's foot.
    """
    from kg.draw import Look, size_of, with_letters
    from kg.store import View

    asked = Asked(**given)
    sheet = size_of(size)
    look = Look(size=with_letters(sheet, letters) if letters else sheet, title=title, dark=dark)
    with View(store) as view:
        click.echo(f"{asked.output}: {_drawn(view, asked, look)}")


def _drawn(view: View, asked: Asked, look: Look) -> str:
    """Draw it, and say in a line what was drawn."""
    from kg.query.actors import find
    from kg.query.graph import known_families

    around, families = [find(view, one).id for one in asked.around], known_families(asked.family)
    page = asked.output.suffix.lower() == ".html"
    if page and asked.kind != "network":
        raise DrawError(f"{asked.output}: a {asked.kind} is no page to explore; give a .png, .svg or .pdf")
    if asked.kind != "network":
        return _chart(view, asked, look, around, families)
    if page:
        from kg.draw.page import page as explore

        shown = explore(
            view, asked.output, around=around, hops=asked.hops, families=families, most=asked.actors or 0, title=look.title,
            least=asked.min_confidence, window=asked.window, dark=look.dark, level=asked.level,
        )  # fmt: skip
        return _told(shown.actors, shown.claims, shown.left_out)
    from kg.draw import Network, draw

    drawn = draw(
        view, asked.output, Network(
            around=around, hops=asked.hops, families=families, most=asked.actors or 0, level=asked.level,
            least=asked.min_confidence, window=asked.window, colour=asked.colour,
        ), look, asked.dpi or 0,
    )  # fmt: skip
    return _told(len(drawn.actors), drawn.claims, drawn.left_out)


def _told(actors: int, claims: int, left_out: int) -> str:
    left = f", {many(left_out, 'less important actor')} left out" if left_out else ""
    return f"{many(actors, 'actor')}, {many(claims, 'claim')}{left}"


def _chart(view: View, asked: Asked, look: Look, around: Sequence[str], families: Sequence[str]) -> str:
    from kg.draw import target_of
    from kg.draw.charts.calendar import contacts
    from kg.draw.charts.matrix import matrix
    from kg.draw.charts.timeline import timeline
    from kg.draw.picture import saved
    from kg.query.edges import edges

    target = target_of(asked.output)
    tips = target.suffix.lower() == ".svg"
    allowed = edges((), families, least=asked.min_confidence, window=asked.window)
    if asked.kind == "matrix":
        drawn = matrix(view, allowed, look, most=asked.actors or 0, tips=tips)
    elif asked.kind == "timeline":
        drawn = timeline(view, allowed, look, actors=around, by=asked.by or "", level=asked.level, tips=tips)
    else:
        drawn = contacts(view, allowed, look, actors=around, most=asked.actors or 0, tips=tips)
    saved(drawn.drawing, target, asked.dpi or look.size.dpi)
    return drawn.told
