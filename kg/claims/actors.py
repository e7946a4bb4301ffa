"""Which actors does a phrase mean? From the head word of an argument to the entities of the article.

A phrase that is no actor itself may stand for the one it belongs to ("Israel's raids", "the crimes of the regime",
"officials from Oslo"): that deeper look is taken only where a frame asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.claims.grammar import case_of, children, lacks_object, subjects
from kg.claims.nouns import coordinated, light_verb
from kg.lexicon.reference import Reference
from kg.mentions.find import Mentions
from kg.mentions.titles import is_plural
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = ("flat", "nmod:desc", "appos", "flat:name", "compound")
_SELF = frozenset(("i", "me", "my", "myself"))
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Entity `id`, meant by the mention of tokens `first`..`last`; `how`, where not by the mention itself, says by what step."""

    id: str
    first: int
    last: int
    how: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is who in one article: its mentions, the speaker entity of each token ("" for the article's own words),
    all who say it together, the words by which speakers mean their side ("we"), to whom each token of a letter is written,
    and which tokens stand inside quotation marks."""

    mentions: Mentions
    speakers: Sequence[str]
    reference: Reference
    voices: Sequence[tuple[str, ...]] = ()
    addressees: Mapping[int, str] = field(default_factory=dict)
    quoted: Sequence[bool] = ()

    def type(self, identifier: str) -> EntityType:
        """What kind of actor is it?"""
        return self.mentions.entities[identifier].type

    def actors(self, head: Token, *, deep: bool = False) -> list[Actor]:
        """Whom does the phrase with this head mean, coordinated phrases included? Left to right, nobody twice."""
        found: dict[str, Actor] = {}
        for part in [joined for one in coordinated(head) for joined in (one, *_together(one))]:
            direct = self._instances(part, "such as") or [*self._direct(part), *self._instances(part, "including")]
            # "the crimes of the regime and the cooperation between …": what is coordinated with an actor must be one, too.
            deep = deep and not (direct and part.i == head.i)
            for actor in direct or (self._behind(part) if deep else []):
                found.setdefault(actor.id, actor)
        return list(found.values())

    def all(self, heads: Sequence[Token], *, deep: bool = False) -> list[Actor]:
        """Whom do these phrases mean? In their order, nobody twice."""
        return list({actor.id: actor for head in heads for actor in self.actors(head, deep=deep)}.values())

    def modifiers(self, noun: Token) -> list[Actor]:
        """Which actors stand before the noun as adjectives or names ("Saudi-Iranian talks", "US support")?"""
        found = []
        for token in noun.subtree:
            if token.i < noun.i and token.i in self.mentions.adjectives and _modifies(token, noun):
                found.append(self._actor(self.mentions.adjectives[token.i], token))
            elif token.head.i == noun.i and token.lower_ in self.reference.bilateral and not _is_joined(noun):
                found.extend(self._actor(state, token, "one of the article's two states") for state in self.mentions.pair)
        return list({actor.id: actor for actor in found}.values())

    def _actor(self, identifier: str, token: Token, how: str = "") -> Actor:
        first, last = self.mentions.spans.get(token.i, (token.i, token.i))
        return Actor(id=identifier, first=first, last=last, how=how)

    def _instances(self, head: Token, word: str) -> list[Actor]:
        """ "Allies such as Norway": the named ones are meant rather than the group; "allies including Norway": they, too."""
        named = [child for child in children(head, "nmod") if case_of(child) == word and not _is_lone(head, word)]
        named += _named_late(head) if word == "including" else []
        return [actor for child in named for part in coordinated(child) for actor in self._direct(part)]

    def _direct(self, head: Token) -> list[Actor]:
        # Not "US", which is no "us".
        if head.pos_ != "PROPN" and head.text != "US" and (head.lower_ in self.reference.speaker or head.lower_ in _SELF):
            return self._first_person(head)
        if head.lower_ in self.reference.addressee and head.i in self.addressees:
            return [self._actor(self.addressees[head.i], head, "to whom the letter is written")]
        if several := self._states_of(head):
            return several
        ids = self.mentions.refers.get(head.i)
        if ids:
            return [] if self._is_himself(head, ids) else [self._actor(identifier, head) for identifier in ids]
        for child in children(head, *_PARTS):
            ids = self.mentions.refers.get(child.i, ())
            person = bool(ids) and self.type(ids[0]) is EntityType.PERSON
            if ids and child.dep_ not in ("compound", "nmod:desc"):
                return [self._actor(identifier, child) for identifier in ids]
            # "President Tesk" means Tesk, "the Tesk campaign" does not.
            if (
                ids
                and person
                and (child.dep_ == "nmod:desc" or child.pos_ == "PROPN")
                and (child.i > head.i or head.pos_ == "PROPN")
            ):
                return [self._actor(identifier, child) for identifier in ids]
        if head.lemma_.lower() in self.reference.partitives:
            whole = [part for child in children(head, "nmod", "obl") if case_of(child) == "of" for part in coordinated(child)]
            return [actor for part in whole for actor in self._instances(part, "including") or self._direct(part)]
        return self._said_of(head)

    def _is_himself(self, head: Token, ids: Sequence[str]) -> bool:
        """ "“They caught him”, said Holm": whoever is quoted says "I" of himself, so "he" is somebody else."""
        quoted = bool(self.quoted) and self.quoted[head.i]
        return quoted and head.pos_ == "PRON" and head.lower_ in self.reference.pronouns and ids[0] == self.speakers[head.i]

    def _states_of(self, plural: Token) -> list[Actor]:
        """ "The leaders of Norway and Iran": officers without a name are told by their states, if there are several."""
        if plural.lemma_.lower() not in self.reference.standing or not is_plural(plural):
            return []
        if any(child.lower_ in self.reference.civic for child in plural.children):
            return []
        before = [w for c in children(plural, "amod", "compound", "nmod:desc") for w in coordinated(c)]
        if plural.dep_ == "conj" and plural.head.i not in self.mentions.refers:  # "Norwegian and Iranian officials", misread
            before = [plural.head, *before]
        told = [(self.mentions.adjectives.get(w.i, ""), w) for w in before]
        if len({i for i, _ in told if i}) > 1:  # "Norwegian and Iranian officials"
            return [self._actor(i, w) for i, w in told if i and self.type(i) is EntityType.COUNTRY]
        below = [child for child in children(plural, "nmod") if case_of(child) in ("of", "from")]
        if len(below) == 1 and not self._states([below[0]]):
            return self._states_of(below[0])
        own = [child for child in children(plural, "flat:fold") if child.i > plural.i]  # read into the officers' phrase
        parts = own or [part for child in below for part in coordinated(child)]
        states = self._states(parts)
        several = len(states) + len(self._states(children(plural, "conj"))) > 1 and (own or len(states) == len(parts))
        return states if several else []

    def _states(self, words: Sequence[Token]) -> list[Actor]:
        """The words that mean states."""
        found = [(i, word) for word in words for i in self.mentions.refers.get(word.i, ())]
        return [self._actor(i, word) for i, word in found if self.type(i) is EntityType.COUNTRY]

    def _said_of(self, noun: Token) -> list[Actor]:
        """ "The PMF, a militia", "the PMF is a militia that …": whom the noun is said of."""
        if noun.pos_ != "NOUN":
            return []
        subjects_ = [noun.head] if noun.dep_ == "appos" else children(noun, "nsubj") if children(noun, "cop") else []
        how = f"“{noun.text}” is said of it"
        return [self._actor(i, s, how) for s in subjects_ for i in self.mentions.refers.get(s.i, ())]

    def _first_person(self, head: Token) -> list[Actor]:
        """ "We" is the state or body the speaker stands for, "I" the speaker."""
        speaker = self.speakers[head.i]
        if not speaker:
            # A statement that a state signs says "we" of the state; a newspaper says "our" of its own.
            sided = head.lower_ in self.reference.speaker and (self.mentions.signed or head.dep_ == "nmod:poss")
            own = self.mentions.home if sided else ""
            return [self._actor(own, head, "the state whose article it is")] if own else []
        led = [
            office
            for office in self.mentions.offices
            if office.holder and office.owner and self.mentions.meaning[office.holder] == speaker
        ]
        if head.lower_ not in self.reference.speaker:
            return [self._actor(speaker, head, "who speaks")]
        side = self.mentions.states.get(speaker) or (speaker if self.type(speaker) is not EntityType.PERSON else "")
        side = side or next((self.mentions.meaning[office.owner] for office in led if office.owner), "")
        return [self._actor(side, head, "for which the speaker stands")] if side else []

    def _behind(self, head: Token) -> list[Actor]:
        """The actor that the thing belongs to, with the word for the thing."""
        return [replace(actor, how=f"behind “{head.text}”") for actor in self._deep(head, 0)]

    def _deep(self, head: Token, depth: int) -> list[Actor]:
        """The actor that the thing belongs to: possessor, doer, adjective, "of", in this order."""
        if depth >= _DEEPEST or head.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "PRON", "NUM", "DET"):
            return []
        owners = children(head, "nmod:poss")
        by = [child for child in children(head, "nmod", "obl", "obl:agent") if case_of(child) == "by"]
        for owner in [*owners, *by]:
            found = [a for part in coordinated(owner) for a in self._direct(part) or self._deep(part, depth + 1)]
            if found:
                return found
        before = self.modifiers(head) or self._relative_doers(head)
        if before:
            return before
        for child in children(head, "nmod", "obl", "acl"):
            if case_of(child) in ("of", "from", "against", "between", "for", "to") or child.dep_ == "acl":
                found = [a for part in coordinated(child) for a in self._direct(part) or self._deep(part, depth + 1)]
                if found:
                    return found
        if depth == 0 and head.lemma_.lower() in self.reference.acts and _is_definite(head):
            return self._doer_before(head)
        return []

    def _relative_doers(self, act: Token) -> list[Actor]:
        """ "The steps that Iran took": whoever did it by its own clause."""
        doers = [
            subject for clause in children(act, "acl:relcl") if lacks_object(clause) for subject in children(clause, "nsubj")
        ]
        return [actor for doer in doers for part in coordinated(doer) for actor in self._direct(part)]

    def _doer_before(self, act: Token) -> list[Actor]:
        """ "The move": whoever did what the sentence before tells, unless he is the one who speaks of it now."""
        start = act.sent.start
        if start == 0:
            return []
        root = act.doc[start - 1].sent.root
        here = {actor.id for subject in subjects(act.sent.root) for actor in self._direct(subject)}
        doers = [actor for subject in subjects(root) for actor in self._direct(subject)]
        return doers if len(doers) == 1 and doers[0].id not in here else []


def _is_lone(head: Token, word: str) -> bool:
    """ "Allies condemned Syria, including Norway": one name includes nobody, so the parser hung the phrase on the wrong word."""
    named_by = head.dep_ in ("obj", "iobj", "obl") and head.pos_ == "PROPN" and word == "including"
    return named_by and any(is_plural(s) and s.pos_ == "NOUN" for s in children(head.head, "nsubj"))


def _named_late(group: Token) -> list[Token]:
    """ "Allies condemned Syria, including Norway and Iran": who of the subject is named behind the verb."""
    if group.dep_ != "nsubj" or group.pos_ != "NOUN" or not is_plural(group) or group.head.pos_ != "VERB":
        return []
    verb = group.head
    others = [c for c in children(verb, "obj", "iobj", "obl") if c.pos_ == "PROPN"]
    over = [verb, *children(verb, "xcomp"), *others]
    if any(c.pos_ == "NOUN" and is_plural(c) for head in over for c in children(head, "obj", "iobj", "obl")):
        return []  # "condemned raids, including those by Iran"
    return [c for head in over for c in children(head, "obl", "nmod") if case_of(c) == "including"]


def _together(head: Token) -> list[Token]:
    """ "Received Holm together with Tesk": whoever is joined to the phrase right behind it."""
    doc, i = head.doc, head.right_edge.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("together", "along", "alongside") or doc[i + 1].lower_ != "with":
        return []
    with_ = doc[i + 1].head
    return list(coordinated(with_)) if with_.i > i + 1 else []


def _is_joined(noun: Token) -> bool:
    """ "Bilateral talks with Norway": the other side is told, so the word adds none."""
    verb = light_verb(noun)
    return any(case_of(phrase) == "with" for head in (noun, verb) if head is not None for phrase in children(head, "nmod", "obl"))


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that") for child in children(noun, "det"))


def _modifies(token: Token, noun: Token) -> bool:
    """Does the token modify the noun itself or one of its compounds, rather than something deeper?"""
    step = token
    for _ in range(3):
        if step.dep_ not in (
            "amod",
            "compound",
            "nmod:unmarked",
            "nmod:desc",
            "conj",
            "flat",
            "punct",
            "nmod",
            "obl:npmod",
            "dep",
            "advmod",
        ):
            return False
        if step.head.i == noun.i:
            return True
        step = step.head
    return False
