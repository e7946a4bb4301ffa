"""`kg export`: the graph in another program's format."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import confidence_option, store_option
from kg.cli.output import print_raw
from kg.errors import ExportError


@click.command()
@click.option("-f", "--format", "form", default=None, metavar="NAME", help="ttl trig nq nt jsonld rdfxml graphml gexf.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), required=True, help="A file, or -."
)
@confidence_option
@store_option
def command(form: str | None, output: Path, min_confidence: float, store: Path) -> None:
    """Write the graph in another format; without -f, the one that the file's ending names.

    ttl, nt and rdfxml hold all triples; trig, nq and jsonld keep each article's graph apart; graphml and gexf hold actors and
    claims for network tools.
    """
    from kg.export import FORMATS, dump, write
    from kg.store import View

    name = form or output.suffix.removeprefix(".")
    if not name:
        raise ExportError(f"{output} names no format; -f takes {', '.join(FORMATS)}")
    if name not in FORMATS:
        raise ExportError(f"no format is called {name!r}; -f takes {', '.join(FORMATS)}")
    with View(store, min_confidence) as view:
        if str(output) == "-":
            print_raw(dump(view, name).decode("utf8"))
        else:
            write(view, name, output)
