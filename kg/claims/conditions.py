"""Do a frame's conditions hold around its trigger? What must be there (`requires`), and what must not (`excludes`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, children, is_passive, light_verb
from kg.lexicon.frames import Condition, Frame

if TYPE_CHECKING:
    from spacy.tokens import Token


def holds(frame: Frame, trigger: Token) -> bool:
    """Are all required conditions met, and none of the excluded?"""
    return all(_met(c, trigger) for c in frame.requires) and not any(_met(c, trigger) for c in frame.excludes)


def _met(condition: Condition, token: Token) -> bool:
    match condition.kind:
        case "inf":
            return any(_has_to(child) for child in children(token, "xcomp", "advcl", "ccomp", "acl")) or _infinitive_below(token)
        case "that":
            return any(not _has_to(child) for child in children(token, "ccomp", "parataxis"))
        case "obj":
            return bool(children(token, "obj")) or bool(children(token, "nsubj:pass"))
        case "iobj":
            return bool(children(token, "iobj"))
        case "passive":
            return is_passive(token)
        case "active":
            return not is_passive(token)
        case "neg":
            return any(child.lower_ in ("not", "n't", "never", "no") for child in token.children)
        case "prt":
            return any(c.lower_ in condition.values for c in children(token, "compound:prt", "advmod", "case"))
        case "obl":
            return any(case_of(c) in condition.values for c in _phrases(token))
        case "noun":
            return any(noun.lemma_.lower() in condition.values for noun in _object_nouns(token))
        case _:
            return any(c.lemma_.lower() in condition.values for c in children(token, "nsubj", "nsubj:pass"))


def _has_to(clause: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in clause.children)


def _infinitive_below(token: Token) -> bool:
    """ "called on Iran to stop", where the parser hangs the infinitive on the noun."""
    return any(_has_to(clause) for noun in children(token, "obl", "obj") for clause in children(noun, "acl", "advcl", "xcomp"))


def _phrases(token: Token) -> list[Token]:
    found = children(token, "obl", "nmod", "obl:agent")
    found += [child for noun in children(token, "obj", "nsubj:pass") for child in children(noun, "nmod")]
    verb = light_verb(token) if token.pos_ == "NOUN" else None
    return found + (children(verb, "obl") if verb is not None else [])


def _object_nouns(token: Token) -> list[Token]:
    """The object's head and what it is coordinated or made up with ("diplomatic ties and trade")."""
    heads = children(token, "obj", "nsubj:pass", "iobj") or ([token.head] if token.dep_ in ("acl", "amod", "acl:relcl") else [])
    if token.pos_ == "NOUN":
        heads = children(token, "nmod", "compound", "amod")
    return heads + [c for head in heads for c in children(head, "conj", "nmod", "compound")]
