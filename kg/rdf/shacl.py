"""Does a graph have the shape that `shapes.ttl` asks for? pySHACL (extra `shacl`) is asked; it takes an rdflib graph.

Source: W3C SHACL; pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.rdf.namespace import XSD
from kg.rdf.ontology import ONTOLOGY_FILE, SHAPES_FILE

if TYPE_CHECKING:
    from rdflib import Node


class ValidationError(KgError):
    """A graph cannot be validated."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """What is wrong (`message`) with which resource (`node`), at which value if one is to blame; IRIs or ids under the base."""

    node: str
    message: str
    value: str = ""


def violations(quads: Iterable[Quad], base: str) -> set[Violation]:
    """What is wrong with the shape of these quads, all graphs taken together? Raises ValidationError without pySHACL."""
    try:
        from pyshacl import validate
    except ImportError as error:
        raise ValidationError("kg validate needs pySHACL: install it with `pip install 'diplomatic-kg[shacl]'`") from error
    from rdflib import RDF, SH, Graph

    graph = Graph().parse(ONTOLOGY_FILE, format="turtle")  # says which classes are actors
    for quad in quads:
        graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    _, report, text = validate(graph, shacl_graph=Graph().parse(SHAPES_FILE, format="turtle"), inference="none")
    if not isinstance(report, Graph):
        raise ValidationError(f"pySHACL cannot validate the graph: {text}")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, value = str(report.value(result, SH.focusNode)), str(report.value(result, SH.value) or "")
        message = str(report.value(result, SH.resultMessage))
        found.add(Violation(node=node.removeprefix(base), message=message, value=value.removeprefix(base)))
    return found


def _rdflib(term: object) -> Node:
    """The term in rdflib, where a plain string has no datatype (`"a"` and `"a"^^xsd:string` are two terms there)."""
    from rdflib import Literal, URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    return Literal(term.value, datatype=None if term.datatype == XSD.string else URIRef(term.datatype.value))
