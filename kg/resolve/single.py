"""Whom does a single name mean, mostly a family name? The third of the rules in `persons`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kg.resolve.model import Draft, Participant
from kg.resolve.names import families, key, parts
from kg.resolve.person import cut, home, listed, near, places, years

Item = TypeVar("Item")
NEAR = 10, 3  # years around the articles of somebody in which a family name may mean him rather than another


def called(people: Sequence[Draft]) -> Mapping[str, list[tuple[str, Draft]]]:
    """Who could be meant by a single name: the family name, or the part that an article itself uses for short. By key."""
    found: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for person in people:
        names = [member.actor.name for member in person.members]
        short = {word for name in names for word in families(name)}
        short |= {words[0] for member in person.members for alias in member.actor.aliases if len(words := parts(alias)) == 1}
        for word in sorted(short):
            found[key(word)].append((word, person))
    return found


def bare(name: str, block: Sequence[Participant], candidates: Sequence[Draft]) -> list[Draft]:
    """The persons of a single name: joined to a full one on evidence, one a country, or alone in their article."""
    unique = list({id(person): person for person in candidates}.values())
    known = [(one, home(one), one.articles, _offices(one.members), years(one.members)) for one in unique]
    rest: list[Participant] = []
    torn: list[Participant] = []
    joins: list[tuple[Draft, Participant, str]] = []
    for member in block:
        time = member.year, member.year
        fits = [each for each in known if each[1] & member.ties and near(time, each[4])]
        fits = _narrowed(fits, [each for each in fits if each[3] & member.offices])
        for span in NEAR:
            fits = _narrowed(fits, [each for each in fits if near(time, each[4], span)])
        if len(fits) == 1 and member.article not in fits[0][2]:
            shared = ", ".join(sorted(fits[0][1] & member.ties))
            joins.append((fits[0][0], member, f"the only {name.title()} with an office in {shared}"))
        else:
            (torn if len(fits) > 1 else rest).append(member)
    for person, member, why in joins:
        person.add([member], why)
    return [*_alone(name, rest), *_torn(torn)]


def _narrowed(fits: list[Item], narrower: list[Item]) -> list[Item]:
    """The narrower choice, if there is one to make and anybody is left."""
    return narrower if len(fits) > 1 and narrower else fits


def _offices(members: Iterable[Participant]) -> frozenset[str]:
    return frozenset(office for each in members for office in each.offices)


def _alone(name: str, rest: Sequence[Participant]) -> list[Draft]:
    """Single names that no full one fits: one person a country, else one an article."""
    people = []
    placed = [each for each in rest if each.countries]
    for part in [time for place in places(placed) for time in cut(place)]:
        people.append(Draft())
        people[-1].add(part, f"single name, office in {listed(part)}")
    for member in rest:
        if not member.countries:
            people.append(Draft())
            people[-1].add([member], "single name without an office that others share: kept apart")
    return people


def _torn(torn: Sequence[Participant]) -> list[Draft]:
    """Single names that several full ones fit: one an article."""
    people = []
    for member in torn:
        people.append(Draft())
        people[-1].add([member], "single name that several could bear: kept apart")
    return people
