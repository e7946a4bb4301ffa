"""The records of resolution: what it looks at, what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.model import Entity

Key = tuple[str, str]
"""Article key and the article's own id of the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor as one article names it.

    `ties` are the states and bodies it holds or held an office for in this article: countries in upper case (the code, else
    the name), bodies by folded name. They tell namesakes apart and say whom a bare family name means. `offices` are the
    offices themselves, each a line ("minister of IR: defence minister"), and `year` is the article's, 0 if it is not known.
    """

    article: str
    actor: Entity
    ties: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    year: int = 0

    @property
    def key(self) -> Key:
        """What identifies the participant."""
        return self.article, self.actor.id

    @property
    def countries(self) -> frozenset[str]:
        """The ties that are countries; only these tell namesakes apart, since one person may serve many bodies."""
        return frozenset(tie for tie in self.ties if tie.isupper())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The actor of the graph that is meant, and why, in one short line."""

    entity: Entity
    reason: str


@dataclass(slots=True)
class Draft:
    """One actor in the making: who is it so far, and why each of them? `path` is the last part of its id, if that is settled.

    Members only grow, and only in an order that does not depend on that of the input.
    """

    members: list[Participant] = field(default_factory=list)
    reasons: dict[Key, str] = field(default_factory=dict)
    path: str = ""

    def add(self, members: Iterable[Participant], why: str | Mapping[Key, str]) -> None:
        """Take these in, for one reason or each for its own."""
        for member in members:
            self.members.append(member)
            self.reasons[member.key] = why if isinstance(why, str) else why[member.key]

    @property
    def first(self) -> Key:
        """The member that comes first, by article."""
        return min(self.reasons)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that name it."""
        return frozenset(member.article for member in self.members)
