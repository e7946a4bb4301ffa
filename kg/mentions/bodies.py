"""Which noun phrases without a name mean an actor: bodies of a state and unnamed groups?

"the Iranian government", "the Foreign Ministry of Peru" are the state; "the Malian army" is an organization; "the
international community", "imprisoned jihadists" are groups. Source: codebook, section Entities and Settled questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.gazetteer import Gazetteer
from kg.ids import slug
from kg.mentions.names import Name, is_plural
from kg.mentions.titles import POSSESSIVE
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STATE = "state"
_COUNTLESS = frozenset(("dozens", "hundreds", "thousands", "millions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Tokens `first`..`last` mean `entity`; `head` is their noun. `known` is set where the actor has a name of its own."""

    first: int
    last: int
    head: int
    entity: Entity
    known: bool = False


def find_bodies(
    doc: Doc, at: Mapping[int, Name], states: Mapping[Name, Entity], gazetteer: Gazetteer, home: Entity | None
) -> Iterator[Body]:
    """Which phrases mean a body of a state or a group? By head token. `at` maps tokens to names, `states` names to entities."""
    for token in doc:
        if token.i in at or token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = token.lemma_.lower()
        kind = gazetteer.bodies.get(token.lower_) or gazetteer.bodies.get(lemma)
        if kind:
            body = _body(token, kind, at, states, home)
            if body:
                yield body
        elif token.lower_ in _COUNTLESS:
            # "Thousands protested", while "thousands of farmers" are farmers.
            if token.dep_ == "nsubj" and not any(child.dep_ == "nmod" for child in token.children):
                yield _group(token, at)
        elif token.lower_ in gazetteer.people or (lemma in gazetteer.people and is_plural(token)):
            yield _group(token, at)


def _left(token: Token, at: Mapping[int, Name]) -> int:
    """The first token of the phrase that ends in this noun, without article, number and possessive."""
    i = token.i
    while i > 0 and not token.doc[i].is_sent_start:
        before = token.doc[i - 1]
        if i - 1 in at and at[i - 1].type is not EntityType.PERSON and before.text not in ("'s", "’s"):
            i = at[i - 1].first
            continue
        if before.pos_ in ("ADJ", "PROPN", "NOUN") and (
            before.head.i == token.i or before.head.head.i == token.i or before.text == "-"
        ):
            i -= 1
        elif before.text in ("-", "and") and i > 1 and token.doc[i - 2].pos_ in ("ADJ", "PROPN", "NOUN") and before.text == "-":
            i -= 2
        else:
            break
    return i


def _body(token: Token, kind: str, at: Mapping[int, Name], states: Mapping[Name, Entity], home: Entity | None) -> Body | None:
    first = _left(token, at)
    owner, last = _owner(token, first, at)
    entity = states.get(owner) if owner else None
    if kind == _STATE:
        named = entity or (home if _definite(token, first) else None)
        if named is None or named.type is not EntityType.COUNTRY:
            return None
        if owner is not None and owner.first < token.i:
            # "The French government" is a name that the state goes by.
            phrase = token.doc[min(owner.first, first) : token.i + 1].text
            named = replace(named, aliases=tuple(sorted({*named.aliases, phrase})))
        return Body(first=first, last=last, head=token.i, entity=named, known=True)
    words = token.doc[first : token.i + 1].text
    if entity is None or entity.type is not EntityType.COUNTRY:
        if not _definite(token, first) and token.pos_ != "PROPN":
            return None
        return Body(first=first, last=token.i, head=token.i, entity=_organization(words, ()))
    plain = f"{entity.name} {token.text}"
    full = f"{token.doc[owner.first : owner.last + 1].text} {token.text}" if owner else plain
    return Body(
        first=first,
        last=last,
        head=token.i,
        entity=_organization(full, (words, plain, f"{entity.name}'s {token.text}", token.text)),
    )


def _organization(name: str, aliases: Sequence[str]) -> Entity:
    others = sorted({alias for alias in aliases if alias != name})
    return Entity(id=slug(name), type=EntityType.ORGANIZATION, name=name, aliases=tuple(others))


def _definite(token: Token, first: int) -> bool:
    return first > 0 and token.doc[first - 1].lower_ in ("the", "our", "its", "his", "her", "their")


def _owner(token: Token, first: int, at: Mapping[int, Name]) -> tuple[Name | None, int]:
    """The state in front of the noun or behind "of", and the phrase's last token."""
    for i in range(token.i - 1, first - 1, -1):
        if i in at and at[i].type is not EntityType.PERSON:
            return at[i], token.i
    possessive = first - 1
    if possessive > 0 and token.doc[possessive].text in POSSESSIVE and possessive - 1 in at:
        return at[possessive - 1], token.i
    for i in range(token.i + 1, min(token.i + 10, len(token.doc))):
        follower = token.doc[i]
        if i in at and at[i].type is not EntityType.PERSON:
            return at[i], at[i].last
        if follower.lower_ not in ("of", "the", "for", "and") and follower.pos_ not in ("PROPN", "ADJ", "NOUN"):
            break
        if i == token.i + 1 and follower.lower_ != "of" and follower.lower_ != "for":
            break
    return None, token.i


def _of_phrase(token: Token) -> int:
    """The last token of a short "of" phrase behind the noun ("a group of volunteers"), else the noun itself."""
    phrases = [c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
    last = max((c.right_edge.i for c in phrases), default=token.i)
    return (
        last
        if token.i < last <= token.i + 5
        and not any(t.is_punct or t.pos_ in ("VERB", "PRON") for t in token.doc[token.i : last + 1])
        else token.i
    )


def _group(token: Token, at: Mapping[int, Name]) -> Body:
    first = _left(token, at)
    doc, words = token.doc, token.doc[first : token.i + 1].text
    last = _of_phrase(token)
    counted = first
    while counted > 0 and doc[counted - 1].pos_ in ("NUM", "ADJ") and not doc[counted].is_sent_start:
        counted -= 1
    aliases = {token.text, words, doc[counted : token.i + 1].text, doc[first : last + 1].text, doc[counted : last + 1].text}
    if last > token.i and first == token.i:
        words = doc[first : last + 1].text
    return Body(
        first=first,
        last=token.i,
        head=token.i,
        entity=Entity(id=slug(words), type=EntityType.GROUP, name=words, aliases=tuple(sorted(aliases - {words}))),
    )
