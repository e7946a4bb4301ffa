"""Which formats are there, and how does an export get into a file?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.errors import ExportError
from kg.export.telling import Tell, quiet

if TYPE_CHECKING:
    from kg.store import View

# Format by file ending, and what a person calls it. Each is a module of this folder with a function `chunks(view, tell)` that
# gives the bytes piece by piece; those of SEVERAL, `files(view, tell)`, which gives the name and the pieces of each file.
FORMATS = {
    "ttl": "Turtle: all triples; a claim names its article",
    "trig": "TriG: as Turtle, each article a named graph",
    "nq": "N-Quads: one line a triple, each article a named graph",
    "nt": "N-Triples: one line a triple",
    "jsonld": "JSON-LD with its context inside, each article a named graph",
    "rdfxml": "RDF/XML: all triples",
    "rdf12": "Turtle of RDF 1.2: what holds is annotated with its claims, all other claims are only quoted",
    "graphml": "GraphML: actors and claims, for network tools",
    "gexf": "GEXF: actors and claims with days, for Gephi and its timeline",
    "csv": "a folder of CSV files for neo4j-admin import: actors, articles, reprints, claims",
    "plover": "PLOVER event records, one JSON object a line",
}
SEVERAL = ("csv",)


def chunks(view: View, format: str, tell: Tell = quiet) -> Iterator[bytes]:
    """The graph in that format, piece by piece; `tell` hears how far it is.

    Raises ExportError for a format that is not one of FORMATS, or is several files.
    """
    _known(format)
    if format in SEVERAL:
        raise ExportError(f"{format} is several files; give a folder with -o DIR")
    pieces: Iterator[bytes] = import_module(f"kg.export.{format}").chunks(view, tell)
    return pieces


def dump(view: View, format: str) -> bytes:
    """The graph in that format as a whole, for graphs that fit into memory. Raises ExportError as `chunks` does."""
    return b"".join(chunks(view, format))


def write(view: View, format: str, path: str | Path, tell: Tell = quiet) -> list[Path]:
    """Write the graph in that format to a file, or into a folder if it is several files; returns what was written.

    Each file is there whole or, after an error or an interruption, as it was before; of several all or none, and what else the
    folder holds stays. Raises ExportError for an unknown format or a path that cannot be written.
    """
    target = Path(path)
    if format not in SEVERAL:
        return whole.write([(target, chunks(view, format, tell))], ExportError)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{target}: is no folder and cannot be made one ({error.strerror}); give another -o") from error
    files: Iterable[tuple[str, Iterator[bytes]]] = import_module(f"kg.export.{format}").files(view, tell)
    return whole.write(((target / name, pieces) for name, pieces in files), ExportError)


def _known(format: str) -> None:
    if format not in FORMATS:
        raise ExportError(f"no format is called {format!r}; there are {', '.join(FORMATS)}")
