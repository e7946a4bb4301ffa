"""A view of the claims of some days, or of enough confidence, is a copy of what is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.errors import StoreError
from kg.model import Status
from kg.query.facts import all_facts
from kg.query.sparql.named import answer, question
from kg.query.sparql.select import ask
from kg.query.window import Window, window
from kg.store import View
from kg.validate import validate


def _said(view: View, text: str) -> bool:
    found = ask(view, text)
    assert isinstance(found, bool)
    return found


def _count(view: View, kind: str) -> int:
    rows = view.query(f"SELECT (COUNT(DISTINCT ?one) AS ?n) {{ GRAPH ?g {{ ?one a kg:{kind} }} }}")
    assert isinstance(rows, QuerySolutions)
    return int(next(iter(rows))["n"].value)


def _days(since: str = "", until: str = "", as_of: str = "") -> Window:
    return window(since, until, as_of)


def test_only_the_claims_of_the_window_are_in_sight(gold_store: Path) -> None:
    """Claims, articles and what holds; and the copy is a sound graph."""
    with View(gold_store) as whole, View(gold_store, days=_days("2025-01", "2025-06")) as part:
        chosen = {fact.id for fact in all_facts(part)}
        days = _days("2025-01", "2025-06")
        table = whole.table
        assert chosen == {table.claim(row) for row in range(len(table.claims)) if days.accepts(table)[row]}
        assert 0 < _count(part, "Article") < _count(whole, "Article")
        assert part.whole.store is not part.store and _count(part.whole, "Claim") == len(table.claims)
        assert validate(part) == []
        for fact in all_facts(part):
            assert part.entity(fact.subject) == whole.entity(fact.subject)


def test_no_window_is_the_graph_itself(gold_store: Path) -> None:
    """A view without bounds copies nothing."""
    with View(gold_store, days=_days()) as view:
        assert not view.chosen and view.whole is view


def test_more_than_fits_into_memory_is_an_error(gold_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to do."""
    monkeypatch.setattr("kg.store.sure.MOST", 100)
    with pytest.raises(StoreError, match=r"156 claims are left, and at most 100 fit into memory; ask for fewer days"):
        assert View(gold_store, days=_days("2025-01", "2025-06")).store


def test_what_holds_is_derived_anew(press) -> None:
    """The plain triple stands as long as a claim of these days supports it, both ways where it has no direction."""
    store = press(("Reuters", "2024-01-05", ("IR", "met-with", "SY")), ("AFP", "2025-01-05", ("IR", "supports", "SY")))
    for days, met, supports in (
        (_days("2024", "2024"), True, False),
        (_days("2025"), False, True),
        (_days("2026"), False, False),
    ):
        with View(store, days=days) as view:
            assert _said(view, "ASK { country:SY kg:metWith country:IR }") == met
            assert _said(view, "ASK { country:IR kg:supports country:SY }") == supports


def test_as_of_a_day_an_office_left_by_then_does_not_hold(press) -> None:
    """And one that is taken up again holds."""
    held = "Aziz Nasiri", "minister-of", "IR", {"post": "Defence Minister"}
    left = "Aziz Nasiri", "minister-of", "IR", {"post": "Defence Minister", "status": Status.FORMER}
    store = press(("Reuters", "2024-01-05", held), ("AFP", "2024-06-05", left), ("AFP", "2025-01-05", held))
    text = "ASK { person:aziz-nasiri kg:represents country:IR }"
    for day, holds in (("2023", False), ("2024-03", True), ("2024-07", False), ("2025", True)):
        with View(store, days=_days("", "", day)) as view:
            assert _said(view, text) == holds, day
    with View(store, days=_days(until="2024-07")) as view:
        assert _said(view, text), "a stretch of time is no look back from its end"


def test_as_of_knows_only_what_had_appeared(press) -> None:
    """A claim on an earlier day counts from when its article appeared."""
    store = press(("Reuters", "2024-06-05", ("IR", "met-with", "SY", {"date": "2024-01-05"})))
    with View(store, days=_days(as_of="2024-03")) as view:
        assert _count(view, "Claim") == 0
    with View(store, days=_days(until="2024-03")) as view:
        assert _count(view, "Claim") == 1


def test_nothing_reprints_what_is_not_there(press) -> None:
    """The original's claim lies before the window."""
    text = " ".join(f"word{number} of the wire story" for number in range(30))
    met = ("IR", "met-with", "SY")
    store = press(("Reuters", "2024-01-05", met), ("AFP", "2024-02-01", met), text=text)
    for days, reprints in ((_days("2024"), True), (_days("2024-02"), False)):
        with View(store, days=days) as view:
            assert _said(view, "ASK { ?one kg:reprintOf ?other }") == reprints


def test_the_worker_sees_the_same_days_and_names_are_found_beyond_them(gold_store: Path) -> None:
    """A named question on an actor that nobody names in these days has no rows, and is no error."""
    text = "SELECT ?claim { ?claim a kg:Claim }"
    with View(gold_store, days=_days("2025")) as view:
        assert ask(view, text) == ask(view, text, timeout=30)
    timeline = question("timeline")
    assert timeline
    with View(gold_store, days=_days("2035")) as view:
        assert answer(view, timeline, {"actor": "Iran"}).rows == ()
