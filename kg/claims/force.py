"""Who does harm, and to whom, where a thing stands for either: "an Iranian missile struck a base in Syria"?

A strike or a weapon is whose it is; a place or a building is hit in the state or body that has it; a private person without a
name ("a Turkish man") is nobody, least of all his state. Source: codebook, section Material conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.conditions import lemma_of
from kg.claims.grammar import case_of, children, objects, obliques, subjects
from kg.claims.nouns import coordinated, noun_slot
from kg.claims.slots import slot
from kg.lexicon import Lexicon
from kg.lexicon.frames import Frame, NounFrame, VerbFrame
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

FORCE = frozenset(("attacks", "coerces", "mobilizes-against", "concedes-to", "sanctions"))
_WHERE = frozenset(("in", "near", "at", "around", "outside", "across", "of", "inside"))
_OWNING = frozenset(("of", "by", "from"))

Sides = tuple[list[Actor], list[Actor]]


def completed(frame: Frame, trigger: Token, sides: Sides, cast: Cast, lexicon: Lexicon) -> Sides:
    """The two sides of a row of force: what stands for nobody is put in, who is not meant is left out."""
    if frame.relation not in FORCE or frame.speaker:
        return sides
    subject, target = sides
    if isinstance(frame, NounFrame) and _is_only_named(trigger, subject, lexicon):
        subject = []
    if frame.relation == "attacks" and _among_rivals(trigger, sides, cast, lexicon):
        return [], []
    if isinstance(frame, VerbFrame) and not subject and "subj" in frame.subject:
        subject = [actor for head in subjects(trigger) for actor in _wielders(head, frame, cast, lexicon)]
    target = _sufferers(frame, trigger, (subject, target), cast)
    doing = {actor.id for actor in subject}
    return subject, [actor for actor in target if actor.id not in doing] if not frame.mutual else target


def _sufferers(frame: Frame, trigger: Token, sides: Sides, cast: Cast) -> list[Actor]:
    """Who suffers: without private persons' states, with the owners of what is hit."""
    subject, target = sides
    heads = list(_struck(frame, trigger))
    if isinstance(frame, VerbFrame) and not target and any(c.kind == "noun" for c in frame.requires):
        below = [c for act in objects(trigger) for c in children(act, "nmod") if case_of(c) in frame.object]
        heads, target = heads + below, cast.all(below, deep=frame.deep)  # "the attack on Norway was claimed"
    private = {t.i for head in heads if head.lemma_.lower() in cast.reference.private for t in head.subtree}
    target = target or [actor for head in heads for actor in _served(head, cast)]
    target = [
        actor for actor in target if actor.first not in private or any(actor.first <= head.i <= actor.last for head in heads)
    ]
    if not target and frame.deep:
        target = [a for head in heads for a in _owners_of_place(head, cast) if not any(_is_of(s, a, cast) for s in subject)]
    if frame.object == ("from",):  # leaving a union gives in to nobody
        target = [actor for actor in target if cast.type(actor.id) is not EntityType.ORGANIZATION]
    return target


def _is_only_named(act: Token, subject: list[Actor], lexicon: Lexicon) -> bool:
    """ "Called for the release of", "exchanged views on the war": who calls for an act or talks of it does not do it."""
    if any(token.i == actor.first for actor in subject for token in act.subtree):
        return False
    if act.dep_ == "nmod":
        return case_of(act) != "of"
    rows = lexicon.by_verb.get(lemma_of(act.head, lexicon), ())
    return act.dep_ == "obl" and case_of(act) == "for" and any(row.relation == "urges" for row in rows)


def _among_rivals(trigger: Token, sides: Sides, cast: Cast, lexicon: Lexicon) -> bool:
    """ "Tesk defeated Holm", "attacked Holm for his plan": persons against a person, in words or votes."""
    types = {cast.type(actor.id) for side in sides for actor in side}
    return types == {EntityType.PERSON} and lemma_of(trigger, lexicon) in cast.reference.figurative


def _struck(frame: Frame, trigger: Token) -> Iterator[Token]:
    """The heads of the phrases that say who or what suffers."""
    if not isinstance(frame, (VerbFrame, NounFrame)):
        return
    for name in frame.object:
        if name not in ("poss", "adj", "self", "clause"):
            for head in slot(trigger, name) if isinstance(frame, VerbFrame) else noun_slot(trigger, name):
                yield from coordinated(head)


def _served(head: Token, cast: Cast) -> list[Actor]:
    """ "A Hamas commander": whom an unnamed officer serves."""
    offices = (o for o in cast.mentions.offices if o.head == head.i and o.holder is None and o.owner is not None)
    return [Actor(id=cast.mentions.meaning[o.owner], first=o.first, last=o.last) for o in offices if o.owner is not None]


def _wielders(head: Token, frame: Frame, cast: Cast, lexicon: Lexicon) -> list[Actor]:
    """ "Syrian shelling killed", "missiles fired by Iran struck": whose strike or weapon it is."""
    lemmas = {lemma_of(head, lexicon), head.lower_}  # "shelling" may be read as a verb
    acts = any(row.relation == frame.relation for lemma in lemmas for row in lexicon.by_noun.get(lemma, ()))
    if head.pos_ not in ("NOUN", "VERB") or not (acts or head.lemma_.lower() in cast.reference.weapons):
        return []
    owners = [
        *children(head, "nmod:poss"),
        *(child for child in children(head, "nmod", "obl", "obl:agent") if case_of(child) in _OWNING),
        *(doer for clause in children(head, "acl", "acl:relcl") for doer in obliques(clause, "by")),
    ]
    return cast.all(owners) or cast.modifiers(head) or cast.all(children(head, "compound", "amod"))


def _is_of(body: Actor, state: Actor, cast: Cast) -> bool:
    """ "Iraqi troops attacked a stronghold in Iraq": a body does not harm its own state."""
    named = (name.entry.state for name, i in cast.mentions.meaning.items() if i == body.id and name.entry)
    entities = cast.mentions.entities
    owned = f"{entities[state.id].name} "
    return state.id in named or any(name.startswith(owned) for name in (entities[body.id].name, *entities[body.id].aliases))


def _owners_of_place(head: Token, cast: Cast) -> list[Actor]:
    """ "A base in Mali", "parts of the town": whoever the place belongs to."""
    if head.lemma_.lower() not in cast.reference.places:
        return []
    found = [child for child in children(head, "nmod") if case_of(child) in _WHERE]
    inside = cast.all(found, deep=True) or [actor for child in found for actor in _owners_of_place(child, cast)]
    if inside or head.dep_ not in ("obj", "nsubj:pass"):
        return inside
    # "targeted areas in Gaza": hung on the verb
    beside = [c for c in children(head.head, "obl") if case_of(c) in _WHERE - {"of"} and c.i > head.i]
    return cast.all(beside[:1]) or [actor for child in beside[:1] for actor in _owners_of_place(child, cast)]
