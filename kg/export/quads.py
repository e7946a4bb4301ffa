"""The graph's statements in a fixed order, a block at a time: what is written holds little in memory, however large the graph.

Within a graph they stand by subject, property (the type first) and value. Every block is whole: all that one graph says of each
subject in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.export.telling import Tell
from kg.rdf.namespace import KG, RDF

if TYPE_CHECKING:
    from kg.store import View

BLOCK = 2_000  # quads from which on a block is handed on: few calls of the engine, little memory
ACTORS = KG.Person, KG.Country, KG.Organization, KG.Group
CLASSES = *ACTORS, KG.Article, KG.Reading, KG.Participant, KG.Claim  # every subject of the graph is of one of these


def graphs(view: View, tell: Tell) -> Iterator[list[Quad]]:
    """Every quad of the graph: the default graph's, by subject, then those of each article's graph, by graph and subject."""
    yield from _blocks(described(view, subject) for subject in subjects(view, ACTORS))
    names = sorted(view.store.named_graphs(), key=str)
    for done, name in enumerate(names, start=1):
        yield sorted(view.store.quads_for_pattern(None, None, None, name), key=_order)
        tell(done, len(names))


def triples(view: View, tell: Tell) -> Iterator[list[Triple]]:
    """Every triple of the graph, whichever graph it stands in (none stands in two), by subject."""
    wanted = subjects(view, CLASSES)
    for block in _blocks(_counted(view, wanted, tell)):
        yield [quad.triple for quad in block]


def subjects(view: View, classes: Iterable[NamedNode]) -> list[str]:
    """The resources of these classes as IRIs, sorted as N-Triples writes them."""
    typed = (quad.subject for term in classes for quad in view.store.quads_for_pattern(None, RDF.type, term, None))
    found = {subject.value for subject in typed if isinstance(subject, NamedNode)}
    return sorted(found, key=lambda iri: iri + ">")  # which is how "a>" and "a-b>" stand


def described(view: View, subject: str) -> list[Quad]:
    """What the default graph says of a resource, in order."""
    return sorted(view.store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph()), key=_order)


def said(view: View, subject: str) -> list[Quad]:
    """What all graphs say of a resource, in order."""
    return sorted(view.store.quads_for_pattern(NamedNode(subject), None, None, None), key=_order)


def _counted(view: View, wanted: list[str], tell: Tell) -> Iterator[list[Quad]]:
    for done, subject in enumerate(wanted, start=1):
        yield said(view, subject)
        tell(done, len(wanted))


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
