"""What the article tells elsewhere of whether a claim holds: visits that are still to come, offices of the dead.

"Weber will visit Oslo on Friday. The visit shows …": the visit that the second sentence names is the planned one. "Weber, the
president of Peru, has died": he was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.claims.factuality import status_of
from kg.claims.grammar import subjects
from kg.lexicon.cues import Cues
from kg.mentions.find import Mentions
from kg.model import Claim, EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HOSTS = "hosts"
_WORDS = 5  # words before a noun that may place it in time


def planned(claims: Sequence[Claim], nouns: Collection[int], contacts: Collection[str], cues: Cues) -> list[Claim]:
    """The claims, with contacts that a noun merely names as planned as the article has them where it told them before.

    `nouns` are the offsets of the triggers that are nouns.
    """
    told = [c for c in claims if c.relation in contacts]
    plans: dict[tuple[str, frozenset[str]], int] = {}
    for c in told:
        if c.status is Status.INTENDED:
            plans[_event(c)] = min(c.spans[0].start, plans.get(_event(c), c.spans[0].start))
    facts = {_event(c) for c in told if c.status is Status.ACTUAL and c.spans[0].start not in nouns}
    settled = []
    for claim in claims:
        event, at = _event(claim), claim.spans[0].start
        named = claim.relation in contacts and claim.status is Status.ACTUAL and at in nouns and not _is_past(claim, cues)
        if named and ((plans.get(event, at) < at and event not in facts) or _is_invited(claim, told)):
            claim = replace(claim, status=Status.INTENDED)
        settled.append(claim)
    return settled


def _event(claim: Claim) -> tuple[str, frozenset[str]]:
    return claim.relation, frozenset((claim.subject, claim.object))


def _is_past(claim: Claim, cues: Cues) -> bool:
    """Does a word shortly before the noun say that it is over or going on: "following his visit", "her ongoing visit"?"""
    before = claim.evidence.quote[: claim.spans[0].start - claim.evidence.span.start].lower().split()
    return not cues.veridical.elapsed.isdisjoint(before[-_WORDS:])


def _is_invited(claim: Claim, told: Sequence[Claim]) -> bool:
    """Is it an invitation to what the guest, in the same sentence, is only going to do?"""
    if claim.relation != _HOSTS:
        return False
    here = [c.status for c in told if c.evidence.sentence == claim.evidence.sentence and c.subject == claim.object]
    return Status.INTENDED in here and Status.ACTUAL not in here


def dead(doc: Doc, mentions: Mentions, cues: Cues) -> frozenset[str]:
    """Which persons does the article say have died?"""
    found: set[str] = set()
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in cues.veridical.dying:
            continue
        if verb.lemma_ == "pass" and not any(child.lower_ == "away" for child in verb.children):
            continue
        ids = [i for subject in subjects(verb) for i in mentions.refers.get(subject.i, ())]
        if len(ids) == 1 and mentions.entities[ids[0]].type is EntityType.PERSON and status_of(verb, cues) is Status.ACTUAL:
            found.add(ids[0])
    return frozenset(found)
