"""A graph as one file and back: canonical N-Quads, sorted, the same bytes for the same graph.

The file begins with the default graph and goes on with one article after the other. Loading reads every article back into a
reading and puts it in as `kg build` would, so a file that is damaged, or not of kg, is refused and nothing else gets in; what
is derived is derived anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import StoreError
from kg.ids import article_id, version
from kg.model import Reading
from kg.rdf import read
from kg.rdf.namespace import KG
from kg.store.layout import LAYOUT
from kg.store.view import View
from kg.store.writer import Writer

_HEAD = f"# kg dump, layout {LAYOUT}, base "


def dump(view: View, out: IO[bytes]) -> int:
    """Write the graph as N-Quads; the number of articles. The same graph gives the same bytes."""
    out.write(f"{_HEAD}{view.base}\n".encode())
    out.writelines(_lines(view.store, DefaultGraph()))
    graphs = read.keys(view.store)
    for graph in sorted(graphs, key=str):
        out.writelines(_lines(view.store, graph))
    return len(graphs)


def _lines(store: Store, graph: NamedNode | DefaultGraph) -> list[bytes]:
    buffer = io.BytesIO()
    for quad in store.quads_for_pattern(None, None, None, graph):
        buffer.write(f"{quad} .\n".encode())
    return sorted(buffer.getvalue().splitlines(keepends=True))


def load(source: IO[bytes], root: Path) -> int:
    """Fill an empty store, made if there is none, from a dump; the number of articles.

    Raises StoreError for a store that holds articles, and, naming the article, for what is not a dump of kg.
    """
    head = source.readline().decode("utf8", "replace").rstrip("\n")
    if not head.startswith(_HEAD):
        raise StoreError(f"this is not a dump of this kg: it does not begin with {_HEAD!r}")
    base = head.removeprefix(_HEAD)
    with Writer(root, base) as writer:
        if writer.versions():
            raise StoreError(f"{root}: holds articles already; load into another place by --store")
        try:
            _put(writer, source)
        except StoreError:
            for key in writer.versions():
                writer.forget(key)
            raise
        return len(writer.versions())


def _put(writer: Writer, source: IO[bytes]) -> None:
    for graph, quads in groupby(_quads(source), key=lambda quad: quad.graph_name):
        if isinstance(graph, NamedNode):
            reading, reader = _reading(graph, quads, writer.base)
            writer.put(reading, reader)


def _quads(source: IO[bytes]) -> Iterator[Quad]:
    try:
        yield from parse(source, RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the dump is damaged: {error}") from error


def _reading(graph: NamedNode, quads: Iterator[Quad], base: str) -> tuple[Reading, str]:
    """The reading in an article's quads, and the version of its reader."""
    store = Store()
    store.extend(quads)
    record = NamedNode(f"{graph.value}/reading")
    key = read.value(store, graph, KG.key, graph)
    try:
        found = read.reading(store, base, key) if base + article_id(key) == graph.value else None
    except (KeyError, ValueError) as error:
        raise StoreError(f"the dump is damaged at article {key}: {error}") from error
    if found is None or version(found.article) != read.value(store, graph, KG.version, graph):
        raise StoreError(f"the dump is damaged: {graph.value} is not an article as kg writes it")
    return found, read.value(store, record, KG.readerVersion, graph)
