"""`kg conflicts`: where do articles contradict each other?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option, window_options

if TYPE_CHECKING:
    from kg.query.conflicts import Conflict, Side
    from kg.query.window import Window
    from kg.store import View

KINDS = ("offices", "denials")
HEADINGS = {"offices": "Offices with two holders at a time", "denials": "Said by one, denied by another"}
SIDES = 3  # of an office that the table tells of


@click.command()
@click.option("--actor", metavar="ACTOR", default="", help="Only those in which this actor has part.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only offices, or only denials.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many of a kind; 0 shows all.")
@format_option("table", "json", default="table")
@window_options
@confidence_option
@store_option
def command(
    actor: str, kinds: tuple[str, ...], limit: int, format: str, window: Window, min_confidence: float, store: Path
) -> None:
    """List contradictions, each side with its words: two holders of one office at a time, and what is said and denied.

    Nothing is decided or changed. Those of which both sides are reported by most outlets come first. A claim that is misread
    is taken out by kg reject.
    """
    from kg.query.actors import find
    from kg.query.conflicts import conflicts
    from kg.query.edges import Edges
    from kg.query.offices.intervals import EVERY
    from kg.store import View

    asked = Edges(statuses=EVERY.statuses, least=min_confidence, window=window)
    with View(store) as view:
        path = find(view, actor).id if actor else ""
        found = conflicts(view, asked, actor=path, kinds=kinds or KINDS, most=limit, sides=SIDES if format == "table" else 50)
        for line in [_json(view, found)] if format == "json" else _lines(view, found):
            click.echo(line)


def _lines(view: View, found: dict[str, tuple[int, list[Conflict]]]) -> Iterator[str]:
    if not any(count for count, _ in found.values()):
        yield "no contradictions"
    first = True
    for kind, (count, told) in found.items():
        if not count:
            continue
        yield from ([] if first else [""])
        first = False
        yield f"{HEADINGS[kind]} ({count:,})"
        for one in told:
            yield ""
            yield from _conflict(view, one)
        if count > len(told):
            yield ""
            yield f"  and {count - len(told):,} more; --limit 0 shows all"


def _conflict(view: View, one: Conflict) -> Iterator[str]:
    from kg.cli.card import quoted
    from kg.cli.output import plain
    from kg.query.facts import name_of, relations

    relation = relations()[one.relation]
    if one.kind == "offices":
        post = one.sides[0].post or relation.label.removesuffix(" of")
        yield plain(f"  {post} of {name_of(view, one.object)}")
    else:
        sign = f"—{relation.label}{'—' if relation.symmetric else '→'}"
        yield plain(f"  {name_of(view, one.subject)} {sign} {name_of(view, one.object)}")
    for side in one.sides:
        yield plain(f"    {_who(view, side)}, {_days(side)}{side.support}")
        yield from quoted(view, side.best, "        ")
    if one.more:
        yield f"    and {one.more:,} more holder{'s' * (one.more != 1)}"


def _who(view: View, side: Side) -> str:
    """The holder with the office's wording, or whether it is said or denied; and by whose word."""
    from kg.query.facts import name_of

    names = [name_of(view, path) for path in side.speakers if path]
    own = [] if "" not in side.speakers else ["articles"]
    if side.holder:
        return f"{name_of(view, side.holder)}{f' ({side.post})' if side.post else ''}"
    return f"{'denied' if side.status == 'denied' else 'said'} by {', '.join([*own, *names])}"


def _days(side: Side) -> str:
    from kg.query.window import day

    days = list(dict.fromkeys(text for text in (day(side.first), day(side.last)) if text))
    return f"{' to '.join(days)}, " if days else ""


def _json(view: View, found: dict[str, tuple[int, list[Conflict]]]) -> str:
    import json

    return json.dumps(
        {kind: {"count": count, "conflicts": [_record(view, one) for one in told]} for kind, (count, told) in found.items()},
        ensure_ascii=False,
        indent=1,
    )


def _record(view: View, one: Conflict) -> dict[str, object]:
    from dataclasses import asdict

    from kg.cli.card import record
    from kg.query.facts import name_of
    from kg.query.window import day

    def actor(path: str) -> dict[str, str]:
        return {"id": path, "name": name_of(view, path)}

    sides = [
        {
            **({"holder": actor(side.holder), "post": side.post} if side.holder else {"status": side.status}),
            "speakers": [actor(path) for path in side.speakers if path],
            "claims": side.claims,
            "support": asdict(side.support),
            "first": day(side.first),
            "last": day(side.last),
            "best": record(view, side.best),
        }
        for side in one.sides
    ]
    ends = {"subject": one.subject, "object": one.object}
    return {
        **{role: actor(path) for role, path in ends.items() if path},
        "relation": one.relation,
        "sides": sides,
        "more": one.more,
    }
