"""The made readings keep to their laws: counts as asked, a hub, quotes that are slices, the same again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import readings

from kg.model import EntityType, Reading, Status
from kg.store import View, Writer

SIZE = 2_000, 200, 100


@pytest.fixture(scope="module")
def made() -> Iterator[list[Reading]]:
    one, other = list(readings(*SIZE)), list(readings(*SIZE))
    assert one == other
    yield one


def test_counts_are_as_asked_and_everything_is_there(made: list[Reading]) -> None:
    assert sum(len(one.claims) for one in made) == SIZE[0]
    assert len({one.article.key for one in made}) == SIZE[2]
    assert {claim.status for one in made for claim in one.claims} == {*Status}
    assert {entity.type for one in made for entity in one.entities} == {*EntityType}
    days = [one.article.published for one in made if one.article.published]
    assert days[0].year == 2015 and days[-1].year == 2024


def test_the_top_actor_is_in_a_twentieth_of_the_claims(made: list[Reading]) -> None:
    counts = Counter(actor for one in made for claim in one.claims for actor in {claim.subject, claim.object})
    assert counts.most_common(1)[0][1] >= SIZE[0] / 20


def test_every_span_is_the_words_it_says(made: list[Reading]) -> None:
    for one in made:
        names = {entity.id: entity.name for entity in one.entities}
        for claim in one.claims:
            text = one.article.text
            assert text[claim.evidence.span.start : claim.evidence.span.end] == claim.evidence.quote
            _, subject, object_ = (text[span.start : span.end] for span in claim.spans)
            assert (subject, object_) == (names[claim.subject], names[claim.object])


def test_facts_come_again_and_so_do_texts(made: list[Reading]) -> None:
    facts = Counter(fact for one in made for fact in {(each.subject, each.relation, each.object) for each in one.claims})
    assert sum(number > 1 for number in facts.values()) > 100
    sentences = [{claim.evidence.quote for claim in one.claims} for one in made]
    reprints = sum(any(one == other for other in sentences[:number]) for number, one in enumerate(sentences))
    assert 1 <= reprints <= 10


def test_who_is_who_finds_the_actors_that_were_made(made: list[Reading], tmp_path: Path) -> None:
    with Writer(tmp_path / "graph.kg") as writer:
        for one in made:
            writer.put(one, "made")
    with View(tmp_path / "graph.kg") as view:
        assert sum(1 for _ in view.entities()) == SIZE[1]
