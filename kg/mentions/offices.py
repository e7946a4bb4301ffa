"""Which phrases name an office, of what, held by whom?

An *office phrase* is a run of tokens around an office's head: "the Iranian defense minister", "Minister of Defense of
the Syrian Arab Republic". What stands in front tells its owner ("Iranian", "Mali's") and changes it ("deputy",
"former"); what stands behind with "of" or "for" tells portfolio and owner; a name beside it is its holder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Modifier, Office, Offices
from kg.mentions.names import Name
from kg.mentions.titles import head_length, honorific_length, is_capital, is_plural, office_of, text, title_length
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = frozenset(("of", "for", "in", "at", "to", "on", "with"))
_OWNING = frozenset(("of", "for", "in", "at", "with"))
_LINKS = frozenset(("of", "for", "the", "and", "&", "'s", "’s", "-"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_LONGEST_TAIL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePhrase:
    """Tokens `first`..`last` name an office whose head ends at `head`. `owner` is the name of what it is an office of,
    `tail` the first and last token of an unknown owner ("Chair of the House Republican Conference"), `holder` the person."""

    first: int
    last: int
    head: int
    office: Office
    modifiers: tuple[Modifier, ...] = ()
    owner: Name | None = None
    tail: tuple[int, int] | None = None
    holder: Name | None = None
    definite: bool = False

    @property
    def status(self) -> Status:
        """Is it held now? Former, intended (nominees) or actual."""
        found = [modifier.status for modifier in self.modifiers if modifier.status]
        return found[0] if found else Status.ACTUAL

    def relation(self, owner: EntityType) -> str:
        """Which role does it make towards an owner of this type? "" if none."""
        own = self.office.country if owner is EntityType.COUNTRY else self.office.organization
        changed = [modifier.relation for modifier in self.modifiers if modifier.relation]
        return (changed[0] if changed else own) if own else ""


def find_offices(doc: Doc, names: Sequence[Name], offices: Offices) -> tuple[OfficePhrase, ...]:
    """Which office phrases stand in the text? By first token; offices of one holder in a row share the holder."""
    at = {i: name for name in names for i in range(name.first, name.last + 1)}
    found: list[OfficePhrase] = []
    i = 0
    while i < len(doc):
        length = head_length(doc, i, offices)
        if length and not _inside_person(at, i):
            office = _phrase(doc, i, i + length - 1, at, offices)
            if office and (not found or office.first > found[-1].last):
                found.append(office)
                i = office.last
        i += 1
    return _chained(doc, [replace(office, holder=_holder(doc, office, at, offices)) for office in found])


def _inside_person(at: Mapping[int, Name], i: int) -> bool:
    return i in at and at[i].type is EntityType.PERSON


def _phrase(doc: Doc, start: int, head: int, at: Mapping[int, Name], offices: Offices) -> OfficePhrase | None:
    office = office_of(text(doc, start, head + 1), offices)
    if office is None or (head + 2 < len(doc) and doc[head + 1].text in _POSSESSIVE and doc[head + 2].lower_ in ("office", "department")):
        return None
    first, owner, modifiers = _left(doc, start, at, offices)
    last, right_owner, tail, portfolio = _right(doc, head, at, offices, office)
    owner = right_owner or owner
    portfolio = portfolio or any(doc[i].lower_ in offices.portfolios for i in range(first, start))
    if office.portfolio and not (owner or portfolio):
        return None
    definite = first > 0 and doc[first - 1].lower_ in ("the", "his", "her", "their", "its", "our")
    return OfficePhrase(
        first=first, last=last, head=head, office=office, modifiers=modifiers, owner=owner, tail=tail, definite=definite
    )


def _left(doc: Doc, start: int, at: Mapping[int, Name], offices: Offices) -> tuple[int, Name | None, tuple[Modifier, ...]]:
    """What belongs to the office in front of its head: (first token, owner, modifiers)."""
    owner: Name | None = None
    modifiers: list[Modifier] = []
    i = start
    while i > 0 and not doc[i].is_sent_start:
        token = doc[i - 1]
        name = at.get(i - 1)
        if name and name.type is not EntityType.PERSON and owner is None:
            owner, i = name, name.first
        elif token.text in _POSSESSIVE and i - 2 in at and at[i - 2].type is not EntityType.PERSON and owner is None:
            owner, i = at[i - 2], at[i - 2].first
        elif token.lower_ in offices.by_modifier:
            modifiers.append(offices.by_modifier[token.lower_])
            i -= 1
        elif name is None and owner is None and _premodifies(token, offices):
            i -= 1
        else:
            break
    return i, owner, tuple(modifiers)


def _premodifies(token: Token, offices: Offices) -> bool:
    if token.lower_ in offices.portfolios:
        return True
    if token.text in ("-", "&", "and"):
        return bool(token.i) and token.doc[token.i - 1].lower_ in offices.portfolios
    return token.pos_ in ("PROPN", "ADJ", "NOUN") and (is_capital(token) or token.dep_ in ("amod", "compound", "nmod:desc"))


def _right(
    doc: Doc, head: int, at: Mapping[int, Name], offices: Offices, office: Office
) -> tuple[int, Name | None, tuple[int, int] | None, bool]:
    """What belongs to the office behind its head: (last token, owner, unknown owner, is there a portfolio)."""
    last, owner, tail, portfolio = head, None, None, False
    i = _past_brackets(doc, head + 1)
    if i >= len(doc) or doc[i].lower_ not in _OPENERS:
        return last, None, None, False
    start, owning, limit = i, doc[i].lower_ in _OWNING, i + _LONGEST_TAIL
    while i < min(len(doc), limit) and not doc[i].is_sent_start:
        token, name = doc[i], at.get(i)
        if name and name.type is EntityType.PERSON:
            break
        if name:
            owner = (owner if owner and name.kind in ("adjective", "capital") else name) if owning else owner
            last, i = name.last, name.last + 1
            continue
        if token.lower_ in _LINKS or i == start:
            owning = owning or token.lower_ in ("of", "for")
            if token.lower_ in ("and", "&") and last > head + 1 and not _goes_on(doc, i + 1, offices):
                break
        elif token.pos_ in ("NOUN", "PROPN", "ADJ") and not title_length(doc, i, offices):
            portfolio = portfolio or token.lower_ in offices.portfolios
            if is_capital(token) and token.lower_ not in offices.portfolios and owning:
                tail = (tail[0] if tail else i, i)
            last = i
        else:
            break
        i += 1
    return last, owner, tail if owner is None and _may_own(office) else None, portfolio


def _may_own(office: Office) -> bool:
    """May what follows the office's "of" be an unknown organization, rather than a portfolio?"""
    return bool(office.organization) and (office.of or office.country not in ("minister-of", "head-of-government-of"))


def _goes_on(doc: Doc, i: int, offices: Offices) -> bool:
    """Behind "and": does the portfolio go on ("Defence and Logistics of …"), rather than the sentence?"""
    while i < len(doc) and doc[i].lower_ in ("the", "its"):
        i += 1
    return i < len(doc) and (doc[i].lower_ in offices.portfolios or is_capital(doc[i])) and not title_length(doc, i, offices)


def _past_brackets(doc: Doc, i: int) -> int:
    """Behind "(DPM)" if a bracket opens at i, else i."""
    if i < len(doc) and doc[i].text == "(":
        for j in range(i + 1, min(i + 6, len(doc))):
            if doc[j].text == ")":
                return j + 1
    return i


def _holder(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], offices: Offices) -> Name | None:
    """Who holds the office? The person right behind it, behind its comma, before it in apposition, or by a verb."""
    if is_plural(doc[office.head]):
        return None
    i = _past_brackets(doc, office.last + 1)
    comma = i < len(doc) and doc[i].text in (",", ":", "–", "-", ";")
    for start in (i, i + 1) if comma and not doc[i].text == ";" else (i,):
        name = at.get(_past_titles(doc, start, offices))
        if name and name.type is EntityType.PERSON and not doc[name.first].is_sent_start:
            if start == i or not _goes_with_verb(doc, office, name):
                return name
    return _before(doc, office, at) or _by_verb(doc, office, at)


def _goes_with_verb(doc: Doc, office: OfficePhrase, name: Name) -> bool:
    """Behind a comma the person may open a new clause ("As president, Biden said" is fine; "the minister, X, said" too)."""
    return office.first > 0 and doc[office.first - 1].lower_ in ("a", "an", "no", "every")


def _past_titles(doc: Doc, i: int, offices: Offices) -> int:
    while i < len(doc):
        if length := honorific_length(doc, i, offices):
            i += length
        elif doc[i].text in (".", "(") and i and not doc[i - 1].whitespace_:
            i += 1
        else:
            break
    return i


def _before(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "Abbas, the Minister of Defense" and "Ali Abbas (Minister of Defense)"; "X, who is/was the minister"."""
    i = office.first - 1
    while i > 0 and (doc[i].pos_ == "DET" or doc[i].lower_ in ("then", "now", "currently", "formerly", "as")):
        i -= 1
    if i > 0 and doc[i].pos_ == "AUX" and doc[i - 1].lower_ == "who":
        i -= 2
    if i <= 0 or doc[i].text not in (",", "(", "–", "-", "—"):
        return None
    name = at.get(i - 1)
    return name if name and name.type is EntityType.PERSON and not doc[i].is_sent_start else None


def _by_verb(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "X is the president of Y", "X was elected president", "X serves as minister": the clause's subject."""
    head = doc[office.head]
    copula = any(child.dep_ == "cop" for child in head.children)
    as_post = any(child.dep_ == "case" and child.lower_ == "as" for child in head.children)
    verb = head if copula else head.head if head.dep_ in ("xcomp", "obl", "obj", "nsubj:pass") and (as_post or head.dep_ == "xcomp") else None
    if verb is None:
        return None
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if as_post and not any(child.dep_ == "nsubj:pass" for child in verb.children):
        subjects = [child for child in verb.children if child.dep_ == "obj"] or subjects
    name = at.get(subjects[0].i) if subjects else None
    return name if name and name.type is EntityType.PERSON else None


def _chained(doc: Doc, found: list[OfficePhrase]) -> tuple[OfficePhrase, ...]:
    """Offices in a row ("Deputy Prime Minister and Minister for Finance Lawrence Wong") share holder and owner."""
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], found[i + 1]
        start = _past_brackets(doc, office.last + 1)
        link = [token.lower_ for token in doc[start : following.first]]
        if link in (["and"], [","], [",", "and"], ["&"], ["and", "the"], ["cum"]) and office.holder is None and following.holder and not is_plural(doc[office.head]):
            if following.holder.first > following.last:
                found[i] = replace(office, holder=following.holder, owner=office.owner or following.owner)
    for i in range(1, len(found)):
        office, before = found[i], found[i - 1]
        link = [token.lower_ for token in doc[before.last + 1 : office.first]]
        if link in (["and"], [",", "and"], ["and", "the"]) and before.holder and office.holder is None:
            if before.holder.last < before.first:
                found[i] = replace(office, holder=before.holder, owner=office.owner or before.owner)
        if found[i].holder and found[i].holder == before.holder and found[i].owner is None and link in (["and"], [","], [",", "and"], ["&"]):
            found[i] = replace(found[i], owner=found[i - 1].owner)
    return tuple(found)
