"""`kg build`: from articles to a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import model_option, store_option, strict_option, tables_options
from kg.cli.output import Skips, plain, print_table

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.build import BuildReport, Plan

_FORMATS = ("ttl", "trig", "nq", "jsonld", "rdf12", "graphml", "gexf", "plover")
_PICTURES: dict[str, dict[str, Any]] = {
    "graph.png": {},
    "graph.svg": {},
    "states.svg": {"level": "state"},
    "matrix.svg": {"kind": "matrix"},
    "timeline.svg": {"kind": "timeline"},
    "calendar.svg": {"kind": "calendar"},
}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Read with so many processes.")
@click.option("--base", default="", metavar="IRI", help="Where a new graph's resources live.")
@click.option("--exports", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Also write files and pictures.")
@store_option
@model_option
@tables_options
@strict_option
def command(
    paths: tuple[str, ...],
    jobs: int,
    base: str,
    exports: Path | None,
    store: Path,
    model: str,
    frames: Path | None,
    gazetteer: Path | None,
    strict: bool,
) -> None:
    """Read the articles at PATH (default: seeds) into the graph, and sum up what it then holds.

    PATH is a file (.txt .html .jsonl .csv), a folder, or - for the standard input. What the graph has is not read again.
    """
    from kg.build import build
    from kg.claims.read import Reader
    from kg.corpus import read

    skips = Skips(strict=strict)
    articles = list(read(paths or ("seeds",), on_skip=skips))
    reader = Reader(model=model, frames=frames, gazetteer=gazetteer)
    with _Bar(strict=strict) as bar:
        report = build(articles, store, reader, jobs=jobs, base=base, progress=bar)
    skips.close()
    click.echo(_told(report))
    _print_summary(store)
    if exports is not None:
        _export(store, exports)


class _Bar:
    """A progress bar, on a terminal only; on the way, it says what is left out and what is read again."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, plan: Plan, done: int) -> None:
        """Show that so many of the plan's articles are read."""
        if done == 0:
            self._begin(plan)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def _begin(self, plan: Plan) -> None:
        from kg.errors import CorpusError

        for reason, keys in plan.skipped.items():
            for key in keys:
                if self._strict:
                    raise CorpusError(f"{key}: {reason}")
                click.echo(f"Skipped {plain(key)}: {reason}", err=True)
        if plan.reread:
            click.echo(f"Rules, tables or model changed; articles to read again: {plan.reread:,}.", err=True)
        if plan.read and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._bar.add_task("reading", total=len(plan.read))
            self._bar.start()


def _told(report: BuildReport) -> str:
    """What was done, in a line."""
    numbers = (("new", report.new), ("changed", report.changed), ("read again", report.reread), ("unchanged", report.unchanged))
    parts = [f"{number:,} {word}" for word, number in numbers if number]
    parts += [f"{number:,} skipped ({reason})" for reason, number in report.skipped.items()]
    nothing = "" if report.new or report.changed or report.reread else "Nothing new. "
    told = f"{nothing}Articles: {', '.join(parts) or 'none'}."
    return f"{told} The graph holds {report.entities:,} actors and {report.claims:,} claims."


def _print_summary(store: Path) -> None:
    """The busiest actors, and the claims by family and relation."""
    from kg.build import busiest
    from kg.query.counts import count
    from kg.store import View

    with View(store) as view:
        actors, counts = busiest(view, 12), count(view)
    if actors:
        click.echo()
        print_table(("actor", "type", "claims"), [(one.name, one.type.value, number) for one, number in actors], right=[2])
        _, (head, rows) = counts.tables()
        click.echo()
        print_table(head, rows, right=range(1, len(head)))


def _export(store: Path, target: Path) -> None:
    """Fill the directory with the graph in the usual formats, as pictures of every kind, and as a brief."""
    from kg.draw import SIZES, Look, Picture, draw
    from kg.errors import DrawError, QueryError
    from kg.export import write
    from kg.report import report
    from kg.report import write as write_report
    from kg.store import View

    target.mkdir(parents=True, exist_ok=True)
    files = []
    with View(store) as view:
        for form in _FORMATS:
            files.append(f"graph.{form}")
            write(view, form, target / files[-1])
        for name, given in _PICTURES.items():
            try:
                draw(view, target / name, Picture(**given), Look(size=SIZES["slide"]))
                files.append(name)
            except DrawError as error:  # a graph without ties has files but no picture
                click.echo(f"No {name}: {error}", err=True)
        try:
            write_report(report(view), target / "brief.md")
            files.append("brief.md")
        except QueryError as error:  # or of articles without a day
            click.echo(f"No brief.md: {error}", err=True)
    click.echo(f"\n{target}: {', '.join(files)}")
