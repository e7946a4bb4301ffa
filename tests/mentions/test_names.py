"""Names: how far they reach, what is none, whom the grammar gives away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kg import gazetteer as gazetteers
from kg.lexicon import load
from kg.mentions.names import find_names
from kg.mentions.titles import honorific_length, office_of, phrase, singular, title_length
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.language import Language

LEXICON = load()
GAZETTEER = gazetteers.load()


def persons(nlp: Language, text: str) -> set[str]:
    doc = nlp(text)
    found = find_names(doc, GAZETTEER, LEXICON.offices, LEXICON.common)
    return {doc[name.first : name.last + 1].text for name in found if name.type is EntityType.PERSON}


def known(nlp: Language, text: str) -> Iterator[str]:
    doc = nlp(text)
    return (name.entry.name for name in find_names(doc, GAZETTEER, LEXICON.offices, LEXICON.common) if name.entry)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Dutch Justice Minister Piet van der Meer spoke in Brussels.", "Piet van der Meer"),
        ("President Pierre Lacroix d'Arcy met the envoys.", "Pierre Lacroix d'Arcy"),
        ("Queen Margaret II opened the session.", "Margaret II"),
        ("Minister of Transport Abdul Karim bin Tun Haji Osman arrived.", "Abdul Karim bin Tun Haji Osman"),
        ("Brigadier General Reza Karimi inspected the troops.", "Reza Karimi"),
        ("Minister of Foreign Affairs H.E. Dr. Omar Al Hadi received the guests.", "Omar Al Hadi"),
        ("Deputy Prime Minister and Minister for Finance Henry Tan signed.", "Henry Tan"),
    ],
)
def test_a_name_reaches_over_particles_and_leaves_titles_out(nlp: Language, text: str, person: str) -> None:
    assert person in persons(nlp, text)


def test_an_office_in_apposition_gives_a_name_away(nlp: Language) -> None:
    assert "Ravindra Naik" in persons(nlp, "Ravindra Naik, spokesperson for the party, denied it.")


def test_every_name_of_a_list_behind_a_plural_office_is_a_person(nlp: Language) -> None:
    found = persons(nlp, "She met Members of Parliament Gan Boon Teck and Tin Mei Fong, as well as officials.")
    assert {"Gan Boon Teck", "Tin Mei Fong"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "They met at the Arctic Security Forum.",
        "He is Chairman of the Northport Tourism Board.",
        "They prayed at the Sultan Harun Grand Mosque.",
        "The plane landed at 7:38 pm IST.",
    ],
)
def test_things_are_no_persons(nlp: Language, text: str) -> None:
    assert not persons(nlp, text)


def test_a_later_surname_is_a_person_even_misspelt(nlp: Language) -> None:
    text = "Foreign Minister Aram Dilanyan arrived. Russia received Dylanyan."
    assert {"Aram Dilanyan", "Dylanyan"} <= persons(nlp, text)


def test_an_ambiguous_body_needs_its_state_in_the_text(nlp: Language) -> None:
    assert "Sudanese Armed Forces" not in known(nlp, "Singapore said that the SAF had flown aid to Jordan.")
    assert "Sudanese Armed Forces" in known(nlp, "In Khartoum, the SAF said that it held the airport.")


def test_a_state_behind_its_people_adjective_is_known(nlp: Language) -> None:
    assert set(known(nlp, "The Iranian minister flew to Peru.")) == {"Iran", "Peru"}


@pytest.mark.parametrize(
    ("words", "titles", "honorifics"), [("Prime Minister Holm", 2, 0), ("Brigadier General Holm", 2, 2), ("Holm spoke", 0, 0)]
)
def test_titles_are_measured_in_tokens(nlp: Language, words: str, titles: int, honorifics: int) -> None:
    doc = nlp.make_doc(words)
    assert title_length(doc, 0, LEXICON.offices) == titles
    assert honorific_length(doc, 0, LEXICON.offices) == honorifics


@pytest.mark.parametrize(
    ("words", "office"),
    [("senators", "lawmaker"), ("members of parliament", "lawmaker"), ("prime-minister", "head-of-government"), ("table", "")],
)
def test_plurals_and_hyphens_name_the_same_office(words: str, office: str) -> None:
    found = office_of(words, LEXICON.offices)
    assert (found.id if found else "") == office


def test_phrases_are_spelt_as_in_the_tables() -> None:
    assert phrase(["Vice", "-", "President"]) == "vice-president"
    assert phrase(["chargé", "d’affaires"]) == "chargé d'affaires"
    assert singular("secretaries") == "secretary"
