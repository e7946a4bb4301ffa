"""What follows from all articles together: who is who, and what holds.

Kept by difference: what should stand in the graph is computed anew from the articles, and only what differs is written. So
the graph is the same whether it was built in one go or article by article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from kg.ids import digest, fold
from kg.model import Entity, EntityType
from kg.rdf import read
from kg.rdf.namespace import KG, PREFIXES, RDF, predicate, relation_name, relations
from kg.rdf.write import entity_quads, holding_quads, meaning_quads
from kg.resolve import Participant, Resolution, resolve

_PACKAGE = Path(__file__).parent.parent
_PARTICIPANTS = KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant
_ACTORS = RDF.subject, RDF.object, KG.speaker
_CHUNK = 20_000  # quads in one update: large enough to be quick, small enough for memory
# Which things hold, by the word of at least one claim?
_HOLDS = """
SELECT DISTINCT ?s ?p ?o WHERE {
  GRAPH ?g { ?c kg:status "actual" ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
}
"""
Place = tuple[NamedNode, NamedNode]
"""Article graph and participant."""


def rules() -> str:
    """The version of what derives: a hash of the code and tables that say who is who and what holds."""
    parts = [*sorted((_PACKAGE / "resolve").glob("*.py")), *sorted((_PACKAGE / "rdf").glob("*.py")), Path(__file__)]
    parts += [_PACKAGE / "ids.py", _PACKAGE / "lexicon" / "relations.toml"]
    return digest(*(part.read_text(encoding="utf8") for part in parts))


def derive(store: Store, base: str) -> None:
    """Bring the derived part of the graph in line with the articles.

    May be killed anywhere: what an actor means is written last, so what is still to do is seen again the next time.
    """
    people = list(read.everyone(store))
    ties = _ties(store, {person.place[1].value: person.actor for person in people})
    found = resolve(_participant(person, ties) for person in people)
    meant = {person.place: found[person.article, person.actor.id] for person in people}
    old, new, changed = _meanings(store, base, people, meant)
    _actors(store, base, meant, changed)
    _default_graph(store, base, (resolution.entity for resolution in found.values()))
    apply(store, old, new)


def _participant(person: read.Meant, ties: Mapping[str, set[str]]) -> Participant:
    own = frozenset(ties.get(person.place[1].value, ()))
    return Participant(article=person.article, actor=person.actor, ties=own)


def _ties(store: Store, actors: Mapping[str, Entity]) -> dict[str, set[str]]:
    """The states and bodies of each participant's offices, by the participant's IRI."""
    ties: dict[str, set[str]] = defaultdict(set)
    for name, relation in relations().items():
        if relation.family == "roles":
            for quad in store.quads_for_pattern(None, RDF.predicate, predicate(name), None):
                claim, graph = _named(quad.subject), _named(quad.graph_name)
                body = actors[read.value(store, claim, KG.objectParticipant, graph)]
                ties[read.value(store, claim, KG.subjectParticipant, graph)].add(_tie(body))
    return ties


def _tie(body: Entity) -> str:
    return body.code or fold(body.name).upper() if body.type == EntityType.COUNTRY else fold(body.name)


def _meanings(
    store: Store, base: str, people: Iterable[read.Meant], meant: Mapping[Place, Resolution]
) -> tuple[list[Quad], list[Quad], list[Place]]:
    """Who is meant by each participant: quads to take out, quads to put in, and the places where these differ."""
    old: list[Quad] = []
    new: list[Quad] = []
    changed = []
    for person in people:
        (graph, node), resolution = person.place, meant[person.place]
        now = base + resolution.entity.id, resolution.reason
        if person.meant != now:
            for term in (KG.resolvesTo, KG.reason) if person.meant else ():
                old.extend(store.quads_for_pattern(node, term, None, graph))
            new.extend(meaning_quads(node, graph, NamedNode(now[0]), now[1]))
            changed.append(person.place)
    return old, new, changed


def _actors(store: Store, base: str, meant: Mapping[Place, Resolution], changed: Iterable[Place]) -> None:
    """Write between whom the claims of changed participants stand."""
    old: list[Quad] = []
    new: list[Quad] = []
    touched = {
        (graph, _named(quad.subject))
        for graph, node in changed
        for term in _PARTICIPANTS
        for quad in store.quads_for_pattern(None, term, node, graph)
    }
    for graph, claim in touched:
        want = set()
        for term, said in zip(_ACTORS, _PARTICIPANTS, strict=True):
            for quad in store.quads_for_pattern(claim, said, None, graph):
                want.add(Quad(claim, term, NamedNode(base + meant[graph, _named(quad.object)].entity.id), graph))
        have = {quad for term in _ACTORS for quad in store.quads_for_pattern(claim, term, None, graph)}
        old.extend(have - want)
        new.extend(want - have)
    apply(store, old, new)


def _default_graph(store: Store, base: str, entities: Iterable[Entity]) -> None:
    """Make the default graph what entities and claims imply."""
    want: set[Quad] = set()
    countries: set[NamedNode] = set()
    for entity in set(entities):
        want.update(entity_quads(entity, base))
        if entity.type == EntityType.COUNTRY:
            countries.add(NamedNode(base + entity.id))
    want.update(holding(store, countries))
    have = set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    apply(store, have - want, want - have)


def holding(store: Store, countries: set[NamedNode]) -> Iterator[Quad]:
    """What holds, by the word of at least one claim: the plain triples. `countries` are the states among the actors."""
    triples = ((row["s"], relation_name(row["p"]), row["o"]) for row in _select(store, _HOLDS))
    return holding_quads(triples, countries)


def apply(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
    """Take quads out and put quads in, in updates that are atomic each, first the old ones."""
    for verb, quads in (("DELETE", old), ("INSERT", new)):
        rest = iter(quads)
        while chunk := list(islice(rest, _CHUNK)):
            store.update(f"{verb} DATA {{\n{data(chunk)}\n}}")


def data(quads: Iterable[Quad]) -> str:
    """Quads as the data block of an update. Terms print themselves escaped, so hostile text cannot leave its literal."""
    blocks = []
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        block = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in group)
        blocks.append(block if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{block}\n}}")
    return "\n".join(blocks)


def _select(store: Store, text: str) -> Iterator[QuerySolution]:
    rows = store.query(text, prefixes=dict(PREFIXES))
    assert isinstance(rows, QuerySolutions)
    return iter(rows)


def _named(node: object) -> NamedNode:
    assert isinstance(node, NamedNode)
    return node
