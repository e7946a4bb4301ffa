"""One writer, readers on snapshots, and a directory that is guarded."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import StoreError
from kg.ids import version
from kg.model import Article, Entity, EntityType, Reading
from kg.rdf.namespace import KG, OWL, predicate
from kg.store import View, Writer
from kg.store.backup import dump, load


def dumped(root: Path) -> bytes:
    """The graph as its dump, without the ids of before, which depend on the order of things."""
    out = io.BytesIO()
    with View(root) as view:
        dump(view, out)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(b"#>"))


def filled(root: Path, readings: list[Reading], reader: str = "gold") -> Path:
    """A graph of these readings, in one go."""
    with Writer(root) as writer:
        for reading in readings:
            writer.put(reading, reader)
    return root


def test_what_was_put_in_is_read_again(gold_view: View, gold_readings: list[Reading]) -> None:
    for reading in gold_readings:
        assert gold_view.reading(reading.article.key) == reading
    assert [article.key for article in gold_view.articles()] == sorted(reading.article.key for reading in gold_readings)


def test_every_claim_is_a_statement_between_actors(gold_view: View, gold_readings: list[Reading]) -> None:
    records = list(gold_view.statements())
    assert len(records) == sum(len(reading.claims) for reading in gold_readings)
    for record in records:
        statement = record.statement
        assert gold_view.entity(statement.subject) and gold_view.entity(statement.object)
        assert bool(statement.speaker) == bool(statement.claim.speaker)
        assert gold_view.statement(statement.id) == record


def test_statements_by_subject_relation_and_object(seed_view: View) -> None:
    (found,) = seed_view.statements(subject="country/SY", relation="supports", object_="organization/axis-of-resistance")
    assert found.statement.speaker == "person/aziz-nasirzadeh" and found.article == "000_f2efd379952b0cda.txt"
    assert seed_view.statement("claim/none") is None and seed_view.entity("country/XX") is None
    assert seed_view.article("none") is None and seed_view.reading("none") is None


def test_what_holds_is_a_plain_triple_and_symmetric_ones_hold_both_ways(seed_view: View) -> None:
    def holds(subject: str, term: NamedNode, object_: str) -> bool:
        return any(seed_view.store.quads_for_pattern(seed_view.node(subject), term, seed_view.node(object_), DefaultGraph()))

    nasirzadeh, abbas = "person/aziz-nasirzadeh", "person/ali-mahmoud-abbas"
    assert holds(nasirzadeh, predicate("spoke-with"), abbas) and holds(abbas, predicate("spoke-with"), nasirzadeh)
    assert holds(nasirzadeh, KG.represents, "country/IR") and not holds(abbas, KG.represents, "country/IR")
    assert holds("country/SY", predicate("supports"), "country/IR")
    assert not holds("country/IR", predicate("cooperates-with"), "country/SY")  # it is planned


def test_what_is_former_planned_supposed_or_denied_does_not_hold(gold_view: View) -> None:
    rows = list(
        gold_view.query(
            """SELECT ?s ?p ?o WHERE { ?s ?p ?o . GRAPH ?g { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
            FILTER NOT EXISTS { GRAPH ?h { ?d rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status "actual" } }
            FILTER NOT EXISTS { GRAPH ?h { ?d rdf:subject ?o ; rdf:predicate ?p ; rdf:object ?s ; kg:status "actual" } } }"""
        )  # type: ignore[arg-type]
    )
    assert rows == []


def test_no_triple_stands_in_two_graphs(gold_view: View) -> None:
    triples = {(quad.subject, quad.predicate, quad.object) for quad in gold_view.store}
    assert len(triples) == len(gold_view.store)


def test_building_twice_adds_nothing(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:5])
    before = dumped(root)
    assert dumped(filled(root, gold_readings[:5])) == before


def test_two_steps_in_any_order_are_one_build(tmp_path: Path, gold_store: Path, gold_readings: list[Reading]) -> None:
    whole = dumped(gold_store)
    steps = filled(tmp_path / "steps", gold_readings[12:])
    filled(steps, gold_readings[:12][::-1])
    assert dumped(steps) == whole


def test_replacing_and_forgetting_leave_no_trace(tmp_path: Path, gold_readings: list[Reading]) -> None:
    first, second, *_ = gold_readings
    alone = dumped(filled(tmp_path / "alone", [first]))
    root = filled(tmp_path / "g", [first, replace(second, article=replace(second.article, title="Old"))])
    filled(root, [second])
    assert dumped(root) == dumped(filled(tmp_path / "both", [first, second]))
    with Writer(root) as writer:
        assert writer.forget(second.article.key) and not writer.forget("never")
    assert dumped(root) == alone


def test_a_later_article_changes_who_is_meant_before(tmp_path: Path, gold_readings: list[Reading]) -> None:
    seed = gold_readings[0]
    bare = replace(seed.entities[0], name="Nasirzadeh", aliases=())
    early = Reading(article=replace(seed.article, key="early"), entities=(bare, *seed.entities[1:]), claims=seed.claims)
    root = filled(tmp_path / "g", [early])
    with View(root) as view:
        assert view.entity("person/aziz-nasirzadeh") is None and view.entity("person/nasirzadeh_ir")
    filled(root, [seed])
    with View(root) as view:
        assert view.entity("person/nasirzadeh_ir") is None
        assert [each.reason for each in view.appearances("person/aziz-nasirzadeh")] == [
            "same full name, office in IR",
            "the only Nasirzadeh with an office in IR",
        ]
    assert dumped(root) == dumped(filled(tmp_path / "whole", [seed, early]))


def test_versions_tell_what_is_there(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:1], reader="v7")
    with Writer(root) as writer:
        article = gold_readings[0].article
        assert writer.versions() == {article.key: (version(article), "v7")}


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = '"> } } ; DROP ALL ; INSERT DATA { <a:b> <a:b> "x\\" \n\r\t\x00 \u2028 </script>'
    entity = Entity(id=hostile, type=EntityType.PERSON, name=hostile, aliases=(hostile + "2",), code="")
    article = Article(key=hostile, name=hostile, text=hostile, title=hostile, url=hostile)
    reading = Reading(article=article, entities=(entity,), claims=())
    root = filled(tmp_path / "g", [reading])
    with View(root) as view:
        assert view.reading(hostile) == reading
        assert [found.name for found in view.entities()] == [hostile]
        assert not list(view.query("SELECT ?o WHERE { ?s ?p ?o }", s=hostile))  # type: ignore[arg-type]


def test_bound_values_are_data(seed_view: View) -> None:
    rows = list(seed_view.query("SELECT ?o WHERE { ?who kg:spokeWith ?o }", who=seed_view.node("person/aziz-nasirzadeh")))  # type: ignore[arg-type]
    assert [seed_view.id(row["o"]) for row in rows] == ["person/ali-mahmoud-abbas"]


def test_a_view_keeps_what_it_opened(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:1])
    with View(root) as old:
        for upto in (2, 3, 4):
            filled(root, gold_readings[:upto])
        assert len(list(old.articles())) == 1
        assert old.reading(gold_readings[0].article.key) == gold_readings[0]
        with View(root) as new:
            assert len(list(new.articles())) == 4
        assert sorted(path.name for path in (root / "snapshots").iterdir()) == ["000001", "000004"]
    filled(root, gold_readings[:5])
    assert [path.name for path in (root / "snapshots").iterdir()] == ["000005"]


def test_a_writer_with_nothing_to_write_publishes_nothing(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:1])
    with Writer(root) as writer:
        writer.versions()
    assert [path.name for path in (root / "snapshots").iterdir()] == ["000001"]


def test_other_rules_of_who_is_who_are_applied_to_what_is_there(
    tmp_path: Path, gold_readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = filled(tmp_path / "g", gold_readings[:1])
    monkeypatch.setattr("kg.store.writer.rules", lambda: "newer")
    with Writer(root):
        pass
    assert [path.name for path in (root / "snapshots").iterdir()] == ["000002"]


def test_a_damaged_database_says_what_to_do(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:1])
    for part, door in ((root / "snapshots" / "000001" / "data", View), (root / "data", Writer)):
        (part / "CURRENT").write_text("nonsense")
        with pytest.raises(StoreError, match=r"cannot be opened.*kg load"):
            door(root)


def test_a_sound_graph_that_cannot_be_written_is_not_to_be_built_again(
    tmp_path: Path, gold_readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str) -> None:
        raise OSError(f"IO error: While open a file for appending: {path}/LOG: Read-only file system")

    root = filled(tmp_path / "g", gold_readings[:1])
    monkeypatch.setattr("kg.store.writer.Store", refused)
    with pytest.raises(StoreError, match=r"Read-only file system\); write to another --store"):
        Writer(root)


def test_after_an_exception_articles_stay_and_the_next_writer_publishes(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:1])
    with pytest.raises(RuntimeError), Writer(root) as writer:
        writer.put(gold_readings[1], "gold")
        raise RuntimeError
    with View(root) as view:
        assert len(list(view.articles())) == 1
    with Writer(root) as writer:
        assert len(writer.versions()) == 2
    assert dumped(root) == dumped(filled(tmp_path / "whole", gold_readings[:2]))


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    root = tmp_path / "g"
    with Writer(root), pytest.raises(StoreError, match=r"another kg is writing \(process \d+\); wait"):
        Writer(root)
    with Writer(root):
        pass


def test_a_writer_in_another_process_is_seen_and_named(tmp_path: Path) -> None:
    root = tmp_path / "g"
    code = "import sys; from kg.store import Writer\nwith Writer(sys.argv[1]): print('open', flush=True); sys.stdin.read()"
    arguments = [sys.executable, "-c", code, str(root)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=rf"another kg is writing \(process {other.pid}\)"):
            Writer(root)
        other.kill()
    with Writer(root):
        pass


def test_a_foreign_directory_is_refused_and_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    for door in (Writer, View):
        with pytest.raises(StoreError, match=r"not a graph of kg|not empty"):
            door(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="is a file"):
        Writer(tmp_path / "letter.txt")


def test_no_graph_and_nothing_published_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        View(tmp_path / "none")
    root = tmp_path / "g"
    with pytest.raises(RuntimeError), Writer(root):
        raise RuntimeError
    with pytest.raises(StoreError, match="nothing is published"):
        View(root)


def test_an_older_layout_is_refused_with_what_to_do(tmp_path: Path) -> None:
    root = filled(tmp_path / "g", [])
    (root / "kg-store.json").write_text(json.dumps({"layout": 1, "base": "x"}))
    for door in (Writer, View):
        with pytest.raises(StoreError, match=r"layout 1 is of an older kg.*`kg build`"):
            door(root)


def test_a_store_without_claim_tables_is_brought_up_to_date_by_the_next_writer(
    tmp_path: Path, gold_readings: list[Reading]
) -> None:
    root = filled(tmp_path / "g", gold_readings[:3])
    before = dumped(root)
    with View(root) as view:
        snapshot, base = view.snapshot, view.base
    shutil.rmtree(snapshot / "table")
    (root / "derived").write_text("rules of then")
    (root / "kg-store.json").write_text(json.dumps({"layout": 2, "base": base}))
    with pytest.raises(StoreError, match=r"layout 2 is of an older kg; `kg build`"):
        View(root)
    with Writer(root):
        pass
    assert dumped(root) == before
    with View(root) as view:
        assert len(view.table.claims) == sum(1 for _ in view.statements())


def test_a_newer_layout_is_refused_with_what_to_do(tmp_path: Path) -> None:
    root = filled(tmp_path / "g", [])
    marker = root / "kg-store.json"
    marker.write_text(json.dumps({"layout": 99, "base": "x"}))
    for door in (Writer, View):
        with pytest.raises(StoreError, match="layout 99 is of a newer kg"):
            door(root)
    marker.write_text("{")
    with pytest.raises(StoreError, match="damaged marker"):
        View(root)


def test_the_base_is_the_stores_own(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root, base = tmp_path / "g", "https://example.org/news#"
    with Writer(root, base) as writer:
        writer.put(gold_readings[0], "gold")
    with View(root) as view:
        assert view.node("country/IR").value == "https://example.org/news#country/IR" and view.entity("country/IR")
    with pytest.raises(StoreError, match="live under"):
        Writer(root, "https://example.org/other#")
    for wrong in ("https://example.org/x", "no iri/", "https://exa mple/"):
        with pytest.raises(StoreError, match="base IRI"):
            Writer(tmp_path / "other", wrong)


def test_wikidata_is_same_as(tmp_path: Path) -> None:
    entity = Entity(id="x", type=EntityType.COUNTRY, name="Iran", code="IR", wikidata="Q794")
    root = filled(tmp_path / "g", [Reading(article=Article(key="k", name="k", text="t"), entities=(entity,), claims=())])
    with View(root) as view:
        found = view.entity("country/IR")
        assert found and found.wikidata == "Q794"
        (quad,) = view.store.quads_for_pattern(view.node("country/IR"), OWL.sameAs, None, None)
        assert quad.object == NamedNode("http://www.wikidata.org/entity/Q794")


def test_the_dataset_answers_in_rdflib(seed_view: View) -> None:
    dataset = seed_view.dataset()
    rows = dataset.query("SELECT ?o WHERE { <https://w3id.org/diplomatic-kg/person/aziz-nasirzadeh> kg:spokeWith+ ?o }")
    assert {str(row[0]).rsplit("/", 1)[1] for row in rows} == {"aziz-nasirzadeh", "ali-mahmoud-abbas"}  # type: ignore[index]
    assert len(list(dataset.graphs())) >= 1 and len(dataset) == len(seed_view.store)


def test_a_dump_is_loaded_to_the_same_bytes(tmp_path: Path, gold_store: Path) -> None:
    whole = dumped(gold_store)
    assert load(io.BytesIO(whole), tmp_path / "g") == 21
    assert dumped(tmp_path / "g") == whole
    with pytest.raises(StoreError, match="holds articles already"):
        load(io.BytesIO(whole), tmp_path / "g")


def test_a_damaged_dump_is_refused_and_leaves_nothing(tmp_path: Path, seed_store: Path) -> None:
    whole = dumped(seed_store)
    head, rest = whole.split(b"\n", 1)
    wrong = {
        b"not a dump": b"<a:b> <a:b> <a:b> .\n",
        b"damaged": whole[:-40],
        b"not an article": whole + b"<a:b> <a:b> <a:b> <a:g> .\n",
        b"damaged at": head + b"\n" + rest.replace(b'"actual"', b'"true"'),
        b"as kg writes": head + b"\n" + rest.replace(b"Speaking by phone", b"Speaking by radio"),
    }
    for number, (message, content) in enumerate(wrong.items()):
        with pytest.raises(StoreError, match=message.decode()):
            load(io.BytesIO(content), tmp_path / f"g{number}")
        if (tmp_path / f"g{number}").exists():
            with Writer(tmp_path / f"g{number}") as writer:
                assert not writer.versions()


KILLED = """
import pickle, sys
from kg.store import Writer
readings = pickle.load(open(sys.argv[2], "rb"))
with Writer(sys.argv[1]) as writer:
    print("open", flush=True)
    for reading in readings:
        writer.put(reading, "gold")
print("done", flush=True)
"""


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_a_killed_writer_leaves_whole_articles_only(tmp_path: Path, gold_readings: list[Reading], after: float) -> None:

    root, file = tmp_path / "g", tmp_path / "readings"
    every = gold_readings[:9]
    first, rest = every[:2], every[2:]
    filled(root, first)
    published = dumped(root)
    file.write_bytes(pickle.dumps(rest))
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(root), str(file)], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"open\n"
    time.sleep(after)
    process.kill()
    done = b"done" in process.communicate()[0]
    if not done and not any((root / "snapshots").glob("000002")):
        assert dumped(root) == published
    with Writer(root) as writer:
        there = writer.versions()
    by_key = {reading.article.key: reading for reading in every}
    with View(root) as view:
        for key in there:
            assert view.reading(key) == by_key[key]
    whole = [reading for reading in every if reading.article.key in there]
    assert dumped(root) == dumped(filled(tmp_path / "same", whole))
    filled(root, rest)
    assert dumped(root) == dumped(filled(tmp_path / "whole", every))


def test_a_store_that_moves_stays_whole(tmp_path: Path, gold_readings: list[Reading]) -> None:
    root = filled(tmp_path / "g", gold_readings[:2])
    before = dumped(root)
    shutil.move(root, tmp_path / "h")
    assert dumped(tmp_path / "h") == before
