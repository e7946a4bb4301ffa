"""Persons who go by a style or by the letters of their office: "His Royal Highness", "the PGA" after "President of the UN
General Assembly (PGA) Abdulla Shahid", "the 62-year-old".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.lexicon.reference import Reference
from kg.mentions.names import Name
from kg.mentions.offices import OfficePhrase
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSESSIVES = frozenset(("his", "her", "their"))
_BEFORE_NAME = 6  # tokens between a style and the name it introduces
_SHORTEST, _LONGEST = 2, 6  # letters of an office's acronym


def styled(
    doc: Doc, at: Mapping[int, Name], offices: Sequence[OfficePhrase], meaning: Mapping[Name, str], reference: Reference
) -> dict[int, str]:
    """Which tokens mean a person by style or letters alone? Token -> the person introduced with them last."""
    letters = {i: (acronym, meaning[holder]) for i, acronym, holder in _introduced(doc, at, offices)}
    found: dict[int, str] = {}
    lettered: dict[str, str] = {}
    named: dict[str, str] = {}
    for token in doc:
        if token.i in letters:
            acronym, person = letters[token.i]
            lettered[acronym] = person
        elif token.text in lettered and token.i > 0 and token.nbor(-1).lower_ == "the" and not _is_named(doc, token, at):
            found[token.i] = lettered[token.text]
        elif token.lower_ in reference.honours and _is_owned(token):
            name = _name_behind(doc, token, at)
            if name is not None:
                named[token.lower_] = meaning[name]
            elif token.lower_ in named and not _is_named(doc, token, at):
                found[token.i] = named[token.lower_]
    return found


def aged(token: Token) -> bool:
    """Is it the last word of "the 62-year-old", with no noun behind it?"""
    doc = token.doc
    if token.lower_ not in ("old", "olds") or token.i < 5 or doc[token.i - 2].lower_ != "year":
        return token.lower_.endswith("-year-old") and token.i > 0 and doc[token.i - 1].lower_ == "the" and _stands_alone(token)
    return doc[token.i - 4].like_num and doc[token.i - 5].lower_ == "the" and _stands_alone(token)


def _stands_alone(token: Token) -> bool:
    return token.i + 1 >= len(token.doc) or token.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ")


def _introduced(doc: Doc, at: Mapping[int, Name], offices: Sequence[OfficePhrase]) -> Iterator[tuple[int, str, Name]]:
    """Acronyms in brackets between an office and its holder, unless they are those of the body that it leads."""
    for office in offices:
        if office.holder is None:
            continue
        for i in range(office.head + 1, office.holder.first - 1):
            word = doc[i]
            bracketed = doc[i - 1].text == "(" and doc[i + 1].text == ")"
            if not (bracketed and word.is_upper and word.is_alpha and _SHORTEST <= len(word.text) <= _LONGEST):
                continue
            known = i in at and at[i].entry is not None
            owner = office.owner
            initials = "".join(t.text[0] for t in doc[owner.first : owner.last + 1] if t.text[0].isupper()) if owner else ""
            if not known and word.text != initials and word.text[0] == doc[office.first].text[0].upper():
                yield i, word.text, office.holder


def _is_owned(token: Token) -> bool:
    return any(other.lower_ in _POSSESSIVES for other in token.doc[max(0, token.i - 2) : token.i])


def _name_behind(doc: Doc, token: Token, at: Mapping[int, Name]) -> Name | None:
    """The person whose name follows the style, with titles or an office between."""
    for i in range(token.i + 1, min(token.i + 1 + _BEFORE_NAME, len(doc))):
        name = at.get(i)
        if name is not None and name.type is EntityType.PERSON:
            return name
        if doc[i].is_sent_start or doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX"):
            return None
    return None


def _is_named(doc: Doc, token: Token, at: Mapping[int, Name]) -> bool:
    """Does a name follow, so that the word is but a title?"""
    follower = at.get(token.i + 1)
    return (follower is not None and follower.type is EntityType.PERSON) or (
        token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN"
    )
