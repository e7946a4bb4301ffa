"""Order changes nothing: not that of articles, of files on the command line, or of extractors; nor does the hash seed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.claims import read as reading_room
from kg.claims.read import Reader
from kg.cli import main
from kg.corpus import read
from kg.export import dump
from kg.mentions.find import Mentions
from kg.model import Claim, Reading
from kg.store import View, Writer
from kg.text.parse import PIPELINE, Parse

GOLD = Path(__file__).parent / "gold"
FILES = [
    GOLD / f"{name}.txt"
    for name in ("000_f2efd379952b0cda", "01-irna-gulf-calls", "03-state-readout-calls", "06-sana-neighbours-amman")
]

SAYS = """
import sys
from kg.build import build
from kg.claims.explain import explain
from kg.claims.read import Reader
from kg.corpus import read
from kg.export import dump
from kg.store import View
store, *files = sys.argv[1:]
reader = Reader()
build(read(files), store, reader)
with View(store) as view:
    print(dump(view, "nq").decode())
print(list(explain(reader, read(files))))
"""

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


READER = Reader()


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(READER.read(read(FILES)))


def graph(root: Path, readings: Sequence[Reading]) -> bytes:
    """The canonical N-Quads of a new graph of these readings, put in in this order."""
    with Writer(root) as writer:
        for reading in readings:
            writer.put(reading, reader="test")
    with View(root) as view:
        return dump(view, "nq")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(FILES))))
def test_the_order_of_articles_does_not_show_in_the_graph(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = graph(folder / "shuffled", [readings[i] for i in order])
    assert shuffled == graph(folder / "straight", readings)
    assert shuffled.count(b"\n") > 300


@settings(max_examples=2, deadline=None)
@given(order=st.permutations(range(len(FILES))))
def test_an_article_is_read_the_same_beside_any_others(readings: list[Reading], order: list[int]) -> None:
    by_key = {reading.article.key: reading for reading in readings}
    articles = list(read([FILES[i] for i in order]))
    assert list(READER.read(articles)) == [by_key[article.key] for article in articles]


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_extractors_does_not_show(monkeypatch: pytest.MonkeyPatch, readings: list[Reading], seed: int) -> None:
    """Claims in any order that keeps each extractor's own (its rows have their precedence from the table)."""
    settle = reading_room._reading

    def mixed(parsed: Parse, mentions: Mentions, claims: Sequence[Claim], symmetric: frozenset[str]) -> Reading:
        draw = random.Random(seed)
        parts = [[claim for claim in claims if claim.rule.startswith("role.") is roles] for roles in (True, False)]
        parts = [part for part in parts if part]
        order = []
        while any(parts):
            order.append(draw.choice([part for part in parts if part]).pop(0))
        return settle(parsed, mentions, order, symmetric)

    monkeypatch.setattr(reading_room, "_reading", mixed)
    assert list(READER.read(read(FILES))) == readings


def test_the_order_of_files_does_not_show() -> None:
    def lines(files: Sequence[Path]) -> list[str]:
        result = CliRunner().invoke(main, ["extract", "-f", "jsonl", *map(str, files)])
        assert result.exit_code == 0
        return result.stdout.splitlines()

    straight, back = lines(FILES), lines(FILES[::-1])
    assert straight == back[::-1] and len(straight) == len(FILES)
    assert all(json.loads(line)["claims"] for line in straight)


def test_the_order_of_files_does_not_show_in_the_graph(tmp_path: Path) -> None:
    for name, files in (("straight", FILES[:3]), ("back", FILES[2::-1])):
        build(read(files), tmp_path / name, READER)
    with View(tmp_path / "straight") as straight, View(tmp_path / "back") as back:
        assert dump(straight, "nq") == dump(back, "nq")


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    printed = []
    for seed in ("1", "2"):
        call = [sys.executable, "-c", SAYS, str(tmp_path / seed), *map(str, FILES[:2])]
        done = subprocess.run(call, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        printed.append(done.stdout)
    assert printed[0] == printed[1]
    assert printed[0].count(b"\n") > 200
