"""The status that the marks on a clause or noun give it by themselves, and how one status stands under another.

Source: FactBank (Sauri and Pustejovsky 2009) for the scale, the codebook for its four values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.marks import auxiliaries, has_condition, is_condition, is_empty, is_negated, is_own, is_reported, is_set_to
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lexicon.cues import Cues

_ACTUAL, _INTENDED, _SUPPOSED, _DENIED = Status.ACTUAL, Status.INTENDED, Status.HYPOTHETICAL, Status.DENIED


def negate(status: Status) -> Status:
    return _SUPPOSED if status is _DENIED else _DENIED


def turn(status: Status, by: Status) -> Status:
    """The status under a governor of another: what is denied stays denied in a plan, and everything is open in a supposition.

    >>> turn(Status.DENIED, Status.INTENDED), turn(Status.INTENDED, Status.HYPOTHETICAL)
    (<Status.DENIED: 'denied'>, <Status.HYPOTHETICAL: 'hypothetical'>)
    """
    if by is _DENIED:
        return negate(status)
    if by is _INTENDED:
        return _INTENDED if status is _ACTUAL else status
    return _SUPPOSED if by is _SUPPOSED else status


def at_clause(verb: Token, status: Status, cues: Cues, trigger: Token) -> Status:
    """The status under the auxiliaries, negation and conditions of the verb's own clause."""
    words = [child.lower_ for child in auxiliaries(verb)]
    if any(word in cues.intended.auxiliary for word in words) or is_set_to(verb, cues):
        status = turn(status, _INTENDED)
    elif any(word in cues.hypothetical.auxiliary for word in words):
        status = _modal(verb, status, cues, words)
    elif any(word in cues.condition.duty for word in words):
        status = turn(status, _INTENDED if is_own(verb) else _SUPPOSED)
    if any(c.dep_ == "advmod" and c.lower_ in cues.condition.adverb for c in verb.children) and status is _ACTUAL:
        status = _SUPPOSED
    if is_negated(verb, cues, trigger):
        status = _DENIED if status is not _DENIED else _SUPPOSED
    open_ended = status is _INTENDED or (status is _ACTUAL and "Past" not in verb.morph.get("Tense", []))
    if is_condition(verb, cues) or (open_ended and has_condition(verb, cues)):
        return _SUPPOSED
    return status


def _modal(verb: Token, status: Status, cues: Cues, words: list[str]) -> Status:
    """ "would" is a plan when it is told after the fact ("said he would visit"), a habit with "often", else a supposition."""
    would = any(word in ("would", "'d", "’d") for word in words)
    if would and any(c.dep_ == "advmod" and c.lower_ in cues.veridical.habit for c in verb.children):
        return status
    if would and "have" not in words and not has_condition(verb, cues) and is_reported(verb, cues):
        return turn(status, _INTENDED)
    if would and verb.lemma_ in cues.intended.clause:
        return status
    return turn(status, _SUPPOSED)


def at_noun(noun: Token, cues: Cues) -> Status:
    """The status under the noun's own modifiers: "no talks", "the planned visit", "possible sanctions"."""
    status = _ACTUAL
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "acl", "det") and child.i < noun.i:
            status = turn(status, _attribute(child, cues))
    opener = next((c.lower_ for c in noun.children if c.dep_ in ("case", "advmod", "mark")), "")
    return _DENIED if is_empty(noun, cues) or opener in cues.negation.prepositions else status


def _attribute(word: Token, cues: Cues) -> Status:
    for group, status in ((cues.denied, _DENIED), (cues.intended, _INTENDED), (cues.hypothetical, _SUPPOSED)):
        if word.lower_ in group.attribute:
            return status
    return _ACTUAL
