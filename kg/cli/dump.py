"""`kg dump`: the whole store as one file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from kg.cli.options import output_option, store_option
from kg.cli.output import print_raw


@click.command()
@output_option
@store_option
def command(output: Path | None, store: Path) -> None:
    """Write the graph as sorted N-Quads, to the standard output or a file; `kg load` reads it back."""
    from kg.store import View
    from kg.store.backup import dump

    with View(store) as view:
        if output is None or str(output) == "-":
            if sys.stdout.isatty():
                shown = io.BytesIO()
                dump(view, shown)
                print_raw(shown.getvalue().decode("utf8"))
            else:
                dump(view, sys.stdout.buffer)
        else:
            with output.open("wb") as file:
                dump(view, file)
