"""Who holds an office as somebody's counterpart: "his Japanese counterpart Taro Aso", "his counterparts A of X and B of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Offices
from kg.lexicon.reference import Reference
from kg.mentions.holders import behind_of, past_titles, person_at
from kg.mentions.offices import OfficePhrase
from kg.mentions.runs import Name
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def counterparts(
    doc: Doc, found: Sequence[OfficePhrase], names: Sequence[Name], at: Mapping[int, Name], offices: Offices, reference: Reference
) -> Iterator[OfficePhrase]:
    """ "his Japanese counterpart Taro Aso", "his Greek and French counterparts, A and B": they hold the office told before."""
    for token in doc:
        if token.lemma_.lower() not in reference.counterparts and token.lower_ not in reference.counterparts:
            continue
        told = [office for office in found if office.head < token.i and office.holder and office.office.country]
        owners = _adjectives(token, at)
        holders = _row(doc, token.i + 1, at, offices)
        if not told or not holders or (owners and len(owners) != len(holders)):
            continue
        model = told[-1]
        for k, holder in enumerate(holders):
            owner = owners[k] if owners else behind_of(doc, holder, names)
            yield replace(
                model,
                first=owners[0].first if owners else token.i,
                last=token.i,
                head=token.i,
                modifiers=(),
                owner=owner,
                tail=None,
                holder=holder,
                definite=True,
                open=owner is None,
                shared=len(holders) > 1,
                post=model.post or (model.first, model.last),
            )


def _adjectives(token: Token, at: Mapping[int, Name]) -> list[Name]:
    """The states in front of "counterpart(s)", in order."""
    found: list[Name] = []
    i = token.i - 1
    while i >= 0 and not token.doc[i + 1].is_sent_start:
        name = at.get(i)
        if name and name.type is EntityType.COUNTRY:
            found.insert(0, name)
            i = name.first - 1
        elif token.doc[i].lower_ in (",", "and") and found:
            i -= 1
        else:
            break
    return found


def _row(doc: Doc, i: int, at: Mapping[int, Name], offices: Offices) -> list[Name]:
    """The persons named in a row from i on, a comma in front allowed."""
    found: list[Name] = []
    i = i + 1 if i < len(doc) and doc[i].text in (",", ":") else i
    while i < len(doc) and (name := person_at(at, past_titles(doc, i, offices))) and name.first >= i:
        found.append(name)
        i = name.last + 1
        if i + 2 < len(doc) and doc[i].lower_ == "of" and i + 1 in at:
            i = at[i + 1].last + 1
        start = i
        while i < len(doc) and doc[i].lower_ in (",", "and"):
            i += 1
        if i == start:
            break
    return found
