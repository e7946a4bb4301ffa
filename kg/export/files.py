"""Which formats are there, and how does an export get into a file?"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExportError

if TYPE_CHECKING:
    from kg.store import View

# Format by file ending, and what a person calls it; each is a module of this folder with a function `dump(view) -> bytes`.
FORMATS = {
    "ttl": "Turtle",
    "trig": "TriG, articles as named graphs",
    "nq": "N-Quads, articles as named graphs",
    "nt": "N-Triples",
    "jsonld": "JSON-LD, articles as named graphs",
    "rdfxml": "RDF/XML",
    "graphml": "GraphML: actors and claims, for network tools",
    "gexf": "GEXF: actors and claims, for Gephi",
}


def dump(view: View, format: str) -> bytes:
    """The whole graph in that format. Raises ExportError for a format that is not one of FORMATS."""
    if format not in FORMATS:
        raise ExportError(f"no format is called {format!r}; there are {', '.join(FORMATS)}")
    writer: Callable[[View], bytes] = import_module(f"kg.export.{format}").dump
    return writer(view)


def write(view: View, format: str, path: str | Path) -> None:
    """Write the graph to a file in that format, which is there whole or, after an error, as it was before.

    Raises ExportError for an unknown format or a path that cannot be written.
    """
    target = Path(path)
    data = dump(view, format)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ExportError(f"{target}: cannot be written ({error.strerror}); give another -o") from error
