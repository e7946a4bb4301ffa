"""Which words are names? Known names from the gazetteer, persons from titles and the tagger, organizations from their heads.

A *name* is a run of tokens that names one actor. A small tagger alone is weak, so three witnesses are heard in turn:
the gazetteer (what exists), titles and offices (what stands before a person's name), and the tagger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.gazetteer import Gazetteer, Hit
from kg.lexicon.offices import Offices
from kg.lexicon.persons import load_persons
from kg.mentions.runs import Name, is_number, run_of_names
from kg.mentions.titles import (
    honorific_length,
    is_capital,
    is_plural,
    is_strong,
    phrase,
    portfolio_end,
    title_length,
    title_tokens,
)
from kg.mentions.variants import alike
from kg.mentions.witness import witnessed
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Name", "find_names", "is_capital", "is_plural", "phrase", "title_length"]

_MEDIA = "media"
_MANY = 200  # so many surnames of one initial are compared for misspellings


def find_names(doc: Doc, gazetteer: Gazetteer, offices: Offices, common: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Which names stand in the text? By first token; none overlaps another. `common` are lemmas that name no one ("visit")."""
    words = [token.text for token in doc]
    hits = gazetteer.find(words)
    told = {hit.entry.code or hit.entry.state for hit in hits if not hit.ambiguous}
    known = _with_places(doc, [_known(hit) for hit in hits if _means_it(doc, hit) and not _is_foreign(hit, told)])
    titles = title_tokens(doc, offices)
    titled = list(_titled(doc, titles, offices, known))
    tagged = [*_tagged_persons(doc, titles), *witnessed(doc, titles, offices)]
    trimmed = (_trimmed(doc, name, offices) for name in [*titled, *tagged])
    plain = common | offices.portfolios
    persons = _settle((name for name in trimmed if not (name.last == name.first and doc[name.last].lower_ in plain)), known)
    persons = _without_openers(doc, persons)
    known = [name for name in known if not any(name.overlaps(person) for person in persons)]
    persons = persons + list(_surnames(doc, persons, known))
    taken = [*known, *persons]
    bodies = [name for name in _tagged_organizations(doc, titles[0], offices) if not any(name.overlaps(other) for other in taken)]
    bodies = [name for name in bodies if name.first < name.last or doc[name.last].lower_ not in common]  # "an FTA"
    # "The Russian Foreign Ministry" is Russia's, no body of that name.
    bodies = [name for name in bodies if gazetteer.bodies.get(doc[name.first : name.last + 1].text.lower()) != "state"]
    return tuple(sorted([*taken, *bodies], key=lambda name: name.first))


def _known(hit: Hit) -> Name:
    kind = _MEDIA if hit.entry.media else hit.kind
    return Name(first=hit.start, last=hit.end - 1, type=hit.entry.type, kind=kind, entry=hit.entry)


def _means_it(doc: Doc, hit: Hit) -> bool:
    """Is an ambiguous name ("US", "Chad", "Who") used as a name here? Others always are."""
    if not hit.ambiguous:
        return True
    first = doc[hit.start]
    if hit.end - hit.start == 1 and first.ent_type_ == "PERSON":
        place = hit.entry.type is EntityType.COUNTRY or hit.entry.kind == "region"
        return place and hit.start > 0 and doc[hit.start - 1].lower_ in ("of", "in", "from", "to")
    return first.pos_ in ("PROPN", "ADJ", "NOUN", "X") and not first.is_lower


def _is_foreign(hit: Hit, told: Collection[str]) -> bool:
    """ "The SAF" is Sudan's only where something Sudanese is told of: an ambiguous body of a state that the text never names.
    A region ("Nebraska") is where it is, named or not."""
    body = hit.entry.type is EntityType.ORGANIZATION and hit.entry.kind != "region"
    return hit.ambiguous and body and bool(hit.entry.state) and hit.entry.state not in told


def _with_places(doc: Doc, known: Sequence[Name]) -> list[Name]:
    """ "Kiel, Germany" is Germany: a place that its state follows belongs to the state's name."""
    found: list[Name] = []
    for name in known:
        comma = name.first - 1
        closed = name.last + 1 >= len(doc) or doc[name.last + 1].pos_ != "PROPN"
        if name.kind == "name" and name.type is EntityType.COUNTRY and comma > 0 and doc[comma].text == "," and closed:
            first = comma
            while first > 0 and comma - first < 3 and doc[first - 1].pos_ == "PROPN" and is_capital(doc[first - 1]):
                first -= 1
            before = doc[first - 1].lower_ if first else ""
            if (
                first < comma
                and before in ("in", "to", "at", "from", "of", "near", "visited", "and")
                and (not found or found[-1].last < first or found[-1].entry == name.entry)
            ):
                found = [other for other in found if other.last < first]
                name = replace(name, first=first)
        found.append(name)
    return found


def _titled(doc: Doc, titles: tuple[set[int], set[int]], offices: Offices, known: Sequence[Name]) -> Iterator[Name]:
    """Persons behind a title: "President Halimah Yacob", "Dr Balakrishnan", "foreign minister Wang Yi"."""
    things, buildings = load_persons().things, load_persons().buildings
    places = {i for name in known for i in range(name.first, name.last + 1) if not _one_ambiguous(name)}
    for i in sorted(titles[0]):
        start = portfolio_end(doc, i + 1, places, offices)
        if start < len(doc) and doc[start].text == "." and not doc[i].whitespace_:
            start += 1
        if start >= len(doc) or doc[start].is_sent_start or start in places or not is_capital(doc[start]):
            continue
        if doc[start].pos_ != "PROPN" and (doc[i].is_lower or start > i + 2) and not _capital_pair(doc, start):
            continue
        while start < len(doc) and start not in places and (length := _honorific(doc, start, offices)):
            start += length
        if start >= len(doc) or not is_capital(doc[start]) or doc[start].lower_ in things:
            continue
        end = run_of_names(doc, start, *titles)
        if end > start + 1 and doc[end - 1].lower_ in buildings:  # "Sultan Qaboos Grand Mosque", "King Khalid Airport"
            continue
        if end == start + 1 and not is_strong(doc, i, offices) and doc[start].ent_type_ != "PERSON":
            continue
        if (start > i + 2 and doc[end - 1].lower_ in things) or (end == start + 1 and is_number(doc[start].text)):
            continue
        if end > start and not any(doc[j].lower_ in offices.portfolios for j in range(start, end)):
            yield Name(first=start, last=end - 1, type=EntityType.PERSON, kind="person")


def _honorific(doc: Doc, i: int, offices: Offices) -> int:
    """How many tokens are an honorific? "HE" is one in capitals only."""
    return honorific_length(doc, i, offices) or (1 if doc[i].text == "HE" and not doc[i].is_sent_start else 0)


def _capital_pair(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and is_capital(doc[i + 1])


def _one_ambiguous(name: Name) -> bool:
    return name.first == name.last and name.kind == "people"


def _tagged_persons(doc: Doc, titles: tuple[set[int], set[int]]) -> Iterator[Name]:
    """What the tagger calls a person, without titles in front and anything but a name behind; no forum or treaty."""
    things = load_persons().things
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end and (start in titles[0] or not is_capital(doc[start])):
            start += 1
        end = run_of_names(doc, start, *titles) if start < ent.end else start
        if (end > start and doc[end - 1].lower_ in things) or (end == start + 1 and start and doc[start - 1].pos_ == "DET"):
            continue
        if end == start + 1 and _is_short_form(doc, start, titles[0]):
            continue
        if end > start + 1 or (end > start and doc[start].pos_ == "PROPN"):
            yield Name(first=start, last=end - 1, type=EntityType.PERSON, kind="person")


def _is_short_form(doc: Doc, i: int, titles: set[int]) -> bool:
    """ "JCS Chairman", "Foreign Minister HE", "XVI": capitals before or behind a title in mixed letters are no surname, nor
    is the zone behind a time."""
    if not doc[i].is_upper or len(doc[i].text) < 2:
        return False
    if i and (doc[i - 1].lower_.replace(".", "") in ("am", "pm") or doc[i - 1].is_digit):  # "7:38 pm IST"
        return True
    shouted = any(
        token.is_alpha and len(token.text) > 1 and token.is_upper for token in (*doc[max(0, i - 1) : i], *doc[i + 1 : i + 2])
    )
    return i + 1 in titles or (len(doc[i].text) < 5 and not shouted and (i - 1 in titles or is_number(doc[i].text)))


def _trimmed(doc: Doc, person: Name, offices: Offices) -> Name:
    """The person without the end of a portfolio in front ("Finance Lawrence Wong") or a bracketed short form ("EAM")."""
    first = person.first
    for i in range(person.first, person.last):
        short = doc[i].is_upper and len(doc[i].text) > 1 and doc[i].is_alpha and _is_bracketed(doc, doc[i].text)
        if doc[i].lower_ in offices.portfolios or (i == first and short):
            first = i + 1
    return replace(person, first=first)


def _is_bracketed(doc: Doc, text: str) -> bool:
    return any(t.text == text and t.i and doc[t.i - 1].text == "(" for t in doc)


def _settle(persons: Iterable[Name], known: Sequence[Name]) -> list[Name]:
    """Of overlapping readings the longest person wins; a known name stays unless a longer person covers it."""
    chosen: list[Name] = []
    for person in sorted(persons, key=lambda name: (name.first - name.last, name.first)):
        rivals = [name for name in known if name.overlaps(person)]
        covered = all(
            person.first <= r.first and r.last <= person.last and r.last - r.first < person.last - person.first for r in rivals
        )
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


def _without_openers(doc: Doc, persons: Sequence[Name]) -> list[Name]:
    """ "Congratulating Nasirzadeh": a sentence's first word is no part of a name that is known without it."""
    surnames = {doc[person.last].text for person in persons if not doc[person.first].is_sent_start or person.first == person.last}
    others = {doc[i].text for person in persons for i in range(person.first, person.last + 1) if not doc[i].is_sent_start}
    found = []
    for person in persons:
        opener = doc[person.first]
        alone = person.last == person.first + 1 and doc[person.last].text in surnames
        if opener.is_sent_start and alone and opener.text not in others and opener.text.endswith(("ing", "ed")):
            person = replace(person, first=person.first + 1)
        found.append(person)
    return found


def _surnames(doc: Doc, persons: Sequence[Name], known: Sequence[Name]) -> Iterator[Name]:
    """Later mentions by one name of somebody already named, also misspelt ("Nasrizadeh")."""
    taken = {i for name in [*persons, *known] for i in range(name.first, name.last + 1)}
    parts = {doc[i].text for person in persons for i in range(person.first, person.last + 1) if len(doc[i].text) > 2}
    lasts: dict[str, list[str]] = {}
    for last in sorted({doc[person.last].text for person in persons if len(doc[person.last].text) > 5}):
        lasts.setdefault(last[0], []).append(last)
    surnames = {doc[person.last].text for person in persons if person.last > person.first and len(doc[person.last].text) > 3}
    surnames -= {token.text.capitalize() for token in doc if token.is_lower}
    for token in doc:
        # Whatever the tagger makes of a sentence's first word, a surname is one ("Meshaal was accompanied by").
        sure = token.text in surnames and token.is_sent_start
        if token.i in taken or not is_capital(token) or not (sure or token.pos_ in ("PROPN", "NOUN", "ADJ", "X")):
            continue
        named = sure or (token.text in parts and token.pos_ == "PROPN")
        inside = token.pos_ == "PROPN" or not token.is_sent_start
        rivals = lasts.get(token.text[0], [])[:_MANY] if inside and len(token.text) > 5 else []
        if named or any(alike(token.text, last) for last in rivals):
            yield Name(first=_glued_start(doc, token.i, taken), last=token.i, type=EntityType.PERSON, kind="person")


def _glued_start(doc: Doc, i: int, taken: set[int]) -> int:
    """Where a surname starts whose last part stands at i: "Al-Zidani", "Saint-Lys"."""
    while i > 1 and doc[i - 1].text in ("-", "‑") and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        if i - 2 in taken or not doc[i - 2].text[:1].isupper() or doc[i - 1].is_sent_start or doc[i].is_sent_start:
            break
        i -= 2
    return i


def _tagged_organizations(doc: Doc, titles: set[int], offices: Offices) -> Iterator[Name]:
    """What the tagger calls an organization: acronyms and names of several words, but no portfolio ("Foreign Affairs")."""
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = ent.start, ent.end
        while start < end and (not is_capital(doc[start]) or start in titles):
            start += 1
        while end > start and (not is_capital(doc[end - 1]) or title_length(doc, end - 1, offices)):
            end -= 1
        words = doc[start:end]
        portfolio = start > 0 and doc[start - 1].lower_ in ("for", "of", "and", ",", "&") and bool(words)
        words_of_portfolios = [token for token in words if token.lower_ in offices.portfolios]
        if words_of_portfolios and (portfolio or len(words_of_portfolios) == len(words)):
            continue
        alone = len(words) == 1 and (words[0].is_sent_start or not words[0].is_upper)
        if words and not alone and any(token.pos_ == "PROPN" for token in words):
            yield Name(first=start, last=end - 1, type=EntityType.ORGANIZATION, kind="organization")
