"""`kg draw`: a picture of who stands in which ties with whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, store_option, window_options
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.query.window import Window


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .png or .svg file.")
@click.option("--around", metavar="ACTOR", default="", help="Only this actor and who is near it.")
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How near, with --around.")
@click.option("--family", multiple=True, metavar="NAME", help="Ties of this family only: roles, contacts, cooperation, conflict.")
@click.option("--size", type=click.Choice(("slide", "column", "poster")), default="slide", show_default=True, help="The sheet.")
@click.option("--actors", type=click.IntRange(2, 1000), default=None, help="At most so many actors, those with most claims.")
@click.option("--dpi", type=click.IntRange(30, 1200), default=None, help="Dots an inch, for .png.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--title", default="", metavar="TEXT", help="The heading.")
@window_options
@confidence_option
@store_option
def command(
    output: Path,
    around: str,
    hops: int,
    family: tuple[str, ...],
    size: str,
    actors: int | None,
    dpi: int | None,
    dark: bool,
    title: str,
    window: Window,
    min_confidence: float,
    store: Path,
) -> None:
    """Draw a picture of the graph: actors, and the ties between them by colour, arrow and line.

    What does not fit in letters that can be read is left out, and counted in the picture's foot.
    """
    from kg.draw import draw
    from kg.query.actors import find
    from kg.query.graph import known_families
    from kg.store import View

    with View(store) as view:
        centre = find(view, around).id if around else ""
        chosen = known_families(family)
        drawn = draw(
            view,
            output,
            around=centre,
            hops=hops,
            families=chosen,
            size=size,
            dpi=dpi or 0,
            dark=dark,
            most=actors or 0,
            title=title,
            least=min_confidence,
            window=window,
        )
    left = f", {many(drawn.left_out, 'actor')} with fewer claims left out" if drawn.left_out else ""
    click.echo(f"{output}: {many(len(drawn.actors), 'actor')}, {many(drawn.claims, 'claim')}{left}")
