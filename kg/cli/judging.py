"""What `kg same` and `kg different` share: two actors, --list and --undo."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import plain, print_table

_HELP = """{says}, whatever the rules say.

A and B are names or ids, or NAME@ARTICLE: whom this article means by the name. The word is kept as a line of
judgements.txt in the store's directory and outlasts every rebuild. Take it back with --undo LINE, or remove the line
and run kg build.
"""


def judging(says: str, *, same: bool) -> click.Command:
    """The command by which a person says that two actors are one (`same`), or two; `says` opens its help."""

    @click.command(help=_HELP.format(says=says))
    @click.argument("one", metavar="A", required=False)
    @click.argument("other", metavar="B", required=False)
    @click.option("--list", "listed", is_flag=True, help="List all judgements with their lines.")
    @click.option("--undo", type=click.IntRange(1), metavar="LINE", help="Take back the judgement of this line.")
    @store_option
    def command(one: str | None, other: str | None, listed: bool, undo: int | None, store: Path) -> None:
        _judge(one, other, store, same=same, listed=listed, undo=undo)

    return command


def _judge(one: str | None, other: str | None, store: Path, *, same: bool, listed: bool, undo: int | None) -> None:
    """List judgements, take one back, or write one down and settle who is who."""
    from kg.query.identity import judgement, who
    from kg.store import View, Writer

    if listed:
        with View(store) as view:
            rows = [(each.line, plain(str(each))) for each in view.judgements()]
        return print_table(("line", "judgement"), rows, right=[0])
    if undo is not None:
        with Writer(store, create=False) as writer:
            writer.unjudge(undo)
        return click.echo(f"Took back line {undo}.")
    if one is None or other is None:
        raise click.UsageError("name two actors, A and B, or use --list or --undo LINE")
    with View(store) as view:
        said = judgement(view, who(view, one), who(view, other), same=same)
    with Writer(store, create=False) as writer:
        new = writer.judge(said)
    click.echo(f"{'Noted' if new else 'Known already'}: {plain(str(said))}")
