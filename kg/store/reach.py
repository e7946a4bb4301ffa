"""Who has to be looked at again? The actors in the blocks of what changed, and those whom judgements connect with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Store

from kg.rdf import read
from kg.rdf.namespace import KG, RDF
from kg.resolve.judgements import Judgement, Link
from kg.store import pending
from kg.store.people import judged, named
from kg.store.verdicts import Place


def changed(
    store: Store, said: Sequence[Judgement], before: Sequence[Judgement], graphs: Mapping[str, NamedNode]
) -> tuple[Link, ...]:
    """The judgements that have come or gone, on actors that are there."""
    now, then = {each.said for each in said}, {each.said for each in before}
    told = [each for each in (*said, *before) if (each.said in now) != (each.said in then)]
    parts = [[each for each in told if each.same is same] for same in (True, False)]  # together they may contradict each other
    return tuple(link for part in parts for link in judged(store, part, graphs))


def places(
    store: Store, marks: pending.Pending, links: Sequence[Link], told: Sequence[Link], others: Iterable[Place]
) -> set[Place]:
    """The actors of articles to be looked at again: all in the blocks of what changed, and in those connected with them.

    `told` are the judgements that have come or gone, `others` actors of whom claims tell something else than before.
    """
    ends = _ends(store, [*links, *told])
    partners: dict[Place, set[Place]] = {}
    for link in links:
        for one, other in ((ends[link.one], ends[link.other]), (ends[link.other], ends[link.one])):
            partners.setdefault(one, set()).add(other)
    found = {*others, *(ends[key] for link in told for key in (link.one, link.other))}
    queue = [Literal(block) for block in sorted(marks.blocks)]
    for graph in marks.put:
        found.update((graph, _named(quad.subject)) for quad in store.quads_for_pattern(None, RDF.type, KG.Participant, graph))
    for actor, _ in marks.actors:  # whom a judgement joined with somebody who has left
        quads = store.quads_for_pattern(None, KG.resolvesTo, actor, None)
        found.update((_named(quad.graph_name), _named(quad.subject)) for quad in quads)
    todo, seen = list(found), set(queue)
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


def _named(node: object) -> NamedNode:
    assert isinstance(node, NamedNode)
    return node


def _literal(node: object) -> Literal:
    assert isinstance(node, Literal)
    return node
