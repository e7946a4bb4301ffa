"""The actors that articles name, with the evidence of who they are: the offices that the article's claims give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Store

from kg.model import EntityType
from kg.rdf import participants, read
from kg.rdf.namespace import KG, RDF, predicate, relation_name
from kg.resolve import Participant
from kg.resolve.evidence import office, roles, tie
from kg.resolve.judgements import FILE, Judgement, Link, check, links
from kg.store import verdicts
from kg.store.verdicts import Place


@dataclass(slots=True)
class _Evidence:
    ties: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


def everyone(store: Store, rejected: Collection[Place] = ()) -> tuple[list[participants.Meant], list[Participant]]:
    """All actors of all articles, as they stand and with their evidence, to which the `rejected` claims add nothing."""
    people = list(participants.everyone(store))
    offices = (quad for term in _offices() for quad in store.quads_for_pattern(None, RDF.predicate, term, None))
    evidence = _evidence(store, offices, rejected)
    years = _years(store.quads_for_pattern(None, KG.published, None, None))
    return people, [_participant(person, evidence, years) for person in people]


def some(
    store: Store, places: Iterable[Place], rejected: Collection[Place] = ()
) -> tuple[list[participants.Meant], list[Participant]]:
    """The same for these actors."""
    people = [participants.someone(store, *place) for place in sorted(places, key=str)]
    held = set(_offices())
    claims = {
        quad
        for person in people
        if person.actor.type is EntityType.PERSON
        for said in store.quads_for_pattern(None, KG.subjectParticipant, person.place[1], person.place[0])
        for quad in store.quads_for_pattern(_named(said.subject), RDF.predicate, None, person.place[0])
        if quad.object in held
    }
    evidence = _evidence(store, claims, rejected)
    dated = (
        quad
        for graph in {person.place[0] for person in people}
        for quad in store.quads_for_pattern(graph, KG.published, None, graph)
    )
    years = _years(dated)
    return people, [_participant(person, evidence, years) for person in people]


def of_articles(
    store: Store, graphs: Iterable[NamedNode], rejected: Collection[Place]
) -> tuple[list[participants.Meant], list[Participant]]:
    """The same for the actors of these articles."""
    quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, RDF.type, KG.Participant, graph))
    return some(store, {(_named(quad.graph_name), _named(quad.subject)) for quad in quads}, rejected)


def members(store: Store, entity: NamedNode) -> list[Participant]:
    """The actors of articles that are this actor of the graph, with their evidence, by article."""
    quads = store.quads_for_pattern(None, KG.resolvesTo, entity, None)
    found = some(store, {(_named(quad.graph_name), _named(quad.subject)) for quad in quads}, verdicts.rejected(store))[1]
    return sorted(found, key=lambda each: each.key)


def _offices() -> list[NamedNode]:
    return [predicate(name) for name in sorted(roles())]


def _evidence(store: Store, claims: Iterable[Quad], rejected: Collection[Place]) -> Mapping[str, _Evidence]:
    """The offices that claims (by their predicate) give, by the IRI of the participant who holds them."""
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for quad in claims:
        claim, graph = _named(quad.subject), _named(quad.graph_name)
        if (graph, claim) in rejected:
            continue
        body = participants.someone(store, graph, NamedNode(read.value(store, claim, KG.objectParticipant, graph))).actor
        one = found[read.value(store, claim, KG.subjectParticipant, graph)]
        one.ties.add(tie(body))
        one.offices.add(office(relation_name(_named(quad.object)), body, read.value(store, claim, KG.post, graph)))
    return found


def _years(dated: Iterable[Quad]) -> Mapping[NamedNode, int]:
    return {_named(quad.subject): int(quad.object.value[:4]) for quad in dated if not isinstance(quad.object, NamedNode)}  # type: ignore[union-attr]


def _participant(person: participants.Meant, evidence: Mapping[str, _Evidence], years: Mapping[NamedNode, int]) -> Participant:
    own = evidence.get(person.place[1].value) or _Evidence()
    return Participant(
        article=person.article,
        actor=person.actor,
        ties=frozenset(own.ties),
        offices=frozenset(own.offices),
        year=years.get(person.place[0], 0),
    )


def judged(store: Store, judgements: Sequence[Judgement], graphs: Mapping[str, NamedNode], where: str = FILE) -> tuple[Link, ...]:
    """The judgements on actors that are there; `graphs` are the articles by key. Raises JudgementError for contradictions."""
    actors: dict[str, list[Participant]] = {}
    for article in sorted({anchor.article for each in judgements for anchor in (each.one, each.other)} & graphs.keys()):
        actors[article] = [Participant(article=article, actor=each.actor) for each in named(store, graphs[article])]
    found = links(judgements, actors)
    check(found, where)
    return found


def named(store: Store, graph: NamedNode) -> Iterator[participants.Meant]:
    """The actors of one article."""
    for quad in store.quads_for_pattern(None, RDF.type, KG.Participant, graph):
        yield participants.someone(store, graph, _named(quad.subject))


def _named(node: object) -> NamedNode:
    assert isinstance(node, NamedNode)
    return node
