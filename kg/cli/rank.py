"""`kg rank`: who is central?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.filters import Filters, filter_options
from kg.cli.options import format_option

if TYPE_CHECKING:
    from kg.query.measures.rank import Measured, Ranking

MEASURES = ("degree", "claims", "pagerank", "betweenness", "harmonic")
SIDES = ("either", "subject", "object")
TYPES = ("Person", "Country", "Organization", "Group")
COLUMNS = 12  # periods that a table has room for


@click.command()
@click.option("--by", type=click.Choice(MEASURES), default="degree", show_default=True, help="The measure.")
@click.option(
    "--as", "side", type=click.Choice(SIDES), default="either", show_default=True, help="Count only this side of claims."
)
@click.option("--type", "types", type=click.Choice(TYPES), multiple=True, help="Rank actors of this type; may be repeated.")
@click.option("--every", type=click.Choice(("month", "quarter", "year")), default=None, help="The ranks of each period, too.")
@click.option("--pivots", type=click.IntRange(0), default=None, help="Searches to estimate from; 0 searches from all actors.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Actors to show; 0 shows all.")
@format_option("table", "csv", "json", default="table")
@filter_options("actor")
def command(
    by: str,
    side: str,
    types: tuple[str, ...],
    every: str | None,
    pivots: int | None,
    limit: int,
    format: str,
    filters: Filters,
) -> None:
    """Rank actors by how central they are.

    degree: different actors tied to; claims: claims; pagerank: where a walk along claims leads; betweenness: share of
    shortest ways that lead through; harmonic: mean of 1/distance from all others.
    With --as object only what others say and do to an actor counts, with --as subject only what it does. In a large graph
    the last two are estimated, as well as some seconds allow or from as many searches as --pivots says.
    """
    from kg.model import EntityType
    from kg.query.measures.rank import rank
    from kg.query.names import names

    with filters.open() as (view, table, rows):
        kinds = [EntityType(one) for one in types]
        found = rank(table, rows, by=by, side=side, kinds=kinds, limit=limit, every=every or "", pivots=pivots)
        called = names(view, found.whole.places)
        if format == "table":
            _table(found, called, side)
        else:
            click.echo(_json(found, called) if format == "json" else _csv(found, called), nl=format == "json")


def _table(found: Ranking, called: dict[str, str], side: str) -> None:
    from kg.cli.output import print_table

    if not found.whole.places:
        click.echo("No claims to rank by.")
        return
    click.echo(f"{_head(found, side)}\n")
    spans = found.periods[-COLUMNS:]
    scored = [found.by] if found.by not in ("degree", "claims") else []
    columns = ["rank", "actor", "type", *scored, "ties", "claims", *(period.name for period, _ in spans)]
    rows = []
    for actor, place in found.whole.places.items():
        score = [f"{place.score:.4f}"] if scored else []
        then = [span.places[actor].rank or "-" for _, span in spans]
        rows.append([place.rank, called[actor], kind(actor), *score, place.ties, place.claims, *then])
    print_table(columns, rows, [0, *range(3, len(columns))])
    if found.periods:
        more = (
            f"The last {len(spans)} of {len(found.periods)} periods; -f csv has all. " if len(found.periods) > len(spans) else ""
        )
        click.echo(f"\n{more}A period's column has the rank in it.")


def _head(found: Ranking, side: str) -> str:
    from kg.query.window import day

    whole = found.whole
    span = f", {day(whole.first)} to {day(whole.last)}" if whole.first else ""
    error = max(place.error for place in whole.places.values())
    guess = f"; estimated from {whole.pivots:,} of them, to about ±{error:.2g}" if whole.pivots else ""
    counted = "" if side == "either" else f" as {side}"
    return f"{found.by}{counted} among {whole.actors:,} actors with {whole.ties:,} ties by {whole.claims:,} claims{span}{guess}"


def _csv(found: Ranking, called: dict[str, str]) -> str:
    """One row an actor and span, the whole span first, with an empty period."""
    import csv
    import io

    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(["period", "rank", "id", "actor", "type", "score", "error", "ties", "claims"])
    for name, span in [("", found.whole), *((period.name, span) for period, span in found.periods)]:
        for actor, place in span.places.items():
            sheet.writerow(
                [
                    name,
                    place.rank or "",
                    actor,
                    called[actor],
                    kind(actor),
                    f"{place.score:.12g}",
                    f"{place.error:.3g}",
                    place.ties,
                    place.claims,
                ]
            )
    return text.getvalue()


def _json(found: Ranking, called: dict[str, str]) -> str:
    import json

    from kg.query.window import day

    def places(span: Measured) -> list[dict[str, object]]:
        return [
            {
                "rank": one.rank or None,
                "id": actor,
                "name": called[actor],
                "score": one.score,
                "ties": one.ties,
                "claims": one.claims,
            }
            for actor, one in span.places.items()
        ]

    def told(span: Measured) -> dict[str, object]:
        size = {"actors": span.actors, "ties": span.ties, "claims": span.claims, "pivots": span.pivots or None}
        return {"first": day(span.first), "last": day(span.last), **size, "ranking": places(span)}

    then = [{"period": period.name, **told(span)} for period, span in found.periods]
    return json.dumps({"by": found.by, **told(found.whole), "periods": then}, ensure_ascii=False, indent=1)


def kind(actor: str) -> str:
    """The type of an actor, by its id."""
    return actor.partition("/")[0].capitalize()
