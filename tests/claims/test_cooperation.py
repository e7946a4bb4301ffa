"""Cooperation: whose plan an infinitive tells, whose ties ministers keep, who belongs to a bloc, and what is no praise."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def claims(reader: Reader, text: str) -> set[tuple[str, str, str, str]]:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[c.subject], c.relation, names[c.object], c.status.value) for c in reading.claims}


def triples(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    return {claim[:3] for claim in claims(reader, text)}


def test_a_readiness_is_its_owners_even_if_a_minister_voices_it(reader: Reader) -> None:
    found = claims(reader, "Foreign Minister Mira Holm expressed Norway's readiness to help Iran.")
    assert ("Norway", "aids", "Iran", "intended") in found


def test_efforts_of_three_states_to_mediate_are_all_of_theirs(reader: Reader) -> None:
    found = triples(reader, "He praised the efforts of Norway, Qatar and Egypt to mediate between Iran and Iraq.")
    assert {s for s, r, o in found if r == "mediates-between" and o == "Iran"} == {"Norway", "Qatar", "Egypt"}


def test_whoever_brokered_a_deal_mediates_between_its_parties(reader: Reader) -> None:
    found = triples(reader, "A truce between Iran and Iraq brokered by Norway holds.")
    assert {("Norway", "mediates-between", "Iran"), ("Norway", "mediates-between", "Iraq")} <= found


def test_ties_that_ministers_deepen_are_those_of_their_states(reader: Reader) -> None:
    text = "Norwegian Foreign Minister Mira Holm and Iranian Foreign Minister Orlan Tesk agreed to deepen bilateral cooperation."
    found = {claim for claim in triples(reader, text) if claim[1] == "cooperates-with"}
    assert {frozenset((s, o)) for s, _, o in found} == {frozenset(("Norway", "Iran"))}


def test_beside_two_states_their_peoples_are_no_party(reader: Reader) -> None:
    found = triples(reader, "The visit strengthens the friendship between Norway and Iran, and our peoples.")
    assert {frozenset((s, o)) for s, r, o in found if r == "cooperates-with"} == {frozenset(("Norway", "Iran"))}


def test_a_state_does_not_praise_what_it_takes_part_in(reader: Reader) -> None:
    found = triples(reader, "Norway welcomed the signing of the trade pact between Norway and Iran.")
    assert not {claim for claim in found if claim[1] == "praises"}


def test_in_support_of_names_whom_not_where(reader: Reader) -> None:
    found = triples(reader, "Norway rallied in Germany in support of Iran.")
    assert {o for _, r, o in found if r == "supports"} <= {"Iran"}


def test_offered_condolences_are_given(reader: Reader) -> None:
    assert ("Norway", "condoles-with", "Iran", "actual") in claims(reader, "Norway offered its condolences to Iran.")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("NATO ally Norway spoke.", "actual"),
        ("Norway is not a member of NATO.", "denied"),
        ("Norway's membership of NATO was discussed.", "actual"),
        ("Norway's accession to NATO is near.", "intended"),
        ("Norway acceded to NATO.", "actual"),
    ],
)
def test_who_belongs_to_a_bloc(reader: Reader, text: str, status: str) -> None:
    assert ("Norway", "member-of", "NATO", status) in claims(reader, text)
