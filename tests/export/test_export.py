"""Exports: the same bytes each time, and read back by other libraries."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export import FORMATS, dump, write
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.query.facts import all_facts, entities
from kg.store import View, Writer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
DUMP = """
import sys
from hashlib import sha256
from kg.store import View
from kg.export import FORMATS, dump
with View(sys.argv[1]) as view:
    print([sha256(dump(view, format)).hexdigest() for format in FORMATS])
"""


def test_the_same_bytes_whatever_the_hash_seed(gold_store: Path) -> None:
    """All formats, by two fresh processes."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", DUMP, str(gold_store)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and runs[0].count(b"'") == 2 * len(FORMATS)


@pytest.mark.parametrize(("form", "name"), [("ttl", "turtle"), ("nt", "nt"), ("rdfxml", "xml")])
def test_rdflib_reads_the_triples(seed_view: View, form: str, name: str) -> None:
    """The same graph as in the store."""
    read = Graph().parse(data=dump(seed_view, form), format=name)
    assert len(read) == len(seed_view.store)
    assert isomorphic(read, Graph().parse(data=dump(seed_view, "nt"), format="nt"))


@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_articles_graphs(seed_view: View, form: str, name: str) -> None:
    """The same quads as in the store."""
    read, wanted = Dataset(), Dataset()
    read.parse(data=dump(seed_view, form), format=name)
    wanted.parse(data=dump(seed_view, "nq"), format="nquads")
    assert set(read.quads()) == set(wanted.quads()) and len(set(read.quads())) == len(seed_view.store)
    assert {str(graph.identifier) for graph in read.graphs() if str(graph.identifier).startswith(seed_view.base)}


@pytest.mark.parametrize("form", ["ttl", "trig", "jsonld", "rdfxml"])
def test_oxigraph_reads_what_it_wrote(gold_view: View, form: str) -> None:
    """As many statements as the store holds."""
    kinds = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}
    assert len(set(parse(dump(gold_view, form), kinds[form]))) == len(gold_view.store)


def test_the_public_face_agrees(seed_view: View) -> None:
    """What rdflib's Dataset over the store tells is what the export holds."""
    spoke = URIRef("https://w3id.org/diplomatic-kg/ontology#spokeWith")
    exported = Graph().parse(data=dump(seed_view, "ttl"), format="turtle")
    assert set(exported.subject_objects(spoke)) == {(s, o) for s, _, o, _ in seed_view.dataset().quads((None, spoke, None, None))}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_it_back(gold_view: View, form: str) -> None:
    """Every actor and claim, with typed attributes."""
    data = io.BytesIO(dump(gold_view, form))
    graph = nx.read_graphml(data, force_multigraph=True) if form == "graphml" else nx.read_gexf(data)
    facts = all_facts(gold_view)
    assert graph.number_of_nodes() == len(entities(gold_view)) and graph.number_of_edges() == len(facts)
    assert graph.nodes["country/IR"]["label"] == "Iran"
    if form == "graphml":
        fact = facts[0]
        edge = graph.edges[fact.subject, fact.object, fact.id]
        assert edge["quote"] == fact.quote and edge["quote_start"] == fact.start and edge["symmetric"] in (True, False)


def test_hostile_text_survives(tmp_path: Path) -> None:
    """Quotes, markup, control characters and newlines: every format is still read back."""
    text = 'Iran "]]> <b>&amp;</b> \\u0041 \x07 \u202e praised\n\tSyria """ \x7f.'
    span = Span(start=0, end=len(text))
    claim = Claim(
        subject="a",
        relation="praises",
        object="b",
        rule="r",
        evidence=Evidence(span=span, quote=text, sentence=1),
        spans=(span,) * 3,
    )
    actors = tuple(Entity(id=key, type=EntityType.PERSON, name=f'{key} <"{text}') for key in "ab")
    with Writer(tmp_path / "evil.kg") as writer:
        writer.put(Reading(article=Article(key="k<>'\"{}", name="n", text=text), entities=actors, claims=(claim,)), reader="t")
    with View(tmp_path / "evil.kg") as view:
        for form, name in {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}.items():
            assert len(Graph().parse(data=dump(view, form), format=name)) == len(view.store)
        for form, name in {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}.items():
            read = Dataset()
            read.parse(data=dump(view, form), format=name)
            assert any(str(quad[2]) == text for quad in read.quads())
        assert nx.read_graphml(io.BytesIO(dump(view, "graphml"))).number_of_edges() == 1
        assert nx.read_gexf(io.BytesIO(dump(view, "gexf"))).number_of_edges() == 1


def test_files_are_whole_or_untouched(seed_view: View, tmp_path: Path) -> None:
    """An unknown format or a missing directory leaves nothing behind."""
    target = tmp_path / "graph.ttl"
    write(seed_view, "ttl", target)
    assert target.read_bytes() == dump(seed_view, "ttl") and [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    with pytest.raises(ExportError, match="no format is called 'docx'; there are ttl"):
        write(seed_view, "docx", target)
    with pytest.raises(ExportError, match="cannot be written"):
        write(seed_view, "ttl", tmp_path / "missing" / "graph.ttl")
