"""`kg extract --explain`: for people and for programs, harmless whatever the text holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

TEACHING = Path(__file__).parents[1] / "teaching"
OWN = ("--frames", TEACHING / "wordings.toml", "--gazetteer", TEACHING / "actors.toml")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", "--explain", *map(str, arguments)])


def test_a_persons_own_rows_are_explained() -> None:
    result = run(TEACHING / "strelsau.txt", *OWN)
    assert result.exit_code == 0
    heading, first, claim, sides, second, *rest = result.stdout.splitlines()
    assert (heading, first, second) == ("strelsau.txt", "  1  Strelsau scowled at Iran.", "  2  Its ministers glowered.")
    assert claim.startswith("   + Ruritania condemns Iran  [scowl, 0.")
    assert sides == "       “scowled”; subject “Strelsau”, its capital; object “Iran”, a name"
    assert rest[0].startswith("   - “glowered” (verb): scowl neither subject nor object (subj|at): “ministers” is nobody known")
    assert "   = “Its”: Ruritania, a state or body before" in rest


def test_without_them_it_tells_that_nobody_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Strelsau condemned Iran.", "utf8")
    assert "condemn no subject (subj): “Strelsau” is nobody known" in run(tmp_path / "a.txt").stdout


def test_jsonl_is_one_object_a_sentence() -> None:
    result = run(TEACHING / "strelsau.txt", "-f", "jsonl", *OWN)
    first, second = map(json.loads, result.stdout.splitlines())
    assert list(first) == ["article", "sentence", "start", "end", "text", "found", "passed", "references"]
    assert (first["article"], first["sentence"], first["start"], first["end"]) == ("strelsau.txt", 1, 0, 25)
    (claim,) = first["found"]
    assert (claim["subject"], claim["relation"], claim["object"]) == ("Ruritania", "condemns", "Iran")
    assert (claim["status"], claim["rule"]) == ("actual", "scowl") and 0 < claim["confidence"] <= 1
    assert claim["trigger"] == {"words": "scowled", "start": 9, "end": 16}
    assert claim["from"] == {"words": "Strelsau", "start": 0, "end": 8, "how": "its capital"}
    (passed,) = second["passed"]
    assert passed["word"] == "glowered" and passed["reason"].startswith("neither subject nor object")
    assert next((one["words"], one["means"]) for one in second["references"]) == ("Its", ["Ruritania"])


def test_long_conditions_are_cut_short_for_people_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway gave up.", "utf8")
    assert "needs noun:aid|assistance|money|… (" in run(tmp_path / "a.txt").stdout
    assert "…" not in run(tmp_path / "a.txt", "-f", "jsonl").stdout


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway \x1b[31mcondemned \u202eIran\u202c.\nIran \x07 praised Norway.", "utf8")
    for form in ("table", "jsonl"):
        shown = run(tmp_path / "a.txt", "-f", form).stdout
        assert "\x1b" not in shown and "\x07" not in shown
    assert "\u202e" not in run(tmp_path / "a.txt").stdout


def test_bad_input_is_told_as_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "a.txt").write_text("Norway condemned Iran.", "utf8")
    result = run(tmp_path)
    assert result.exit_code == 0 and "1 skipped" in result.stderr and "condemns" in result.stdout
    assert run(tmp_path, "--strict").exit_code == 1
    (tmp_path / "f.toml").write_text('[[verb]]\nid = "x"\n', "utf8")
    bad = run(tmp_path / "a.txt", "--frames", tmp_path / "f.toml")
    assert bad.exit_code == 1 and bad.stderr.startswith("Error: ") and bad.stderr.count("\n") == 1
