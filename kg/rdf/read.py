"""What does the graph say? Quads back to records: articles, readings, entities and statements.

Every function takes the Oxigraph store and the base IRI under which its resources live.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from kg.ids import article_id
from kg.model import Article, Claim, Entity, Evidence, Reading, Span, Statement, Status
from kg.rdf.namespace import KG, OWL, RDF, RDFS, SKOS, WIKIDATA, predicate, relation_name
from kg.rdf.write import entity_type

Term = NamedNode | BlankNode | Literal | Triple
TOLD = (RDFS.label, RDF.type, SKOS.altLabel, KG.code, OWL.sameAs)  # what the default graph says of an actor by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A statement and the key of the article that makes it."""

    article: str
    statement: Statement


class Node:
    """One resource of one graph: its values by property."""

    __slots__ = ("values",)

    def __init__(self, store: Store, node: NamedNode, graph: NamedNode | DefaultGraph) -> None:
        self.values: dict[str, list[Term]] = defaultdict(list)
        for quad in store.quads_for_pattern(node, None, None, graph):
            self.values[quad.predicate.value].append(quad.object)

    def texts(self, term: NamedNode) -> tuple[str, ...]:
        """The values of a property as text, sorted."""
        return tuple(sorted(value.value for value in self.values.get(term.value, ()) if not isinstance(value, Triple)))

    def text(self, term: NamedNode) -> str:
        """The only value of a property as text, "" if there is none."""
        return next(iter(self.texts(term)), "")

    def number(self, term: NamedNode) -> int:
        """The only value of a property as a number. Raises ValueError if there is none."""
        return int(self.text(term))


def entity(store: Store, base: str, path: str) -> Entity | None:
    """Who is the actor of this id (`country/IR`)? None if the graph has no such actor."""
    node, values = NamedNode(base + path), dict[NamedNode, list[str]]()
    for term in TOLD:  # not all that stands at the node: the ties of a state are many
        for quad in store.quads_for_pattern(node, term, None, DefaultGraph()):
            values.setdefault(term, []).append(_text(quad.object))
    return _entity(path, values) if RDFS.label in values else None


def entities(store: Store, base: str) -> Iterator[Entity]:
    """Who is in the graph? Every actor, by id."""
    found: dict[str, dict[NamedNode, list[str]]] = {}
    for term in TOLD:  # each in one go, far quicker than one by one
        for quad in store.quads_for_pattern(None, term, None, DefaultGraph()):
            found.setdefault(path_of(quad.subject, base), {}).setdefault(term, []).append(_text(quad.object))
    for path in sorted(path for path, values in found.items() if RDFS.label in values):
        yield _entity(path, found[path])


def _entity(path: str, values: Mapping[NamedNode, list[str]]) -> Entity:
    label, kind, aliases, code, same = (sorted(values.get(term, ())) for term in TOLD)
    return Entity(
        id=path,
        type=entity_type(NamedNode(kind[0])),
        name=label[0],
        aliases=tuple(aliases),
        code=code[0] if code else "",
        wikidata=same[0].removeprefix(WIKIDATA) if same else "",
    )


def _text(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value


def path_of(node: object, base: str) -> str:
    """A resource's path under the base IRI; the whole IRI if it lies elsewhere."""
    assert isinstance(node, NamedNode)
    return node.value.removeprefix(base)


def article(store: Store, base: str, key: str, *, text: bool = True) -> Article | None:
    """The article of this key, with its text or (`text=False`) without. None if there is none."""
    graph = NamedNode(base + article_id(key))
    node = Node(store, graph, graph)
    if KG.key.value not in node.values:
        return None
    published = node.text(KG.published)
    return Article(
        key=key,
        name=node.text(KG.name),
        text=node.text(KG.text) if text else "",
        body=node.number(KG.body) if text else 0,
        published=date.fromisoformat(published) if published else None,
        title=node.text(KG.title),
        outlet=node.text(KG.outlet),
        url=node.text(KG.url),
    )


def column(store: Store, term: NamedNode, graph: NamedNode | None = None) -> dict[str, str]:
    """The values of a property of which a resource has one, in one graph or in all, by IRI: quicker than one by one."""
    same: dict[str, str] = {}  # what comes again is kept once
    quads = store.quads_for_pattern(None, term, None, graph)
    return {quad.subject.value: same.setdefault(value := quad.object.value, value) for quad in quads}  # type: ignore[union-attr]


def keys(store: Store) -> Mapping[NamedNode, str]:
    """Which articles are there? Their keys by the IRI of article and graph, sorted by key."""
    found = {quad.graph_name: quad.object for quad in store.quads_for_pattern(None, KG.key, None, None)}
    pairs = [(node, key.value) for node, key in found.items() if isinstance(node, NamedNode) and isinstance(key, Literal)]
    return dict(sorted(pairs, key=lambda pair: pair[1]))


def reading(store: Store, base: str, key: str) -> Reading | None:
    """What was put in for this article: the article, its actors and its claims in the reading's order."""
    found = article(store, base, key)
    if found is None:
        return None
    graph = NamedNode(base + article_id(key))
    named = ranked(store, graph, KG.Participant)
    claims = ranked(store, graph, KG.Claim)
    locals_ = {node.value: actor.text(KG.localId) for node, actor in named}
    return Reading(
        article=found,
        entities=tuple(participant(actor) for _, actor in named),
        claims=tuple(_claim(claim, locals_) for _, claim in claims),
    )


def ranked(store: Store, graph: NamedNode, kind: NamedNode) -> list[tuple[NamedNode, Node]]:
    """The resources of this kind in an article's graph, participants or claims, in the order of its reading."""
    quads = store.quads_for_pattern(None, RDF.type, kind, graph)
    nodes = [(quad.subject, Node(store, quad.subject, graph)) for quad in quads if isinstance(quad.subject, NamedNode)]
    return sorted(nodes, key=lambda pair: pair[1].number(KG.rank))


def participant(node: Node) -> Entity:
    """The actor as the article names it."""
    return Entity(
        id=node.text(KG.localId),
        type=entity_type(NamedNode(node.text(KG.entityType))),
        name=node.text(KG.name),
        aliases=node.texts(KG.alias),
        code=node.text(KG.code),
        wikidata=node.text(KG.wikidata),
    )


def _claim(node: Node, locals_: Mapping[str, str]) -> Claim:
    trigger, subject, object_ = (_span(node.text(term)) for term in (KG.triggerSpan, KG.subjectSpan, KG.objectSpan))
    return Claim(
        subject=locals_[node.text(KG.subjectParticipant)],
        relation=relation_name(NamedNode(node.text(RDF.predicate))),
        object=locals_[node.text(KG.objectParticipant)],
        rule=node.text(KG.rule),
        evidence=Evidence(
            span=Span(start=node.number(KG.start), end=node.number(KG.end)),
            quote=node.text(KG.quote),
            sentence=node.number(KG.sentence),
        ),
        spans=(trigger, subject, object_),
        status=Status(node.text(KG.status)),
        speaker=locals_.get(node.text(KG.speakerParticipant), ""),
        date=node.text(KG.date),
        channel=node.text(KG.channel),
        post=node.text(KG.post),
        plover=node.text(KG.plover),
        confidence=float(node.text(KG.confidence)),
    )


def _span(fragment: str) -> Span:
    start, end = fragment.removeprefix("char=").split(",")
    return Span(start=int(start), end=int(end))


def statement(store: Store, base: str, path: str) -> Record | None:
    """The statement of this id (`claim/…`), with the key of its article; a rejected one is between nobody (""). None if
    there is none."""
    node = NamedNode(base + path)
    for quad in store.quads_for_pattern(node, RDF.predicate, None, None):
        if isinstance(quad.graph_name, NamedNode):
            key = value(store, quad.graph_name, KG.key, quad.graph_name)
            return _record(store, base, node, quad.graph_name, key)[1]
    return None


def statements(store: Store, base: str, *, subject: str = "", relation: str = "", object_: str = "") -> Iterator[Record]:
    """Which claims are made, of this subject, relation and object (an id or name each, "" for any)? By article key and rank.

    Every claim that is not rejected is there, whatever its status, also several for one triple.
    """
    sought = [(RDF.subject, base + subject)] * bool(subject) + [(RDF.object, base + object_)] * bool(object_)
    if relation:
        sought.append((RDF.predicate, predicate(relation).value))
    hits = [_claims(store, term, NamedNode(value)) for term, value in sought or [(RDF.type, KG.Claim.value)]]
    claims: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for graph, claim in set.intersection(*hits):
        claims[graph].append(claim)
    for graph, key in keys(store).items():
        made = [_record(store, base, claim, graph, key) for claim in claims.get(graph, ())]
        yield from (record for _, record in sorted(made, key=lambda pair: pair[0]) if record.statement.subject)


def _claims(store: Store, term: NamedNode, value: NamedNode) -> set[tuple[NamedNode, NamedNode]]:
    pairs = ((quad.graph_name, quad.subject) for quad in store.quads_for_pattern(None, term, value, None))
    return {(graph, claim) for graph, claim in pairs if isinstance(graph, NamedNode) and isinstance(claim, NamedNode)}


def _record(store: Store, base: str, claim: NamedNode, graph: NamedNode, key: str) -> tuple[int, Record]:
    node = Node(store, claim, graph)
    terms = KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant
    locals_ = {path: Node(store, NamedNode(path), graph).text(KG.localId) for path in map(node.text, terms) if path}
    made = Statement(
        id=claim.value.removeprefix(base),
        claim=_claim(node, locals_),
        subject=node.text(RDF.subject).removeprefix(base),
        object=node.text(RDF.object).removeprefix(base),
        speaker=node.text(KG.speaker).removeprefix(base),
    )
    return node.number(KG.rank), Record(article=key, statement=made)


def value(store: Store, node: NamedNode, term: NamedNode, graph: NamedNode) -> str:
    """The only value of one property as text, "" if there is none."""
    for quad in store.quads_for_pattern(node, term, None, graph):
        if not isinstance(quad.object, Triple):
            return quad.object.value
    return ""
