"""What follows from all articles together: who is who, and what holds.

Kept by difference: what should stand in the graph is computed anew and only what differs is written. After a few articles
only the blocks are computed in which their actors stand (see `kg.resolve.blocks`), and only the pairs of actors between whom
their claims stand; after many, or by other rules, everything. Either way the graph is the same as if built in one go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.ids import digest
from kg.model import Entity
from kg.rdf import participants, read
from kg.rdf.namespace import KG, RDF
from kg.rdf.write import block_quads, meaning_quads
from kg.resolve import Participant, Resolution, resolve
from kg.resolve.blocks import blocks
from kg.resolve.judgements import Judgement, Link
from kg.resolve.verdicts import Verdict
from kg.store import pending
from kg.store.holding import apply, part_of_default_graph, whole_default_graph
from kg.store.people import everyone, judged, named, some
from kg.store.verdicts import Place, Ruled, rule

_PACKAGE = Path(__file__).parent.parent
_PARTICIPANTS = KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant
_ACTORS = RDF.subject, RDF.object, KG.speaker
_MANY = 0.2  # share of the articles from which on everything is computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many actors of articles were looked at, and which ids are no more, each with a participant that was called so."""

    looked: int
    gone: Mapping[str, str]


def rules() -> str:
    """The version of what derives: a hash of the code and tables that say who is who and what holds."""
    parts = [*sorted((_PACKAGE / "resolve").glob("*.*")), *sorted((_PACKAGE / "rdf").glob("*.py"))]
    parts += [*sorted(Path(__file__).parent.glob("*.py")), _PACKAGE / "ids.py", _PACKAGE / "lexicon" / "relations.toml"]
    return digest(*(part.read_text(encoding="utf8") for part in parts))


def derive(
    store: Store,
    base: str,
    said: Sequence[Judgement] = (),
    before: Sequence[Judgement] = (),
    on_claims: tuple[Sequence[Verdict], Sequence[Verdict]] = ((), ()),
    *,
    whole: bool = True,
) -> Settled:
    """Bring the derived part of the graph in line with the articles and the judgements `said` (`before`: the last time).

    `on_claims` are the verdicts on claims, now and the last time.

    `whole`: compute everything, whatever is marked as changed. May be killed anywhere: what is to do is marked first, what an
    actor means is written last, and the marks stay until the caller clears them (`pending.clear`). Raises JudgementError where
    judgements contradict each other; nothing is written then.
    """
    graphs = {key: graph for graph, key in read.keys(store).items()}
    links = judged(store, said, graphs)
    marks = pending.read(store)
    whole = whole or len(marks.put) > _MANY * len(graphs)
    ruled = rule(store, base, *on_claims, graphs, marks.put, whole=whole)
    if whole:
        people, actors = everyone(store, ruled.rejected)
        _refresh(store, people, actors)
    else:
        apply(store, (), pending.grouped(store, ruled.evidence))
        _refresh(store, *some(store, ruled.evidence, ruled.rejected))
        changed = _changed(store, said, before, graphs)
        places = _places(store, pending.read(store), links, changed, ruled.evidence)
        people, actors = some(store, places, ruled.rejected)
    found = resolve(actors, links)
    meant = {person.place: found[person.article, person.actor.id] for person in people}
    entities = {resolution.entity for resolution in found.values()}
    _write(store, base, people, meant, entities, ruled, whole=whole)
    left = {entity.id for entity in entities}
    old = {
        one.value.removeprefix(base): other.value.removeprefix(base) for one, other in sorted(pending.read(store).actors, key=str)
    }
    return Settled(looked=len(people), gone={path: who for path, who in old.items() if path not in left})


def _refresh(store: Store, people: Iterable[participants.Meant], actors: Iterable[Participant]) -> None:
    """Put actors into the blocks in which they stand by the rules of today."""
    old: list[Quad] = []
    new: list[Quad] = []
    for person, actor in zip(people, actors, strict=True):
        graph, node = person.place
        now = blocks(actor)
        if person.blocks != now:
            old.extend(store.quads_for_pattern(node, KG.block, None, graph))
            new.extend(block_quads(node, graph, now))
    apply(store, old, new)


def _changed(
    store: Store, said: Sequence[Judgement], before: Sequence[Judgement], graphs: Mapping[str, NamedNode]
) -> tuple[Link, ...]:
    """The judgements that have come or gone, on actors that are there."""
    now, then = {each.said for each in said}, {each.said for each in before}
    told = [each for each in (*said, *before) if (each.said in now) != (each.said in then)]
    parts = [[each for each in told if each.same is same] for same in (True, False)]  # together they may contradict each other
    return tuple(link for part in parts for link in judged(store, part, graphs))


def _places(
    store: Store, marks: pending.Pending, links: Sequence[Link], changed: Sequence[Link], others: Iterable[Place]
) -> set[Place]:
    """The actors of articles to be looked at again: all in the blocks of what changed, and in those connected with them.

    `others` are actors of whom claims tell something else than before.
    """
    ends = _ends(store, [*links, *changed])
    partners: dict[Place, set[Place]] = {}
    for link in links:
        for one, other in ((ends[link.one], ends[link.other]), (ends[link.other], ends[link.one])):
            partners.setdefault(one, set()).add(other)
    places = {*others, *(ends[key] for link in changed for key in (link.one, link.other))}
    queue = [Literal(block) for block in sorted(marks.blocks)]
    for graph in marks.put:
        places.update((graph, _named(quad.subject)) for quad in store.quads_for_pattern(None, RDF.type, KG.Participant, graph))
    for actor, _ in marks.actors:  # whom a judgement joined with somebody who has left
        quads = store.quads_for_pattern(None, KG.resolvesTo, actor, None)
        places.update((_named(quad.graph_name), _named(quad.subject)) for quad in quads)
    todo, seen, found = list(places), set(queue), set(places)
    while todo or queue:
        reached = {partner for place in todo for partner in partners.get(place, ())}
        for graph, node in todo:
            news = {_literal(quad.object) for quad in store.quads_for_pattern(node, KG.block, None, graph)} - seen
            seen |= news
            queue.extend(news)
        for block in queue:
            quads = store.quads_for_pattern(None, KG.block, block, None)
            reached.update((_named(quad.graph_name), _named(quad.subject)) for quad in quads)
        todo, queue = list(reached - found), []
        found |= reached
    return found


def _ends(store: Store, links: Iterable[Link]) -> Mapping[tuple[str, str], Place]:
    """Where the actors stand that judgements are on."""
    keys = {key for link in links for key in (link.one, link.other)}
    articles = {article for article, _ in keys}
    graphs = {graph for graph, key in read.keys(store).items() if key in articles} if keys else set()
    people = (person for graph in graphs for person in named(store, graph))
    return {(person.article, person.actor.id): person.place for person in people if (person.article, person.actor.id) in keys}


def _write(
    store: Store,
    base: str,
    people: Sequence[participants.Meant],
    meant: Mapping[Place, Resolution],
    entities: set[Entity],
    ruled: Ruled,
    *,
    whole: bool,
) -> None:
    """Make the graph say who is meant, between whom claims stand, who is there and what holds; a kill is mended."""
    old, new, changed = _meanings(store, base, people, meant)
    claims = _claims(store, [person.place for person in changed]) | ruled.changed
    gone, come = _sides(store, base, meant, claims, ruled.rejected)
    actors = [(NamedNode(person.meant[0]), person.place[1]) for person in changed if person.meant]
    apply(store, (), pending.marks(() if whole else _pairs([*gone, *come], store), actors))
    apply(store, gone, come)
    if whole:
        whole_default_graph(store, base, entities)
    else:
        part_of_default_graph(store, base, entities, pending.read(store))
    apply(store, [*old, *ruled.old], [*new, *ruled.new])


def _meanings(
    store: Store, base: str, people: Iterable[participants.Meant], meant: Mapping[Place, Resolution]
) -> tuple[list[Quad], list[Quad], list[participants.Meant]]:
    """Who is meant by each participant: quads to take out, quads to put in, and the participants where these differ."""
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
            changed.append(person)
    return old, new, changed


def _claims(store: Store, places: Iterable[Place]) -> set[Place]:
    """The claims, with their graphs, that speak of these participants."""
    return {
        (graph, _named(quad.subject))
        for graph, node in places
        for term in _PARTICIPANTS
        for quad in store.quads_for_pattern(None, term, node, graph)
    }


def _sides(
    store: Store, base: str, meant: Mapping[Place, Resolution], claims: Iterable[Place], rejected: Collection[Place]
) -> tuple[list[Quad], list[Quad]]:
    """Between whom claims stand, the rejected ones between nobody: quads to take out and to put in."""
    old: list[Quad] = []
    new: list[Quad] = []
    for graph, claim in claims:
        want = set()
        for term, said in zip(_ACTORS, _PARTICIPANTS, strict=True) if (graph, claim) not in rejected else ():
            for quad in store.quads_for_pattern(claim, said, None, graph):
                place = graph, _named(quad.object)
                known = NamedNode(base + meant[place].entity.id) if place in meant else _meaning(store, place)
                want.add(Quad(claim, term, known, graph))
        have = {quad for term in _ACTORS for quad in store.quads_for_pattern(claim, term, None, graph)}
        old.extend(have - want)
        new.extend(want - have)
    return old, new


def _meaning(store: Store, place: Place) -> NamedNode:
    """Who is meant by a participant that has not changed."""
    return NamedNode(read.value(store, place[1], KG.resolvesTo, place[0]))


def _pairs(changes: Iterable[Quad], store: Store) -> set[pending.Pair]:
    """The pairs of actors between whom something may hold no more, or from now on, when these quads of claims change."""
    sides: dict[Place, tuple[set[NamedNode], set[NamedNode]]] = {}
    for quad in changes:
        claim = _named(quad.graph_name), _named(quad.subject)
        if claim not in sides:
            ends = [
                {_named(one.object) for one in store.quads_for_pattern(claim[1], term, None, claim[0])} for term in _ACTORS[:2]
            ]
            sides[claim] = ends[0], ends[1]
        if quad.predicate in _ACTORS[:2]:
            sides[claim][_ACTORS.index(quad.predicate)].add(_named(quad.object))
    return {(one, other) for subjects, objects in sides.values() for one in subjects for other in objects}


def _named(node: object) -> NamedNode:
    assert isinstance(node, NamedNode)
    return node


def _literal(node: object) -> Literal:
    assert isinstance(node, Literal)
    return node
