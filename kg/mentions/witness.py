"""Which names of persons does the grammar of the text give away, where the tagger sees none?

An office in apposition ("Damodar Naik, spokesperson for the party"), a list behind a plural office ("Members of Parliament
Gan Thiam Poh and Tin Pei Ling"), a counterpart, a meeting ("met Marta Holm"), an age
("Marta Holm, 45,").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lexicon.offices import Offices
from kg.lexicon.persons import load_persons
from kg.lexicon.reference import load_reference
from kg.mentions.runs import Name, run_of_names
from kg.mentions.titles import POSSESSIVE, head_length, honorific_length, is_capital, is_plural
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINKS = frozenset((",", "and", "&", "as", "well"))
_MET = frozenset(("met", "meets", "telephoned", "phoned"))
_LONGEST, _REACH, _TAIL = 4, 5, 10
_BEING = frozenset(("is", "was", "became", "served", "serves", "remains"))


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
        elif token.text == "," and _office_closes(doc, token.i, offices):
            yield from _enclosed(doc, token.i + 1, titles, offices)
        elif token.lower_ in _BEING and _office_opens(doc, _past_adverbs(doc, token.i + 1), offices):
            start = _back(doc, token.i, titles)
            if token.i - start >= 2:
                yield _person(start, token.i)
        elif _introduces(token, offices):
            yield from _list(doc, token.i + 1, titles, offices)
        elif token.lower_ in _MET:
            yield from _met(doc, token.i + 1, titles, offices)
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


def _office_closes(doc: Doc, comma: int, offices: Offices) -> bool:
    """Does an office with what it is an office of end at the comma ("the Italian foreign minister,", "its head of mission,")?"""
    for i in range(comma - 1, max(-1, comma - _TAIL), -1):
        token = doc[i]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ", "NUM"):
            return False
        length = head_length(doc, i, offices)
        if length and i + length <= comma and not is_plural(doc[i + length - 1]):
            return (i + length == comma or doc[i + length].lower_ in ("of", "for", "at", "to", "in")) and _is_somebodys(doc, i)
        if token.is_sent_start:
            return False
    return False


def _is_somebodys(doc: Doc, i: int) -> bool:
    """Does an article, a possessive or an adjective make the office at `i` one person's?"""
    for j in range(i - 1, max(-1, i - _REACH), -1):
        if doc[j].pos_ in ("DET", "PRON") or doc[j].text in POSSESSIVE:
            return doc[j].lower_ not in ("a", "an", "every", "no", "any")
        if doc[j].pos_ not in ("ADJ", "NOUN", "PROPN") and doc[j].text != "-":
            return False
    return False


def _enclosed(doc: Doc, i: int, titles: tuple[set[int], set[int]], offices: Offices) -> Iterator[Name]:
    """A run of two capitals or more between two commas, or a comma and the sentence's end."""
    while i < len(doc) and (length := honorific_length(doc, i, offices)):
        i += length
    if i >= len(doc) or not is_capital(doc[i]) or doc[i].is_sent_start:
        return
    end = run_of_names(doc, i, *titles)
    closed = end >= len(doc) or doc[end].text in (",", ".", ";", ")") or doc[end].is_sent_start
    if closed and 2 <= end - i <= _LONGEST and doc[end - 1].lower_ not in load_persons().things and doc[i].ent_type_ != "GPE":
        yield _person(i, end)


def _past_adverbs(doc: Doc, i: int) -> int:
    while i < len(doc) - 1 and (doc[i].pos_ == "ADV" or doc[i].lower_ in ("as", "elected", "appointed", "named")):
        i += 1
    return min(i, len(doc) - 1)


def _is_age(doc: Doc, i: int) -> bool:
    return doc[i].is_digit and len(doc[i].text) == 2 and doc[i + 1].text == ","


def _met(doc: Doc, i: int, titles: tuple[set[int], set[int]], offices: Offices) -> Iterator[Name]:
    """ "Met Marta Holm", "met with Marta Holm": two or three capitals that nothing else explains."""
    i += i < len(doc) and doc[i].lower_ == "with"
    end = run_of_names(doc, i, *titles) if i < len(doc) and is_capital(doc[i]) else i
    plain = all(doc[j].ent_type_ in ("", "PERSON") and not doc[j].is_upper and doc[j].is_alpha for j in range(i, end))
    known = end > i and (doc[end - 1].lower_ in load_persons().things or doc[end - 1].lower_ in offices.portfolios)
    if 2 <= end - i <= 3 and plain and not known and (end == len(doc) or doc[end].pos_ not in ("NOUN", "PROPN")):
        yield _person(i, end)


def _back(doc: Doc, end: int, titles: tuple[set[int], set[int]]) -> int:
    """Where does the run of capitals before `end` open? `end` if it looks like no person's name."""
    start = end
    while start > 0 and end - start < _LONGEST + 1 and _may_open(doc[start - 1]):
        start -= 1
        if doc[start].is_sent_start:
            break
    if end - start > 2 and start > 0 and doc[start - 1].lower_ == "of" and doc[start].ent_type_ in ("GPE", "LOC"):
        start += 1  # "Governor of the Central Bank of Kenya | Kamau Thugge"
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
        elif i + 1 < len(doc) and doc[i].lower_ == "of" and is_capital(doc[i + 1]):
            i = run_of_names(doc, i + 1, *titles)
        start = i
        while i < len(doc) and doc[i].lower_ in _LINKS:
            i += 1
        if i == start:
            return
