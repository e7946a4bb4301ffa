"""Known names are found in the words of a text."""

from dataclasses import replace
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import FormKind, Hit, load
from kg.gazetteer.words import variants, words

GAZETTEER = load()
TOKENIZER = spacy.blank("en").tokenizer


def found(text: str) -> list[Hit]:
    return GAZETTEER.find([token.text for token in TOKENIZER(text)])


def names(text: str) -> list[str]:
    return [hit.entry.name for hit in found(text)]


def test_every_form_is_found_in_its_own_words() -> None:
    for entry in GAZETTEER.entries:
        for form, kind in entry.forms():
            text = [token.text for token in TOKENIZER(form)]
            assert tuple(text) == words(form)
            (hit,) = GAZETTEER.find(text)
            assert (hit.start, hit.end, hit.entry, hit.kind) == (0, len(text), entry, kind), form
            assert hit.ambiguous == (form in entry.ambiguous)


def test_elsewhere_is_stepped_over_and_needed() -> None:
    without = replace(GAZETTEER, elsewhere=())
    for phrase in GAZETTEER.elsewhere:
        assert found(phrase) == [], phrase
        assert without.find(words(phrase)), phrase
    assert names("Mexico patrols the Gulf of Mexico") == ["Mexico"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran’s foreign minister", [("Iran", "name")]),
        ("a spokesman of the People’s Republic of China", [("China", "name")]),
        (
            "Guinea-Bissau and Papua New Guinea and Equatorial Guinea",
            [(n, "name") for n in ("Guinea-Bissau", "Papua New Guinea", "Equatorial Guinea")],
        ),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "name")]),
        ("North Korean and South Korean envoys", [("North Korea", "adjective"), ("South Korea", "adjective")]),
        ("The Turks met Frenchmen", [("Türkiye", "people"), ("France", "people")]),
        ("Moscow and the Kremlin", [("Russia", "capital"), ("Russia", "metonym")]),
        ("the Zionist regime", [("Israel", "loaded")]),
        ("The occupying regime; Occupying regime", [("Israel", "loaded"), ("Israel", "loaded")]),
        ("SINGAPORE, MFA SPOKESMAN: SOUTH KOREA", [("Singapore", "name"), ("South Korea", "name")]),
        (
            "Turkiye, Cote d’Ivoire and Sao Tome",
            [("Türkiye", "name"), ("Côte d'Ivoire", "name"), ("São Tomé and Príncipe", "name")],
        ),
        ("Al Qaeda, al-Qaeda, al-Qaida", [("al-Qaeda", "name")] * 3),
        ("the Kurdistan Workers’ Party (PKK)", [("Kurdistan Workers' Party", "name")] * 2),
        (
            "the U.S.-backed, U.S.-led and UN-led talks",
            [("United States", "name"), ("United States", "name"), ("United Nations", "name")],
        ),
        ("the Nigerian Senate, the US Senate", [("Nigeria", "adjective"), ("United States Senate", "name")]),
        ("Germany’s Greens and Denmark's Greens", [(n, "name") for n in ("Germany", "Alliance 90/The Greens", "Denmark")]),
        ("Turkey's Jordan policy", [("Türkiye", "name"), ("Jordan", "name")]),
        ("The Hague", [("Netherlands", "capital")]),
        ("New York Times reporters in New York", [("New York Times", "name"), ("New York", "name")]),
        ("Northern Ireland and Ireland", [("Northern Ireland", "name"), ("Ireland", "name")]),
        ("they told us who; a chad, a turkey, polish", []),
    ],
)
def test_cases(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(hit.entry.name, hit.kind.value) for hit in found(text)] == expected


def test_positions_and_article() -> None:
    (hit,) = found("In the United States, he said")
    assert (hit.start, hit.end, hit.kind) == (2, 4, FormKind.NAME)


@pytest.mark.parametrize(
    "form", ["Chad", "Jordan", "Georgia", "Turkey", "Congress", "Labour", "Greens", "Quad", "Washington", "Kingston", "America"]
)
def test_ambiguous_forms_are_marked(form: str) -> None:
    (hit,) = found(form)
    assert hit.ambiguous


@pytest.mark.parametrize(
    "form", ["Iran", "Türkiye", "US", "Kremlin", "Hashemite Kingdom of Jordan", "Hamas", "NATO", "US Congress"]
)
def test_plain_forms_are_not(form: str) -> None:
    (hit,) = found(form)
    assert not hit.ambiguous


def test_variants_are_spellings_of_one_form() -> None:
    assert set(variants("Hay'at Tahrir al-Sham")) == {"Hay’at Tahrir al-Sham", "Hay'at Tahrir al Sham", "Hay’at Tahrir al Sham"}
    assert list(variants("Iran")) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "Iran",
                "New",
                "York",
                "Times",
                "United",
                "Arab",
                "Emirates",
                "States",
                "'s",
                "-",
                "Guinea",
                "Papua",
                "Bissau",
                "x",
            ]
        )
    )
)
def test_hits_are_ordered_and_never_overlap(text: list[str]) -> None:
    hits = GAZETTEER.find(text)
    assert all(hit.start < hit.end <= len(text) for hit in hits)
    assert all(before.end <= after.start for before, after in pairwise(hits))
    assert hits == GAZETTEER.find(tuple(text))
