"""Dates: when did the event happen, as the text says it, resolved against the article's day?

Expressions are found in the text by a small grammar ("6 September 2023", "on Sunday", "last month") and attached to an event by
the tree: those of its own phrase first, then of the clause that carries it. A date is as precise as the text and no more. An
expression that sets another time without naming it ("last week") stops the search: no date is better than a wrong one.

Source: ISO 8601 (forms); TimeML (Pustejovsky and others 2003) for the kinds of expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kg.mentions.expressions import SAME, TOLD, Found, find

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.lexicon.cues import Cues

_NOMINAL = ("nmod", "flat", "compound", "appos", "conj", "obl", "nmod:unmarked", "nmod:poss")
_HOLDERS = ("obj", "obl", "nmod", "iobj", "nsubj:pass", "obl:agent", "nmod:poss", "conj")
_NO_CLAUSE = ("amod", "compound", "case", "aux", "aux:pass")
_OCCASION = frozenset(("in", "during", "at", "on", "by"))
_CARRIED = ("obj", "nsubj:pass", "obl", "xcomp", "nsubj", "nmod", "conj", "appos")
MEALS = frozenset(("breakfast", "lunch", "dinner", "tea", "supper", "brunch"))
_ADVERBS = frozenset(("earlier", "later", "late", "early"))
_GROUNDS = frozenset(("invitation", "request", "behest"))
_MAX_STEPS, _BACK, _DAY = 4, 3, len("2024-05-22")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A temporal expression: half-open token range; ISO date if it lies behind, and if it lies ahead ("" where it names none)."""

    start: int
    end: int
    iso: str
    ahead: str


def find_dates(doc: Doc | Span, published: date | None, cues: Cues) -> tuple[DateMention, ...]:
    """Which temporal expressions does the text hold? In order, not overlapping; token indices are the document's.

    Relative ones ("on Sunday", "last month") need the article's day and are vague without it.
    """
    return tuple(_mentions(doc, find(doc.text, published, cues.time)))


def _mentions(doc: Doc | Span, found: tuple[Found, ...]) -> Iterator[DateMention]:
    base = doc[0].idx if len(doc) else 0
    ends = [token.idx - base + len(token) for token in doc]
    for hit in found:
        inside = [token.i for token, end in zip(doc, ends, strict=True) if end > hit.start and token.idx - base < hit.end]
        if inside:
            yield DateMention(start=inside[0], end=inside[-1] + 1, iso=hit.iso, ahead=hit.ahead)


def date_of(trigger: Token, published: date | None, cues: Cues, ahead: bool = False) -> str:
    """When does the event of this verb or noun take place? `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or "" if its sentence is silent.

    `ahead` says that the event is planned or supposed, so that "on Sunday" is the next one.
    """
    mentions = _settled(trigger.sent, find_dates(trigger.sent, published, cues), published, cues)
    if not mentions:
        return ""
    anchored = [(_anchor(trigger.sent, mention), mention) for mention in mentions]
    node: Token | None = trigger
    steps = 0
    while node is not None and steps <= _MAX_STEPS:
        found = (
            _within(node, anchored)
            or _attached(node, anchored, trigger.i)
            or _shared(node, anchored)
            or _told(node, anchored, cues)
        )
        if found is not None:
            if ahead and node.i != trigger.i and _is_past(node):
                return "" if node.lemma_.lower() in cues.intended.clause else found.iso
            ahead = (ahead and not _is_perfect(trigger)) or _will(node, cues) or _is_present(node)
            return found.ahead if ahead else found.iso
        node, steps = _carrier(node, cues), steps + 1
    return ""


def _settled(sentence: Span, mentions: Sequence[DateMention], published: date | None, cues: Cues) -> tuple[DateMention, ...]:
    """The expressions, "that day" being the day told last, "earlier in the day" that of the sentences before or the article's."""
    settled: list[DateMention] = []
    for mention in mentions:
        if mention.iso in (SAME, TOLD):
            here = [m.iso for m in settled] if mention.iso == SAME else []
            days = [iso for iso in [*_days_before(sentence, published, cues), *here] if len(iso) == _DAY]
            day = days[-1] if days else published.isoformat() if published and mention.iso == TOLD else ""
            today = published.isoformat() if published else ""
            mention = replace(mention, iso=day, ahead=today if mention.iso == TOLD else day)
        settled.append(mention)
    return tuple(settled)


def _days_before(sentence: Span, published: date | None, cues: Cues) -> list[str]:
    """The dates of the few sentences before, last one last."""
    start = sentence.start
    for _ in range(_BACK):
        start = sentence.doc[start - 1].sent.start if start else 0
    return [m.iso for m in find_dates(sentence.doc[start : sentence.start], published, cues)] if start < sentence.start else []


def _is_past(verb: Token) -> bool:
    """Is the verb told as past ("agreed on Tuesday to meet"), so that its date is not that of what it plans?"""
    finite = "Fin" in verb.morph.get("VerbForm", []) and verb.pos_ == "VERB"
    return finite and "Past" in verb.morph.get("Tense", [])


def _is_present(verb: Token) -> bool:
    """ "Visits Norway on Friday", "arrives on Monday": a plain present with a day is the timetable's."""
    present = verb.pos_ == "VERB" and "Fin" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", [])
    return present and not any(child.dep_ in ("aux", "ccomp") for child in verb.children)


def _is_perfect(trigger: Token) -> bool:
    """ "Might have met in July": supposed of what lies behind."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    return any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children)


def _anchor(sentence: Span, mention: DateMention) -> Token:
    """The word that the expression modifies. Two places are surer than the parser: "On Monday, …", "Oslo on Monday banned …"."""
    doc = sentence.doc
    head = _head(doc, mention)
    after = doc[mention.end] if mention.end < sentence.end else head
    if (
        mention.start - sentence.start <= 1
        and after.text == ","
        and (head.head.pos_ not in ("VERB", "AUX") or head.head.dep_ in ("advcl", "parataxis"))
    ):
        return sentence.root
    if head.head.pos_ not in ("VERB", "AUX") and head.head.i < mention.start and head.head.dep_.startswith("nsubj"):
        verb = head.head.head
        if verb.pos_ in ("VERB", "AUX") and mention.end <= verb.i <= mention.end + 2:
            return verb
    above = head.head if head.head.i != head.i else head
    if above.dep_ == "xcomp" and above.lemma_.lower() in MEALS:  # "hosted him to lunch on Friday", the meal read as an infinitive
        return above.head
    # "earlier on Friday", "late on Sunday": the adverb only sets the date off.
    return above.head if above.lower_ in _ADVERBS and above.head.i != above.i else above


def _head(doc: Doc, mention: DateMention) -> Token:
    """The word by which the expression hangs in the tree."""
    words = doc[mention.start : mention.end]
    inside = [t for t in words if not mention.start <= t.head.i < mention.end or t.head.i == t.i]
    nominal = [t for t in inside if t.pos_ not in ("ADP", "DET", "PUNCT", "SCONJ")]
    return (nominal or inside or list(words))[0]


def _will(node: Token, cues: Cues) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in cues.intended.auxiliary for child in node.children)


def _attached(node: Token, anchored: Sequence[tuple[Token, DateMention]], near: int = -1) -> DateMention | None:
    """The expression that hangs on the word, or on its phrases; of several the one nearest to the word, or to token `near`."""
    near = node.i if near < 0 else near
    direct = [(abs(m.start - near), m.start, m) for anchor, m in anchored if anchor.i == node.i]
    nested = [(abs(m.start - near), m.start, m) for anchor, m in anchored if _hangs_below(anchor, m, node)]
    best = min(direct or nested, default=None, key=lambda ranked: ranked[:2])
    return best[2] if best else None


def _within(node: Token, anchored: Sequence[tuple[Token, DateMention]]) -> DateMention | None:
    """The expression that the word is part of: "on Tuesday, when she met him"."""
    return next((mention for _, mention in anchored if mention.start <= node.i < mention.end), None)


def _told(node: Token, anchored: Sequence[tuple[Token, DateMention]], cues: Cues) -> DateMention | None:
    """The expression in a noun's own clause: "the talks, which were held on Saturday"."""
    happened = cues.veridical.light | cues.veridical.occurrence
    for child in node.children:
        if node.pos_ == "NOUN" and child.dep_ in ("acl", "acl:relcl") and child.lemma_.lower() in happened:
            return _attached(child, anchored)
    return None


def _shared(node: Token, anchored: Sequence[tuple[Token, DateMention]]) -> DateMention | None:
    """The expression that closes a row of verbs: "met X and was received by Y today"."""
    for child in node.children:
        own = any(c.dep_.startswith("nsubj") or c.dep_ in ("aux", "mark") or c.lower_ == "but" for c in child.children)
        if child.dep_ == "conj" and child.pos_ == "VERB" and not own:
            found = _attached(child, anchored)
            if found is not None and found.start > child.i:
                return found
    return None


def _hangs_below(anchor: Token, mention: DateMention, node: Token) -> bool:
    """Does the expression hang on a phrase of the word: a name (misparsed), or the occasion ("in a call on Sunday")?"""
    low, high = sorted((node.i, mention.start))
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ not in _NO_CLAUSE for t in node.doc[low + 1 : high]):
        return False
    phrase = anchor
    for _ in range(_MAX_STEPS + 2):
        if phrase.head.i == node.i:
            return _is_holder(phrase, mention, anchor)
        if phrase.head.i == phrase.i or phrase.dep_ not in _NOMINAL:
            return False
        phrase = phrase.head
    return False


def _is_holder(phrase: Token, mention: DateMention, anchor: Token) -> bool:
    case = next((c.lower_ for c in phrase.children if c.dep_ == "case"), "")
    if phrase.dep_ in ("obl", "nmod", "obl:unmarked") and phrase.pos_ == "NOUN" and case in _OCCASION:
        return phrase.i < mention.start
    year = len(mention.iso) == len("2024")  # "opposed the entry of Poland in 2004": the year is the entry's
    names = phrase.pos_ in ("PROPN", "PRON") or (anchor.pos_ in ("PROPN", "NUM") and not year)
    return names and phrase.dep_ in _HOLDERS and mention.start > phrase.head.i


def _carrier(node: Token, cues: Cues) -> Token | None:
    """Whose time is also the word's: a noun's light verb, the first of coordinated verbs, a participle's main clause."""
    head, relation = node.head, node.dep_
    if head.i == node.i:
        return None
    if node.pos_ in ("NOUN", "PROPN"):
        return head if relation in _CARRIED and _carries(node, head, cues) else None
    if relation in ("advcl", "acl:relcl") and any(child.lower_ == "when" for child in node.children):
        return head  # "broke out on Saturday when thousands rallied"
    own_subject = any(child.dep_.startswith("nsubj") for child in node.children)
    return head if relation in ("conj", "xcomp", "advcl") and not own_subject else None


def _carries(noun: Token, head: Token, cues: Cues) -> bool:
    """Does the noun's event happen when the word above says: "held talks", "a round of talks", not "denounced the deal"?"""
    if noun.dep_ in ("conj", "appos"):
        return True
    if noun.lemma_.lower() in _GROUNDS:  # "will visit on Friday at the invitation of": it was given before
        return False
    case = next((c.lower_ for c in noun.children if c.dep_ == "case"), "")
    if head.pos_ in ("NOUN", "PROPN"):
        return noun.dep_ == "nmod" and case == "of"
    if noun.dep_ == "obl":
        return case in _OCCASION or case in ("for", "with")
    return head.lemma_.lower() in cues.veridical.light | cues.veridical.occurrence
