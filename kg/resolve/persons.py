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

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from kg.resolve.blocks import connected
from kg.resolve.model import Draft, Participant
from kg.resolve.names import alike, compare, contrary, families, initials, key, parts, table

Item = TypeVar("Item")
STRAY = 0.25  # a country in fewer articles than this share, against the commonest one, is taken for a misreading
APART = 25  # years without a word of somebody after which the name is another's
NEAR = 10, 3  # years around the articles of somebody in which a family name may mean him rather than another
DISTINCT = 10  # letters from which on a name tells somebody without an office
WORDS = {
    "name": "the same name",
    "spelling": "spellings of one name",
    "initial": "one with an initial only",
    "order": "the same parts in another order",
    "misspelling": "a slip of the pen apart",
    "vowels": "different in vowels only",
    "shorter": "one a shorter form of the other",
    "family": "one without the given name",
    "alias": "an article gives both names",
}


def settle_persons(members: Sequence[Participant]) -> list[Draft]:
    """The persons among participants of connected blocks, which must be sorted by key."""
    named: dict[tuple[str, ...], list[Participant]] = defaultdict(list)
    for member in members:
        named[parts(member.actor.name)].append(member)
    full = [person for name in sorted(named) if len(name) > 1 for person in _namesakes(named[name])]
    full = _variants(full)
    single: list[Draft] = []
    called = _called(full)
    for name in sorted(name for name in named if len(name) == 1):
        single.extend(
            _bare(name[0], named[name], [one for known, one in called[key(name[0])] if alike(known, name[0], given=False)])
        )
    return [*full, *single]


def home(person: Draft) -> set[str]:
    """The countries and bodies of a person's offices, without those that stray from the rest."""
    ties: dict[str, set[str]] = defaultdict(set)
    for member in person.members:
        ties[member.article].update(member.ties)
    counts = Counter(tie for article in ties.values() for tie in article)
    return {tie for tie, number in counts.items() if number >= STRAY * max(counts.values())}


def countries(person: Draft) -> set[str]:
    """The countries in a person's home."""
    return {tie for tie in home(person) if tie.isupper()}


def years(person: Draft) -> tuple[int, int]:
    """The first and last year in which articles name a person; 0, 0 if none has a date."""
    known = [member.year for member in person.members if member.year]
    return (min(known), max(known)) if known else (0, 0)


def _namesakes(block: Sequence[Participant]) -> list[Draft]:
    """The persons of one full name, apart where their offices lie in countries that no article joins, or decades apart."""
    told = sorted({each for member in block if (each := initials(member.actor.name))})
    if any(a[: len(b)] != b[: len(a)] for a in told for b in told):
        return [person for part in _initialled(block, told) for person in _namesakes(part)]
    people: list[Draft] = []
    placed = [each for each in block if each.countries]
    times = [time for part in _places(placed) for time in _times(part)]
    times.sort(key=lambda part: (-len(_articles(part)), _listed(part), part[0].key))
    for part in times:
        stray = people and len(_articles(part)) < STRAY * len(_articles(times[0])) and near(part, people[0])
        if stray:
            where = ", ".join(sorted(countries(people[0])))
            people[0].add(part, f"same full name, mostly with an office in {where}, here in {_listed(part)}")
        else:
            people.append(Draft())
            people[-1].add(part, f"same full name, office in {_listed(part)}")
    rest = [each for each in block if not each.countries]
    if len(people) == 1:
        close = [each for each in rest if near([each], people[0])]
        people[0].add(close, "same full name")
        rest = [each for each in rest if each not in close]
    for part in _times(rest):
        people.append(Draft())
        people[-1].add(part, "same full name, no office")
    return people


def _initialled(block: Sequence[Participant], told: Sequence[tuple[str, ...]]) -> list[list[Participant]]:
    """A full name's participants by initials; those without are each the one's whose articles are near theirs in time, or alone."""
    groups = {each: [member for member in block if initials(member.actor.name) == each] for each in told}
    drafts = {each: Draft(members=list(members)) for each, members in groups.items()}
    rest: list[Participant] = []
    for member in block:
        if not initials(member.actor.name):
            fits = [
                each
                for each in told
                if member.year and home(drafts[each]) & member.ties and near([member], drafts[each], NEAR[1])
            ]
            (groups[fits[0]] if len(fits) == 1 else rest).append(member)
    return [*groups.values(), *([rest] if rest else [])]


def _articles(part: Iterable[Participant]) -> set[str]:
    return {each.article for each in part}


def _listed(part: Iterable[Participant]) -> str:
    return ", ".join(sorted({tie for each in part for tie in each.countries}))


def _places(members: Sequence[Participant]) -> list[list[Participant]]:
    """Participants with a country, connected by sharing one; ordered by their first country."""
    return connected(members, [each.countries for each in members])


def _times(members: Sequence[Participant]) -> list[list[Participant]]:
    """The members cut where nothing was heard for decades; those without a year with the first."""
    known = sorted({each.year for each in members if each.year})
    cuts = [late for early, late in pairwise(known) if late - early > APART]
    groups: dict[int, list[Participant]] = defaultdict(list)
    for each in members:
        groups[sum(each.year >= cut for cut in cuts)].append(each)
    return [groups[number] for number in sorted(groups)]


def near(part: Sequence[Participant], person: Draft, span: int = APART) -> bool:
    """Do the participants' articles lie in the person's time?"""
    first, last = years(person)
    known = [each.year for each in part if each.year]
    return not first or not known or (first - span <= max(known) and min(known) <= last + span)


def _variants(people: list[Draft]) -> list[Draft]:
    """Join the full names that are one person's."""
    bound = _fits(people)
    loose = {i for i, fits in bound.items() if any(_clash(people[a], people[b]) for a in fits for b in fits if a < b)}
    edges = {(i, j): why for i in sorted(bound) for j, why in bound[i].items() if i < j and not {i, j} & loose}
    joined = [frozenset({str(i)}) for i in range(len(people))] + [frozenset(map(str, edge)) for edge in edges]
    items = [*range(len(people)), *(i for i, _ in edges)]
    found: list[Draft] = []
    for group in connected(items, joined):
        star = sorted(set(group))
        if any(_clash(people[a], people[b]) for a in star for b in star if a < b):
            found.extend(people[i] for i in star)
        else:
            found.append(_merged([people[i] for i in star], edges, star))
    return sorted(found, key=lambda person: person.first)


def _fits(people: Sequence[Draft]) -> dict[int, dict[int, str]]:
    """Who may be one with whom, and why? By index, both ways."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        for each in sorted({key(word) for name in _names(person) for word in families(name)}):
            by_key[each].append(i)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for group in by_key.values():
        for a in group:
            for b in group:
                if a < b and b not in found[a] and (why := _fit(people[a], people[b])):
                    found[a][b] = found[b][a] = why
    return {i: fits for i, fits in found.items() if fits}


def _names(person: Draft) -> list[str]:
    """The person's full names, those that articles use and those that they give as others."""
    names = {name for member in person.members for name in (member.actor.name, *member.actor.aliases)}
    return sorted(name for name in names if len(parts(name)) > 1)


def _fit(one: Draft, other: Draft) -> str:
    """In what are two persons' names one, if their offices and times allow it? In a word, "" if not."""
    if _hostile(one, other):
        return ""
    names = parts(_own(one)), parts(_own(other))
    why = compare(*names)
    if not why and {parts(name) for name in _names(one)} & {parts(name) for name in _names(other)}:
        why = "alias"
    if home(one) & home(other):
        return why if why != "name" else ""
    bare = not home(one) or not home(other)
    distinct = min(sum(map(len, name)) for name in names) >= DISTINCT and any(word not in table().given for word in names[0])
    return why if why == "spelling" and bare and distinct else ""


def _hostile(one: Draft, other: Draft) -> bool:
    """Does an article name both, or do their offices or times keep them apart?"""
    where = countries(one), countries(other)
    elsewhere = bool(where[0] and where[1] and not where[0] & where[1])
    return bool(one.articles & other.articles) or elsewhere or not near(one.members, other)


def _clash(one: Draft, other: Draft) -> bool:
    """Is there something that keeps two persons apart, though a third may be either?"""
    return _hostile(one, other) or _initials_differ(one.members, other.members) or contrary(parts(_own(one)), parts(_own(other)))


def _initials_differ(one: Iterable[Participant], other: Iterable[Participant]) -> bool:
    """Do two of their names have initials of which neither begins the other's?"""
    told = [{each for member in side if (each := initials(member.actor.name))} for side in (one, other)]
    return any(a[: len(b)] != b[: len(a)] for a in told[0] for b in told[1])


def _merged(star: Sequence[Draft], edges: Mapping[tuple[int, int], str], order: Sequence[int]) -> Draft:
    """One person out of several, called the one that most articles name, so that the reason stands with the rarer names."""
    ranked = sorted(range(len(star)), key=lambda i: (-len(star[i].articles), -len(parts(_own(star[i]))), star[i].first))
    first, *rest = ranked
    person = star[first]
    for i in rest:
        low, high = sorted((order[first], order[i]))
        why = WORDS[edges.get((low, high), "shorter")]
        offices = ", ".join(sorted(countries(star[i]) & countries(person))) or ", ".join(sorted(countries(star[i])))
        person.add(star[i].members, f"{_own(star[i])} and {_own(person)} are one: {why}, both with an office in {offices}")
    return person


def _own(person: Draft) -> str:
    return person.members[0].actor.name


def _called(people: Sequence[Draft]) -> Mapping[str, list[tuple[str, Draft]]]:
    """Who could be meant by a single name: the family name, or the part that an article itself uses for short. By key."""
    found: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for person in people:
        names = [member.actor.name for member in person.members]
        short = {word for name in names for word in families(name)}
        short |= {words[0] for member in person.members for alias in member.actor.aliases if len(words := parts(alias)) == 1}
        for word in sorted(short):
            found[key(word)].append((word, person))
    return found


def _bare(name: str, block: Sequence[Participant], candidates: Sequence[Draft]) -> list[Draft]:
    """The persons of a single name: joined to a full one on evidence, one a country, or alone in their article."""
    unique = list({id(person): person for person in candidates}.values())
    known = [(person, home(person), person.articles, _offices(person.members)) for person in unique]
    rest: list[Participant] = []
    torn: list[Participant] = []
    joins: list[tuple[Draft, Participant, str]] = []
    for member in block:
        fits = [each for each in known if each[1] & member.ties and near([member], each[0])]
        fits = _narrowed(fits, [each for each in fits if each[3] & member.offices])
        for span in NEAR:
            fits = _narrowed(fits, [each for each in fits if near([member], each[0], span)])
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
    for part in [time for place in _places(placed) for time in _times(place)]:
        people.append(Draft())
        people[-1].add(part, f"single name, office in {_listed(part)}")
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
