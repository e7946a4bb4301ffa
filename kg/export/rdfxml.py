"""RDF/XML: all triples, subject by subject, without the articles' graphs. A claim still names its article.

Characters that XML 1.0 cannot hold become U+FFFD. The engine declares namespaces in the order of a hash table, so they are
sorted here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.export.quads import triples
from kg.query.sparql.forms import UNFIT
from kg.query.sparql.select import prefixes

if TYPE_CHECKING:
    from kg.store import View

_ROOT = re.compile(rb"<rdf:RDF((?: [\w:]+=\"[^\"]*\")+)>")


def dump(view: View) -> bytes:
    """The graph as RDF/XML."""
    data = serialize([_fit(triple) for triple in triples(view)], format=RdfFormat.RDF_XML, prefixes=prefixes(view)) or b""
    return _ROOT.sub(_sorted, data, count=1)


def _fit(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and UNFIT.search(value.value):
        return Triple(triple.subject, triple.predicate, Literal(UNFIT.sub("\ufffd", value.value)))
    return triple


def _sorted(match: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(match[1].split())) + b">"
