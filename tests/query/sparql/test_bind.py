"""Parameters in queries of every form, against the same query with the value written in its place."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import QueryError
from kg.query.facts import node
from kg.query.sparql.bind import bound
from kg.query.sparql.select import Rows, ask
from kg.store import View

FORMS = (
    "ASK { ?who kg:spokeWith ?x }",
    "ASK { ?x kg:attacks ?who }",
    "CONSTRUCT { ?who kg:about ?x } WHERE { ?who kg:supports ?x }",
    "CONSTRUCT WHERE { ?who kg:supports ?x . ?x rdfs:label ?l }",
    "DESCRIBE ?who",
    "DESCRIBE ?who ?x WHERE { ?who kg:supports ?x } ORDER BY ?x LIMIT 1",
    "SELECT ?x { ?who kg:supports ?x }",
    "SELECT ?x { $who kg:supports ?x }",
    "SELECT ?x { ?x a kg:Country FILTER(?x != ?who) }",
    "SELECT ?x { { ?who kg:supports ?x } UNION { ?x kg:supports ?who } }",
    "SELECT ?x { ?x a kg:Country OPTIONAL { ?x kg:supports ?y FILTER(?y = ?who) } FILTER(!BOUND(?y)) }",
    "SELECT ?x { ?x a kg:Country MINUS { ?who kg:supports ?x } }",
    "SELECT ?x { ?x a kg:Country FILTER NOT EXISTS { ?who kg:supports ?x } }",
    "SELECT ?x ?n { { SELECT ?x (COUNT(?c) AS ?n) { ?c rdf:subject ?x ; rdf:object ?who } GROUP BY ?x } }",
    "SELECT ?x { ?who kg:supports+ ?x }",
    "SELECT ?x { ?who (kg:supports|^kg:accuses)/rdfs:label ?x }",
    "SELECT ?x { GRAPH ?x { ?c rdf:subject ?who } }",
    "SELECT ?x { GRAPH ?x { ?c rdf:subject ?y } ?y kg:supports ?who }",
    "SELECT (COUNT(?c) AS ?n) { ?c rdf:subject ?who VALUES ?s { 'actual' } ?c kg:status ?s }",
    "SELECT (EXISTS { ?who kg:supports ?x } AS ?e) ?x { ?x a kg:Country }",
)


@pytest.mark.parametrize("text", FORMS)
def test_a_bound_variable_is_like_a_written_value(gold_view: View, text: str) -> None:
    """Wherever it stands: templates, subqueries, filters, paths and heads."""
    iran = node(gold_view, "country/IR")
    written = text.replace("?who", str(iran)).replace("$who", str(iran))
    found, wanted = ask(gold_view, text, {"who": iran}), ask(gold_view, written)
    assert found == wanted
    assert not isinstance(found, Rows) or found.rows


def test_a_bound_variable_can_be_shown_grouped_and_tested(gold_view: View) -> None:
    """What a written value could not."""
    iran = node(gold_view, "country/IR")
    found = ask(
        gold_view, "SELECT ?who (COUNT(?c) AS ?n) { ?c rdf:subject ?who FILTER(BOUND(?who)) } GROUP BY ?who", {"who": iran}
    )
    assert isinstance(found, Rows) and len(found.rows) == 1 and found.rows[0][0] == iran


@pytest.mark.parametrize(
    "evil", ['" } ; DROP ALL #', "\\u0022 } UNION { ?s ?p ?o } #", "'''\n\r\t\\", "?who", "}}}}", "> <http://example.org/x"]
)
def test_hostile_values_stay_values(gold_view: View, evil: str) -> None:
    """The value comes back as it went in, and no more rows than one."""
    found = ask(gold_view, "SELECT ?x { BIND(?who AS ?x) }", {"who": Literal(evil)})
    assert isinstance(found, Rows) and found.rows == ((Literal(evil),),)


def test_values_stand_in_groups_and_nowhere_else() -> None:
    """Not in templates, data blocks, texts and comments, nor in what computes the variable itself."""
    value = {"who": NamedNode("http://example.org/a")}
    row = "VALUES ?who { <http://example.org/a> }"
    text = bound("CONSTRUCT { ?who ?p '{?who}' } WHERE { VALUES (?x) { (1) } { ?who ?p ?x } # { ?who }\n}", value)
    assert text.count(row) == 2 and text.startswith("CONSTRUCT { ?who ?p '{?who}' } WHERE { " + row)
    joined = bound("SELECT ?who { { SELECT (MIN(?x) AS ?who) { ?x ?p ?o } } }", value)
    assert joined == f"SELECT ?who {{ {row} {{ SELECT (MIN(?x) AS ?who) {{ ?x ?p ?o }} }} }}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT ?s { ?s ?p 'who ?who' }", "has no variable"),
        ("SELECT (MIN(?s) AS ?who) { ?s ?p ?o }", "itself computes"),
        ("SELECT ?s { ?s ?p ?o BIND(1 AS ?who) }", "itself computes"),
        ("SELECT ?s { ?s ?p ?who", "line 1, column"),
    ],
)
def test_what_cannot_be_bound(gold_view: View, text: str, why: str) -> None:
    """A variable that is not there or has its value already; a syntax error is where it stands as typed."""
    with pytest.raises(QueryError, match=why):
        ask(gold_view, text, {"who": Literal("x")})


def test_blank_nodes_cannot_be_bound(gold_view: View) -> None:
    """They mean nothing outside their graph."""
    with pytest.raises(QueryError, match="IRI or a literal"):
        ask(gold_view, "ASK { ?who ?p ?o }", {"who": BlankNode("b")})
