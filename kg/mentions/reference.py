"""What do pronouns and unnamed officers refer to: "he", "its", "they", "the Iranian defense minister"?

Read once from left to right with a memory of what was mentioned. Where two readings remain, nothing is referred to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.mentions.descriptions import Describer, Scene, has
from kg.mentions.discourse import Memory, Trace
from kg.mentions.names import Name, is_plural
from kg.mentions.offices import OfficePhrase
from kg.mentions.styles import aged, styled
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token


__all__ = ["Referee", "Scene"]
_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")
_FAR = 250  # tokens over which "he" may mean the last person who was a subject, if there is none nearer
_FEW = 3  # officers whom a plural without a number may mean
_OF = frozenset(("of", "for", "to"))


def _is_subject(token: Token) -> bool:
    """Is the token a subject, or coordinated with one?"""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ in _SUBJECT


def _row(head: Token) -> Iterator[Token]:
    """The head and all that is coordinated with it, left to right."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i:
            yield from _row(child)


class Referee:
    """Reads one article from left to right; `refers` then leads from tokens to the ids of whom they mean, and `reasons` from
    tokens that are no names to how that was found, or, where they mean nobody, why not."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.memory = Memory()
        self.refers: dict[int, tuple[str, ...]] = {}
        self._offices = {office.head: office for office in scene.offices}
        self._bodies = {body.head: body for body in scene.bodies}
        self._gender = dict(scene.gender)
        self._styled = styled(scene.parse.doc, scene.at, scene.offices, scene.meaning, scene.reference)
        self.describer = Describer(scene, self.memory, self.refers)
        self.reasons = self.describer.reasons
        self._noted = self.describer.noted

    def read(self) -> dict[int, tuple[str, ...]]:
        """Whom does each token mean, by itself or as part of a name, office or description?"""
        for token in self.scene.parse.doc:
            self._visit(token)
        return self.refers

    def _visit(self, token: Token) -> None:
        name = self.scene.at.get(token.i)
        if token.i in self._styled:
            self._set(token, self._noted(token, (self._styled[token.i],), "a style or letters that a person goes by"))
        elif name is not None:
            if name.kind != "adjective":
                self.refers[token.i] = (self.scene.meaning[name],)
            if token.i == name.first:
                self._remember(token, (self.scene.meaning[name],), subject=name.kind != "adjective" and self._is_subject(name))
            if name.kind != "adjective" and token.dep_ == "conj":
                self._join(token)
        elif aged(token):
            self._set(token, self._noted(token, self._somebody(token), "the person before", "no person before"))
        elif token.i in self._offices:
            self._visit_office(token, self._offices[token.i])
        elif self.describer.counted(token) and (ids := self.describer.described(token)):
            self._set(token, ids)
        elif token.i in self._bodies:
            short = self.describer.short(token)
            own = (self._bodies[token.i].entity.id,)
            proper = not short and token.pos_ == "PROPN" and self._bodies[token.i].first < token.i
            self._set(token, short or self._noted(token, own, "a body or group, by its noun"), named=proper)
        elif token.pos_ == "PRON" or "Yes" in token.morph.get("Poss", []):
            self._visit_pronoun(token)
        elif token.pos_ == "NOUN":
            self._set(token, self.describer.described(token))
        elif token.lower_ == "both" and token.pos_ in ("DET", "PRON", "CCONJ") and token.dep_ in _SUBJECT:
            both = self.describer.plural(token, "person", near=True) or self.describer.plural(token, "")
            self._set(token, self._noted(token, both, "the two named last", "not two of a kind before"))
        elif token.pos_ == "NUM" and token.lower_ in self.scene.reference.counts and token.dep_ in _SUBJECT and has(token, "the"):
            count = self.scene.reference.counts[token.lower_]
            found = self.describer.plural(token, "person", count, near=True) or self.describer.plural(token, "", count)
            self._set(token, self._noted(token, found, "as many, named last", "not as many of a kind before"))

    def _is_subject(self, name: Name) -> bool:
        doc = self.scene.parse.doc
        return any(_is_subject(doc[i]) for i in range(name.first, name.last + 1))

    def _set(self, token: Token, ids: tuple[str, ...], *, named: bool = False) -> None:
        if ids:
            self.refers[token.i] = ids
            self._remember(token, ids, subject=token.dep_ in _SUBJECT, named=named)

    def _remember(self, token: Token, ids: tuple[str, ...], *, subject: bool, named: bool = True, person: bool = False) -> None:
        kind = EntityType.PERSON if person else self.scene.type(ids[0])
        sentence = self.scene.parse.sentences[token.i]
        self.memory.add(Trace(at=token.i, sentence=sentence, ids=ids, type=kind, subject=subject, named=named))

    def _join(self, token: Token) -> None:
        """Remember whom a row of names means, once its last name is read."""
        top = token
        while top.dep_ == "conj" and top.head.i < top.i:
            top = top.head
        row = list(_row(top))
        if row[-1].i != token.i:
            return
        ids = tuple(dict.fromkeys(i for part in row for i in self.refers.get(part.i, ())))
        same = {self.scene.type(i) for i in ids}
        if len(ids) == len(row) and len(same) == 1:
            self.memory.join(Trace(at=token.i, sentence=self.scene.sentence(token), ids=ids, type=same.pop()))

    def _somebody(self, token: Token) -> tuple[str, ...]:
        return self.memory.latest(
            token.i, self.scene.sentence(token), lambda t: t.type is EntityType.PERSON and len(t.ids) == 1 and t.named
        )

    # Offices and descriptions

    def _visit_office(self, token: Token, office: OfficePhrase) -> None:
        ids = self._office_holder(token, office)
        if not ids:
            return
        for i in range(office.first, office.last + 1):
            if i not in self.scene.at:
                self.refers.setdefault(i, ids)
                self.reasons.setdefault(i, self.reasons[token.i])
        if office.holder is None:
            self._remember(token, ids, subject=token.dep_ in _SUBJECT, named=False, person=not is_plural(token))

    def _office_holder(self, token: Token, office: OfficePhrase) -> tuple[str, ...]:
        if office.holder is not None:
            return self._noted(token, (self.scene.meaning[office.holder],), "an office, beside its holder's name")
        if is_plural(token):
            bare = office.definite and office.first == office.head
            group, count = self._bodies.get(office.head), self.describer.counted(token)
            if group and (group.known or not (count or bare)):
                return self._noted(token, (group.entity.id,), "a group of officers")
            many = not count and len(self._holders(office, None)) > _FEW
            several = () if many else self.describer.plural(token, "person", count)
            return self._noted(token, several, "the persons named last", "not so many persons, or more than can be meant")
        return self._one_holder(token, office)

    def _one_holder(self, token: Token, office: OfficePhrase) -> tuple[str, ...]:
        """ "The Iranian foreign minister", not named here."""
        if token.dep_ in _SUBJECT and (has(token, "a") or has(token, "an")):
            return self._noted(token, (), "", "an officer not named before")
        owner = self.scene.meaning.get(office.owner) if office.owner else None
        known = self._holders(office, owner) or self._titled(token)
        if len(known) == 1:
            return self._noted(token, known, "an office that one person here holds")
        if known:
            recent = [t.ids for t in self.memory.before(token.i, lambda t: t.ids[0] in known and len(t.ids) == 1)]
            candidates = ", ".join(self.scene.entities[person].name for person in known)
            return self._noted(token, next(iter(recent), ()), "an office, its holder named last", f"held by {candidates}")
        if owner and (person := self._officeless(token, owner)):
            return self._noted(token, person, "the one person of that state of whom no office is told")
        if owner and self.scene.type(owner) is EntityType.COUNTRY and not office.modifiers and office.definite:
            return self._noted(token, (owner,), "an office that nobody here holds, so its state")
        if owner is None and office.definite and not office.office.of and not office.office.gender:
            return self._noted(token, self._sole_person(token), "the only person before", "an office of nobody or of several")
        return self._noted(token, (), "", "an office that nobody here holds")

    def _officeless(self, token: Token, state: str) -> tuple[str, ...]:
        """ "Türkiye's Erkan Selvi … The Turkish minister": the only person of the state, if no office is told of him."""
        known = {self.scene.meaning[office.holder] for office in self.scene.offices if office.holder}
        persons = {person for person, own in self.scene.states.items() if own == state}
        found = {t.ids for t in self.memory.before(token.i, lambda t: t.named and t.ids[0] in persons, 2 * _FAR)}
        return next(iter(found)) if len(found) == 1 and len(persons) == 1 and not persons & known else ()

    def _holders(self, office: OfficePhrase, owner: str | None) -> tuple[str, ...]:
        """Who holds such an office in this article, of that owner if one is named?"""
        doc = self.scene.parse.doc
        words = {doc[i].lemma_.lower() for i in range(office.first, office.head + 1)} - {"and"}
        found: dict[str, None] = {}
        for other in self.scene.offices:
            if other.holder is None or other.office.country != office.office.country:
                continue
            held = self.scene.states.get(self.scene.meaning[other.holder])
            other_owner = self.scene.meaning.get(other.owner) if other.owner else held
            if owner is not None and other_owner != owner:
                continue
            shared = words & {doc[i].lemma_.lower() for i in range(other.first, other.last + 1)}
            if owner is None and (not shared or (shared <= {"chief", "head"} and other.office.id != office.office.id)):
                continue  # "the army chief" is no hospital chief
            found[self.scene.meaning[other.holder]] = None
        return tuple(found)

    def _titled(self, token: Token) -> tuple[str, ...]:
        """ "The Secretary": who was called by a title of that head before ("Secretary of State Tesk"), the last one named."""
        if not has(token, "the") or is_plural(token) or any(c.dep_ not in ("det", "conj", "cc", "case") for c in token.children):
            return ()
        doc = self.scene.parse.doc
        held = {
            self.scene.meaning[office.holder]
            for office in self.scene.offices
            if office.holder is not None
            and office.head < token.i
            and doc[office.first if doc[office.first + 1].lower_ in _OF else office.head].lower_ == token.lower_
        }
        return next((t.ids for t in self.memory.before(token.i, lambda t: t.ids[0] in held and len(t.ids) == 1)), ())

    def _sole_person(self, token: Token) -> tuple[str, ...]:
        found = {t.ids for t in self.memory.before(token.i, lambda t: t.type is EntityType.PERSON and len(t.ids) == 1)}
        return next(iter(found)) if len(found) == 1 else ()

    def _visit_pronoun(self, token: Token) -> None:
        word = self.scene.reference.pronouns.get(token.lower_)
        honorific = any(follower.lower_ in self.scene.reference.honours for follower in token.doc[token.i + 1 : token.i + 3])
        if word is None or (honorific and word.possessive):  # "His Excellency" means nobody before
            return
        if word.plural:
            self._set(token, self._noted(token, self._they(token), "a plural before", "no plural before"))
        elif word.gender:
            her = token.lower_ == "her" and token.dep_ in ("obj", "obl", "iobj")  # "accused her": not her own
            self._he(token, word.gender, reflexive=word.possessive and not her)
        else:
            self._set(
                token, self._noted(token, self._it(token), "a state or body before", "no state or body in its place before")
            )

    def _he(self, token: Token, gender: str, *, reflexive: bool) -> None:
        def fits(trace: Trace) -> bool:
            return trace.type is EntityType.PERSON and len(trace.ids) == 1 and self._gender.get(trace.ids[0], gender) == gender

        own = reflexive or token.dep_ in _SUBJECT
        ids = self.memory.latest(token.i, self.scene.sentence(token), fits, own_subject=own)
        if not ids and token.dep_ in _SUBJECT:  # "he says", of whoever is interviewed
            ids = next((t.ids for t in self.memory.before(token.i, lambda t: fits(t) and t.subject and t.named, _FAR)), ())
        if ids and self.scene.type(ids[0]) is EntityType.COUNTRY:
            # An officer whom only his state stands for: the person of that state who was named last, if there is one.
            named = self.memory.before(token.i, lambda t: self.scene.states.get(t.ids[0]) == ids[0] and fits(t), 400)
            ids = next((t.ids for t in named), ids)
        if ids:
            self._gender.setdefault(ids[0], gender)
        self._set(token, self._noted(token, ids, "a person before", "no such person before"))

    def _it(self, token: Token) -> tuple[str, ...]:
        if token.dep_ in ("expl", "nsubj:outer"):
            return ()

        def fits(trace: Trace) -> bool:
            return trace.type in (EntityType.COUNTRY, EntityType.ORGANIZATION) and len(trace.ids) == 1

        if "Yes" in token.morph.get("Poss", []):
            return self.memory.latest(token.i, self.scene.sentence(token), fits, near=True)
        found = self.memory.latest(token.i, self.scene.sentence(token), lambda t: fits(t) and t.subject)
        return found if token.dep_ in _SUBJECT else ()

    def _they(self, token: Token) -> tuple[str, ...]:
        sentence = self.scene.sentence(token)
        if ids := self._same_tellers(token):
            return ids
        recent = list(self.memory.before(token.i, lambda t: sentence - t.sentence <= 1))
        for here in (True, False):
            subjects = [t for t in recent if t.subject and (t.sentence == sentence) is here]
            together = tuple(dict.fromkeys(i for t in reversed(subjects) for i in t.ids if t.type is subjects[0].type))
            if len(together) > 1 and self._joined(subjects):
                return together
            groups = [t.ids for t in subjects if t.type is EntityType.GROUP]
            if groups:
                return groups[0]
        plural = (t.ids for t in recent if t.sentence == sentence and is_plural(self.scene.parse.doc[t.at]) and len(t.ids) == 1)
        if near := next(plural, ()):
            return near
        before = list(self.memory.before(token.i, lambda t: t.subject and sentence - t.sentence == 2))
        persons = tuple(dict.fromkeys(i for t in reversed(before) for i in t.ids if t.type is EntityType.PERSON))
        if len(persons) > 1 and self._joined(before):  # "A and B met. C was there, too. They …"
            return persons
        several = (
            t.ids for t in self.memory.before(token.i, lambda t: t.subject and len(t.ids) > 1 and sentence - t.sentence <= 3)
        )
        return next(several, ())

    def _same_tellers(self, token: Token) -> tuple[str, ...]:
        """ "German officials said they …": who tells it, if he is a plural that means somebody."""
        said = token.dep_ in _SUBJECT and token.head.dep_ == "ccomp"
        tellers = [c for c in token.head.head.children if said and c.dep_ == "nsubj" and c.i < token.i]
        return next((self.refers[c.i] for c in tellers if c.pos_ == "NOUN" and is_plural(c) and c.i in self.refers), ())

    def _joined(self, traces: Sequence[Trace]) -> bool:
        """Do the subjects stand in one coordination ("A and B"), or is one of them a plural itself?"""
        doc = self.scene.parse.doc
        return any(len(t.ids) > 1 for t in traces) or any(
            doc[i].dep_ == "conj" for t in traces for i in range(t.at, min(t.at + 6, len(doc)))
        )
