"""Made readings, as many as one asks for: what the measurements of scale put into a store.

    from made import readings
    for reading in readings(claims=20_000, actors=2_000, articles=1_000): ...

The same arguments give the same readings. The laws:

* **Actors**: 9 % organizations, 10 % groups, at most 197 states with their real codes, all others persons. Each is named at
  least once. How often an actor is cast for an article follows Zipf's law (share 1 / (rank + 1.5)); states take the upper ranks,
  ever more thinly, so that the first is in more than 5 % of the claims. A group stands in one article only.
* **Persons** have made-up names that no usual spelling makes one, full names that are there once, family names by a flat power
  law, and one office of a state (85 %) or body, which half of the articles that name them tell. The highest offices of a
  state change hands twice in the ten years. 8 % go by another spelling or with an initial in one article of five, which then
  always tells the office.
* **Articles** appear evenly over ten years, by date, in forty outlets by Zipf's law. 65 % are fresh. 30 % follow up a fresh one
  of the days before: three in five of its facts again, in other words. 5 % are reprints of one: its sentences but for a few, in
  another outlet, at most two days later. Claims of an article: lognormal around the mean, at least three.
* **Claims**: every office told is a claim; the others join two of the cast, relations by Zipf's law in a fixed order; now and
  then a state or body is a member of an organization. One sentence in twenty has two subjects, and so two claims.
  Statuses: 80 % actual, 8 % intended, 4 % each of the others; an office out of its time is former. A third have a speaker, three
  in five a date, a few of these a month or year only; of talks, two in three a channel. Confidences lie between .5 and 1.
* **Text**: a sentence a claim, and half as many between them, of made-up words by Zipf's law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from _made_world import DAYS, World, day, world
from numpy.typing import NDArray

from kg.lexicon.relations import Relation, read
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status

FRESH, REPRINT = 0.65, 0.05  # shares of the articles; the rest are follow-ups
CAST = 0.5  # actors cast for an article, for each of its claims
AGAIN = 0.6  # share of a fresh article's facts that a follow-up repeats
TOLD = 0.5  # share of a person's appearances that tell the office
JOINT = 0.05  # share of the sentences between two that have two subjects
MEMBER = 0.1  # share of what a state or body has to do with an organization that is to be its member
OTHER = 0.2  # share of the appearances of somebody with a variant that write it
STATUSES = (Status.ACTUAL,) * 20 + (Status.INTENDED,) * 2 + (Status.FORMER, Status.HYPOTHETICAL, Status.DENIED)
BODIES = EntityType.COUNTRY, EntityType.ORGANIZATION
ORDER = {status: rank for rank, status in enumerate(Status)}
AUX = {Status.ACTUAL: "", Status.FORMER: "once ", Status.INTENDED: "will ", Status.HYPOTHETICAL: "may ", Status.DENIED: "never "}
CHANNELS = ("phone", "phone", "phone", "video", "", "")
LIKELY = (  # the relations of pairs, the commonest first
    *("met-with", "spoke-with", "condemns", "urges", "supports", "accuses", "visits", "hosts", "cooperates-with", "agrees-with"),
    *("writes-to", "praises", "rejects", "congratulates", "threatens", "attacks", "condoles-with", "sanctions", "aids"),
    *("mediates-between", "coerces", "protests-to", "mobilizes-against", "concedes-to"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Who is in what relation to whom, on which day of the ten years (-1 for none); in what words: places in the stream.

    With a `partner`, two are in one sentence, and make two claims.
    """

    subject: int
    relation: str
    object: int
    day: int
    post: str
    status: Status
    words: int
    partner: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Articles by number, oldest first: the day of each, how many claims, the fresh one that it repeats (itself, if it is
    one), whether as a reprint, and the cast of the fresh ones as slices of one array."""

    days: NDArray[np.int64]
    sizes: NDArray[np.int64]
    source: NDArray[np.int64]
    reprint: NDArray[np.bool_]
    cast: NDArray[np.int64]
    starts: NDArray[np.int64]


def readings(claims: int = 1_000_000, actors: int = 100_000, articles: int = 50_000, seed: int = 4) -> Iterator[Reading]:
    """So many claims of so many actors in so many articles, by date. Raises ValueError where the claims cannot name them all."""
    random, numbers = Random(seed), np.random.default_rng(seed)
    there = world(actors, random)
    plan = _plan(there, claims, articles, numbers)
    relations = read()[0]
    for number in range(articles):
        source = int(plan.source[number])
        facts = _facts(there, plan, source, Random(seed * 1_000_003 + source), relations)
        own = Random(seed * 1_000_003 + articles + number)
        if source != number and not plan.reprint[number]:
            facts = _followed(there, plan, source, facts, own, relations)
        lines = Random(seed * 1_000_003 + 2 * articles + (source if plan.reprint[number] else number))
        yield _reading(there, plan, number, facts, own, lines)


def _plan(there: World, claims: int, articles: int, numbers: np.random.Generator) -> Plan:
    kind = numbers.random(articles)
    source, odd = np.arange(articles), np.arange(articles) % 2 == 1
    fresh = kind < FRESH
    fresh[:20] = True
    repeated = np.flatnonzero(fresh & odd)  # groups stand in the others
    copies = np.flatnonzero(~fresh)
    back = np.searchsorted(repeated, copies) - 1 - numbers.integers(0, 12, len(copies))
    source[copies] = repeated[np.maximum(back, 0)]
    sizes = np.maximum(3, np.round(numbers.lognormal(0, 0.4, articles) * claims / articles / 1.09)).astype(np.int64)
    sizes = _exactly(sizes, source, claims, numbers)
    days = np.sort(numbers.integers(0, DAYS - 3, articles))
    reprint = ~fresh & (kind > 1 - REPRINT)
    days[reprint] = days[source[reprint]] + numbers.integers(0, 3, int(reprint.sum()))
    slots = np.where(fresh, np.maximum(2, (sizes * CAST).astype(np.int64)), 0)
    starts = np.concatenate([[0], np.cumsum(slots)])
    cast = _deal(there, np.repeat(odd, slots), numbers)
    return Plan(days=days, sizes=sizes, source=source, reprint=reprint, cast=cast, starts=starts)


def _exactly(sizes: NDArray[np.int64], source: NDArray[np.int64], claims: int, numbers: np.random.Generator) -> NDArray[np.int64]:
    """The sizes with so many claims in all, copies as large as their sources; only articles without copies are changed."""
    sizes = sizes[source]
    alone = np.flatnonzero(np.bincount(source, minlength=len(source)) == 1)
    while excess := int(sizes.sum()) - claims:
        able = alone[sizes[alone] > 3] if excess > 0 else alone
        if not len(able):
            raise ValueError(f"{claims} claims are too few for {len(sizes)} articles")
        sizes[numbers.choice(able, min(abs(excess), len(able)), replace=False)] -= 1 if excess > 0 else -1
    return sizes


def _deal(there: World, odd: NDArray[np.bool_], numbers: np.random.Generator) -> NDArray[np.int64]:
    """Who takes which place in the casts? Everybody at least one, the rest by weight; groups one only, in even articles."""
    others, free = int((there.weight > 0).sum()), len(odd) - len(there.groups)
    even = np.flatnonzero(~odd)
    if free < others or len(even) < len(there.groups):
        raise ValueError(f"{len(odd)} places are too few for {len(there.entities)} actors")
    counts = np.ones(others, dtype=np.int64)
    share = there.weight[:others] / there.weight.sum()
    counts += (share * (free - others)).astype(np.int64)
    counts += np.bincount(numbers.choice(others, free - int(counts.sum()), p=share), minlength=others)
    cast = np.full(len(odd), -1, dtype=np.int64)
    cast[numbers.choice(even, len(there.groups), replace=False)] = there.groups
    cast[cast < 0] = numbers.permutation(np.repeat(np.arange(others), counts))
    return cast


def _facts(there: World, plan: Plan, number: int, random: Random, relations: Mapping[str, Relation]) -> list[Fact]:
    """What a fresh article tells: offices of its cast, something of everybody else, and of pairs of them."""
    size, today = int(plan.sizes[number]), int(plan.days[number])
    cast = list(dict.fromkeys(plan.cast[plan.starts[number] : plan.starts[number + 1]].tolist()))
    found, met = [], set()
    for actor in cast:
        office = there.offices[actor]
        if office and today >= office.since and (there.variants[actor] or random.random() < TOLD):
            status = Status.ACTUAL if today < office.until else Status.FORMER
            words = random.randrange(len(there.words) - 12)
            held = Fact(
                subject=actor, relation=office.relation, object=office.body, day=-1, post=office.post, status=status, words=words
            )
            found.append(held)
            met.add(actor)
    people = cast if len(cast) > 1 else [*cast, (cast[0] + 1) % 10]
    for actor in [one for one in cast if one not in met][: size - len(found)]:
        found.append(_pair(there, people, random, relations, today, actor))
    left = size - len(found)
    while left > 0:
        one = _pair(there, people, random, relations, today)
        others = [actor for actor in people if actor not in (one.subject, one.object)]
        if left > 1 and others and one.relation != "member-of" and random.random() < JOINT:
            one = replace(one, partner=random.choice(others))
        found.append(one)
        left -= 1 + (one.partner >= 0)
    return found


def _followed(
    there: World, plan: Plan, source: int, facts: Sequence[Fact], random: Random, relations: Mapping[str, Relation]
) -> list[Fact]:
    """What a follow-up tells: much of it again, in other words; a few deny it."""
    people = list(
        dict.fromkeys(actor for fact in facts for actor in (fact.subject, fact.object, fact.partner)[: 2 + (fact.partner >= 0)])
    )
    found = []
    for fact in facts:
        chance, words = random.random(), random.randrange(len(there.words) - 12)
        if chance < AGAIN or fact.post:
            status = Status.DENIED if chance < 0.03 and not fact.post else fact.status
            found.append(replace(fact, status=status, words=words))
        else:
            for _ in range(1 + (fact.partner >= 0)):
                found.append(_pair(there, people, random, relations, int(plan.days[source])))
    return found


_WEIGHTS = np.cumsum(1 / (np.arange(len(LIKELY)) + 2.0)).tolist()


def _pair(
    there: World, people: Sequence[int], random: Random, relations: Mapping[str, Relation], today: int, subject: int = -1
) -> Fact:
    """Something between two of these people."""
    place = people.index(subject) if subject >= 0 else random.randrange(len(people))
    other = (place + 1 + random.randrange(len(people) - 1)) % len(people)
    name = random.choices(LIKELY, cum_weights=_WEIGHTS)[0]
    kinds = there.entities[people[place]].type, there.entities[people[other]].type
    if kinds[1] not in relations[name].range:
        name = "met-with"
    if kinds[0] in BODIES and kinds[1] is EntityType.ORGANIZATION and random.random() < MEMBER:
        name = "member-of"
    return Fact(
        subject=people[place],
        relation=name,
        object=people[other],
        day=max(0, today - random.randrange(4)) if random.random() < 0.6 else -1,
        post="",
        status=random.choice(STATUSES),
        words=random.randrange(len(there.words) - 12),
    )


def _reading(there: World, plan: Plan, number: int, facts: Sequence[Fact], random: Random, lines: Random) -> Reading:
    """The article as it reads. `lines` decides on what a reprint shares with its source, `random` on what is its own."""
    actors = {actor for fact in facts for actor in (fact.subject, fact.object, fact.partner) if actor >= 0}
    shown: dict[int, Entity] = {}
    for actor in sorted(actors):
        other = there.variants[actor]
        shown[actor] = replace(other if other and lines.random() < OTHER else there.entities[actor])  # no two articles share one
    people = [actor for actor in sorted(actors) if actor < len(there.entities) - len(there.groups)]
    telling = lines.randrange(len(people) + 1)
    pieces: list[str] = []
    claims: list[Claim] = []
    at = 0
    for sentence, fact in enumerate(facts):
        start = lines.randrange(2 * len(there.words))
        if start < len(there.words) - 12 and not (plan.reprint[number] and random.random() < 0.1):
            filler = f"The {' '.join(there.words[start : start + 11])}. "
            pieces.append(filler)
            at += len(filler)
        speaker = people[(telling + sentence // 4) % len(people)] if lines.random() < 0.36 else -1
        speaker = -1 if speaker in (fact.subject, fact.partner) else speaker
        told, text = _claims(there, fact, at, len(pieces) + 1, shown, speaker, lines)
        pieces.append(text)
        claims.extend(told)
        at += len(text)
    claims.sort(key=lambda claim: ORDER[claim.status])
    published = day(int(plan.days[number]))
    outlet, host = there.outlets[min(int(random.paretovariate(0.8)) - 1, 39)]
    url = f"https://{host}/{published:%Y/%m}/{number}"
    title = f"{shown[facts[-1].subject].name} {facts[-1].relation.replace('-', ' ')} {shown[facts[-1].object].name}"
    article = Article(
        key=url, name=f"made.jsonl#{number}", text="".join(pieces), published=published, title=title, outlet=outlet, url=url
    )
    taking = sorted({local for one in claims for local in (one.subject, one.object, one.speaker) if local})
    by_id = {entity.id: entity for entity in shown.values()}
    return Reading(article=article, entities=tuple(by_id[local] for local in taking), claims=tuple(claims))


def _claims(
    there: World, fact: Fact, at: int, number: int, shown: dict[int, Entity], speaker: int, random: Random
) -> tuple[list[Claim], str]:
    """The claims of a fact, and its sentence, which begins at this offset."""
    subjects, object_ = [shown[actor] for actor in (fact.subject, fact.partner) if actor >= 0], shown[fact.object]
    trigger = f"{fact.post} of" if fact.post else fact.relation.replace("-", " ")
    who = " and ".join(one.name for one in subjects)
    said = f", {shown[speaker].name} said" if speaker >= 0 else ""
    words = " ".join(there.words[fact.words : fact.words + 7])
    quote = f"{who} {AUX[fact.status]}{trigger} {object_.name} over {words}{said}."
    first = at + len(who) + 1 + len(AUX[fact.status])
    last = first + len(trigger) + 1
    when = day(fact.day).isoformat()[: random.choice((10,) * 18 + (7, 4))] if fact.day >= 0 else ""
    found = []
    for subject, start in zip(subjects, (at, at + len(who) - len(subjects[-1].name)), strict=False):
        found.append(
            Claim(
                subject=subject.id,
                relation=fact.relation,
                object=object_.id,
                rule=f"made-{fact.relation}",
                evidence=Evidence(span=Span(start=at, end=at + len(quote)), quote=quote, sentence=number),
                spans=(
                    Span(start=first, end=first + len(trigger)),
                    Span(start=start, end=start + len(subject.name)),
                    Span(start=last, end=last + len(object_.name)),
                ),
                status=fact.status,
                speaker=shown[speaker].id if speaker >= 0 else "",
                date=when,
                channel=random.choice(CHANNELS) if fact.relation == "spoke-with" else "",
                post=fact.post,
                confidence=round(0.5 + 0.5 * random.random() ** 0.5, 2),
            )
        )
    return found, quote + " "
