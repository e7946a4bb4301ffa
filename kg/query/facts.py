"""What does the graph hold about an actor, an article or a claim, as records?

A *fact* is a claim as the graph keeps it: between resolved actors, with its evidence and its article. Facts are read from
the claim nodes by index look-ups, a handful a claim, so that a question about one actor costs what that actor is mentioned,
not what the store holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Triple, Variable

from kg.errors import QueryError
from kg.lexicon.relations import Relation
from kg.model import Entity, Status
from kg.rdf.namespace import CONFIRMED, KG, ONTOLOGY, PROV, RDF, RDFS, SKOS
from kg.rdf.namespace import relations as vocabulary

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.store import View

Terms = dict[Variable, NamedNode | BlankNode | Literal | Triple]
ORDER = tuple(Status)  # the order in which a reader prefers claims
BETWEEN = """
SELECT ?claim ?subject ?object WHERE {
  ?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?subject .
  ?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?object
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One claim of the graph: subject, object, speaker and article are paths under the base IRI, relation a name.

    `start` and `end` are code points of the article's text, between which `quote` stands; `confidence` lies between 0 and 1.
    `verdict` is what a person has said of it: confirmed (it then counts as certain), rejected (only `fact` and `facts_in` give
    such claims, with the actors that they were read to be of), or "".
    """

    id: str
    subject: str
    relation: str
    object: str
    status: Status
    article: str
    speaker: str = ""
    date: str = ""
    channel: str = ""
    post: str = ""
    rule: str = ""
    confidence: float = 1.0
    verdict: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article of the graph: its path under the base IRI, its key, and what is known of it ("" where nothing is)."""

    id: str
    key: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


@cache
def relations() -> Mapping[str, Relation]:
    """The relations by name, in the vocabulary's order."""
    return vocabulary()


@cache
def predicates() -> Mapping[str, Relation]:
    """The relations by predicate IRI, in the vocabulary's order."""
    return MappingProxyType({ONTOLOGY + relation.predicate: relation for relation in relations().values()})


def path_of(view: View, iri: str) -> str:
    """The IRI as a path under the view's base (`person/aziz-nasirzadeh`), or itself where it lies elsewhere."""
    return iri.removeprefix(view.base)


def typed_path(view: View, typed: str) -> str:
    """The path of an id as a person types or copies it: country:IR, country/IR, <IRI>."""
    return typed.strip().removeprefix("<").removesuffix(">").removeprefix(view.base).replace(":", "/", 1)


def node(view: View, path: str) -> NamedNode:
    """The resource of a path under the view's base."""
    try:
        return NamedNode(view.base + path)
    except ValueError as error:
        raise QueryError(f"{path!r} is no id; ids look like person/aziz-nasirzadeh") from error


def fact(view: View, path: str) -> Fact | None:
    """The claim of that id (`claim/…`), or None where the graph has no such claim."""
    values = _values(view, view.store.quads_for_pattern(node(view, path), None, None, None))
    relation = predicates().get(ONTOLOGY + values.get("predicate", ""))
    if relation is None:
        return None
    if "subject" not in values:
        values |= _sides(view, values)
    return Fact(
        id=path,
        subject=values["subject"],
        relation=relation.name,
        object=values["object"],
        status=Status(values.get("status", "actual").lower()),
        article=values.get("wasDerivedFrom", ""),
        speaker=values.get("speaker", ""),
        date=values.get("date", ""),
        channel=values.get("channel", ""),
        post=values.get("post", ""),
        rule=values.get("rule", ""),
        confidence=1.0 if values.get("verdict") == CONFIRMED.value else float(values.get("confidence", 1)),
        verdict=values.get("verdict", ""),
        quote=values.get("quote", ""),
        start=int(values.get("start", 0)),
        end=int(values.get("end", 0)),
    )


def _sides(view: View, values: Mapping[str, str]) -> dict[str, str]:
    """Between whom a rejected claim would stand: whom the article's own names mean."""
    names = {role: values.get(f"{role}Participant") for role in ("subject", "object", "speaker")}
    meant = {
        role: next(view.store.quads_for_pattern(node(view, path), KG.resolvesTo, None, None))
        for role, path in names.items()
        if path
    }
    return {role: path_of(view, _text(quad.object)) for role, quad in meant.items()}


def all_facts(view: View) -> list[Fact]:
    """Every claim of the graph that is not rejected, in reading order (see `reading_order`)."""
    return _facts(view, (quad.subject for quad in view.store.quads_for_pattern(None, RDF.subject, None, None)))


def facts_of(view: View, actor: str) -> list[Fact]:
    """The claims in which the actor is subject, object or speaker, in reading order, each once."""
    one = node(view, actor)
    found = {
        quad.subject
        for role in (RDF.subject, RDF.object, KG.speaker)
        for quad in view.store.quads_for_pattern(None, role, one, None)
    }
    return _facts(view, found)


def facts_in(view: View, article: str) -> list[Fact]:
    """The claims of one article, rejected ones among them, in reading order."""
    return _facts(
        view, (quad.subject for quad in view.store.quads_for_pattern(None, PROV.wasDerivedFrom, node(view, article), None))
    )


def facts_between(view: View, one: str, other: str) -> list[Fact]:
    """The claims between two actors, in either direction, in reading order."""
    first, second = node(view, one), node(view, other)
    found = set()
    for ends in ((first, second), (second, first)):
        bound: Terms = {Variable("subject"): ends[0], Variable("object"): ends[1]}
        rows = view.store.query(BETWEEN, use_default_graph_as_union=True, substitutions=bound)
        assert isinstance(rows, QuerySolutions)
        found |= {row["claim"] for row in rows}
    return _facts(view, found)


def reading_order(one: Fact) -> tuple[object, ...]:
    """Oldest first, undated last; then by article, place in it, and id, so that the order is the same everywhere."""
    return (one.date or "9999", one.article, one.start, ORDER.index(one.status), one.id)


def entity(view: View, path: str) -> Entity | None:
    """The actor of that id, or None where the graph has no such actor."""
    node(view, path)  # an id that no IRI can be made of is told as such
    return view.entity(path)


def entities(view: View) -> list[Entity]:
    """Every actor of the graph, by id."""
    return list(view.entities())


def called(view: View, name: str) -> list[str]:
    """The ids of the actors of exactly this name, else of those with exactly this other name; sorted."""
    for term in (RDFS.label, SKOS.altLabel):
        quads = view.store.quads_for_pattern(None, term, Literal(name), DefaultGraph())
        if found := sorted(path_of(view, _text(quad.subject)) for quad in quads):
            return found
    return []


def source(view: View, path: str) -> Source | None:
    """The article of that id (`article/…`), or None where the graph has no such article."""
    one = node(view, path)
    terms = (KG.key, KG.title, KG.outlet, KG.published, KG.url)
    values = [next((_text(quad.object) for quad in view.store.quads_for_pattern(one, term, None, one)), "") for term in terms]
    if not values[0]:
        return None
    return Source(id=path, key=values[0], title=values[1], outlet=values[2], published=values[3], url=values[4])


def sources(view: View) -> list[Source]:
    """Every article of the graph, by key."""
    found = {path_of(view, _text(quad.subject)) for quad in view.store.quads_for_pattern(None, KG.key, None, None)}
    return sorted((one for path in found if (one := source(view, path))), key=lambda each: each.key)


def name_of(view: View, path: str) -> str:
    """The actor's name, or its path where it has none."""
    labels = (_text(quad.object) for quad in view.store.quads_for_pattern(node(view, path), RDFS.label, None, DefaultGraph()))
    return min(labels, default=path)


def all_names(view: View) -> dict[str, str]:
    """The name of every actor, by id: in one go, which is far quicker than one by one."""
    quads = view.store.quads_for_pattern(None, RDFS.label, None, DefaultGraph())
    return {path_of(view, _text(quad.subject)): _text(quad.object) for quad in quads}


def _facts(view: View, claims: Iterable[NamedNode | BlankNode | Triple]) -> list[Fact]:
    found = (fact(view, path_of(view, _text(claim))) for claim in claims)
    return sorted((one for one in found if one), key=reading_order)


def _values(view: View, quads: Iterator[Quad]) -> dict[str, str]:
    """The node's properties by local name; actors and articles as paths, terms of the ontology as local names."""
    values: dict[str, str] = {}
    for quad in quads:
        name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
        text = _text(quad.object)
        values[name] = path_of(view, text.removeprefix(ONTOLOGY)) if isinstance(quad.object, NamedNode) else text
    return values


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
