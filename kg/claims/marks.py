"""The marks on a clause: auxiliaries, negation, conditions, as the walk of `kg.claims.factuality` reads them.

Source: universaldependencies.org/u/dep (aux, advmod, mark, advcl); the words are the tables of `kg.lexicon.cues`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lexicon.cues import Cues

_AUXILIARY = ("aux", "aux:pass", "cop")
_SUBJECT = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer")
_PARTICLE = ("compound:prt", "advmod")
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"))


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of the verb, and those that it shares with the first of a row of verbs ("will meet and visit")."""
    own = [child for child in verb.children if child.dep_ in _AUXILIARY]
    if any("Inf" not in form(child) for child in own) or not shares(verb, bool(own)):
        return own
    return [*(child for child in auxiliaries(verb.head) if child.i < verb.i), *own]


def shares(verb: Token, infinitive: bool = False) -> bool:
    """Does a coordinated verb stand under the auxiliaries of the first: no subject of its own, and of the same form?

    `infinitive` says that an auxiliary of its own is one: "will meet the king and be received by the mayor".
    """
    if verb.dep_ != "conj" or has_subject(verb) or ("Past" in verb.morph.get("Tense", []) and "Fin" in form(verb)):
        return False
    return infinitive or form(verb.head) == form(verb) or "Inf" in form(verb)


def form(verb: Token) -> list[str]:
    """The verb's form as the parser's morphology has it: Fin, Inf, Part or Ger."""
    return verb.morph.get("VerbForm", [])


def is_set_to(verb: Token, cues: Cues) -> bool:
    """Does an auxiliary or adjective plan the infinitive: "is to meet", "is due to meet", where the parser sees one clause?"""
    marks = [child for child in verb.children if child.dep_ in ("mark", "advmod", "aux", "cop", "case") and child.i < verb.i]
    if any(c.lower_ in cues.intended.clause and any(g.lower_ == "to" for g in c.children) for c in marks):
        return True
    be = any(c.lemma_ == "be" and c.dep_ in ("aux", "cop") for c in marks)
    return be and any(c.lower_ == "to" and c.dep_ == "mark" for c in marks)


def is_yet_to(clause: Token, head: Token) -> bool:
    """Is it a thing that has not been done: "has yet to sign"?"""
    return head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for word in (head, clause) for c in word.children)


def noun_before(clause: Token, head: Token, cues: Cues) -> Token | None:
    """Which noun of planning stands right before "to", where the parser hung the clause on the verb: "expressed readiness to"?"""
    opener = next((c for c in clause.children if c.lower_ == "to" and c.dep_ == "mark"), None)
    known = cues.intended.noun | cues.hypothetical.noun | cues.denied.noun
    light = head.lemma_.lower() in cues.veridical.light
    for noun in head.children if opener is not None else ():
        near = noun.i == clause.left_edge.i - 1 or (light and noun.dep_ == "obj" and noun.i < clause.i)
        if near and noun.dep_ in ("obj", "obl", "nsubj") and noun.lemma_.lower() in known:
            return noun
    return None


def is_own(verb: Token) -> bool:
    """Is the subject "we" or "I"?"""
    return any(child.dep_ in _SUBJECT and child.lower_ in ("we", "i", "us") for child in verb.children)


def is_reported(verb: Token, cues: Cues) -> bool:
    """Does the verb's clause stand under, beside or before a verb of speech, or "according to"?"""
    for ancestor in (verb, *verb.ancestors):
        if any(c.dep_ in ("parataxis", "ccomp") and names_of(c, "") & cues.speech.report for c in ancestor.children):
            return True
        if any(c.dep_ == "obl" and any(g.lower_ == "according" for g in c.children) for c in ancestor.children):
            return True
        if ancestor.i != verb.i and (names_of(ancestor, "") & cues.speech.report or ancestor.lemma_.lower() in cues.speech.noun):
            return True
    return False


def is_negated(verb: Token, cues: Cues, trigger: Token) -> bool:
    """Is the clause negated: at the verb, by its subject or object ("no country supports"), or by what it shares?"""
    if any(_negates(child, cues) for child in verb.children):
        return True
    if any(child.dep_ in _SUBJECT and is_empty(child, cues) and child.i != trigger.i for child in verb.children):
        return True
    if verb.i == trigger.i and any(child.dep_ in ("obj", "iobj") and is_empty(child, cues) for child in verb.children):
        return True
    contrast = any(child.dep_ == "cc" and child.lower_ in ("but", "yet") for child in verb.children)
    own = any(child.dep_ in _AUXILIARY for child in verb.children)
    either = (
        verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in verb.children) and not has_subject(verb)
    )
    return (shares(verb) or either) and not own and not contrast and is_negated(verb.head, cues, trigger)


def _negates(child: Token, cues: Cues) -> bool:
    """Is the word a negation that denies its head? "not only" and "not until" do not."""
    if child.lower_ not in cues.negation.words or child.dep_ not in ("advmod", "det", "cc", "aux", "cc:preconj"):
        return False
    after = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
    if child.lower_ == "no" and child.dep_ == "advmod":
        return after == "longer"
    return after not in cues.negation.spared


def is_empty(noun: Token, cues: Cues) -> bool:
    """Does the phrase name nothing: "no country", "nobody", "neither side"?"""
    if noun.lower_ in cues.negation.pronouns:
        return True
    return any(child.dep_ in ("det", "advmod") and child.lower_ in ("no", "neither", "nary") for child in noun.children)


def is_condition(verb: Token, cues: Cues) -> bool:
    """Is the clause itself a condition or an indirect question?"""
    first = min((c.i for c in verb.children if c.dep_ in _SUBJECT), default=-1)
    words = list(verb.children)
    for child in words:
        if child.dep_ in ("mark", "advmod", "case") and child.lower_ in cues.condition.mark and not _is_as_if(child):
            return True
        if (
            child.dep_ == "mark"
            and child.lower_ in ("until", "till", "before")
            and "Pres" in verb.morph.get("Tense", [])
            and first >= 0
        ):
            return True
        if (
            child.dep_ in _AUXILIARY
            and child.lower_ in cues.condition.inverted
            and _is_first(child, verb)
            and child.i < first
            and verb.dep_ == "advcl"
        ):
            return True
    shared = verb.dep_ == "conj" and verb.head.dep_ in ("advcl", "ccomp") and not any(c.dep_ == "mark" for c in words)
    return shared and first < 0 and is_condition(verb.head, cues)


def _is_first(word: Token, verb: Token) -> bool:
    """Does the word open the verb's clause, but for a conjunction or comma?"""
    return all(t.is_punct or t.dep_ == "cc" for t in word.doc[verb.left_edge.i : word.i])


def _is_as_if(mark: Token) -> bool:
    return mark.i > 0 and mark.nbor(-1).lower_ in ("as", "even")


def has_condition(verb: Token, cues: Cues) -> bool:
    """Does the verb hold only under a condition: on it, before the verb it is coordinated with, or before "he said"?"""
    if any(child.dep_ == "advcl" and is_condition(child, cues) and not _only_time(child) for child in verb.children):
        return True
    head = verb.head
    reported = verb.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in cues.speech.report
    if verb.dep_ not in ("conj", "xcomp") and not reported:
        return False
    before = [child for child in head.children if child.dep_ == "advcl" and child.i < min(head.i, verb.i)]
    return head.i != verb.i and any(is_condition(child, cues) and not _only_time(child) for child in before)


def _only_time(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("until", "till", "before") for child in clause.children)


def _stems(word: str) -> Iterator[str]:
    """What a regular verb form may come from, should the lemmatizer or tagger have missed it.

    >>> list(_stems("underlined"))
    ['underlin', 'underline']
    """
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def names_of(head: Token, preposition: str) -> set[str]:
    """What a governor may be called in the tables: its lemma, with its particle, with the preposition of its complement."""
    plain = head.lemma_.lower()
    names = {plain, head.lower_, *_stems(head.lower_)} if head.pos_ in ("ADJ", "VERB", "ADV") else {plain}
    for particle in (c.lower_ for c in head.children if c.dep_ in _PARTICLE and c.i > head.i and c.i <= head.i + 3):
        names |= {f"{plain} {particle}", f"{plain} {particle} {preposition}"}
    return names | {f"{plain} {preposition}"}


def is_finite(clause: Token) -> bool:
    """Is the clause finite, by its verb or an auxiliary: "that it had met", "it would meet"?"""
    return any("Fin" in form(word) for word in (clause, *(c for c in clause.children if c.dep_ in _AUXILIARY)))


def mark_of(clause: Token) -> str:
    """The preposition or conjunction that opens the clause, lower case, "" if none."""
    return next((c.lower_ for c in clause.children if c.dep_ in ("mark", "case") and c.i < clause.i), "")


def case_of(noun: Token) -> str:
    return next((c.lower_ for c in noun.children if c.dep_ == "case" and c.i < noun.i), "")


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECT for child in verb.children)


def is_definite(noun: Token) -> bool:
    """Does the phrase presuppose that the thing exists: "the attack", "Iran's support"?"""
    return any(c.dep_ == "nmod:poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in noun.children)


def same_mood(verb: Token) -> bool:
    """Is the coordinated verb no finite verb beside an infinitive or participle (which hangs on something higher)?"""
    finite = "Fin" in verb.morph.get("VerbForm", []) and verb.pos_ != "AUX"
    return not finite or "Fin" in verb.head.morph.get("VerbForm", []) or any(c.dep_ in _AUXILIARY for c in verb.head.children)


def is_nominal(token: Token) -> bool:
    """Does the word stand as a noun? A noun that is predicated ("is a supporter") opens a clause and counts as a verb."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADP"):
        return False
    return not any(child.dep_ == "cop" for child in token.children)
