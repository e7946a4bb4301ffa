"""The benchmark of scale runs on a small store, its paths agree with networkx, and one part's failure leaves the others be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(at: Path, only: str) -> dict[str, dict[str, object]]:
    """The figures of these parts on a store of 2,000 claims, by what they are."""
    call = [sys.executable, HERE / "scale.py", "--claims", "2000", "--at", at, "--only", only, "--json", at / "figures.jsonl"]
    told = subprocess.run([*map(str, call)], capture_output=True, text=True, encoding="utf8")
    assert told.stdout.startswith("part"), told.stderr
    lines = (at / "figures.jsonl").read_text(encoding="utf8").splitlines()
    return {figure["what"]: figure for figure in map(json.loads, lines)}


def test_paths_in_time_and_by_confidence_are_as_long_as_networkx_finds_them(tmp_path: Path) -> None:
    figures = run(tmp_path, "open,warm")
    assert figures["open the store"]["value"] is not None
    assert [figures[f"same length, {mode}"]["value"] for mode in ("plain", "window", "confidence", "both")] == [200] * 4


def test_what_cannot_be_measured_is_said(tmp_path: Path) -> None:
    figures = run(tmp_path, "rebuild")
    assert figures == {"first / second build": figures["first / second build"]}
    assert str(figures["first / second build"]["note"]).startswith("skipped")
