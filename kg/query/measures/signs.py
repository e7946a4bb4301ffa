"""Do two states stand with or against each other? The sign of a pair, from all claims between them.

With P the sum of score x confidence over the claims that score above zero, and N the same, without its minus, over those
below, the *balance* of a pair is (P - N) / (P + N), from -1 to 1. Its sign is + above the neutral band, - below it, else none.
Scores are PLOVER's, on the Goldstein scale from -10 to 10; offices and requests have none, and claims of reprints are left out,
since they say again what their original said.

Source: J. Goldstein, A conflict-cooperation scale for WEIS events data, 1992; PLOVER manual, draft 2.0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.query.facts import relations
from kg.store.table import CERTAIN, Numbers, Table

BAND = 0.2
UNIT = 10  # scores are kept in tenths and confidence in thousandths, so that sums are whole numbers, the same everywhere
_WHOLE = UNIT * CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The pairs of some actors: `sums` are P - N, `sign` 1, -1 or 0 (neutral or no claim), `claims` how many were summed.

    All three are square and symmetric, by place in `actors`; sums are in 1/10,000.
    """

    actors: Numbers
    sums: Numbers
    sign: Numbers
    claims: Numbers

    def pairs(self, sign: int) -> int:
        """How many pairs have this sign? 0: those with claims that are neutral."""
        return int(np.count_nonzero((self.sign == sign) & (self.claims > 0))) // 2

    def strength(self, one: int, other: int) -> float:
        """P - N of a pair."""
        return float(self.sums[one, other]) / _WHOLE


def scores() -> Numbers:
    """The score of each relation by its place, in tenths, 0 where it has none."""
    return np.array([round((one.score or 0) * UNIT) for one in relations().values()], dtype=np.int64)


def scored(table: Table, rows: Numbers) -> Numbers:
    """Those of the claims that count for or against a pair: scored, between two actors, and no reprint."""
    claims = table.claims[rows]
    article = claims["article"]
    own = table.articles["original"][article] == article
    found: Numbers = rows[own & (scores()[claims["relation"]] != 0) & (claims["subject"] != claims["object"])]
    return found


def weights(table: Table, rows: Numbers) -> Numbers:
    """Score x confidence of each of the claims, in 1/10,000."""
    claims = table.claims[rows]
    found: Numbers = scores()[claims["relation"]] * claims["confidence"].astype(np.int64)
    return found


def signs(table: Table, rows: Numbers, actors: Numbers, band: float = BAND) -> Signs:
    """The signs of the pairs of these actors (numbers, sorted), from the claims (see `scored`) among them."""
    size = len(actors)
    place = np.full(len(table.actors), -1, dtype=np.int64)
    place[actors] = np.arange(size)
    one, other = (place[table.claims[name][rows]] for name in ("subject", "object"))
    among = (one >= 0) & (other >= 0)
    cell = np.minimum(one, other)[among] * size + np.maximum(one, other)[among]
    weight = weights(table, rows[among])
    plus, minus = (summed(cell, np.where(weight * way > 0, weight * way, 0), size * size) for way in (1, -1))
    claims = np.bincount(cell, minlength=size * size)
    square = [_square(values, size) for values in (plus - minus, signed(plus, minus, band), claims)]
    return Signs(actors=actors, sums=square[0], sign=square[1], claims=square[2])


def signed(plus: Numbers, minus: Numbers, band: float) -> Numbers:
    """The sign of each balance."""
    edge = round(band * 1000)
    lead = (plus - minus) * 1000
    return np.where(np.abs(lead) > edge * (plus + minus), np.sign(lead), 0)


def summed(places: Numbers, values: Numbers, size: int) -> Numbers:
    """The sum of the values at each of `size` places, exact."""
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, places, values)
    return total


def _square(values: npt.NDArray[np.int64], size: int) -> Numbers:
    half = values.reshape(size, size)
    return half + half.T
