"""The graph's statements in a fixed order: by graph, subject, property (the type first) and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, Triple

from kg.rdf.namespace import RDF

if TYPE_CHECKING:
    from kg.store import View


def quads(view: View) -> list[Quad]:
    """Every quad of the graph, the default graph's first."""
    return sorted(view.store, key=lambda quad: (_graph(quad), *_order(quad)))


def triples(view: View) -> list[Triple]:
    """Every triple of the graph, whichever graph it stands in; none stands in two."""
    return [quad.triple for quad in sorted(view.store, key=_order)]


def _graph(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    return str(quad.subject), quad.predicate != RDF.type, quad.predicate.value, str(quad.object)
