"""The records of resolution: what it looks at, what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Entity

Key = tuple[str, str]
"""Article key and the article's own id of the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor as one article names it.

    `ties` are the states and bodies it holds or held an office for in this article: countries in upper case (the code, else
    the name), bodies by folded name. They tell namesakes apart and say whom a bare family name means.
    """

    article: str
    actor: Entity
    ties: frozenset[str] = frozenset()

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Participants that are one actor: the last part of its id, its name, and a reason for each member."""

    path: str
    name: str
    members: tuple[Participant, ...]
    reasons: Mapping[Key, str]
