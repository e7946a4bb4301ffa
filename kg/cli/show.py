"""`kg show`: everything the graph holds of one actor, article or claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, store_option

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.facts import Fact, Source
    from kg.store import View

HEADINGS = {"roles": "Offices and memberships", "contacts": "Contacts", "cooperation": "Cooperation", "conflict": "Conflict"}


@click.command()
@click.argument("what", metavar="ACTOR|ARTICLE|CLAIM", required=False)
@click.option("--list", "listed", is_flag=True, help="List all actors instead, those with most claims first.")
@click.option("--claims", type=click.IntRange(0), default=10, show_default=True, help="Claims to show a section; 0 shows all.")
@format_option("table", "json", default="table")
@store_option
def command(what: str | None, listed: bool, claims: int, format: str, store: Path) -> None:
    """Show one actor, article or claim: names, offices, and every claim with its words.

    Names may be partial; an article goes by its key, a claim by its id (claim:…).
    """
    from kg.store import View

    if what is None and not listed:
        raise click.UsageError("show whom? Give an actor, an article or a claim, or --list")
    with View(store) as view:
        if listed:
            return _list(view)
        lines = _json(view, what or "") if format == "json" else _lines(view, what or "", claims)
        click.echo("\n".join(lines))


def _list(view: View) -> None:
    from collections import Counter

    from kg.cli.output import print_table
    from kg.query.actors import short
    from kg.query.facts import all_facts, entities

    counts = Counter(path for fact in all_facts(view) for path in {fact.subject, fact.object, fact.speaker})
    everyone = sorted(entities(view), key=lambda one: (-counts[one.id], one.id))
    rows = [(one.name, one.type.value, short(one.id), counts[one.id]) for one in everyone]
    print_table(("actor", "type", "id", "claims"), rows, right=[3])


def _find(view: View, what: str) -> Entity | Source | Fact:
    """The claim or article of that id or key, else the actor of that name."""
    from kg.query.actors import find
    from kg.query.facts import fact, source, sources, typed_path

    path = typed_path(view, what)
    if path.startswith("claim/") and (claim := fact(view, path)):
        return claim
    if path.startswith("article/") and (article := source(view, path)):
        return article
    return next((one for one in sources(view) if one.key == what), None) or find(view, what)


def _lines(view: View, what: str, most: int) -> Iterator[str]:
    from kg.cli.output import plain
    from kg.model import Entity
    from kg.query.facts import Fact, facts_in, facts_of

    found = _find(view, what)
    if isinstance(found, Fact):
        yield from _claims(view, [found], found.subject, most)
        rule = f"rule {plain(found.rule)}, confidence {found.confidence:.2f}"
        yield f"  {rule}, characters {found.start} to {found.end}, {found.id.replace('/', ':', 1)}"
        yield from _ruled(view, found)
    elif isinstance(found, Entity):
        facts = facts_of(view, found.id)
        yield from _card(found, facts)
        yield from _families(view, facts, found.id, most)
    else:
        head = ("key", found.key), ("title", found.title), ("outlet", found.outlet), ("published", found.published)
        yield from _pairs([*head, ("url", found.url), ("id", found.id.replace("/", ":", 1))])
        yield from _families(view, facts_in(view, found.id), "", most)


def _ruled(view: View, one: Fact) -> Iterator[str]:
    """The person's word on the claim, if there is one, with its line and the reason."""
    from kg.cli.output import plain
    from kg.query.verdicts import line_on, reason

    if one.verdict:
        line = line_on(view, one)
        where = f", judgements.txt, line {line.line}" if line else ""
        why = reason(line, one) if line else ""
        yield plain(f"  {one.verdict} by a person{where}{': ' if why else ''}{why}")


def _card(one: Entity, facts: list[Fact]) -> Iterator[str]:
    from kg.cli.output import plain
    from kg.query.actors import short

    yield f"{plain(one.name)} ({one.type.value.lower()})"
    articles = len({fact.article for fact in facts})
    amount = f"{len(facts)} claim{'s' * (len(facts) != 1)} in {articles} article{'s' * (articles != 1)}"
    pairs = ("id", short(one.id)), ("also", ", ".join(one.aliases)), ("code", one.code), ("wikidata", one.wikidata)
    yield from _pairs([*pairs, ("named in", amount)])


def _pairs(pairs: list[tuple[str, str]]) -> Iterator[str]:
    from kg.cli.output import plain

    yield from (f"  {name:<9} {plain(value)}" for name, value in pairs if value)


def _families(view: View, facts: list[Fact], actor: str, most: int) -> Iterator[str]:
    """The claims under their family's heading; what the actor only says of others comes after, what is rejected last."""
    from kg.query.facts import relations

    facts, rejected = [[fact for fact in facts if (fact.verdict == "rejected") is no] for no in (False, True)]
    for family, heading in HEADINGS.items():
        own = [fact for fact in facts if relations()[fact.relation].family == family and (not actor or _part(fact, actor))]
        if own:
            yield f"\n{heading} ({len(own)})"
            yield from _claims(view, own, actor, most)
    said = [fact for fact in facts if actor and not _part(fact, actor)]
    if said:
        yield f"\nSays of others ({len(said)})"
        yield from _claims(view, said, actor, most)
    if rejected:
        yield f"\nRejected ({len(rejected)})"
        yield from _claims(view, rejected, actor, most)


def _part(fact: Fact, actor: str) -> bool:
    return actor in (fact.subject, fact.object)


def _claims(view: View, facts: list[Fact], actor: str, most: int) -> Iterator[str]:
    from kg.cli.card import quoted, told

    shown = facts[:most] if most else facts
    for fact in shown:
        yield f"  {told(view, fact, actor if _part(fact, actor) else fact.subject)}"
        yield from quoted(view, fact, "      ")
    if len(facts) > len(shown):
        yield f"  and {len(facts) - len(shown):,} more; --claims 0 shows all"


def _json(view: View, what: str) -> Iterator[str]:
    import dataclasses
    import json

    from kg.cli.card import record
    from kg.query.facts import Fact, facts_in, facts_of

    found = _find(view, what)
    if isinstance(found, Fact):
        document = record(view, found)
    else:
        facts = facts_in(view, found.id) if found.id.startswith("article/") else facts_of(view, found.id)
        document = {**dataclasses.asdict(found), "claims": [record(view, fact) for fact in facts]}
    yield json.dumps(document, ensure_ascii=False, indent=1)
