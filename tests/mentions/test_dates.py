"""When: expressions in a text, and the one that belongs to an event. The article's day is Wednesday, 4 September 2024."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language

from kg.lexicon.cues import load_cues
from kg.mentions.dates import date_of, find_dates
from kg.mentions.expressions import find

CUES = load_cues()
DAY = date(2024, 9, 4)


@pytest.mark.parametrize(
    ("text", "behind", "ahead"),
    [
        ("on Sunday", "2024-09-01", "2024-09-08"),
        ("on Wednesday", "2024-09-04", "2024-09-04"),
        ("last Wednesday", "2024-08-28", "2024-08-28"),
        ("next Monday", "2024-09-09", "2024-09-09"),
        ("late on Friday evening", "2024-08-30", "2024-09-06"),
        ("today", "2024-09-04", "2024-09-04"),
        ("This morning", "2024-09-04", "2024-09-04"),
        ("Yesterday", "2024-09-03", "2024-09-03"),
        ("tomorrow", "2024-09-05", "2024-09-05"),
        ("two days ago", "2024-09-02", "2024-09-02"),
        ("three months ago", "2024-06", "2024-06"),
        ("last month", "2024-08", "2024-08"),
        ("earlier this month", "2024-09", "2024-09"),
        ("earlier in the month", "2024-09", "2024-09"),
        ("last year", "2023", "2023"),
        ("in September", "2024-09", "2024-09"),
        ("In October", "2023-10", "2024-10"),
        ("in May", "2024-05", "2025-05"),
        ("in late December", "2023-12", "2024-12"),
        ("September last year", "2023-09", "2023-09"),
        ("in March 2021", "2021-03", "2021-03"),
        ("on 6 September 2023", "2023-09-06", "2023-09-06"),
        ("6 SEPTEMBER 2023", "2023-09-06", "2023-09-06"),
        ("from 24 to 26 February 2022", "2022-02-24", "2022-02-24"),
        ("from 30 January to 1 February 2023", "2023-01-30", "2023-01-30"),
        ("6-8 May 2021", "2021-05-06", "2021-05-06"),
        ("on the 20th of May", "2024-05-20", "2025-05-20"),
        ("on May 21", "2024-05-21", "2025-05-21"),
        ("Jan. 6", "2024-01-06", "2025-01-06"),
        ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
        ("30 September", "2024-09-30", "2024-09-30"),
        ("in 2005", "2005", "2005"),
        ("last week", "", ""),
        ("two weeks ago", "", ""),
        ("until Sunday", "", ""),
        ("since 2011", "", ""),
        ("by 2030", "", ""),
    ],
)
def test_an_expression_has_a_reading_behind_and_one_ahead(text: str, behind: str, ahead: str) -> None:
    (found,) = find(f"They met {text}.", DAY, CUES.time)
    assert (found.iso, found.ahead) == (behind, ahead)


@pytest.mark.parametrize("text", ["He may go and march 5 km.", "2000 people", "on February 30", "at 10:30", "Mrs May agreed."])
def test_no_date(text: str) -> None:
    assert not find(text, DAY, CUES.time)


def test_without_the_article_s_day_only_full_dates_are_read() -> None:
    found = find("On Sunday, in May, on 3 June 2020.", None, CUES.time)
    assert [one.iso for one in found] == ["", "", "2020-06-03"]


def test_mentions_are_token_ranges() -> None:
    doc = spacy.blank("en")("They met on 6 September 2023 in Doha.")
    (mention,) = find_dates(doc, DAY, CUES)
    assert doc[mention.start : mention.end].text == "6 September 2023"


@pytest.mark.parametrize(
    ("marked", "ahead", "iso"),
    [
        ("Weber *met* Fidan on Sunday.", False, "2024-09-01"),
        ("Weber will *meet* Fidan on Sunday.", False, "2024-09-08"),
        ("Weber plans to *meet* Fidan on Sunday.", True, "2024-09-08"),
        ("On Sunday, Weber *met* Fidan in Ankara.", False, "2024-09-01"),
        ("On Monday, Weber met Fidan and *visited* the border.", False, "2024-09-02"),
        ("Weber *called* on Fidan and was received by Erdem today.", False, "2024-09-04"),
        ("Germany on Monday *banned* the airline.", False, "2024-09-02"),
        ("The two held *talks* in Muscat on Saturday.", False, "2024-08-31"),
        ("In a phone call on Sunday, Weber *condemned* the strike.", False, "2024-09-01"),
        ("Weber *visited* Kiel from 21 to 22 April 2024.", False, "2024-04-21"),
        ("Weber said on Monday that Turkey had *attacked* the camp.", False, ""),
        ("Weber *met* Fidan last week.", False, ""),
        ("Earlier on Monday, Weber *met* Fidan.", False, "2024-09-02"),
        ("Riots broke out on Saturday when Weber *visited* Kiel.", False, "2024-08-31"),
        ("Weber will visit Kiel on Friday at the *invitation* of Fidan.", True, ""),
        ("Weber arrived on Monday. Weber *met* Fidan earlier in the day.", False, "2024-09-02"),
        ("Weber arrived in Kiel on Monday and *met* Fidan that evening.", False, "2024-09-02"),
        ("Weber and Fidan agreed on Monday to *meet* again.", True, ""),
        ("Weber *visits* Kiel on Friday.", False, "2024-09-06"),
        ("Weber *hosted* Fidan to lunch on Monday.", False, "2024-09-02"),
        ("Weber *met* Fidan.", False, ""),
    ],
)
def test_the_date_of_an_event(nlp: Language, marked: str, ahead: bool, iso: str) -> None:
    doc = nlp(marked.replace("*", ""))
    trigger = next(token for token in doc if token.idx == marked.index("*"))
    assert date_of(trigger, DAY, CUES, ahead) == iso
