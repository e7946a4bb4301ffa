"""The grammar of nouns: which phrases fill the slots of a noun, and on which verb an event noun hangs ("held talks with").

Source: as for `grammar`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, children, clause_subjects, lacks_object, subjects, unwrap

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = ("in", "at")
_OCCASION = frozenset(("in", "during", "at", "after", "following", "before", "on", "ahead of", "prior to", "via"))
_MOTION = frozenset(
    ("travel", "fly", "arrive", "go", "head", "come", "visit", "be", "host", "receive", "welcome", "land", "return")
)
_DESPITE = frozenset(("despite", "amid", "amidst", "over", "following", "after", "in spite of", "in the face of", "under"))


def noun_slot(noun: Token, name: str) -> list[Token]:
    """Which phrases fill this slot of a noun? "poss" and "adj" are its possessor and its modifiers, "clause" the subject of the
    verb on which it hangs, "occasion" that of the verb which it accompanies, "despite" likewise of what it stands against,
    "comp.subj" the subject of a clause that tells its content; else a preposition."""
    if name == "comp.subj":
        return [s for clause in children(noun, "acl", "ccomp", "acl:relcl") for s in children(clause, "nsubj") if s.i > noun.i]
    if name == "poss":
        return [first for owner in children(noun, "nmod:poss") for first in (*_joint_owner(owner), owner)]
    if name == "clause":
        verb = light_verb(noun)
        return subjects(verb) if verb is not None else []
    if name in ("occasion", "despite"):
        return _around(noun, _OCCASION if name == "occasion" else _DESPITE)
    if name == "adj":
        return children(noun, "amod", "compound", "nmod:unmarked", "nmod:desc")
    own = [unwrap(c) for c in children(noun, "nmod", "obl") if case_of(c) == name]
    own += _other_party(own) if name == "between" else []
    own = own or _said_to_be(noun, name)
    if noun.dep_ == "nmod" and name != "of":
        # "the continuation of support [for security] [for Syria]": a second one hung one noun higher.
        own += [unwrap(c) for c in children(noun.head, "nmod") if c.i > noun.i and case_of(c) == name]
    shared = own or [c for sibling in _siblings(noun) for c in children(sibling, "nmod") if case_of(c) == name]
    if shared or name == "of":
        return shared
    # "an exchange of views with Iran", "shipments of arms to Ukraine", "talks in Oslo with Tesk": hung one noun lower.
    lower = ("of", "from", *_WHERE) if name in ("with", "between") else ("of", "from")
    inner = [c for c in children(noun, "nmod") if case_of(c) in lower]
    found = [unwrap(c) for below in inner for c in children(below, "nmod", "obl") if case_of(c) == name]
    return found + (_other_party(found) if name == "between" else [])


def _said_to_be(noun: Token, name: str) -> list[Token]:
    """ "Our thoughts are with Tesk": the phrase is said of the noun, not hung on it."""
    said = noun.dep_ == "nsubj" and bool(children(noun.head, "cop"))
    return [noun.head] if said and any(case.lower_ == name for case in children(noun.head, "case")) else []


def _around(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    """ "Said in a call with Tesk", "acted despite criticism by Tesk": the subject of the verb that the noun accompanies."""
    verb = noun.head if noun.dep_ == "obl" else next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), noun)
    purpose = case_of(noun) == "for" and "in" in prepositions and verb.lemma_.lower() in _MOTION  # "arrived for talks with Tesk"
    if noun.dep_ not in ("obl", "nmod") or not (purpose or case_of(noun) in prepositions):
        return []
    return clause_subjects(verb, 0) if verb.pos_ in ("VERB", "AUX") else []


def _other_party(heads: list[Token]) -> list[Token]:
    """ "Between the Ministry of Trade of Norway and that of Iran": the second party, where it hangs deeper in the first."""
    if len(heads) != 1 or children(heads[0], "conj"):
        return []
    return [t for t in heads[0].subtree if t.dep_ == "conj" and t.pos_ == "PROPN" and t.i > heads[0].i]


def _joint_owner(owner: Token) -> list[Token]:
    """ "Praised Norway and Iran's support": the first owner, where the parser took it for the verb's object."""
    joint = next((child for child in children(owner, "cc") if child.lower_ == "and" and child.i), None)
    before = joint.nbor(-1) if joint is not None else None
    apart = before is not None and before.pos_ == "PROPN" and before.dep_ == "obj" and owner.pos_ == "PROPN"
    return [before] if before is not None and apart else []


def _siblings(noun: Token) -> list[Token]:
    """Nouns coordinated with this one, whose complement it may share: "relations and cooperation between A and B"."""
    before = [noun.head] if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else []
    after = [child for child in children(noun, "conj") if child.pos_ == "NOUN"]
    # "a commitment to trade and the role of Iran": the first has a complement of its own.
    return before if any(child.i < other.i for child in children(noun, "nmod") for other in after) else before + after


def coordinated(head: Token) -> Iterator[Token]:
    """The head and all that is coordinated with it: "Iran, Iraq and Syria" gives three, left to right."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i:
            yield from coordinated(child)


def is_predicate(token: Token) -> bool:
    """Is the noun said of a subject: "Holm is in Norway", "is a critic"?"""
    return token.pos_ in ("NOUN", "PROPN") and bool(children(token, "cop"))


def light_verb(noun: Token) -> Token | None:
    """On which verb does an event noun hang ("held talks", "talks were held", "paid a visit")? None if on none."""
    head = noun
    for clause in children(noun, "acl:relcl"):
        # "the sanctions it imposed": the noun is the object of its own clause.
        if clause.pos_ == "VERB" and lacks_object(clause) and children(clause, "nsubj"):
            return clause
    for _ in range(3):
        if head.dep_ in ("obj", "nsubj:pass", "obl", "xcomp") and (head.head.pos_ in ("VERB", "AUX") or is_predicate(head.head)):
            return head.head
        if head.dep_ == "nmod" and is_predicate(head.head):
            return head.head
        if head.dep_ in ("conj", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        elif head.dep_ in ("acl", "acl:relcl"):
            return head
        else:
            break
    for child in noun.children:
        if child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB":
            return child
    return None
