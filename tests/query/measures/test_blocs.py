"""Signs of pairs, triangles and blocs."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.query.measures.blocs import split, triangles
from kg.query.measures.signs import Signs, signed

SIZE = 7
MATRIX = st.lists(st.sampled_from((-1, 0, 1)), min_size=SIZE * (SIZE - 1) // 2, max_size=SIZE * (SIZE - 1) // 2)


def signs(values: list[int]) -> Signs:
    sign = np.zeros((SIZE, SIZE), dtype=np.int64)
    for value, (one, other) in zip(values, combinations(range(SIZE), 2), strict=True):
        sign[one, other] = sign[other, one] = value
    return Signs(actors=np.arange(SIZE), sums=sign * 10, sign=sign, claims=np.abs(sign))


@given(values=MATRIX)
def test_triangles_are_counted_and_the_unbalanced_listed(values: list[int]) -> None:
    sign = signs(values).sign
    counts, bad = {3: 0, 1: 0, -1: 0, -3: 0}, []
    for one, other, third in combinations(range(SIZE), 3):
        edges = sign[one, other], sign[one, third], sign[other, third]
        if all(edges):
            counts[int(sum(edges))] += 1
            bad += [[one, other, third]] if np.prod(edges) < 0 else []
    found = triangles(sign)
    assert found.counts == (counts[3], counts[-1], counts[1], counts[-3])
    assert found.unbalanced.tolist() == bad


@given(values=MATRIX)
def test_no_split_of_seven_has_fewer_pairs_against_it(values: list[int]) -> None:
    """Against all splits of the largest connected part."""
    some = signs(values)
    found = split(some)
    inside = np.flatnonzero(found.side).tolist()
    pairs = [(one, other) for one, other in combinations(inside, 2) if some.sign[one, other]]
    assert found.pairs == len(pairs)
    fewest = min(
        (sum(some.sign[i, j] * sides[i] * sides[j] < 0 for i, j in pairs) for sides in product((1, -1), repeat=SIZE)), default=0
    )
    assert len(found.against) == fewest
    assert all(some.sign[i, j] * found.side[i] * found.side[j] < 0 for i, j in found.against.tolist())


def test_two_camps_are_found_and_the_larger_is_the_first() -> None:
    sign = np.full((5, 5), -1)
    sign[:2, :2] = sign[2:, 2:] = 1
    np.fill_diagonal(sign, 0)
    found = split(Signs(actors=np.arange(5), sums=sign, sign=sign, claims=np.abs(sign)))
    assert found.side.tolist() == [-1, -1, 1, 1, 1] and len(found.against) == 0


def test_a_balance_inside_the_band_has_no_sign() -> None:
    plus, minus = np.array([10, 6, 5, 4, 0, 0]), np.array([0, 4, 5, 6, 3, 0])
    assert signed(plus, minus, 0.1).tolist() == [1, 1, 0, -1, -1, 0]
    assert signed(plus, minus, 0.2).tolist() == [1, 0, 0, 0, -1, 0]
