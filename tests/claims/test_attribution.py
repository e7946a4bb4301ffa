"""Whose words is each word: reports, tags, quotations and what ends them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.claims.attribution import speakers
from kg.lexicon.cues import load_cues

CUES = load_cues()


def _source(doc: Doc, word: str, starts: tuple[int, ...] = (0,)) -> str:
    """The source of the word's last occurrence, "" if the article's own."""
    found = speakers(doc, CUES, starts)
    index = max(token.i for token in doc if token.text == word)
    return doc[found[index]].text if found[index] >= 0 else ""


def test_a_report_gives_its_clause_and_not_itself(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Weber", "Weber", "PROPN", "nsubj", 1),
        ("said", "say", "VERB", "ROOT", 1),
        ("Oslo", "Oslo", "PROPN", "nsubj", 3),
        ("agreed", "agree", "VERB", "ccomp", 1),
    )
    assert speakers(doc, CUES, (0,)) == (-1, -1, 0, 0)


def test_the_closest_source_wins(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Weber", "Weber", "PROPN", "nsubj", 1),
        ("said", "say", "VERB", "ROOT", 1),
        ("Oslo", "Oslo", "PROPN", "nsubj", 3),
        ("claimed", "claim", "VERB", "ccomp", 1),
        ("Rome", "Rome", "PROPN", "nsubj", 5),
        ("attacked", "attack", "VERB", "ccomp", 3),
    )
    assert speakers(doc, CUES, (0,)) == (-1, -1, 0, 0, 2, 2)


def test_a_tag_stands_in_the_middle_of_its_words(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Oslo", "Oslo", "PROPN", "nsubj", 5),
        (",", ",", "PUNCT", "punct", 3),
        ("Weber", "Weber", "PROPN", "nsubj", 3),
        ("said", "say", "VERB", "parataxis", 5),
        (",", ",", "PUNCT", "punct", 3),
        ("agreed", "agree", "VERB", "ROOT", 5),
    )
    found = speakers(doc, CUES, (0,))
    assert found[0] == found[5] == 2
    assert found[2] == found[3] == -1


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("Lavrov said that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Turkey had attacked the camp, Lavrov said.", "attacked", "Lavrov"),
        ("Turkey had attacked the camp, said Lavrov.", "attacked", "Lavrov"),
        ("Turkey, Lavrov said on Monday, had attacked the camp.", "attacked", "Lavrov"),
        ("According to Lavrov, Turkey attacked the camp.", "attacked", "Lavrov"),
        ("Turkey attacked the camp, according to Lavrov.", "attacked", "Lavrov"),
        ("Lavrov told reporters that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("In a statement, Lavrov said Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Lavrov met Fidan, adding that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Lavrov was quoted as saying that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Lavrov emphasized Iran's support for Syria.", "support", "Lavrov"),
        ("Lavrov accused Turkey of attacking the camp.", "attacking", "Lavrov"),
        ("Lavrov accused Turkey of attacking the camp.", "accused", ""),
        ("Lavrov met Fidan in Ankara.", "met", ""),
        ("Lavrov said he was ready. Turkey attacked the camp.", "attacked", ""),
        ('"Turkey attacked the camp," Lavrov said.', "attacked", "Lavrov"),
        ('"We regret it," Lavrov said. "Turkey attacked the camp."', "attacked", "Lavrov"),
        ("Turkey rejected Lavrov's claim that it had attacked the camp.", "attacked", "Lavrov"),
        ('Norway\'s policy came under fire from Lavrov: "They attacked the camp and sent no aid."', "attacked", "Lavrov"),
        ("Referring to Syria's support for the group, Lavrov left.", "support", "Lavrov"),
        ("Lavrov thanked Oslo for the aid that Norway sent.", "sent", ""),
        ("Turkey, according to Lavrov, attacked the camp.", "attacked", "Lavrov"),
        ("Turkey attacked the camp, in the words of Minister Lavrov.", "attacked", "Lavrov"),
        ("In Lavrov's view, Turkey attacked the camp.", "attacked", "Lavrov"),
        ("It was Lavrov's view that Turkey attacked the camp.", "attacked", "Lavrov"),
        ("NATO said in a statement that Turkey had attacked the camp.", "attacked", "NATO"),
        ("Sergei Lavrov, who said Turkey had attacked the camp, left for Cairo.", "attacked", "Lavrov"),
        ("Foreign Minister Lavrov is convinced that Turkey attacked the camp.", "attacked", "Lavrov"),
        ("Foreign Minister Lavrov is certain Turkey attacked the camp.", "attacked", "Lavrov"),
        ("Foreign Minister Lavrov spoke about Turkey's support for the camp.", "support", "Lavrov"),
        ("Foreign Minister Lavrov pointed to Turkey's support for the camp.", "support", "Lavrov"),
        ("The TASS news agency quoted Minister Lavrov as saying that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Turkey attacked the camp, the Interfax news agency reported.", "attacked", ""),
        ("The newspaper reported that Turkey had attacked the camp.", "attacked", ""),
        ("The United States imposed sanctions on Fidan for backing the camp.", "backing", "States"),
        ("Moscow expelled Fidan for supporting the camp.", "supporting", "Moscow"),
        ("Moscow expelled Fidan for supporting the camp.", "expelled", ""),
        ("Weber was jailed for supporting the camp.", "supporting", ""),
        ("Lavrov informed the minister that Turkey had attacked the camp.", "attacked", "Lavrov"),
        ("Turkey attacked the camp, according to a statement by Lavrov.", "attacked", "Lavrov"),
        ('Minister Sergei Lavrov was not surprised. "Turkey attacked the camp."', "attacked", "Lavrov"),
        ("Turkey attacked the camp, according to a tweet on Monday by Minister Lavrov.", "attacked", "Lavrov"),
        ("Minister Lavrov expressed Russia's readiness to work with Turkey.", "work", "Lavrov"),
        ("Lavrov cited Turkey's attacks as a reason.", "attacks", "Lavrov"),
        ("Lavrov conveyed a message of support from Weber.", "support", ""),
        ("Lavrov: Turkey attacked the camp", "attacked", "Lavrov"),
        ("Syria: Turkey attacked the camp", "attacked", ""),
        ("Turkey attacked camp: Lavrov", "attacked", "Lavrov"),
        ("Turkey attacked camp, says Lavrov", "attacked", "Lavrov"),
        ("Lavrov published a report in Oslo. The report says Turkey bombed villages.", "bombed", "Lavrov"),
    ],
)
def test_source(nlp: Language, text: str, word: str, source: str) -> None:
    assert _source(nlp(text), word) == source


def test_a_quotation_goes_on_in_the_next_paragraph(nlp: Language) -> None:
    first, second = nlp('Lavrov said: "We will meet the envoy in Oslo.'), nlp('"Turkey attacked the camp."')
    doc = Doc.from_docs([first, second], ensure_whitespace=True)
    assert _source(doc, "attacked", (0, len(first))) == "Lavrov"


def test_a_quotation_opens_the_paragraph_after_a_colon(nlp: Language) -> None:
    first, second = nlp("Foreign Minister Lavrov made the following statement:"), nlp('"Turkey attacked the camp."')
    doc = Doc.from_docs([first, second], ensure_whitespace=True)
    assert _source(doc, "attacked", (0, len(first))) == "Lavrov"


def test_a_statement_in_the_first_person_is_its_author_s(nlp: Language) -> None:
    head, body = nlp("Statement by President Weber on the crisis"), nlp("We condemn the attack. Turkey attacked the camp.")
    doc = Doc.from_docs([head, body], ensure_whitespace=True)
    assert _source(doc, "camp", (0, len(head))) == "Weber"
