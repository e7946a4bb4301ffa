"""What the tests share: the gold articles as readings, and graphs built from them.

A gold file says what an article says, but not in which characters; a claim's evidence here is its sentence, counted roughly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.store import View, Writer

if TYPE_CHECKING:
    from spacy.language import Language

GOLD = Path(__file__).parent / "gold"
SEED = "000_f2efd379952b0cda"
_SENTENCE = re.compile(r"\S[^.!?\n]*[.!?”’\")]*")


def gold_reading(name: str) -> Reading:
    """The gold file of that name as a reading."""
    text = (GOLD / f"{name}.txt").read_text(encoding="utf8")
    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf8"))
    day = re.search(r"date (\d{4}-\d\d-\d\d)", text[:60])
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    entities = tuple(
        Entity(
            id=key,
            type=EntityType(one["type"]),
            name=one["name"],
            aliases=tuple(sorted(one.get("aliases", ()))),
            code=one.get("code", ""),
        )
        for key, one in gold["entities"].items()
    )
    claims = []
    for rank, row in enumerate(gold["claims"]):
        start, end = sentences[min(row["sentence"], len(sentences)) - 1]
        claims.append(
            Claim(
                **{field: row[field] for field in ("speaker", "date", "channel", "post") if field in row},
                subject=row["subject"],
                relation=row["relation"],
                object=row["object"],
                status=Status(row.get("status", "actual")),
                rule="gold",
                evidence=Evidence(span=Span(start=start, end=end), quote=text[start:end], sentence=row["sentence"]),
                spans=(Span(start=start, end=start + 1 + rank),) * 3,
            )
        )
    article = Article(key=f"{name}.txt", name=f"{name}.txt", text=text, published=date.fromisoformat(day[1]) if day else None)
    return Reading(article=article, entities=entities, claims=tuple(claims))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    from kg.text.parse import PIPELINE, load

    if not (PIPELINE / "meta.json").exists():
        pytest.skip("the pipeline has not been trained")
    return load()


@pytest.fixture(scope="session")
def gold_readings() -> list[Reading]:
    """All gold files as readings, by name."""
    return [gold_reading(path.stem) for path in sorted(GOLD.glob("*.json"))]


@pytest.fixture(scope="session")
def gold_store(tmp_path_factory: pytest.TempPathFactory, gold_readings: list[Reading]) -> Path:
    """A graph of all gold files; read only, since all tests share it."""
    return _store(tmp_path_factory.mktemp("gold") / "graph.kg", gold_readings)


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the seed article's gold file; read only, since all tests share it."""
    return _store(tmp_path_factory.mktemp("seed") / "graph.kg", [gold_reading(SEED)])


@pytest.fixture
def gold_view(gold_store: Path) -> Iterator[View]:
    """The graph of all gold files, open."""
    with View(gold_store) as view:
        yield view


@pytest.fixture
def seed_view(seed_store: Path) -> Iterator[View]:
    """The graph of the seed article, open."""
    with View(seed_store) as view:
        yield view


def _store(path: Path, readings: list[Reading]) -> Path:
    with Writer(path) as writer:
        for reading in readings:
            writer.put(reading, reader="gold")
    return path
