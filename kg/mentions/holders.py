"""Who holds an office? The person behind it, before it in apposition, or by a verb; lists, rows of offices and counterparts.

"Minister for Finance Lawrence Wong", "Ali Abbas, the defence minister", "X was elected president", "Representatives A and
B", "Prime Minister and Minister of Finance A", "his Japanese counterpart Taro Aso".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Modifier, Offices
from kg.lexicon.reference import Reference
from kg.mentions.behind import past_brackets
from kg.mentions.offices import OfficePhrase
from kg.mentions.runs import Name
from kg.mentions.titles import honorific_length, is_capital
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAKING = frozenset(
    ("accession", "appointment", "election", "inauguration", "installation", "nomination", "re-election", "reelection", "victory")
)
_POSSESSORS = frozenset(("his", "her", "its", "their"))
_JOINING = frozenset(("of", "the", "and", "for"))
_ONCE = frozenset(("formerly", "previously", "once"))
_ADVERBS = frozenset(("then", "now", "currently", "formerly", "previously", "once", "also", "concurrently", "as"))


def person_at(at: Mapping[int, Name], i: int) -> Name | None:
    name = at.get(i)
    return name if name and name.type is EntityType.PERSON else None


def right_behind(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], offices: Offices) -> Name | None:
    """The person right behind the office, titles between them."""
    return None if office.plural else _titled(doc, past_brackets(doc, office.last + 1), at, offices)


def behind_comma(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], placed: set[Name], offices: Offices) -> Name | None:
    """The person behind the office's comma, unless the office is that of the person before it ("A, Minister of X, B, Minister
    of Y"), who has no office in front of him."""
    i = past_brackets(doc, office.last + 1)
    if office.plural or i >= len(doc) or doc[i].text not in (",", ":", "–", "-") or _indefinite(doc, office):
        return None
    before = person_before(doc, office, at)
    return _titled(doc, i + 1, at, offices) if before is None or before in placed else None


def _titled(doc: Doc, start: int, at: Mapping[int, Name], offices: Offices) -> Name | None:
    name = person_at(at, past_titles(doc, start, offices))
    return name if name and not any(doc[j].is_sent_start for j in range(start, name.first + 1)) else None


def _indefinite(doc: Doc, office: OfficePhrase) -> bool:
    return office.first > 0 and doc[office.first - 1].lower_ in ("no", "every")


def past_titles(doc: Doc, i: int, offices: Offices) -> int:
    start = i
    while i < len(doc) and (i == start or not doc[i].is_sent_start):
        if length := honorific_length(doc, i, offices):
            i += length
        elif doc[i].text == "HE" or doc[i].text == "(" or (doc[i].text == "." and i > start and not doc[i - 1].whitespace_):
            i += 1
        else:
            break
    return i


def with_holder(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], reference: Reference) -> OfficePhrase:
    """The office with whoever stands before it or is its verb's subject, and whether that verb says that it is over."""
    relative = _relative(doc, office, at)
    if relative is not None:
        return replace(office, holder=relative, past=_is_past(doc[_opening(doc, office)]))
    apposition = person_before(doc, office, at) or _in_apposition(doc[office.head], at)
    if apposition is not None:
        once = any(doc[j].lower_ in _ONCE for j in range(_opening(doc, office) + 1, office.first))
        return replace(office, holder=apposition, past=once)
    office, subject = by_verb(doc, office, at, reference)
    return replace(office, holder=person_at(at, subject.i) if subject is not None else None)


def by_verb(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], reference: Reference) -> tuple[OfficePhrase, Token | None]:
    """ "X is the president of Y", "X was elected president", "he served as minister": the office with the time that the verb
    tells, and the word for who holds it, if there is one."""
    head = doc[office.head]
    verb = _verb(head)
    subject = _subject(head, verb, at) if verb is not None else None
    if verb is None or subject is None:
        return office, None
    copula = next((child for child in verb.children if child.dep_ == "cop"), None)
    lemma = verb.lemma_.lower()
    status = None
    if lemma in reference.proposing or any(child.lower_ in ("will", "’ll", "'ll") for child in verb.children):
        status = Status.INTENDED
    elif (copula is not None and _is_past(copula)) or (
        copula is None and lemma in reference.serving and (_is_past(verb) or _is_past(_finite(verb)))
    ):
        status = Status.FORMER
    if status is not None:
        office = replace(office, modifiers=(*office.modifiers, Modifier(words=(), status=status)))
    return office, subject


def _finite(verb: Token) -> Token:
    """The verb of the clause that a participle belongs to ("ruled the country, serving as …")."""
    return verb.head if verb.dep_ in ("advcl", "acl", "conj") else verb


def _is_past(verb: Token) -> bool:
    return "Past" in verb.morph.get("Tense", []) and "Part" not in verb.morph.get("VerbForm", [])


def _opening(doc: Doc, office: OfficePhrase) -> int:
    """The token before the office, its articles and adverbs."""
    i = office.first - 1
    while i > 0 and (doc[i].pos_ == "DET" or doc[i].lower_ in _ADVERBS or doc[i].lower_ in _POSSESSORS):
        i -= 1
    return i


def _relative(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "X, who is the minister", "X who was ambassador"."""
    i = _opening(doc, office)
    if i < 2 or doc[i].pos_ != "AUX" or doc[i - 1].lower_ != "who":
        return None
    return person_at(at, i - 2) or (person_at(at, i - 3) if doc[i - 2].text == "," and i > 2 else None)


def person_before(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "Abbas, the Minister of Defense" and "Ali Abbas (Minister of Defense)"."""
    i = _opening(doc, office)
    if i <= 0 or doc[i].text not in (",", "(", "–", "-", "—") or doc[i].is_sent_start or _opens_clause(doc, office):
        return None
    return person_at(at, i - 1) or person_at(at, _bracket_start(doc, i - 1) - 1)


def _opens_clause(doc: Doc, office: OfficePhrase) -> bool:
    """ "At the request of X, the Queen suspended …": an office before a verb is its subject, no apposition."""
    after = office.last + 1
    bare = office.definite and office.owner is None and office.last == office.head
    return bare and after < len(doc) and doc[after].pos_ in ("VERB", "AUX")


def _in_apposition(head: Token, at: Mapping[int, Name]) -> Name | None:
    """ "X, a lawyer in Y and director of Z": the noun that the office is joined to in apposition."""
    step, apposed = head, False
    while step.dep_ in ("conj", "appos") and step.head.i < step.i:
        apposed, step = apposed or step.dep_ == "appos", step.head
    return person_at(at, step.i) if apposed else None


def _bracket_start(doc: Doc, i: int) -> int:
    """Where does the bracket open that closes at i? i + 1 if none does."""
    if doc[i].text == ")":
        return next((j for j in range(i - 1, max(0, i - 6), -1) if doc[j].text == "("), i + 1)
    return i + 1


def _subject(head: Token, verb: Token, at: Mapping[int, Name]) -> Token | None:
    """Whose office is it by the verb? Its object's ("named X as minister"), else its subject's or that of its clause."""
    passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
    if (_as(head) or head.dep_ == "xcomp") and not passive:
        named = [child for child in verb.children if child.dep_ == "obj" and person_at(at, child.i)]
        if named:
            return named[0]
    for clause in (verb, _finite(verb)):
        subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubj:pass")]
        if subjects:
            return _antecedent(subjects[0], clause, at)
    return None


def _antecedent(subject: Token, verb: Token, at: Mapping[int, Name]) -> Token:
    """Whom "who" means: the person right before it, else what its clause belongs to."""
    if subject.lower_ not in ("who", "which"):
        return subject
    doc = subject.doc
    for i in (subject.i - 1, subject.i - 2):
        if i >= 0 and person_at(at, i):
            return doc[i]
    return verb.head


def _as(head: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ == "as" for child in head.children)


def _verb(head: Token) -> Token | None:
    """The verb, or the office itself before a copula, whose subject holds the office."""
    if any(child.dep_ == "cop" for child in head.children):
        return head
    if any(child.i and head.doc[child.i - 1].lower_ in _MAKING for child in head.children if child.lower_ == "as"):
        return None  # "congratulated him on his re-election as president": no office of the subject's
    if head.dep_ == "xcomp" or (head.dep_ in ("obl", "obj", "nsubj:pass") and _as(head)):
        return head.head
    return None


def behind_of(doc: Doc, holder: Name, names: Sequence[Name]) -> Name | None:
    """ "his counterparts Bozorali Sattor of Tajikistan and …", "A of the Ministry of Defence of the Republic of Norway"."""
    if holder.last + 2 < len(doc) and doc[holder.last + 1].lower_ == "of":
        behind = next((name for name in names if name.first == holder.last + 2), None)
        place = behind is not None and (behind.type is EntityType.COUNTRY or (behind.entry and behind.entry.kind == "region"))
        return behind if place else _of_ministry(doc, holder.last + 2, names)
    return None


def _of_ministry(doc: Doc, i: int, names: Sequence[Name]) -> Name | None:
    """The state whose ministry or department stands from token i on, behind "of"."""
    i += doc[i].lower_ == "the"
    if i >= len(doc) or doc[i].text not in ("Ministry", "Department"):
        return None
    states = {name.first: name for name in names if name.type is EntityType.COUNTRY}
    while i < len(doc) and (is_capital(doc[i]) or doc[i].lower_ in _JOINING):
        if i in states and doc[i - 1].lower_ in ("of", "the"):
            return states[i]
        i += 1
    return None
