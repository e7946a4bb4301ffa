"""`kg forget`: articles leave the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import plain


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@store_option
def command(articles: tuple[str, ...], store: Path) -> None:
    """Take each ARTICLE (its key, URL or file name) out of the graph, with the actors that no other article names."""
    from kg.store import Writer
    from kg.store.keys import find

    with Writer(store, create=False) as writer:
        names = writer.names()
        keys = [find(names, name) for name in articles]  # all are looked up before any is taken out
        for key in keys:
            writer.forget(key)
    for key in keys:
        click.echo(f"Forgot {plain(key)}.")
