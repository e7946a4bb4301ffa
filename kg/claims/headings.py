"""Headings and transcripts: who speaks in "Weber: Oslo must act", "Oslo must act: Weber", and in a line "WEBER: We will …"?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.claims.quotes import paragraphs
from kg.claims.sources import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 25  # tokens of a heading
_NAME = 5  # tokens of a name with its title
_DASHES = frozenset(("–", "—", "-", "--"))
_STOPS = frozenset((".", "!", "?", "…", "”", '"'))
_PERSON = ("PERSON",)
_SPEAKING = ("PERSON", "ORG")
_STATES = ("LOC", "GPE")
_WORDS = ("PROPN", "NOUN", "ADJ")


def heading_reports(doc: Doc, paragraph_starts: Sequence[int]) -> Iterator[Report]:
    """Which lines are somebody's by a name in front of a colon, or which headings by a name behind a colon or dash?

    A state in front of a colon is a topic ("Syria: Talks fail") and no speaker; behind one it speaks.
    """
    for start, end in paragraphs(len(doc), paragraph_starts):
        if end - start < 4:
            continue
        heading = end - start <= _LONGEST and doc[end - 1].text not in _STOPS
        colon = next((i for i in range(start + 1, min(start + _NAME, end - 2)) if doc[i].text == ":"), -1)
        if colon > 0 and (source := _name(doc, start, colon, _SPEAKING if heading else _PERSON)) >= 0:
            yield Report(verb=colon, source=source, scope=frozenset(range(colon + 1, end)), bare=False)
        elif heading and (mark := _last_mark(doc, start, end)) > 0:
            source = _name(doc, mark + 1, end, (*_SPEAKING, *_STATES) if doc[mark].text == ":" else _PERSON)
            if source >= 0 and any(doc[i].pos_ in ("VERB", "AUX") for i in range(start, mark)):
                yield Report(verb=mark, source=source, scope=frozenset(range(start, mark)), bare=False)


def _last_mark(doc: Doc, start: int, end: int) -> int:
    """The last colon or free-standing dash, a name's length before the end; -1 if none."""
    for i in range(end - 2, max(start + 1, end - 2 - _NAME), -1):
        if doc[i].text == ":" or (doc[i].text in _DASHES and doc[i - 1].whitespace_ and doc[i].whitespace_):
            return i
    return -1


def _name(doc: Doc, start: int, end: int, kinds: Sequence[str]) -> int:
    """The last token of the run if it is nothing but a name of such a kind with its title, else -1."""
    words = doc[start:end]
    if not words or any(t.pos_ not in _WORDS for t in words) or words[-1].ent_type_ not in kinds:
        return -1
    return words[-1].i
