"""Which names of persons does the grammar of the text give away, where the tagger sees none?

An office in apposition ("Damodar Naik, spokesperson for the party"), a list behind a plural office ("Members of Parliament
Gan Thiam Poh and Tin Pei Ling"), a counterpart, an age ("Marta Holm, 45,").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lexicon.offices import Offices
from kg.lexicon.persons import load_persons
from kg.lexicon.reference import load_reference
from kg.mentions.runs import Name, run_of_names
from kg.mentions.titles import head_length, honorific_length, is_capital
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINKS = frozenset((",", "and", "&", "as", "well"))
_LONGEST, _REACH = 4, 5


def witnessed(doc: Doc, titles: tuple[set[int], set[int]], offices: Offices) -> Iterator[Name]:
    """Which runs of capitals must be persons? In no order, overlaps not settled."""
    for token in doc:
        if (
            token.text == ","
            and token.i + 2 < len(doc)
            and (_office_opens(doc, token.i + 1, offices) or _is_age(doc, token.i + 1))
        ):
            start = _back(doc, token.i, titles)
            if token.i - start >= 2:
                yield _person(start, token.i)
        elif _introduces(token, offices):
            yield from _list(doc, token.i + 1, titles, offices)
        elif token.lower_ in offices.plurals and (length := head_length(doc, token.i, offices)):
            yield from _list(doc, token.i + length, titles, offices)


def _introduces(token: Token, offices: Offices) -> bool:
    """ "President-elect | X", "his Peruvian counterpart | X"."""
    modifier = offices.by_modifier.get(token.lower_)
    elect = modifier is not None and modifier.after and token.i > 0 and token.doc[token.i - 1].text in ("-", "–", "‑")
    return elect or token.lower_.removesuffix("s") in load_reference().counterparts


def _person(start: int, end: int) -> Name:
    return Name(first=start, last=end - 1, type=EntityType.PERSON, kind="person")


def _office_opens(doc: Doc, i: int, offices: Offices) -> bool:
    """Does an office in lower case, or with an article, stand right behind i?"""
    article = doc[i].pos_ == "DET"
    for j in range(i + article, min(i + _REACH, len(doc))):
        if doc[j].is_punct or doc[j].pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON"):
            return False
        if head_length(doc, j, offices):
            return article or doc[j].is_lower
    return False


def _is_age(doc: Doc, i: int) -> bool:
    return doc[i].is_digit and len(doc[i].text) == 2 and doc[i + 1].text == ","


def _back(doc: Doc, end: int, titles: tuple[set[int], set[int]]) -> int:
    """Where does the run of capitals before `end` open? `end` if it looks like no person's name."""
    start = end
    while start > 0 and end - start < _LONGEST + 1 and _may_open(doc[start - 1]):
        start -= 1
        if doc[start].is_sent_start:
            break
    words = range(start, end)
    odd = any(i in titles[0] or doc[i].is_upper or not doc[i].text[-1].isalpha() for i in words)
    thing = end > start and (
        doc[end - 1].lower_ in load_persons().things or doc[end - 1].ent_type_ in ("ORG", "GPE", "LOC", "FAC")
    )
    led = (
        start > 0
        and not doc[start].is_sent_start
        and (doc[start - 1].pos_ == "DET" or doc[start - 1].lower_ in ("in", "at", "near"))
    )
    return end if odd or thing or led or end - start > _LONGEST else start


def _may_open(token: Token) -> bool:
    return is_capital(token) and (
        token.pos_ == "PROPN" or (bool(token.is_sent_start) and token.pos_ in ("NOUN", "ADJ", "X", "INTJ"))
    )


def _list(doc: Doc, i: int, titles: tuple[set[int], set[int]], offices: Offices) -> Iterator[Name]:
    """The names that follow a plural office, with brackets and links between them."""
    while i < len(doc) and not doc[i].is_sent_start:
        while i < len(doc) and (length := honorific_length(doc, i, offices)):
            i += length
        end = run_of_names(doc, i, *titles) if i < len(doc) and is_capital(doc[i]) else i
        if end - i < 2 or doc[end - 1].lower_ in load_persons().things or doc[end - 1].lower_ in offices.portfolios:
            return
        yield _person(i, end)
        i = end
        if i < len(doc) and doc[i].text == "(":
            i = next((j + 1 for j in range(i, min(i + 7, len(doc))) if doc[j].text == ")"), i)
        start = i
        while i < len(doc) and doc[i].lower_ in _LINKS:
            i += 1
        if i == start:
            return
