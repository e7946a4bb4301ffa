"""`kg path`: how are two actors connected, and which sentences say so?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.paths import Hop, Search
    from kg.store import View


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("-r", "--relation", multiple=True, metavar="NAME", help="Hops of this relation only; may be repeated.")
@click.option("--family", multiple=True, metavar="NAME", help="Hops of this family only: roles, contacts, cooperation, conflict.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="Look no further.")
@click.option("--directed", is_flag=True, help="Follow claims from subject to object only.")
@click.option("-k", "count", type=click.IntRange(1, 50), default=1, show_default=True, help="How many paths.")
@click.option("--claims", type=click.IntRange(0), default=5, show_default=True, help="Claims to show a hop; 0 shows all.")
@format_option("table", "json", default="table")
@confidence_option
@store_option
def command(
    start: str,
    end: str,
    relation: tuple[str, ...],
    family: tuple[str, ...],
    max_hops: int,
    directed: bool,
    count: int,
    claims: int,
    format: str,
    min_confidence: float,
    store: Path,
) -> None:
    """Find how FROM and TO are connected, with the sentences that say so.

    Names may be partial, or describe an office: kg path Nasirzadeh "Syrian defence minister".
    Only what holds counts as a hop; offices once held are marked former.
    """
    from kg.query.actors import find
    from kg.query.graph import edges
    from kg.query.paths import shortest
    from kg.store import View

    allowed = edges(relation, family, directed=directed, least=min_confidence)
    with View(store) as view:
        ends = find(view, start), find(view, end)
        found = shortest(view, ends[0].id, ends[1].id, edges=allowed, max_hops=max_hops, count=count)
        lines = _json(view, ends, found) if format == "json" else _lines(view, ends, found, max_hops, claims)
        click.echo("\n".join(lines))


def _lines(view: View, ends: tuple[Entity, Entity], found: Search, max_hops: int, claims: int) -> Iterator[str]:
    from kg.cli.output import plain

    names = plain(f"{ends[0].name} to {ends[1].name}")
    if ends[0].id == ends[1].id:
        yield f"{names}: the same actor"
    elif not found.paths and found.depth < max_hops:
        yield f"{names}: not connected ({_many(found.seen, 'actor')} looked at, up to {_many(found.depth, 'hop')} away)"
    elif not found.paths:
        yield f"{names}: no path of up to {_many(max_hops, 'hop')} ({_many(found.seen, 'actor')} looked at)"
    for number, path in enumerate(found.paths, start=1):
        which = f", path {number} of {len(found.paths)}" if len(found.paths) > 1 else ""
        yield from ([""] if number > 1 else [])
        yield f"{names}: {_many(len(path), 'hop')}{which}"
        for hop in path:
            yield ""
            yield from _hop(view, hop, claims)


def _hop(view: View, hop: Hop, claims: int) -> Iterator[str]:
    from kg.cli.card import quoted, told

    shown = hop.facts[:claims] if claims else hop.facts
    for fact in shown:
        yield f"  {told(view, fact, hop.start)}"
        yield from quoted(view, fact, "      ")
    if len(hop.facts) > len(shown):
        yield f"  and {_many(len(hop.facts) - len(shown), 'more claim')}; --claims 0 shows all"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _json(view: View, ends: tuple[Entity, Entity], found: Search) -> Iterator[str]:
    import json

    from kg.cli.card import record

    document = {
        "from": {"id": ends[0].id, "name": ends[0].name},
        "to": {"id": ends[1].id, "name": ends[1].name},
        "looked": {"hops": found.depth, "actors": found.seen},
        "paths": [
            [{"from": hop.start, "to": hop.end, "claims": [record(view, fact) for fact in hop.facts]} for hop in path]
            for path in found.paths
        ],
    }
    yield json.dumps(document, ensure_ascii=False, indent=1)
