"""Exports: the same bytes each time, whole files or none, and read back by other libraries as what the store holds."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse, serialize
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from read_back import all_formats, stored, term

from kg.errors import ExportError
from kg.export import FORMATS, SEVERAL, chunks, dump, files, write
from kg.export.quads import graphs
from kg.export.telling import quiet
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.sparql.select import prefixes
from kg.query.sparql.turtle import turtle
from kg.query.window import window
from kg.rdf.namespace import RDF
from kg.store import View, Writer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
SINGLE = [form for form in FORMATS if form not in SEVERAL]
WRITE = """
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from kg.store import View
from kg.export import FORMATS, SEVERAL, write
with View(sys.argv[1]) as view, TemporaryDirectory() as folder:
    for form in FORMATS:
        for path in write(view, form, Path(folder) / form):
            print(form, path.name, sha256(path.read_bytes()).hexdigest())
"""
KILLED = """
import os, signal, sys
from kg.export import files
def chunks(view, form, tell):
    yield b"half of it"
    sys.stdout.flush()
    os.kill(os.getpid(), signal.{0})
    yield b"never"
files.chunks = chunks
files.write(None, "nt", sys.argv[1])
"""
HOSTILE = 'Iran "]]> <b>&amp;</b> \\u0041 \x07 \u202e praised\n\tSyria; """ \x7f, =1+1 |} .\r\n}} @en'


def hostile_store(root: Path) -> Path:
    """A graph of one article in which every text is hostile, with a claim of each status."""
    span = Span(start=0, end=len(HOSTILE))
    said = [
        Claim(
            subject="a",
            relation=relation,
            object="b",
            rule="r",
            evidence=Evidence(span=span, quote=HOSTILE, sentence=1),
            spans=(span, span, Span(start=0, end=1 + number)),
            status=status,
            post=HOSTILE if relation == "leader-of" else "",
            date="sometime <soon>" if relation == "hosts" else "2024-02",
        )
        for number, (status, relation) in enumerate((status, relation) for status in Status for relation in ("praises", "hosts"))
    ]
    actors = tuple(Entity(id=key, type=EntityType.PERSON, name=f'{key} <"{HOSTILE}', aliases=(HOSTILE,)) for key in "ab")
    article = Article(key="k<>'\"{}", name="n", text=HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    with Writer(root) as writer:
        writer.put(Reading(article=article, entities=actors, claims=tuple(said)), reader="t")
    return root


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """That graph, open."""
    with View(hostile_store(tmp_path_factory.mktemp("hostile") / "evil.kg")) as view:
        yield view


def test_the_same_bytes_whatever_the_hash_seed(gold_store: Path) -> None:
    """All formats, by two fresh processes."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", WRITE, str(gold_store)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and {line.split()[0] for line in runs[0].splitlines()} == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_foreign_reader_reads_what_the_store_holds(gold_view: View, tmp_path: Path, form: str) -> None:
    """Triples, quads, nodes, edges and events: none missing, none too much."""
    found, wanted = all_formats(gold_view, tmp_path)[form]()
    assert found == wanted and len(wanted) > 400


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("rdfxml", "graphml", "gexf")])
def test_hostile_text_survives(hostile: View, tmp_path: Path, form: str) -> None:
    """Quotes, markup, control characters and line ends: every format gives back the very text."""
    found, wanted = all_formats(hostile, tmp_path)[form]()
    assert found == wanted and any(HOSTILE in text or "praised" in text for each in wanted for text in each)


@pytest.mark.parametrize("form", ["rdfxml", "graphml", "gexf"])
def test_hostile_text_survives_in_xml(hostile: View, tmp_path: Path, form: str) -> None:
    """As far as XML can hold it: two control characters become U+FFFD."""
    found, wanted = all_formats(hostile, tmp_path)[form]()
    changed = str.maketrans({"\x07": "\ufffd"})
    assert found == {tuple(text.replace("\\u0007", "\ufffd").translate(changed) for text in each) for each in wanted}


def test_piece_by_piece_is_as_the_engine_writes_it(gold_view: View) -> None:
    """Blocks change no byte: Turtle and TriG are what one call for all statements gives."""
    whole = [quad for block in graphs(gold_view, quiet) for quad in block]
    assert dump(gold_view, "trig") == turtle(whole, RdfFormat.TRIG, prefixes(gold_view)).encode("utf8")
    lines = [line for line in dump(gold_view, "ttl").decode("utf8").splitlines() if line.startswith("@prefix")]
    assert lines == [line for line in dump(gold_view, "trig").decode("utf8").splitlines() if line.startswith("@prefix")]
    triples = [quad.triple for quad in whole]
    assert dump(gold_view, "ttl") == turtle(triples, RdfFormat.TURTLE, prefixes(gold_view)).encode("utf8")
    assert dump(gold_view, "nq") == serialize(whole, format=RdfFormat.N_QUADS)
    assert dump(gold_view, "nt") == serialize(triples, format=RdfFormat.N_TRIPLES)
    assert len(list(chunks(gold_view, "nq"))) == 1 + len({quad.graph_name for quad in whole if quad.graph_name != DefaultGraph()})


def test_the_order_is_that_of_the_terms(gold_view: View) -> None:
    """What all articles tell together comes first, then article by article; within each by subject, type, property and value."""
    whole = [quad for block in graphs(gold_view, quiet) for quad in block]
    keys = [("" if quad.graph_name == DefaultGraph() else str(quad.graph_name), str(quad.subject)) for quad in whole]
    assert keys == sorted(keys) and len(set(whole)) == len(whole) == len(gold_view.store)
    of_one = [quad for quad in whole if quad.subject == whole[0].subject]
    assert of_one[0].predicate == RDF.type and of_one[1:] == sorted(
        of_one[1:], key=lambda quad: (quad.predicate.value, str(quad.object))
    )


@pytest.mark.parametrize("form", ["ttl", "nt", "rdfxml"])
def test_rdflib_reads_the_same_graph(seed_view: View, form: str) -> None:
    """By rdflib's own comparison."""
    name = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}[form]
    read = Graph().parse(data=dump(seed_view, form), format=name)
    assert isomorphic(read, Graph().parse(data=dump(seed_view, "nt"), format="nt")) and len(read) == len(seed_view.store)


@pytest.mark.parametrize("form", ["ttl", "trig", "jsonld", "rdfxml", "nq", "nt"])
def test_oxigraph_reads_what_was_written(gold_view: View, form: str) -> None:
    """As many statements as the store holds."""
    kinds = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}
    kinds |= {"nq": RdfFormat.N_QUADS, "nt": RdfFormat.N_TRIPLES}
    assert len(set(parse(dump(gold_view, form), kinds[form]))) == len(gold_view.store)


def test_the_public_face_agrees(seed_view: View) -> None:
    """What rdflib's Dataset over the store tells is what the export holds."""
    spoke = URIRef("https://w3id.org/diplomatic-kg/ontology#spokeWith")
    exported = Graph().parse(data=dump(seed_view, "ttl"), format="turtle")
    assert set(exported.subject_objects(spoke)) == {(s, o) for s, _, o, _ in seed_view.dataset().quads((None, spoke, None, None))}


def test_json_ld_has_its_context_inside_and_needs_no_network(gold_view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read where no address can be opened."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr("urllib.request.urlopen", refused)
    monkeypatch.setattr("socket.socket.connect", refused)
    read = Dataset()
    read.parse(data=dump(gold_view, "jsonld"), format="json-ld")
    assert {tuple(map(term, quad[:3])) for quad in read.quads()} == {quad[:3] for quad in stored(gold_view)}


def test_another_base_is_told(tmp_path: Path, gold_readings: list[Reading]) -> None:
    """Ids under a base of the user's own are short in Turtle and JSON-LD, too, and read back."""
    with Writer(tmp_path / "other.kg", base="https://example.org/kg/") as writer:
        writer.put(gold_readings[0], reader="gold")
    with View(tmp_path / "other.kg") as view:
        for form in ("ttl", "jsonld", "rdf12", "csv"):
            found, wanted = all_formats(view, tmp_path / "csv")[form]()
            assert found == wanted
        assert b"@prefix person: <https://example.org/kg/person/>" in dump(view, "rdf12")
        assert b'"person": "https://example.org/kg/person/"' in dump(view, "jsonld")


def test_an_empty_graph_is_written(tmp_path: Path) -> None:
    """Every format of a store without articles is read back as nothing."""
    with Writer(tmp_path / "empty.kg"):
        pass
    with View(tmp_path / "empty.kg") as view:
        for form, read in all_formats(view, tmp_path / "csv").items():
            assert read() == (set(), set()), form


@pytest.mark.parametrize("form", FORMATS)
def test_a_part_of_the_claims_is_written_alike_in_every_format(gold_store: Path, tmp_path: Path, form: str) -> None:
    """What is out of sight by its day is in no format, though those of networks and events read the whole store."""
    with View(gold_store, days=window("2024-08-30", "2024-09-30")) as view, View(gold_store) as whole:
        found, wanted = all_formats(view, tmp_path)[form]()
        assert found == wanted and 0 < len(wanted) < len(all_formats(whole, tmp_path)[form]()[1])


def test_files_are_whole_or_untouched(seed_view: View, tmp_path: Path) -> None:
    """An unknown format or a missing directory leaves nothing behind."""
    target = tmp_path / "graph.ttl"
    assert write(seed_view, "ttl", target) == [target]
    assert target.read_bytes() == dump(seed_view, "ttl") and [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    with pytest.raises(ExportError, match="no format is called 'docx'; there are ttl"):
        write(seed_view, "docx", target)
    with pytest.raises(ExportError, match="cannot be written"):
        write(seed_view, "ttl", tmp_path / "missing" / "graph.ttl")
    with pytest.raises(ExportError, match="is no folder"):
        write(seed_view, "csv", target)
    with pytest.raises(ExportError, match="several files; give a folder"):
        dump(seed_view, "csv")
    assert target.read_bytes() == dump(seed_view, "ttl") and len(list(tmp_path.iterdir())) == 1


def test_of_several_files_all_or_none(seed_view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the last leaves the folder as it was; what else it holds stays."""
    (tmp_path / "notes.txt").write_text("mine")
    write(seed_view, "csv", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(before) == {"actors.csv", "articles.csv", "claims.csv", "notes.txt", "reprints.csv"}

    def broken(*_: object) -> Iterator[object]:
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr("kg.export.csv._claim", broken)
    (tmp_path / "actors.csv").write_text("old")
    with pytest.raises(ExportError, match=r"claims.csv: cannot be written \(No space left on device\)"):
        write(seed_view, "csv", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before | {"actors.csv": b"old"}


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_nothing_is_half_written_when_interrupted(tmp_path: Path, name: str) -> None:
    """The file is as it was before; after an interruption nothing else is left, after a kill a hidden file at most."""
    target = tmp_path / "graph.nt"
    target.write_text("as it was")
    done = subprocess.run([sys.executable, "-c", KILLED.format(name), str(target)], capture_output=True)
    assert done.returncode in (-getattr(signal, name), 130) and target.read_text() == "as it was"
    left = [path.name for path in tmp_path.iterdir() if path != target]
    assert left == [] if name == "SIGINT" else all(each.startswith(".graph.nt.") for each in left)


def test_progress_is_told(gold_view: View) -> None:
    """Every format says how far it is, and ends at the end."""
    for form in SINGLE:
        told: list[tuple[int, int]] = []
        for _ in chunks(gold_view, form, lambda done, of, told=told: told.append((done, of))):
            pass
        assert told and told == sorted(told) and told[-1][0] == told[-1][1], form


def test_networkx_reads_types(gold_view: View) -> None:
    """Attributes come back as numbers and truths."""
    for form, reader in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = reader(io.BytesIO(dump(gold_view, form)))
        one = next(iter(graph.edges(data=True)))[2]
        kinds = {name: type(one[name]) for name in ("symmetric", "score", "confidence", "quote_start", "quote")}
        assert kinds == {"symmetric": bool, "score": float, "confidence": float, "quote_start": int, "quote": str}
        assert graph.nodes["country/IR"]["label"] == "Iran"


def test_all_formats_are_read_back_here() -> None:
    """None is forgotten, and each has its module."""
    assert set(all_formats(None, Path())) == set(FORMATS)  # type: ignore[arg-type]
    assert all((Path(files.__file__).parent / f"{form}.py").exists() for form in FORMATS)
