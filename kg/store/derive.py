"""What follows from all articles together: who is who, and what holds.

Kept by difference: what should stand in the graph is computed anew and only what differs is written. After a few articles
only the blocks are computed in which their actors stand (see `reach`), and only the pairs of actors between whom their claims
stand; after many, or by other rules, everything. Either way the graph is the same as if built in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.ids import digest
from kg.model import Status
from kg.rdf import participants, read
from kg.rdf.namespace import KG, relation_name
from kg.rdf.write import block_quads, meaning_quads
from kg.resolve import Participant, Resolution, resolve
from kg.resolve.blocks import blocks
from kg.resolve.judgements import Judgement
from kg.resolve.verdicts import Verdict
from kg.store import pending, reach
from kg.store.fresh import Fresh
from kg.store.holding import apply, part_of_default_graph, whole_default_graph
from kg.store.people import everyone, judged, of_articles, some
from kg.store.told import Sides, Told, come, gone, meant, pairs, told
from kg.store.verdicts import Place, Ruled, rule

_PACKAGE = Path(__file__).parent.parent
_MANY = 0.2  # share of the articles from which on everything is computed
People = tuple[Sequence[participants.Meant], Sequence[Participant]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was done: how many actors of articles were looked at, which ids are no more, each with a participant that was
    called so, and the claims of the articles that changed, or of all if `whole`, with those that a person has confirmed
    (articles and claims by IRI)."""

    looked: int
    gone: Mapping[str, str]
    claims: Sequence[tuple[Told, Sides]]
    articles: frozenset[str]
    confirmed: frozenset[str]
    whole: bool


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
    fresh: Mapping[NamedNode, Fresh] | None = None,
    *,
    whole: bool = True,
) -> Settled:
    """Bring the derived part of the graph in line with the articles and the judgements `said` (`before`: the last time).

    `on_claims` are the verdicts on claims, now and the last time; `fresh` is what was put in since this writer has opened the
    store, so that it need not be read again. `whole`: compute everything, whatever is marked as changed. May be killed
    anywhere: what is to do is marked first, what an actor means is written last, and the marks stay until the caller clears
    them (`pending.clear`). Raises JudgementError where judgements contradict each other; nothing is written then.
    """
    graphs = {key: graph for graph, key in read.keys(store).items()}
    links = judged(store, said, graphs)
    marks = pending.read(store)
    whole = whole or len(marks.put) > _MANY * len(graphs)
    ruled = rule(store, base, *on_claims, graphs, marks.put, whole=whole)
    new = fresh if fresh and fresh.keys() == set(graphs.values()) else {}
    if whole:
        people, actors = _all(store, ruled, new)
    else:
        apply(store, (), pending.grouped(store, ruled.evidence))
        _refresh(store, *some(store, ruled.evidence, ruled.rejected))
        told_of = reach.changed(store, said, before, graphs)
        people, actors = some(store, reach.places(store, pending.read(store), links, told_of, ruled.evidence), ruled.rejected)
    found = resolve(actors, links)
    who = {person.place: found[person.article, person.actor.id] for person in people}
    looked, claims = _write(store, base, people, who, ruled, new if whole else None)
    return Settled(
        looked=len(people),
        gone=dict(_gone(store, base, {resolution.entity.id for resolution in found.values()})),
        claims=claims,
        articles=frozenset(graph.value for graph in looked),
        confirmed=frozenset(claim.value for _, claim in ruled.confirmed),
        whole=whole,
    )


def _gone(store: Store, base: str, left: set[str]) -> Iterator[tuple[str, str]]:
    """The ids that are no more, each with a participant that was called so and is still there."""
    for actor, participant in sorted(pending.read(store).actors, key=str):
        path = actor.value.removeprefix(base)
        if path not in left and next(store.quads_for_pattern(participant, KG.resolvesTo, None, None), None):
            yield path, participant.value.removeprefix(base)


def _all(store: Store, ruled: Ruled, fresh: Mapping[NamedNode, Fresh]) -> People:
    """All actors of all articles; where all are `fresh` as they were put in, save where a claim is rejected."""
    if not fresh:
        found = everyone(store, ruled.rejected)
        _refresh(store, *found)
        return found
    spoilt = {graph for graph, _ in ruled.rejected}
    people, actors = of_articles(store, spoilt, ruled.rejected)
    _refresh(store, people, actors)
    kept = [one for graph, one in fresh.items() if graph not in spoilt]
    return (
        [*people, *(person for one in kept for person in one.people)],
        [*actors, *(actor for one in kept for actor in one.actors)],
    )


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


def _write(
    store: Store,
    base: str,
    people: Sequence[participants.Meant],
    who: Mapping[Place, Resolution],
    ruled: Ruled,
    fresh: Mapping[NamedNode, Fresh] | None,
) -> tuple[set[NamedNode], list[tuple[Told, Sides]]]:
    """Make the graph say who is meant, between whom claims stand, who is there and what holds; a kill is mended.

    The articles that changed and their claims, or, unless `fresh` is None, those of all, with who stands there.
    """
    entities = {resolution.entity for resolution in who.values()}
    iris = {entity.id: base + entity.id for entity in entities}
    changed = [person for person in people if person.meant != _meaning(person, who, iris)]
    marks = pending.read(store)
    looked = {person.place[0] for person in changed} | {graph for graph, _ in ruled.changed} | marks.put | marks.told
    rejected = {claim.value for _, claim in ruled.rejected}
    actors = {place[1].value: iris[resolution.entity.id] for place, resolution in who.items()}
    claims = list(_claims(store, looked, fresh, actors, rejected))
    moved = [(NamedNode(person.meant[0]), person.place[1]) for person in changed if person.meant]
    if fresh is None:
        apply(store, (), pending.marks(pairs(claims), moved, looked))
    else:
        apply(store, (), pending.marks((), moved, ()))
    apply(store, gone(claims), come(claims))
    if fresh is None:
        part_of_default_graph(store, base, entities, pending.read(store))
    else:
        whole_default_graph(store, base, entities, _holding(claims))
    old = (quad for person in changed for quad in _told_of(store, person))
    new = (quad for person in changed for quad in _meant(person, who, iris))
    apply(store, chain(old, ruled.old), chain(new, ruled.new))
    return looked, claims


def _claims(
    store: Store,
    looked: Iterable[NamedNode],
    fresh: Mapping[NamedNode, Fresh] | None,
    actors: dict[str, str],
    rejected: set[str],
) -> Iterator[tuple[Told, Sides]]:
    """The claims to be looked at, with who is to stand there; `actors` are whom participants mean, and grow by those asked."""
    if fresh is None:
        found: Iterable[Told] = told(store, looked)
    else:
        found = (claim for one in fresh.values() for claim in one.claims) if fresh else told(store)
    for each in found:
        for participant in each.participants:
            if participant and participant not in actors:  # its actor has not changed
                actors[participant] = read.value(store, NamedNode(participant), KG.resolvesTo, NamedNode(each.article))
        yield each, meant(each, actors, rejected=each.claim in rejected)


def _holding(claims: Iterable[tuple[Told, Sides]]) -> Iterator[tuple[NamedNode, str, NamedNode]]:
    """What holds, by the word of at least one claim: subject, relation, object, each once."""
    actual = {(one, each.relation, other) for each, (one, other, _) in claims if each.status == Status.ACTUAL.value and one}
    return ((NamedNode(one), relation_name(NamedNode(relation)), NamedNode(other)) for one, relation, other in actual)


def _meaning(person: participants.Meant, who: Mapping[Place, Resolution], iris: Mapping[str, str]) -> tuple[str, str]:
    """Who is meant, as IRI, and why?"""
    found = who[person.place]
    return iris[found.entity.id], found.reason


def _told_of(store: Store, person: participants.Meant) -> Iterator[Quad]:
    """What the graph says so far of who is meant."""
    graph, node = person.place
    for term in (KG.resolvesTo, KG.reason) if person.meant else ():
        yield from store.quads_for_pattern(node, term, None, graph)


def _meant(person: participants.Meant, who: Mapping[Place, Resolution], iris: Mapping[str, str]) -> Iterator[Quad]:
    """What the graph is to say of who is meant."""
    (graph, node), (actor, reason) = person.place, _meaning(person, who, iris)
    return meaning_quads(node, graph, NamedNode(actor), reason)
