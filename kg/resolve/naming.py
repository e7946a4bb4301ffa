"""What is a person called in the graph, and by which id?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.ids import digest, slug
from kg.resolve.model import Draft
from kg.resolve.names import parts
from kg.resolve.person import countries

USUAL = 0.1  # a name this often, against the commonest one, may be the person's


def usual_name(person: Draft) -> str:
    """The fullest of the usual names, among equals the commonest, among these the first in the alphabet.

    Usual is what a share of the articles writes: a rare longer form is mostly a misreading of the words around it.
    """
    written = [member.actor.name for member in person.members]
    counts = Counter([name for name in written if len(parts(name)) > 1] or written)
    usual = max(counts.values()) * USUAL
    names = [name for name in counts if counts[name] >= usual]
    return min(names, key=lambda name: (-len(parts(name)), name.isupper(), -counts[name], name))


def name_persons(people: Sequence[Draft]) -> list[tuple[Draft, str, str]]:
    """Everyone with path and name: the slug; of namesakes the most often named keeps it, others get their country.

    What follows the name stands behind an underscore, which no slug has, so that a path is another's in no other block either.
    """
    groups: dict[str, list[Draft]] = defaultdict(list)
    for person in people:
        groups[slug(usual_name(person))].append(person)
    found: list[tuple[Draft, str, str]] = []
    taken: set[str] = set()
    for path, namesakes in sorted(groups.items()):
        namesakes.sort(key=lambda one: (not countries(one), -len(one.articles), sorted(countries(one)), one.first))
        for rank, person in enumerate(namesakes):
            single = len(path.split("-")) == 1
            unique = path if rank == 0 and not single else _suffixed(path, person, taken)
            taken.add(unique)
            found.append((person, unique, usual_name(person)))
    return found


def _suffixed(path: str, person: Draft, taken: set[str]) -> str:
    """The path with the person's countries, else with a hash of the first article that names it, until it is unique."""
    where = "-".join(sorted(slug(country) for country in countries(person)))
    tries = [f"{path}_{where}"] * bool(where) + [f"{path}_{digest(*person.first, length=8)}", f"{path}_{digest(*person.first)}"]
    return next(candidate for candidate in tries if candidate not in taken)
