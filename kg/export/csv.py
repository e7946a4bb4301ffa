"""CSV in the form of `neo4j-admin database import`: actors and articles as nodes, claims and reprints as relationships.

A claim is a relationship from its subject to its object, with its words and where they stand. The type is the relation, in
capitals; where the thing does not hold, the status stands before it (`DENIED_ATTACKS`), so that no pattern that asks for attacks
meets a denial. Rows are raw text, as the importer needs it: a spreadsheet would take a cell that begins with =, +, - or @ for a
formula, so open the files there as text only.

Source: Neo4j Operations Manual, Import, CSV header format and Full import (defaults: string ids, arrays parted by ;).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.export import claims
from kg.export.claims import Told
from kg.export.telling import Tell
from kg.model import Entity, Status
from kg.query.facts import Fact, Source, relations
from kg.query.window import day

if TYPE_CHECKING:
    from kg.store import View

IMPORT = """neo4j-admin database import full --multiline-fields=true --nodes={0}/actors.csv --nodes={0}/articles.csv \
--relationships={0}/reprints.csv --relationships={0}/claims.csv neo4j"""
ACTORS = ("id:ID(Actor)", "name", "aliases:string[]", "code", "wikidata", "iri", ":LABEL")
ARTICLES = ("id:ID(Article)", "key", "title", "outlet", "published:date", "url", ":LABEL")
REPRINTS = (":START_ID(Article)", ":END_ID(Article)", ":TYPE")
CLAIMS = (
    *(":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "id", "relation", "family", "status", "symmetric:boolean", "score:double"),
    *("confidence:double", "verdict", "day:date", "date", "channel", "post", "speaker", "speaker_name", "quote"),
    *("quote_start:int", "quote_end:int", "rule", "article", "article_key", "outlet", "title", "url"),
)
_BLOCK = 1_000  # rows
_BARE = re.compile(r'(?:[^\s",](?:[^\r\n",]*[^\s",])?)?')


def files(view: View, tell: Tell) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each file's name and its pieces: actors and articles by id, reprints and claims by article."""
    yield "actors.csv", _lines(ACTORS, (_actor(view, one) for one in claims.actors(view)))
    yield "articles.csv", _lines(ARTICLES, (_article(one) for _, one in claims.articles(view)))
    yield "reprints.csv", _lines(REPRINTS, _reprints(view))
    names = claims.names(view)
    yield "claims.csv", _lines(CLAIMS, (_claim(told, one, names) for one, told in claims.by_claim(view, tell)))


def _actor(view: View, one: Entity) -> list[str]:
    aliases = ";".join(alias.replace(";", ",") for alias in one.aliases)  # which is what parts an array
    return [one.id, one.name, aliases, one.code, one.wikidata, view.base + one.id, f"Actor;{one.type.value}"]


def _article(one: Source) -> list[str]:
    return [one.id, one.key, one.title, one.outlet, one.published, one.url, "Article"]


def _reprints(view: View) -> Iterator[list[str]]:
    """From each reprint in sight to its original, if that is in sight."""
    table, there = view.table, {number for number, _ in claims.articles(view)}
    for number, original in enumerate(table.articles["original"].tolist()):
        if number != original and {number, original} <= there:
            yield [table.article_ids[number], table.article_ids[original], "REPRINT_OF"]


def _claim(told: Told, article: Source, names: dict[str, str]) -> list[str]:
    fact = told.fact
    relation = relations()[fact.relation]
    truth = str(relation.symmetric).lower(), str(float(relation.score or 0)), str(fact.confidence)
    kind = fact.id, fact.relation, relation.family, fact.status.value
    when = day(told.day), fact.date, fact.channel, fact.post
    said = fact.speaker, names.get(fact.speaker, ""), fact.quote, str(fact.start), str(fact.end), fact.rule
    ends = [fact.subject, fact.object, type_of(fact)]
    return [*ends, *kind, *truth, fact.verdict, *when, *said, article.id, article.key, article.outlet, article.title, article.url]


def type_of(fact: Fact) -> str:
    """The relationship's type: SUPPORTS, or INTENDED_SUPPORTS, FORMER_MINISTER_OF where it does not hold (now)."""
    relation = fact.relation.upper().replace("-", "_")
    return relation if fact.status is Status.ACTUAL else f"{fact.status.value.upper()}_{relation}"


def _lines(header: tuple[str, ...], rows: Iterable[list[str]]) -> Iterator[bytes]:
    """The rows as CSV, some at a time."""
    lines = [",".join(header)]
    for row in rows:
        lines.append(",".join(map(_cell, row)))
        if len(lines) == _BLOCK:
            yield ("\n".join(lines) + "\n").encode("utf8")
            lines = []
    yield "".join(f"{line}\n" for line in lines).encode("utf8")


def _cell(text: str) -> str:
    """The text, in quotes where the importer would else part or trim it. Nothing stays bare: in quotes it would be a text."""
    return text if _BARE.fullmatch(text) else '"' + text.replace('"', '""') + '"'
