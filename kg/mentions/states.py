"""For which state does each person stand?

An office tells its owner ("the Iranian minister"), or leaves it out: writers leave out their own state, a state that the
sentence has just named, the state whose guest somebody is. Each way of leaving it out is a rule here, the surest first.
Source: our own reading of ministries' statements and of wire reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.behind import past_brackets
from kg.mentions.home import REPRESENTING, Setting, host_of, is_place, ownerless, ranked
from kg.mentions.offices import OfficePhrase
from kg.mentions.systems import foreign, may_be, only_one, speaks_in
from kg.mentions.titles import POSSESSIVE
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = "-"
_LINKS = frozenset((",", "and", "as", "well", "the", ";", "&"))
_STANDING_IN = frozenset(("acting", "interim", "caretaker"))
_SOLE = frozenset(("head-of-state-of", "head-of-government-of"))


def states_of(setting: Setting) -> dict[str, str]:
    """For which state does each person stand? By entity id. An office's own words come first, then the rules in their order."""
    found: dict[str, str] = {}
    for office in setting.offices:
        if office.holder and office.relation(EntityType.COUNTRY) in REPRESENTING:
            state = setting.state(office.owner)
            if state:
                found.setdefault(setting.meaning[office.holder], state)
    setting = replace(setting, told=frozenset(found))
    for office in setting.offices:
        if office.holder and ownerless(setting, office):
            person = setting.meaning[office.holder]
            if person not in found and (state := _unsaid(setting, office, found)):
                found[person] = state
    contested = _contested(setting, found)
    return {person: state for person, state in found.items() if state != _NOBODY and person not in contested}


def _contested(setting: Setting, found: Mapping[str, str]) -> set[str]:
    """Two presidents of one state who meet, neither told to be its: whose they are cannot be known ("President A wrote to
    President B")."""
    holders: dict[tuple[str, str], set[str]] = {}
    for office in setting.offices:
        person = setting.meaning[office.holder] if office.holder else ""
        if person in found and office.office.country in _SOLE and office.status is Status.ACTUAL and _met(setting, office.first):
            holders.setdefault((office.office.country, found[person]), set()).add(person)
    rivals = {person for persons in holders.values() if len(persons) > 1 for person in persons}
    return set() if setting.sure else rivals - setting.told


def _unsaid(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """Which state does an office without owner belong to?"""
    for rule in (
        _bracketed,
        _behind_comma,
        _sibling,
        _possessed,
        _somebodys,
        _listed,
        _accompanying,
        _inviting,
        _scene,
        _honoured,
        _second,
        _alongside,
        _called_on,
        _across,
    ):
        state = rule(setting, office, found)
        if state == _NOBODY or may_be(setting, office, state):
            return state
    if office.office.country == "ambassador-of" and host_of(setting) == setting.home:
        return ""
    if capital := speaks_in(setting, office):
        return capital
    if setting.sure and may_be(setting, office, setting.home):
        return setting.home
    if office.office.country == "ambassador-of":
        return ""
    guesses = ("" if setting.sure else _before(setting, office, "", same_sentence=True), "" if setting.sure else setting.home)
    return next((state for state in guesses if may_be(setting, office, state)), only_one(setting, office))


def _sentence_start(setting: Setting, i: int) -> int:
    sentences = setting.parse.sentences
    start = i
    while start > 0 and sentences[start - 1] == sentences[i]:
        start -= 1
    return start


def _bracketed(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Representative Elise Stefanik (R-New York)"."""
    holder, doc = office.holder, setting.parse.doc
    if holder is None or holder.last + 1 >= len(doc) or doc[holder.last + 1].text != "(":
        return ""
    end = past_brackets(doc, holder.last + 1)
    return next((state for n in setting.names if holder.last < n.first < end and (state := setting.state(n))), "")


def _behind_comma(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "X, Attorney General, Brunei Darussalam, is visiting"."""
    doc, i = setting.parse.doc, office.last + 1
    if i + 1 >= len(doc) or doc[i].text != "," or office.holder is None or office.holder.first > office.last:
        return ""
    name = next((n for n in setting.names if n.first == i + 1 and n.kind == "name"), None)
    closed = name is not None and name.last + 1 < len(doc) and doc[name.last + 1].text in (",", ")", ".", ";")
    return setting.state(name) if closed else ""


def _sibling(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Representatives A (D-Connecticut), B and C": who shares an office shares its state."""
    if not office.shared:
        return ""
    others = (setting.meaning[o.holder] for o in setting.offices if o.holder and o.shared and o.head == office.head)
    return next((found[person] for person in others if person in found), "")


def _alongside(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "met President A, Prime Minister B and Minister C": offices without owner in a row belong together, and in a list to
    the state that its first office names."""
    doc, sentences = setting.parse.doc, setting.parse.sentences
    for other in reversed(setting.offices):
        if other.holder is None or other.first >= office.first or sentences[other.first] != sentences[office.first]:
            continue
        last = past_brackets(doc, max(other.last, other.holder.last) + 1)
        if not 1 <= office.first - last <= 4:
            continue
        link = [token.lower_ for token in doc[last : office.first]]
        if not _LINKS.issuperset(link):
            continue
        if other.owner is not None:
            same = other.office.country == office.office.country and office.office.country in _SOLE
            return setting.state(other.owner) if ("," in link or not setting.sure) and not same else ""
        person = setting.meaning[other.holder]
        return "" if person in setting.told else found.get(person, "")
    return ""


def _possessed(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Japan, whose Defense Minister": the state just named."""
    doc = setting.parse.doc
    if office.first and doc[office.first - 1].lower_ in ("whose", "its"):
        return _before(setting, office, "", same_sentence=True)
    return ""


def _somebodys(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Merkel's spokesman": of the state that the person stands for; nobody's if that is unknown."""
    doc, i = setting.parse.doc, office.first - 1
    if i < 1 or doc[i].text not in POSSESSIVE:
        return ""
    person = next((n for n in setting.names if n.last == i - 1 and n.type is EntityType.PERSON), None)
    return found.get(setting.meaning[person], _NOBODY) if person else ""


def _listed(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Egyptian Ministers, namely Foreign Minister X, Minister Y"."""
    start = _sentence_start(setting, office.first)
    for other in setting.offices:
        if (
            start <= other.first < office.first
            and other.holder is None
            and other.plural
            and (state := setting.state(other.owner))
        ):
            return state
    return ""


def _accompanying(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Prime Minister X will be accompanied by Minister Y": companions stand for the same state."""
    doc, start = setting.parse.doc, _sentence_start(setting, office.first)
    for i in range(office.first - 1, start, -1):
        if doc[i].lower_ in ("by", "with") and doc[i - 1].lemma_.lower() in setting.reference.companions:
            led = [setting.meaning[n] for n in setting.names if start <= n.first < i and n.type is EntityType.PERSON]
            return next((found[p] for p in reversed(led) if p in found), _NOBODY if led and not setting.home else "")
    return ""


def _inviting(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "will visit Kazakhstan at the invitation of President X": the state visited."""
    doc, start = setting.parse.doc, _sentence_start(setting, office.first)
    before = [token.lower_ for token in doc[max(start, office.first - 5) : office.first]]
    if "invitation" not in before:
        return ""
    named = [n for n in setting.names if start <= n.first < office.first and n.kind in ("name", "capital") and setting.state(n)]
    return setting.state(named[-1]) if named else ""


def _scene(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "In Tokyo, Prime Minister X": the state that the sentence opens with."""
    doc, start = setting.parse.doc, _sentence_start(setting, office.first)
    if doc[start].lower_ != "in":
        return ""
    name = next((n for n in setting.names if n.first in (start + 1, start + 2)), None)
    if (
        name
        and name.last + 1 < len(doc)
        and doc[name.last + 1].text == ","
        and name.kind in ("name", "capital")
        and office.first <= name.last + 3
    ):
        return setting.state(name)
    return ""


def _honoured(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "His Excellency Prime Minister X" in a state's own article: a foreigner, of the foreign state named last."""
    doc, holder = setting.parse.doc, office.holder
    if not setting.home or holder is None:
        return ""
    around = doc[max(0, min(office.first, holder.first) - 3) : max(office.last, holder.first) + 1]
    if any(token.lower_ in setting.reference.honours for token in around):
        return _before(setting, office, setting.home)
    return ""


def _second(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """A second president beside the home state's own is a foreigner, unless he stands in for him."""
    if office.office.country not in _SOLE or not setting.sure or office.holder is None or office.status is Status.FORMER:
        return ""
    if any(token.lower_ in _STANDING_IN for token in setting.parse.doc[office.first : office.head]):
        return ""
    person = setting.meaning[office.holder]
    for other in setting.offices:
        if other.holder is None or other.office.country != office.office.country or other.status is not Status.ACTUAL:
            continue
        holder = setting.meaning[other.holder]
        if holder != person and found.get(holder) == setting.home and not other.modifiers:
            return _before(setting, office, setting.home) or foreign(setting, office)
    return ""


def _called_on(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Minister A will call on Prime Minister B" in A's own state's article: B is of the foreign state named most."""
    if not setting.sure:
        return ""
    doc, start = setting.parse.doc, _sentence_start(setting, office.first)
    calls = [i for i in range(start, office.first) if doc[i].lemma_.lower() in setting.reference.calling]
    if not calls:
        return ""
    callers = [n for n in setting.names if start <= n.first < calls[-1] and n.type is EntityType.PERSON]
    if not callers or found.get(setting.meaning[callers[0]]) != setting.home:
        return ""
    return foreign(setting, office)


def _across(setting: Setting, office: OfficePhrase, found: Mapping[str, str]) -> str:
    """ "Crown Prince X of Jordan met President Y": who meets whom stands for another state, here the one named most."""
    if setting.sure or office.holder is None:
        return ""
    start, sentences = _sentence_start(setting, office.first), setting.parse.sentences
    others = {
        found[setting.meaning[name]]: name
        for name in setting.names
        if sentences[name.first] == sentences[start] and setting.meaning[name] in setting.told
    }
    if len(others) != 1:
        return ""
    (other, name), doc = next(iter(others.items())), setting.parse.doc
    if not _meeting(setting, doc[min(name.last, office.last) : max(name.first, office.first)]):
        return ""
    if setting.home and setting.home != other:
        return setting.home
    return next((state for state, _ in ranked(setting) if state != other), _NOBODY)


def _meeting(setting: Setting, tokens: Iterable[Token]) -> bool:
    words = setting.reference.meeting
    return any(token.lemma_.lower() in words or token.lower_ in words for token in tokens)


def _met(setting: Setting, i: int) -> bool:
    """Does the sentence tell of a meeting or a letter?"""
    sentences, end = setting.parse.sentences, i
    while end < len(sentences) and sentences[end] == sentences[i]:
        end += 1
    return _meeting(setting, setting.parse.doc[_sentence_start(setting, i) : end])


def _before(setting: Setting, office: OfficePhrase, but: str, *, same_sentence: bool = False) -> str:
    """The state named last before the office, other than `but`."""
    start = _sentence_start(setting, office.first) if same_sentence else 0
    holders = (
        {o.owner for o in setting.offices if o.holder and o.owner and o.owner.kind == "adjective"} if same_sentence else set()
    )
    named = [n for n in setting.names if start <= n.first < office.first and not (same_sentence and is_place(setting, n))]
    named = [n for n in named if n not in holders]
    states = (setting.state(n) for n in reversed(named))
    return next((state for state in states if state != but and may_be(setting, office, state)), "")
