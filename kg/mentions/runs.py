"""What is a name, and how far does a person's reach? From its first word over capitals, particles, initials and suffixes.

"Ard van der Steur", "Abdul Rahman bin Tun Haji Openg", "Cyrus R. Vance, Jr.", "Valéry Giscard d'Estaing", "Elizabeth II".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.gazetteer import Entry
from kg.lexicon.persons import load_persons
from kg.mentions.titles import is_capital
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HYPHENS = frozenset("-–‑")
_LONGEST = 12
_ELIDED = re.compile(r"(?:d|l|dell|dall)['’][A-ZÀ-Ý]")
_ROMAN = re.compile(r"[IVX]{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens `first`..`last` (inclusive) name an actor. `kind` is the gazetteer's ("name", "adjective", "people",
    "capital", "metonym", "loaded"), or "person", "organization" or "media"; `entry` is the known actor, if it is one."""

    first: int
    last: int
    type: EntityType
    kind: str
    entry: Entry | None = None

    def overlaps(self, other: Name) -> bool:
        """Do the two share a token?"""
        return self.first <= other.last and other.first <= self.last


def run_of_names(doc: Doc, start: int, stop: set[int], honorifics: set[int]) -> int:
    """Where does the name that starts at `start` end (exclusive)? It stays in its sentence and before tokens of `stop`;
    of those, `honorifics` belong to the name behind a patronym ("bin Tun") or where a name goes on behind them."""
    persons = load_persons()
    i, patronym = start, False
    while i < len(doc) and i - start < _LONGEST and (i == start or not doc[i].is_sent_start):
        word = doc[i].lower_
        inner = i > start and i in honorifics and (patronym or _goes_on(doc, i, stop))
        inner = inner or (i > start and doc[i - 1].lower_ in persons.patronyms)
        if i > start and word in persons.captions:
            break
        if i in stop and not inner:
            break
        if is_capital(doc[i]) or (i > start and _ELIDED.match(doc[i].text)) or _particle(doc, i, start):
            patronym = patronym or word in persons.patronyms
            i += 1
        elif i > start and doc[i].text in _HYPHENS and _glued(doc, i) and i + 1 < len(doc) and doc[i + 1].is_alpha:
            i += 2
        elif i > start and is_number(doc[i].text):
            return i + 1
        else:
            break
    while i > start and (doc[i - 1].lower_ in persons.particles or doc[i - 1].text in _HYPHENS) and doc[i - 1].is_lower:
        i -= 1
    return _with_suffix(doc, i)


def is_number(word: str) -> bool:
    """Is it a Roman number, which ends a name and is none?"""
    return bool(_ROMAN.fullmatch(word))


def _goes_on(doc: Doc, i: int, stop: set[int]) -> bool:
    """ "Abang Haji Abdul": an honorific inside a name, not one that opens the next person's."""
    return (
        i + 1 < len(doc)
        and i + 1 not in stop
        and is_capital(doc[i + 1])
        and not doc[i].text.endswith(".")
        and doc[i].lower_ == "haji"
    )


def _particle(doc: Doc, i: int, start: int) -> bool:
    """Does the word join the name: a small particle with a capital behind it ("van der Steur"), or glued to a hyphen ("al-")?"""
    particles = load_persons().particles
    if doc[i].lower_ not in particles:
        return False
    if i + 1 < len(doc) and doc[i + 1].text in _HYPHENS and not doc[i].whitespace_:
        return True
    if i == start:
        return False
    end = i + 1
    while end < len(doc) and doc[end].lower_ in particles:
        end += 1
    return end < len(doc) and end - i <= 3 and (is_capital(doc[end]) or doc[end - 1].text[0].isupper())


def _glued(doc: Doc, i: int) -> bool:
    return not doc[i - 1].whitespace_ and not doc[i].whitespace_


def _with_suffix(doc: Doc, i: int) -> int:
    """ "Vance, Jr." """
    suffixes = load_persons().suffixes
    if i < len(doc) and doc[i].lower_ in suffixes:
        return i + 1
    if i + 1 < len(doc) and doc[i].text == "," and doc[i + 1].lower_ in suffixes:
        return i + 2
    return i
