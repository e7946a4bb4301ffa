"""Which persons are one? Names alone do not say: namesakes exist, and one person goes by several names.

1. The same full name is one person, unless the offices held under it fall apart into countries that no article joins, or
   the articles into times that a life in office does not span. Then each is a person of its own, and who holds no office is
   kept apart from all of them. A country that few articles give, against the one that most give, is a misreading rather
   than a namesake, and does not split.
2. Two full names are one person's where they are spellings of one name, one is shorter, or one has a slip of the pen, the
   country of an office is shared, no article tells them apart, and nobody else could be meant as well.
3. A single name (mostly a family name) is that of a full one where an office's country or body is shared, and exactly one
   candidate remains, of the same office or time if need be, whom the same article does not name apart. Otherwise it
   stands alone: nothing is guessed.

Source: followthemoney and nomenklatura's experience that the same name is not the same person (opensanctions/nomenklatura#334).
Measured on 872 statements of a foreign ministry: without the exception of rule 1, a president whose letters go to forty
states became forty persons, since a reader of articles takes one state for another in every tenth of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.resolve.blocks import blocks, connected
from kg.resolve.model import Draft, Participant
from kg.resolve.names import alike, compare, contrary, initials, key, parts, table
from kg.resolve.person import STRAY, Profile, countries, cut, home, listed, near, places, profile, years
from kg.resolve.single import NEAR, bare, called

DISTINCT = 10  # letters from which on a name tells somebody without an office
WORDS = {  # how names can be one, the nearest first
    "name": "the same name",
    "spelling": "spellings of one name",
    "alias": "an article gives both names",
    "shorter": "one a shorter form of the other",
    "initial": "one with an initial only",
    "order": "the same parts in another order",
    "vowels": "alike in their consonants",
    "misspelling": "a slip of the pen apart",
    "family": "one without the given name",
}


def settle_persons(members: Sequence[Participant]) -> list[Draft]:
    """The persons among participants of connected blocks, which must be sorted by key."""
    named: dict[tuple[str, ...], list[Participant]] = defaultdict(list)
    for member in members:
        named[parts(member.actor.name)].append(member)
    full = [person for name in sorted(named) if len(name) > 1 for person in _namesakes(named[name])]
    full = _variants(full)
    single: list[Draft] = []
    known = called(full)
    for name in sorted(name for name in named if len(name) == 1):
        single.extend(bare(name[0], named[name], [one for word, one in known[key(name[0])] if alike(word, name[0], given=False)]))
    return [*full, *single]


def _namesakes(block: Sequence[Participant]) -> list[Draft]:
    """The persons of one full name, apart where their offices lie in countries that no article joins, or decades apart."""
    told = sorted({each for member in block if (each := initials(member.actor.name))})
    if _differ(told, told):
        return [person for part in _initialled(block, told) for person in _namesakes(part)]
    people: list[Draft] = []
    placed = [each for each in block if each.countries]
    times = [time for part in places(placed) for time in cut(part)]
    times.sort(key=lambda part: (-len(_articles(part)), listed(part), part[0].key))
    for part in times:
        stray = people and len(_articles(part)) < STRAY * len(_articles(times[0])) and near(years(part), years(people[0].members))
        if stray:
            where = ", ".join(sorted(countries(people[0])))
            people[0].add(part, f"same full name, mostly with an office in {where}, here in {listed(part)}")
        else:
            people.append(Draft())
            people[-1].add(part, f"same full name, office in {listed(part)}")
    rest = [each for each in block if not each.countries]
    if len(people) == 1:
        time = years(people[0].members)
        close = [near((each.year, each.year), time) for each in rest]
        people[0].add([each for each, fits in zip(rest, close, strict=True) if fits], "same full name")
        rest = [each for each, fits in zip(rest, close, strict=True) if not fits]
    for part in cut(rest):
        people.append(Draft())
        people[-1].add(part, "same full name, no office")
    return people


def _initialled(block: Sequence[Participant], told: Sequence[tuple[str, ...]]) -> list[list[Participant]]:
    """A full name's participants by initials; who has none goes with those near in time, if there is one choice."""
    groups = {each: [member for member in block if initials(member.actor.name) == each] for each in told}
    homes = {each: home(Draft(members=list(members))) for each, members in groups.items()}
    times = {each: years(members) for each, members in groups.items()}
    rest: list[Participant] = []
    for member in block:
        if not initials(member.actor.name):
            time = member.year, member.year
            fits = [each for each in told if member.year and homes[each] & member.ties and near(time, times[each], NEAR[1])]
            (groups[fits[0]] if len(fits) == 1 else rest).append(member)
    return [*groups.values(), *([rest] if rest else [])]


def _articles(part: Iterable[Participant]) -> set[str]:
    return {each.article for each in part}


def _variants(people: list[Draft]) -> list[Draft]:
    """Join the full names that are one person's."""
    told = [profile(person) for person in people]
    bound = _fits(people, told)
    chosen = {i: _unrivalled(fits, told) for i, fits in bound.items()}
    edges = {(i, j): why for i in sorted(bound) for j, why in bound[i].items() if i < j and j in chosen[i] and i in chosen[j]}
    joined = [frozenset({str(i)}) for i in range(len(people))] + [frozenset(map(str, edge)) for edge in edges]
    items = [*range(len(people)), *(i for i, _ in edges)]
    found: list[Draft] = []
    for group in connected(items, joined):
        star = sorted(set(group))
        if any(_clash(told[a], told[b]) for a, b in combinations(star, 2)):
            found.extend(people[i] for i in star)
        else:
            found.append(_merged([people[i] for i in star], edges, star))
    return sorted(found, key=lambda person: person.first)


def _unrivalled(fits: Mapping[int, str], told: Sequence[Profile]) -> set[int]:
    """Those whom somebody fits, without rivals: only the nearest names if others clash; none if these do."""
    for least in range(len(WORDS), 0, -1):
        left = sorted(i for i, why in fits.items() if [*WORDS].index(why) < least)
        if not any(_clash(told[a], told[b]) for a, b in combinations(left, 2)):
            return set(left)
    return set()


def _fits(people: Sequence[Draft], told: Sequence[Profile]) -> dict[int, dict[int, str]]:
    """Who may be one with whom, and why? By index, both ways."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        for each in sorted({block for member in person.members for block in blocks(member)}):
            by_key[each].append(i)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for group in by_key.values():
        for a, b in combinations(group, 2):
            if b not in found[a] and (why := _fit(told[a], told[b])):
                found[a][b] = found[b][a] = why
    return {i: fits for i, fits in found.items() if fits}


def _fit(one: Profile, other: Profile) -> str:
    """In what are two persons' names one, if their offices and times allow it? In a word, "" if not."""
    why = compare(one.name, other.name) or ("alias" if one.names & other.names else "")
    if not why or why == "name" or _hostile(one, other):
        return ""
    if one.home & other.home:
        return why
    bare = not one.home or not other.home
    letters = min(sum(map(len, name)) for name in (one.name, other.name))
    distinct = letters >= DISTINCT and any(word not in table().given for word in one.name)
    return why if why == "spelling" and bare and distinct else ""


def _hostile(one: Profile, other: Profile) -> bool:
    """Does an article name both, or do their offices or times keep them apart?"""
    elsewhere = bool(one.countries and other.countries and not one.countries & other.countries)
    return bool(one.articles & other.articles) or elsewhere or not near(one.years, other.years)


def _clash(one: Profile, other: Profile) -> bool:
    """Is there something that keeps two persons apart, though a third may be either?"""
    return _hostile(one, other) or _differ([*one.initials], [*other.initials]) or contrary(one.name, other.name)


def _differ(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> bool:
    """Are there initials of which neither begins the other's?"""
    return any(a[: len(b)] != b[: len(a)] for a in one for b in other)


def _merged(star: Sequence[Draft], edges: Mapping[tuple[int, int], str], order: Sequence[int]) -> Draft:
    """One person out of several, called the one that most articles name, so that the reason stands with the rarer names."""
    ranked = sorted(range(len(star)), key=lambda i: (-len(star[i].articles), -len(parts(_own(star[i]))), star[i].first))
    first, *rest = ranked
    person = star[first]
    for i in rest:
        low, high = sorted((order[first], order[i]))
        why = WORDS[edges.get((low, high), "shorter")]
        shared = sorted(home(star[i]) & home(person))
        offices = f", both with an office in {', '.join(shared)}" if shared else ""
        person.add(star[i].members, f"{_own(star[i])} and {_own(person)} are one: {why}{offices}")
    return person


def _own(person: Draft) -> str:
    return person.members[0].actor.name
