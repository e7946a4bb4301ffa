"""RDF/XML: all triples, without the articles' graphs. A claim still names its article.

Characters that XML 1.0 cannot hold become U+FFFD. The engine declares namespaces in the order of a hash table, so they are
sorted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.export.quads import triples
from kg.export.telling import Tell
from kg.query.sparql.forms import UNFIT
from kg.query.sparql.select import prefixes

if TYPE_CHECKING:
    from kg.store import View

_ROOT = re.compile(rb"<rdf:RDF((?: [\w:]+=\"[^\"]*\")+)>")
_END = b"</rdf:RDF>"


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as RDF/XML, piece by piece: each block is a document, whose root is taken off."""
    spaces = prefixes(view)
    empty = _ROOT.sub(_sorted, _written([], spaces), count=1)
    yield empty[: _inside(empty).start]
    for block in triples(view, tell):
        data = _written(block, spaces)
        yield data[_inside(data)]
    yield _END


def _written(block: list[Triple], spaces: dict[str, str]) -> bytes:
    data = serialize([_fit(triple) for triple in block], format=RdfFormat.RDF_XML, prefixes=spaces) or b""
    return data.replace(b"\r", b"&#13;")  # which the engine leaves, and a reader would take for a line feed


def _inside(data: bytes) -> slice:
    """Where a document's root has its content."""
    root = _ROOT.search(data)
    assert root is not None
    return slice(root.end() + 1, data.rindex(_END))


def _fit(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and UNFIT.search(value.value):
        return Triple(triple.subject, triple.predicate, Literal(UNFIT.sub("\ufffd", value.value)))
    return triple


def _sorted(match: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(match[1].split())) + b">"
