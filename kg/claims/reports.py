"""Reports: the verbs, nouns and phrases by which a sentence gives words to a source, and the words that they give.

"Lavrov said that …", "…, said Lavrov", "adding that …", "was quoted as saying", "according to Oslo", "Oslo's claim that …".

Source: universaldependencies.org/u/dep/parataxis (reported speech) and ccomp.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, is_passive, subjects
from kg.claims.marks import names_of
from kg.claims.sources import OWN, Report, is_past, possessor, source_of, teller

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lexicon.cues import Cues

_CONTENT = ("ccomp", "parataxis", "csubj")
_IN_CLAUSE = ("obj", "obl", "nmod", "nsubj", "appos", "amod", "nsubj:pass")
_ESPECIALLY = frozenset(("especially", "particularly", "notably", "including"))
_REASON = frozenset(("for", "over", "with", "of"))
_TOPIC = frozenset(("as", "of", "for", "about", "on", "over", "against", "that", "how"))


def reports(doc: Doc, cues: Cues) -> tuple[Report, ...]:
    """Which reports does the text hold? In the order of their verbs."""
    found: list[Report] = []
    for token in doc:
        if token.pos_ == "VERB" or (token.pos_ == "ADJ" and any(c.dep_ == "ccomp" for c in token.children)):
            found.extend(_verbal(token, cues, found))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in cues.speech.noun:
            found.extend(_nominal(token))
        if _accords(token, cues):
            told = token.pos_ == "NOUN" and token.lemma_.lower() in cues.speech.noun
            found.append(_according(token, (_author(token) if told else None) or token))
        elif token.lemma_.lower() in cues.speech.opinion and (owner := _opinion_of(token)) is not None:
            found.append(_according(token, owner))
        if names_of(token, "") & cues.speech.judging and (judged := _judged(token)) is not None:
            found.append(judged)
    return tuple(_joined(report, found, doc, cues) for report in found)


def _joined(report: Report, found: Sequence[Report], doc: Doc, cues: Cues) -> Report:
    """A participle at the end of reported words goes on with their report: "Weber said ten had left, warning that more would"."""
    verb = doc[report.verb]
    trailing = verb.dep_ == "advcl" and verb.lower_.endswith("ing") and verb.i > 0 and verb.nbor(-1).text == ","
    if not trailing or any(c.dep_.startswith("nsubj") for c in verb.children) or names_of(verb.head, "") & cues.speech.report:
        return report
    around = [other for other in found if report.verb in other.scope and other.source != OWN]
    closest = min(around, key=lambda other: (len(other.scope), other.verb), default=None)
    return replace(report, source=closest.source, scope=report.scope - {closest.source}) if closest else report


# Verbs.


def _verbal(verb: Token, cues: Cues, before: list[Report]) -> Iterator[Report]:
    names = names_of(verb, "") | {f"{verb.lemma_.lower()} {c.lower_}" for c in verb.children if c.dep_ == "xcomp"}
    told = {f"{verb.lemma_.lower()} {case_of(c)}" for c in verb.children if c.dep_ == "obl"} & cues.speech.report
    names |= told
    if not names & (cues.speech.report | cues.speech.tag) or verb.dep_ in ("amod", "compound"):
        return
    content = _content(verb, bool(names & cues.speech.tag), cues)
    told |= names & cues.speech.cited
    if names & cues.speech.clausal and not (content or told) and not _beside_quote(verb):
        return
    scope = set(content)
    if told or not names & (cues.speech.clausal | cues.speech.factive):
        scope |= _topics(verb, cues)
    source = source_of(verb, names, cues, before)
    if not content and names & cues.speech.tag and not names & cues.speech.clausal and not is_passive(verb):
        source, around = _tag(verb, source)
        content |= around
        scope |= around
    scope -= {source}
    yield Report(verb=verb.i, source=source, scope=frozenset(scope), bare=not content)


def _content(verb: Token, is_tag: bool, cues: Cues) -> set[int]:
    """The words of the clause that the verb reports: under it, or around it (", he said,")."""
    words: set[int] = set()
    opened = any(child.dep_ == "ccomp" and _opener(child) == "that" for child in verb.children)
    for child in verb.children:
        joined = child.dep_ == "conj" and _opener(verb) == "that"
        if _is_content(child, opened) and not joined and not _is_tag(child, cues):
            words.update(_clause_words(child) - _rejoined(child, verb))
        elif child.dep_ in ("iobj", "obj") and not any(c.dep_ == "det" for c in child.children):
            told = [c for c in child.children if c.dep_ == "acl:relcl" and c.left_edge.lower_ == "that" and is_tag]
            words.update(i for clause in told for i in _clause_words(clause))
        elif child.dep_ in ("iobj", "obj") and names_of(verb, "") & cues.speech.addressed:
            told = [c for c in child.children if c.dep_ in ("acl", "acl:relcl") and c.left_edge.lower_ == "that"]
            words.update(i for clause in told for i in _clause_words(clause))
    if words:
        end = next((t.i for t in verb.sent if t.i > verb.i and t.text == ";"), verb.sent.end)
        return {i for i in words if i < end} if min(words) < verb.i else words
    head = verb.head
    if (is_tag or _beside_quote(verb)) and _stands_beside(verb):
        return _between_stops(verb, _clause_words(head) - {t.i for t in verb.subtree})
    if verb.dep_ == "acl:relcl" and head.lower_ == "what":
        return {t.i for child in verb.children if child.dep_ in ("obl", "obj", "xcomp", "advcl") for t in child.subtree}
    return words


def _is_content(child: Token, opened: bool) -> bool:
    """Is the clause what the verb reports? Where one opens with "that", the others must too, or be quoted."""
    opener = _opener(child)
    if child.dep_ == "conj":
        return opener == "that"
    if child.dep_ in _CONTENT:
        first = child.left_edge
        if first.text == ";" or (first.i > child.sent.start and first.nbor(-1).text == ";"):
            return False
        return not opened or opener == "that" or first.is_quote or (first.i > 0 and first.nbor(-1).is_quote)
    if child.dep_ == "advcl":
        return opener in ("that", "of")
    return child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and opener != "to"


def _is_tag(child: Token, cues: Cues) -> bool:
    """Is the clause a tag of another report: ", he said,"?"""
    tag = child.dep_ == "parataxis" and child.lemma_.lower() in cues.speech.tag
    return tag and not any(c.dep_ in _CONTENT for c in child.children)


def _rejoined(clause: Token, verb: Token) -> set[int]:
    """Words that the parser put into the clause but that go on with the verb: "said it would look into it and urged Oslo to"."""
    words: set[int] = set()
    if clause.left_edge.i < verb.i or (verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ","):
        return words
    told = is_past(clause) and not any(c.dep_ in ("aux", "aux:pass") for c in clause.children)
    for child in clause.children:
        subject = any(c.dep_.startswith("nsubj") or c.dep_ in ("mark", "aux") for c in child.children)
        if child.dep_ == "conj" and not told and not subject and is_past(child) and is_past(verb):
            words.update(_clause_words(child))
    return words


def _stands_beside(verb: Token) -> bool:
    """Does the verb stand beside what it reports: ", he said,", "as he put it"?"""
    first = verb.doc[min(t.i for t in verb.subtree)]
    if first.i > verb.sent.start and first.nbor(-1).text in (";", ":"):
        return False
    if verb.dep_ == "parataxis":
        return first.i == verb.sent.start or _is_pause(first) or _is_pause(first.nbor(-1))
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
    others = [
        t for t in doc[low : verb.i] if t.pos_ in ("VERB", "SCONJ") and t.i != verb.i and t.dep_ not in ("amod", "compound")
    ]
    joined = verb.i > verb.sent.start and verb.nbor(-1).pos_ == "CCONJ"  # ", and noted Oslo's support"
    if not nouns or others or joined or low == verb.sent.start or high - verb.i > 20:
        return source, set()
    inside = {t.i for t in nouns}
    heads = [t for t in nouns if t.dep_.startswith("nsubj") or t.head.i not in inside]
    found = source if source in inside else (heads or nouns)[0].i
    return found, _between_stops(verb, {t.i for t in verb.sent if not low <= t.i < high})


def _between_stops(verb: Token, words: set[int]) -> set[int]:
    """Of the words around a tag, those between the semicolons around it: "…; Oslo, he said, was ready; Rome refused"."""
    stops = [t.i for t in verb.sent if t.text == ";"]
    low = max((i for i in stops if i < verb.i), default=-1)
    high = min((i for i in stops if i > verb.i), default=len(verb.doc))
    return {i for i in words if low < i < high}


def _is_pause(token: Token) -> bool:
    return token.is_quote or token.text in (",", ";", ":", ".", "–", "—", "--")


def _clause_words(clause: Token) -> set[int]:
    return {token.i for token in clause.subtree}


def _opener(clause: Token) -> str:
    return next((c.lower_ for c in clause.children if c.dep_ in ("mark", "case") and c.i < clause.i), "")


def _topics(verb: Token, cues: Cues) -> set[int]:
    """The words of what the verb speaks of: "stressed Iran's support", "warned of attacks", "described it as"."""
    words: set[int] = set()
    names = names_of(verb, "")
    for child in verb.children:
        if child.lower_ in cues.time.weekdays or child.lower_ in cues.time.months or child.like_num:
            continue
        about = child.dep_ in ("obl", "advcl") and (_opener(child) in _TOPIC or case_of(child) in _TOPIC)
        about = about or (child.dep_ == "obl" and any(c.lower_ in _ESPECIALLY for c in child.children))
        about = about or any(f"{name} {case_of(child)}" in cues.speech.report for name in names)
        about = about or _is_wish(child, cues)
        passed_on = child.lemma_.lower() in cues.speech.noun and any(t.lower_ in ("from", "by") for t in child.subtree)
        if about or (child.dep_ in ("obj", "nsubj:pass") and not passed_on):
            words.update(t.i for t in child.subtree)
    return words


def _is_wish(clause: Token, cues: Cues) -> bool:
    """ "Expressed Oslo's readiness to work with": an infinitive that the parser hung on the verb beside the noun it tells."""
    if clause.dep_ not in ("advcl", "xcomp") or _opener(clause) != "to" or clause.left_edge.i == 0:
        return False
    noun = clause.left_edge.nbor(-1)
    return noun.head.i == clause.head.i and noun.dep_ == "obj" and noun.lemma_.lower() in cues.intended.noun | cues.speech.noun


def _beside_quote(verb: Token) -> bool:
    """Does a quotation mark stand right before or after the verb's clause, or the verb?"""
    low, high = max(verb.sent.start, verb.i - 6), min(verb.sent.end, verb.i + 4)
    return any(verb.doc[i].is_quote for i in range(low, high))


# Nouns and phrases.


def _nominal(noun: Token) -> Iterator[Report]:
    """ "Oslo's claim that …": the words of the clause are Oslo's."""
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp", "csubj") and _opener(c) in ("that", "of")]
    owner = teller(noun) if clauses else None
    if owner is not None:
        scope = frozenset(i for clause in clauses for i in _clause_words(clause))
        yield Report(verb=noun.i, source=owner.i, scope=scope - {owner.i}, bare=False)


def _author(document: Token) -> Token | None:
    """ "According to a tweet on Monday by Weber": whose document it is, also where "by" hangs deeper."""
    return possessor(document) or next((t for t in document.subtree if t.i > document.i and case_of(t) == "by"), None)


def _accords(token: Token, cues: Cues) -> bool:
    return token.dep_ in ("obl", "nmod") and case_of(token) in cues.speech.according and token.head.i != token.i


def _opinion_of(noun: Token) -> Token | None:
    """Whose is the opinion, said at the clause's edge: "in Oslo's view, …", "…, in the words of Weber", "by his own account"?"""
    first = noun.left_edge
    at_edge = first.is_punct or first.i == noun.sent.start or first.nbor(-1).is_punct
    placed = noun.dep_ in ("obl", "nmod") and case_of(noun) in ("in", "by")
    return possessor(noun) if placed and at_edge else None


def _according(phrase: Token, source: Token) -> Report:
    """ "according to Oslo", "in Oslo's view": the clause around the phrase is Oslo's."""
    head = phrase.head
    while head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and head.dep_ in _IN_CLAUSE:
        head = head.head
    edge, rest = phrase.left_edge.i, phrase.doc[phrase.right_edge.i + 1 : phrase.sent.end]
    if edge > phrase.sent.start and phrase.doc[edge - 1].text == "," and all(t.is_punct for t in rest):
        head = phrase.sent.root
    scope = {t.i for t in head.subtree} - {t.i for t in phrase.subtree}
    return Report(verb=phrase.i, source=source.i, scope=frozenset(scope), bare=False)


def _judged(word: Token) -> Report | None:
    """ "expelled Weber for backing the group", "imposed sanctions on him over": the reason is the word of whoever judges."""
    verb = word if word.pos_ == "VERB" else word.head
    if verb.pos_ != "VERB" or (word.i != verb.i and word.dep_ not in ("obj", "nsubj:pass")):
        return None
    source = next((t for t in subjects(verb) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    reasons = [c for w in {verb, word} for c in w.children if c.i > verb.i and {_opener(c), case_of(c)} & _REASON]
    if source is None or not reasons:
        return None
    return Report(verb=word.i, source=source.i, scope=frozenset(t.i for c in reasons for t in c.subtree), bare=False)
