"""`kg why-same`: why are two actors one, or what keeps them apart?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import format_option, store_option
from kg.cli.output import plain


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@format_option("table", "json", default="table")
@store_option
def command(one: str, other: str, format: str, store: Path) -> None:
    """Tell why A and B are one actor, each step with its reason and articles, or what keeps them apart.

    A and B are names or ids, also ids of before a merge, or NAME@ARTICLE: whom this article means by the name.
    """
    import json

    from kg.query.actors import short
    from kg.query.identity import who, why
    from kg.store import View

    with View(store) as view:
        found = why(view, who(view, one), who(view, other))
    if format == "json":
        document = {"same": found.same, "a": found.one.id, "b": found.other.id, "why": found.lines}
        return click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    names = [f"{plain(each.name)} ({short(each.id)})" for each in (found.one, found.other)]
    click.echo(f"One actor: {names[0]}" if found.same else f"Two actors: {names[0]} and {names[1]}")
    for line in found.lines:
        click.echo(f"  {plain(line)}")
