"""Quotations: which words stand inside quotation marks, robust against marks that are missing or misplaced.

A *quotation* is the run of words between an opening and a closing mark; it may hold several sentences. A quotation that runs on
over a paragraph's end is opened anew in the next paragraph and closed only in the last, so none crosses a paragraph's end here.
Straight marks have no direction: it is read from the blanks around them, and from whether a quotation is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = frozenset(("“", "„", "«", "‹", "``", "‟"))
_CLOSING = frozenset(("”", "»", "›", "''", "’’"))
_STRAIGHT = frozenset(('"', "″", "＂"))
_PAUSE = frozenset((",", ".", "!", "?", "…"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation as a half-open range of tokens, without its marks; `goes_on` if the next paragraph continues it."""

    start: int
    end: int
    goes_on: bool = False


def quotations(doc: Doc, paragraph_starts: Sequence[int] = ()) -> tuple[Quotation, ...]:
    """Which quotations does the text hold? In order, not overlapping; a mark without a partner closes with its sentence."""
    found: list[Quotation] = []
    for start, end in paragraphs(len(doc), paragraph_starts):
        found.extend(_in_paragraph(doc, start, end))
    return tuple(found)


def quoted(doc: Doc, paragraph_starts: Sequence[int] = ()) -> tuple[bool, ...]:
    """Does each token stand inside quotation marks? One value a token; the marks themselves do not."""
    inside = [False] * len(doc)
    for quotation in quotations(doc, paragraph_starts):
        for i in range(quotation.start, quotation.end):
            inside[i] = True
    return tuple(inside)


def paragraphs(length: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The paragraphs as half-open token ranges, from the indices at which they start.

    >>> list(paragraphs(5, [2, 4]))
    [(0, 2), (2, 4), (4, 5)]
    """
    bounds = sorted({0, length, *(s for s in starts if 0 < s < length)})
    yield from pairwise(bounds)


def _in_paragraph(doc: Doc, start: int, end: int) -> Iterator[Quotation]:
    opened = -1
    for i in range(start, end):
        token = doc[i]
        if opened < 0 and _opens(token, start):
            opened = i
        elif opened >= 0 and _closes(token, doc[opened], start):
            if i > opened + 1:
                yield Quotation(start=opened + 1, end=i)
            opened = -1
    if 0 <= opened < end - 1:
        goes_on = end < len(doc) and _is_mark(doc[end])
        last = end if goes_on or opened == start else min(end, doc[opened + 1].sent.end)
        yield Quotation(start=opened + 1, end=last, goes_on=goes_on)


def _is_mark(token: Token) -> bool:
    return token.text in _OPENING or token.text in _STRAIGHT or token.text == "‘"


def _opens(token: Token, start: int) -> bool:
    """Does the mark open a quotation, where none is open?"""
    if token.text in _OPENING:
        return True
    if token.text == "‘":
        return bool(not token.whitespace_)
    if token.text not in _STRAIGHT:
        return False
    return token.i == start or _blank_before(token) or not token.whitespace_


def _closes(token: Token, opener: Token, start: int) -> bool:
    """Does the mark close the open quotation? A straight mark that looks like an opening one does after a pause: `yes, "he`."""
    if opener.text == "‘":
        return token.text in ("’", "'") and (_ends_word(token) or token.nbor(-1).text in _PAUSE)
    if token.text in _CLOSING or (opener.text == "„" and token.text == "“"):
        return True
    if token.text not in _STRAIGHT:
        return False
    return not _blank_before(token) or _ends_word(token) or token.nbor(-1).text in _PAUSE


def _blank_before(token: Token) -> bool:
    return token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space or token.nbor(-1).is_bracket


def _ends_word(token: Token) -> bool:
    """Is a blank, the text's end or a stop after the mark?"""
    if token.i + 1 >= len(token.doc):
        return True
    return bool(token.whitespace_) or token.nbor(1).is_punct or token.nbor(1).is_space
