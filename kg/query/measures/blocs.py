"""Which two opposed blocs do signed pairs make, and which triangles of them are in balance?

A triangle is *balanced* when the product of its signs is +: friends of friends are friends, and foes have common foes. A network
is balanced when its actors fall into two blocs (one of which may be empty) with + inside and - across; else some pairs stand
against every split, and the fewest that do are its *line index of balance* or frustration. Finding them is NP-hard, so the
split is looked for: from many starts, drawn with a fixed seed, the actor whose change of side helps most changes it, until
none helps. Pairs count first, and among splits with as few of them the weight of those.

Source: F. Heider, Attitudes and cognitive organization, 1946; D. Cartwright, F. Harary, Structural balance: a generalization
of Heider's theory, 1956; F. Harary, On the measurement of structural balance, 1959.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from kg.query.measures.communities import components
from kg.query.measures.signs import Signs
from kg.store.table import Numbers

KINDS = ("+++", "+--", "++-", "---")  # the first two are balanced
STARTS, SEED = 100, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangles:
    """How many triangles of each of KINDS, and the unbalanced ones: rows of three places, rising."""

    counts: tuple[int, int, int, int]
    unbalanced: Numbers


def triangles(sign: Numbers) -> Triangles:
    """The triangles of a symmetric matrix of signs (1, -1, 0)."""
    counts = [0, 0, 0, 0]
    kinds = np.array([3, 1, 2, 0])  # by the number of + among three
    found = []
    for one, other in np.argwhere(np.triu(sign, 1) != 0).tolist():
        thirds = np.flatnonzero(sign[one] * sign[other])
        thirds = thirds[thirds > other]
        plus = (sign[one, thirds] > 0).astype(np.int64) + (sign[other, thirds] > 0) + int(sign[one, other] > 0)
        for kind, number in enumerate(np.bincount(kinds[plus], minlength=4).tolist()):
            counts[kind] += number
        bad = thirds[plus % 2 == 0]
        found.append(np.stack([np.full(len(bad), one), np.full(len(bad), other), bad], axis=1))
    rows = np.concatenate(found) if found else np.zeros((0, 3), dtype=np.int64)
    return Triangles(counts=(counts[0], counts[1], counts[2], counts[3]), unbalanced=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two blocs: for each place 1 or -1 (0: it has no signed pair with the others), and the pairs that stand against the split.

    The larger bloc is 1; of two alike, that of the first place. `pairs` counts the signed pairs of those who stand in one.
    """

    side: Numbers
    against: Numbers
    pairs: int


def split(signs: Signs) -> Split:
    """The two blocs of the largest connected part of the signed pairs."""
    ends = np.argwhere(np.triu(signs.sign, 1) != 0)
    size = len(signs.actors)
    side = np.zeros(size, dtype=np.int64)
    if not len(ends):
        return Split(side=side, against=ends, pairs=0)
    part = components(size, ends[:, 0], ends[:, 1])
    most = np.bincount(part[ends[:, 0]], minlength=size).argmax()
    inside = np.flatnonzero(part == most)
    sign, sums = (matrix[np.ix_(inside, inside)] for matrix in (signs.sign, signs.sums))
    strength = np.abs(sums)
    side[inside] = _best(sign * (int(strength.sum()) + 1 + strength))
    if side.sum() < 0 or (side.sum() == 0 and side[inside[0]] < 0):
        side = -side
    ends = ends[part[ends[:, 0]] == most]
    product = signs.sign[ends[:, 0], ends[:, 1]] * side[ends[:, 0]] * side[ends[:, 1]]
    return Split(side=side, against=ends[product < 0], pairs=len(ends))


def _best(pull: Numbers) -> Numbers:
    """The sides (1, -1) for which the pulls between equal sides, less those between others, are greatest, as far as found."""
    size = len(pull)
    random = Random(SEED)
    best, most = np.ones(size, dtype=np.int64), None
    for start in range(STARTS):
        side = np.array([1 if not start else random.choice((1, -1)) for _ in range(size)], dtype=np.int64)
        side = _settled(pull, side)
        side *= side[0]
        gain = int(side @ pull @ side)
        if most is None or gain > most or (gain == most and side.tolist() > best.tolist()):
            best, most = side, gain
    return best


def _settled(pull: Numbers, side: Numbers) -> Numbers:
    """From these sides on, the actor who gains most by changing changes, until nobody gains."""
    force = pull @ side
    while True:
        worst = int(np.argmin(force * side))
        if force[worst] * side[worst] >= 0:
            return side
        side[worst] *= -1
        force += 2 * side[worst] * pull[:, worst]
