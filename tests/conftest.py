"""What the tests share: the gold articles as readings, and graphs built from them.

A gold file says what an article says, but not in which characters; a claim's evidence here is its sentence, counted roughly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


Press = Callable[..., Path]


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """Makes a graph of short articles, each `(outlet, day, claim, claim, …)`, a claim being `(subject, relation, object, more)`.

    Capitals are states' codes, a name in "the …" is an organization, any other a person; `more` may hold status, post, date,
    speaker and confidence. `text=` is the text of all articles, which are then prints of one story.
    """

    def made(*articles: tuple[Any, ...], text: str = "") -> Path:
        with Writer(tmp_path / "press.kg") as writer:
            for number, (outlet, day, *claims) in enumerate(articles):
                writer.put(_short(f"{number:03}", outlet, day, claims, text), reader="press")
        return tmp_path / "press.kg"

    return made


def _short(key: str, outlet: str, day: str, claims: list[tuple[Any, ...]], text: str) -> Reading:
    named = {name for row in claims for name in (row[0], row[2], *(row[3:] and [row[3].get("speaker", "")])) if name}
    words = [" ".join((row[0], row[1].replace("-", " "), row[2])) + f" in {key}." for row in claims]
    whole = text or " ".join(words)
    made = []
    for rank, row in enumerate(claims):
        quote = text or words[rank]
        start = whole.index(quote)
        more = dict(row[3]) if len(row) > 3 else {}
        made.append(
            Claim(
                subject=row[0],
                relation=row[1],
                object=row[2],
                rule="press",
                evidence=Evidence(span=Span(start=start, end=start + len(quote)), quote=quote, sentence=rank + 1),
                spans=(Span(start=start, end=start + 1 + rank),) * 3,
                status=Status(more.pop("status", "actual")),
                **more,
            )
        )
    published = date.fromisoformat(day) if day else None
    article = Article(key=f"{key}.txt", name=f"{key}.txt", text=whole, published=published, outlet=outlet)
    return Reading(article=article, entities=tuple(map(_actor, sorted(named))), claims=tuple(made))


def _actor(name: str) -> Entity:
    if name.isupper():
        return Entity(id=name, type=EntityType.COUNTRY, name=name, code=name)
    kind = EntityType.ORGANIZATION if name.startswith("the ") else EntityType.PERSON
    return Entity(id=name, type=kind, name=name.removeprefix("the "))


def _store(path: Path, readings: list[Reading]) -> Path:
    with Writer(path) as writer:
        for reading in readings:
            writer.put(reading, reader="gold")
    return path
