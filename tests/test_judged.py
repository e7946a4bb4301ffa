"""The claims that a person judged by reading: every row is whole, and the README tells the share that the file holds."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg import lexicon

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "tests" / "judged").glob("*.csv"))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_there_are_verdicts() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_is_whole(file: Path) -> None:
    rows = _rows(file)
    relations = lexicon.load().relations
    assert len({row["claim"] for row in rows}) == len(rows)
    for row in rows:
        assert re.fullmatch(r"claim/[0-9a-f]{16}", row["claim"])
        assert row["article"].startswith("https://")
        assert row["relation"] in relations
        assert (row["verdict"], bool(row["error"])) in (("right", False), ("wrong", True)), row


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_readme_tells_the_share(file: Path) -> None:
    rows = _rows(file)
    right = sum(row["verdict"] == "right" for row in rows)
    articles = len({row["article"] for row in rows})
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf8").split())
    assert f"{right} of {len(rows)} claims on {articles} statements" in readme
