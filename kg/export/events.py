"""What is a claim to PLOVER, and which claims are one event?

Offices are no events. In symmetric events, mediation and letters all take part as `actor`; of a visit the visitor is `actor`, the
host `recipient`. A planned cooperation or talk is AGREE, a planned act of material conflict THREATEN; other plans and
suppositions keep their type and have a context (future, hypothetical). What is denied is no event: the manual allows to leave it
out, and who counts records would count it.

Source: PLOVER manual (openeventdata/PLOVER), draft 0.8: Special contexts, AGREE, CONSULT, THREATEN, Compound and Reciprocal
Actors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from kg.lexicon.relations import PloverType
from kg.lexicon.relations import read as read_relations
from kg.model import Status
from kg.query.facts import Fact, relations

TOGETHER = frozenset({"spoke-with", "met-with", "agrees-with", "cooperates-with", "writes-to", "mediates-between"})
HOSTED = frozenset({"hosts"})  # the object is the visitor
MODES = {
    "visits": ("visit",),
    "hosts": ("visit",),
    "writes-to": ("phone",),  # the mode of all remote means
    "mediates-between": ("third-party",),
    "accuses": ("allege",),
    "condemns": ("disapprove",),
}
REMOTE = ("phone", "video")
CONTEXTS = {Status.FORMER: ("historical",), Status.INTENDED: ("future",), Status.HYPOTHETICAL: ("hypothetical",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happens in PLOVER's terms: a type, its modes and contexts, and the score of both."""

    type: PloverType
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Claims that are one event: places in a list of claims, and who takes part (ids), in the order of the claims."""

    claims: tuple[int, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@cache
def types() -> dict[str, PloverType]:
    """PLOVER's event types, by name."""
    return dict(read_relations()[1])


def event(fact: Fact, narrowed: str = "") -> Event | None:
    """What is the claim to PLOVER, with the type to which its words narrow it ("" for the relation's own)? None for no event."""
    relation = relations()[fact.relation]
    name = narrowed or relation.plover
    if not name or fact.status is Status.DENIED:
        return None
    kind = types()[name]
    if fact.status is Status.INTENDED and kind.quad.endswith("cooperation"):
        return Event(type=types()["AGREE"], score=types()["AGREE"].score)
    if fact.status is Status.INTENDED and kind.quad == "material conflict":
        mode = ("violence",) if name == "ASSAULT" else ()
        return Event(type=types()["THREATEN"], mode=mode, score=types()["THREATEN"].score)
    score = kind.score if name != relation.plover or relation.score is None else relation.score
    mode = ("phone",) if fact.channel in REMOTE else MODES.get(fact.relation, ())
    return Event(type=kind, mode=mode, context=CONTEXTS.get(fact.status, ()), score=score)


def joined(facts: Sequence[Fact], words: Sequence[object]) -> Iterator[Joined]:
    """The claims of one article that are one event each: of the same kind, by the same words, and everybody with everybody.

    `words` says of each claim by which words it was read. "A and B condemned C" is one event, as is a meeting of three; where
    some pairs are missing ("A met B, and C separately") each claim is one by itself. In the order of the first claims.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, (fact, by) in enumerate(zip(facts, words, strict=True)):
        groups[by, fact.relation, fact.status, fact.date, fact.channel, fact.speaker, fact.quote].append(place)
    parts = []
    for places in groups.values():
        whole = _sides(facts, places)
        parts += [whole] if _complete(facts, whole) else [_sides(facts, [place]) for place in places]
    yield from sorted(parts, key=lambda part: part.claims)


def _sides(facts: Sequence[Fact], places: Iterable[int]) -> Joined:
    """Who takes part in these claims, as what?"""
    actor, recipient = dict[str, None](), dict[str, None]()
    for place in places:
        one = facts[place]
        if one.relation in TOGETHER:
            actor |= dict.fromkeys((one.subject, one.object))
        else:
            ends = (one.object, one.subject) if one.relation in HOSTED else (one.subject, one.object)
            actor[ends[0]] = recipient[ends[1]] = None
    return Joined(claims=tuple(places), actor=tuple(actor), recipient=tuple(recipient))


def _complete(facts: Sequence[Fact], whole: Joined) -> bool:
    """Is there a claim for each pair that the lists of actors would tell of?"""
    told = {frozenset((facts[place].subject, facts[place].object)) for place in whole.claims}
    pairs = product(whole.actor, whole.recipient) if whole.recipient else combinations(whole.actor, 2)
    return told >= {frozenset(pair) for pair in pairs}
