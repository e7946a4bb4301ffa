"""Whom names mean: variants together, namesakes apart, acronyms with what they stand for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg import gazetteer as gazetteers
from kg.lexicon import load
from kg.lexicon.reference import load_reference
from kg.mentions.entities import name_entities
from kg.mentions.held import find_offices
from kg.mentions.names import find_names
from kg.mentions.variants import alike, distance, same_person
from kg.model import Article, EntityType
from kg.text.parse import tag

if TYPE_CHECKING:
    from spacy.language import Language

LEXICON = load()
GAZETTEER = gazetteers.load()


def persons(nlp: Language, text: str) -> dict[str, tuple[str, ...]]:
    """The persons of a text with their other names."""
    article = Article(key="a", name="a", text=text, published=date(2024, 5, 22))
    parsed = next(iter(tag([article], nlp)))
    names = find_names(parsed.doc, GAZETTEER, LEXICON.offices, LEXICON.common)
    offices = find_offices(parsed.doc, names, LEXICON.offices, load_reference())
    _, entities = name_entities(parsed, names, offices)
    return {entity.name: entity.aliases for entity in entities.values() if entity.type is EntityType.PERSON}


def test_a_surname_and_a_misspelling_join_the_full_name(nlp: Language) -> None:
    text = "Defence Minister Karim Nasirzadeh spoke. Minister Nasrizadeh left. Nasirzadeh returned."
    assert persons(nlp, text) == {"Karim Nasirzadeh": ("Nasirzadeh", "Nasrizadeh")}


def test_two_whom_a_surname_fits_are_told_apart_by_their_office(nlp: Language) -> None:
    text = "Prime Minister Lee Boon Kiat met Minister for Trade Daniel Lee. Prime Minister Lee thanked the guests."
    assert persons(nlp, text)["Lee Boon Kiat"] == ("Lee",)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("Nasirzadeh", "Nasrizadeh", True), ("Biden", "Bidet", False), ("Balestani", "Balakrishnan", False)],
)
def test_misspellings_are_near_and_long_enough(first: str, second: str, expected: bool) -> None:
    assert alike(first, second) is expected


def test_swapped_letters_count_once() -> None:
    assert distance("abcd", "acbd") == 1
    assert distance("", "abc") == 3


@pytest.mark.parametrize(
    ("full", "other", "expected"),
    [
        (("gregory", "t.", "halvern"), ("gregory", "halvern"), True),
        (("joe", "biden"), ("hunter", "biden"), False),
        (("j.", "smith"), ("john", "smith"), True),
    ],
)
def test_the_shorter_name_stands_in_the_longer(full: tuple[str, ...], other: tuple[str, ...], expected: bool) -> None:
    assert same_person(full, other) is expected
