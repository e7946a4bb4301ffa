"""The graph's statements in a fixed order, a block at a time: what is written holds little in memory, however large the graph.

First what all articles together tell (the default graph), then article by article; within a graph by subject, property (the type
first) and value. The engine finds the statements of a graph together, those of a subject one by one: in the order of subjects a
million claims would take twice as long, and a list of all subjects. Every block is whole: all that one graph says of each subject
in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.export.telling import Tell
from kg.rdf.namespace import RDF

if TYPE_CHECKING:
    from kg.store import View

BLOCK = 2_000  # quads from which on a block is handed on: few calls of the engine, little memory


def graphs(view: View, tell: Tell) -> Iterator[list[Quad]]:
    """Every quad of the graph: the default graph's, by subject, then those of each article's graph, by graph and subject."""
    yield from _blocks(_described(view))
    names = articles(view)
    for done, name in enumerate(names, start=1):
        yield sorted(view.store.quads_for_pattern(None, None, None, name), key=_order)
        tell(done, len(names))


def triples(view: View, tell: Tell) -> Iterator[list[Triple]]:
    """Every triple of the graph, in the same order. None stands in two graphs."""
    for block in graphs(view, tell):
        yield [quad.triple for quad in block]


def articles(view: View) -> list[NamedNode | BlankNode]:
    """The named graphs, in order."""
    return sorted(view.store.named_graphs(), key=str)


def _described(view: View) -> Iterator[list[Quad]]:
    """What the default graph says, subject by subject."""
    typed = (quad.subject for quad in view.store.quads_for_pattern(None, RDF.type, None, DefaultGraph()))
    for subject in sorted({subject.value for subject in typed if isinstance(subject, NamedNode)}, key=lambda iri: f"{iri}>"):
        yield sorted(view.store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph()), key=_order)


def _blocks(parts: Iterable[list[Quad]]) -> Iterator[list[Quad]]:
    """The parts joined to blocks of at least BLOCK quads."""
    block: list[Quad] = []
    for part in parts:
        block += part
        if len(block) >= BLOCK:
            yield block
            block = []
    if block:
        yield block


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    return str(quad.subject), quad.predicate != RDF.type, quad.predicate.value, str(quad.object)
