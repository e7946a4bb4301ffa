"""SPARQL over the default graph and all articles together."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.errors import QueryError
from kg.query.facts import node
from kg.query.sparql.forms import cell, prefixed, written
from kg.query.sparql.select import Graph, Rows, ask
from kg.store import View

CLAIMS = "SELECT ?claim ?quote { ?claim a kg:Claim ; kg:quote ?quote }"


def _rows(view: View, text: str) -> Rows:
    answer = ask(view, text)
    assert isinstance(answer, Rows)
    return answer


def test_default_graph_and_articles_are_seen_as_one(seed_view: View) -> None:
    """A join of an actor's name (default graph) with a claim's quote (article's graph)."""
    found = _rows(seed_view, "SELECT ?name { ?claim rdf:subject ?who ; kg:channel 'phone' . ?who rdfs:label ?name }")
    assert found.rows == ((Literal("Aziz Nasirzadeh"),),)


def test_each_article_is_a_graph(gold_view: View) -> None:
    """GRAPH and FROM see one article."""
    every = _rows(gold_view, "SELECT DISTINCT ?g { GRAPH ?g { ?c a kg:Claim } }")
    assert len(every.rows) == 21
    one = str(every.rows[0][0])
    inside = _rows(gold_view, f"SELECT ?c {{ GRAPH {one} {{ ?c a kg:Claim }} }}").rows
    assert _rows(gold_view, f"SELECT ?c FROM {one} {{ ?c a kg:Claim }}").rows == inside


def test_no_triple_is_counted_twice(gold_view: View) -> None:
    """As many triples as quads: the union of all graphs holds nothing twice."""
    found = _rows(gold_view, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]
    assert isinstance(found, Literal) and int(found.value) == len(gold_view.store)


def test_rows_are_sorted_unless_the_query_orders(gold_view: View) -> None:
    """Numbers by value, and an ORDER BY is kept."""
    text = "SELECT ?n { VALUES ?n { 10 9 100 } }"
    assert [str(row[0].value) for row in _rows(gold_view, text).rows if isinstance(row[0], Literal)] == ["9", "10", "100"]
    down = _rows(gold_view, f"{text} ORDER BY DESC(?n)").rows
    assert [row[0].value for row in down if isinstance(row[0], Literal)] == ["100", "10", "9"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("SELECT * WHERE { ?s ?p ", "line 1, column 24: syntax error near"),
        ("SELECT *\nWHERE {\n  ?s ?p }", "line 3, column 10: syntax error near '?s ?p }'"),
        ("SELECT *\nWHERE { ?s foo:bar ?o }", "line 2, column 19: unknown prefix"),
        ("SELEKT", "line 1, column"),
    ],
)
def test_syntax_errors_say_where(gold_view: View, text: str, where: str) -> None:
    """Line and column, in one line."""
    with pytest.raises(QueryError) as caught:
        ask(gold_view, text)
    assert str(caught.value).startswith(where) and "\n" not in str(caught.value)


def test_values_are_bound_and_not_pasted(gold_view: View) -> None:
    """A hostile value stays a value."""
    evil = Literal('" } ; DROP ALL #')
    answer = ask(gold_view, "SELECT ?quote ?x { ?c kg:quote ?quote FILTER(?quote = ?x) }", {"x": evil})
    assert isinstance(answer, Rows) and answer.rows == ()
    with pytest.raises(QueryError, match=r"no variable \?actor"):
        ask(gold_view, "SELECT ?s { ?s a kg:Person }", {"actor": node(gold_view, "country/IR")})


@pytest.mark.parametrize(("name", "why"), [("1 y", "is no name of a variable"), ("other", r"no variable \?other")])
def test_parameters_that_the_query_cannot_have(gold_view: View, name: str, why: str) -> None:
    """A word that is no variable's name, and a variable that the query lacks."""
    with pytest.raises(QueryError, match=why):
        ask(gold_view, "SELECT ?y { ?y a kg:Country }", {name: Literal("x")})


def test_csv_and_tsv_carry_full_terms(gold_view: View) -> None:
    """CSV is read back by Python, TSV by the engine."""
    answer = _rows(gold_view, CLAIMS)
    read = list(csv.reader(io.StringIO(written(gold_view, answer, "csv"))))
    assert read[0] == ["claim", "quote"] and len(read) == len(answer.rows) + 1
    assert read[1][0].startswith("https://w3id.org/diplomatic-kg/claim/")
    assert _read(written(gold_view, answer, "tsv"), QueryResultsFormat.TSV) == list(answer.rows)


def test_json_and_xml_are_read_back(gold_view: View) -> None:
    """By the engine's readers, and by rdflib's."""
    from rdflib.query import Result

    answer = _rows(gold_view, CLAIMS)
    for form, kind in (("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)):
        text = written(gold_view, answer, form)
        assert _read(text, kind) == list(answer.rows)
        assert len(Result.parse(io.BytesIO(text.encode("utf8")), format=form)) == len(answer.rows)


def test_xml_survives_what_xml_cannot_hold(gold_view: View) -> None:
    """Control characters become U+FFFD; markup is escaped."""
    answer = Rows(columns=("x",), rows=((Literal("a\x01<b>&\r\n"),),))
    text = written(gold_view, answer, "xml")
    assert ElementTree.fromstring(text).findtext(".//{*}literal") == "a\ufffd<b>&\r\n"


def test_ask_and_unbound(gold_view: View) -> None:
    """ASK is a truth value; an unbound cell is empty."""
    assert ask(gold_view, "ASK { ?x kg:spokeWith ?y }") is True
    assert ask(gold_view, "ASK { ?x kg:spokeWith 'nobody' }") is False
    assert json.loads(written(gold_view, True, "json"))["boolean"] is True
    rows = _rows(gold_view, "SELECT ?x (1 AS ?one) { OPTIONAL { ?x kg:spokeWith 'nobody' } }")
    assert written(gold_view, rows, "csv") == "x,one\n,1\n"


def test_construct_gives_sorted_turtle(gold_view: View) -> None:
    """The same bytes each time, blank nodes included; rdflib reads it."""
    from rdflib import Graph as RdfGraph

    text = "CONSTRUCT { [] kg:about ?x . ?x kg:spokeWith ?y } { ?x kg:spokeWith ?y }"
    answers = [ask(gold_view, text) for _ in range(2)]
    first, second = (written(gold_view, answer, "ttl") for answer in answers)
    assert first == second and first.startswith("@prefix ")
    assert isinstance(answers[0], Graph)
    assert len(RdfGraph().parse(data=first, format="turtle")) == len(answers[0].triples)
    assert len(list(parse(written(gold_view, answers[0], "nt"), RdfFormat.N_TRIPLES))) == len(answers[0].triples)
    with pytest.raises(QueryError, match="give ttl or nt, not csv"):
        written(gold_view, answers[0], "csv")


def test_describe_tells_of_one_thing(gold_view: View) -> None:
    """DESCRIBE gives the triples of the actor."""
    answer = ask(gold_view, "DESCRIBE country:IR")
    assert isinstance(answer, Graph) and {str(triple.subject) for triple in answer.triples} == {
        str(node(gold_view, "country/IR"))
    }


def test_cells_are_for_the_eye(gold_view: View) -> None:
    """Prefixed names as SPARQL reads them, or names."""
    iran = node(gold_view, "country/IR")
    assert cell(gold_view, iran, names=False) == "country:IR" and cell(gold_view, iran, names=True) == "Iran"
    assert prefixed(gold_view, f"{gold_view.base}article/a/b") == f"<{gold_view.base}article/a/b>"


def _read(text: str, kind: QueryResultsFormat) -> list[tuple[object, ...]]:
    found = parse_query_results(text, kind)
    assert isinstance(found, QuerySolutions)
    return [tuple(row) for row in found]
