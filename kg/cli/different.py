"""`kg different`: a person says that two actors are not one."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.judging import judge
from kg.cli.options import store_option


@click.command()
@click.argument("one", metavar="A", required=False)
@click.argument("other", metavar="B", required=False)
@click.option("--list", "listed", is_flag=True, help="List all judgements with their lines.")
@click.option("--undo", type=click.IntRange(1), metavar="LINE", help="Take back the judgement of this line.")
@store_option
def command(one: str | None, other: str | None, listed: bool, undo: int | None, store: Path) -> None:
    """Say that A and B are not one actor, whatever the rules say.

    A and B are names or ids, or NAME@ARTICLE: whom this article means by the name. The word is kept as a line of
    judgements.txt in the store's directory and outlasts every rebuild. Take it back with --undo LINE, or remove the line
    and run kg build.
    """
    judge(one, other, store, same=False, listed=listed, undo=undo)
