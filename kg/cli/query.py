"""`kg query`: ask the graph, in SPARQL or by a named question."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, format_option, store_option, window_options
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.sparql.named import Parameter, Question
    from kg.query.sparql.select import Answer
    from kg.query.window import Window
    from kg.store import View

PATIENCE = 60.0  # seconds for SPARQL of one's own, which may ask for anything; the named questions are known to end


@click.command()
@click.argument("text", metavar="TEXT|@FILE|NAME", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated.")
@click.option("--list", "listed", is_flag=True, help="List the named questions with their parameters.")
@click.option("--sparql", is_flag=True, help="Print the named question's SPARQL instead of asking it.")
@click.option("--explain", "explained", is_flag=True, help="Print the steps of the query with their rows and times.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=None,
    metavar="SECONDS",
    help="Stop the query after that time; 0 never does.  [default: 60 for SPARQL, 0 for named questions]",
)
@click.option("--allow-network", is_flag=True, help="Let SERVICE ask other machines.")
@format_option("table", "csv", "tsv", "json", "xml", "ttl", "nt")
@window_options
@confidence_option
@store_option
def command(
    text: str | None,
    params: tuple[str, ...],
    listed: bool,
    sparql: bool,
    explained: bool,
    timeout: float | None,
    allow_network: bool,
    format: str | None,
    window: Window,
    min_confidence: float,
    store: Path,
) -> None:
    """Ask the graph: SPARQL text, @FILE with SPARQL, - for the standard input, or a named question.

    Examples: kg query ministers; kg query timeline -p actor=Iran; kg query "SELECT ?who { ?who kg:supports country:SY }".
    """
    from kg.query.sparql import named
    from kg.store import View

    if listed or text is None:
        if not listed:
            raise click.UsageError("what is the question? Give SPARQL, @FILE or a name from kg query --list")
        return _list()
    given = _given(params)
    asked = _question(text)
    if sparql and asked:
        return click.echo(named.text(asked, given), nl=False)
    if explained and format not in (None, "table"):
        raise click.UsageError("--explain prints a table")
    if timeout is None:
        timeout = None if asked else PATIENCE
    with View(store, min_confidence, window) as view:
        if explained:
            return _explain(view, asked, text, given, network=allow_network, timeout=timeout)
        if asked:
            answer: Answer = named.answer(view, asked, given, timeout=timeout)
        else:
            answer = named.sparql(view, _text(text), given, network=allow_network, timeout=timeout)
        _print(view, answer, format, names=asked is not None)


def _explain(
    view: View, asked: Question | None, text: str, given: Mapping[str, str], *, network: bool, timeout: float | None
) -> None:
    from kg.cli.output import print_table
    from kg.query.sparql.explain import explain
    from kg.query.sparql.named import filled, terms
    from kg.query.sparql.select import prepare

    whole, values = filled(view, asked, given) if asked else (_text(text), terms(view, given))
    told = explain(view, prepare(view, whole, values, network=network), timeout)
    rows = [
        (
            "?" if one.rows is None else one.rows,
            "" if one.alone is None else one.alone,
            f"{'> ' * (one.rows is None)}{one.seconds * 1000:.1f}",
            one.text,
        )
        for one in told
    ]
    print_table(("rows", "alone", "ms", "step"), rows, right=(0, 1, 2))
    if stopped := [one.seconds for one in told if one.rows is None]:
        click.echo(f"steps marked ? were stopped after {max(stopped):.1f} seconds", err=True)


def _given(params: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, mark, _ in pairs:
        if not (name and mark):
            raise click.UsageError(f"-p takes NAME=VALUE, not {name!r}")
    return {name: value for name, _, value in pairs}


def _question(text: str) -> Question | None:
    """The named question; a single word that names none is a slip, not SPARQL."""
    from difflib import get_close_matches

    from kg.query.sparql.named import question, questions

    if text.startswith("@") or text == "-" or not text.replace("-", "").isalnum():
        return None
    if (found := question(text)) is None:
        near = get_close_matches(text, [one.name for one in questions()], n=2)
        hint = f"did you mean {' or '.join(near)}?" if near else "kg query --list shows them all"
        raise QueryError(f"no question is called {text!r}; {hint}")
    return found


def _text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text(encoding="utf8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{text[1:]}: is not UTF-8, so it is no SPARQL") from error


def _list() -> None:
    from kg.cli.output import print_table
    from kg.query.sparql.named import questions

    rows = []
    for one in questions():
        rows.append((one.name, one.title, " ".join(map(_taken, one.parameters))))
    print_table(("name", "question", "parameters"), rows)


def _taken(one: Parameter) -> str:
    """A parameter as the list shows it: an optional one in brackets, with its default."""
    return one.name if one.required else f"[{one.name}{'=' if one.default else ''}{one.default}]"


def _print(view: View, answer: Answer, form: str | None, *, names: bool) -> None:
    from kg.cli.output import print_raw, print_table
    from kg.query.sparql.forms import cell, written
    from kg.query.sparql.select import Graph, Rows

    if isinstance(answer, Graph):
        return print_raw(written(view, answer, form or "ttl"))
    if form not in (None, "table"):
        return print_raw(written(view, answer, form or ""))
    if not isinstance(answer, Rows):
        return click.echo("yes" if answer else "no")
    shown = {term: " ".join(cell(view, term, names=names).split()) for term in {term for row in answer.rows for term in row}}
    cells = [[shown[term] for term in row] for row in answer.rows]  # each name is looked up once
    right = [i for i in range(len(answer.columns)) if cells and all(row[i].isdecimal() or not row[i] for row in cells)]
    if cells and names and "quote" in answer.columns and sys.stdout.isatty():
        _print_quoted(answer.columns, cells)
    else:
        print_table(answer.columns, cells, right)
    if not cells:
        click.echo("nothing found", err=True)


def _print_quoted(columns: tuple[str, ...], cells: list[list[str]]) -> None:
    """On a terminal: the short columns side by side, and each row's quote and article below it."""
    from kg.cli.card import folded
    from kg.cli.output import plain, table

    beside = [i for i, name in enumerate(columns) if name not in ("quote", "article") and any(row[i] for row in cells)]
    head, *lines = table([columns[i] for i in beside], [[row[i] for i in beside] for row in cells]).splitlines()
    click.secho(head, bold=True)
    for line, row in zip(lines, cells, strict=True):
        click.echo(line)
        for below in folded(row[columns.index("quote")], "    "):
            click.secho(below, dim=True)
        click.secho(f"    {plain(row[columns.index('article')])}", dim=True)
