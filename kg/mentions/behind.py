"""What belongs to an office behind its head: portfolio and owner ("of Defence of Syria", "in the Prime Minister's Office").

An owner that nobody knows is a *tail*: the capitals behind "of" ("Chair of the House Republican Conference").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.offices import Modifier, Office, Offices
from kg.lexicon.persons import load_persons
from kg.mentions.runs import Name
from kg.mentions.titles import POSSESSIVE, is_capital, is_plural, title_length
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENERS = frozenset(("of", "for", "in", "at", "to", "on", "with"))
_OWNING = frozenset(("of", "for", "in", "at", "with", "from"))
_LINKS = frozenset(("of", "for", "the", "and", "&", "'s", "’s", "-"))
_LONGEST_TAIL = 14
_OF_STATES = frozenset(
    ("republic", "kingdom", "state", "states", "government", "ministry", "department", "union", "embassy", "mission")
)
_CHAMBERS = frozenset(("assembly", "parliament", "senate", "congress", "duma", "house"))
_PLACES = frozenset(
    ["city", "county", "district", "island", "islands", "regency", "governorate", "province", "region", "state", "territory"]
)


@dataclass(slots=True)
class Side:
    """What belongs to an office on one side of its head. `led`: it leads the body named first, not the state behind that;
    `bodies`: it may be an office of a body that nobody knows; `sent`: what follows is where its holder is sent."""

    first: int
    last: int
    owner: Name | None = None
    tail: tuple[int, int] | None = None
    portfolio: bool = False
    open: bool = False
    led: bool = False
    bodies: bool = False
    sent: bool = False
    modifiers: tuple[Modifier, ...] = ()


def behind(doc: Doc, head: int, at: Mapping[int, Name], offices: Offices, office: Office) -> Side:
    """What belongs to the office behind its head."""
    side = Side(first=head, last=head)
    i = past_brackets(doc, head + 1)
    if i >= len(doc) or (doc[i].lower_ not in _OPENERS and not _comes_from(doc, i, at)):
        return side
    if is_plural(doc[head]) and _is_occasion(doc, i, at, offices):
        return side
    if (end := _in_office(doc, i, offices)) > i:
        side.last, side.portfolio, i = end - 1, True, end
        if i >= len(doc) or doc[i].lower_ != "of":
            return side
    start = i
    side.open = doc[i].lower_ in ("of", "at") and _may_own(office)
    side.sent = office.country in ("ambassador-of", "envoy-of") and doc[i].lower_ in ("in", "for") and _is_place(at, i + 1)
    side.bodies = _may_own(office) and not office.local
    side.led = office.organization == "leader-of" and office.country == "official-of"
    _read(doc, start, side, at, offices)
    last = doc[side.tail[1]].lower_ if side.tail else ""
    if side.tail and office.local and (last in _PLACES or last not in load_persons().things):
        side.tail, side.open = None, False
    side.open = side.open or side.sent
    task = doc[start].lower_ == "for" and side.portfolio and not office.of
    if task and not side.sent:
        side.open = False
    if side.owner is not None or not _may_own(office) or doc[start].lower_ == "in" or task:
        side.tail = None
    return side


def _comes_from(doc: Doc, i: int, at: Mapping[int, Name]) -> bool:
    """ "Senator from New York | Hillary Clinton", while "its ambassador from Tehran" may be recalled from there."""
    name = at.get(i + 1) if doc[i].lower_ == "from" else None
    holder = at.get(name.last + 1) if name else None
    return name is not None and name.type is not EntityType.PERSON and holder is not None and holder.type is EntityType.PERSON


def _is_occasion(doc: Doc, i: int, at: Mapping[int, Name], offices: Offices) -> bool:
    """Does the phrase behind several officers tell where or why they met: "leaders on the margins", "officials for talks"?"""
    if doc[i].lower_ in ("on", "with"):
        return True
    after = i + 1 + (i + 1 < len(doc) and doc[i + 1].pos_ == "DET")
    if after >= len(doc) or doc[i].lower_ == "of":
        return False
    if doc[i].lower_ == "at":
        return after not in at or at[after].type is EntityType.COUNTRY or at[after].kind == "region"
    return after not in at and doc[after].lower_ not in offices.portfolios


def _read(doc: Doc, start: int, side: Side, at: Mapping[int, Name], offices: Offices) -> None:
    """Take the words from the preposition at `start` on, as long as they belong to the office."""
    i, owning, limit = start, doc[start].lower_ in _OWNING, min(len(doc), start + _LONGEST_TAIL)
    while i < limit and not doc[i].is_sent_start:
        token, name = doc[i], at.get(i)
        if name and name.type is EntityType.PERSON:
            return
        if name and name.type is EntityType.ORGANIZATION and name.first == name.last and token.lower_ in offices.portfolios:
            name = None
        if name and name.kind == "organization" and name.entry is None and doc[start].lower_ in ("of", "at"):
            # What the tagger took for a body may be its beginning ("Head of the Federal Department for …").
            if doc[name.first - 1].text in POSSESSIVE:
                side.owner = None  # "president of Rwanda's Green Party" is not Rwanda's
            side.tail, side.last, i = (side.tail[0] if side.tail else name.first, name.last), name.last, name.last + 1
            continue
        if name:
            i = _take_name(doc, name, side, owning, at, offices)
            if side.tail and side.tail[1] == name.last:
                return
            continue
        if i == start or token.lower_ in _LINKS or _in_state(doc, i, at):
            owning = owning or token.lower_ in ("of", "for")
            if token.lower_ in ("and", "&") and side.last > side.first + 1 and not _goes_on(doc, i + 1, offices):
                return
        elif token.pos_ in ("NOUN", "PROPN", "ADJ") and not title_length(doc, i, offices):
            _take(doc, i, side, owning, offices)
        elif not (side.portfolio and _lists_portfolios(doc, i, offices)):
            return
        i += 1


def _in_state(doc: Doc, i: int, at: Mapping[int, Name]) -> bool:
    """ "Minister of Defence in Mali's government"."""
    return doc[i].lower_ == "in" and i + 1 in at and at[i + 1].type is EntityType.COUNTRY


def _lists_portfolios(doc: Doc, i: int, offices: Offices) -> bool:
    """ "External Trade, Cooperatives and Labour": does the portfolio go on behind a comma?"""
    comma = doc[i].text == "," and i + 1 < len(doc)
    return comma and is_capital(doc[i + 1]) and doc[i + 1].lower_ in offices.portfolios


def _take_name(doc: Doc, name: Name, side: Side, owning: bool, at: Mapping[int, Name], offices: Offices) -> int:
    """A known name: the owner, unless it only opens a longer unknown one. The token behind it."""
    end = _longer_body(doc, name, at, offices) if owning else 0
    if end:
        side.tail, side.last = (side.tail[0] if side.tail else name.first, end), end
        return end + 1
    if side.tail and owning and name.type is EntityType.COUNTRY and _names_body(doc, side, name):
        if doc[side.tail[1]].lower_ not in _CHAMBERS:  # these are told apart by their states
            side.tail = (side.tail[0], name.last)
    elif owning and not side.sent:
        kept = side.owner and (name.kind in ("adjective", "capital") or (side.led and _is_body(side.owner)))
        kept = kept or (side.tail is not None and name.kind == "capital")
        side.owner = side.owner if kept else name
    side.last = name.last
    return name.last + 1


def _is_place(at: Mapping[int, Name], i: int) -> bool:
    """ "the envoy for Syria", "its ambassador in Oslo": where somebody is sent."""
    name = at.get(i)
    return name is not None and name.type is EntityType.COUNTRY


def _names_body(doc: Doc, side: Side, name: Name) -> bool:
    """ "of the University of | Ghana", unlike "of Defence of | Ghana": does the state belong to an unknown body's name?"""
    last = doc[side.tail[1]].lower_ if side.tail else ""
    return (
        side.bodies and last in load_persons().things and last not in _OF_STATES and doc[name.first - 1].lower_ in ("of", "the")
    )


def _is_body(name: Name) -> bool:
    return name.type is EntityType.ORGANIZATION and not (name.entry and name.entry.kind == "region")


def _take(doc: Doc, i: int, side: Side, owning: bool, offices: Offices) -> None:
    """A word of the portfolio, or of an unknown owner."""
    token = doc[i]
    side.portfolio = side.portfolio or token.lower_ in offices.portfolios
    general = (
        token.pos_ == "ADJ" and i + 1 < len(doc) and doc[i + 1].is_lower and doc[i + 1].pos_ == "NOUN"
    )  # "the African nation"
    if is_capital(token) and not general and (side.tail or token.lower_ not in offices.portfolios) and owning:
        side.tail = (side.tail[0] if side.tail else _opening(doc, i), i)
    side.last = i


def _opening(doc: Doc, i: int) -> int:
    """Where do the capitals open that end in an unknown body's first own word ("European Affairs | Division")?"""
    while i > 0 and is_capital(doc[i - 1]) and not doc[i].is_sent_start and doc[i - 1].pos_ != "ADP":
        i -= 1
    return i


def _longer_body(doc: Doc, name: Name, at: Mapping[int, Name], offices: Offices) -> int:
    """ "the Qatar Free Zones Authority": the last token of an unknown body that a known name only opens; 0 if none."""
    i = name.last + 1
    while i < len(doc) and is_capital(doc[i]) and not doc[i].is_sent_start and not title_length(doc, i, offices):
        if i in at and at[i].type is EntityType.PERSON:
            break
        i += 1
    return i - 1 if i > name.last + 1 and doc[i - 1].lower_ in load_persons().things else 0


def _in_office(doc: Doc, i: int, offices: Offices) -> int:
    """Behind "in the Prime Minister's Office"; i if nothing of the kind stands there."""
    start = i + 2 if i + 1 < len(doc) and doc[i + 1].lower_ == "the" else i + 1
    if start >= len(doc) or doc[i].lower_ not in ("in", "at"):
        return i
    end = start + title_length(doc, start, offices)
    if end > start and end + 1 < len(doc) and doc[end].text in POSSESSIVE and doc[end + 1].lower_ in ("office", "department"):
        return end + 2
    return i


def _may_own(office: Office) -> bool:
    """May what follows the office's "of" be an unknown organization, rather than a portfolio?"""
    return bool(office.organization) and (office.of or office.country != "minister-of")


def _goes_on(doc: Doc, i: int, offices: Offices) -> bool:
    """Behind "and": does the portfolio go on ("Defence and Logistics of …"), rather than the sentence or another office?"""
    while i < len(doc) and doc[i].lower_ in ("the", "its"):
        i += 1
    if i >= len(doc) or not (doc[i].lower_ in offices.portfolios or is_capital(doc[i])):
        return False
    while i < len(doc) and doc[i].lower_ in offices.by_modifier:
        i += 1
    return i < len(doc) and not title_length(doc, i, offices)


def past_brackets(doc: Doc, i: int) -> int:
    """Behind "(DPM)" if a bracket opens at i, else i."""
    if i < len(doc) and doc[i].text == "(":
        for j in range(i + 1, min(i + 6, len(doc))):
            if doc[j].text == ")":
                return j + 1
    return i
