"""What has changed since who is who was last settled? Kept in a graph of the writer's database that no snapshot has.

Each mark is written in the same atomic step as the change it tells of, and all are cleared when everything is settled, so a
writer that was killed at any moment leaves behind what the next one has to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.rdf.namespace import KG, RDF

GRAPH = NamedNode("urn:kg:pending")
_PUT = NamedNode("urn:kg:pending#put")
_BLOCK = NamedNode("urn:kg:pending#block")
_PAIR = NamedNode("urn:kg:pending#pair")
_ACTOR = NamedNode("urn:kg:pending#actor")
_TOLD = NamedNode("urn:kg:pending#told")
Pair = tuple[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Articles put in, articles whose claims are told of others than before, blocks whose actors are to be looked at again,
    pairs of actors between whom something may hold no more, and actors that may be gone, each with a participant that meant it.
    """

    put: frozenset[NamedNode]
    told: frozenset[NamedNode]
    blocks: frozenset[str]
    pairs: frozenset[Pair]
    actors: frozenset[Pair]


def read(store: Store) -> Pending:
    """All marks."""
    found: dict[NamedNode, set[tuple[object, object]]] = {_PUT: set(), _BLOCK: set(), _PAIR: set(), _ACTOR: set(), _TOLD: set()}
    for quad in store.quads_for_pattern(None, None, None, GRAPH):
        found[quad.predicate].add((quad.subject, quad.object))
    return Pending(
        put=frozenset(one for one, _ in found[_PUT] if isinstance(one, NamedNode)),
        told=frozenset(one for one, _ in found[_TOLD] if isinstance(one, NamedNode)),
        blocks=frozenset(other.value for _, other in found[_BLOCK] if isinstance(other, Literal)),
        pairs=frozenset(_nodes(found[_PAIR])),
        actors=frozenset(_nodes(found[_ACTOR])),
    )


def _nodes(pairs: Iterable[tuple[object, object]]) -> Iterator[Pair]:
    return ((one, other) for one, other in pairs if isinstance(one, NamedNode) and isinstance(other, NamedNode))


def put(graph: NamedNode) -> Quad:
    """The mark of an article put in."""
    return Quad(graph, _PUT, graph, GRAPH)


def leaving(store: Store, graph: NamedNode) -> Iterator[Quad]:
    """The marks of what an article says now, before it is replaced or taken out."""
    for quad in store.quads_for_pattern(None, KG.block, None, graph):
        yield Quad(GRAPH, _BLOCK, quad.object, GRAPH)
    actors = [(quad.object, quad.subject) for quad in store.quads_for_pattern(None, KG.resolvesTo, None, graph)]
    subjects = {quad.subject: quad.object for quad in store.quads_for_pattern(None, RDF.subject, None, graph)}
    objects = {quad.subject: quad.object for quad in store.quads_for_pattern(None, RDF.object, None, graph)}
    yield from marks(_nodes((one, objects.get(claim)) for claim, one in subjects.items()), _nodes(actors), ())


def grouped(store: Store, participants: Iterable[tuple[NamedNode, NamedNode]]) -> Iterator[Quad]:
    """The marks of the blocks in which these (by graph) stand, before they are put into others."""
    for graph, node in participants:
        for quad in store.quads_for_pattern(node, KG.block, None, graph):
            yield Quad(GRAPH, _BLOCK, quad.object, GRAPH)


def marks(pairs: Iterable[Pair], actors: Iterable[Pair], told: Iterable[NamedNode]) -> Iterator[Quad]:
    """The marks of these pairs and actors, and of articles whose claims are told of others."""
    yield from (Quad(graph, _TOLD, graph, GRAPH) for graph in told)
    yield from (Quad(one, _PAIR, other, GRAPH) for one, other in pairs)
    yield from (Quad(one, _ACTOR, other, GRAPH) for one, other in actors)


def clear(store: Store) -> None:
    """Everything is settled."""
    store.update(f"DROP SILENT GRAPH {GRAPH}")
