"""Who belongs to a bloc, and who leads a body by what a verb says?

"EU member Hungary", "Finland joined NATO", "X chairs the panel".

Source: codebook, sections Roles and Settled questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.factuality import status_of
from kg.claims.grammar import case_of, children, clause_subjects, objects, obliques, subjects
from kg.lexicon.cues import load_cues
from kg.lexicon.membership import Membership, load_membership
from kg.mentions.names import Name
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GAPS = frozenset(("-", "–", "—", ",", ":", "notably", "like", "including", "such", "as", "and", "(", "especially"))
_REACH = 5

Found = tuple[Actor, str, Actor, int, Status, str]


def find_memberships(doc: Doc, cast: Cast, at: Mapping[int, Name]) -> Iterator[Found]:
    """Who belongs to what, and who leads what: (subject, relation, object, trigger, status, rule), in the order of the text.
    `at` leads from tokens to names."""
    words = load_membership()
    for token in doc:
        if token.lower_ in words.members or (token.lower_ in words.fellows and _bloc(cast, at, token.i - 1, words)):
            yield from _by_noun(token, cast, at, words)
        elif token.lower_ in words.being:
            yield from _by_being(token, cast, at, words)
        elif token.pos_ == "VERB" and {token.lemma_.lower(), token.lower_} & (words.enter | words.leave):
            yield from _by_entry(token, cast, words)
        elif token.pos_ == "VERB" and token.lemma_.lower() in words.lead:
            yield from _by_leading(token, cast)
        elif (token.pos_ == "VERB" and token.lemma_.lower() in words.hold | words.hold_of) or token.lower_ in words.groups:
            yield from _by_list(token, cast, words)


def _bloc(cast: Cast, at: Mapping[int, Name], i: int, words: Membership) -> Actor | None:
    """The bloc whose name covers the token."""
    name = at.get(i)
    if name is None or name.entry is None or name.type is not EntityType.ORGANIZATION or name.entry.kind not in words.blocs:
        return None
    return Actor(id=cast.mentions.meaning[name], first=name.first, last=name.last)


def _blocs(actors: Sequence[Actor], cast: Cast, words: Membership) -> list[Actor]:
    """Which of the actors are of a kind that has members?"""
    kinds = {identifier: name.entry.kind for name, identifier in cast.mentions.meaning.items() if name.entry is not None}
    return [actor for actor in actors if kinds.get(actor.id) in words.blocs]


def _by_noun(token: Token, cast: Cast, at: Mapping[int, Name], words: Membership) -> Iterator[Found]:
    """ "EU member states France and Belgium", "Poland, a NATO member", "X is a member of Y"."""
    doc, i = token.doc, token.i
    last = i + 1 if i + 1 < len(doc) and doc[i + 1].lower_ in words.kinds else i
    first, bloc = i, _bloc(cast, at, i - 1, words)
    if bloc is not None:
        first = bloc.first
    else:
        behind = last + 2 + (last + 2 < len(doc) and doc[last + 2].lower_ == "the")
        if last + 1 >= len(doc) or doc[last + 1].lower_ not in ("of", "in"):
            return
        bloc = _bloc(cast, at, behind, words)
        last = bloc.last if bloc is not None else last
    if bloc is None:
        return
    before = {doc[j].lower_ for j in range(max(0, first - 2), first)} | {doc[j].lower_ for j in range(first, i)}
    if before & words.denied:
        return
    status = Status.FORMER if before & words.past else Status.INTENDED if before & words.aspiring else Status.ACTUAL
    found = [*_after(doc, last + 1, cast, at), *_in_front(doc, first, cast, at)]
    if not found:
        found = _by_copula(doc, token, last, cast)
        status = status_of(token, load_cues()) if status is Status.ACTUAL else status
    for member in found:
        if member.id != bloc.id:
            yield member, "member-of", bloc, i, status, "role.member.noun"


def _actor(cast: Cast, name: Name) -> Actor | None:
    if name.type not in (EntityType.COUNTRY, EntityType.ORGANIZATION) or name.kind in ("adjective", "people", "media"):
        return None
    return Actor(id=cast.mentions.meaning[name], first=name.first, last=name.last)


def _after(doc: Doc, i: int, cast: Cast, at: Mapping[int, Name]) -> list[Actor]:
    """The names in a row behind the noun ("notably France and Belgium")."""
    found: list[Actor] = []
    while i < len(doc) and not doc[i].is_sent_start:
        name = at.get(i)
        actor = _actor(cast, name) if name else None
        if name and actor:
            found.append(actor)
            i = name.last + 1
        elif doc[i].lower_ in _GAPS and (doc[i].text not in (",", "and") or found) and i + 1 < len(doc):
            if found and doc[i].text in ("-", "–", "—", "(", ":"):
                break
            i += 1
        else:
            break
    return found if len(found) < _REACH else found[:_REACH]


def _in_front(doc: Doc, first: int, cast: Cast, at: Mapping[int, Name]) -> list[Actor]:
    """The name before the comma of the apposition ("Poland, a NATO member")."""
    i = first - 1
    while i > 0 and (doc[i].pos_ in ("DET", "ADJ", "NUM") or doc[i].lower_ in ("fellow", "founding")):
        i -= 1
    name = at.get(i - 1) if i > 0 and doc[i].text in (",", "(", "–", "—") and not doc[i].is_sent_start else None
    actor = _actor(cast, name) if name else None
    return [actor] if actor else []


def _by_copula(doc: Doc, token: Token, last: int, cast: Cast) -> list[Actor]:
    """ "Norway is a member of NATO"."""
    head = next((doc[i] for i in (token.i, last) if any(child.dep_ == "cop" for child in doc[i].children)), None)
    return [] if head is None else [a for a in cast.all(subjects(head)) if cast.type(a.id) is not EntityType.PERSON]


def _by_entry(verb: Token, cast: Cast, words: Membership) -> Iterator[Found]:
    """ "Finland joined NATO", "countries that want to join the EU", "Britain left the EU"."""
    if any(child.dep_ in ("advcl", "obl") and child.i > verb.i and _with_act(child) for child in verb.children):
        return
    heads = [*objects(verb), *(c for c in children(verb, "obl") if case_of(c) in ("to", "from"))]
    blocs = _blocs(cast.all(heads), cast, words)
    leaving = verb.lemma_.lower() in words.leave
    status = status_of(verb, load_cues())
    if leaving and status is not Status.ACTUAL:
        return
    for member in cast.all(subjects(verb)):
        for bloc in blocs:
            if cast.type(member.id) in (EntityType.COUNTRY, EntityType.ORGANIZATION) and member.id != bloc.id:
                yield member, "member-of", bloc, verb.i, Status.FORMER if leaving else status, "role.member.verb"


def _by_being(noun: Token, cast: Cast, at: Mapping[int, Name], words: Membership) -> Iterator[Found]:
    """ "Norway's membership of NATO", "Sweden's NATO membership bid", "Ukraine's accession to the EU", which is to come."""
    behind = [c for c in children(noun, "nmod", "obl") if case_of(c) in words.behind]
    bloc = next((b for i in (noun.i - 1, *(c.i for c in behind)) if (b := _bloc(cast, at, i, words)) is not None), None)
    owner = noun
    while owner.dep_ == "compound" and owner.head.i > owner.i:  # "NATO membership bid"
        owner = owner.head
    if bloc is None:
        return
    status = status_of(noun, load_cues())
    if status is Status.ACTUAL and noun.lower_ != "membership":
        status = Status.INTENDED
    for member in cast.all([*children(noun, "nmod:poss"), *(children(owner, "nmod:poss") if owner.i != noun.i else [])]):
        if cast.type(member.id) is EntityType.COUNTRY:
            yield member, "member-of", bloc, noun.i, status, "role.member.being"


def _with_act(child: Token) -> bool:
    """ "joined the EU in condemning": no membership, but a common act."""
    return any(mark.lower_ in ("in", "for") and mark.dep_ in ("mark", "case") for mark in child.children) and child.pos_ in (
        "VERB",
        "NOUN",
    )


def _by_list(word: Token, cast: Cast, words: Membership) -> Iterator[Found]:
    """ "The bloc comprises Norway and Iran", "it consists of Norway and Iran", "it is a group of two states, Norway and Iran"."""
    if word.pos_ == "VERB":
        holders = clause_subjects(word, 0)
        members = [*(objects(word) if word.lemma_.lower() in words.hold else []), *obliques(word, "of")]
    else:
        counted = [c for c in children(word, "nmod") if case_of(c) == "of" and c.lower_ in words.kinds]
        members = [named for c in counted for noun in (c, word) for named in children(noun, "appos") if named.i > c.i]
        holders = children(word, "nsubj") if children(word, "cop") else [word.head] if word.dep_ == "appos" else []
    for bloc in _blocs(cast.all(holders), cast, words):
        for member in cast.all(members):
            if cast.type(member.id) is EntityType.COUNTRY:
                yield member, "member-of", bloc, word.i, status_of(word, load_cues()), "role.member.list"


def _by_leading(verb: Token, cast: Cast) -> Iterator[Found]:
    """ "X chairs the Intergroup", "the High Peace Council, headed by X"."""
    persons = [a for a in cast.all([*subjects(verb), *obliques(verb, "by")]) if cast.type(a.id) is EntityType.PERSON]
    nouns = [*objects(verb), *(child for child in verb.children if child.dep_ == "nsubj:pass")]
    if verb.dep_ in ("acl", "acl:relcl"):
        nouns.append(verb.head)
    bodies = [a for a in cast.all(nouns) if cast.type(a.id) is EntityType.ORGANIZATION and a.id not in cast.mentions.media]
    status = status_of(verb, load_cues())
    if len(persons) == 1 and len(bodies) == 1:
        yield persons[0], "leader-of", bodies[0], verb.i, status, "role.leader.verb"
