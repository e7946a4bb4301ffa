"""What the articles that name a person tell of him: where he held offices, and when he was heard of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.resolve.blocks import connected
from kg.resolve.model import Draft, Participant
from kg.resolve.names import initials, parts

STRAY = 0.25  # a country in fewer articles than this share, against the commonest one, is taken for a misreading
APART = 25  # years without a word of somebody after which the name is another's


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


def years(members: Iterable[Participant]) -> tuple[int, int]:
    """The first and last year of the articles; 0, 0 if none has a date."""
    known = [member.year for member in members if member.year]
    return (min(known), max(known)) if known else (0, 0)


def near(one: tuple[int, int], other: tuple[int, int], span: int = APART) -> bool:
    """Do two stretches of years lie within so many years of each other? What has no date lies anywhere."""
    return not one[0] or not other[0] or (other[0] - span <= one[1] and one[0] <= other[1] + span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a person so far: its name's parts, those of all full names, their initials, and the evidence."""

    name: tuple[str, ...]
    names: frozenset[tuple[str, ...]]
    initials: frozenset[tuple[str, ...]]
    home: frozenset[str]
    years: tuple[int, int]
    articles: frozenset[str]

    @property
    def countries(self) -> frozenset[str]:
        """The countries in its home."""
        return frozenset(tie for tie in self.home if tie.isupper())


def profile(person: Draft) -> Profile:
    """What is known of this person."""
    written = {name for member in person.members for name in (member.actor.name, *member.actor.aliases)}
    return Profile(
        name=parts(person.members[0].actor.name),
        names=frozenset(name for name in map(parts, written) if len(name) > 1),
        initials=frozenset(each for member in person.members if (each := initials(member.actor.name))),
        home=frozenset(home(person)),
        years=years(person.members),
        articles=person.articles,
    )


def listed(part: Iterable[Participant]) -> str:
    """The countries of these participants, in a line."""
    return ", ".join(sorted({tie for each in part for tie in each.countries}))


def places(members: Sequence[Participant]) -> list[list[Participant]]:
    """Participants with a country, connected by sharing one; ordered by their first country."""
    return connected(members, [each.countries for each in members])


def cut(members: Sequence[Participant]) -> list[list[Participant]]:
    """The members cut where nothing was heard for decades; those without a year with the first."""
    known = sorted({each.year for each in members if each.year})
    cuts = [late for early, late in pairwise(known) if late - early > APART]
    groups: dict[int, list[Participant]] = defaultdict(list)
    for each in members:
        groups[sum(each.year >= cut for cut in cuts)].append(each)
    return [groups[number] for number in sorted(groups)]
