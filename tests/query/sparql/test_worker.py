"""Queries that run too long or end the engine: stopped, told, and nothing is left behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.sparql.guard import DEEPEST
from kg.query.sparql.select import Rows, ask
from kg.query.sparql.worker import timed_within
from kg.store import View

MINUTES = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
CHAIN = f"SELECT (({'1+' * 60_000}1) AS ?n) {{}}"  # no brackets, but as deep once it is read


@pytest.mark.parametrize("text", ["SELECT ?who ?what { ?who kg:supports ?what }", "ASK { ?s ?p ?o }", "DESCRIBE country:IR"])
def test_the_worker_answers_the_same(gold_view: View, text: str) -> None:
    """Rows, truth values and triples come back whole and in order."""
    assert ask(gold_view, text, timeout=30) == ask(gold_view, text)


def test_a_query_of_minutes_is_stopped(gold_view: View) -> None:
    """After the time, give or take the worker's start; its process is gone."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds"):
        ask(gold_view, MINUTES, timeout=0.5)
    assert time.monotonic() - start < 10


def test_a_query_that_ends_the_engine_is_an_error(gold_view: View) -> None:
    """This process lives on, and answers the next query."""
    with pytest.raises(QueryError, match="engine broke off"):
        ask(gold_view, CHAIN, timeout=30)
    assert ask(gold_view, "ASK { ?s ?p ?o }", timeout=30) is True


def test_errors_come_back_from_the_worker(gold_view: View) -> None:
    """With line and column, and without the deep nesting that is refused beforehand."""
    with pytest.raises(QueryError, match="line 1, column 14: syntax error"):
        ask(gold_view, "SELECT ?s { ?", timeout=30)
    with pytest.raises(QueryError, match=f"more than {DEEPEST} deep"):
        ask(gold_view, "ASK " + "{" * 5_000 + "}" * 5_000, timeout=30)


def test_a_snapshot_that_is_gone_is_an_error(seed_view: View, tmp_path: Path) -> None:
    """Whatever ends the worker before it can answer."""
    with pytest.raises(QueryError, match="broke off"):
        seed_view.snapshot = tmp_path / "none"
        timed_within(seed_view, [], 30)


def test_the_worker_sees_what_the_view_sees(gold_store: Path) -> None:
    """Claims of little confidence are out of its sight, too."""
    with View(gold_store, 0.5) as view:
        found = ask(view, "SELECT ?c { ?c a kg:Claim }", timeout=60)
        assert isinstance(found, Rows) and found == ask(view, "SELECT ?c { ?c a kg:Claim }")
