"""What `kg same` and `kg different` share."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import plain, print_table


def judge(one: str | None, other: str | None, store: Path, *, same: bool, listed: bool, undo: int | None) -> None:
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
