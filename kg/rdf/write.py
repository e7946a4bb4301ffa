"""What does an article look like as RDF? A reading, and what its actors resolve to, as quads.

An article is written in two steps, since who its actors are is known only when all articles are: `article_quads` is what the
article says in its own words (one named graph); `meaning_quads` adds to that graph who is meant. What follows from all
articles together stands in the default graph: `entity_quads` and `holding_quads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ids import article_id, claim_id, digest, slug, version
from kg.model import Article, Claim, Entity, EntityType, Reading, Span
from kg.rdf.namespace import KG, OWL, PROV, RDF, RDFS, REPRESENTS, SKOS, WIKIDATA, XSD, predicate, relations
from kg.resolve.blocks import blocks
from kg.resolve.evidence import participants
from kg.resolve.model import Participant

_SURROGATES = re.compile("[\ud800-\udfff]")
_CLASSES = {
    EntityType.PERSON: KG.Person,
    EntityType.COUNTRY: KG.Country,
    EntityType.ORGANIZATION: KG.Organization,
    EntityType.GROUP: KG.Group,
}


def text_literal(text: str) -> Literal:
    """Text as a literal; half a surrogate pair, which no RDF can hold, becomes U+FFFD, so that offsets stay.

    >>> text_literal("a\\ud800b").value
    'a\ufffdb'
    """
    return Literal(_SURROGATES.sub("\ufffd", text))


def date_literal(text: str) -> Literal:
    """A day, month or year as its XML Schema type; anything else as a string.

    >>> date_literal("2024-09").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    for length, datatype in ((10, XSD.date), (7, XSD.gYearMonth), (4, XSD.gYear)):
        if len(text) == length:
            try:
                date.fromisoformat(text + "-01-01"[: 10 - length] if length != 7 else text + "-01")
            except ValueError:
                break
            return Literal(text, datatype=datatype)
    return text_literal(text)


def decimal_literal(number: float) -> Literal:
    """A number as a decimal of at most three places, in the one form that the store keeps.

    >>> decimal_literal(0.75).value, decimal_literal(1).value
    ('0.75', '1')
    """
    return Literal(f"{number:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


def class_node(kind: EntityType) -> NamedNode:
    """The class of the ontology that an entity type is."""
    return _CLASSES[kind]


def entity_type(node: NamedNode) -> EntityType:
    """The entity type of a class. Raises KeyError for other classes."""
    return {term: kind for kind, term in _CLASSES.items()}[node]


def participant_id(article_key: str, local: str) -> str:
    """The path, under the base IRI, of an actor as one article names it."""
    return f"{article_id(article_key)}/actor/{slug(local)[:40].strip('-')}-{digest(local, length=8)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reading as it will stand in the graph: the article's node, its actors with their evidence, their nodes (by the
    article's own ids) and blocks, and its claims by IRI, each once."""

    article: Article
    node: NamedNode
    actors: tuple[Participant, ...]
    nodes: Mapping[str, NamedNode]
    blocks: tuple[tuple[str, ...], ...]
    claims: Mapping[str, Claim]


def entry(reading: Reading, base: str) -> Entry:
    """Where will a reading stand, and with whom do its actors have to be looked at?

    Of several claims of the same id (same words, same relation, same actors) the first is kept, since the winner comes first.
    """
    key, actors = reading.article.key, participants(reading)
    claims: dict[str, Claim] = {}
    for claim in reading.claims:
        claims.setdefault(base + claim_id(key, claim), claim)
    return Entry(
        article=reading.article,
        node=NamedNode(base + article_id(key)),
        actors=actors,
        nodes={one.actor.id: NamedNode(base + participant_id(key, one.actor.id)) for one in actors},
        blocks=tuple(blocks(one) for one in actors),
        claims=claims,
    )


def article_quads(reading: Reading, reader: str, base: str) -> Iterator[Quad]:
    """What does the article say, in its own words? `reader` is the version of rules, tables and model that read it."""
    return entry_quads(entry(reading, base), reader)


def entry_quads(one: Entry, reader: str) -> Iterator[Quad]:
    """The same, of a reading whose place is known."""
    yield from _article(one.article, one.node)
    record = NamedNode(f"{one.node.value}/reading")
    yield Quad(record, RDF.type, KG.Reading, one.node)
    yield Quad(record, PROV.used, one.node, one.node)
    yield Quad(record, KG.readerVersion, text_literal(reader), one.node)
    for rank, (each, names) in enumerate(zip(one.actors, one.blocks, strict=True)):
        yield from _participant(each.actor, rank, one.nodes[each.actor.id], one.node)
        yield from block_quads(one.nodes[each.actor.id], one.node, names)
    for rank, (claim, said) in enumerate(one.claims.items()):
        yield from _claim(said, rank, NamedNode(claim), one.node, one.nodes)


def _article(article: Article, node: NamedNode) -> Iterator[Quad]:
    yield Quad(node, RDF.type, KG.Article, node)
    yield Quad(node, KG.version, Literal(version(article)), node)
    yield Quad(node, KG.body, Literal(article.body), node)
    yield Quad(node, KG.text, text_literal(article.text), node)
    if article.published:
        yield Quad(node, KG.published, Literal(article.published.isoformat(), datatype=XSD.date), node)
    texts = (KG.key, article.key), (KG.name, article.name), (KG.title, article.title), (KG.outlet, article.outlet)
    for term, value in (*texts, (KG.url, article.url)):
        if value:
            yield Quad(node, term, text_literal(value), node)


def _participant(entity: Entity, rank: int, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(node, RDF.type, KG.Participant, graph)
    yield Quad(node, KG.localId, text_literal(entity.id), graph)
    yield Quad(node, KG.entityType, class_node(entity.type), graph)
    yield Quad(node, KG.rank, Literal(rank), graph)
    yield Quad(node, KG.name, text_literal(entity.name), graph)
    for alias in sorted(set(entity.aliases)):
        yield Quad(node, KG.alias, text_literal(alias), graph)
    if entity.code:
        yield Quad(node, KG.code, text_literal(entity.code), graph)
    if entity.wikidata:
        yield Quad(node, KG.wikidata, text_literal(entity.wikidata), graph)


def _claim(claim: Claim, rank: int, node: NamedNode, graph: NamedNode, actors: Mapping[str, NamedNode]) -> Iterator[Quad]:
    yield Quad(node, RDF.type, KG.Claim, graph)
    yield Quad(node, RDF.type, RDF.Statement, graph)
    yield Quad(node, PROV.wasDerivedFrom, graph, graph)
    yield Quad(node, RDF.predicate, predicate(claim.relation), graph)
    numbers = (KG.start, claim.evidence.span.start), (KG.end, claim.evidence.span.end), (KG.sentence, claim.evidence.sentence)
    for term, number in (*numbers, (KG.rank, rank)):
        yield Quad(node, term, Literal(number), graph)
    texts = (KG.status, claim.status.value), (KG.rule, claim.rule), (KG.quote, claim.evidence.quote), (KG.channel, claim.channel)
    for term, value in (*texts, (KG.post, claim.post), (KG.plover, claim.plover)):
        if value:
            yield Quad(node, term, text_literal(value), graph)
    yield Quad(node, KG.confidence, decimal_literal(claim.confidence), graph)
    if claim.date:
        yield Quad(node, KG.date, date_literal(claim.date), graph)
    for term, span in zip((KG.triggerSpan, KG.subjectSpan, KG.objectSpan), claim.spans, strict=True):
        yield Quad(node, term, Literal(_fragment(span)), graph)
    roles = (KG.subjectParticipant, claim.subject), (KG.objectParticipant, claim.object), (KG.speakerParticipant, claim.speaker)
    for term, local in roles:
        if local:
            yield Quad(node, term, actors[local], graph)


def _fragment(span: Span) -> str:
    return f"char={span.start},{span.end}"


def block_quads(participant: NamedNode, graph: NamedNode, names: Iterable[str]) -> Iterator[Quad]:
    """With which others has this actor of an article to be looked at?"""
    yield from (Quad(participant, KG.block, text_literal(name), graph) for name in names)


def meaning_quads(participant: NamedNode, graph: NamedNode, entity: NamedNode, reason: str) -> Iterator[Quad]:
    """Which actor of the graph is meant by this name in this article, and why?"""
    yield Quad(participant, KG.resolvesTo, entity, graph)
    yield Quad(participant, KG.reason, text_literal(reason), graph)


def entity_quads(entity: Entity, base: str) -> Iterator[Quad]:
    """Who is this actor of the graph?"""
    node, graph = NamedNode(base + entity.id), DefaultGraph()
    yield Quad(node, RDF.type, class_node(entity.type), graph)
    yield Quad(node, RDFS.label, text_literal(entity.name), graph)
    for alias in entity.aliases:
        yield Quad(node, SKOS.altLabel, text_literal(alias), graph)
    if entity.code:
        yield Quad(node, KG.code, text_literal(entity.code), graph)
    if entity.wikidata:
        yield Quad(node, OWL.sameAs, NamedNode(WIKIDATA + entity.wikidata), graph)


def holding_quads(triples: Iterable[tuple[NamedNode, str, NamedNode]], countries: set[NamedNode]) -> Iterator[Quad]:
    """What holds, as plain triples, given subject, relation and object of every claim whose status is `actual`?

    Symmetric relations hold both ways; an office that acts for a state, held of one of the `countries`, is to represent it.
    """
    for subject, relation, object_ in triples:
        yield Quad(subject, predicate(relation), object_, DefaultGraph())
        if relations()[relation].symmetric:
            yield Quad(object_, predicate(relation), subject, DefaultGraph())
        if relation in REPRESENTS and object_ in countries:
            yield Quad(subject, KG.represents, object_, DefaultGraph())
