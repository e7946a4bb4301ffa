"""Readings: evidence is exact, order changes nothing, the best claim of a triple comes first, user tables teach."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.claims.read import Reader
from kg.corpus import read
from kg.ids import claim_id
from kg.lexicon import load
from kg.model import Article, Reading, Status
from kg.text.parse import PIPELINE

GOLD = Path(__file__).parent.parent / "gold"
SYMMETRIC = {name for name, relation in load().relations.items() if relation.symmetric}

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read([GOLD / f"{name}.txt" for name in ("01-irna-gulf-calls", "04-tass-karnov-yerevan", "14-un-appointments")]))


@pytest.fixture(scope="module")
def readings(articles: list[Article]) -> list[Reading]:
    return list(Reader().read(articles))


def said(text: str, *, published: date | None = None, reader: Reader | None = None) -> set[tuple[str, str, str]]:
    article = Article(key="a", name="a", text=text, published=published)
    reading = next((reader or Reader()).read([article]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[claim.subject], claim.relation, names[claim.object]) for claim in reading.claims}


def test_every_quote_and_span_is_a_slice_of_the_article(readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.article.text
        for claim in reading.claims:
            span = claim.evidence.span
            assert text[span.start : span.end] == claim.evidence.quote
            assert all(0 <= part.start < part.end <= len(text) for part in claim.spans)
            assert span.start <= claim.spans[0].start < span.end


def test_the_order_of_articles_changes_nothing(articles: list[Article], readings: list[Reading]) -> None:
    again = list(Reader().read(reversed(articles)))
    assert list(reversed(again)) == readings


def test_claims_have_ids_of_their_own(readings: list[Reading]) -> None:
    ids = [claim_id(reading.article.key, claim) for reading in readings for claim in reading.claims]
    assert len(ids) == len(set(ids)) > 30


def test_the_winner_of_a_triple_comes_first(readings: list[Reading]) -> None:
    order = list(Status)
    for reading in readings:
        first: dict[tuple[str, ...], tuple[bool, int]] = {}
        for claim in reading.claims:
            ends = sorted((claim.subject, claim.object)) if claim.relation in SYMMETRIC else [claim.subject, claim.object]
            rank = (bool(claim.speaker), order.index(claim.status))
            assert first.setdefault((claim.relation, *ends), rank) <= rank


def test_offices_contacts_and_stances_are_read() -> None:
    text = "Russian Foreign Minister Leonid Karnov met Armenian President Masis Dilanyan on Sunday. Karnov condemned Turkey."
    found = said(text, published=date(2024, 9, 2))
    assert ("Leonid Karnov", "minister-of", "Russia") in found
    assert ("Masis Dilanyan", "head-of-state-of", "Armenia") in found
    assert ("Leonid Karnov", "met-with", "Masis Dilanyan") in found
    assert ("Leonid Karnov", "condemns", "Türkiye") in found


def test_a_misspelt_name_is_the_same_person() -> None:
    text = "Iranian Defense Minister Aziz Nasirzadeh spoke. Nasrizadeh condemned Israel."
    assert ("Aziz Nasirzadeh", "condemns", "Israel") in said(text)


def test_users_teach_actors_and_frames(tmp_path: Path) -> None:
    gazetteer, frames = tmp_path / "gazetteer.toml", tmp_path / "frames.toml"
    gazetteer.write_text('[[country]]\nname = "Ruritania"\nadjectives = ["Ruritanian"]\ncapitals = ["Strelsau"]\n', "utf8")
    frames.write_text(
        '[[verb]]\nid = "snub-user"\nrelation = "condemns"\nlemmas = "besmirch"\nsubject = "subj"\nobject = "obj"\n'
        'example = "Norway besmirched Iran."\nexpect = "Norway condemns Iran"\nnear_miss = "Norway besmirched the wall."\n',
        "utf8",
    )
    taught = Reader(frames=frames, gazetteer=gazetteer)
    assert said("Strelsau besmirched Iran.", reader=taught) == {("Ruritania", "condemns", "Iran")}
    assert said("Strelsau besmirched Iran.") == set()
    assert taught.version != Reader().version == Reader().version


def test_nothing_is_read_from_nothing() -> None:
    assert said("") == set()
    assert said(" \n\n") == set()
