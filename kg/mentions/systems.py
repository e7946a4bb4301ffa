"""Which states may an office belong to whose state the text leaves out? No king of a republic, no prime minister of the United
States: what an office's words tell of the state narrows the guess.
"""

from __future__ import annotations

from kg.mentions.home import Setting, goals, ranked
from kg.mentions.offices import OfficePhrase

_REACH = 6


def may_be(setting: Setting, office: OfficePhrase, state: str) -> bool:
    """Can the office be that of the state, as far as its words tell?"""
    return bool(state) and office.office.exists_in(setting.entities[state].code if state in setting.entities else state)


def only_one(setting: Setting, office: OfficePhrase) -> str:
    """The one state that the article names and that can have the office, where its words narrow the choice; else the state
    that is usually meant by them; else ""."""
    told = office.office
    if not (told.states or told.never):
        return told.usual
    away = goals(setting, setting.meaning[office.holder]) if office.holder else set()
    possible = [state for state, _ in ranked(setting) if may_be(setting, office, state) and state not in away]
    return possible[0] if len(possible) == 1 else told.usual


def speaks_in(setting: Setting, office: OfficePhrase) -> str:
    """ "Foreign ministry spokesperson X said in Beijing": spokespersons stay at home."""
    if office.office.country != "spokesperson-of" or office.holder is None:
        return ""
    doc, last = setting.parse.doc, max(office.last, office.holder.last)
    capitals = {name.first: name for name in setting.names if name.kind == "capital"}
    for i in range(last + 1, min(last + _REACH, len(doc) - 1)):
        if doc[i].is_sent_start or doc[i].is_punct:
            return ""
        if doc[i].lower_ == "in" and i + 1 in capitals:
            return setting.meaning[capitals[i + 1]]
    return ""


def foreign(setting: Setting, office: OfficePhrase) -> str:
    """The foreign state that a state's own article names most and that can have the office; "" if it names none."""
    states = (state for state, _ in ranked(setting) if state != setting.home)
    return next((state for state in states if may_be(setting, office, state)), "")
