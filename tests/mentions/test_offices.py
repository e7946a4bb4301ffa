"""Offices: how far their words reach, what they are offices of, who holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import gazetteer as gazetteers
from kg.lexicon import load
from kg.lexicon.reference import load_reference
from kg.mentions.held import find_offices
from kg.mentions.names import find_names
from kg.mentions.offices import OfficePhrase
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LEXICON = load()
GAZETTEER = gazetteers.load()


def offices(nlp: Language, text: str) -> tuple[Doc, tuple[OfficePhrase, ...]]:
    doc = nlp(text)
    names = find_names(doc, GAZETTEER, LEXICON.offices, LEXICON.common)
    return doc, find_offices(doc, names, LEXICON.offices, load_reference())


def words(doc: Doc, span: tuple[int, int]) -> str:
    return doc[span[0] : span[1] + 1].text


@pytest.mark.parametrize(
    ("text", "phrase", "office"),
    [
        (
            "Minister of Defence of the Syrian Arab Republic Ali Abbas",
            "Minister of Defence of the Syrian Arab Republic",
            "minister",
        ),
        ("Mali's foreign minister Mamadou Seck", "Mali's foreign minister", "minister"),
        ("Minister in the Prime Minister's Office Ann Tan", "Minister in the Prime Minister's Office", "minister"),
        ("Deputy Prime Minister Ann Tan", "Deputy Prime Minister", "deputy-prime-minister"),
        ("President-elect Ann Tan", "President-elect", "president"),
        (
            "Minister for External Trade, Labour and Industry Ann Tan",
            "Minister for External Trade, Labour and Industry",
            "minister",
        ),
    ],
)
def test_an_office_reaches_over_portfolio_and_owner(nlp: Language, text: str, phrase: str, office: str) -> None:
    doc, found = offices(nlp, f"They met {text} today.")
    assert [(words(doc, (one.first, one.last)), one.office.id) for one in found] == [(phrase, office)]


def test_an_unknown_body_behind_of_owns_the_office(nlp: Language) -> None:
    doc, found = offices(nlp, "Ann Tan, President of the Nordheim Institute of Technology, spoke.")
    tail = found[0].tail
    assert tail and words(doc, tail) == "Nordheim Institute of Technology"


def test_an_unknown_body_in_front_owns_the_office(nlp: Language) -> None:
    doc, found = offices(nlp, "They met NIT President Ann Tan.")
    owner = found[0].tail or (found[0].owner and (found[0].owner.first, found[0].owner.last))
    assert owner and words(doc, owner) == "NIT"


def test_a_committees_chairman_is_no_states(nlp: Language) -> None:
    _, found = offices(nlp, "The committee chairman Ann Tan spoke.")
    assert found[0].open


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Former President Ann Tan spoke.", Status.FORMER),
        ("Then-President Ann Tan spoke.", Status.FORMER),
        ("President-elect Ann Tan spoke.", Status.INTENDED),
        ("Acting President Ann Tan spoke.", Status.ACTUAL),
    ],
)
def test_words_beside_an_office_tell_its_time(nlp: Language, text: str, status: Status) -> None:
    assert offices(nlp, text)[1][0].status is status


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The Iranian foreign minister, Ali Karimi, spoke.", ["Ali Karimi"]),
        ("Ali Karimi, the Iranian foreign minister, spoke.", ["Ali Karimi"]),
        ("Minister for Trade Henry Tan, Minister for Law Edwin Wong and others came.", ["Henry Tan", "Edwin Wong"]),
        ("Henry Tan, Minister for Trade, Edwin Wong, Minister for Law, and others came.", ["Henry Tan", "Edwin Wong"]),
        ("Deputy Prime Minister and Minister for Finance Henry Tan came.", ["Henry Tan", "Henry Tan"]),
    ],
)
def test_the_person_beside_an_office_holds_it(nlp: Language, text: str, holders: list[str]) -> None:
    doc, found = offices(nlp, text)
    assert [words(doc, (one.holder.first, one.holder.last)) for one in found if one.holder] == holders


def test_an_office_at_the_end_of_a_sentence_is_not_held_by_the_next(nlp: Language) -> None:
    _, found = offices(nlp, "They praised the foreign minister. Ali Karimi left.")
    assert found[0].holder is None


def test_the_owner_decides_the_relation() -> None:
    president = LEXICON.offices.by_head["president"]
    secretary = LEXICON.offices.by_head["foreign secretary"]
    phrase = OfficePhrase(first=0, last=0, head=0, office=president)
    assert phrase.relation(EntityType.COUNTRY) == "head-of-state-of"
    assert phrase.relation(EntityType.ORGANIZATION) == "leader-of"
    british = OfficePhrase(first=0, last=0, head=0, office=secretary)
    assert british.relation(EntityType.COUNTRY, "GB") == "minister-of"
    assert british.relation(EntityType.COUNTRY, "IN") == "official-of"


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Two British ministers, David Olsen and Peter Holm, resigned.", ["David Olsen", "Peter Holm"]),
        ("One of Kenya's deputy foreign ministers, David Olsen, resigned.", ["David Olsen"]),
        ("The British ministers resigned.", []),
    ],
)
def test_names_behind_counted_officers_hold_their_office(nlp: Language, text: str, holders: list[str]) -> None:
    doc, found = offices(nlp, text)
    assert [words(doc, (one.holder.first, one.holder.last)) for one in found if one.holder] == holders


def test_an_office_that_somebody_formerly_held_is_past(nlp: Language) -> None:
    _, found = offices(nlp, "Ann Tan, formerly the Norwegian health minister, spoke.")
    assert [one.status for one in found] == [Status.FORMER]


def test_a_time_is_no_prime_minister(nlp: Language) -> None:
    doc, found = offices(nlp, "The plane from Norway landed at 7:38 pm IST, and PM Ann Tan spoke.")
    assert [words(doc, (one.head, one.head)) for one in found] == ["PM"]
