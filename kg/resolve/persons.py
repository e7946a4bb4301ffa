"""Which persons are one? Names alone do not say: namesakes exist, and one person goes by several names.

1. The same full name is one person, unless the offices held under it fall apart into countries that no article joins.
   Then each country's is a person of its own, and who holds no office is kept apart from all of them. A country that
   few articles give, against the one that most give, is a misreading rather than a namesake, and does not split.
2. A full name with a middle name more or less, or one that an article gives as another name, is the same person where
   the country of an office is shared and exactly one candidate remains.
3. A single name (mostly a family name) is that of a full one where an office's country or body is shared and exactly one
   candidate remains, whom the same article does not name apart. Otherwise it stands alone: nothing is guessed.

Source: followthemoney and nomenklatura's experience that the same name is not the same person (opensanctions/nomenklatura#334).
Measured on 872 statements of a foreign ministry: without the exception of rule 1, a president whose letters go to forty
states became forty persons, since a reader of articles takes one state for another in every tenth of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.ids import digest, slug
from kg.resolve.model import Cluster, Key, Participant

USUAL = 0.1  # a name this often, against the commonest one, may be the person's
STRAY = 0.25  # a country in fewer articles than this share, against the commonest one, is taken for a misreading


@dataclass(slots=True)
class _Person:
    """A person in the making. Sets only grow, and only in an order that does not depend on that of the input."""

    members: list[Participant] = field(default_factory=list)
    reasons: dict[Key, str] = field(default_factory=dict)

    def add(self, members: Iterable[Participant], why: str) -> None:
        for member in members:
            self.members.append(member)
            self.reasons[member.key] = why

    @property
    def home(self) -> set[str]:
        """The countries and bodies of its offices, without those that stray from the rest."""
        counts = Counter(tie for article in self._ties().values() for tie in article)
        return {tie for tie, number in counts.items() if number >= STRAY * max(counts.values())}

    @property
    def countries(self) -> set[str]:
        """The countries in its home."""
        return {tie for tie in self.home if tie.isupper()}

    def _ties(self) -> dict[str, set[str]]:
        ties: dict[str, set[str]] = defaultdict(set)
        for member in self.members:
            ties[member.article].update(member.ties)
        return ties

    @property
    def articles(self) -> set[str]:
        return _articles(self.members)

    @property
    def name(self) -> str:
        """The fullest of the usual names, among equals the commonest, among these the first in the alphabet.

        Usual is what a share of the articles writes: a rare longer form is mostly a misreading of the words around it.
        """
        written = [member.actor.name for member in self.members]
        counts = Counter([name for name in written if len(tokens(name)) > 1] or written)
        usual = max(counts.values()) * USUAL
        names = [name for name in counts if counts[name] >= usual]
        return min(names, key=lambda name: (-len(tokens(name)), name.isupper(), -counts[name], name))


@lru_cache(maxsize=1 << 16)  # most names come again and again
def tokens(name: str) -> tuple[str, ...]:
    """The parts of a name that identify it: folded, without initials where two longer parts remain.

    >>> tokens("Donald J. Trump"), tokens("Trump")
    (('donald', 'trump'), ('trump',))
    """
    parts = tuple(slug(name).split("-"))
    longer = tuple(part for part in parts if len(part) > 1)
    return longer if len(longer) > 1 else parts


def cluster_persons(members: Sequence[Participant]) -> list[Cluster]:
    """The persons among participants, which must be sorted by key; by id."""
    blocks: dict[tuple[str, ...], list[Participant]] = defaultdict(list)
    for member in members:
        blocks[tokens(member.actor.name)].append(member)
    full = [person for key in sorted(blocks) if len(key) > 1 for person in _namesakes(blocks[key])]
    full = _variants(full)
    single: list[_Person] = []
    families = _families(full)
    for key in sorted(key for key in blocks if len(key) == 1):
        single.extend(_bare(key[0], blocks[key], families.get(key[0], [])))
    return _name([*full, *single])


def _namesakes(block: Sequence[Participant]) -> list[_Person]:
    """The persons of one full name, apart where their offices lie in countries that no article joins."""
    parts = sorted(_components(block), key=lambda part: (-len(_articles(part)), _countries(part)))
    people: list[_Person] = []
    for part in parts:
        if people and len(_articles(part)) < STRAY * len(_articles(parts[0])):
            home = ", ".join(sorted(people[0].countries))
            people[0].add(part, f"same full name, mostly with an office in {home}, here in {', '.join(_countries(part))}")
        else:
            people.append(_Person())
            people[-1].add(part, f"same full name, office in {', '.join(_countries(part))}")
    rest = [each for each in block if not each.countries]
    if rest and len(people) != 1:
        people.append(_Person())
    if rest:
        people[-1].add(rest, "same full name" if len(people) == 1 else "same full name, no office")
    return people


def _articles(part: Iterable[Participant]) -> set[str]:
    return {each.article for each in part}


def _components(block: Sequence[Participant]) -> list[list[Participant]]:
    """Participants with a country, connected by sharing one; ordered by their first country."""
    root: dict[str, str] = {}

    def find(country: str) -> str:
        while root.setdefault(country, country) != country:
            country = root[country]
        return country

    placed = [each for each in block if each.countries]
    for each in placed:
        first, *others = sorted(each.countries)
        for other in others:
            low, high = sorted((find(first), find(other)))
            root[high] = low
    parts: dict[str, list[Participant]] = defaultdict(list)
    for each in placed:
        parts[find(min(each.countries))].append(each)
    return [parts[key] for key in sorted(parts)]


def _countries(part: Sequence[Participant]) -> list[str]:
    return sorted({tie for each in part for tie in each.countries})


def _variants(people: list[_Person]) -> list[_Person]:
    """Join who goes by a shorter full name to the one who bears it as a part or an alias, where a country is shared."""
    by_ends: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for person in people:
        for name in {tokens(name) for member in person.members for name in (member.actor.name, *member.actor.aliases)}:
            if len(name) > 1:
                by_ends[name[0], name[-1]].append(person)
    moves: list[tuple[_Person, _Person]] = []
    for person in people:
        own = tokens(person.name)
        fits = [
            other for other in by_ends[own[0], own[-1]] if other is not person and _same(own, other) and _together(person, other)
        ]
        if len({id(other) for other in fits}) == 1:
            moves.append((person, fits[0]))
    moved = {id(person) for person, _ in moves}
    stars: dict[int, list[_Person]] = {}
    for person, other in moves:
        if id(other) not in moved:
            stars.setdefault(id(other), [other]).append(person)
    for star in stars.values():
        _join(star)
    return [person for person in people if person.members]


def _join(star: Sequence[_Person]) -> None:
    """Join persons to the one most articles name, so that the reason stands with the rarer names."""
    names = {id(person): person.name for person in star}
    fullness = {id(person): -len(tokens(person.name)) for person in star}
    first, *rest = sorted(star, key=lambda person: (-len(person.articles), fullness[id(person)], min(person.reasons)))
    offices = ", ".join(sorted(star[0].countries))
    for person in rest:
        first.add(person.members, f"{names[id(person)]} and {names[id(first)]} are one: both with an office in {offices}")
        person.members = []


def _same(own: tuple[str, ...], other: _Person) -> bool:
    """Is `own` a shorter form of the other's name (a middle name left out), or an alias of it?"""
    name = tokens(other.name)
    inner = iter(name)
    shorter = len(own) < len(name) and all(part in inner for part in own)
    aliases = {tokens(alias) for member in other.members for alias in member.actor.aliases}
    return shorter or (own in aliases and len(own) <= len(name) and own != name)


def _together(person: _Person, other: _Person) -> bool:
    return bool(person.countries & other.countries) and not person.articles & other.articles


def _families(people: Sequence[_Person]) -> Mapping[str, list[_Person]]:
    """Who could be meant by a single name: the last part of the full one, or the part that an article itself uses for short."""
    found: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        names = [tokens(member.actor.name) for member in person.members]
        aliases = {tokens(alias) for member in person.members for alias in member.actor.aliases}
        short = {name[-1] for name in names} | {part for name in names for part in name if (part,) in aliases}
        for name in sorted(short):
            found[name].append(person)
    return found


def _bare(name: str, block: Sequence[Participant], candidates: Sequence[_Person]) -> list[_Person]:
    """The persons of a single name: joined to a full one on evidence, one a country, or alone in their article."""
    known = [(person, frozenset(person.home), frozenset(person.articles)) for person in candidates]
    rest = []
    for member in block:
        fits = [(person, ties) for person, ties, articles in known if ties & member.ties]
        if len(fits) == 1 and member.article not in next(articles for person, _, articles in known if person is fits[0][0]):
            person, ties = fits[0]
            shared = ", ".join(sorted(ties & member.ties))
            person.add([member], f"the only {name.title()} with an office in {shared}")
        else:
            rest.append(member)
    people = []
    for part in _components(rest):
        person = _Person()
        person.add(part, f"single name, office in {', '.join(_countries(part))}")
        people.append(person)
    for member in rest:
        if not member.countries:
            person = _Person()
            person.add([member], "single name without an office that others share: kept apart")
            people.append(person)
    return people


def _name(people: Sequence[_Person]) -> list[Cluster]:
    """Give everyone a name and a path: the slug; of namesakes the most often named keeps it, others get their country."""
    groups: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        groups[slug(person.name)].append(person)
    clusters, taken = [], set(groups)
    for path, namesakes in sorted(groups.items()):
        single = len(path.split("-")) == 1
        namesakes.sort(key=lambda one: (not one.countries, -len(one.articles), sorted(one.countries), min(one.reasons)))
        for rank, person in enumerate(namesakes):
            unique = path if rank == 0 and not single else _suffixed(path, person, taken)
            taken.add(unique)
            members = tuple(sorted(person.members, key=lambda each: each.key))
            clusters.append(Cluster(path=unique, name=person.name, members=members, reasons=person.reasons))
    return sorted(clusters, key=lambda cluster: cluster.path)


def _suffixed(path: str, person: _Person, taken: set[str]) -> str:
    """The path with the person's countries, else with a hash of the first article that names it, until it is unique."""
    first = digest(*min(person.reasons), length=8)
    countries = "-".join(sorted(person.countries)).lower()
    tries = [f"{path}-{countries}"] * bool(countries) + [f"{path}-{first}", f"{path}-{digest(*min(person.reasons))}"]
    return next(candidate for candidate in tries if candidate not in taken)
