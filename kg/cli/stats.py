"""`kg stats`: what does the graph hold, in numbers?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option, window_options

if TYPE_CHECKING:
    from kg.query.window import Window


@click.command()
@format_option("table", "json", default="table")
@window_options
@confidence_option
@store_option
def command(format: str, window: Window, min_confidence: float, store: Path) -> None:
    """Count articles, actors by type, and claims by relation, family and status."""
    from kg.cli.output import table
    from kg.query.counts import count
    from kg.query.edges import Edges
    from kg.query.offices.intervals import EVERY
    from kg.store import View

    with View(store) as view:
        counts = count(view, Edges(statuses=EVERY.statuses, least=min_confidence, window=window))
    if format == "json":
        import json

        return click.echo(json.dumps(counts.as_json(), indent=1))
    click.echo("\n\n".join(table(head, rows, right=range(1, len(head))) for head, rows in counts.tables()))
