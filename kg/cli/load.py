"""`kg load`: a store from a dump."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.options import store_option


@click.command()
@click.argument("file", type=click.File("rb"))
@store_option
def command(file: BinaryIO, store: Path) -> None:
    """Fill an empty store from FILE, written by `kg dump`; - is the standard input."""
    from kg.store.backup import load

    number = load(file, store)
    click.echo(f"Articles loaded: {number:,}.")
