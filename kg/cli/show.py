"""`kg show`: everything the graph holds of one actor, article or claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option, window_options

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.edges import Edges
    from kg.query.facts import Fact, Source
    from kg.query.window import Window
    from kg.store import View

FEW = 10  # of each section, unless told


@click.command()
@click.argument("what", metavar="ACTOR|ARTICLE|CLAIM", required=False)
@click.option("--list", "listed", is_flag=True, help="List all actors instead, those with most claims first.")
@click.option("--evidence", is_flag=True, help="Every claim of an actor with its words, instead of offices and facts.")
@click.option("--claims", type=click.IntRange(0), default=None, help="How many to show a section; 0 shows every claim. [10]")
@format_option("table", "json", default="table")
@window_options
@confidence_option
@store_option
def command(
    what: str | None,
    listed: bool,
    evidence: bool,
    claims: int | None,
    format: str,
    window: Window,
    min_confidence: float,
    store: Path,
) -> None:
    """Show one actor, article or claim: names, offices, and what is told, with its words.

    Names may be partial; an article goes by its key, a claim by its id (claim:…). Of an actor, offices are told from the first
    to the last day on which articles have them, and each fact once, with the articles and independent outlets that report it.
    Days and confidence choose an actor's claims.
    """
    from kg.query.edges import Edges
    from kg.query.offices.intervals import EVERY
    from kg.store import View

    if what is None and not listed:
        raise click.UsageError("show whom? Give an actor, an article or a claim, or --list")
    asked = Edges(statuses=EVERY.statuses, least=min_confidence, window=window)
    with View(store) as view:
        if listed:
            return _list(view, asked)
        if format == "json":
            return click.echo(_json(view, what or "", asked, claims or 0))
        most = FEW if claims is None else claims
        for line in _lines(view, what or "", asked, most, evidence=evidence or claims == 0):
            click.echo(line)


def _list(view: View, asked: Edges) -> None:
    from kg.cli.output import print_table
    from kg.query.actors import short
    from kg.query.counts import most_told
    from kg.query.facts import all_names

    names = all_names(view)
    rows = [(names.get(path, path), kind.value, short(path), number) for path, kind, number in most_told(view, asked)]
    print_table(("actor", "type", "id", "claims"), rows, right=[3])


def _find(view: View, what: str) -> Entity | Source | Fact:
    """The claim or article of that id or key, else the actor of that name."""
    from kg.ids import article_id
    from kg.query.actors import find
    from kg.query.facts import fact, source, typed_path

    path = typed_path(view, what)
    if path.startswith("claim/") and (claim := fact(view, path)):
        return claim
    if path.startswith("article/") and (article := source(view, path)):
        return article
    return source(view, article_id(what)) or find(view, what)


def _lines(view: View, what: str, asked: Edges, most: int, *, evidence: bool) -> Iterator[str]:
    from kg.cli import actor
    from kg.cli.article import page
    from kg.model import Entity
    from kg.query.facts import Fact

    found = _find(view, what)
    if isinstance(found, Entity):
        yield from actor.evidence(view, found, asked, most) if evidence else actor.page(view, found, asked, most)
    elif isinstance(found, Fact):
        yield from _claim(view, found)
    else:
        yield from page(view, found, most)


def _claim(view: View, one: Fact) -> Iterator[str]:
    from kg.cli.card import quoted, told
    from kg.cli.output import plain
    from kg.query.profile import supports_of

    yield f"  {told(view, one, one.subject)}"
    yield from quoted(view, one, "      ")
    rule = f"rule {plain(one.rule)}, confidence {one.confidence:.2f}"
    yield f"  {rule}, characters {one.start} to {one.end}"
    support = supports_of(view, [one]).get(one.id)
    if support and support.articles > 1:
        yield f"  the same is told by {support}"
    yield from _ruled(view, one)


def _ruled(view: View, one: Fact) -> Iterator[str]:
    """The person's word on the claim, if there is one, with its line and the reason."""
    from kg.cli.output import plain
    from kg.query.verdicts import line_on, reason

    if one.verdict:
        line = line_on(view, one)
        where = f", judgements.txt, line {line.line}" if line else ""
        why = reason(line, one) if line else ""
        yield plain(f"  {one.verdict} by a person{where}{': ' if why else ''}{why}")


def _json(view: View, what: str, asked: Edges, most: int) -> str:
    import dataclasses
    import json

    from kg.cli import actor
    from kg.cli.card import records
    from kg.model import Entity
    from kg.query.facts import Fact, facts_in

    found = _find(view, what)
    if isinstance(found, Entity):
        document = actor.document(view, found, asked, most)
    elif isinstance(found, Fact):
        document = records(view, [found])[0]
    else:
        document = {**dataclasses.asdict(found), "claims": records(view, facts_in(view, found.id))}
    return json.dumps(document, ensure_ascii=False, indent=1)
