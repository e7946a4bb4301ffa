"""The claims that articles tell, as far as it matters who is meant: between whom, of what, and who stands there so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, Store

from kg.rdf.namespace import KG, RDF, predicate, relations
from kg.rdf.read import column
from kg.rdf.write import Entry

Sides = tuple[str, str, str]
_SIDES = RDF.subject, RDF.object, KG.speaker
_SAID = KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant
_NOBODY: Sides = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim: IRIs of its article and itself, its participants (subject, object, speaker or ""), and the actors who stand
    there ("" where none does). `day` is its date as written or "", `confidence` a decimal."""

    article: str
    claim: str
    relation: str
    status: str
    participants: Sides
    actors: Sides
    day: str
    confidence: str


def told_by(one: Entry) -> Iterator[Told]:
    """The claims of an entry that has just been put in, so that nobody stands in them yet."""
    people = {actor: node.value for actor, node in one.nodes.items()}
    article = one.node.value
    for claim, said in one.claims.items():
        yield Told(
            article=article,
            claim=claim,
            relation=_relations()[said.relation],
            status=said.status.value,
            participants=(people[said.subject], people[said.object], people[said.speaker] if said.speaker else ""),
            actors=_NOBODY,
            day=said.date,
            confidence=f"{said.confidence:.3f}",
        )


@cache
def _relations() -> Mapping[str, str]:
    """The IRI of each relation, the same text each time, since there may be a million claims."""
    return {name: predicate(name).value for name in relations()}


def told(store: Store, graphs: Iterable[NamedNode] | None = None) -> Iterator[Told]:
    """The claims of these articles, or of all (None), in no order. By column, which is quicker than by claim."""
    for graph in [None] if graphs is None else sorted(graphs, key=str):
        columns = [column(store, term, graph) for term in (*_SAID, *_SIDES, RDF.predicate, KG.status, KG.confidence, KG.date)]
        subjects, objects, speakers, *now, predicates, statuses, confidences, days = columns
        for claim, one in subjects.items():
            yield Told(
                article=one.rpartition("/actor/")[0],
                claim=claim,
                relation=predicates[claim],
                status=statuses[claim],
                participants=(one, objects[claim], speakers.get(claim, "")),
                actors=(now[0].get(claim, ""), now[1].get(claim, ""), now[2].get(claim, "")),
                day=days.get(claim, ""),
                confidence=confidences[claim],
            )


def meant(each: Told, actors: Mapping[str, str], *, rejected: bool) -> Sides:
    """Who is to stand there, given whom participants mean (by IRI)? Nobody in a rejected claim."""
    one, other, voice = each.participants
    return _NOBODY if rejected else (actors[one], actors[other], actors[voice] if voice else "")


def gone(claims: Iterable[tuple[Told, Sides]]) -> Iterator[Quad]:
    """The quads to take out, for each claim to have these actors."""
    for each, actors in claims:
        if each.actors != actors:
            yield from _sides(each, each.actors, actors)


def come(claims: Iterable[tuple[Told, Sides]]) -> Iterator[Quad]:
    """The quads to put in, for each claim to have these actors."""
    for each, actors in claims:
        if each.actors != actors:
            yield from _sides(each, actors, each.actors)


def _sides(each: Told, these: Sides, others: Sides) -> Iterator[Quad]:
    claim, graph = NamedNode(each.claim), NamedNode(each.article)
    for term, this, other in zip(_SIDES, these, others, strict=True):
        if this and this != other:
            yield Quad(claim, term, NamedNode(this), graph)


def pairs(claims: Iterable[tuple[Told, Sides]]) -> set[tuple[NamedNode, NamedNode]]:
    """The pairs of actors between whom something may hold no more, or from now on."""
    found = set()
    for each, actors in claims:
        if each.actors != actors:
            found |= {(one, other) for one in (each.actors[0], actors[0]) for other in (each.actors[1], actors[1])}
    return {(NamedNode(one), NamedNode(other)) for one, other in found if one and other}
