"""Offices make the codebook's roles."""

from __future__ import annotations

import pytest

from kg.lexicon import load

OFFICES = load().offices


@pytest.mark.parametrize(
    ("head", "country", "organization"),
    [
        ("minister", "minister-of", "official-of"),
        ("secretary of state", "minister-of", "official-of"),
        ("deputy prime minister", "minister-of", ""),
        ("president", "head-of-state-of", "leader-of"),
        ("supreme leader", "head-of-state-of", ""),
        ("prime minister", "head-of-government-of", "leader-of"),
        ("permanent representative", "ambassador-of", "ambassador-of"),
        ("special envoy", "envoy-of", "envoy-of"),
        ("spokeswoman", "spokesperson-of", "spokesperson-of"),
        ("secretary-general", "official-of", "leader-of"),
        ("speaker", "official-of", "leader-of"),
        ("deputy minister", "official-of", "official-of"),
        ("vice president", "official-of", "official-of"),
        ("senator", "official-of", "official-of"),
    ],
)
def test_an_offices_relation_depends_on_its_owner(head: str, country: str, organization: str) -> None:
    office = OFFICES.by_head[head]
    assert (office.country, office.organization) == (country, organization)


def test_modifiers_change_status_or_rank() -> None:
    assert OFFICES.by_modifier["former"].status == "former"
    assert OFFICES.by_modifier["nominee"].status == "intended"
    assert OFFICES.by_modifier["deputy"].relation == "official-of"
    assert OFFICES.by_modifier["acting"].status is None


def test_titles_tell_gender_where_they_can() -> None:
    assert OFFICES.by_title["mr"].gender == "m"
    assert OFFICES.by_title["mrs"].gender == "f"
    assert OFFICES.by_title["dr"].gender == ""
    assert OFFICES.by_title["brigadier general"].rank


def test_phrases_are_lower_case() -> None:
    assert all(phrase == phrase.lower() for phrase in (*OFFICES.by_head, *OFFICES.by_modifier, *OFFICES.by_title))
