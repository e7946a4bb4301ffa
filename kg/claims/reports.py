"""Reports: the verbs, nouns and phrases by which a sentence gives words to a source, and the words that they give.

"Lavrov said that …", "…, said Lavrov", "adding that …", "was quoted as saying", "according to Oslo", "Oslo's claim that …".

Source: universaldependencies.org/u/dep/parataxis (reported speech) and ccomp.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, is_passive, subjects
from kg.claims.marks import names_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lexicon.cues import Cues

OWN = -1
_CONTENT = ("ccomp", "parataxis", "csubj")
_TOPIC = frozenset(("as", "of", "for", "about", "on", "over", "against", "that", "to", "how"))
_PRONOUNS = frozenset(("it", "this", "that", "there", "what", "which"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: the index of its verb (or noun), of its source's head (-1 unknown), and the indices of the words it gives.

    `bare`: it governs no words itself, so that a quotation beside it must be what it gives.
    """

    verb: int
    source: int
    scope: frozenset[int]
    bare: bool


def reports(doc: Doc, cues: Cues) -> tuple[Report, ...]:
    """Which reports does the text hold? In the order of their verbs."""
    found: list[Report] = []
    for token in doc:
        if token.pos_ == "VERB":
            found.extend(_verbal(token, cues, found))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in cues.speech.noun:
            found.extend(_nominal(token))
        if _accords(token, cues):
            found.append(_according(token))
    return tuple(found)


# Verbs.


def _verbal(verb: Token, cues: Cues, before: list[Report]) -> Iterator[Report]:
    names = names_of(verb, "") | {f"{verb.lemma_.lower()} {c.lower_}" for c in verb.children if c.dep_ == "xcomp"}
    if not names & (cues.speech.report | cues.speech.tag) or verb.dep_ in ("amod", "compound"):
        return
    content = _content(verb, bool(names & cues.speech.tag))
    if names & cues.speech.clausal and not content and not _beside_quote(verb):
        return
    scope = set(content)
    if not names & cues.speech.clausal:
        scope |= _topics(verb)
    source = _source(verb, names, cues, before)
    if not content and names & cues.speech.tag and not names & cues.speech.clausal:
        source, around = _tag(verb, source)
        content |= around
        scope |= around
    scope -= {source}
    yield Report(verb=verb.i, source=source, scope=frozenset(scope), bare=not content)


def _content(verb: Token, is_tag: bool) -> set[int]:
    """The words of the clause that the verb reports: under it, or around it (", he said,")."""
    words: set[int] = set()
    for child in verb.children:
        if child.dep_ in _CONTENT or _is_content(child):
            words.update(_clause_words(child))
    if words:
        return words
    head = verb.head
    if (is_tag or _beside_quote(verb)) and _stands_beside(verb):
        return _clause_words(head) - {t.i for t in verb.subtree}
    if verb.dep_ == "acl:relcl" and head.lower_ == "what":
        return {t.i for child in verb.children if child.dep_ in ("obl", "obj", "xcomp", "advcl") for t in child.subtree}
    return words


def _is_content(child: Token) -> bool:
    """Is it a complement that the parser took for an adverbial or open clause?"""
    if child.dep_ == "advcl":
        return _opener(child) in ("that", "of")
    return child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and _opener(child) != "to"


def _stands_beside(verb: Token) -> bool:
    """Does the verb stand beside what it reports: ", he said,", "as he put it"?"""
    first = verb.doc[min(t.i for t in verb.subtree)]
    if first.i > verb.sent.start and first.nbor(-1).text in (";", ":"):
        return False
    if verb.dep_ == "parataxis":
        return True
    opener = _opener(verb)
    return verb.dep_ == "advcl" and (opener == "as" or (not opener and any(c.dep_ == "nsubj" for c in verb.children)))


def _tag(verb: Token, source: int) -> tuple[int, set[int]]:
    """Source and words where the parser lost the tag: "…, officials on both sides said.", "…, Torsten Weber, made clear, …".

    The tag is the run between two pauses that holds the verb and a noun phrase, and no other verb.
    """
    doc, low, high = verb.doc, verb.i, verb.i + 1
    while low > verb.sent.start and not _is_pause(doc[low - 1]):
        low -= 1
    while high < verb.sent.end and not _is_pause(doc[high]):
        high += 1
    if low == verb.i and low - 2 > verb.sent.start:
        low -= 2
        while low > verb.sent.start and not _is_pause(doc[low - 1]):
            low -= 1
    nouns = [t for t in doc[low : verb.i] if t.pos_ in ("NOUN", "PROPN", "PRON")] or [
        t for t in doc[verb.i : high] if t.pos_ in ("NOUN", "PROPN", "PRON")
    ]
    others = [t for t in doc[low:high] if t.pos_ in ("VERB", "SCONJ") and t.i != verb.i and t.dep_ not in ("amod", "compound")]
    if not nouns or others or low == verb.sent.start or high - verb.i > 8:
        return source, set()
    inside = {t.i for t in nouns}
    heads = [t for t in nouns if t.dep_.startswith("nsubj") or t.head.i not in inside]
    found = source if source in inside else (heads or nouns)[0].i
    return found, {t.i for t in verb.sent if not low <= t.i < high}


def _is_pause(token: Token) -> bool:
    return token.is_quote or token.text in (",", ";", ":", ".", "–", "—", "--")


def _clause_words(clause: Token) -> set[int]:
    return {token.i for token in clause.subtree}


def _opener(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ in ("mark", "case") and c.i < clause.i), "")


def _topics(verb: Token) -> set[int]:
    """The words of what the verb speaks of: "stressed Iran's support", "warned of attacks", "described it as"."""
    words: set[int] = set()
    for child in verb.children:
        about = child.dep_ in ("obl", "advcl") and (_opener(child) in _TOPIC or case_of(child) in _TOPIC)
        if about or child.dep_ in ("obj", "nsubj:pass"):
            words.update(t.i for t in child.subtree)
    return words


def _beside_quote(verb: Token) -> bool:
    """Does a quotation mark stand right before or after the verb's clause, or the verb?"""
    low, high = max(verb.sent.start, verb.i - 6), min(verb.sent.end, verb.i + 4)
    return any(verb.doc[i].is_quote for i in range(low, high))


def _source(verb: Token, names: set[str], cues: Cues, before: list[Report]) -> int:
    """The head of the phrase whose words the verb reports, -1 if it has none."""
    if names & cues.speech.cited and not is_passive(verb):
        return next((c.i for c in verb.children if c.dep_ == "obj"), OWN)
    governor = verb.head
    if verb.dep_ in ("xcomp", "advcl", "obl") and names_of(governor, "") & cues.speech.quoted:
        return next((c.i for c in governor.children if c.dep_ in ("nsubj:pass", "obj")), OWN)
    candidates = sorted((t for t in subjects(verb) if not _is_empty(t)), key=lambda t: abs(t.i - verb.i))
    if not candidates and verb.dep_ == "ROOT" and not is_passive(verb):
        candidates = [c for c in verb.children if c.i < verb.i and c.pos_ in ("PROPN", "NOUN", "PRON") and not case_of(c)]
    if not candidates and verb.dep_ == "acl":
        candidates = [governor]
    if not candidates:
        candidates = [c for c in verb.children if c.dep_ in ("obj", "obl:agent") and c.i > verb.i and _inverted(verb)]
    return _owner(candidates[0], cues, before) if candidates else OWN


def _is_empty(subject: Token) -> bool:
    return subject.lower_ in _PRONOUNS or subject.dep_ == "expl"


def _inverted(verb: Token) -> bool:
    """Does the verb follow its words: `…," said X`?"""
    return verb.i > 0 and (verb.nbor(-1).is_quote or verb.nbor(-1).text == ",")


def _owner(subject: Token, cues: Cues, before: list[Report]) -> int:
    """Who speaks in a document: the one who made it ("a statement by Oslo"), also if named before ("X said in a statement")."""
    if subject.lemma_.lower() not in cues.speech.noun or subject.pos_ == "PROPN":
        return subject.i
    owner = _possessor(subject)
    if owner is not None:
        return owner.i
    for report in reversed(before[-6:]):
        verb = subject.doc[report.verb]
        if report.source != OWN and any(t.lemma_ == subject.lemma_ for t in verb.subtree if t.i != subject.i):
            return report.source
    return subject.i


def _possessor(noun: Token) -> Token | None:
    """Whose is the document: its possessor, "by", "from" or "of" phrase, or the name before it ("a White House statement")?"""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    for child in noun.children:
        if child.dep_ in ("nmod", "obl", "acl") and case_of(child) in ("by", "from", "of"):
            return child
    for child in noun.children:
        if child.dep_ in ("acl", "acl:relcl"):
            agent = next((c for c in child.children if c.dep_ in ("obl", "obl:agent") and case_of(c) == "by"), None)
            if agent is not None:
                return agent
    return next((child for child in noun.children if child.dep_ == "compound" and child.pos_ in ("PROPN", "NOUN")), None)


# Nouns and phrases.


def _nominal(noun: Token) -> Iterator[Report]:
    """ "Oslo's claim that …": the words of the clause are Oslo's."""
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and _opener(c) in ("that", "of")]
    owner = _possessor(noun) if clauses else None
    if owner is not None:
        scope = frozenset(i for clause in clauses for i in _clause_words(clause))
        yield Report(verb=noun.i, source=owner.i, scope=scope - {owner.i}, bare=False)


def _accords(token: Token, cues: Cues) -> bool:
    return token.dep_ in ("obl", "nmod") and case_of(token) in cues.speech.according and token.head.i != token.i


def _according(source: Token) -> Report:
    """ "according to Oslo": the clause around the phrase is Oslo's."""
    head = source.head
    while head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and head.dep_ in (
        "obj",
        "obl",
        "nmod",
        "nsubj",
        "appos",
        "amod",
        "nsubj:pass",
    ):
        head = head.head
    scope = {t.i for t in head.subtree} - {t.i for t in source.subtree}
    return Report(verb=source.i, source=source.i, scope=frozenset(scope), bare=False)
