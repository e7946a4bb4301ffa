"""`kg export`: the graph in another program's format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

import click

from kg.cli.options import confidence_option, store_option, window_options
from kg.cli.output import plain
from kg.errors import ExportError
from kg.export import FORMATS, chunks, write

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.query.window import Window

PATIENCE = 1.0  # seconds after which a person wants to see how far it is


class Formats(click.Command):
    """A command whose help lists the formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, a line each."""
        with formatter.section("Formats"):
            formatter.write_dl(tuple(FORMATS.items()))


@click.command(cls=Formats)
@click.option("-f", "--format", "form", default=None, metavar="NAME", help="The format; by default the file's ending.")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True), required=True, help="A file, a folder, or -.")
@window_options
@confidence_option
@store_option
def command(form: str | None, output: Path, window: Window, min_confidence: float, store: Path) -> None:
    """Write the graph in another format; without -f, the one that the file's ending names.

    A file is written whole or not at all. The same graph gives the same bytes.
    """
    from kg.store import View

    name = form or output.suffix.removeprefix(".")
    if name not in FORMATS:
        told = f"no format is called {name!r}" if name else f"{output} names no format"
        raise ExportError(f"{told}; -f takes {', '.join(FORMATS)}")
    streams = str(output) == "-"
    with View(store, min_confidence, window) as view, _Bar(shown=not (streams and sys.stdout.isatty())) as bar:
        if streams:
            return _print(chunks(view, name, bar))
        write(view, name, output, bar)
    if name == "csv":
        from kg.export.csv import IMPORT

        click.echo(f"To fill a new Neo4j database: {IMPORT.format(quote(plain(str(output))))}")


def _print(pieces: Iterator[bytes]) -> None:
    """Byte by byte into a pipe or file; on a terminal without what could do harm there."""
    if sys.stdout.isatty():
        for piece in pieces:
            click.echo("\n".join(plain(line) for line in piece.decode("utf8").split("\n")), nl=False)
    else:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()


class _Bar:
    """How far it is: a bar on a terminal (if `shown`), if it takes long."""

    def __init__(self, *, shown: bool) -> None:
        self._since, self._shown = monotonic(), shown and sys.stderr.isatty()
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, of: int) -> None:
        """Show that so many are done, of so many."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=of)
        elif self._shown and monotonic() - self._since > PATIENCE:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            columns = TextColumn("writing"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._bar.add_task("writing", total=of, completed=done)
            self._bar.start()
