"""The figures of `python tests/bench/who_is_who.py` on the half for tuning do not fall."""

from __future__ import annotations

from itertools import combinations

from who_is_who import variants

from kg.resolve import resolve


def test_name_variants_are_told_apart_and_brought_together() -> None:
    mentions = variants(False)
    found = resolve(one for _, _, one in mentions)
    right = wrong = missed = 0
    for (who, _, one), (whom, _, other) in combinations(mentions, 2):
        joined = found[one.key].entity.id == found[other.key].entity.id
        right += joined and who == whom
        wrong += joined and who != whom
        missed += not joined and who == whom
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.9
