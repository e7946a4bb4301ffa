"""Whose article is it, and what does it name as more than a place?

The home state is the one that signs the article or opens its dateline; else the one that the article takes for granted,
leaving it out where it names an office; else the one named most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.reference import Reference
from kg.mentions.offices import OfficePhrase
from kg.mentions.runs import Name
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from kg.text.parse import Parse

_SIGNATURE = 12
REPRESENTING = frozenset(
    ("minister-of", "head-of-state-of", "head-of-government-of", "ambassador-of", "spokesperson-of", "envoy-of", "official-of")
)
_PLACING = frozenset(("in", "to", "from", "on", "at", "into", "near", "visited", "visit", "visiting"))
_SIGNING = frozenset(("ministry", "office", "embassy", "department", "secretariat", "mission", "commission", "government"))
_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the rules look at: the article, its names and offices, whom the names mean. `home` is the state whose article it
    is, or ""; `sure` if it signs the article or opens its dateline. `told` are the persons whose state an office tells."""

    parse: Parse
    names: Sequence[Name]
    offices: Sequence[OfficePhrase]
    meaning: Mapping[Name, str]
    entities: Mapping[str, Entity]
    reference: Reference
    home: str = ""
    sure: bool = False
    told: frozenset[str] = frozenset()

    @property
    def countries(self) -> list[Name]:
        """The names of states, in the order of the text."""
        return [name for name in self.names if self.entities[self.meaning[name]].type is EntityType.COUNTRY]

    def state(self, name: Name | None) -> str:
        """The state that the name names or, for a region or body, belongs to; "" if none."""
        if name is None or name.kind == "people":
            return ""
        if self.entities[self.meaning[name]].type is EntityType.COUNTRY:
            return self.meaning[name]
        return name.entry.state if name.entry and name.entry.kind in ("region", "state body") else ""


def home_of(setting: Setting) -> tuple[str, bool]:
    """Whose article is it, and do we know for sure? The state that signs it (a line of its own), else the dateline's, else
    the one that the first office, left without owner, takes for granted, else the one named most."""
    parse, doc = setting.parse, setting.parse.doc
    lines = {(start, end - 1) for start, end in parse.bounds}
    shouted = {
        i
        for start, end in lines
        if end - start < _SIGNATURE and all(t.is_upper or not t.is_alpha for t in doc[start : end + 1])
        for i in range(start, end + 1)
    }
    countries = setting.countries
    # A line in capitals signs; other lines of a state's name alone may stand in an address ("Republic of Zambia").
    for signed in ([n for n in countries if n.first in shouted], [n for n in countries if (n.first, n.last) in lines]):
        bodies = [name for name in signed if _under_body(setting, name)]
        if bodies or (len({setting.meaning[name] for name in signed}) == 1 and not host_of(setting)):
            alone = [name for name in bodies if (name.first, name.last) in lines]
            return setting.meaning[(alone or bodies or signed)[-1]], True
    if host := host_of(setting):
        return host, False
    for name in countries:
        if name.kind == "capital" and name.first == parse.paragraphs[0] and doc[name.first].is_upper:
            return setting.meaning[name], False
    most = _most_named(setting)
    held = (o.holder for o in setting.offices if o.holder and o.office.country in REPRESENTING and ownerless(setting, o))
    first = next(held, None)
    return "" if most and first and most in goals(setting, setting.meaning[first]) else most, False


def _under_body(setting: Setting, name: Name) -> bool:
    """Does the line, or the one above it, name who signs for the state ("MINISTRY OF FOREIGN AFFAIRS / NORWAY")?"""
    starts = [start for start, end in setting.parse.bounds if start <= name.first]
    first = starts[-2] if len(starts) > 1 else 0
    return any(token.lower_ in _SIGNING for token in setting.parse.doc[first : name.first])


def host_of(setting: Setting) -> str:
    """The one state that two ambassadors or more are sent to ("Ambassador to Norway"), "" if none."""
    doc, sent = setting.parse.doc, [o for o in setting.offices if o.office.country == "ambassador-of"]
    to = {n.first: setting.meaning[n] for n in setting.names if setting.state(n) == setting.meaning[n]}
    states = [to.get(o.head + 2, "") for o in sent if o.head + 1 < len(doc) and doc[o.head + 1].lower_ == "to"]
    return states[0] if len(states) > 1 and len(set(states)) == 1 else ""


def _most_named(setting: Setting) -> str:
    """The state that the article takes for granted or names by far the most; "" if none stands out."""
    order = ranked(setting)
    if usual := _usual(setting):
        return usual
    if _takes_for_granted(setting):
        owners = {setting.meaning[office.owner] for office in setting.offices if office.owner and office.holder}
        others = [item for item in order if item[0] not in owners]
        # What an article names far more than any other is its own, even where an office tells it once.
        order = others if others and 2 * others[0][1] > order[0][1] else order
        first = order[0] if order else ("", 0)
        clear = first[1] > _ONCE and (len(order) == 1 or first[1] > order[1][1])
        return first[0] if clear else ""
    if order and (len(order) == 1 or order[0][1] >= 2 * order[1][1]):
        return order[0][0]
    return ""


def _usual(setting: Setting) -> str:
    """The state that one of the article's first two holders serves by the words of his office ("Secretary of State X spoke"),
    where no other office tells his state."""
    held = [office for office in setting.offices if office.holder and office.office.country in REPRESENTING]
    told = {setting.meaning[o.holder] for o in held if o.holder and setting.state(o.owner)}
    first = [o for o in held if o.holder and setting.meaning[o.holder] not in told and ownerless(setting, o)][:2]
    return next((o.office.usual for o in first if o.office.usual and o in held[:2]), "")


def _takes_for_granted(setting: Setting) -> bool:
    """Does the first office of the article that stands for a state leave the state out?"""
    for office in setting.offices:
        if office.holder and office.office.country in REPRESENTING and not office.office.of:
            return ownerless(setting, office)
    return False


def goals(setting: Setting, person: str) -> set[str]:
    """Which states does the person travel to ("Prime Minister X will visit Norway")? Nobody visits his own state."""
    doc = setting.parse.doc
    found: set[str] = set()
    for holder in (name for name in setting.names if setting.meaning[name] == person):
        subject = doc[holder.last]
        if not subject.dep_.startswith("nsubj"):
            continue
        travels = [t.i for t in (subject.head, *subject.head.subtree) if t.lemma_.lower() in setting.reference.travels]
        first = min(travels, default=len(doc))
        inside = (n for n in setting.names if first < n.first < subject.sent.end and is_place(setting, n))
        goal = next((state for name in inside if (state := setting.state(name))), "")
        found |= {goal} - {""}
    return found


def ranked(setting: Setting) -> list[tuple[str, int]]:
    """The states by how often they are named as more than a place ("in Japan"), with the count; the first named first."""
    counts: Counter[str] = Counter()
    for name in setting.countries:
        counts[setting.meaning[name]] += 1 if is_place(setting, name) else 3
    return counts.most_common()


def is_place(setting: Setting, name: Name) -> bool:
    """Is the state only where something happens or goes ("in Japan", "visited Japan")?"""
    doc = setting.parse.doc
    i = name.first - 1 if name.first and doc[name.first - 1].lower_ == "the" else name.first
    return i > 0 and doc[i - 1].lower_ in _PLACING


def ownerless(setting: Setting, office: OfficePhrase) -> bool:
    """Is it a state's office that leaves the state out?"""
    if office.open or office.office.of or office.office.country not in REPRESENTING:
        return False
    return office.owner is None or (not setting.state(office.owner) and not office.office.organization)
