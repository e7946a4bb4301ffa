"""`kg diff`: what changed between two graphs, or between what one knew on two days?"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option

if TYPE_CHECKING:
    from kg.cli.changed import Telling
    from kg.query.measures.sides import Side


@click.command()
@click.argument("stores", metavar="[STORE_A STORE_B]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from", "start", default="", metavar="D", help="What the graph knew on this day (2024-09-01, 2024-09, 2024) …")
@click.option("--to", "end", default="", metavar="D", help="… against what it knew on this one; without it, all it knows now.")
@click.option("-r", "--relation", multiple=True, metavar="NAME", help="Claims of this relation only; may be repeated.")
@click.option("--family", multiple=True, metavar="NAME", help="Claims of this family: roles, contacts, cooperation, conflict.")
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Lines of each list; 0 shows all.")
@click.option("--evidence", is_flag=True, help="Quote a claim for each fact and office.")
@format_option("table", "json", default="table")
@confidence_option
@store_option
def command(
    stores: tuple[Path, ...],
    start: str,
    end: str,
    relation: tuple[str, ...],
    family: tuple[str, ...],
    limit: int,
    evidence: bool,
    format: str,
    min_confidence: float,
    store: Path,
) -> None:
    """Tell what changed from STORE_A to STORE_B, or in one store from one day to another.

    Actors that came, went or have another id, facts that came, went or changed their status, offices with another holder,
    states that turned against or towards each other, and claims by relation.
    """
    from kg.model import Status
    from kg.query.edges import edges
    from kg.query.measures.sides import side
    from kg.query.window import last
    from kg.store import View

    if (len(stores) != 2) if not start else bool(stores):
        raise click.UsageError("give two stores, or --from D [--to D] for two days of one; see kg diff --help")
    if end and (not start or last(end) < last(start)):
        raise click.UsageError(f"--from {start} lies behind --to {end}" if start else "--to needs --from")
    asked = edges(relation, family, least=min_confidence, statuses=Status)
    titles = (str(stores[0]), str(stores[1])) if stores else (start, end or "now")
    with ExitStack() as opened:
        views = [opened.enter_context(View(one)) for one in (stores or (store,))]
        before, now = side(views[0], asked, last(start)), side(views[-1], asked, last(end))
        telling = _compared(before, now, titles, limit or None, evidence=evidence)
        click.echo(json.dumps(telling.record(), ensure_ascii=False, indent=1) if format == "json" else "\n".join(telling.lines()))


def _compared(before: Side, now: Side, titles: tuple[str, str], limit: int | None, *, evidence: bool) -> Telling:
    from kg.cli.changed import Telling
    from kg.query.measures.changes import changes
    from kg.query.measures.turns import handovers, turns

    found = changes(before, now, limit)
    return Telling(
        before=before,
        now=now,
        titles=titles,
        changes=found,
        handovers=handovers(before, now, found.renamed),
        turns=turns(before, now),
        limit=limit,
        evidence=evidence,
    )
