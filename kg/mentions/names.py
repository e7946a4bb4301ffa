"""Which words are names? Known names from the gazetteer, persons from titles and the tagger, organizations from their heads.

A *name* is a run of tokens that names one actor. A small tagger alone is weak, so three witnesses are heard in turn:
the gazetteer (what exists), titles and offices (what stands before a person's name), and the tagger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.gazetteer import Entry, Gazetteer, Hit
from kg.lexicon.offices import Offices
from kg.mentions.variants import alike
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLES = frozenset("al el bin ibn bint abu de del della da dos das di van von der den ter la le y e ul ur zu".split())
_HYPHENS = frozenset("-–‑")
_LONGEST = 7
_MEDIA = "media"


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


def phrase(words: Sequence[str]) -> str:
    """Token texts as one lower-case phrase, hyphens closed up, as the tables spell them."""
    return " ".join(words).lower().replace(" - ", "-").replace("’", "'")


def find_names(doc: Doc, gazetteer: Gazetteer, offices: Offices) -> tuple[Name, ...]:
    """Which names stand in the text? By first token; none overlaps another."""
    words = [token.text for token in doc]
    known = [_known(hit) for hit in gazetteer.find(words) if _means_it(doc, hit)]
    titled = list(_titled(doc, offices, known))
    tagged = list(_tagged_persons(doc, offices))
    persons = _settle([*titled, *tagged], known)
    known = [name for name in known if not any(name.overlaps(person) for person in persons)]
    persons = persons + list(_surnames(doc, persons, known))
    taken = [*known, *persons]
    bodies = [name for name in _tagged_organizations(doc) if not any(name.overlaps(other) for other in taken)]
    return tuple(sorted([*taken, *bodies], key=lambda name: name.first))


def _known(hit: Hit) -> Name:
    kind = _MEDIA if hit.entry.kind == _MEDIA else hit.kind
    return Name(first=hit.start, last=hit.end - 1, type=hit.entry.type, kind=kind, entry=hit.entry)


def _means_it(doc: Doc, hit: Hit) -> bool:
    """Is an ambiguous name ("US", "Chad", "Who") used as a name here? Others always are."""
    if not hit.ambiguous:
        return True
    first = doc[hit.start]
    if hit.end - hit.start == 1 and first.ent_type_ == "PERSON":
        return False
    return first.pos_ in ("PROPN", "ADJ", "NOUN", "X") and not first.is_lower


def is_capital(token: Token) -> bool:
    """Does the word look like a piece of a name: a capital first, and no function word?"""
    text = token.text
    return text[0].isupper() and token.pos_ not in ("PRON", "DET", "AUX", "ADP", "CCONJ", "SCONJ", "NUM") and any(c.isalpha() for c in text)


def run_of_names(doc: Doc, start: int, stop: frozenset[int] | set[int]) -> int:
    """Where does the name that starts at `start` end (exclusive)? It stays in its sentence and before tokens of `stop`."""
    i = start
    while i < len(doc) and i - start < _LONGEST and i not in stop and (i == start or not doc[i].is_sent_start):
        token = doc[i]
        glued = i > start and not doc[i - 1].whitespace_
        follows = i + 1 < len(doc) and is_capital(doc[i + 1])
        if is_capital(token) or (i > start and token.lower_ in PARTICLES and follows) or (token.lower_ in PARTICLES and _hyphen(doc, i)):
            i += 1
        elif token.text in _HYPHENS and glued and not token.whitespace_ and i + 1 < len(doc) and doc[i + 1].is_alpha:
            i += 2
        else:
            break
    while i > start and (doc[i - 1].lower_ in PARTICLES or doc[i - 1].text in _HYPHENS):
        i -= 1
    return i


def _hyphen(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].text in _HYPHENS and not doc[i].whitespace_


def title_length(doc: Doc, i: int, offices: Offices) -> int:
    """How many tokens from i on are a rank, an honorific or an office before a name? 0 if none."""
    for length in range(min(5, len(doc) - i), 0, -1):
        words = phrase([token.text for token in doc[i : i + length]])
        if words in offices.by_title or words in offices.by_head:
            return length
    return 0


def _title_tokens(doc: Doc, offices: Offices) -> set[int]:
    tokens: set[int] = set()
    for i in range(len(doc)):
        if doc[i].is_alpha or doc[i].text.endswith("."):
            tokens.update(range(i, i + title_length(doc, i, offices)))
    return tokens


def _titled(doc: Doc, offices: Offices, known: Sequence[Name]) -> Iterator[Name]:
    """Persons behind a title: "President Halimah Yacob", "Dr Balakrishnan", "foreign minister Wang Yi"."""
    titles = _title_tokens(doc, offices)
    places = {i for name in known for i in range(name.first, name.last + 1) if not _one_ambiguous(name)}
    for i in sorted(titles):
        start = i + 1
        if start < len(doc) and doc[start].text == "." and not doc[i].whitespace_:
            start += 1
        if start in titles or start >= len(doc) or doc[start].is_sent_start or start in places or not is_capital(doc[start]):
            continue
        if doc[i].is_lower and doc[start].pos_ != "PROPN":
            continue
        end = run_of_names(doc, start, titles)
        if end > start and not any(doc[j].lower_ in offices.portfolios for j in range(start, end)):
            yield Name(first=start, last=end - 1, type=EntityType.PERSON, kind="person")


def _one_ambiguous(name: Name) -> bool:
    return name.first == name.last and name.kind == "people"


def _tagged_persons(doc: Doc, offices: Offices) -> Iterator[Name]:
    """What the tagger calls a person, without titles in front and anything but a name behind."""
    titles = _title_tokens(doc, offices)
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end and (start in titles or not is_capital(doc[start])):
            start += 1
        end = min(run_of_names(doc, start, titles), len(doc)) if start < ent.end else start
        if end > start and any(doc[i].pos_ == "PROPN" for i in range(start, end)):
            yield Name(first=start, last=end - 1, type=EntityType.PERSON, kind="person")


def _settle(persons: Iterable[Name], known: Sequence[Name]) -> list[Name]:
    """Of overlapping readings the longest person wins; a known name stays unless a longer person covers it."""
    chosen: list[Name] = []
    for person in sorted(persons, key=lambda name: (name.first - name.last, name.first)):
        rivals = [name for name in known if name.overlaps(person)]
        covered = all(person.first <= r.first and r.last <= person.last and r.last - r.first < person.last - person.first for r in rivals)
        if any(person.overlaps(other) for other in chosen):
            continue
        if covered and not any(r.last - r.first > 0 or r.kind in ("adjective", "media") for r in rivals):
            chosen.append(person)
        elif not covered or rivals:
            person_rest = _without(person, rivals)
            if person_rest and not any(person_rest.overlaps(other) for other in chosen):
                chosen.append(person_rest)
    return chosen


def _without(person: Name, rivals: Sequence[Name]) -> Name | None:
    """ "Iranian Aziz Nasirzadeh": what is left of the person behind a known name in front."""
    first = person.first
    for rival in sorted(rivals, key=lambda name: name.first):
        if rival.first <= first:
            first = rival.last + 1
        else:
            return None
    return replace(person, first=first) if first <= person.last else None


def _surnames(doc: Doc, persons: Sequence[Name], known: Sequence[Name]) -> Iterator[Name]:
    """Later mentions by one name of somebody already named, also misspelt ("Nasrizadeh")."""
    taken = {i for name in [*persons, *known] for i in range(name.first, name.last + 1)}
    parts = {doc[i].text for person in persons for i in range(person.first, person.last + 1) if len(doc[i].text) > 2}
    lasts = sorted({doc[person.last].text for person in persons if len(doc[person.last].text) > 5})
    for token in doc:
        if token.i in taken or not is_capital(token) or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        if token.text in parts and token.pos_ == "PROPN":
            yield Name(first=token.i, last=token.i, type=EntityType.PERSON, kind="person")
        elif token.pos_ == "PROPN" and len(token.text) > 5 and any(alike(token.text, last) for last in lasts):
            yield Name(first=token.i, last=token.i, type=EntityType.PERSON, kind="person")


def _tagged_organizations(doc: Doc) -> Iterator[Name]:
    """What the tagger calls an organization; acronyms and names of several words only."""
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = ent.start, ent.end
        while start < end and not is_capital(doc[start]):
            start += 1
        while end > start and not (is_capital(doc[end - 1]) or doc[end - 1].like_num):
            end -= 1
        if end > start and not doc[start].is_sent_start | (end - start > 1):
            continue
        if end > start and any(token.pos_ == "PROPN" for token in doc[start:end]):
            yield Name(first=start, last=end - 1, type=EntityType.ORGANIZATION, kind="organization")
