"""Letters inside an article: who writes to whom, so that "I", "we" and "you" mean somebody?

A *letter* runs from the line of its salutation ("Dear Prime Minister,", "Your Excellency,") to the line of its close ("Yours
sincerely,"). Its writer signs below the close; its addressee is named in the salutation or in the lines above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ids import fold
from kg.lexicon.reference import Reference
from kg.mentions.find import Mentions
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.text.parse import Parse

_LONGEST_LINE = 12
_ABOVE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Tokens `start`..`end` (half-open) are a letter's; `writer` and `addressee` are entity ids, "" if unknown."""

    start: int
    end: int
    writer: str
    addressee: str


def find_letters(parse: Parse, mentions: Mentions, reference: Reference) -> Iterator[Letter]:
    """Which letters does the article quote in full? In the order of the text; one without a close is none."""
    lines = [(start, end) for start, end in parse.bounds if end > start]
    opened = -1
    for number, (start, end) in enumerate(lines):
        words = parse.doc[start:end].text.lower()
        if end - start <= _LONGEST_LINE and words.startswith(reference.salutations):
            opened = number
        elif opened >= 0 and end - start <= _LONGEST_LINE and words.startswith(reference.closes):
            writer = _signed(parse, lines[number + 1 : number + 3], mentions)
            yield Letter(start=lines[opened][0], end=start, writer=writer, addressee=_addressee(lines, opened, writer, mentions))
            opened = -1


def _signed(parse: Parse, below: Sequence[tuple[int, int]], mentions: Mentions) -> str:
    """Whose name stands below the close? Signatures may be all capitals, so names are compared folded."""
    for start, end in below:
        line = fold(parse.doc[start:end].text)
        fits = {
            entity.id
            for entity in mentions.entities.values()
            if entity.type is EntityType.PERSON
            and any(len(n.split()) > 1 and fold(n) in line for n in (entity.name, *entity.aliases))
        }
        if len(fits) == 1:
            return fits.pop()
    return ""


def _addressee(lines: Sequence[tuple[int, int]], opened: int, writer: str, mentions: Mentions) -> str:
    """Who is named in the salutation, or last in the short lines above it?"""
    for start, end in reversed(lines[max(0, opened - _ABOVE) : opened + 1]):
        if end - start > 2 * _LONGEST_LINE:
            return ""
        for i in reversed(range(start, end)):
            ids = mentions.refers.get(i, ())
            if len(ids) == 1 and ids[0] != writer and mentions.entities[ids[0]].type is EntityType.PERSON:
                return ids[0]
    return ""
