"""The steps of a query, with their rows."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.facts import node
from kg.query.sparql.explain import explain, steps
from kg.query.sparql.named import filled, questions
from kg.query.sparql.select import Rows, ask, prepare
from kg.store import View


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("?s ?p ?o", ["?s ?p ?o"]),
        ("?s ?p 1.5 ; ?q 2 . ?o ?p ?q .", ["?s ?p 1.5 ; ?q 2", "?o ?p ?q"]),
        ("{ ?a ?b ?c . } UNION { ?d ?e ?f } ?g ?h ?i", ["{ ?a ?b ?c . } UNION { ?d ?e ?f }", "?g ?h ?i"]),
        ("VALUES (?a ?b) { (1 2) } VALUES ?c { 3 }", ["VALUES (?a ?b) { (1 2) }", "VALUES ?c { 3 }"]),
        ("FILTER NOT EXISTS { ?a ?b '.' } ?c ?d ?e", ["FILTER NOT EXISTS { ?a ?b '.' }", "?c ?d ?e"]),
        ("?s ?p [ ?q ?r . ] . GRAPH ?g { ?a ?b ?c }", ["?s ?p [ ?q ?r . ]", "GRAPH ?g { ?a ?b ?c }"]),
        ("?s a kg:A # FILTER(?s)\n. BIND(STR(?s) AS ?t)", ["?s a kg:A # FILTER(?s)", "BIND(STR(?s) AS ?t)"]),
    ],
)
def test_steps_of_a_pattern(text: str, parts: list[str]) -> None:
    """Triples by full stop, blocks whole."""
    assert list(steps(text)) == parts


def test_rows_of_each_step(gold_view: View) -> None:
    """As many as the pattern so far matches; the last is the whole query."""
    text = "SELECT ?b { FILTER(?b != country:SY) ?a kg:supports ?b . OPTIONAL { ?b kg:code ?c } }"
    asked = prepare(gold_view, text, {"a": node(gold_view, "country/IR")})
    found = explain(gold_view, asked)
    supported = ask(gold_view, "SELECT ?b { country:IR kg:supports ?b }")
    assert isinstance(supported, Rows)
    assert [one.text.split()[0] for one in found] == ["VALUES", "?a", "OPTIONAL", "FILTER(?b", "the"]
    assert found[1].rows == len(supported.rows) == found[2].rows and (found[1].alone or 0) > found[1].rows
    assert found[-1].rows == found[-2].rows == len(supported.rows) - 1
    assert [one.rows for one in explain(gold_view, asked, 30)] == [one.rows for one in found]


@pytest.mark.parametrize(
    "text",
    ["DESCRIBE country:IR", "ASK {}", "CONSTRUCT WHERE { ?s kg:supports ?o }", "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } }"],
)
def test_every_form_is_explained(gold_view: View, text: str) -> None:
    """The last step is the query."""
    assert explain(gold_view, prepare(gold_view, text))[-1].text == "the whole query"


def test_named_questions_are_explained(gold_view: View) -> None:
    """Their parts are all found."""
    for one in questions():
        if not any(parameter.required for parameter in one.parameters):
            assert len(explain(gold_view, prepare(gold_view, *filled(gold_view, one, {})))) > 1


@pytest.mark.parametrize(
    "text", ["", "SELECT ?s {", "SELECT ?s { ?s ?p ?o . ; }", "PREFIX a: <http://example.org/>", "ASK { { ?s }"]
)
def test_what_is_no_query_cannot_be_explained(gold_view: View, text: str) -> None:
    """The error is the query's, with its place."""
    with pytest.raises(QueryError, match="line 1, column"):
        explain(gold_view, prepare(gold_view, text))


def test_a_step_that_explodes_is_stopped(gold_view: View) -> None:
    """Two triples without a common variable; the whole query is quick, and so are the steps before."""
    text = "SELECT * { ?a kg:supports ?b . ?c rdf:subject ?d . ?e rdf:object ?f . } LIMIT 0"
    found = explain(gold_view, prepare(gold_view, text), patience=0.5)
    assert [one.rows is None for one in found] == [False, False, True, False]
    assert found[2].seconds == 0.5 and found[-1].rows == 0 and all(one.alone for one in found[:3])
