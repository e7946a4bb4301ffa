"""Which actors of a picture belong together, so that they get one colour? By the state that they stand for, or by community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.model import EntityType
from kg.query.facts import name_of

if TYPE_CHECKING:
    from kg.draw.select import Selection
    from kg.store import View

NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """The names of the circles, the largest first, and for each actor of the picture the place of its circle, -1 for none."""

    names: tuple[str, ...]
    of: tuple[int, ...]


def circles(view: View, selection: Selection, by: str, most: int) -> Circles:
    """The `most` largest circles of at least two actors; `by` is one of `kg.draw.asked.COLOURS`, and there are none by type."""
    if by == "state":
        labels = _states(view, selection)
        kept = _largest(labels)[:most]
        names = tuple(name_of(view, path) for path in kept)
    elif by == "community":
        labels = _communities(selection)
        kept = _largest(labels)[:most]
        names = tuple(f"around {selection.actors[labels.index(label)].name}" for label in kept)
    else:
        return Circles(names=(), of=(NONE,) * len(selection.actors))
    return Circles(names=names, of=tuple(kept.index(label) if label in kept else NONE for label in labels))


def _largest(labels: Sequence[str]) -> list[str]:
    """The labels that more than one bears, the most frequent first, then that of the more important actor; "" is none."""
    sizes = Counter(labels)
    shared = [label for label in sizes if label and sizes[label] > 1]
    return sorted(shared, key=lambda label: (-sizes[label], labels.index(label)))


def _states(view: View, selection: Selection) -> list[str]:
    """The state that each actor is, or that it is most often told to hold an office of; "" for others."""
    from kg.query.states import seen

    table = view.table
    terms = seen(table)
    people, first = np.unique(terms.person, return_index=True)
    held = dict(zip(people.tolist(), terms.state[first].tolist(), strict=True))
    found: list[str] = []
    for actor in selection.actors:
        state = held.get(table.actor(actor.id)) if actor.type is EntityType.PERSON else None
        found.append(actor.id if actor.type is EntityType.COUNTRY else "" if state is None else table.actors[state])
    return found


def _communities(selection: Selection) -> list[str]:
    from kg.query.measures.communities import Bonds, communities

    ties = selection.ties
    against = np.array([tie.family == "conflict" or tie.score < 0 for tie in ties])
    weight = np.array([tie.weight for tie in ties], dtype=np.float64)
    ends = np.array([(tie.start, tie.end) for tie in ties], dtype=np.int64)
    bonds = Bonds(
        size=len(selection.actors), one=ends[:, 0], other=ends[:, 1],
        plus=np.where(against, 0.0, weight), minus=np.where(against, weight, 0.0),
    )  # fmt: skip
    return [str(label) for label in communities(bonds)]
