"""Stances: whom a verdict is against, who is meant by a bare title, and what a group's own noun says of it."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def stances(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[c.subject], c.relation, names[c.object]) for c in reading.claims}


def test_condemning_an_invasion_is_against_who_invades(reader: Reader) -> None:
    assert ("Norway", "condemns", "Russia") in stances(reader, "Norway condemned Russia's invasion of Ukraine.")


def test_condemning_a_murder_is_not_against_the_victim(reader: Reader) -> None:
    assert not {r for _, r, _ in stances(reader, "Norway condemned the murder of Angela Merkel.")} & {"condemns"}


def test_allies_such_as_germany_are_germany(reader: Reader) -> None:
    found = stances(reader, "Norway encouraged allies such as Germany to leave.")
    assert {triple for triple in found if triple[1] == "urges"} == {("Norway", "urges", "Germany")}


def test_critics_of_somebody_condemn_him(reader: Reader) -> None:
    assert ("condemns", "Norway") in {(r, o) for _, r, o in stances(reader, "Critics of Norway gathered in the square.")}


def test_the_secretary_is_who_was_called_so_before(reader: Reader) -> None:
    text = "Secretary of State Antony Blinken met with George Gerapetritis. The Secretary condemned the Houthis."
    assert ("Antony Blinken", "condemns", "Houthis") in stances(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway described Iran's strike as unacceptable.",
        "Norway described Iran as a threat to peace.",
        "Norway sees Iran as a terrorist state.",
    ],
)
def test_what_somebody_is_called_may_be_an_adjective(reader: Reader, text: str) -> None:
    assert ("Norway", "condemns", "Iran") in stances(reader, text)


def test_what_somebody_is_not_called_is_no_verdict(reader: Reader) -> None:
    assert not stances(reader, "Norway described Iran as a mountainous country.")
