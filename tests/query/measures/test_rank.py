"""Ranks, over time too."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from kg.model import EntityType
from kg.query.edges import edges
from kg.query.measures.periods import periods, split
from kg.query.measures.rank import NOWHERE, rank
from kg.store import View


def test_ranks_are_in_order_and_equal_ones_by_id(gold_view: View) -> None:
    table = gold_view.table
    found = rank(table, np.flatnonzero(edges().accepts(table)), by="degree", limit=0).whole
    order = [(-place.score, actor) for actor, place in found.places.items()]
    assert order == sorted(order) and [place.rank for place in found.places.values()] == list(range(1, found.actors + 1))
    assert all(place.ties == place.score for place in found.places.values())


def test_only_the_type_is_ranked_but_all_are_in_the_network(gold_view: View) -> None:
    table = gold_view.table
    rows = np.flatnonzero(edges().accepts(table))
    whole = rank(table, rows, by="betweenness", limit=0).whole
    people = rank(table, rows, by="betweenness", kinds=[EntityType.PERSON], limit=0).whole
    assert people.actors == whole.actors and 0 < len(people.places) < len(whole.places)
    assert all(actor.startswith("person/") and place.score == whole.places[actor].score for actor, place in people.places.items())


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_periods_have_the_claims_of_their_days(gold_view: View, every: str) -> None:
    table = gold_view.table
    rows = np.flatnonzero(edges().accepts(table))
    parts = split(table, rows, every)
    assert sorted(np.concatenate([some for _, some in parts]).tolist()) == rows[table.claims["day"][rows] > 0].tolist()
    for period, some in parts:
        assert all(period.first <= day <= period.last for day in table.claims["day"][some])
    found = rank(table, rows, by="claims", every=every, limit=3)
    for (period, one), (same, some) in zip(found.periods, parts, strict=True):
        alone = rank(table, some, by="claims", limit=0).whole
        assert period == same and one.claims == len(some)
        assert one.places == {actor: alone.places.get(actor, NOWHERE) for actor in found.whole.places}


def test_periods_follow_each_other_without_a_gap() -> None:
    first, last = date(2023, 11, 30).toordinal(), date(2025, 2, 1).toordinal()
    for every, number in (("month", 16), ("quarter", 6), ("year", 3)):
        found = periods(first, last, every)
        assert len(found) == number and found[0].first <= first and found[-1].last >= last
        assert all(one.last + 1 == other.first for one, other in pairwise(found))
    assert periods(0, 0, "year") == []


def test_nothing_ranks_nobody(gold_view: View) -> None:
    found = rank(gold_view.table, np.zeros(0, dtype=np.int64), by="pagerank", every="year")
    assert found.whole.places == {} and found.periods == ()
