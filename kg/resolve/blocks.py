"""Which actors have to be looked at together? Those that share a block, directly or through others.

A *block* is a text that follows from one actor in one article alone: for a person, what is left of a family name when
spelling is gone (see `names.key`). Who is who inside the actors so connected does not depend on any other actor, so an
article more touches its own blocks only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from kg.ids import digest, fold, slug
from kg.model import EntityType
from kg.resolve.model import Participant
from kg.resolve.names import keys

Item = TypeVar("Item", bound=Hashable)


def blocks(one: Participant) -> tuple[str, ...]:
    """In which blocks does an article's actor stand? Sorted, at least one.

    >>> from kg.model import Entity
    >>> blocks(Participant(article="a.txt", actor=Entity(id="x", type=EntityType.PERSON, name="Volodymyr Zelenskyy")))
    ('person slnsk', 'person slnsk + vldmr')
    """
    actor = one.actor
    match actor.type:
        case EntityType.COUNTRY:
            found = {f"name {fold(actor.name)}", f"code {actor.code}" if actor.code else f"name {fold(actor.name)}"}
        case EntityType.ORGANIZATION:
            found = {slug(actor.name), *(slug(alias) for alias in actor.aliases if is_acronym(alias))}
        case EntityType.GROUP:
            found = {f"{slug(actor.name)} {digest(one.article, length=8)}"}
        case EntityType.PERSON:
            found = set(keys(actor.name, actor.aliases, one.ties))
    return tuple(sorted(f"{actor.type.value.lower()} {each}" for each in found))


def is_acronym(name: str) -> bool:
    """Is the name one word of capitals?"""
    return len(name) > 1 and name.isupper() and " " not in name


class Union:
    """Disjoint sets that grow together; each is called by its smallest item, whatever the order in which they were joined."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The name of the item's set."""
        path = []
        while (up := self._root.setdefault(item, item)) != item:
            path.append(item)
            item = up
        self._root.update(dict.fromkeys(path, item))
        return item

    def join(self, items: Iterable[str]) -> None:
        """Make the sets of these items one."""
        roots = sorted({self.find(item) for item in items})
        self._root.update(dict.fromkeys(roots[1:], roots[0]))


def connected(items: Sequence[Item], keys: Sequence[Iterable[str]]) -> list[list[Item]]:
    """The items in groups that share keys, directly or through others; in the order of their smallest keys."""
    sets, lists = Union(), [list(each) for each in keys]
    for names in lists:
        sets.join(names)
    groups: dict[str, list[Item]] = defaultdict(list)
    for item, names in zip(items, lists, strict=True):
        groups[sets.find(names[0])].append(item)
    return [groups[name] for name in sorted(groups)]
