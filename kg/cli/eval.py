"""`kg eval`: how well articles are read, scored against gold files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, model_option, tables_options
from kg.cli.output import plain, print_table

if TYPE_CHECKING:
    from kg.evaluate import Error, Score, Scores

_FILE = click.Path(path_type=Path)
_FIGURES = ("precision", "recall", "F1", "right", "found", "gold")


@click.command("eval")
@click.argument("gold", type=_FILE)
@click.option("--texts", type=_FILE, default=None, metavar="DIR", help="Where the texts are, if not beside the gold files.")
@click.option("--errors", is_flag=True, help="List every missed and every false claim.")
@format_option("table", "json", default="table")
@model_option
@tables_options
def command(
    gold: Path, texts: Path | None, errors: bool, format: str, model: str, frames: Path | None, gazetteer: Path | None
) -> None:
    """Score the reading of articles against GOLD, a gold file or a folder of them.

    Prints precision, recall and F1 over entities, claims, families and relations; over matched claims also of speaker, date and
    channel, and how often status and post are right. The gold format and the rules of scoring are in tests/gold/CODEBOOK.md.
    """
    from kg.claims.read import Reader
    from kg.evaluate import evaluate, read_cases, sentence_texts

    cases = list(read_cases(gold, texts))
    reader = Reader(model=model, frames=frames, gazetteer=gazetteer)
    scores = evaluate([one for one, _ in cases], list(reader.read(article for _, article in cases)))
    if format == "json":
        click.echo(json.dumps(_record(scores, errors=errors), ensure_ascii=False, indent=1))
        return
    if errors:
        sentences = sentence_texts((article for _, article in cases), model)
        for error in scores.errors:
            click.echo("\n".join(_lines(error, sentences)))
        click.echo()
    print_table(("", *_FIGURES), [_row(name, score) for name, score in _named(scores)], right=range(1, 7))


def _named(scores: Scores) -> Iterator[tuple[str, Score]]:
    """All figures with their names, in the order of the table; relations that nobody named are left out."""
    yield "entities", scores.entities
    yield "claims", scores.claims
    yield from scores.families.items()
    yield from ((f"  {name}", score) for name, score in scores.relations.items() if score.gold or score.found)
    yield from scores.attributes.items()
    yield "status", scores.status
    yield "post", scores.post


def _row(name: str, score: Score) -> tuple[str, ...]:
    """One line of the table; of status and post, that every matched claim has, only the accuracy says something."""
    precision = "" if name in ("status", "post") else f"{score.precision:.3f}"
    f1 = "" if name in ("status", "post") else f"{score.f1:.3f}"
    return name, precision, f"{score.recall:.3f}", f1, str(score.right), str(score.found), str(score.gold)


def _lines(error: Error, sentences: Mapping[tuple[str, int], str]) -> Iterator[str]:
    """One error: what, where, and the sentence that it stands in."""
    claim = error.claim
    details = [claim.status.value, *(f"{n} {v}" for n, v in (("by", error.speaker), ("rule", claim.rule)) if v)]
    triple = f"{error.subject} {claim.relation} {error.object} ({', '.join(details)})"
    yield plain(f"{'FALSE ' if error.false else 'MISSED'}  {error.article} s{claim.sentence}  {triple}")
    if sentence := claim.quote or sentences.get((error.article, claim.sentence), ""):
        yield plain(f"        “{sentence}”")


def _record(scores: Scores, *, errors: bool) -> dict[str, object]:
    """The scores as a JSON object."""

    def figures(score: Score) -> dict[str, float]:
        return {name.lower(): round(getattr(score, name.lower()), 4) for name in _FIGURES}

    record: dict[str, object] = {
        "articles": scores.articles,
        "entities": figures(scores.entities),
        "claims": figures(scores.claims),
    }
    record["families"] = {name: figures(score) for name, score in scores.families.items()}
    record["relations"] = {name: figures(score) for name, score in scores.relations.items() if score.gold or score.found}
    record["attributes"] = {name: figures(score) for name, score in scores.attributes.items()}
    record["status"] = {"accuracy": round(scores.status.recall, 4), "right": scores.status.right, "of": scores.status.gold}
    record["post"] = {"accuracy": round(scores.post.recall, 4), "right": scores.post.right, "of": scores.post.gold}
    if errors:
        record["errors"] = [_error_record(error) for error in scores.errors]
    return record


def _error_record(error: Error) -> dict[str, object]:
    claim = error.claim
    return {
        "article": error.article,
        "error": "false" if error.false else "missed",
        "subject": error.subject,
        "relation": claim.relation,
        "object": error.object,
        "status": claim.status.value,
        "speaker": error.speaker,
        "sentence": claim.sentence,
        "rule": claim.rule,
        "quote": claim.quote,
    }
