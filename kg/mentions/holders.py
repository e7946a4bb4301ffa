"""Who holds an office? The person behind it, before it in apposition, or by a verb; lists, rows of offices and counterparts.

"Minister for Finance Lawrence Wong", "Ali Abbas, the defence minister", "X was elected president", "Representatives A and
B", "Prime Minister and Minister of Finance A", "his Japanese counterpart Taro Aso".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Modifier, Offices
from kg.lexicon.reference import Reference
from kg.mentions.names import Name
from kg.mentions.offices import OfficePhrase, find_phrases, past_brackets
from kg.mentions.titles import honorific_length
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROW: tuple[list[str], ...] = (["and"], [","], [",", "and"], ["&"], ["and", "the"], ["cum"], [])
_ADVERBS = frozenset(("then", "now", "currently", "formerly", "previously", "also", "concurrently", "as"))
_LIST = frozenset((",", "and", "&", "as", "well", "the"))


def find_offices(doc: Doc, names: Sequence[Name], offices: Offices, reference: Reference) -> tuple[OfficePhrase, ...]:
    """Which office phrases stand in the text, and who holds them? By first token; of several holders of one phrase, each in
    a phrase of its own before the one without."""
    at = {i: name for name in names for i in range(name.first, name.last + 1)}
    found = [replace(office, holder=_right_behind(doc, office, at, offices)) for office in find_phrases(doc, at, offices)]
    placed = {office.holder for office in found if office.holder}
    found = [office if office.holder else replace(office, holder=_behind_comma(doc, office, at, placed, offices)) for office in found]
    _share_following(doc, found)
    for i, office in enumerate(found):
        if office.holder is None and not office.plural:
            found[i] = _with_holder(doc, office, at, reference)
    _share_before(doc, found)
    found = [_owned_behind(doc, office, names) for office in found]
    lists = [shared for office in found for shared in _list(doc, office, at, offices)]
    counterparts = list(_counterparts(doc, found, names, at, offices, reference))
    return tuple(sorted([*lists, *counterparts, *found], key=lambda office: (office.first, not office.shared)))


def _owned_behind(doc: Doc, office: OfficePhrase, names: Sequence[Name]) -> OfficePhrase:
    """ "Foreign Minister Wael Al-Tabari of Jordan" is Jordan's."""
    if office.owner is None and office.holder is not None and office.holder.first > office.last and not office.open:
        return replace(office, owner=_behind_of(doc, office.holder, names))
    return office


def _person(at: Mapping[int, Name], i: int) -> Name | None:
    name = at.get(i)
    return name if name and name.type is EntityType.PERSON else None


def _right_behind(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], offices: Offices) -> Name | None:
    """The person right behind the office, titles between them."""
    return None if office.plural else _titled(doc, past_brackets(doc, office.last + 1), at, offices)


def _behind_comma(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], placed: set[Name], offices: Offices) -> Name | None:
    """The person behind the office's comma, unless the office is that of the person before it ("A, Minister of X, B, Minister
    of Y"), who has no office in front of him."""
    i = past_brackets(doc, office.last + 1)
    if office.plural or i >= len(doc) or doc[i].text not in (",", ":", "–", "-") or _indefinite(doc, office):
        return None
    before = _before(doc, office, at)
    return _titled(doc, i + 1, at, offices) if before is None or before in placed else None


def _titled(doc: Doc, start: int, at: Mapping[int, Name], offices: Offices) -> Name | None:
    name = _person(at, _past_titles(doc, start, offices))
    return name if name and not any(doc[j].is_sent_start for j in range(start, name.first + 1)) else None


def _indefinite(doc: Doc, office: OfficePhrase) -> bool:
    return office.first > 0 and doc[office.first - 1].lower_ in ("no", "every")


def _past_titles(doc: Doc, i: int, offices: Offices) -> int:
    start = i
    while i < len(doc) and (i == start or not doc[i].is_sent_start):
        if length := honorific_length(doc, i, offices):
            i += length
        elif doc[i].text == "(" or (doc[i].text == "." and i > start and not doc[i - 1].whitespace_):
            i += 1
        else:
            break
    return i


def _with_holder(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], reference: Reference) -> OfficePhrase:
    """The office with whoever stands before it or is its verb's subject, and whether that verb says that it is over."""
    relative = _relative(doc, office, at)
    if relative is not None:
        return replace(office, holder=relative, past=_is_past(doc[_opening(doc, office)]))
    apposition = _before(doc, office, at) or _in_apposition(doc[office.head], at)
    if apposition is not None:
        return replace(office, holder=apposition)
    office, subject = by_verb(doc, office, at, reference)
    return replace(office, holder=_person(at, subject.i) if subject is not None else None)


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
    elif copula is not None and _is_past(copula):
        status = Status.FORMER
    elif copula is None and lemma in reference.serving and (_is_past(verb) or _is_past(_finite(verb))):
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
    while i > 0 and (doc[i].pos_ == "DET" or doc[i].lower_ in _ADVERBS):
        i -= 1
    return i


def _relative(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "X, who is the minister", "X who was ambassador"."""
    i = _opening(doc, office)
    if i < 2 or doc[i].pos_ != "AUX" or doc[i - 1].lower_ != "who":
        return None
    return _person(at, i - 2) or (_person(at, i - 3) if doc[i - 2].text == "," and i > 2 else None)


def _before(doc: Doc, office: OfficePhrase, at: Mapping[int, Name]) -> Name | None:
    """ "Abbas, the Minister of Defense" and "Ali Abbas (Minister of Defense)"."""
    i = _opening(doc, office)
    if i <= 0 or doc[i].text not in (",", "(", "–", "-", "—") or doc[i].is_sent_start or _opens_clause(doc, office):
        return None
    return _person(at, i - 1) or _person(at, _bracket_start(doc, i - 1) - 1)


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
    return _person(at, step.i) if apposed else None


def _bracket_start(doc: Doc, i: int) -> int:
    """Where does the bracket open that closes at i? i + 1 if none does."""
    if doc[i].text == ")":
        return next((j for j in range(i - 1, max(0, i - 6), -1) if doc[j].text == "("), i + 1)
    return i + 1


def _subject(head: Token, verb: Token, at: Mapping[int, Name]) -> Token | None:
    """Whose office is it by the verb: its object ("named X as minister"), else its subject or that of the clause it belongs to."""
    passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
    if (_as(head) or head.dep_ == "xcomp") and not passive:
        named = [child for child in verb.children if child.dep_ == "obj" and _person(at, child.i)]
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
        if i >= 0 and _person(at, i):
            return doc[i]
    return verb.head


def _as(head: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ == "as" for child in head.children)


def _verb(head: Token) -> Token | None:
    """The verb, or the office itself before a copula, whose subject holds the office."""
    if any(child.dep_ == "cop" for child in head.children):
        return head
    if head.dep_ == "xcomp" or (head.dep_ in ("obl", "obj", "nsubj:pass") and _as(head)):
        return head.head
    return None


def _share_following(doc: Doc, found: list[OfficePhrase]) -> None:
    """Offices in a row before a name ("Deputy Prime Minister and Minister for Finance Lawrence Wong") share it and its state."""
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], found[i + 1]
        link = [token.lower_ for token in doc[past_brackets(doc, office.last + 1) : following.first]]
        if link in _ROW and office.holder is None and following.holder and not office.plural:
            if following.holder.first > following.last:
                owner = office.owner or (None if office.office.of or office.open else _state(following.owner))
                found[i] = replace(office, holder=following.holder, owner=owner)
    for i in range(1, len(found)):
        office, before = found[i], found[i - 1]
        link = [token.lower_ for token in doc[before.last + 1 : office.first]]
        if office.holder and office.holder == before.holder and link in _ROW and not (office.owner or office.open or office.office.of):
            found[i] = replace(office, owner=_state(before.owner))


def _share_before(doc: Doc, found: list[OfficePhrase]) -> None:
    """Offices in a row behind a name ("X, former foreign secretary, mayor of London, and member of parliament") share it."""
    for i in range(1, len(found)):
        office, before = found[i], found[i - 1]
        link = [token.lower_ for token in doc[before.last + 1 : office.first] if token.pos_ != "DET"]
        if link == [","] and (office.definite or (office.owner and office.owner.first < office.head)):
            continue
        if link in _ROW[:4] and before.holder and office.holder is None and before.holder.last < before.first:
            owner = office.owner or (None if office.open else _state(before.owner))
            modifiers = office.modifiers or tuple(modifier for modifier in before.modifiers if modifier.status)
            found[i] = replace(office, holder=before.holder, owner=owner, modifiers=modifiers, past=before.past)
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], found[i + 1]
        link = [token.lower_ for token in doc[office.last + 1 : following.first] if token.pos_ != "DET"]
        same = office.holder and office.holder == following.holder and office.holder.last < office.first
        if same and link in _ROW and not (office.owner or office.open or office.office.of):
            found[i] = replace(office, owner=_state(following.owner))


def _state(owner: Name | None) -> Name | None:
    """A state owns a whole row of offices, an organization only the one beside it."""
    return owner if owner and owner.type is EntityType.COUNTRY else None


def _list(doc: Doc, office: OfficePhrase, at: Mapping[int, Name], offices: Offices) -> Iterator[OfficePhrase]:
    """ "Representatives Jim Himes (D-Connecticut), Joe Wilson and …": each of them holds the office."""
    if office.holder is not None or not office.plural:
        return
    i = _past_titles(doc, past_brackets(doc, office.last + 1), offices)
    while i < len(doc) and (name := _person(at, i)) and name.first == i and not doc[i].is_sent_start:
        yield replace(office, holder=name, shared=True)
        i = past_brackets(doc, name.last + 1)
        start = i
        while i < len(doc) and doc[i].lower_ in _LIST:
            i += 1
        if i == start:
            break
        i = _past_titles(doc, i, offices)


def _counterparts(
    doc: Doc, found: Sequence[OfficePhrase], names: Sequence[Name], at: Mapping[int, Name], offices: Offices, reference: Reference
) -> Iterator[OfficePhrase]:
    """ "his Japanese counterpart Taro Aso", "his Greek and French counterparts, A and B": they hold the office told before."""
    for token in doc:
        if token.lemma_.lower() not in reference.counterparts and token.lower_ not in reference.counterparts:
            continue
        told = [office for office in found if office.head < token.i and office.holder and office.office.country]
        owners = _adjectives(token, at)
        holders = _row(doc, token.i + 1, at, offices)
        if not told or not holders or (owners and len(owners) != len(holders)):
            continue
        model = told[-1]
        for k, holder in enumerate(holders):
            owner = owners[k] if owners else _behind_of(doc, holder, names)
            yield replace(
                model,
                first=owners[0].first if owners else token.i,
                last=token.i,
                head=token.i,
                modifiers=(),
                owner=owner,
                tail=None,
                holder=holder,
                definite=True,
                open=owner is None,
                shared=len(holders) > 1,
                post=model.post or (model.first, model.last),
            )


def _adjectives(token: Token, at: Mapping[int, Name]) -> list[Name]:
    """The states in front of "counterpart(s)", in order."""
    found: list[Name] = []
    i = token.i - 1
    while i >= 0 and not token.doc[i + 1].is_sent_start:
        name = at.get(i)
        if name and name.type is EntityType.COUNTRY:
            found.insert(0, name)
            i = name.first - 1
        elif token.doc[i].lower_ in (",", "and") and found:
            i -= 1
        else:
            break
    return found


def _row(doc: Doc, i: int, at: Mapping[int, Name], offices: Offices) -> list[Name]:
    """The persons named in a row from i on, a comma in front allowed."""
    found: list[Name] = []
    i = i + 1 if i < len(doc) and doc[i].text in (",", ":") else i
    while i < len(doc) and (name := _person(at, _past_titles(doc, i, offices))) and name.first >= i:
        found.append(name)
        i = name.last + 1
        if i + 2 < len(doc) and doc[i].lower_ == "of" and i + 1 in at:
            i = at[i + 1].last + 1
        start = i
        while i < len(doc) and doc[i].lower_ in (",", "and"):
            i += 1
        if i == start:
            break
    return found


def _behind_of(doc: Doc, holder: Name, names: Sequence[Name]) -> Name | None:
    """ "his counterparts Bozorali Sattor of Tajikistan and …"."""
    if holder.last + 2 < len(doc) and doc[holder.last + 1].lower_ == "of":
        return next((name for name in names if name.first == holder.last + 2 and name.type is EntityType.COUNTRY), None)
    return None
