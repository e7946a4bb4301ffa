"""`kg path`: how are two actors connected, and which sentences say so?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import confidence_option, format_option, store_option, window_options

STATUSES = ("actual", "former", "intended", "hypothetical", "denied", "all")


@click.command()
@click.argument("start", metavar="FROM", default="")
@click.argument("end", metavar="TO", default="")
@click.option("--from", "starts", multiple=True, metavar="ACTOR", help="One more to start from; may be repeated.")
@click.option("--to", "ends", multiple=True, metavar="ACTOR", help="One more to arrive at; may be repeated.")
@click.option("--via", multiple=True, metavar="ACTOR", help="Only paths that pass this actor; up to four, in any order.")
@click.option("--avoid", multiple=True, metavar="ACTOR", help="Only paths that do not pass this actor; may be repeated.")
@click.option("-r", "--relation", multiple=True, metavar="NAME", help="Hops of this relation only; may be repeated.")
@click.option("--family", multiple=True, metavar="NAME", help="Hops of this family only: roles, contacts, cooperation, conflict.")
@click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Hops by claims of this status [actual, former].")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="Look no further.")
@click.option("--directed", is_flag=True, help="Follow claims from subject to object only.")
@click.option(
    "--by",
    type=click.Choice(("hops", "evidence")),
    default="hops",
    show_default=True,
    help="The fewest hops first, or those with more, newer and surer claims.",
)
@click.option(
    "--level",
    type=click.Choice(("actor", "state")),
    default="actor",
    show_default=True,
    help="Actors as they are, or people folded into the states that they represent.",
)
@click.option("-k", "count", type=click.IntRange(1, 50), default=1, show_default=True, help="How many paths.")
@click.option("--claims", type=click.IntRange(0), default=None, help="Claims to show a hop; 0 shows all [5; all in JSON].")
@click.option(
    "--draw", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE", help="Draw it: .png, .svg."
)
@format_option("table", "json", default="table")
@window_options
@confidence_option
@store_option
def command(
    start: str,
    end: str,
    starts: tuple[str, ...],
    ends: tuple[str, ...],
    format: str,
    draw: Path | None,
    store: Path,
    **given: Any,
) -> None:
    """Find how FROM and TO are connected, with the sentences that say so.

    Names may be partial, or describe an office: kg path Nasirzadeh "Syrian defence minister". An ACTOR may also be @FILE, with
    one name a line, or a whole type, type:Country. Of several starts and ends, any will do.
    Only what holds counts as a hop; offices once held are marked former.
    """
    from kg.cli.ways import Asked, answer
    from kg.store import View

    asked = Asked(starts=(start, *starts) if start else starts, ends=(end, *ends) if end else ends, **given)
    if not asked.starts or not asked.ends:
        raise click.UsageError("say from whom and to whom: kg path FROM TO")
    with View(store) as view:
        for line in answer(view, asked, form=format, draw=draw):
            click.echo(line)
