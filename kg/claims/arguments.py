"""Which actors fill the two sides of a row around its trigger? A verb's slots, a noun's with its light verb, an adjective's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.conditions import lemma_of
from kg.claims.force import completed
from kg.claims.grammar import case_of, children, is_passive, objects, subjects
from kg.claims.nouns import is_predicate, light_verb, noun_slot
from kg.claims.slots import slot
from kg.lexicon import Lexicon
from kg.lexicon.frames import AdjectiveFrame, Frame, VerbFrame
from kg.lexicon.light import LightVerb
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECIPROCAL = frozenset(("other", "another"))
_SAID = frozenset(("urges", "accuses", "condemns", "rejects", "threatens", "praises", "supports"))
_AGAINST = frozenset(("condemns", "rejects"))

Sides = tuple[list[Actor], list[Actor]]


def arguments(frame: Frame, trigger: Token, cast: Cast, lexicon: Lexicon) -> Sides:
    """Who fills the subject slots of the row, and who its object slots? The first slot that anybody fills counts."""
    if isinstance(frame, VerbFrame):
        sides = _of_verb(frame, trigger, cast)
    elif isinstance(frame, AdjectiveFrame):
        sides = _of_adjective(frame, trigger, cast)
    else:
        sides = _of_noun(frame, trigger, cast, lexicon)
    return completed(frame, trigger, _outward(frame, *_unsaid(frame, trigger, *sides, cast), cast), cast, lexicon)


def _outward(frame: Frame, subject: list[Actor], target: list[Actor], cast: Cast) -> Sides:
    """ "Holm said that both sides should …": what somebody says that his own side should do is no demand on another."""
    if frame.relation != "urges" or not (frame.speaker or {"comp.subj", "clause"} & {*frame.subject, *frame.object}):
        return subject, target
    own = {actor.id for actor in subject} | {cast.mentions.states.get(actor.id, "") for actor in subject}
    return subject, [] if any(actor.id in own for actor in target) else target


def _unsaid(frame: Frame, trigger: Token, subject: list[Actor], target: list[Actor], cast: Cast) -> Sides:
    """The sides with what the words leave unsaid: whose thanks they are, and whom "our ties" and "mutual support" join."""
    if target and not subject and trigger.dep_ == "ROOT" and frame.relation in cast.reference.performed:
        # "Congratulations on your victory!", "Thank you for your support."
        return ([] if children(trigger, "nsubj", "nsubj:pass") else _speaker(trigger, cast)), target
    if target or isinstance(frame, VerbFrame | AdjectiveFrame):
        return subject, target
    if frame.mutual and frame.state and len(subject) == 1:
        ours = any(owner.lower_ in cast.reference.speaker for owner in children(trigger, "nmod:poss"))
        others = [state for state in cast.mentions.pair if state != subject[0].id]
        if ours and len(others) == 1:
            return subject, [replace(subject[0], id=others[0], how="the other of the article's two states")]
    if not frame.mutual and len(subject) > 1 and any(c.text in cast.reference.bilateral for c in trigger.children):
        return subject, subject
    return subject, target


def _first(slots: Sequence[str], fill: Iterable[list[Actor]]) -> list[Actor]:
    return next((actors for _, actors in zip(slots, fill, strict=True) if actors), [])


def _speaker(trigger: Token, cast: Cast) -> list[Actor]:
    speaker = cast.speakers[trigger.i]
    return [Actor(id=speaker, first=trigger.i, last=trigger.i, how="who speaks")] if speaker else []


# Verbs


def _of_verb(frame: Frame, verb: Token, cast: Cast) -> Sides:
    if frame.speaker:
        subject = _speaker(verb, cast)
    else:
        subject = _first(frame.subject, (cast.all(slot(verb, name)) for name in frame.subject)) or _outer_subject(
            frame, verb, cast
        )
        subject = subject or _authors(frame, verb, cast)
    heads = [_blamed(frame, _wanted(frame, name, slot(verb, name)), cast) for name in frame.object]
    if any(_is_reciprocal(head) for filled in heads for head in filled):
        return subject, [] if frame.mutual else subject
    if frame.relation == "urges":  # "we must": a demand on the own side is none
        heads = [[head for head in filled if not _is_ours(head, cast)] for filled in heads]
    target = _first(frame.object, (cast.all(filled, deep=frame.deep) for filled in heads))
    target = target or (_doers_beside(verb, cast) if frame.deep else [])
    return subject, [] if frame.relation == "praises" and _takes_part(subject, target, cast) else target


def _takes_part(subject: list[Actor], target: list[Actor], cast: Cast) -> bool:
    """ "Norway welcomed the accord of Norway and Iran": pleased with what his own side does, one praises nobody."""
    own = {actor.id for actor in subject} | {cast.mentions.states.get(actor.id, "") for actor in subject}
    return any(actor.id in own for actor in target)


def _authors(frame: Frame, verb: Token, cast: Cast) -> list[Actor]:
    """ "A statement by Tesk condemned …", "a UN resolution demands …": a document speaks for those whose it is."""
    if frame.relation not in _SAID or frame.subject[:1] != ("subj",):
        return []
    documents = [head for head in subjects(verb) if head.lemma_.lower() in cast.reference.documents]
    owners = [c for head in documents for c in children(head, "nmod", "nmod:poss") if case_of(c) in ("by", "from", "")]
    return cast.all(owners) or [actor for head in documents for actor in cast.modifiers(head)]


def _is_ours(head: Token, cast: Cast) -> bool:
    """ "We", "our countries"."""
    return any(word.lower_ in cast.reference.speaker for word in (head, *children(head, "nmod:poss")))


def _doers_beside(verb: Token, cast: Cast) -> list[Actor]:
    """ "Rejected a request [by Tesk]", "[from Tesk]": whose act the object is, where the parser hung him on the active verb."""
    acts = [head for head in children(verb, "obj") if head.pos_ == "NOUN"]
    if not acts or is_passive(verb):
        return []
    beside = [c for c in children(verb, "obl", "obl:agent") if case_of(c) in ("by", "from") and c.i > acts[0].i]
    return cast.all(beside[:1])


def _blamed(frame: Frame, heads: list[Token], cast: Cast) -> list[Token]:
    """ "Condemned the murder of Tesk": whoever suffered is not whom the words are against; the doer is, if he is told."""
    if not frame.deep or frame.relation not in _AGAINST:
        return heads
    return [
        head
        for head in heads
        if head.lemma_.lower() not in cast.reference.sufferings
        or children(head, "nmod:poss")
        or any(case_of(child) == "by" for child in children(head, "nmod", "obl", "acl"))
        or cast.modifiers(head)
    ]


def _outer_subject(frame: Frame, verb: Token, cast: Cast) -> list[Actor]:
    """ "Tesk said that terror knew no border and asked …": who goes on may be the subject of the clause around, too."""
    if (
        frame.subject[:1] != ("subj",)
        or verb.dep_ != "conj"
        or verb.head.dep_ != "ccomp"
        or children(verb, "nsubj", "nsubj:pass")
    ):
        return []
    return cast.all(subjects(verb.head.head))


def _wanted(frame: Frame, name: str, heads: list[Token]) -> list[Token]:
    """Of the phrases of a slot those that the row's condition on that preposition means ("in support of", not "in Oslo")."""
    words = next((condition.values for condition in frame.requires if condition.kind == name), ())
    return [head for head in heads if head.lemma_.lower() in words or head.lower_ in words] if words else heads


def _is_reciprocal(head: Token) -> bool:
    return head.lower_ in _RECIPROCAL and head.i > 0 and head.nbor(-1).lower_ in ("each", "one")


# Nouns


def _of_noun(frame: Frame, noun: Token, cast: Cast, lexicon: Lexicon) -> Sides:
    """The noun's own slots, and, where it hangs on a light verb ("held talks with"), that verb's subject and obliques."""
    subject = (
        _speaker(noun, cast) if frame.speaker else _first(frame.subject, (_noun_actors(noun, n, cast) for n in frame.subject))
    )
    if any(_is_reciprocal(head) for name in frame.object if name not in ("poss", "adj") for head in noun_slot(noun, name)):
        return subject, [] if frame.mutual else subject
    used = {actor.id for actor in subject} if not frame.mutual else set()
    target = _first(frame.object, ([a for a in _noun_actors(noun, n, cast, frame) if a.id not in used] for n in frame.object))
    verb, light = light_row(noun, lexicon)
    if verb is None or light is None:
        return subject, target
    lender = _sides_of(frame, cast.all([head for head in subjects(verb) if head.i != noun.i]), cast)
    if frame.speaker:
        direct = noun.head.i == verb.i or verb.i == noun.i  # not "pays a price in the war on terrorism"
        return subject, target or [actor for actor in lender if direct and actor.id not in used]
    wanted = frame.object if light.takes == "subject" else frame.subject
    obliques = [_verb_obliques(verb, noun, name) for name in wanted]
    if verb.dep_ in ("xcomp", "advcl"):  # "wrote to her to convey his condolences"
        obliques += [_verb_obliques(verb.head, noun, name) for name in wanted]
        kind = lexicon.relations[frame.relation].family
        if verb.head.lemma_.lower() in cast.reference.meeting and kind != "conflict":  # "called her to express support"
            obliques.append(objects(verb.head))
    filled = (cast.all(_blamed(frame, heads, cast), deep=frame.deep) for heads in obliques)
    other = next((actors for actors in filled if actors), [])
    if light.takes == "subject" or (frame.mutual and not (subject or other)):  # "Norway and Iran enjoy good relations"
        return subject or lender, target or other
    return subject or other, target or lender


def _sides_of(frame: Frame, lenders: list[Actor], cast: Cast) -> list[Actor]:
    """ "The two ministers agreed to deepen ties": the ties of their states, where the row says that persons stand for them."""
    states = [cast.mentions.states.get(actor.id, "") for actor in lenders if cast.type(actor.id) is EntityType.PERSON]
    if not (frame.state and frame.mutual) or len(states) < max(2, len(lenders)) or not all(states):
        return lenders
    if len(set(states)) == 1:  # two officers of one state: no ties of theirs
        return []
    how = "the state that the person stands for"
    return [Actor(id=state, first=a.first, last=a.last, how=how) for state, a in zip(states, lenders, strict=True)]


def light_row(noun: Token, lexicon: Lexicon) -> tuple[Token | None, LightVerb | None]:
    """Which light verb governs the noun, and by which row?"""
    verb = noun if is_predicate(noun) else light_verb(noun)
    if verb is None:
        return None, None
    place = case_of(noun) if noun.dep_ == "obl" or is_predicate(verb) else "obj"
    base = "be" if is_predicate(verb) else lemma_of(verb, lexicon)
    lemmas = [f"{base} {c.lower_}" for c in children(verb, "compound:prt", "advmod")] + [base]
    for lemma in lemmas:
        for row in lexicon.by_light.get(lemma, ()):
            if place in row.via:
                return verb, row
    return verb, None


def _noun_actors(noun: Token, name: str, cast: Cast, towards: Frame | None = None) -> list[Actor]:
    """Who fills the slot of the noun? `towards` is the row if the slot is one of its object."""
    deep = towards is not None and towards.deep
    if name == "adj":
        return cast.modifiers(noun)
    if name == "self":
        # "Norway is a critic of Iran", "Norway, a critic of Iran,", "critics of Iran".
        if children(noun, "cop"):
            return cast.all(children(noun, "nsubj"), deep=deep)
        if (
            noun.dep_ == "nmod" and noun.head.lower_ in ("one", "more", "much") and children(noun.head, "cop")
        ):  # "Norway is one of the allies of Iran"
            return cast.all(children(noun.head, "nsubj"), deep=deep)
        return cast.all([noun.head] if noun.dep_ == "appos" else [noun, *children(noun, "appos")])
    heads = noun_slot(noun, name)
    return cast.all(heads if towards is None or name == "poss" else _blamed(towards, heads, cast), deep=deep)


def _verb_obliques(verb: Token, noun: Token, name: str) -> list[Token]:
    if name in ("poss", "adj"):
        return []
    own = [verb] if is_predicate(verb) and case_of(verb) == name else []
    after = noun.i if name in ("at", "in", "on", "over") else -1  # "At the White House, he expressed concern"
    return own + [c for c in children(verb, "obl", "nmod", "iobj") if case_of(c) == name and c.i != noun.i and c.i > after]


# Adjectives


def _of_adjective(frame: Frame, adjective: Token, cast: Cast) -> Sides:
    def fill(name: str, *, deep: bool = False) -> list[Actor]:
        if name == "speaker":
            return _speaker(adjective, cast)
        if name == "noun":
            head = adjective.head
            if adjective.dep_ not in ("amod", "acl", "compound"):
                return []
            # "Hamas, an Oslo-backed militia": whoever is called so by name.
            called = cast.actors(head.head) if head.dep_ == "appos" and head.head.pos_ == "PROPN" else []
            return called or cast.actors(head, deep=deep)
        if name in ("prefix", "suffix"):
            before = adjective.i + (2 if name == "suffix" else -2)
            if not 0 <= before < len(adjective.doc):
                return []
            state = cast.mentions.adjectives.get(before) or next(iter(cast.mentions.refers.get(before, ())), "")
            return [Actor(id=state, first=before, last=before)] if state else []
        if name == "subj" and adjective.dep_ == "amod" and adjective.i > adjective.head.i and adjective.head.dep_ == "obj":
            return cast.all(subjects(adjective.head.head))  # "made the money available to Iran"
        first = adjective.head if adjective.dep_ == "conj" else adjective  # "longstanding and excellent relations"
        if name == "subj" and first.dep_ in ("amod", "acl"):
            return cast.actors(first.head, deep=deep)
        if adjective.dep_ == "amod" and frame.subject == ("prefix",):  # "the Oslo-brokered truce between Iran and Iraq"
            return cast.all(noun_slot(adjective.head, name), deep=deep)
        return cast.all(slot(adjective, name), deep=deep)

    subject = _speaker(adjective, cast) if frame.speaker else _first(frame.subject, (fill(n) for n in frame.subject))
    if [head.lemma_.lower() for head in slot(adjective, "subj")[:1]] == ["situation"]:
        return subject, []
    return subject, _first(frame.object, (fill(n, deep=frame.deep) for n in frame.object))
