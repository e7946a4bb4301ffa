"""Do a frame's conditions hold around its trigger? What must be there (`requires`), and what must not (`excludes`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, children, is_infinitive, is_passive, subjects
from kg.claims.nouns import light_verb
from kg.lexicon import Lexicon
from kg.lexicon.cues import load_cues
from kg.lexicon.frames import Condition, Frame
from kg.mentions.dates import MEALS

if TYPE_CHECKING:
    from spacy.tokens import Token

_DUTY = frozenset(("be", "should", "must", "ought", "shall"))
_BOTH = frozenset(("i", "you"))


def hindrance(frame: Frame, trigger: Token, lexicon: Lexicon) -> str:
    """Which condition keeps the frame from firing: the first required one that is not met ("needs that"), else the first
    excluded one that is ("not with inf")? "" if none does."""
    for condition in frame.requires:
        if not _met(condition, trigger, lexicon):
            return f"needs {condition}"
    for condition in frame.excludes:
        if _met(condition, trigger, lexicon):
            return f"not with {condition}"
    return ""


def lemma_of(token: Token, lexicon: Lexicon) -> str:
    """The word's lemma: by the tables' own forms, since parsers mistake rarer ones, else the parser's."""
    forms = lexicon.verb_lemmas if token.pos_ in ("VERB", "AUX") else lexicon.noun_lemmas
    return forms.get(token.lower_, token.lemma_.lower())


def _met(condition: Condition, token: Token, lexicon: Lexicon) -> bool:
    def among(words: Iterable[Token]) -> bool:
        return any(lemma_of(word, lexicon) in condition.values or word.lower_ in condition.values for word in words)

    if condition.kind in _BARE:
        return _BARE[condition.kind](token)
    match condition.kind:
        case "case":
            return case_of(token) in condition.values or among(children(token, "case"))  # "that it was behind the attack"
        case "prt":
            return any(c.lower_ in condition.values for c in children(token, "compound:prt", "advmod", "case"))
        case "obl":
            return _hangs_by(token, condition.values)
        case "noun":
            return among(_object_nouns(token))
        case "subj":
            return among(children(token, "nsubj", "nsubj:pass") or (subjects(token) if token.pos_ == "VERB" else []))
        case "comp":
            clauses = _complements(token)
            if "have to" in condition.values and any(_has_duty(clause) for clause in clauses):
                return True
            return among(clauses) or among(aux for clause in clauses for aux in children(clause, "aux"))
        case "mod":
            return among(children(token, "amod", "compound", "advmod"))
        case "as":
            return among(_taken_for(token))
        case preposition:
            return among(phrase for phrase in _phrases(token) if case_of(phrase) == preposition)


def _hangs_by(token: Token, prepositions: tuple[str, ...]) -> bool:
    """Does a phrase that is no time hang on the word by one of these prepositions?"""
    # "The aid it had asked for": a preposition alone.
    stranded = any(c.lower_ in prepositions for c in token.rights if c.pos_ == "ADP" and c.n_lefts + c.n_rights == 0)
    # "Hosted to tea": a meal read as an infinitive.
    meal = "to" in prepositions and any(c.lemma_.lower() in MEALS for c in children(token, "xcomp"))
    return stranded or meal or any(case_of(c) in prepositions and not is_time(c) for c in _phrases(token))


def _says_what(verb: Token) -> bool:
    """Is a noun or adjective said of the verb's object: "called Tesk a liar"?"""
    heads = [child for child in children(verb, "obj", "nsubj:pass") if not case_of(child)]
    said = any(c.pos_ in ("NOUN", "ADJ", "PROPN") for c in (children(verb, "xcomp") if heads else []) + heads[1:])
    return said or any(_is_quoted(verb, word) for word in children(verb, "obj"))


def _has_infinitive(token: Token) -> bool:
    """Does a to-infinitive hang on the word, or on the verb that carries the noun?"""
    verb = light_verb(token) if token.pos_ == "NOUN" else None
    heads = [head for head in (token, verb) if head is not None]
    clauses = [c for head in heads for c in children(head, "xcomp", "advcl", "ccomp", "acl", "obl")]
    # "Called on Iran to fully and swiftly comply": the adverb taken for the verb.
    adverbs = (mark for c in children(token, "advmod") for mark in children(c, "mark") if mark.lower_ == "to")
    return any(is_infinitive(clause) for clause in clauses) or _infinitive_below(token) or next(adverbs, None) is not None


def _complements(verb: Token) -> list[Token]:
    """The heads of the verb's complement clauses, with what is coordinated with them or describes them."""
    clauses = children(verb, "ccomp", "xcomp", "parataxis")
    clauses += [clause for clause in children(verb, "advcl") if is_infinitive(clause)]
    clauses += [word for act in children(verb, "obj") for word in children(act, "appos") if word.nbor(-1).is_quote]
    return clauses + [word for clause in clauses for word in children(clause, "conj", "amod")]


def _is_quoted(verb: Token, target: Token) -> bool:
    """ "Called Tesk “a liar”": does a quote open right behind the object?"""
    end = max([target.i, *(child.i for child in children(target, "flat", "flat:fold", "flat:name"))]) + 1
    return end < len(verb.doc) and verb.doc[end].is_quote and not verb.doc[end - 1].is_punct


def is_time(phrase: Token) -> bool:
    """Does the phrase say when: "on Monday", "in May 2024", "on 5 May"?"""
    time = load_cues().time
    # "For help in May" is no time, "on the morning of Monday" is.
    said = [phrase, *(child for child in phrase.children if case_of(child) in ("", "of"))]
    return any(word.lower_ in time.weekdays or word.lower_ in time.months for word in said)


def _has_duty(clause: Token) -> bool:
    """ "Iran has to stop"."""
    return clause.lemma_.lower() == "have" and any(is_infinitive(child) for child in children(clause, "xcomp"))


def _is_wished(clause: Token) -> bool:
    """ "That Iran leave", "that Iran be tried", "that Iran must go": what should be, not what is."""
    if is_infinitive(clause):
        return False
    helpers = [child for child in clause.children if child.dep_ in ("aux", "aux:pass", "cop")]
    if helpers:
        return helpers[0].lower_ in _DUTY
    one = any("Sing" in child.morph.get("Number", []) and child.lower_ not in _BOTH for child in children(clause, "nsubj"))
    return _has_duty(clause) or (one and clause.lower_ == clause.lemma_.lower() and "Past" not in clause.morph.get("Tense", []))


def _infinitive_below(token: Token) -> bool:
    """ "called on Iran to stop", where the parser hangs the infinitive on the noun."""
    return any(
        is_infinitive(clause)
        for noun in children(token, "obl", "obj", "nmod")
        for clause in children(noun, "acl", "acl:relcl", "advcl", "xcomp")
    )


def _taken_for(verb: Token) -> list[Token]:
    """ "Described it as unacceptable", "sees Iran as a terrorist state": what somebody is called, with its adjectives."""
    said = [phrase for phrase in _phrases(verb) if case_of(phrase) == "as"]
    said += [clause for clause in children(verb, "advcl") if clause.pos_ == "ADJ" and _opens_with(clause, "as")]
    return said + [word for head in said for word in children(head, "amod", "conj")]


def _opens_with(clause: Token, word: str) -> bool:
    return any(child.lower_ == word for child in children(clause, "mark", "case"))


def _phrases(token: Token) -> list[Token]:
    found = children(token, "obl", "nmod", "obl:agent")
    found += [clause for clause in children(token, "xcomp") if case_of(clause)]
    found += [child for noun in children(token, "obj", "nsubj:pass") for child in children(noun, "nmod")]
    verb = light_verb(token) if token.pos_ == "NOUN" else None
    return found + (children(verb, "obl") if verb is not None else [])


def _object_nouns(token: Token) -> list[Token]:
    """The object's head and what it is coordinated or made up with ("diplomatic ties and trade")."""
    heads = children(token, "obj", "nsubj:pass", "iobj") or ([token.head] if token.dep_ in ("acl", "amod", "acl:relcl") else [])
    if token.pos_ == "NOUN":
        heads = children(token, "nmod", "compound", "amod")
    return heads + [c for head in heads for c in children(head, "conj", "nmod", "compound", "amod")]


# The kinds of condition that take no words.
_BARE: Mapping[str, Callable[[Token], bool]] = {
    "inf": _has_infinitive,
    "that": lambda token: any(not is_infinitive(child) for child in children(token, "ccomp", "parataxis")),
    "wish": lambda token: any(_is_wished(child) for child in children(token, "ccomp", "parataxis")),
    "obj": lambda token: bool(children(token, "obj", "nsubj:pass")),
    "iobj": lambda token: bool(children(token, "iobj")),
    "passive": is_passive,
    "active": lambda token: not is_passive(token),
    "cop": lambda token: bool(children(token, "cop")) or (token.dep_ == "conj" and bool(children(token.head, "cop"))),
    "neg": lambda token: any(child.lower_ in ("not", "n't", "never", "no") for child in token.children),
    "pred": _says_what,
}
