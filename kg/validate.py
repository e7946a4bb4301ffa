"""Is the graph sound? Its shape by SHACL, its quotes and edges against its articles.

SHACL sees one resource at a time; two questions are asked of the whole graph: does every quote stand in its article where the
claim says, and is every plain triple some article's claim?

Source: W3C SHACL, with pySHACL (extra `shacl`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import KgError
from kg.rdf.namespace import XSD
from kg.rdf.ontology import ONTOLOGY_FILE, SHAPES_FILE

if TYPE_CHECKING:
    from rdflib import Graph, Node

    from kg.store import View

_CHECKS = Path(__file__).parent / "rdf" / "checks"


class ValidationError(KgError):
    """The graph cannot be validated: pySHACL is missing."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """What is wrong (`message`) with which resource (`node`, an id under the base IRI), at which value if one is to blame."""

    node: str
    message: str
    value: str = ""


def validate(view: View) -> list[Violation]:
    """What is wrong with the graph? Nothing is an empty list; sorted. Raises ValidationError without pySHACL."""
    try:
        from pyshacl import validate as shacl
    except ImportError as error:
        raise ValidationError("kg validate needs pySHACL: install it with `pip install 'diplomatic-kg[shacl]'`") from error
    from rdflib import RDF, SH, Graph

    merged = _merged(view).parse(ONTOLOGY_FILE, format="turtle")  # which classes are actors
    conforms, report, text = shacl(merged, shacl_graph=Graph().parse(SHAPES_FILE, format="turtle"), inference="none")
    if not isinstance(report, Graph):
        raise ValidationError(f"pySHACL could not validate the graph: {text}")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, value = str(report.value(result, SH.focusNode)), str(report.value(result, SH.value) or "")
        message = str(report.value(result, SH.resultMessage))
        found.add(Violation(node=node.removeprefix(view.base), message=message, value=value.removeprefix(view.base)))
    assert conforms == (not found)
    return sorted(found | set(_whole(view)))


def _merged(view: View) -> Graph:
    """Default graph and article graphs as one, as a reader of the union sees them."""
    from rdflib import Graph

    merged = Graph()
    for quad in view.store:
        merged.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    return merged


def _rdflib(term: object) -> Node:
    """The term in rdflib, where a plain string has no datatype (`"a"` and `"a"^^xsd:string` are two terms there)."""
    from rdflib import Literal, URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    return Literal(term.value, datatype=None if term.datatype == XSD.string else URIRef(term.datatype.value))


def _whole(view: View) -> list[Violation]:
    """What is wrong that only the whole graph shows."""
    found = []
    for file in sorted(_CHECKS.glob("*.rq")):
        rows = view.query(file.read_text(encoding="utf8"))
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            node = row["node"]
            assert isinstance(node, NamedNode)
            found.append(Violation(node=view.id(node), message=row["message"].value))
    return found
