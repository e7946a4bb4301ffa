"""Factuality: does the event that a trigger word names hold, is it planned, supposed or denied?

The walk starts at the trigger, reads what marks it, and climbs governor by governor to the clause that the article or a speaker
asserts. Each governor turns the status found so far: "plan" makes intended what was actual, "deny" makes denied, a negation
turns what it stands on. A verb of speech ends the walk: who says a thing does not change what is said.

Source: FactBank (Sauri and Pustejovsky 2009) for the scale, the codebook for its four values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.marked import at_clause, at_noun, negate, turn
from kg.claims.marks import (
    case_of,
    form,
    has_subject,
    is_condition,
    is_definite,
    is_empty,
    is_finite,
    is_negated,
    is_nominal,
    is_own,
    is_yet_to,
    mark_of,
    names_of,
    noun_before,
    same_mood,
)
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lexicon.cues import Cues

_ACTUAL, _INTENDED, _SUPPOSED, _DENIED = Status.ACTUAL, Status.INTENDED, Status.HYPOTHETICAL, Status.DENIED
_OBJECT = ("obj", "nsubj:pass", "iobj")
_OBLIQUE = ("obl", "obl:agent", "obl:unmarked", "nmod")
_DURING = frozenset(("during", "in", "at", "on", "for", "through", "throughout", "by", "with", "as"))
_MAX_STEPS = 12


def status_of(trigger: Token, cues: Cues) -> Status:
    """Does the event of this verb or noun hold? Actual, intended, hypothetical or denied; never former.

    Only the trigger's own sentence is read. The status is that of the words as they are said, whoever says them.
    """
    if _in_question(trigger):
        return _SUPPOSED
    status = at_noun(trigger, cues) if is_nominal(trigger) else at_clause(trigger, _ACTUAL, cues, trigger)
    return _climb(trigger, status, cues)


def _climb(token: Token, status: Status, cues: Cues) -> Status:
    """The status after all governors above the token, nearest first."""
    for _ in range(_MAX_STEPS):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return status
        step = _step_noun if is_nominal(token) else _step_clause
        status, above = step(token, status, cues)
        if above is None:
            return status
        token = above
    return status


def _in_question(trigger: Token) -> bool:
    """Is the sentence a direct question?"""
    for token in reversed(list(trigger.sent)):
        if token.text == "?":
            return True
        if not (token.is_quote or token.is_space or token.is_bracket):
            return False
    return False


def _step_clause(verb: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """One step up from a clause: the status under its governor, and the governor to go on from, None where the walk ends."""
    relation, head = verb.dep_, verb.head
    if relation == "conj":
        return (status, head) if not has_subject(verb) and same_mood(verb) else (status, None)
    if relation in ("xcomp", "ccomp", "csubj", "obj", "csubj:pass") or (relation == "advcl" and head.pos_ == "ADJ"):
        return _under(verb, head, status, cues)
    if relation == "acl" and is_nominal(head):
        said = head.lemma_.lower() in cues.speech.noun and mark_of(verb) == "" and "Fin" not in form(verb)
        return (status, head) if said else _under_noun(head, status, cues)
    if relation == "advcl":
        return _beside(verb, head, status, cues)
    return status, None


def _under(clause: Token, head: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """A complement clause under a verb, adjective or noun."""
    names = names_of(head, mark_of(clause))
    if mark_of(clause) == "to" and (noun := noun_before(clause, head, cues)) is not None:
        return _under_noun(noun, status, cues)
    infinitive = mark_of(clause) != "that" and not is_finite(clause)
    negated = is_negated(head, cues, clause)
    if is_yet_to(clause, head):
        return _DENIED, None
    if names & cues.denied.clause:
        status = _negated_denial(names, status, negated, cues)
        return (status, head) if not negated else (_at_clause_bare(head, status, cues), head)
    if names & cues.speech.report and not infinitive:
        return _finite_report(clause, names, status, negated, cues)
    status = turn(status, _governor(clause, head, names, cues))
    if negated and not infinitive and not names & cues.negation.opinion:
        return status, head
    return at_clause(head, status, cues, clause), head


def _finite_report(clause: Token, names: set[str], status: Status, negated: bool, cues: Cues) -> tuple[Status, Token | None]:
    """A finite clause under a verb of speech or hope: "hoped that they would meet" is a plan, "said that they met" is not."""
    if names & cues.negation.opinion and negated:
        return negate(status), None
    wished = names & cues.intended.clause and names & {
        "hope",
        "wish",
        "expect",
        "agree",
        "pledge",
        "promise",
        "vow",
        "swear",
        "propose",
    }
    return (turn(status, _INTENDED) if wished else status), None


def _negated_denial(names: set[str], status: Status, negated: bool, cues: Cues) -> Status:
    """ "failed to support" is denied; "did not fail to support" is actual; "did not rule out" is open."""
    if not negated:
        return negate(status)
    return status if names & cues.negation.affirming else _SUPPOSED


def _at_clause_bare(verb: Token, status: Status, cues: Cues) -> Status:
    """The status under the verb's own condition only, its negation having been read already."""
    return _SUPPOSED if is_condition(verb, cues) else status


def _governor(clause: Token, head: Token, names: set[str], cues: Cues) -> Status:
    """Which status does the governing word itself give to its clause?"""
    other = any(c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and c.lower_ != "to") for c in head.children if c.i < clause.i)
    if names & cues.condition.duty_verb and mark_of(clause) == "to" and clause.dep_ == "xcomp":
        return _INTENDED if is_own(head) else _SUPPOSED
    if head.lemma_ == "be" and mark_of(clause) == "to":
        return _INTENDED
    wanted = names & cues.intended.clause
    if wanted and other and names & {"want", "wish", "urge", "press", "push", "call for", "like"}:
        return _SUPPOSED
    if names & cues.hypothetical.clause and (not wanted or other):
        return _SUPPOSED if not (names & {"ask", "request"} and not other) else _INTENDED
    return _INTENDED if wanted and mark_of(clause) != "that" and not is_finite(clause) else _ACTUAL


def _beside(clause: Token, head: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """An adverbial clause shares the plan of its main clause ("will travel to X to meet Y"), not its negation."""
    mark = mark_of(clause)
    if mark in cues.negation.prepositions or any(c.lower_ in cues.negation.prepositions for c in clause.children):
        return negate(status), None
    if mark in ("for", "of", "since", "because", "although", "though", "despite", "as", "while", "whereas"):
        return status, None
    if head.lemma_ == "be" and mark == "to":
        return turn(status, _INTENDED), head
    if mark == "to" and (noun := noun_before(clause, head, cues)) is not None:
        return _under_noun(noun, status, cues)
    names = names_of(head, mark)
    if mark == "to" and names & (cues.intended.clause | cues.hypothetical.clause | cues.denied.clause):
        return _under(clause, head, status, cues)
    if has_subject(clause) and mark != "when":
        return status, None
    plain = _climb(head, at_clause(head, _ACTUAL, cues, clause), cues)
    return (turn(status, plain) if plain in (_INTENDED, _SUPPOSED) else status), None


# At and up from a noun.


def _step_noun(noun: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """One step up from a noun: to the verb that carries it, the noun that plans it, or the noun that measures it."""
    relation, head = noun.dep_, noun.head
    if relation == "conj":
        return (_DENIED, head) if is_empty(head, cues) else (status, head)
    if is_nominal(head) and relation == "acl":
        return _under_noun(head, status, cues)
    if is_nominal(head) and relation in ("nmod", "nmod:poss", "compound", "nmod:unmarked", "appos", "obl"):
        return _under_noun(head, status, cues, of=case_of(noun))
    if is_nominal(head):
        return status, None
    return _under_verb(noun, head, status, cues)


def _under_noun(head: Token, status: Status, cues: Cues, of: str = "to") -> tuple[Status, Token | None]:
    """Under a noun of plan, possibility or denial; "a round of talks" holds as the talks do; any other noun ends the walk."""
    name = head.lemma_.lower()
    if name in cues.speech.noun and head.dep_ == "nsubj" and _unplanned(head, cues):
        return negate(status), None
    if name in cues.speech.noun and head.dep_ == "obj" and names_of(head.head, "") & cues.negation.rebutting:
        return (status if is_negated(head.head, cues, head) else negate(status)), None
    for group, turned in ((cues.denied, _DENIED), (cues.intended, _INTENDED), (cues.hypothetical, _SUPPOSED)):
        if name in group.noun and of in (
            "to",
            "of",
            "for",
            "on",
            "in",
            "with",
            "at",
            "against",
            "about",
            "not",
            "toward",
            "towards",
            "",
        ):
            if of == "of" and name in (
                "agreement",
                "decision",
                "appeal",
                "view",
                "motion",
                "need",
                "initiative",
                "case",
                "event",
            ):
                continue
            status = turn(status, turned)
            return (negate(status), None) if _unplanned(head, cues) else (status, None)
    return (status, head) if name in cues.veridical.container and of == "of" else (status, None)


def _unplanned(noun: Token, cues: Cues) -> bool:
    """Is the plan itself denied: "no plans to", "has not had any intention of", "abandoned its plan"?"""
    if is_empty(noun, cues):
        return True
    verb = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass", "obl", "nsubj", "xcomp"):
        return False
    names = names_of(verb, case_of(noun))
    if noun.dep_ == "nsubj" and any(c.dep_ == "cop" for c in verb.children):
        return bool(names & cues.denied.clause) and not is_negated(verb, cues, noun)
    if names & cues.denied.object:
        return not is_negated(verb, cues, noun)
    return noun.dep_ in ("obj", "nsubj:pass") and bool(names & cues.veridical.light) and is_negated(verb, cues, noun)


def _under_verb(noun: Token, head: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """A noun under a verb: a light verb passes on its own status, a verb of planning or refusing gives it one."""
    case = case_of(noun)
    names = names_of(head, case)
    if case and noun.dep_ in _OBLIQUE:
        names -= {head.lemma_.lower(), head.lower_}
    if noun.dep_ in ("nsubj", "csubj"):
        return (at_clause(head, status, cues, noun), head) if head.lemma_ in cues.veridical.occurrence else (status, None)
    if names & cues.denied.object and (noun.dep_ in _OBJECT or case):
        return _negated_denial(names, status, is_negated(head, cues, noun), cues), head
    for group, turned in ((cues.intended, _INTENDED), (cues.hypothetical, _SUPPOSED)):
        offered = "offer" in names and noun.lemma_.lower() in cues.veridical.expressed
        if names & group.object and (noun.dep_ in _OBJECT or case) and not is_definite(noun) and not offered:
            status = turn(status, turned)
            return (negate(status), None) if is_negated(head, cues, noun) else (at_clause(head, status, cues, noun), head)
    carried = head.lemma_.lower() in cues.veridical.light or bool(names & cues.veridical.light)
    if noun.dep_ in _OBJECT and (carried or not is_definite(noun)):
        return at_clause(head, status, cues, noun), head
    if noun.dep_ in _OBLIQUE and (carried or case in _DURING):
        return _along(noun, head, status, cues)
    return status, None


def _along(noun: Token, head: Token, status: Status, cues: Cues) -> tuple[Status, Token | None]:
    """The occasion of a planned act is planned ("will sign it during the visit"); that of a denied act is not denied."""
    plain = _climb(head, at_clause(head, _ACTUAL, cues, noun), cues)
    if head.lemma_.lower() in cues.veridical.light and not is_definite(noun):
        return (plain if plain is not _ACTUAL else status), None
    return (turn(status, plain) if plain is _INTENDED else status), None
