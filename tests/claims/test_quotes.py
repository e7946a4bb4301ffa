"""Which words stand inside quotation marks, whatever the marks."""

from __future__ import annotations

import pytest
import spacy

from kg.claims.quotes import quotations, quoted

_BLANK = spacy.blank("en")
_BLANK.add_pipe("sentencizer")


def _inside(text: str) -> str:
    doc = _BLANK(text)
    return " ".join(token.text for token, inside in zip(doc, quoted(doc), strict=True) if inside)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we will go" and left.', "we will go"),
        ("He said “we will go” and left.", "we will go"),
        ("He said „we will go“ and left.", "we will go"),
        ("He said «we will go» and left.", "we will go"),
        ("He said ‘we will go’ and left.", "we will go"),
        ("The two countries' ministers met.", ""),
        ('"Go," he said. "Now."', "Go , Now ."),
        ('We are with you against this front, "General Abbas added.', "General Abbas added ."),
        ('"We are with you against this front, "General Abbas added.', "We are with you against this front ,"),
        ('He said that "we are here. Nobody asked.', "we are here ."),
    ],
)
def test_quoted(text: str, inside: str) -> None:
    assert _inside(text) == inside


def test_a_quotation_over_paragraphs_is_opened_anew() -> None:
    doc = _BLANK('"We will go on. "We never stop."')
    first, second = quotations(doc, [0, 6])
    assert (first.start, first.end, first.goes_on) == (1, 6, True)
    assert doc[second.start : second.end].text == "We never stop."
