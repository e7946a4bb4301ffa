"""Which contact was it? What the article tells elsewhere settles the form and the day of a meeting or a call.

Talks of unsaid form are a meeting where the words around them tell a visit or a place. Two reports of one contact ("met Tesk",
and in a caption "meeting with Tesk on 5 May") are one event: the report without a day takes the day of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg.claims.actors import Cast
from kg.claims.frames import Found
from kg.claims.grammar import case_of
from kg.claims.nouns import light_verb
from kg.lexicon.cues import load_cues
from kg.lexicon.frames import VerbFrame
from kg.mentions.expressions import Found as Time
from kg.mentions.expressions import find
from kg.model import Claim, EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEETING = "met-with"
_UNSAID = "unspecified"
_VISIT = "visits"
_DAY, _NEAR = len("2024-05-22"), 2
_SPAN = re.compile(r"\d\s*(?:to|until|till|through|and|-|–|—)\s*\d")  # "from 5 to 7 May": on which of the days is not told
_WHERE = frozenset(("in", "at"))
_PHRASES = ("obl", "nmod", "obl:unmarked")


def relation_of(found: Found, cast: Cast) -> str:
    """The relation that the frame names, or the meeting that its talks were: persons who talked during a visit, or at a place."""
    frame, trigger = found.frame, found.trigger
    persons = cast.type(found.subject.id) is cast.type(found.object.id) is EntityType.PERSON
    if frame.channel != _UNSAID or not persons or trigger.pos_ != "NOUN":
        return frame.relation
    if any(child.lower_ in cast.reference.channels or child.lower_ in cast.reference.apart for child in trigger.children):
        return frame.relation
    return _MEETING if any(_in_person(phrase, cast) for phrase in _around(trigger)) else frame.relation


def _around(trigger: Token) -> Iterator[Token]:
    """The phrases beside the talks: their own, those of their verb, and the occasion that they hang on."""
    verb = light_verb(trigger)
    for head in (trigger, verb, trigger.head if trigger.dep_ in ("nmod", "obl") else None):
        if head is not None:
            yield head
            beside = [child for child in head.children if child.dep_ in _PHRASES and child.i != trigger.i]
            yield from beside  # "in the course of the visit": also what hangs on the phrase
            yield from (child for phrase in beside for child in phrase.children if case_of(child) == "of")


def _in_person(phrase: Token, cast: Cast) -> bool:
    if phrase.lemma_.lower() in cast.reference.in_person:
        return True
    place = phrase.pos_ == "PROPN" and case_of(phrase) in _WHERE and phrase.ent_type_ != "DATE"
    return place and all(cast.type(i) is EntityType.COUNTRY for i in cast.mentions.refers.get(phrase.i, ()))


def destination(found: Found, cast: Cast) -> Found | None:
    """The visit with its goal settled: nobody travels to a person, and who goes to a foreign region visits its state."""
    frame, goal = found.frame, found.object.id
    if frame.relation != _VISIT:
        return found
    if cast.type(goal) is EntityType.PERSON:
        return found if "obj" in frame.object or not isinstance(frame, VerbFrame) else None
    regions = {i: n.entry.state for n, i in cast.mentions.meaning.items() if n.entry and n.entry.kind == "region"}
    if goal not in regions:
        return found
    own, state = cast.mentions.states.get(found.subject.id, ""), regions[goal]
    return replace(found, object=replace(found.object, id=state)) if state and own and own != state else None


def settled(
    claims: Sequence[Claim], cast: Cast, published: date | None, contacts: frozenset[str], symmetric: frozenset[str]
) -> list[Claim]:
    """The claims without talks that are another's echo, and with the days that another report of the same contact tells."""
    return _dated(_without_echoes(claims, contacts & symmetric, cast.mentions.states), published, contacts, symmetric)


def _without_echoes(claims: Sequence[Claim], mutual: frozenset[str], states: Mapping[str, str]) -> list[Claim]:
    """Talks of unsaid form between two who also met in the same article, themselves or by the persons who stand for them,
    are that meeting, and no contact of their own."""
    met = {
        frozenset((c.subject, c.object))
        for c in claims
        if c.relation in mutual and not c.channel and c.status is not Status.DENIED
    }
    met |= {frozenset(states.get(one, one) for one in pair) for pair in met}
    return [c for c in claims if c.channel != _UNSAID or frozenset((c.subject, c.object)) not in met]


def _dated(claims: Sequence[Claim], published: date | None, contacts: frozenset[str], symmetric: frozenset[str]) -> list[Claim]:
    """Each contact without a date takes the one day that the other reports of the same contact agree on."""
    days: dict[tuple[str, ...], set[str]] = {}
    for claim in claims:
        if claim.relation in contacts and claim.date:
            days.setdefault(_event(claim, symmetric), set()).add(claim.date)
    dated = [replace(claim, date=claim.date or _only(days.get(_event(claim, symmetric), ()))) for claim in claims]
    dated = [_planned(claim, published) if claim.relation in contacts else claim for claim in dated]
    told = sorted((c for c in dated if c.relation in contacts and len(c.date) == _DAY), key=lambda c: c.spans[0].start)
    return [replace(c, date=_carried(c, told, published)) if c.relation in contacts and not c.date else c for c in dated]


def _planned(claim: Claim, published: date | None) -> Claim:
    """A contact on a day after the article's is a plan, whatever the tense: "visits Norway on Friday"."""
    ahead = published is not None and len(claim.date) == _DAY and claim.date > published.isoformat()
    return replace(claim, status=Status.INTENDED) if ahead and claim.status is Status.ACTUAL else claim


def _carried(claim: Claim, told: Sequence[Claim], published: date | None) -> str:
    """The day of a contact whose sentence tells none: that of the article's own day told just before ("today … She also met"),
    or that of the one-day visit on which it is planned."""
    if claim.relation == _VISIT or _times(claim, published):
        return ""
    near = ""
    for other in told:
        distance = claim.evidence.sentence - other.evidence.sentence
        actors = {other.subject} if other.relation == _VISIT else {other.subject, other.object}
        same = other.status is claim.status and not actors.isdisjoint((claim.subject, claim.object))
        if not same or distance <= 0 or len(_times(other, published)) > 1 or _SPAN.search(other.evidence.quote):
            continue
        today = claim.status is Status.ACTUAL and published is not None and other.date == published.isoformat()
        if (today and distance <= _NEAR) or (other.relation == _VISIT and claim.status is Status.INTENDED):
            near = other.date
    return near


def _times(claim: Claim, published: date | None) -> tuple[Time, ...]:
    return find(claim.evidence.quote, published, load_cues().time)


def _event(claim: Claim, symmetric: frozenset[str]) -> tuple[str, ...]:
    return (*triple(claim, symmetric), claim.status.value)


def triple(claim: Claim, symmetric: frozenset[str]) -> tuple[str, ...]:
    """What the claim says, whoever of the two sides of a symmetric relation comes first."""
    ends = sorted((claim.subject, claim.object)) if claim.relation in symmetric else [claim.subject, claim.object]
    return (claim.relation, *ends)


def _only(days: set[str] | tuple[()]) -> str:
    return next(iter(days)) if len(days) == 1 and len(next(iter(days))) == _DAY else ""
