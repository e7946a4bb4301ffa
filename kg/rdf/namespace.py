"""The closed namespace: every term that the graph may use, by name, so that a mistyped one cannot run.

Terms of our own are attributes of `KG`; terms of others, of `RDF`, `RDFS`, `SKOS`, `OWL`, `PROV` and `XSD`. The predicates of
relations come from the lexicon's table (`spoke-with` is `kg:spokeWith`). Tests keep all of them in step with `ontology.ttl`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kg.lexicon.relations import Relation
from kg.lexicon.relations import read as read_relations

BASE = "https://w3id.org/diplomatic-kg/"
ONTOLOGY = "https://w3id.org/diplomatic-kg/ontology#"
WIKIDATA = "http://www.wikidata.org/entity/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": ONTOLOGY,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "wd": WIKIDATA,
    }
)

# Offices that act for a state: who holds one of a country represents it.
REPRESENTS = frozenset(
    {"minister-of", "head-of-state-of", "head-of-government-of", "ambassador-of", "envoy-of", "spokesperson-of"}
)


REJECTED, CONFIRMED = Literal("rejected"), Literal("confirmed")  # the values of kg:verdict


def _kg(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


class KG:
    """The terms of the project's ontology, except the relations."""

    # classes
    Actor = _kg("Actor")
    Person = _kg("Person")
    Country = _kg("Country")
    Organization = _kg("Organization")
    Group = _kg("Group")
    Article = _kg("Article")
    Claim = _kg("Claim")
    Participant = _kg("Participant")
    Reading = _kg("Reading")
    # what is derived
    represents = _kg("represents")
    code = _kg("code")
    # a claim
    status = _kg("status")
    speaker = _kg("speaker")
    date = _kg("date")
    channel = _kg("channel")
    post = _kg("post")
    plover = _kg("plover")
    rule = _kg("rule")
    confidence = _kg("confidence")
    verdict = _kg("verdict")
    quote = _kg("quote")
    start = _kg("start")
    end = _kg("end")
    sentence = _kg("sentence")
    rank = _kg("rank")
    triggerSpan = _kg("triggerSpan")
    subjectSpan = _kg("subjectSpan")
    objectSpan = _kg("objectSpan")
    subjectParticipant = _kg("subjectParticipant")
    objectParticipant = _kg("objectParticipant")
    speakerParticipant = _kg("speakerParticipant")
    # an article
    key = _kg("key")
    name = _kg("name")
    title = _kg("title")
    outlet = _kg("outlet")
    published = _kg("published")
    url = _kg("url")
    text = _kg("text")
    body = _kg("body")
    version = _kg("version")
    reprintOf = _kg("reprintOf")
    readerVersion = _kg("readerVersion")
    # a participant
    localId = _kg("localId")
    entityType = _kg("entityType")
    alias = _kg("alias")
    block = _kg("block")
    wikidata = _kg("wikidata")
    resolvesTo = _kg("resolvesTo")
    reason = _kg("reason")


class RDF:
    """Terms of RDF."""

    type = _term("rdf", "type")
    Statement = _term("rdf", "Statement")
    subject = _term("rdf", "subject")
    predicate = _term("rdf", "predicate")
    object = _term("rdf", "object")


class RDFS:
    """Terms of RDF Schema."""

    label = _term("rdfs", "label")


class SKOS:
    """Terms of SKOS."""

    altLabel = _term("skos", "altLabel")


class OWL:
    """Terms of OWL."""

    sameAs = _term("owl", "sameAs")


class PROV:
    """Terms of PROV-O."""

    used = _term("prov", "used")
    wasDerivedFrom = _term("prov", "wasDerivedFrom")


class XSD:
    """Datatypes of XML Schema."""

    date = _term("xsd", "date")
    gYearMonth = _term("xsd", "gYearMonth")
    gYear = _term("xsd", "gYear")
    integer = _term("xsd", "integer")
    decimal = _term("xsd", "decimal")
    string = _term("xsd", "string")


@cache
def relations() -> Mapping[str, Relation]:
    """Which relations are there, by name, in the codebook's order?"""
    return read_relations()[0]


@cache
def _predicates() -> Mapping[str, NamedNode]:
    return MappingProxyType({name: _kg(relation.predicate) for name, relation in relations().items()})


@cache
def _names() -> Mapping[str, str]:
    return MappingProxyType({node.value: name for name, node in _predicates().items()})


def predicate(relation: str) -> NamedNode:
    """The relation as a property. Raises KeyError for a relation that the codebook does not have.

    >>> predicate("spoke-with").value
    'https://w3id.org/diplomatic-kg/ontology#spokeWith'
    """
    return _predicates()[relation]


def relation_name(node: NamedNode) -> str:
    """The relation's name of a property, "represents" for `kg:represents`. Raises KeyError for any other property.

    >>> relation_name(predicate("head-of-state-of"))
    'head-of-state-of'
    """
    return "represents" if node == KG.represents else _names()[node.value]
