"""The questions that come with the program, against what the claims say."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.errors import ActorError, QueryError
from kg.model import Status
from kg.query.facts import all_facts, facts_between, facts_of, node, path_of, relations
from kg.query.sparql.named import answer, question, questions, terms
from kg.query.sparql.select import Rows
from kg.store import View

ARGUMENTS = {"actor": "Iran", "one": "Iran", "other": "United States", "country": "Iran", "person": "Nasirzadeh", "date": "2026"}
ARGUMENTS["speaker"] = "KR"
NOT_THERE = ("disputed", "one-outlet", "reprints")  # the gold corpus has no such claims; test_questions has


def _ask(view: View, name: str, **given: str) -> Rows:
    asked = question(name)
    assert asked is not None
    return answer(view, asked, given)


def _column(view: View, rows: Rows, name: str) -> list[str]:
    at = rows.columns.index(name)
    cells = [row[at] for row in rows.rows]
    return [path_of(view, cell.value) if isinstance(cell, NamedNode) else str(cell) for cell in cells]


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_question_answers(gold_view: View, name: str) -> None:
    """Its columns are those that its head explains, and its parameters bind."""
    asked = question(name)
    assert asked is not None and asked.title.endswith("?")
    needed = {one.name: ARGUMENTS[one.name] for one in asked.parameters if one.required}
    found = answer(gold_view, asked, needed)
    assert list(found.columns) == list(asked.columns) and all(asked.columns.values())
    assert found.rows or name in NOT_THERE, f"the gold corpus has something for {name}"
    values = {"date": "2025", "number": "2"}
    optional = {one.name: values.get(one.kind, "Iran") for one in asked.parameters}
    assert len(answer(gold_view, asked, {**optional, **needed}).rows) <= len(found.rows)


def test_ministers_of_one_state(seed_view: View) -> None:
    """Who is minister of Syria?"""
    found = _ask(seed_view, "ministers", country="Syria")
    assert _column(seed_view, found, "person") == ["person/ali-mahmoud-abbas"]


@pytest.mark.parametrize(
    ("name", "relations_", "statuses"),
    [
        ("contacts", {"spoke-with", "met-with", "writes-to"}, {Status.ACTUAL}),
        ("supporters", {"supports", "praises", "aids"}, {Status.ACTUAL}),
        ("accusers", {"accuses", "condemns", "rejects"}, {Status.ACTUAL}),
        ("planned", set(relations()), {Status.INTENDED}),
        ("denied", set(relations()), {Status.DENIED}),
        ("visits", {"visits", "hosts"}, set(Status)),
    ],
)
def test_questions_find_each_claim_once(gold_view: View, name: str, relations_: set[str], statuses: set[Status]) -> None:
    """As many rows as claims, with and without an actor."""
    facts = [one for one in all_facts(gold_view) if one.relation in relations_ and one.status in statuses]
    assert len(_ask(gold_view, name).rows) == len(facts)
    mine = [one for one in facts if "country/US" in (one.subject, one.object)]
    assert len(_ask(gold_view, name, actor="United States").rows) == len(mine)


def test_timeline_and_ties(gold_view: View) -> None:
    """Every claim that names the actor, oldest first; every claim between two."""
    found = _ask(gold_view, "timeline", actor="Iran")
    assert len(found.rows) == len(facts_of(gold_view, "country/IR"))
    dates = _column(gold_view, found, "date")
    assert dates == sorted(dates)
    ties = _ask(gold_view, "ties", one="Iran", other="United States")
    assert len(ties.rows) == len(facts_between(gold_view, "country/US", "country/IR"))


def test_since_and_until(gold_view: View) -> None:
    """Days may be given as days, months or years, and both ends count."""
    every = len(_ask(gold_view, "contacts").rows)
    before, after = _ask(gold_view, "contacts", until="2024"), _ask(gold_view, "contacts", since="2025")
    assert len(before.rows) + len(after.rows) == every and before.rows and after.rows
    assert len(_ask(gold_view, "contacts", since="2024-09-01", until="2024-09-01").rows) >= 1


def test_parameters_are_checked(gold_view: View) -> None:
    """Unknown, missing and malformed ones, and names that fit nobody."""
    with pytest.raises(QueryError, match="takes no parameter 'who'; it takes actor, since, until"):
        _ask(gold_view, "contacts", who="Iran")
    with pytest.raises(QueryError, match="timeline needs -p actor="):
        _ask(gold_view, "timeline")
    for day in ("yesterday", "2024-W01-1", "2024-02-30", "2024-"):
        with pytest.raises(QueryError, match="is no date"):
            _ask(gold_view, "contacts", since=day)
    with pytest.raises(ActorError):
        _ask(gold_view, "timeline", actor='"> } DROP ALL')


def test_an_id_of_before_a_merge_is_the_actor_of_now(gold_view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """In either form; other IRIs are taken as they are."""
    monkeypatch.setattr(View, "renamed", lambda self, path: "country/IR" if path == "person/before" else "")
    iran = node(gold_view, "country/IR")
    typed = {"a": "person:before", "b": f"<{gold_view.base}person/before>", "c": "country:IR"}
    assert terms(gold_view, typed) == dict.fromkeys(typed, iran)
    assert terms(gold_view, {"x": "<http://example.org/x>"}) == {"x": NamedNode("http://example.org/x")}
