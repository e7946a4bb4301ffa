"""`kg report`: a brief in Markdown on what happened in some days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, store_option, window_options
from kg.cli.output import print_raw

if TYPE_CHECKING:
    from kg.query.window import Window


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), required=True, help="A .md file, or -."
)
@click.option("--around", multiple=True, metavar="ACTOR", help="Only what this actor has part in; may be repeated.")
@click.option("--most", type=click.IntRange(0), default=7, show_default=True, help="Lines of a section; 0 tells all.")
@click.option("--title", default="", metavar="TEXT", help="The heading.")
@window_options
@confidence_option
@store_option
def command(
    output: Path, around: tuple[str, ...], most: int, title: str, window: Window, min_confidence: float, store: Path
) -> None:
    """Write a brief on what happened: by default in the last 30 days that the graph covers.

    Who met whom, who is new in office and who is out, agreements, conflicts that rose against the days before, support and aid,
    what is planned, denied and contradicted; each line with the sentence that says so and its article.
    """
    from kg.query.actors import find
    from kg.report import report, write
    from kg.store import View

    with View(store) as view:
        actors = [find(view, name).id for name in around]
        text = report(view, window=window, around=actors, least=min_confidence, most=most, title=title)
    if str(output) == "-":
        print_raw(text)
    else:
        write(text, output)
