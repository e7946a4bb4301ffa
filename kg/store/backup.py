"""A graph as one file and back: canonical N-Quads, sorted, the same bytes for the same graph.

The file begins with the default graph and goes on with one article after the other. Loading reads every article back into a
reading and puts it in as `kg build` would, so a file that is damaged, or not of kg, is refused and nothing else gets in; what
is derived is derived anew.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import KgError, StoreError
from kg.ids import article_id, version
from kg.model import Reading
from kg.rdf import read
from kg.rdf.namespace import KG
from kg.store.layout import LAYOUT, OLDEST
from kg.store.view import View
from kg.store.writer import Writer

_HEAD = f"# kg dump, layout {LAYOUT}, base "
_HEADS = re.compile("# kg dump, layout ([0-9]+), base (.*)")
_JUDGEMENT = "#| "  # before each line of the file of judgements
_RENAMED = "#> "  # before each line of the list of ids that are no more


def dump(view: View, out: IO[bytes]) -> int:
    """Write the graph as N-Quads; the number of articles.

    The same graph gives the same bytes, but for the comments at the head: what persons have said, in their order, and the ids
    that actors once had, both of which are the store's history.
    """
    out.write(f"{_HEAD}{view.base}\n".encode())
    out.writelines(f"{_JUDGEMENT}{line}\n".encode() for line in view.judgement_text().splitlines())
    out.writelines(f"{_RENAMED}{line}\n".encode() for line in view.renamed_text().splitlines())
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
    match = _HEADS.fullmatch(head)
    if not match or not OLDEST <= int(match[1]) <= LAYOUT:
        raise StoreError(f"this is not a dump of this kg: it does not begin with {_HEAD!r}")
    base = match[2]
    with Writer(root, base) as writer:
        if writer.versions():
            raise StoreError(f"{root}: holds articles already; load into another place by --store")
        try:
            judgements, line = _comments(source, source.readline(), _JUDGEMENT)
            renamed, line = _comments(source, line, _RENAMED)
            _put(writer, cast(IO[bytes], _Rest(line, source)))
            writer.set_renamed(renamed)
            if judgements:
                writer.set_judgements(judgements)
        except KgError:
            for key in writer.versions():
                writer.forget(key)
            raise
        return len(writer.versions())


class _Rest(io.RawIOBase):
    """A stream with a line put back at its beginning."""

    def __init__(self, line: bytes, source: IO[bytes]) -> None:
        self._parts = [line]
        self._source = source

    def read(self, size: int = -1) -> bytes:
        """What comes next, up to so many bytes: first the line."""
        if not self._parts:
            return self._source.read(size)
        line = self._parts.pop()
        if 0 <= size < len(line):
            self._parts.append(line[size:])
            line = line[:size]
        return line if size >= 0 else line + self._source.read()


def _comments(source: IO[bytes], line: bytes, mark: str) -> tuple[str, bytes]:
    """The text in the lines that begin with this mark, from `line` on, and the first line after them."""
    lines = []
    while line.startswith(mark.encode()):
        lines.append(line.decode("utf8", "replace").removeprefix(mark))
        line = source.readline()
    return "".join(lines), line


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
