"""Who is there in the made readings (see `made.py`): actors with names, ranks and offices; outlets; words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import numpy as np
from numpy.typing import NDArray

from kg.gazetteer import load
from kg.ids import slug
from kg.model import Entity, EntityType
from kg.resolve.names import key, table

FIRST_DAY, DAYS = date(2015, 1, 1), 3650
GROUPS, ORGANIZATIONS = 0.1, 0.09  # shares of the actors; nearly all others are persons
STATES = 197  # at most; a twentieth of the actors where these are few
VARIANTS = 0.08  # share of the persons who go by another spelling in some articles
BODIES = 0.15  # share of the persons whose office is of an organization
PORTFOLIOS = (
    *("foreign", "defence", "finance", "interior", "justice", "trade"),
    *("energy", "health", "education", "transport", "culture", "labour"),
)
OTHERS = (  # offices that many hold at a time: relation, post, weight
    ("official-of", "deputy minister", 22),
    ("official-of", "adviser", 14),
    ("official-of", "lawmaker", 24),
    ("official-of", "commander", 10),
    ("ambassador-of", "ambassador", 18),
    ("envoy-of", "special envoy", 6),
    ("spokesperson-of", "spokesman", 6),
)
_KINDS = (
    *("Union", "Council", "Movement", "Party", "Agency", "Fund", "Alliance", "Bank"),
    *("Institute", "Congress", "Front", "Commission", "Forum", "League"),
)
_CROWDS = (
    *("protesters", "rebels", "lawmakers", "farmers", "students", "officials"),
    *("refugees", "traders", "voters", "workers", "soldiers", "activists"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office of an actor (the number of the state or body), held between two days (counted from the first)."""

    relation: str
    body: int
    post: str
    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Actors by number, the most named first where `weight` says so; the variant of a name or None; a person's office or None."""

    entities: tuple[Entity, ...]
    variants: tuple[Entity | None, ...]
    offices: tuple[Office | None, ...]
    weight: NDArray[np.float64]
    groups: NDArray[np.int64]
    outlets: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def world(actors: int, random: Random) -> World:
    """So many actors. States come first, then organizations, persons and groups."""
    states = min(STATES, max(10, actors // 20))
    bodies, groups = round(ORGANIZATIONS * actors), round(GROUPS * actors)
    persons = actors - states - bodies - groups
    families = _names(random, 3, min(20_000, max(200, persons // 4)))
    given = [name for name in _names(random, 2, 1_500) if name.lower() not in table().given]
    entities = [*_states(random, states), *_organizations(random, families, bodies)]
    people = list(_persons(random, given, families, persons))
    entities += [one for one, _ in people]
    entities += [_group(random, families, number) for number in range(groups)]
    offices = _offices(random, states, bodies, persons)
    return World(
        entities=tuple(entities),
        variants=(*[None] * (states + bodies), *(other for _, other in people), *[None] * groups),
        offices=(*[None] * (states + bodies), *offices, *[None] * groups),
        weight=_weights(random, states, bodies + persons, groups),
        groups=np.arange(actors - groups, actors),
        outlets=_outlets(random, families),
        words=_words(random),
    )


def _weights(random: Random, states: int, others: int, groups: int) -> NDArray[np.float64]:
    """How often is each named, as a share? Zipf's law by rank; the states' ranks are spread over the upper ones."""
    ranks = np.zeros(states + others)
    taken = sorted({min(round(k**1.3), states + others - states + k) for k in range(states)})
    taken += sorted(set(range(states + others)) - set(taken))[: states - len(taken)]
    ranks[:states] = sorted(taken)
    rest = sorted(set(range(states + others)) - set(taken))
    random.shuffle(rest)
    ranks[states:] = rest
    return np.concatenate([1 / (ranks + 1.5), np.zeros(groups)])


def _names(random: Random, syllables: int, number: int) -> list[str]:
    """Made-up names that no usual spelling makes one; they end in a consonant."""
    found: dict[str, str] = {}
    onsets, ends = [*"bdklmnprstvgzfjh", "kr", "dr", "st", "br"], [*"nrlmkstd"]
    while len(found) < number:
        word = "".join(random.choice(onsets) + random.choice("aeiou") for _ in range(syllables)) + random.choice(ends)
        found.setdefault(key(word), word.capitalize())
    return list(found.values())


def _states(random: Random, number: int) -> Iterator[Entity]:
    entries = [entry for entry in load().entries if entry.type is EntityType.COUNTRY and entry.kind == "country" and entry.code]
    for one in random.sample(entries, number):
        yield Entity(id=slug(one.name), type=one.type, name=one.name, code=one.code, wikidata=one.wikidata)


def _organizations(random: Random, families: list[str], number: int) -> Iterator[Entity]:
    seen: set[str] = set()
    while len(seen) < number:
        name = f"{random.choice(families)} {random.choice(families)} {random.choice(_KINDS)}"
        if name not in seen:
            seen.add(name)
            yield Entity(id=slug(name), type=EntityType.ORGANIZATION, name=name)


def _persons(random: Random, given: list[str], families: list[str], number: int) -> Iterator[tuple[Entity, Entity | None]]:
    """Persons of full names that are there once, family names by a flat power law; some with another spelling."""
    seen: set[str] = set()
    weights = np.cumsum(1 / (np.arange(len(families)) + 50.0) ** 0.7).tolist()
    while len(seen) < number:
        family = random.choices(families, cum_weights=weights)[0]
        name = f"{random.choice(given)} {family}"
        if name in seen:
            continue
        seen.add(name)
        other = None
        if random.random() < VARIANTS:
            first, _, last = name.partition(" ")
            written = f"{first} {random.choice('BDKMPST')}. {last}" if random.random() < 0.5 else name + name[-1]
            other = Entity(id=slug(written), type=EntityType.PERSON, name=written)
        yield Entity(id=slug(name), type=EntityType.PERSON, name=name), other


def _group(random: Random, families: list[str], number: int) -> Entity:
    name = f"{random.choice(families)} {random.choice(_CROWDS)}"
    return Entity(id=f"{slug(name)}-{number}", type=EntityType.GROUP, name=name)


def _offices(random: Random, states: int, bodies: int, persons: int) -> Iterator[Office]:
    """One office a person: the highest of a state change hands within the years, the others are held for all of them."""
    weights = np.cumsum(1 / (np.arange(states) + 6.0)).tolist()
    inside = [0] * states
    for _ in range(persons):
        if random.random() < BODIES and bodies:
            relation, post = random.choice((("leader-of", "secretary-general"), ("official-of", "board member")))
            yield Office(relation=relation, body=states + random.randrange(bodies), post=post, since=0, until=DAYS)
            continue
        state = random.choices(range(states), cum_weights=weights)[0]
        place = inside[state]
        inside[state] += 1
        if place < 6:
            relation, post = (("head-of-state-of", "president"), ("head-of-government-of", "prime minister"))[place % 2]
            term, length = place // 2, DAYS // 3
        elif place < 6 + 3 * len(PORTFOLIOS):
            relation, post = "minister-of", f"{PORTFOLIOS[(place - 6) % len(PORTFOLIOS)]} minister"
            term, length = (place - 6) // len(PORTFOLIOS), DAYS // 3
        else:
            relation, post, _ = random.choices(OTHERS, weights=[weight for _, _, weight in OTHERS])[0]
            term, length = 0, DAYS
        yield Office(relation=relation, body=state, post=post, since=term * length, until=(term + 1) * length)


def _outlets(random: Random, families: list[str]) -> tuple[tuple[str, str], ...]:
    """Forty outlets: name, host."""
    names = [
        f"{family} {kind}"
        for family, kind in zip(random.sample(families, 40), ["Times", "Post", "Agency", "Today"] * 10, strict=True)
    ]
    return tuple((name, f"www.{slug(name)}.example") for name in names)


def _words(random: Random) -> tuple[str, ...]:
    """A stream of made-up words by Zipf's law, from which sentences take pieces."""
    made = {
        "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(random.randint(1, 4)))
        for _ in range(9_000)
    }
    words = sorted(made)
    random.shuffle(words)
    weights = np.cumsum(1 / (np.arange(len(words)) + 3.0)).tolist()
    return tuple(random.choices(words, cum_weights=weights, k=1 << 18))


def day(number: int) -> date:
    """The date of a day's number."""
    return FIRST_DAY + timedelta(days=number)
