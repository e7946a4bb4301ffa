"""`kg draw`: pictures of who stands in which ties with whom, of who is for and against whom, and of what happened when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import confidence_option, store_option, window_options
from kg.draw.asked import COLOURS, KINDS, LEVELS

_SIZES = "slide, column or poster, or inches such as 12x9"


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .png, .svg, .pdf or .html file."
)
@click.option("-k", "--kind", type=click.Choice(KINDS), default="network", show_default=True, help="What to draw (see above).")
@click.option("--around", multiple=True, metavar="ACTOR", help="Only this actor and who is near it; may be repeated.")
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How near, with --around.")
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="NAME",
    help="Ties of this family only: roles, contacts, cooperation, conflict.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="actor",
    show_default=True,
    help="Actors, or the states of people.",
)
@click.option(
    "--colour",
    type=click.Choice(COLOURS),
    default="state",
    show_default=True,
    help="What a colour is.",
)
@click.option("--by", type=click.Choice(("day", "week", "month", "quarter", "year")), default=None, help="A timeline's steps.")
@click.option("--actors", "most", type=click.IntRange(2, 1000), default=None, help="At most so many actors, the most important.")
@click.option("--size", default="slide", show_default=True, metavar="SIZE", help=f"The sheet: {_SIZES}.")
@click.option("--letters", type=click.FloatRange(3, 40), default=None, metavar="POINTS", help="The size of letters.")
@click.option("--dpi", type=click.IntRange(30, 1200), default=None, help="Dots an inch, for .png.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--title", default="", metavar="TEXT", help="The heading.")
@window_options
@confidence_option
@store_option
def command(
    output: Path,
    around: tuple[str, ...],
    families: tuple[str, ...],
    by: str | None,
    most: int | None,
    size: str,
    letters: float | None,
    dpi: int | None,
    dark: bool,
    title: str,
    min_confidence: float,
    store: Path,
    **given: Any,
) -> None:
    """Draw the graph into a .png, .svg or .pdf, or as a page to explore (.html).

    \b
    network   actors and their ties; --level state: states, by the mean score of their claims
    matrix    states by states: who acts for and against whom
    timeline  events of all, of one actor (--around), or between two (--around twice)
    calendar  who met whom when

    What does not fit in letters that can be read is left out, and counted in the picture's foot.
    """
    from kg.draw import Look, Picture, draw, size_of, with_letters
    from kg.query.actors import find
    from kg.query.graph import known_families
    from kg.store import View

    sheet = size_of(size)
    look = Look(size=with_letters(sheet, letters) if letters else sheet, title=title, dark=dark)
    with View(store) as view:
        asked = Picture(
            around=[find(view, one).id for one in around],
            families=known_families(families),
            by=by or "",
            most=most or 0,
            least=min_confidence,
            **given,
        )
        click.echo(f"{output}: {draw(view, output, asked, look, dpi or 0)}")
