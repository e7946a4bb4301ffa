"""A triple or quad a line: the engine writes each graph, and the lines are sorted, in the order of `kg.export.quads`.

That takes a third less time than statements that come out as objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat

from kg.export.quads import articles
from kg.export.telling import Tell
from kg.rdf.namespace import RDF

if TYPE_CHECKING:
    from kg.store import View

_TYPE = str(RDF.type).encode("utf8")
_END = b" ."


def chunks(view: View, tell: Tell, *, named: bool) -> Iterator[bytes]:
    """The graph as N-Quads (`named`) or N-Triples, piece by piece: the default graph, then each article's."""
    yield _written(view, DefaultGraph(), b"")
    names = articles(view)
    for done, name in enumerate(names, start=1):
        yield _written(view, name, f" {name}".encode() if named else b"")
        tell(done, len(names))


def _written(view: View, graph: NamedNode | BlankNode | DefaultGraph, name: bytes) -> bytes:
    """The triples of one graph, with its name behind each."""
    data = view.store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    lines = sorted(data.split(b"\n")[:-1], key=_order)
    return b"".join(line.removesuffix(_END) + name + b" .\n" for line in lines)


def _order(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    subject, predicate, value = line.split(b" ", 2)
    return subject, predicate != _TYPE, predicate, value
