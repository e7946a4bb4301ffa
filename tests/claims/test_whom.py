"""Whom words mean, from text to claim: styles, letters, rows of names, offices in the plural."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def _subjects(reader: Reader, text: str, relation: str, other: str) -> set[str]:
    """The subjects of the claims of this relation with this object."""
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {names[c.subject] for c in reading.claims if c.relation == relation and names[c.object] == other}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "President of the 40th Session of the UN General Assembly (PGA) Dr Anna Weber visited Oslo. The PGA condemned Iran.",
            {"Anna Weber"},
        ),
        ("His Royal Highness Sultan Nazrin Shah visited Oslo. His Royal Highness condemned Iran.", {"Nazrin Shah"}),
        (
            "Germany, France and Poland met in Berlin. Ukraine was glad. The three countries condemned Iran.",
            {"Germany", "France", "Poland"},
        ),
        (
            "Russian Foreign Minister Sergei Lavrov met his Turkish counterpart Hakan Fidan in Moscow. He thanked President "
            "Vladimir Putin. The two ministers condemned Iran.",
            {"Sergei Lavrov", "Hakan Fidan"},
        ),
        ("Hamas fired rockets. Egypt was angry. The Islamist movement condemned Iran.", {"Hamas"}),
        ("The militant group Hamas condemned Iran.", {"Hamas"}),
        ("The European Union met in Brussels. The 27-member bloc condemned Iran.", {"European Union"}),
        ("The European Union met the Democratic Party in Washington. The party condemned Iran.", {"Democratic Party"}),
        ("Foreign Minister Muhannad Al-Zaidani met Weber. Al-Zaidani condemned Iran.", {"Muhannad Al-Zaidani"}),
        ("Police were silent. Israeli officials said they condemned Iran.", {"Israeli officials"}),
        ("Hamas leader Khaled Meshaal lived in Syria. The 62-year-old has condemned Iran.", {"Khaled Meshaal"}),
    ],
)
def test_whom_a_description_means(reader: Reader, text: str, subjects: set[str]) -> None:
    assert _subjects(reader, text, "condemns", "Iran") == subjects


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Foreign Minister Sergei Lavrov said that he had met Foreign Minister Wang Yi in Beijing.", "Sergei Lavrov"),
        ("President Sergio Mattarella met Foreign Minister Wang Yi in Beijing.", ""),
    ],
)
def test_a_speaker_who_is_the_subject_is_named_where_the_relation_is_no_speech(reader: Reader, text: str, speaker: str) -> None:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    assert {names.get(c.speaker, "") for c in reading.claims if c.relation == "met-with"} == {speaker}


def test_whoever_condemns_needs_no_speaker(reader: Reader) -> None:
    text = "Foreign Minister Sergei Lavrov said that he condemned Turkey."
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    assert {c.speaker for c in reading.claims if c.relation == "condemns"} == {""}


@pytest.mark.parametrize(
    ("text", "relation", "other", "subjects"),
    [
        ("Norway condemned Syria. We call on Iran to stop.\nMINISTRY OF FOREIGN AFFAIRS\nNORWAY", "urges", "Iran", {"Norway"}),
        ("Norway condemned Syria. We call on Iran to stop.", "urges", "Iran", set()),
        ("Norway pledged $2 million to help Syria.", "aids", "Syria", {"Norway"}),
        ("Norway called on Iran to fully and effectively implement the treaty.", "urges", "Iran", {"Norway"}),
        ("The prime ministers reaffirmed the excellent state of ties.\nMINISTRY OF TRADE\nNORWAY", "praises", "Norway", set()),
        ("Republic of Korea (ROK) Minister Min-jun Park, who was ill, condemned Iran.", "condemns", "Iran", {"Min-jun Park"}),
        (
            "Norwegian Minister Mira Holm met her Peruvian counterpart, Minister of Trade Ana Torres.",
            "met-with",
            "Ana Torres",
            {"Mira Holm"},
        ),
    ],
)
def test_who_acts_is_told_by_signature_bracket_and_apposition(
    reader: Reader, text: str, relation: str, other: str, subjects: set[str]
) -> None:
    assert _subjects(reader, text, relation, other) == subjects


def test_he_in_a_quotation_is_not_whoever_is_quoted(reader: Reader) -> None:
    text = "“The police arrested him at the scene,” Prime Minister David Cameron told reporters in London."
    assert not _subjects(reader, text, "coerces", "David Cameron")


def test_the_army_chief_is_no_hospital_chief(reader: Reader) -> None:
    text = "Iran threatened the army chief on Monday. The wounded were treated, hospital chief Lawal Khalid said."
    assert not _subjects(reader, text, "threatens", "Lawal Khalid")
