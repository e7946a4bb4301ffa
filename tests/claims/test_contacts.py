"""Contacts, from text to claim: the form of talks, the day of a meeting, who visits whom."""

from __future__ import annotations

from datetime import date

import pytest

from kg.claims.read import Reader
from kg.model import Article, Claim
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")
DAY = date(2024, 9, 4)


def contacts(reader: Reader, text: str) -> dict[tuple[str, str, str], Claim]:
    """The contacts of a text by the names of who takes part, in the order of the reading."""
    reading = next(reader.read([Article(key="a", name="a", text=text, published=DAY)]))
    names = {entity.id: entity.name for entity in reading.entities}
    family = {"met-with", "spoke-with", "visits", "hosts"}
    found = [(names[c.subject], c.relation, names[c.object], c) for c in reading.claims if c.relation in family]
    return {(s, r, o): c for s, r, o, c in reversed(found)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("President Orlan Tesk held talks with Prime Minister Mira Holm on Monday.", "spoke-with"),
        ("President Orlan Tesk held talks in Oslo with Prime Minister Mira Holm.", "met-with"),
        ("In the course of the visit, President Orlan Tesk held talks with Prime Minister Mira Holm.", "met-with"),
        ("President Orlan Tesk held indirect talks in Oslo with Prime Minister Mira Holm.", "spoke-with"),
    ],
)
def test_talks_of_persons_at_a_place_are_a_meeting(reader: Reader, text: str, relation: str) -> None:
    assert {r for _, r, _ in contacts(reader, text)} == {relation}


def test_states_whose_persons_met_held_no_talks_beside(reader: Reader) -> None:
    found = contacts(
        reader,
        "Norwegian Prime Minister Mira Holm met Iranian President Orlan Tesk. Norway and Iran had a good exchange of views.",
    )
    assert {r for _, r, _ in found} == {"met-with"}


def test_two_reports_of_one_meeting_share_its_day(reader: Reader) -> None:
    found = contacts(
        reader,
        "President Orlan Tesk met Prime Minister Mira Holm. The plan was discussed.\n\n"
        "Prime Minister Mira Holm's meeting with President Orlan Tesk on 2 September 2024",
    )
    assert {claim.date for claim in found.values()} == {"2024-09-02"}


def test_what_follows_a_contact_of_the_articles_day_is_of_that_day(reader: Reader) -> None:
    found = contacts(
        reader, "President Orlan Tesk visited Norway today. President Orlan Tesk also met Prime Minister Mira Holm in Oslo."
    )
    assert found["Orlan Tesk", "met-with", "Mira Holm"].date == "2024-09-04"


def test_a_visit_of_several_days_dates_no_meeting(reader: Reader) -> None:
    found = contacts(
        reader, "President Orlan Tesk will visit Norway from 5 to 7 September 2024. He will meet Prime Minister Mira Holm."
    )
    assert found["Orlan Tesk", "met-with", "Mira Holm"].date == ""


def test_a_plain_present_with_a_day_is_a_plan(reader: Reader) -> None:
    found = contacts(reader, "President Orlan Tesk visits Norway on Friday.")
    claim = found["Orlan Tesk", "visits", "Norway"]
    assert (claim.date, claim.status.value) == ("2024-09-06", "intended")


def test_whoever_is_invited_visits(reader: Reader) -> None:
    found = contacts(reader, "President Orlan Tesk extended an invitation to Prime Minister Mira Holm to pay a visit to Iran.")
    assert {key: claim.status.value for key, claim in found.items()} == {
        ("Orlan Tesk", "hosts", "Mira Holm"): "intended",
        ("Mira Holm", "visits", "Iran"): "intended",
    }


def test_who_is_received_together_with_another_is_a_guest_too(reader: Reader) -> None:
    found = contacts(reader, "President Orlan Tesk received Prime Minister Mira Holm together with Foreign Minister Jan Krag.")
    assert {o for _, r, o in found if r == "hosts"} == {"Mira Holm", "Jan Krag"}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian and Iranian officials met in Geneva.",
        "Senior officials from Norway and Iran met in Geneva.",
        "The leaders of Norway and Iran met in Geneva.",
    ],
)
def test_officers_of_several_states_are_told_by_their_states(reader: Reader, text: str) -> None:
    assert {frozenset((s, o)) for s, r, o in contacts(reader, text) if r == "met-with"} == {frozenset(("Norway", "Iran"))}


def test_nobody_travels_to_a_person(reader: Reader) -> None:
    assert not contacts(reader, "President Orlan Tesk travelled to Mira Holm.")


def test_a_perfect_is_active_whatever_its_subject_is_called(reader: Reader) -> None:
    found = contacts(reader, "Foreign Minister Mira Holm has not spoken with President Orlan Tesk since May.")
    assert found["Mira Holm", "spoke-with", "Orlan Tesk"].status.value == "denied"
