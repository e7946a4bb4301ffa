"""What holds, by the word of at least one claim, and who is there: the default graph, which follows from all articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.model import Entity, EntityType, Status
from kg.rdf.namespace import KG, RDF, relation_name
from kg.rdf.read import TOLD
from kg.rdf.write import entity_quads, holding_quads
from kg.store import pending
from kg.store.intake import insert

_CHUNK = 20_000  # quads in one update: large enough to be quick, small enough for memory


def whole_default_graph(
    store: Store, base: str, entities: Iterable[Entity], holds: Iterable[tuple[NamedNode, str, NamedNode]]
) -> None:
    """Make the default graph what entities imply, and what `holds` (subject, relation, object)."""
    given = list(entities)
    countries = {NamedNode(base + entity.id) for entity in given if entity.type == EntityType.COUNTRY}
    told = chain((quad for entity in given for quad in entity_quads(entity, base)), holding_quads(holds, countries))
    have = set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if not have:  # of a million claims, these quads need not lie in memory
        return insert(store, told)
    want = set(told)
    apply(store, have - want, want - have)


def part_of_default_graph(store: Store, base: str, entities: Iterable[Entity], marks: pending.Pending) -> None:
    """The same for these entities, and for the actors and pairs of actors that are marked."""
    want: set[Quad] = set()
    have: set[Quad] = set()
    nodes = {one for one, _ in marks.actors}
    for entity in entities:
        want.update(entity_quads(entity, base))
        nodes.add(NamedNode(base + entity.id))
    for node in nodes:
        have.update(quad for term in TOLD for quad in store.quads_for_pattern(node, term, None, DefaultGraph()))
    for one, other in {(min(pair, key=str), max(pair, key=str)) for pair in marks.pairs}:
        countries = {node for node in (one, other) if node.value.startswith(f"{base}country/")}
        for subject, object_ in {(one, other), (other, one)}:
            want.update(holding_quads(_between(store, subject, object_), countries))
            have.update(store.quads_for_pattern(subject, None, object_, DefaultGraph()))
    apply(store, have - want, want - have)


def _between(store: Store, subject: NamedNode, object_: NamedNode) -> Iterator[tuple[NamedNode, str, NamedNode]]:
    """What holds of one actor and another, in this direction."""
    for quad in _fewer(store, subject, object_):
        claim, graph = quad.subject, quad.graph_name
        sides = ((RDF.subject, subject), (RDF.object, object_), (KG.status, Literal(Status.ACTUAL.value)))
        if all(Quad(claim, term, side, graph) in store for term, side in sides):
            for told in store.quads_for_pattern(claim, RDF.predicate, None, graph):
                assert isinstance(told.object, NamedNode)
                yield subject, relation_name(told.object), object_


def _fewer(store: Store, subject: NamedNode, object_: NamedNode) -> list[Quad]:
    """The claims of the subject or those of the object, whichever are fewer; one may be a hub."""
    ends = [store.quads_for_pattern(None, RDF.subject, subject, None), store.quads_for_pattern(None, RDF.object, object_, None)]
    found: list[list[Quad]] = [[], []]
    while True:
        for quads, seen in zip(ends, found, strict=True):
            quad = next(quads, None)
            if quad is None:
                return seen
            seen.append(quad)


def apply(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
    """Take quads out and put quads in, in steps that are atomic each, first the old ones."""
    rest = iter(old)
    while chunk := list(islice(rest, _CHUNK)):
        store.update(f"DELETE DATA {{\n{data(chunk)}\n}}")
    insert(store, new)


def data(quads: Iterable[Quad]) -> str:
    """Quads as the data block of an update. Terms print themselves escaped, so hostile text cannot leave its literal."""
    blocks = []
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        block = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in group)
        blocks.append(block if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{block}\n}}")
    return "\n".join(blocks)
