"""The slots of a verb by name: "subj", "obj", "iobj", a preposition, "comp.subj", "cond" (kg/lexicon/frames.py lists them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.grammar import children, is_infinitive, is_passive, meant, objects, obliques, opener, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token


def slot(verb: Token, name: str) -> list[Token]:
    """Which phrases fill this slot of a verb or predicative adjective? Heads, left to right; [] if empty."""
    if name == "subj":
        return subjects(verb) if verb.dep_ != "aux" else _obliged(verb)
    if name == "obj":
        return objects(verb)
    if name == "cond":
        return _conditioned(verb)
    if name == "asker":
        return _asker(verb)
    if name == "iobj":
        return [meant(c, verb) for c in children(verb, "iobj")]
    if name.startswith("comp."):
        clauses = children(verb, "ccomp", "xcomp") or children(verb, "advcl")
        return [found for clause in clauses for found in slot(clause, name[5:])]
    return obliques(verb, name)


def _conditioned(verb: Token) -> list[Token]:
    """ "Warned that it would strike if Iran attacked", "warned to strike unless Iran left": on whose act the words hang."""
    said = [verb, *children(verb, "ccomp", "xcomp", "parataxis"), *([verb.head] if verb.dep_ == "parataxis" else [])]
    clauses = [c for clause in said for c in (*children(clause, "advcl", "ccomp"), clause) if opener(c) in ("if", "unless")]
    return [subject for clause in clauses for subject in children(clause, "nsubj")]


def _asker(refusing: Token) -> list[Token]:
    """ "Norway asked Iran to stop, but Tehran refused": who asked somebody to act in the clause before."""
    asking = refusing.head
    if refusing.dep_ not in ("conj", "parataxis") or asking.i > refusing.i or not children(refusing, "nsubj"):
        return []
    asked = children(asking, "obj", "iobj") or obliques(asking, "on") or obliques(asking, "to")
    acts = [clause for clause in children(asking, "xcomp", "advcl", "ccomp") if is_infinitive(clause)]
    return subjects(asking) if asked and acts and not is_passive(asking) else []


def _obliged(modal: Token) -> list[Token]:
    """ "Iran must stop": who is to act by a modal verb. Nobody in a question, an inversion, a condition or a guess."""
    verb = modal.head
    if any(c.lower_ in ("if", "unless", "whether", "as") and c.dep_ == "mark" for c in verb.children):
        return []
    if any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children):  # "must have known"
        return []
    return [c for c in (subjects(verb) if is_passive(verb) else children(verb, "nsubj")) if is_passive(verb) or c.i < modal.i]
