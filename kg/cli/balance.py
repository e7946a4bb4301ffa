"""`kg balance`: who stands with whom, and who stands between?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.filters import Filters, filter_options
from kg.cli.options import format_option

if TYPE_CHECKING:
    from kg.query.measures.balance import Balance
    from kg.store.table import Table


@click.command()
@click.option("--also", multiple=True, metavar="ACTOR", help="Take this actor like a state (the EU, Hamas); may be repeated.")
@click.option("--neutral", type=click.FloatRange(0, 1), default=0.2, show_default=True, help="No sign for balances up to this.")
@click.option("--every", type=click.Choice(("month", "quarter", "year")), default=None, help="The counts of each period, too.")
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Lines of each list; 0 shows all.")
@click.option("--evidence", is_flag=True, help="Quote the strongest claim of each pair.")
@format_option("table", "json", default="table")
@filter_options("state")
def command(
    also: tuple[str, ...], neutral: float, every: str | None, limit: int, evidence: bool, format: str, filters: Filters
) -> None:
    """Find which states stand with or against each other, what strains that, and who mediates.

    A pair's sign is that of (P - N) / (P + N): P the sum of PLOVER score times confidence of its claims of contact and
    cooperation, N that of conflict. Triangles with one or three - are unbalanced. Two blocs are split so that the fewest
    pairs stand against it.
    """
    from kg.cli import blocs
    from kg.query.actors import find
    from kg.query.measures.balance import balance
    from kg.query.names import names

    with filters.open() as (view, table, rows):
        extra = [table.actor(find(view, one).id) for one in also]
        found = balance(table, rows, also=extra, band=neutral, every=every or "", limit=limit)
        telling = blocs.Telling(view=view, table=table, names=names(view, _ids(table, found)), evidence=evidence)
        if format == "json":
            click.echo(json.dumps(telling.record(found), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(telling.lines(found, neutral)))


def _ids(table: Table, found: Balance) -> list[str]:
    """The ids of all actors that are told of."""
    pairs = [*found.foes, *found.friends, *found.against, *(pair for strain in found.strains for pair in strain.pairs)]
    numbers = {end for pair in pairs for end in (pair.one, pair.other)}
    numbers |= {one.actor for one in found.stands} | {one.actor for one in found.mediators}
    return [table.actors[number] for number in sorted(numbers)]
