"""Whom does a description mean: "the two countries", "his Turkish counterpart", "the Commission", "the Armenian capital"?

Source: codebook, section Entities ("a descriptive mention is resolved to whom it means").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.reference import Reference
from kg.mentions.bodies import Body
from kg.mentions.discourse import Memory, Trace
from kg.mentions.names import Name, is_plural
from kg.mentions.offices import OfficePhrase
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.text.parse import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is known of one article before its pronouns are read. `meaning` leads from names to entity ids; `at` from
    tokens to names; `offices` and `bodies` stand in the order of the text; `gender` is "m" or "f" by person;
    `states` are the states a person stands for, by person; `reference` the words that refer;
    `pair` the two states that the article is about, if it is about two."""

    parse: Parse
    entities: Mapping[str, Entity]
    meaning: Mapping[Name, str]
    at: Mapping[int, Name]
    offices: Sequence[OfficePhrase]
    bodies: Sequence[Body]
    gender: Mapping[str, str]
    states: Mapping[str, str]
    reference: Reference
    home: str = ""
    pair: tuple[str, ...] = ()

    def type(self, identifier: str) -> EntityType:
        """What kind of actor is it?"""
        entity = self.entities.get(identifier)
        return entity.type if entity else EntityType.GROUP

    def sentence(self, token: Token) -> int:
        """In which sentence of the article does the token stand?"""
        return self.parse.sentences[token.i]


_AT_HAND = 2  # sentences over which "both sides" means two that were named in one row
_BEFORE = frozenset(("amod", "compound", "nummod", "nmod:unmarked"))


class Describer:
    """Reads descriptions with the memory of what was mentioned before, and with what the words before refer to.

    `reasons` leads from tokens to how the reference was found, or, where it means nobody, why not.
    """

    def __init__(self, scene: Scene, memory: Memory, refers: Mapping[int, tuple[str, ...]]) -> None:
        self.scene = scene
        self.memory = memory
        self.refers = refers
        self.reasons: dict[int, str] = {}
        self._bodies = {body.head: body for body in scene.bodies}
        self._kinds = {identifier: name.entry.kind for name, identifier in scene.meaning.items() if name.entry}
        self._homes = {identifier: name.entry.state for name, identifier in scene.meaning.items() if name.entry}

    def noted(self, token: Token, ids: tuple[str, ...], how: str, lacking: str = "") -> tuple[str, ...]:
        """The ids, noted with how they were found or, if there are none, with what is lacking."""
        self.reasons[token.i] = how if ids else lacking
        return ids

    def counted(self, token: Token) -> int:
        """How many are they, if a word before the plural counts them: "the two countries" """
        return next((self.scene.reference.counts[c.lower_] for c in token.children if c.lower_ in self.scene.reference.counts), 0)

    def short(self, token: Token) -> tuple[str, ...]:
        """ "the Commission", "the group": a body said in one definite noun is an organization named before, if one fits."""
        body = self._bodies.get(token.i)
        if (body and body.known) or is_plural(token) or not has(token, "the") or token.dep_ == "compound":
            return ()
        if any(c.dep_ in ("nmod", "acl:relcl", "acl", "appos", "flat") and c.i > token.i for c in token.children):
            return ()  # "the group of experts" is told here
        first = body.first if body else min((c.i for c in token.children if c.dep_ in _BEFORE), default=token.i)
        if first < token.i:
            return self._modified(token, first)
        word = token.lower_
        fitting = self.scene.reference.bodies.get(token.lemma_.lower(), frozenset())

        def named(trace: Trace) -> bool:
            entity = self.scene.entities.get(trace.ids[0])
            if not trace.named or entity is None or entity.type is not EntityType.ORGANIZATION:
                return False
            kind = self._kinds.get(entity.id, "")
            return not fitting or kind in fitting or word in entity.name.lower().split() or (not kind and "unknown" in fitting)

        same = (
            t.ids for t in self.memory.before(token.i, named, 400) if word in self.scene.entities[t.ids[0]].name.lower().split()
        )
        if token.pos_ != "PROPN" and "organization" in self.scene.reference.kinds.get(token.lemma_.lower(), ()):
            found = next(same, ()) or self.memory.latest(token.i, self.scene.sentence(token), named)
            return self.noted(token, found, "an organization named before")
        return self.noted(token, next(same, ()), "an organization named before")

    def _modified(self, token: Token, first: int) -> tuple[str, ...]:
        """ "The Lebanese group", "the Islamist movement": the one body of such a kind that was named before, if it is one."""
        fitting = self.scene.reference.bodies.get(token.lemma_.lower(), frozenset())
        inside = [self.scene.at[i] for i in range(first, token.i) if i in self.scene.at]
        if token.i + 1 in self.scene.at or any(name.type is not EntityType.COUNTRY for name in inside):
            return ()
        states = {self.scene.meaning[name] for name in inside}
        found = {
            t.ids[0]
            for t in self.memory.before(token.i, lambda t: t.named and self._kinds.get(t.ids[0], "") in fitting, 150)
            if states <= {self._homes.get(t.ids[0]) or next(iter(states), "")}
        }
        return self.noted(token, tuple(found) if len(found) == 1 else (), "the one such body before", "no or several such bodies")

    def described(self, token: Token) -> tuple[str, ...]:
        """ "the two countries", "both sides", "his country", "the country", "his Turkish counterpart"."""
        reference, lemma = self.scene.reference, token.lemma_.lower()
        if lemma in reference.bodies and (body := self.short(token)):
            return body
        if lemma in reference.counterparts or lemma in reference.others:
            return self._counterpart(token)
        kind = next(iter(sorted(reference.kinds.get(lemma, frozenset()) - {"organization"})), "")
        if not kind:
            return ()
        if is_plural(token):
            count = self.counted(token)
            if any(c.dep_ == "nmod" and c.i > token.i for c in token.children):  # "both sides of the aisle"
                return ()
            if not count and (kind == "actor" or not has(token, "the")):
                return ()
            return self.noted(token, self.plural(token, kind, count), "those named last", "not so many of a kind before")
        state = self._adjective_state(token)
        if kind == "country":
            return self.noted(token, (state,), "its adjective's state") if state else self._country(token)
        if state and kind == "person" and has(token, "the"):
            person = self._latest(token, lambda t: self.scene.states.get(t.ids[0]) == state)
            return self.noted(token, person, "a person of that state before", "nobody of that state before")
        return ()

    def _country(self, token: Token) -> tuple[str, ...]:
        """ "his country": the state he stands for; "the country": the one mentioned last."""
        owner = next((child for child in token.children if child.dep_ == "nmod:poss"), None)
        if owner is not None:
            whose = self.refers.get(owner.i, ())
            if not whose:
                return self.noted(token, (), "", f"“{owner.text}” means nobody known")
            own = whose[0] if self.scene.type(whose[0]) is EntityType.COUNTRY else self.scene.states.get(whose[0])
            return self.noted(token, (own,) if own else (), "the state of its owner", "no state is known for its owner")
        modified = any(c.dep_ in ("amod", "compound", "acl:relcl", "nmod") for c in token.children)
        if has(token, "the") and not modified:
            return self.noted(
                token, self._latest(token, lambda t: t.type is EntityType.COUNTRY), "the state before", "no state before"
            )
        return ()

    def _latest(self, token: Token, fits: Callable[[Trace], bool]) -> tuple[str, ...]:
        """The one mentioned last that fits, by what is likeliest to be meant."""
        return self.memory.latest(token.i, self.scene.sentence(token), lambda t: len(t.ids) == 1 and fits(t))

    def _adjective_state(self, token: Token) -> str:
        """Which state does the adjective before the noun name: "the Armenian capital", "the top Turkish diplomat"? "" if none."""
        states = [
            self.scene.meaning[self.scene.at[c.i]]
            for c in token.children
            if c.i in self.scene.at and c.dep_ in ("amod", "compound")
        ]
        return states[0] if len(states) == 1 and self.scene.type(states[0]) is EntityType.COUNTRY else ""

    def _counterpart(self, token: Token) -> tuple[str, ...]:
        behind = [o.holder for o in self.scene.offices if o.first == token.i + 2 and o.holder and o.holder.first > o.head]
        if len(behind) == 1 and not is_plural(token) and token.nbor(1).text == ",":
            return self.noted(token, (self.scene.meaning[behind[0]],), "named behind it")  # "his counterpart, Minister A"
        states = [
            self.scene.meaning[self.scene.at[c.i]]
            for c in token.children
            if c.i in self.scene.at and c.dep_ in ("amod", "compound")
        ]
        owner = next((self.refers.get(c.i, ()) for c in token.children if c.dep_ == "nmod:poss"), ())
        if not states:
            other = self.memory.before(token.i, lambda t: t.type is EntityType.PERSON and len(t.ids) == 1 and t.ids != owner)
            if not owner or token.lemma_.lower() not in self.scene.reference.others:
                return self.noted(token, (), "", "of which state is not said")
            return self.noted(token, next((t.ids for t in other), ()), "the other of two persons", "no second person before")
        more = [
            self.scene.meaning[self.scene.at[g.i]]
            for c in token.children
            for g in c.children
            if g.dep_ == "conj" and g.i in self.scene.at
        ]
        if is_plural(token) and more:  # "his Lithuanian and Romanian counterparts"
            each = tuple(next(iter(self._of_state(token, state)), state) for state in dict.fromkeys([*states, *more]))
            return self.noted(token, each, "one of each state")
        named = self._of_state(token, states[0])
        if named:
            return self.noted(token, (named[0],), "a person of that state before")
        return self.noted(token, (states[0],), "nobody of that state before, so the state")

    def _of_state(self, token: Token, state: str) -> list[str]:
        """The persons of a state mentioned before, the last one first."""
        holders = {person for person, own in self.scene.states.items() if own == state}
        return [t.ids[0] for t in self.memory.before(token.i, lambda t: t.ids[0] in holders)]

    def plural(self, token: Token, kind: str, count: int = 0, *, near: bool = False) -> tuple[str, ...]:
        """The last actors of a kind, as many as counted; of the kind the last one had if it is open ("the two sides").

        Those named in one row come first, and of persons those who hold the office that the noun names ("the ministers").
        """
        types = {"person": (EntityType.PERSON,), "country": (EntityType.COUNTRY,)}
        here = self.scene.sentence(token)
        if kind in ("country", "actor") and self.scene.pair and count in (0, 2):
            row = self.memory.row(token.i, here, lambda t: t.type is not EntityType.PERSON, 2) if kind == "actor" else None
            near = row is not None and here - row.sentence <= _AT_HAND
            return row.ids if row is not None and near else self.scene.pair
        wanted = types.get(kind) or (EntityType.COUNTRY, EntityType.PERSON, EntityType.ORGANIZATION)
        if kind in types:

            def fits(trace: Trace) -> bool:
                return trace.type in wanted and (not near or here - trace.sentence <= 1)

            return self._officers(token, fits, count) or self._several(token, fits, count)
        first = next(self.memory.before(token.i, lambda t: t.type in wanted), None)
        return self._several(token, lambda t: first is not None and t.type is first.type, count)

    def _several(self, token: Token, fits: Callable[[Trace], bool], count: int) -> tuple[str, ...]:
        here = self.scene.sentence(token)
        if not count and (row := self.memory.row(token.i, here, lambda t: fits(t) and len(t.ids) > 2, 0)) is not None:
            return row.ids
        return self.memory.pair(token.i, here, fits, count or 2)

    def _officers(self, token: Token, fits: Callable[[Trace], bool], count: int) -> tuple[str, ...]:
        """ "The ministers", "both presidents": the holders of such an office, if there are so many."""
        doc, offices = self.scene.parse.doc, self.scene.offices
        prime = _is_prime(token)
        kinds = {o.office.id for o in offices if doc[o.head].lower_ == token.lemma_.lower() and _is_prime(doc[o.head]) == prime}
        holders = {self.scene.meaning[office.holder] for office in offices if office.holder and office.office.id in kinds}
        if len(holders) < (count or 2):
            return ()
        return self._several(token, lambda t: fits(t) and set(t.ids) <= holders, count)

    # Pronouns


def _is_prime(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "prime"


def has(token: Token, word: str) -> bool:
    """Does such a word depend on the token?"""
    return any(child.lower_ == word for child in token.children)
