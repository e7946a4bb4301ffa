"""Which noun phrases without a name mean an actor: bodies of a state and unnamed groups?

"the Iranian government", "the Foreign Ministry of Peru" are the state; "the Malian army" is an organization; "the
international community", "imprisoned jihadists" are groups. Source: codebook, section Entities and Settled questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.gazetteer import Gazetteer
from kg.ids import slug
from kg.mentions.names import Name, is_plural
from kg.mentions.titles import POSSESSIVE
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STATE, _RULE = "state", "rule"
_ARMED = ("armed group", "alliance")
_INSIDE = frozenset(("of", "the", "for", "and", '"', "“", "'", "‘"))
_IDLE = frozenset(("very", "same"))
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
    doc: Doc,
    at: Mapping[int, Name],
    meaning: Mapping[Name, Entity],
    gazetteer: Gazetteer,
    home: Entity | None,
    led: Mapping[str, Entity] = MappingProxyType({}),
) -> Iterator[Body]:
    """Which phrases mean a body of a state or a group? By head token.

    `at` leads from tokens to names, `meaning` from names to entities, `led` from persons' ids to the states they stand for.
    """
    finder = _Finder(at=at, meaning=meaning, gazetteer=gazetteer, home=home, led=led)
    for token in doc:
        if token.i in at or token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = token.lemma_.lower()
        kind = gazetteer.bodies.get(token.lower_) or gazetteer.bodies.get(lemma)
        body = finder.fighters(token) or (finder.body(token, kind) if kind else None)
        if body:
            yield body
        elif kind and any(child.lower_ in ("a", "an") for child in token.children):
            continue
        elif token.lower_ in _COUNTLESS:
            # "Thousands protested", while "thousands of farmers" are farmers.
            if token.dep_ == "nsubj" and not any(child.dep_ == "nmod" for child in token.children):
                yield _group(token, at)
        elif _introduces(token, at) or _is_opposing(token):
            continue
        elif token.lower_ in gazetteer.people or (lemma in gazetteer.people and is_plural(token)):
            yield _group(token, at)


def _introduces(noun: Token, at: Mapping[int, Name]) -> bool:
    """ "The militant group Hamas": is the noun only what a named organization right behind it is?"""
    name = at.get(noun.i + 1)
    return name is not None and name.type is EntityType.ORGANIZATION and name.kind != "adjective" and not is_plural(noun)


def _is_opposing(noun: Token) -> bool:
    """ "Voiced its opposition to the plan": the act rather than those who oppose."""
    if noun.lower_ != "opposition" or noun.i + 1 >= len(noun.doc) or noun.nbor().lower_ != "to" or noun.nbor().pos_ != "ADP":
        return False
    return noun.dep_ != "nsubj" or any(child.dep_ == "nmod:poss" for child in noun.children)


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
        elif before.text == "-" and i > 1 and not before.whitespace_ and token.doc[i - 2].pos_ in ("ADJ", "PROPN", "NOUN"):
            i -= 2
        else:
            break
    return i


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """Finds the bodies of states in one article."""

    at: Mapping[int, Name]
    meaning: Mapping[Name, Entity]
    gazetteer: Gazetteer
    home: Entity | None
    led: Mapping[str, Entity]

    def body(self, token: Token, kind: str) -> Body | None:
        """Which state or organization does a noun of this kind of body mean?"""
        first = _left(token, self.at)
        owner, last = self._owner(token, first)
        entity = self.meaning.get(owner) if owner else None
        if kind in (_STATE, _RULE):
            if entity is not None and entity.type is EntityType.PERSON:  # "Tesk's government"
                entity = self.led.get(entity.id)
            return self._state(token, (first, last), owner, entity, kind)
        words = token.doc[first : token.i + 1].text
        if owner is None or entity is None or entity.type is not EntityType.COUNTRY:
            return self._stateless(token, first)
        noun = self._noun(token, first)
        plain = f"{entity.name} {noun}"
        full = f"{token.doc[owner.first : owner.last + 1].text} {noun}"
        aliases = (words, plain, f"{entity.name}'s {noun}", token.text, token.doc[first : last + 1].text)
        return Body(first=first, last=last, head=token.i, entity=_organization(full, aliases))

    def fighters(self, token: Token) -> Body | None:
        """ "Taliban fighters", "NATO troops": the organization; "the militants": the only one that was named before."""
        if token.lower_ not in self.gazetteer.fighters | self.gazetteer.ranks:
            return None
        first = _left(token, self.at)
        owner, last = self._owner(token, first)
        if owner is not None and owner.entry is not None and owner.entry.kind in _ARMED:
            phrase = token.doc[min(first, owner.first) : last + 1].text
        elif owner is None and token.lower_ in self.gazetteer.fighters and _definite(token, first):
            owner, phrase = self._only_before(token), token.doc[first : last + 1].text
        else:
            return None
        if owner is None:
            return None
        entity = self.meaning[owner]
        entity = replace(entity, aliases=tuple(sorted({*entity.aliases, phrase})))
        return Body(first=first, last=last, head=token.i, entity=entity, known=True)

    def _only_before(self, token: Token) -> Name | None:
        """The one armed group named before, where no fighters of unknown side were told of before."""
        named = {name for i, name in self.at.items() if i < token.i and name.entry and name.entry.kind == _ARMED[0]}
        others = (
            other
            for other in token.doc[: token.i]
            if other.lower_ in self.gazetteer.fighters
            and other.i not in self.at
            and not _definite(other, _left(other, self.at))
            and self._owner(other, _left(other, self.at))[0] is None
        )
        if len({self.meaning[name].id for name in named}) != 1 or next(others, None) is not None:
            return None
        return max(named, key=lambda name: name.first)

    def _state(self, token: Token, span: tuple[int, int], owner: Name | None, entity: Entity | None, kind: str) -> Body | None:
        """ "The Iranian government": the state; "the Taliban regime": the organization that rules."""
        first, last = span
        if owner is None and token.lower_ == "state" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of":
            return None  # "the excellent state of relations"
        named = entity or (self.home if _definite(token, first) else None)
        wanted = (EntityType.COUNTRY, EntityType.ORGANIZATION) if kind == _RULE else (EntityType.COUNTRY,)
        if named is None or named.type not in wanted:
            return None
        if entity is not None and owner is not None:
            phrase = token.doc[min(first, owner.first) : last + 1].text
            named = replace(named, aliases=tuple(sorted({*named.aliases, phrase})))
        return Body(first=first, last=last, head=token.i, entity=named, known=True)

    def _stateless(self, token: Token, first: int) -> Body | None:
        """ "The coalition", "NATO troops", "an Istanbul court", "a court in Bishkek": an organization by its phrase."""
        doc, last = token.doc, token.i
        named = any(doc[i].pos_ == "PROPN" for i in range(first, token.i + 1))
        if (
            token.lower_ in self.gazetteer.resident
            and last + 2 < len(doc)
            and doc[last + 1].lower_ == "in"
            and doc[last + 2].pos_ == "PROPN"
        ):
            last, named = last + 2, True
        if not (named or _definite(token, first) or self._are_known(token)):
            return None
        entity = _organization(doc[first : last + 1].text, (doc[first : token.i + 1].text,))
        return Body(first=first, last=last, head=token.i, entity=entity)

    def _are_known(self, token: Token) -> bool:
        """ "Troops stormed the palace", "police arrested her": forces that need no article."""
        several = is_plural(token) or token.lower_ in self.gazetteer.people
        return (
            several and token.lower_ in self.gazetteer.bodies and not any(c.dep_ in ("det", "nmod:poss") for c in token.children)
        )

    def _noun(self, token: Token, first: int) -> str:
        """The noun with the words before it that make it a known body: "air force", "supreme court"."""
        plain = token.lower_ if token.is_sent_start and token.pos_ == "NOUN" else token.text
        phrases = (token.doc[i : token.i + 1].text for i in range(first, token.i))
        return next((phrase for phrase in phrases if phrase.lower() in self.gazetteer.bodies), plain)

    def _owner(self, token: Token, first: int) -> tuple[Name | None, int]:
        """The state in front of the noun or behind "of", and the phrase's last token."""
        at, doc = self.at, token.doc
        for i in range(token.i - 1, first - 1, -1):
            if i in at and at[i].type is not EntityType.PERSON:
                return at[i], token.i
        if first > 0 and first - 1 in at and self.gazetteer.bodies.get(token.lower_) == _RULE:  # "the Tesk administration"
            return at[first - 1], token.i
        possessive = first - 1
        if possessive > 0 and doc[possessive].text in POSSESSIVE and possessive - 1 in at:
            return at[possessive - 1], token.i
        links = ("of", "for", "in") if token.lower_ in self.gazetteer.resident else ("of", "for")
        for i in range(token.i + 1, min(token.i + 10, len(doc))):
            follower = doc[i]
            if i in at and at[i].type is not EntityType.PERSON:
                return at[i], at[i].last
            if i == token.i + 1 and follower.lower_ not in links:
                break
            if i > token.i + 1 and follower.lower_ not in _INSIDE and follower.pos_ not in ("PROPN", "ADJ", "NOUN"):
                break
        return None, token.i


def _organization(name: str, aliases: Sequence[str]) -> Entity:
    others = sorted({alias for alias in aliases if alias != name})
    return Entity(id=slug(name), type=EntityType.ORGANIZATION, name=name, aliases=tuple(others))


def _definite(token: Token, first: int) -> bool:
    first -= first > 1 and token.doc[first - 1].is_quote
    return first > 0 and token.doc[first - 1].lower_ in ("the", "our", "its", "his", "her", "their")


def _of_phrase(token: Token) -> int:
    """The last token of a short "of" phrase behind the noun ("a group of volunteers"), else the noun itself."""
    phrases = [c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
    last = max((c.right_edge.i for c in phrases), default=token.i)
    return (
        last
        if token.i < last <= token.i + 5
        and not any(
            t.is_punct or t.pos_ == "PRON" or (t.pos_ == "VERB" and t.dep_ != "amod") for t in token.doc[token.i : last + 1]
        )
        else token.i
    )


def _group(token: Token, at: Mapping[int, Name]) -> Body:
    doc, first = token.doc, _left(token, at)
    while first < token.i and doc[first].lower_ in _IDLE:
        first += 1
    if 0 < first < token.i and doc[first].lower_ == "own":  # "his own people"
        first -= 1
    words = doc[first : token.i + 1].text
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
