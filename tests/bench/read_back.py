"""Exports read back by foreign tools, as sets that can be compared: rdflib, pyoxigraph, networkx, csv and json.

What a format should hold is worked out here from the store's quads and facts, not from what the exporters use.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as Text
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.export import dump, write
from kg.model import Status
from kg.query.facts import Fact, all_facts, entities, relations, sources
from kg.rdf.namespace import RDF
from kg.store import View

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
ENDS = (RDF.subject, RDF.predicate, RDF.object)
GRAPHS = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}  # rdflib's names
DATASETS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
Terms = tuple[str, ...]


def term(one: object) -> str:
    """A term of rdflib as N-Triples writes it: the same text as pyoxigraph's, but for how characters are escaped."""
    if isinstance(one, URIRef):
        return f"<{one}>"
    assert isinstance(one, Text)
    return str(Literal(str(one), datatype=NamedNode(str(one.datatype)) if one.datatype else None))


def stored(view: View) -> set[Terms]:
    """Every quad of the store; the default graph is ""."""
    return {_quad(quad) for quad in view.store}


def _quad(quad: Quad) -> Terms:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph


def triples(view: View, form: str) -> tuple[set[Terms], set[Terms]]:
    """What rdflib reads in a format of triples, and what it should."""
    read = Graph().parse(data=dump(view, form), format=GRAPHS[form])
    return {tuple(map(term, triple)) for triple in read}, {quad[:3] for quad in stored(view)}


def quads(view: View, form: str) -> tuple[set[Terms], set[Terms]]:
    """What rdflib reads in a format of named graphs, and what it should."""
    read = Dataset()
    read.parse(data=dump(view, form), format=DATASETS[form])
    found = {(*map(term, quad[:3]), graph_name(quad[3])) for quad in read.quads()}
    return found, stored(view)


def graph_name(one: object) -> str:
    """A graph's IRI in brackets, "" for the default graph, which rdflib gives a name."""
    return "" if one is None or str(one) == str(DATASET_DEFAULT_GRAPH_ID) else f"<{one}>"


def reified(view: View) -> tuple[set[Terms], set[Terms]]:
    """What pyoxigraph reads in RDF 1.2, and what it should: claims with their triple as a term."""
    found = {_triple(quad.triple) for quad in parse(dump(view, "rdf12"), RdfFormat.TURTLE)}
    wanted: set[Terms] = set()
    told: dict[Any, dict[Any, Any]] = {}
    for end in ENDS:
        for quad in view.store.quads_for_pattern(None, end, None, None):
            told.setdefault(quad.subject, {})[end] = quad.object
    for quad in view.store:
        ends = told.get(quad.subject, {})
        if RDF.subject not in ends:
            wanted.add(_triple(quad.triple))
        elif quad.predicate == RDF.subject:
            said = Triple(ends[RDF.subject], ends[RDF.predicate], ends[RDF.object])
            wanted.add(_triple(Triple(quad.subject, REIFIES, said)))
        elif quad.predicate not in ENDS and quad.object != RDF.Statement:
            wanted.add(_triple(quad.triple))
    return found, wanted


def _triple(one: Triple) -> Terms:
    return str(one.subject), str(one.predicate), str(one.object)


def network(view: View, form: str) -> tuple[set[Terms], set[Terms]]:
    """The nodes and edges that networkx reads, and those that the store has: edges with id, relation, status and quote."""
    data = io.BytesIO(dump(view, form))
    graph = nx.read_graphml(data, force_multigraph=True) if form == "graphml" else nx.read_gexf(data)
    found: set[Terms] = {(node, each["label"], each["type"], each["aliases"]) for node, each in graph.nodes(data=True)}
    for start, end, key, each in nx.MultiDiGraph(graph).edges(keys=True, data=True):
        found.add((start, end, each.get("id", key), each["relation"], each["status"], each["quote"], str(each["confidence"])))
    return found, {*_nodes(view), *_edges(view)}


def _nodes(view: View) -> Iterable[Terms]:
    return ((one.id, one.name, one.type.value, "; ".join(one.aliases)) for one in entities(view))


def _edges(view: View) -> Iterable[Terms]:
    for one in all_facts(view):
        yield one.subject, one.object, one.id, one.relation, one.status.value, one.quote, str(one.confidence)


def tables(view: View, folder: Path) -> tuple[set[Terms], set[Terms]]:
    """What Python's csv reads in the four files, and what they should hold."""
    write(view, "csv", folder)
    rows = {name: table(folder / f"{name}.csv") for name in ("actors", "articles", "reprints", "claims")}
    found = {(one["id:ID(Actor)"], one["name"], one[":LABEL"], one["aliases:string[]"]) for one in rows["actors"]}
    found |= {(one["id:ID(Article)"], one["key"], one["title"], one["url"]) for one in rows["articles"]}
    for one in rows["claims"]:
        ends = one[":START_ID(Actor)"], one[":END_ID(Actor)"], one["id"], one["relation"], one["status"], one["quote"]
        found.add((*ends, one["confidence:double"], one[":TYPE"], one["article"]))
    return found, {*_nodes_of_tables(view), *_relationships(view)}


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _nodes_of_tables(view: View) -> Iterable[Terms]:
    for one in entities(view):
        yield one.id, one.name, f"Actor;{one.type.value}", ";".join(alias.replace(";", ",") for alias in one.aliases)
    yield from ((one.id, one.key, one.title, one.url) for one in sources(view))


def _relationships(view: View) -> Iterable[Terms]:
    for one, edge in zip(all_facts(view), _edges(view), strict=True):
        name = one.relation.upper().replace("-", "_")
        yield *edge, name if one.status is Status.ACTUAL else f"{one.status.value.upper()}_{name}", one.article


def events(view: View) -> tuple[set[Terms], set[Terms]]:
    """The claims that the PLOVER records come from, and those that are events."""
    records = [json.loads(line) for line in dump(view, "plover").decode("utf8").splitlines()]
    found = {(claim, record["text"], record["relation"]) for record in records for claim in record["claims"]}
    return found, {(one.id, one.quote, one.relation) for one in all_facts(view) if is_event(one)}


def is_event(one: Fact) -> bool:
    """Is a claim of this kind an event?"""
    return relations()[one.relation].family != "roles" and one.status is not Status.DENIED


def all_formats(view: View, folder: Path) -> dict[str, Callable[[], tuple[set[Any], set[Any]]]]:
    """Each format with how it is read back."""
    return {
        **{form: lambda form=form: triples(view, form) for form in GRAPHS},
        **{form: lambda form=form: quads(view, form) for form in DATASETS},
        "rdf12": lambda: reified(view),
        **{form: lambda form=form: network(view, form) for form in ("graphml", "gexf")},
        "csv": lambda: tables(view, folder),
        "plover": lambda: events(view),
    }
