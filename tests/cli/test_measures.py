"""`kg rank`, `kg groups`, `kg balance` and `kg diff`."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Reading
from kg.store import View, Writer

MEASURES = (
    ["rank"],
    ["rank", "--by", "betweenness", "--every", "year"],
    ["groups"],
    ["balance", "--every", "year", "--evidence"],
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def told(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def parsed(*arguments: str) -> Any:
    return json.loads(told(*arguments, "-f", "json"))


def test_the_table_the_csv_and_the_json_rank_alike(gold_store: Path) -> None:
    asked = ["rank", "--by", "pagerank", "--type", "Country", "--limit", "5", "--store", str(gold_store)]
    document = parsed(*asked)
    rows = list(csv.DictReader(io.StringIO(told(*asked, "-f", "csv"))))
    assert [row["id"] for row in rows] == [one["id"] for one in document["ranking"]]
    lines = told(*asked).splitlines()
    assert "pagerank" in lines[0] and lines[2].split() == ["rank", "actor", "type", "pagerank", "ties", "claims"]
    assert [line.split()[0] for line in lines[3:]] == ["1", "2", "3", "4", "5"]
    assert all(row["type"] == "Country" and float(row["score"]) > 0 for row in rows)


def test_ranks_by_period_have_a_column_each(gold_store: Path) -> None:
    asked = ["rank", "--every", "year", "--limit", "3", "--store", str(gold_store)]
    document = parsed(*asked)
    names = [period["period"] for period in document["periods"]][-12:]
    assert names and told(*asked).splitlines()[2].split()[-len(names) :] == names
    assert all(len(period["ranking"]) == 3 for period in document["periods"])


def test_members_of_groups_are_named_as_far_as_asked(gold_store: Path) -> None:
    document = parsed("groups", "--limit", "2", "--members", "0", "--store", str(gold_store))
    assert [len(group["members"]) for group in document["groups"]] == [group["actors"] for group in document["groups"]]
    page = told("groups", "--limit", "1", "--members", "2", "--store", str(gold_store))
    assert f"and {document['groups'][0]['actors'] - 2:,} more" in page and document["groups"][0]["members"][0]["name"] in page


def test_each_line_of_the_balance_leads_to_claims(gold_store: Path) -> None:
    document = parsed("balance", "--store", str(gold_store))
    pairs = [
        *document["foes"],
        *document["friends"],
        *document["against"],
        *(strain["blame"] for strain in document["unbalanced"]),
    ]
    assert pairs and document["blocs"]
    with View(gold_store) as view:
        for pair in pairs:
            assert pair["claims"] >= len(pair["strongest"]) > 0
            assert all(view.statement(claim) for claim in pair["strongest"])
    assert all(pair["sign"] == "-" and pair["strength"] > 0 for pair in document["foes"])
    quoted = parsed("balance", "--evidence", "--store", str(gold_store))
    assert all(claim["quote"] for pair in quoted["foes"] for claim in pair["strongest"])
    assert "“" in told("balance", "--evidence", "--store", str(gold_store))


def test_an_unknown_actor_relation_or_day_is_told(gold_store: Path) -> None:
    store = ["--store", str(gold_store)]
    assert "Iran" in run("balance", "--also", "Iram", *store).output
    for asked, status in (
        (["balance", "--also", "Iram"], 1),
        (["rank", "-r", "suports"], 1),
        (["rank", "--since", "2024-13"], 2),
        (["diff"], 2),
        (["diff", str(gold_store)], 2),
        (["diff", "--to", "2024"], 2),
        (["diff", "--from", "2025", "--to", "2024"], 2),
        (["diff", str(gold_store), str(gold_store / "none")], 1),
    ):
        result = run(*asked, *store)
        assert result.exit_code == status and "Error" in result.output, asked


@pytest.mark.parametrize("number", [0, 1])
def test_empty_and_tiny_graphs_have_an_answer(tmp_path: Path, gold_readings: list[Reading], number: int) -> None:
    root = tmp_path / "g"
    with Writer(root) as writer:
        for one in gold_readings[:number]:
            writer.put(one, reader="gold")
    for asked in (*MEASURES, ["rank", "--by", "harmonic"], ["rank", "--by", "pagerank", "-f", "csv"], ["diff", "--from", "2024"]):
        assert told(*asked, "--store", str(root)).strip()
        if "csv" not in asked:
            json.loads(told(*asked, "--store", str(root), "-f", "json"))
    assert "No fact, office or actor changed." in told("diff", str(root), str(root))


def test_diff_tells_what_an_article_more_brought(tmp_path: Path, gold_readings: list[Reading]) -> None:
    roots = [tmp_path / "a", tmp_path / "b"]
    for root, some in zip(roots, (gold_readings[:3], gold_readings[:5]), strict=True):
        with Writer(root) as writer:
            for one in some:
                writer.put(one, reader="gold")
    document = parsed("diff", *map(str, roots))
    claims = sum(len(one.claims) for one in gold_readings[3:5])
    assert document["counts"]["articles"] == {"before": 3, "now": 5, "came": 2, "went": 0}
    assert document["counts"]["claims"]["came"] == claims == sum(one["came"] for one in document["relations"].values())
    assert document["came"]["count"] > 0 == document["went"]["count"]
    with View(roots[1]) as view:
        assert all(view.statement(one["claim"]) for one in document["came"]["list"])
    page = told("diff", *map(str, roots), "--evidence")
    assert f"Facts that came ({document['came']['count']})" in page and "“" in page


def test_the_same_bytes_in_every_process(gold_store: Path) -> None:
    """Whatever the hash seed is."""
    asked = [[*one, "--store", str(gold_store)] for one in (*MEASURES, ["diff", "--from", "2024"])]
    script = f"from kg.cli import main\nfor one in {asked!r}: main(one, standalone_mode=False)"
    found = [
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] and len(found[0]) > 2000
