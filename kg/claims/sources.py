"""Sources: who speaks in a report, as the head of the phrase that names him.

The subject of an active verb, the agent of a passive one, whoever made the document that "says", with help for misparses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, is_passive, subjects
from kg.claims.marks import names_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lexicon.cues import Cues

OWN = -1
_PRONOUNS = frozenset(("it", "this", "that", "there", "what", "which"))
_RELATIVE = frozenset(("who", "which", "that"))
_OBJECT = ("obj", "iobj")
_BACK = 150  # tokens over which "the report" goes on with a report that somebody made


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: the index of its verb (or noun), of its source's head (-1 unknown), and the indices of the words it gives.

    `bare`: it governs no words itself, so that a quotation beside it must be what it gives.
    """

    verb: int
    source: int
    scope: frozenset[int]
    bare: bool


def source_of(verb: Token, names: set[str], cues: Cues, before: Sequence[Report]) -> int:
    """The head of the phrase whose words the verb reports, -1 if it has none."""
    if names & cues.speech.cited and not is_passive(verb):
        cited = next((c for c in verb.children if c.dep_ in _OBJECT), None)
        # "Cited unrest" names no source, unlike "cited Weber" or "quoted officials as saying".
        if cited is None or cited.pos_ != "NOUN" or any(c.lower_ == "saying" for c in verb.subtree):
            return cited.i if cited is not None else OWN
    governor = verb.head
    if verb.dep_ in ("xcomp", "advcl", "obl") and names_of(governor, "") & cues.speech.quoted:
        return next((c.i for c in governor.children if c.dep_ in ("nsubj:pass", *_OBJECT)), OWN)
    if verb.dep_ == "acl:relcl" and any(c.dep_.startswith("nsubj") and c.lower_ in _RELATIVE for c in verb.children):
        return _owner(governor, cues, before)
    if verb.i > verb.sent.start and verb.nbor(-1).is_quote and not any(c.dep_.startswith("nsubj") for c in verb.children):
        after = [
            c for c in verb.children if c.i > verb.i and c.pos_ in ("PROPN", "NOUN", "PRON") and c.dep_ in ("obj", "obl", "iobj")
        ]
        if after:
            return after[0].i
    if names & cues.speech.felt and is_passive(verb):
        return next((_owner(c, cues, before) for c in verb.children if c.dep_ == "nsubj:pass"), OWN)
    told = subjects(verb) if not is_passive(verb) else [t for t in subjects(verb) if t.head.i == verb.i or t.dep_ == "conj"]
    candidates = sorted((t for t in told if not _is_empty(t)), key=lambda t: abs(t.i - verb.i))
    if not candidates and verb.dep_ == "ROOT" and not is_passive(verb):
        candidates = [c for c in verb.children if c.i < verb.i and c.pos_ in ("PROPN", "NOUN", "PRON") and not case_of(c)]
    if not candidates and verb.dep_ == "acl":
        candidates = [governor]
    if not candidates:
        candidates = [c for c in verb.children if c.dep_ in ("obj", "obl:agent") and c.i > verb.i and _inverted(verb)]
    if not candidates and is_past(verb) and not is_passive(verb):
        candidates = _before(verb)
    return _owner(_spoken_by(candidates[0], verb), cues, before) if candidates else OWN


def _spoken_by(subject: Token, verb: Token) -> Token:
    """The name between comma and verb, should the parser have taken the first noun: "Turkey, Lavrov said, had attacked"."""
    last = verb.nbor(-1) if verb.i > verb.sent.start else verb
    commas = [t.i for t in verb.doc[subject.i + 1 : verb.i] if t.text == ","]
    return last if len(commas) == 1 and last.pos_ in ("PROPN", "PRON") and last.i > commas[0] else subject


def _before(verb: Token) -> list[Token]:
    """The noun before the verb, or before the relative clause or apposition that stands between, as a last resort."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and doc[i].pos_ in ("ADV", "AUX"):
        i -= 1
    if doc[i].text == ",":
        i -= 1
        while i > verb.sent.start and doc[i].text != ",":
            i -= 1
        i -= 1
    return [doc[i]] if i >= verb.sent.start and doc[i].pos_ in ("PROPN", "NOUN", "PRON") else []


def _is_empty(subject: Token) -> bool:
    return subject.lower_ in _PRONOUNS or subject.dep_ == "expl"


def _inverted(verb: Token) -> bool:
    """Does the verb follow its words: `…," said X`?"""
    return verb.i > 0 and (verb.nbor(-1).is_quote or verb.nbor(-1).text == ",")


def _owner(subject: Token, cues: Cues, before: Sequence[Report]) -> int:
    """Who speaks in a document: the one who made it ("a statement by Oslo"), also if named before ("X said in a statement")."""
    if subject.lemma_.lower() not in cues.speech.noun or subject.pos_ == "PROPN":
        return subject.i
    owner = possessor(subject)
    if owner is not None:
        return owner.i
    for report in reversed(before[-6:]):
        verb = subject.doc[report.verb]
        if report.source != OWN and any(t.lemma_ == subject.lemma_ for t in verb.subtree if t.i != subject.i):
            return report.source
    return _maker(subject, cues)


def _maker(document: Token, cues: Cues) -> int:
    """Who made the document that is now spoken of ("The report says"): the owner or maker of one like it shortly before."""
    for i in range(document.i - 1, max(-1, document.i - _BACK), -1):
        other = document.doc[i]
        if other.lemma_ != document.lemma_ or other.pos_ != "NOUN":
            continue
        owner = possessor(other) or _teller(other)
        if owner is not None and owner.lemma_.lower() not in cues.speech.noun:
            return owner.i
    return document.i


def _teller(document: Token) -> Token | None:
    """Whoever "said in a statement that", "issued a statement that", "published a report"."""
    verb = document.head
    if document.dep_ not in ("obj", "obl") or verb.pos_ != "VERB":
        return None
    told = [subject for subject in subjects(verb) if not _is_empty(subject) and subject.i != document.i]
    return told[0] if told else None


def teller(noun: Token) -> Token | None:
    """Whose words does a noun of speech give: its owner's, else those of whoever says it ("voiced concern that")?"""
    return possessor(noun) or _teller(noun)


def possessor(noun: Token) -> Token | None:
    """Whose is the document: its possessor, "by", "from" or "of" phrase, or the name before it ("a White House statement")?"""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    for child in noun.children:
        if child.dep_ in ("nmod", "obl", "acl", "appos") and {case_of(child), child.left_edge.lower_} & {"by", "from", "of"}:
            return child
    for child in noun.children:
        if child.dep_ in ("acl", "acl:relcl"):
            agent = next((c for c in child.children if c.dep_ in ("obl", "obl:agent") and case_of(c) == "by"), None)
            if agent is not None:
                return agent
    return next((child for child in noun.children if child.dep_ == "compound" and child.pos_ in ("PROPN", "NOUN")), None)


def is_past(verb: Token) -> bool:
    return "Past" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
