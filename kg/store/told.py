"""The claims that articles tell, as far as it matters who is meant: between whom, of what, and who stands there so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.ids import article_id, claim_id
from kg.model import Reading
from kg.rdf.namespace import KG, RDF, predicate
from kg.rdf.write import participant_id

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


def told_by(reading: Reading, base: str) -> Iterator[Told]:
    """The claims of a reading that has just been put in, so that nobody stands in them yet."""
    key = reading.article.key
    article = base + article_id(key)
    people = {actor.id: base + participant_id(key, actor.id) for actor in reading.entities}
    seen = set()
    for each in reading.claims:
        path = claim_id(key, each)
        if path not in seen:
            seen.add(path)
            yield Told(
                article=article,
                claim=base + path,
                relation=predicate(each.relation).value,
                status=each.status.value,
                participants=(people[each.subject], people[each.object], people[each.speaker] if each.speaker else ""),
                actors=_NOBODY,
                day=each.date,
                confidence=f"{each.confidence:.3f}",
            )


def told(store: Store, graphs: Iterable[NamedNode] | None = None) -> Iterator[Told]:
    """The claims of these articles, or of all (None), in no order. By column, which is quicker than by claim."""
    for graph in [None] if graphs is None else sorted(graphs, key=str):
        columns = [_column(store, term, graph) for term in (*_SAID, *_SIDES, RDF.predicate, KG.status, KG.confidence, KG.date)]
        subjects, objects, speakers, *now, relations, statuses, confidences, days = columns
        for claim, one in subjects.items():
            yield Told(
                article=one.rpartition("/actor/")[0],
                claim=claim,
                relation=relations[claim],
                status=statuses[claim],
                participants=(one, objects[claim], speakers.get(claim, "")),
                actors=(now[0].get(claim, ""), now[1].get(claim, ""), now[2].get(claim, "")),
                day=days.get(claim, ""),
                confidence=confidences[claim],
            )


def _column(store: Store, term: NamedNode, graph: NamedNode | None) -> dict[str, str]:
    """The values of one property, by the IRI of the subject."""
    same: dict[str, str] = {}  # what comes again is kept once
    quads = store.quads_for_pattern(None, term, None, graph)
    return {quad.subject.value: same.setdefault(value := quad.object.value, value) for quad in quads}  # type: ignore[union-attr]


def meant(each: Told, actors: Mapping[str, str], *, rejected: bool) -> Sides:
    """Who is to stand there, given whom participants mean (by IRI)? Nobody in a rejected claim."""
    one, other, voice = each.participants
    return _NOBODY if rejected else (actors[one], actors[other], actors[voice] if voice else "")


def sides(claims: Iterable[tuple[Told, Sides]]) -> tuple[list[Quad], list[Quad]]:
    """Quads to take out and to put in, for each claim to have these actors."""
    old: list[Quad] = []
    new: list[Quad] = []
    for each, actors in claims:
        if each.actors != actors:
            claim, graph = NamedNode(each.claim), NamedNode(each.article)
            for term, have, want in zip(_SIDES, each.actors, actors, strict=True):
                if have != want:
                    old.extend([Quad(claim, term, NamedNode(have), graph)] if have else [])
                    new.extend([Quad(claim, term, NamedNode(want), graph)] if want else [])
    return old, new


def pairs(claims: Iterable[tuple[Told, Sides]]) -> set[tuple[NamedNode, NamedNode]]:
    """The pairs of actors between whom something may hold no more, or from now on."""
    found = set()
    for each, actors in claims:
        if each.actors != actors:
            found |= {(one, other) for one in (each.actors[0], actors[0]) for other in (each.actors[1], actors[1])}
    return {(NamedNode(one), NamedNode(other)) for one, other in found if one and other}
