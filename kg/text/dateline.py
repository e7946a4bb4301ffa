"""The dateline that opens a wire story: "SEOUL, Jan. 6 (Yonhap) -- ", "WARSAW (PAP) – ".

It says where and when a story was filed, and is no part of its first sentence: a parser that reads on takes the city for
the sentence's subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DASHES = frozenset(("–", "—", "--", "-", "―"))
_LONGEST = 14


def datelines(doc: Doc, paragraphs: Sequence[int]) -> Mapping[int, int]:
    """Which tokens make up a dateline, each with the dash that ends it? `paragraphs` are the tokens that open one."""
    found: dict[int, int] = {}
    for start in paragraphs:
        dash = _dash(doc, start)
        if dash > start and _is_dateline(doc, start, dash):
            found.update((i, dash) for i in range(start, dash))
    return found


def _dash(doc: Doc, start: int) -> int:
    """The first free-standing dash near the paragraph's start, -1 if none."""
    end = min(start + _LONGEST, len(doc) - 1)
    return next((i for i in range(start + 1, end) if doc[i].text in _DASHES and doc[i - 1].whitespace_), -1)


def _is_dateline(doc: Doc, start: int, dash: int) -> bool:
    """Nothing but names, numbers and marks before the dash, a place in capitals, a bracket or a comma among them."""
    words = doc[start:dash]
    if not words[0].is_alpha or words[0].is_lower or doc[dash + 1].text[0].islower():
        return False
    marked = any(word.text in (",", "(") for word in words) or words[0].is_upper
    return marked and all(_fits(word) for word in words)


def _fits(word: Token) -> bool:
    return (
        word.is_punct or word.like_num or word.text[0].isupper() or word.text[0].isdigit() or word.text in ("/", "al", "de", "of")
    )
