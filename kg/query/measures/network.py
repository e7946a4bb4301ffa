"""Who is tied to whom, and by how many claims? The chosen claims as a network of numbers, for measures of the whole graph.

An *arc* leads from one actor to another who is tied to it, its *weight* is the number of claims that say so. Seen from either
side, each tie is two arcs; else the arcs lead from the subjects of claims to their objects, or the other way round, those of a
symmetric relation both ways. Actors without a tie are not in the network, and nobody is tied to himself.

The measures are passes over arrays and not networkx's, since these took minutes where these take seconds (600,000 ties); a
test holds them to networkx's values.
Source: the layout is compressed sparse row, as in `kg.store.table`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.query.support import symmetric
from kg.store.table import Numbers, Table, ragged

Floats = npt.NDArray[np.float64]
SIDES = ("either", "subject", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The actors that have a tie, by their numbers in the table, and the arcs between them, by place in `actors`.

    The arcs from the i-th actor are `at[i]` to `at[i + 1]` of `head` and `weight`, `tail` is i there; heads are in order.
    """

    actors: Numbers
    at: Numbers
    tail: Numbers
    head: Numbers
    weight: Numbers

    @property
    def ties(self) -> int:
        """How many pairs of actors are tied?"""
        low, high = np.minimum(self.tail, self.head), np.maximum(self.tail, self.head)
        pairs = np.sort(low * max(len(self.actors), 1) + high)
        return int(np.count_nonzero(np.diff(pairs))) + bool(len(pairs))

    def levels(self, source: int) -> Iterator[tuple[Numbers, Numbers]]:
        """Breadth-first from an actor: for each hop the arcs (tails, heads) that lead to actors not reached before."""
        reached = np.zeros(len(self.actors), dtype=bool)
        reached[source] = True
        frontier = np.array([source], dtype=np.int64)
        while len(frontier):
            which, arcs = ragged(self.at[frontier], self.at[frontier + 1])
            heads = self.head[arcs]
            new = ~reached[heads]
            tails, heads = frontier[which[new]], heads[new]
            fresh = np.zeros(len(self.actors), dtype=bool)
            fresh[heads] = True
            reached |= fresh
            frontier = np.flatnonzero(fresh)
            if len(frontier):
                yield tails, heads


def network(table: Table, rows: Numbers, side: str = "either") -> Network:
    """The network of these claims; arcs lead to the actors whose side is counted (one of SIDES)."""
    claims = table.claims[rows]
    subject, object_ = claims["subject"].astype(np.int64), claims["object"].astype(np.int64)
    two = subject != object_
    subject, object_, both = subject[two], object_[two], symmetric()[claims["relation"][two]]
    actors, place = present(len(table.actors), subject, object_)
    subject, object_ = place[subject], place[object_]
    tail, head = (object_, subject) if side == "subject" else (subject, object_)
    back = np.ones(len(tail), dtype=bool) if side == "either" else both
    keys = np.concatenate([tail * len(actors) + head, head[back] * len(actors) + tail[back]])
    arcs, weight = np.unique(keys, return_counts=True)
    tail, head = np.divmod(arcs, max(len(actors), 1))
    at = np.zeros(len(actors) + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail, minlength=len(actors)), out=at[1:])
    return Network(actors=actors, at=at, tail=tail, head=head, weight=weight)


def present(size: int, *numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Which of `size` numbers are there, rising, and the place of each of all of them among these (if it is there)."""
    there = np.zeros(size, dtype=bool)
    for some in numbers:
        there[some] = True
    return np.flatnonzero(there), np.cumsum(there) - 1


def totals(places: Numbers, values: npt.ArrayLike, size: int) -> Floats:
    """The sum of the values at each of `size` places."""
    return np.bincount(places, np.asarray(values), minlength=size).astype(np.float64)
