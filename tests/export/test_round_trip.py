"""The script that reads all exports of a store back."""

from __future__ import annotations

from pathlib import Path

import pytest
from round_trip import main

from kg.export import FORMATS


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_script_prints_the_counts(seed_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a format: as much read as wanted, nothing missing, nothing too much."""
    assert main(str(seed_store)) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    rows = {name: (int(read.replace(",", "")), missing, more) for name, read, _, missing, more in map(str.split, lines)}
    assert set(rows) == set(FORMATS) and all(read > 5 and (missing, more) == ("0", "0") for read, missing, more in rows.values())
