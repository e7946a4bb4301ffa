"""What may run, and what is refused before anything is opened."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pyoxigraph import Literal

from kg.errors import QueryError
from kg.query.sparql.guard import check, ordered, tokens
from kg.query.sparql.select import Rows, ask
from kg.store import View

PREFIXES = {"kg": "https://example.org/ontology#", "article": "https://example.org/article/"}


def _listening() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.settimeout(0.3)
    return server


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p ?o . {{ SELECT * {{ SERVICE<{url}>{{ ?s ?p ?o }} }} }} }}",
        "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "PREFIX x: <{url}> SELECT * FROM x:graph {{ ?s ?p ?o }}",
        "BASE <{url}> ASK FROM <graph> {{ ?s ?p ?o }}",
        "LOAD <{url}>",
        "CONSTRUCT {{ ?s ?p ?o }} {{ # a comment\n SERVICE <{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_the_network_is_never_reached(gold_view: View, text: str) -> None:
    """A server on this machine that sees no connection: neither Python nor the engine opened a socket."""
    with _listening() as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/data"
        with pytest.raises(QueryError):
            ask(gold_view, text.format(url=url))
        with pytest.raises(TimeoutError):
            server.accept()


def test_allowed_network_is_used(gold_view: View) -> None:
    """The guard, and nothing else, is what kept the query in."""
    with _listening() as server:
        server.settimeout(10)
        seen: list[bytes] = []

        def answer() -> None:
            connection, _ = server.accept()
            seen.append(connection.recv(100))
            connection.close()

        thread = Thread(target=answer)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/data"
        with pytest.raises(QueryError, match="the query failed"):
            ask(gold_view, f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", network=True)
        thread.join()
    assert seen and b"/data" in seen[0]


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A SPARQL endpoint on this machine that always has the same row."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            iran = {"type": "uri", "value": "https://w3id.org/diplomatic-kg/country/IR"}
            row = {"who": iran, "what": {"type": "literal", "value": "x"}}
            body = json.dumps({"head": {"vars": ["who", "what"]}, "results": {"bindings": [row]}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()


@pytest.mark.parametrize("timeout", [None, 30])
def test_service_works_where_it_is_allowed(gold_view: View, endpoint: str, timeout: float | None) -> None:
    """Its rows are joined with the graph's, also in a worker, and with a parameter in it."""
    text = f"SELECT ?name {{ SERVICE <{endpoint}> {{ ?who ?p ?what }} ?who rdfs:label ?name }}"
    found = ask(gold_view, text, network=True, timeout=timeout)
    assert found == Rows(columns=("name",), rows=((Literal("Iran"),),))
    bound = ask(gold_view, text, {"what": Literal("x")}, network=True, timeout=timeout)
    assert bound == found
    with pytest.raises(QueryError, match="--allow-network"):
        ask(gold_view, text, timeout=timeout)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * FROM <http://127.0.0.1:9/graph> { ?s ?p ?o }", "ask its endpoint with SERVICE"),
        ("LOAD <http://127.0.0.1:9/graph>", "give the file to kg build"),
    ],
)
def test_what_the_engine_cannot_fetch_is_refused_anyway(gold_view: View, text: str, why: str) -> None:
    """With the way out."""
    with pytest.raises(QueryError, match=why):
        ask(gold_view, text, network=True)


@pytest.mark.parametrize(
    "verb", ["INSERT DATA { <a:a> <a:b> <a:c> }", "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL"]
)
def test_updates_are_refused(gold_view: View, verb: str) -> None:
    """The graph cannot be changed by a query."""
    with pytest.raises(QueryError, match="would change the graph"):
        ask(gold_view, verb)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?s { ?s ?p "SERVICE and LOAD" }',
        "SELECT ?service { ?service ?from ?load } # SERVICE <http://example.org/>",
        "SELECT ?s { ?s kg:service ?o }",
        "SELECT ?s { ?s <http://example.org/SERVICE> '''FROM\n<x>''' }",
        "SELECT ?s FROM article:known { ?s ?p ?o }",
    ],
)
def test_words_that_are_no_keywords_pass(text: str) -> None:
    """Strings, variables, names, IRIs and comments may say service: nothing is raised, and FROM asks for known graphs only."""
    asked: list[str] = []

    def known(iri: str) -> bool:
        asked.append(iri)
        return iri == "https://example.org/article/known"

    check(text, PREFIXES, known)
    assert set(asked) == ({"https://example.org/article/known"} if "FROM article" in text else set())


def test_order_of_the_query_and_of_a_subquery() -> None:
    """Only the outer ORDER BY orders the rows."""
    assert ordered("SELECT ?s { ?s ?p ?o } order by ?s")
    assert not ordered("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }")
    assert not ordered('SELECT ?s { ?s ?p "ORDER BY" }')


def test_tokens_keep_hash_inside_iris() -> None:
    """A hash begins a comment only outside IRIs and strings."""
    assert tokens("<http://a/#b> '#' ?x # gone") == [("iri", "<http://a/#b>"), ("string", "'#'"), ("variable", "?x")]


def test_brackets_too_deep_for_the_engine_are_refused() -> None:
    """Its recursion would end the process; brackets in texts do not count."""
    for text in ("SELECT * " + "{" * 100_000 + "}" * 100_000, f"ASK {{ FILTER({'!' * 100_000}true) }}"):
        with pytest.raises(QueryError, match="more than 100 deep"):
            check(text, PREFIXES, lambda iri: True)
    check(f"SELECT * {{ ?s ?p '{'(' * 200}' }}", PREFIXES, lambda iri: True)
