"""The count of triggers: what stands, was tried and fired, in each source; what never fired comes last."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

HERE = Path(__file__).parent
TEACHING = HERE.parent / "teaching"


def run(*arguments: str | Path) -> str:
    call = [sys.executable, HERE / "triggers.py", *arguments]
    own = ["--frames", TEACHING / "wordings.toml", "--gazetteer", TEACHING / "actors.toml"]
    return subprocess.run(
        [*map(str, call), *map(str, own)], check=True, capture_output=True, text=True, encoding="utf8", cwd=HERE.parents[1]
    ).stdout


def test_each_source_has_its_figures(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Norway scowled at the weather. Norway glowered at Iran.", "utf8")
    rows = list(csv.DictReader(run("--csv", TEACHING / "strelsau.txt", tmp_path / "other.txt").splitlines()))
    figures = {row["lemma"]: [row[name] for name in list(row)[4:]] for row in rows if row["row"] == "scowl"}
    assert list(rows[0])[:7] == ["row", "lemma", "kind", "relation", "fired all", "tried all", "stands all"]
    assert figures["scowl"] == ["1", "2", "2", "1", "1", "1", "0", "1", "1"]
    assert figures["glower"] == ["1", "2", "2", "0", "1", "1", "1", "1", "1"]
    fired = [int(row["fired all"]) for row in rows]
    assert fired == sorted(fired, reverse=True) and fired[-1] == 0


def test_what_never_fired_is_listed_last() -> None:
    whole, lemmas = run(TEACHING / "strelsau.txt").split(" lemmas of other rows never fired:")
    alive, idle = whole.split(" rows never fired:")
    assert alive.splitlines()[1].split()[:5] == ["scowl", "scowl", "verb", "condemns", "1/1/1"]
    assert "\ncondemn " in idle and "\nscowl " not in idle
    assert ["scowl", "glower", "verb", "condemns", "0/1/1", "0/1/1"] in [line.split() for line in lemmas.splitlines()]
