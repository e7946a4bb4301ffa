"""`--min-confidence`: what is below it is as if it were not there, whichever command asks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import QuerySolutions

from kg.cli import main
from kg.model import Reading, Status
from kg.query.facts import all_facts
from kg.query.graph import edges
from kg.query.paths.connect import search, shortest, walk_of
from kg.store import View, Writer

SURE = {"minister-of": 0.95, "spoke-with": 0.9, "accuses": 0.8, "attacks": 0.4}
HELD = "SELECT ?who ?whom { ?who kg:%s ?whom }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, gold_readings: list[Reading]) -> Path:
    """All gold articles, each relation as sure as `SURE` says, else 0.6; and one attack that is surer than the others."""
    root = tmp_path_factory.mktemp("sure") / "graph.kg"
    with Writer(root) as writer:
        for reading in gold_readings:
            claims = [replace(claim, confidence=SURE.get(claim.relation, 0.6)) for claim in reading.claims]
            writer.put(replace(reading, claims=tuple(claims)), reader="gold")
    return root


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(store)])


def told(store: Path, *arguments: str) -> str:
    result = run(store, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_sparql_sees_sure_claims_and_the_triples_that_they_support(store: Path) -> None:
    counted = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a kg:Claim ; kg:confidence ?x FILTER(?x < 0.8) }"
    assert told(store, "query", counted, "-f", "csv") != "n\n0\n"
    assert told(store, "query", counted, "-f", "csv", "--min-confidence", "0.8").split() == ["n", "0"]
    for relation, left in (("accuses", True), ("attacks", False), ("spokeWith", True)):
        before, after = (told(store, "query", HELD % relation, "-f", "csv", *x) for x in ((), ("--min-confidence", "0.8")))
        assert len(before.splitlines()) > 1 and (after == before if left else len(after.splitlines()) == 1)
    ministers, others = (
        len(told(store, "query", HELD % "represents", "-f", "csv", "--min-confidence", least).splitlines())
        for least in ("0.8", "0.96")
    )
    assert ministers > others == 1


def test_a_triple_stands_as_long_as_one_claim_supports_it(tmp_path: Path, gold_readings: list[Reading]) -> None:
    """Of two claims for one triple, the surer one decides."""
    reading = gold_readings[0]
    double = next(c for c in reading.claims if c.relation == "spoke-with")
    weak = replace(double, confidence=0.3, spans=tuple(replace(span, end=span.end + 1) for span in double.spans))  # type: ignore[arg-type]
    root = tmp_path / "graph.kg"
    with Writer(root) as writer:
        writer.put(replace(reading, claims=(replace(double, confidence=0.7), weak)), reader="gold")
    for least, claims, triples in ((0.0, 2, 2), (0.3, 2, 2), (0.5, 1, 2), (0.7, 1, 2), (0.71, 0, 0)):
        with View(root, least) as view:
            assert len(all_facts(view)) == claims
            rows = view.query("SELECT ?a { ?a kg:spokeWith ?b }")
            assert isinstance(rows, QuerySolutions) and len(list(rows)) == triples
            assert view.article(reading.article.key) == (reading.article if claims else None)
            assert bool(list(view.entities())) == bool(claims)


def test_named_questions_and_numbers_see_the_same(store: Path) -> None:
    assert "attacks" in told(store, "query", "attacks")
    assert "attacks" not in run(store, "query", "attacks", "--min-confidence", "0.5").stdout
    counts = json.loads(told(store, "stats", "-f", "json", "--min-confidence", "0.8"))
    with View(store) as view:
        assert counts["claims"]["all"] == sum(fact.confidence >= 0.8 for fact in all_facts(view))
    assert set(counts["claims"]["relation"]) <= {name for name, sure in SURE.items() if sure >= 0.8}


@pytest.mark.parametrize("directed", [False, True])
def test_paths_are_those_of_the_graph_without_unsure_claims(store: Path, directed: bool) -> None:
    """The lazy search over the store goes where the search over the filtered graph goes."""
    lazy, plain = edges(directed=directed, least=0.8), edges(directed=directed)
    with View(store) as whole, View(store, 0.8) as sure:
        ends = sorted({end for fact in all_facts(sure) for end in (fact.subject, fact.object)})[::17]
        one, other = walk_of(whole, lazy), walk_of(sure, plain)
        for start in ends:
            for end in ends[::3]:
                assert search(one, start, end, 8) == search(other, start, end, 8)
                hops = shortest(whole, start, end, edges=lazy).paths
                assert all(fact.confidence >= 0.8 for path in hops for hop in path for fact in hop.facts)


def test_kg_path_changes_its_answer(store: Path) -> None:
    with View(store) as view:
        attack = next(fact for fact in all_facts(view) if fact.relation == "attacks" and fact.status is Status.ACTUAL)
    asked = "path", attack.subject, attack.object, "-f", "json"
    found, sure = (json.loads(told(store, *asked, *more))["paths"] for more in ((), ("--min-confidence", "0.8")))
    assert len(found[0]) == 1 and (not sure or len(sure[0]) > 1)
    assert all(claim["confidence"] >= 0.8 for path in sure for hop in path for claim in hop["claims"])
    assert "not connected" in told(store, *asked[:3], "--min-confidence", "1")


def test_kg_draw_draws_what_is_sure(store: Path, tmp_path: Path) -> None:
    all_, sure = (told(store, "draw", "-o", str(tmp_path / "a.svg"), *x) for x in ((), ("--min-confidence", "0.9")))
    assert all_ != sure and "accuses: " not in (tmp_path / "a.svg").read_text()
    result = run(store, "draw", "-o", str(tmp_path / "a.svg"), "--min-confidence", "1")
    assert result.exit_code == 1 and "no ties of confidence 1 or more" in result.stderr


def test_exports_carry_it_and_can_be_cut_by_it(store: Path, tmp_path: Path) -> None:
    text = told(store, "export", "-f", "graphml", "-o", "-")
    assert 'attr.name="confidence" attr.type="double"' in text and ">accuses<" in text
    assert ">attacks<" not in told(store, "export", "-f", "graphml", "-o", "-", "--min-confidence", "0.8")
    assert "kg:confidence 0.95 " in told(store, "export", "-f", "ttl", "-o", "-", "--min-confidence", "0.95")


def test_kg_show_says_how_sure_a_claim_is(store: Path) -> None:
    with View(store) as view:
        claim = next(fact for fact in all_facts(view) if fact.relation == "attacks")
    assert "rule gold, confidence 0.40, characters" in told(store, "show", claim.id.replace("/", ":"))
    assert json.loads(told(store, "show", claim.id, "-f", "json"))["confidence"] == 0.4


@pytest.mark.parametrize("value", ["1.01", "-0.1", "often", "nan"])
@pytest.mark.parametrize("command", [["query", "ASK {}"], ["path", "Iran", "Israel"], ["draw", "-o", "x.png"]])
def test_other_values_are_bad_usage(store: Path, command: list[str], value: str) -> None:
    result = run(store, *command, f"--min-confidence={value}")
    assert result.exit_code == 2 and "--min-confidence" in result.stderr
