"""Which offices stand in a text, and who holds each? Rows of offices, lists of holders and counterparts included.

"Prime Minister and Minister of Finance A" holds two, "Representatives A and B" hold one each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Offices
from kg.lexicon.reference import Reference
from kg.mentions.behind import past_brackets
from kg.mentions.counterparts import counterparts
from kg.mentions.holders import behind_comma, behind_of, past_titles, person_at, person_before, right_behind, with_holder
from kg.mentions.offices import OfficePhrase, find_phrases
from kg.mentions.runs import Name
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ROW: tuple[list[str], ...] = (["and"], [","], [",", "and"], ["&"], ["and", "the"], ["cum"], [])
_LIST = frozenset((",", "and", "&", "as", "well", "the"))


def find_offices(doc: Doc, names: Sequence[Name], offices: Offices, reference: Reference) -> tuple[OfficePhrase, ...]:
    """Which office phrases stand in the text, and who holds them? By first token; of several holders of one phrase, each in
    a phrase of its own before the one without."""
    at = {i: name for name in names for i in range(name.first, name.last + 1)}
    found = [replace(office, holder=right_behind(doc, office, at, offices)) for office in find_phrases(doc, at, offices)]
    # A rank in front is no office that would make the one behind the comma somebody else's ("Colonel A, its chief of staff, …").
    placed = {office.holder for office in found if office.holder and doc[office.head].lower_ not in offices.by_title}
    for i, office in enumerate(found):
        if office.holder is None and (holder := behind_comma(doc, office, at, placed, offices)):
            found[i] = replace(office, holder=holder)
            placed.add(holder)
    _share_following(doc, found, at, placed)
    for i, office in enumerate(found):
        if office.holder is None and not office.plural:
            found[i] = with_holder(doc, office, at, reference)
    _share_before(doc, found)
    found = [_owned_behind(doc, office, names) for office in found]
    lists = [shared for office in found for shared in _list(doc, office, at, offices)]
    equals = list(counterparts(doc, found, names, at, offices, reference))
    return tuple(sorted([*lists, *equals, *found], key=lambda office: (office.first, not office.shared)))


def _share_following(doc: Doc, found: list[OfficePhrase], at: Mapping[int, Name], placed: set[Name]) -> None:
    """Offices in a row before a name ("Deputy Prime Minister and Minister for Finance Lawrence Wong") share it and its state."""
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], found[i + 1]
        link = [token.lower_ for token in doc[past_brackets(doc, office.last + 1) : following.first]]
        free = link in _ROW and office.holder is None and not office.plural and office.last < following.first
        apposed = person_before(doc, office, at) if link == [",", "and"] else None
        free = free and (apposed is None or apposed in placed)
        if free and following.holder and following.holder.first > following.last:
            owner = office.owner or (None if office.office.of or office.open else _state(following.owner))
            found[i] = replace(office, holder=following.holder, owner=owner)
    for i in range(1, len(found)):
        office, before = found[i], found[i - 1]
        link = [token.lower_ for token in doc[before.last + 1 : office.first]]
        if (
            office.holder
            and office.holder == before.holder
            and link in _ROW
            and not (office.owner or office.open or office.office.of)
        ):
            found[i] = replace(office, owner=_state(before.owner))


def _share_before(doc: Doc, found: list[OfficePhrase]) -> None:
    """Offices in a row behind a name ("X, former foreign secretary, mayor of London, and member of parliament") share it."""
    for i in range(1, len(found)):
        office, before = found[i], found[i - 1]
        link = [token.lower_ for token in doc[before.last + 1 : office.first] if token.pos_ != "DET"]
        if link == [","] and (office.definite or (office.owner and office.owner.first < office.head)):
            continue
        if link in _ROW[:4] and before.holder and office.holder is None and before.holder.last < before.first:
            owner = office.owner or (None if office.open else _state(before.owner))
            modifiers = office.modifiers or tuple(modifier for modifier in before.modifiers if modifier.status)
            found[i] = replace(office, holder=before.holder, owner=owner, modifiers=modifiers, past=before.past)
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], found[i + 1]
        link = [token.lower_ for token in doc[office.last + 1 : following.first] if token.pos_ != "DET"]
        same = office.holder and office.holder == following.holder and office.holder.last < office.first
        if same and link in _ROW and not (office.owner or office.open or office.office.of):
            found[i] = replace(office, owner=_state(following.owner) or _company(office, following))
            if found[i].owner is None and (following.owner or following.open) and following.office.of:
                found[i] = replace(found[i], tail=following.tail, open=True)


def _state(owner: Name | None) -> Name | None:
    """A state owns a whole row of offices, an organization only the one beside it."""
    return owner if owner and owner.type is EntityType.COUNTRY else None


def _company(office: OfficePhrase, following: OfficePhrase) -> Name | None:
    """ "president and chief executive of X": both of X."""
    both = office.office.organization == "leader-of" and following.office.of
    return following.owner if both else None


def _list(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], offices: Offices) -> Iterator[OfficePhrase]:
    """ "Representatives Jim Himes (D-Connecticut), Joe Wilson and …": each of them holds the office."""
    if office.holder is not None or not office.plural:
        return
    i = past_brackets(doc, office.last + 1)
    i += i < len(doc) and doc[i].text == "," and _counted(doc, office.first)
    i = past_titles(doc, i, offices)
    while i < len(doc) and (name := person_at(at, i)) and name.first == i and not doc[i].is_sent_start:
        owner = at.get(name.last + 2) if name.last + 2 < len(doc) and doc[name.last + 1].lower_ == "of" else None
        own = owner is not None and owner.type is EntityType.COUNTRY and office.owner is None
        yield replace(office, holder=name, shared=True, owner=owner if own else office.owner)
        i = past_brackets(doc, owner.last + 1 if own and owner else name.last + 1)
        start = i
        while i < len(doc) and doc[i].lower_ in _LIST:
            i += 1
        if i == start:
            break
        i = past_titles(doc, i, offices)


def _counted(doc: Doc, first: int) -> bool:
    """ "Two British ministers, A and B,", "one of the vice presidents, A,": are the officers counted, so that names follow?"""
    i = first - 1
    while i > 0 and doc[i].pos_ == "DET":
        i -= 1
    return i >= 0 and (doc[i].pos_ == "NUM" or (doc[i].lower_ == "of" and i > 0 and doc[i - 1].pos_ == "NUM"))


def _owned_behind(doc: Doc, office: OfficePhrase, names: Sequence[Name]) -> OfficePhrase:
    """ "Foreign Minister Wael Al-Tabari of Jordan" is Jordan's."""
    placed = office.holder is not None and office.holder.first > office.last
    if office.owner is None and office.holder is not None and placed and not (office.open or office.office.of):
        return replace(office, owner=behind_of(doc, office.holder, names))
    return office
