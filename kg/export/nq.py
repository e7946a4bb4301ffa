"""N-Quads: one quad a line, sorted; articles are named graphs.

The engine writes each graph as lines, which are then sorted: half as long again as if every quad came out as objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from kg.export.telling import Tell
from kg.rdf.namespace import RDF

if TYPE_CHECKING:
    from pyoxigraph import BlankNode

    from kg.store import View

_TYPE = str(RDF.type).encode("utf8")
_END = b" ."


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as N-Quads, piece by piece: the default graph, then each article's."""
    yield _written(view, DefaultGraph(), b"")
    names = sorted(view.store.named_graphs(), key=str)
    for done, name in enumerate(names, start=1):
        yield _written(view, name, f" {name}".encode())
        tell(done, len(names))


def _written(view: View, graph: NamedNode | BlankNode | DefaultGraph, name: bytes) -> bytes:
    """The quads of one graph, in the order of `kg.export.quads`, with its name behind each triple."""
    data = view.store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    lines = sorted(data.split(b"\n")[:-1], key=_order)
    return b"".join(line.removesuffix(_END) + name + b" .\n" for line in lines)


def _order(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    subject, predicate, value = line.split(b" ", 2)
    return subject, predicate != _TYPE, predicate, value
