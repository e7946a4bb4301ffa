"""`kg extract`: what articles say, printed without a graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, model_option, strict_option, tables_options
from kg.cli.output import Skips, plain, print_raw, print_table

if TYPE_CHECKING:
    from kg.claims.form import Gold, Said
    from kg.claims.read import Reader
    from kg.model import Article

_COLUMNS = ("sentence", "sure", "subject", "relation", "object", "details")


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--explain", is_flag=True, help="Say for each sentence what was found and how, what was passed over and why.")
@format_option("table", "jsonl", default="table")
@model_option
@tables_options
@strict_option
def command(
    paths: tuple[str, ...], explain: bool, format: str, model: str, frames: Path | None, gazetteer: Path | None, strict: bool
) -> None:
    """Print what the articles at PATH say: who stands in which relation to whom, one claim a line.

    PATH is a file (.txt .html .jsonl .csv), a folder, or - for the standard input. With -f jsonl every article becomes one JSON
    object in the form of the gold files.

    With --explain the sentences follow one another, each with its claims (+), the words whose rows were passed over (-), and
    whom pronouns, offices and descriptions mean (=, or ? where that stays open). With -f jsonl that is one JSON object a
    sentence: article, sentence, start, end, text, found, passed, references.
    """
    from kg.claims.form import form, record
    from kg.claims.read import Reader
    from kg.corpus import read

    skips = Skips(strict=strict)
    reader, articles = Reader(model=model, frames=frames, gazetteer=gazetteer), read(paths, on_skip=skips)
    if explain:
        _explain(reader, articles, format)
        skips.close()
        return
    for reading in reader.read(articles):
        if format == "jsonl":
            print_raw(json.dumps(record(form(reading)), ensure_ascii=False) + "\n")
        else:
            _print_claims(form(reading), reading.article)
    skips.close()


def _explain(reader: Reader, articles: Iterable[Article], format: str) -> None:
    """Every sentence with what was read in it, and why."""
    from kg.claims.explain import explain
    from kg.cli.explanation import print_sentence, record

    for article, sentences in explain(reader, articles):
        if format == "jsonl":
            for sentence in sentences:
                print_raw(json.dumps(record(article.name, sentence), ensure_ascii=False) + "\n")
            continue
        click.echo(_heading(article))
        for sentence in sentences:
            print_sentence(sentence)
        click.echo()


def _heading(article: Article) -> str:
    heading = (article.name, str(article.published or ""), article.outlet, article.title)
    return plain("  ".join(part for part in heading if part))


def _print_claims(said: Gold, article: Article) -> None:
    """One article for people: a heading, then its claims."""
    click.echo(_heading(article))
    name = {key: entity.name for key, entity in said.entities.items()}
    rows = [
        (c.sentence, f"{c.confidence:.2f}", name[c.subject], c.relation, name[c.object], _details(c, name)) for c in said.claims
    ]
    if rows:
        print_table(_COLUMNS, rows, right=[0])
    else:
        click.echo("no claims")
    click.echo()


def _details(claim: Said, name: Mapping[str, str]) -> str:
    """What there is to say of a claim beyond its triple: status, if it does not simply hold, speaker, date, channel, post."""
    status = "" if claim.status == "actual" else claim.status.value
    speaker = f"says {name[claim.speaker]}" if claim.speaker else ""
    return ", ".join(part for part in (status, claim.post, claim.date, claim.channel, speaker) if part)
