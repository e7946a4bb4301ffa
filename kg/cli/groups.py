"""`kg groups`: which actors form groups?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.filters import Filters, filter_options
from kg.cli.options import format_option
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.query.measures.groups import Group, Groups

SHOWN = 4  # relations and opponents that a line names


@click.command()
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Groups to show; 0 shows all.")
@click.option("--members", type=click.IntRange(0), default=8, show_default=True, help="Members to show of each; 0 shows all.")
@click.option("--resolution", type=click.FloatRange(0.01, 100), default=1.0, show_default=True, help="More makes smaller groups.")
@format_option("table", "json", default="table")
@filter_options("actor")
def command(limit: int, members: int, resolution: float, format: str, filters: Filters) -> None:
    """Find the groups that offices, contacts and cooperation bind; conflict counts against.

    Each group with its members, those with most claims inside first, what binds them, and whom they oppose.
    """
    from kg.query.measures.groups import groups
    from kg.query.names import names

    with filters.open() as (view, table, rows):
        found = groups(table, rows, resolution)
        shown = found.groups[: limit or None]
        facing = [found.groups[other] for group in shown for other, _ in group.against]
        wanted = {one.actor for group in shown for one in group.members[: members or None]}
        called = names(view, sorted(wanted | {group.members[0].actor for group in facing}))
        if format == "json":
            click.echo(_json(found, shown, called, members))
        else:
            click.echo("\n".join(_lines(found, shown, called, members)))


def _lines(found: Groups, shown: tuple[Group, ...], called: dict[str, str], members: int) -> Iterator[str]:
    from kg.cli.output import plain
    from kg.query.facts import relations

    if not shown:
        yield "No claims to group by."
        return
    size = f"{many(len(found.groups), 'group')} of {found.actors:,} actors by {found.claims:,} claims"
    yield f"{size}; modularity {found.modularity:.3f}. Behind a member: its claims for ties with the others."
    for number, group in enumerate(shown, start=1):
        some = group.members[: members or None]
        rest = f", and {len(group.members) - len(some):,} more" if len(group.members) > len(some) else ""
        yield f"\n{number}. {many(len(group.members), 'actor')}"
        yield plain("   members: " + ", ".join(f"{called[one.actor]} {one.plus:,}" for one in some)) + rest
        bonds = [f"{relations()[name].label} {number:,}" for name, number in group.relations if _sign(name) > 0]
        more = f", and {many(len(bonds) - SHOWN, 'more relation')}" if len(bonds) > SHOWN else ""
        told = f": {', '.join(bonds[:SHOWN])}{more}" if bonds else ""
        yield f"   bound by {many(group.sign(1), 'claim')} ({group.outward:,} to others){told}"
        if strain := [f"{relations()[name].label} {number:,}" for name, number in group.relations if _sign(name) < 0]:
            yield f"   strained by {many(group.sign(-1), 'claim')}: {', '.join(strain[:SHOWN])}"
        if group.against:
            foes = [(called[found.groups[other].members[0].actor], other + 1, many) for other, many in group.against[:SHOWN]]
            yield plain("   opposes: " + ", ".join(f"group {other} ({name}) {many:,}" for name, other, many in foes))


def _sign(relation: str) -> int:
    from kg.query.measures.groups import signs

    return signs()[relation]


def _json(found: Groups, shown: tuple[Group, ...], called: dict[str, str], members: int) -> str:
    import json

    from kg.query.facts import relations

    told = []
    for number, group in enumerate(shown, start=1):
        families: dict[str, int] = {}
        for name, claims in group.relations:
            families[relations()[name].family] = families.get(relations()[name].family, 0) + claims
        some = group.members[: members or None]
        told.append(
            {
                "group": number,
                "actors": len(group.members),
                "members": [{"id": one.actor, "name": called[one.actor], "for": one.plus, "against": one.minus} for one in some],
                "families": families,
                "relations": dict(group.relations),
                "outward": group.outward,
                "against": [{"group": other + 1, "claims": many} for other, many in group.against],
            }
        )
    whole = {"actors": found.actors, "claims": found.claims, "modularity": found.modularity, "count": len(found.groups)}
    return json.dumps({**whole, "groups": told}, ensure_ascii=False, indent=1)
