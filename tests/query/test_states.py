"""People folded into states: who stands for which state, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.query.edges import edges
from kg.query.facts import all_facts
from kg.query.paths.connect import shortest
from kg.query.states import folded, state_table
from kg.store import View
from kg.store.table import Table

Maker = Callable[[Any], Table]


def subjects(table: Table, relation: str = "visits") -> list[tuple[int, str]]:
    """Who visits, by day, at the level of states."""
    from kg.store.table import relation_numbers

    claims = folded(table).claims
    rows = [row for row in claims if row["relation"] == relation_numbers()[relation]]
    return sorted((int(row["day"]), table.actors[int(row["subject"])]) for row in rows)


def office(person: str, state: str, day: int, relation: str = "minister-of", status: str = "actual") -> tuple[Any, ...]:
    return f"person/{person}", relation, f"country/{state}", {"day": day, "status": status}


def visit(person: str, day: int) -> tuple[Any, ...]:
    return f"person/{person}", "visits", "country/z", {"day": day}


def test_a_minister_stands_for_his_state(made: Maker) -> None:
    """From the first to the last day seen, and beyond them as long as nothing speaks against it."""
    rows = [office("ann", "a", 100), office("ann", "a", 300), *(visit("ann", day) for day in (50, 200, 400))]
    assert subjects(made(rows)) == [(50, "country/a"), (200, "country/a"), (400, "country/a")]


def test_who_is_called_a_former_minister_stands_for_nobody(made: Maker) -> None:
    """From that day on; and one who was never seen in office, never."""
    rows = [office("ann", "a", 100), office("ann", "a", 300, status="former"), *(visit("ann", day) for day in (99, 299, 300))]
    assert subjects(made(rows)) == [(99, "country/a"), (299, "country/a"), (300, "person/ann")]
    assert subjects(made([office("bob", "a", 100, status="former"), visit("bob", 100)])) == [(100, "person/bob")]


def test_a_state_has_one_president(made: Maker) -> None:
    """Outside the days on which they are seen, presidents give way to each other; ministers do not."""
    for relation, late in (("head-of-state-of", "person/ann"), ("minister-of", "country/a")):
        rows = [office("ann", "a", 100, relation), office("bob", "a", 200, relation), visit("ann", 150), visit("ann", 250)]
        assert subjects(made(rows)) == [(150, "country/a"), (250, late)]
        rows = [*rows[:2], visit("bob", 50), visit("bob", 150)]
        assert subjects(made(rows)) == [(50, "person/bob" if relation != "minister-of" else "country/a"), (150, "country/a")]


def test_of_two_states_the_one_of_the_day_counts(made: Maker) -> None:
    """And between the two nobody knows."""
    rows = [*(office("ann", "a", day) for day in (100, 200)), *(office("ann", "b", day) for day in (400, 500))]
    visits = [visit("ann", day) for day in (150, 300, 450)]
    assert subjects(made([*rows, *visits])) == [(150, "country/a"), (300, "person/ann"), (450, "country/b")]


def test_others_stay_who_they_are(made: Maker) -> None:
    """A leader of a party, an organization, a state's member."""
    rows = [("person/ann", "leader-of", "organization/o", {"day": 100}), visit("ann", 100)]
    assert subjects(made(rows)) == [(100, "person/ann")]


def test_what_is_said_within_a_state_is_no_tie(made: Maker) -> None:
    """Two ministers of one state are one actor there."""
    rows = [office("ann", "a", 100), office("bob", "a", 100), ("person/ann", "spoke-with", "person/bob", {"day": 100})]
    table = folded(made(rows))
    assert len(table.claims) == 3 and len(table.pairs) == 0


def test_paths_between_states(seed_view: View) -> None:
    """Their people's claims carry the hop, each told between the people; who stands for a state can be asked about."""
    found = shortest(seed_view, "country/IR", "country/SY", edges=edges(), level="state")
    (hop,) = found.paths[0]
    assert (hop.start, hop.end) == ("country/IR", "country/SY")
    assert {fact.relation for fact in hop.facts} >= {"spoke-with", "congratulates", "supports"}
    sides = [hop.facts.near(place) for place in range(len(hop.facts))]
    assert set(sides) <= {"country/IR", "person/aziz-nasirzadeh"} and "person/aziz-nasirzadeh" in sides
    person = shortest(seed_view, "person/aziz-nasirzadeh", "country/SY", edges=edges(), level="state")
    assert person.stand == (("person/aziz-nasirzadeh", "country/IR"),)
    assert [hop.start for hop in person.paths[0]] == ["country/IR"]


def test_no_claim_is_lost(gold_view: View) -> None:
    """The same claims, in the same rows; those between two actors are again in the pairs."""
    table = state_table(gold_view)
    assert len(table.claims) == len(all_facts(gold_view)) and state_table(gold_view) is table
    assert (table.claims["id"] == gold_view.table.claims["id"]).all()
    between = table.claims["subject"] != table.claims["object"]
    assert sorted(table.order.tolist()) == between.nonzero()[0].tolist()
