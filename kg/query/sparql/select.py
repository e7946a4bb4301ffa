"""What does the graph answer to SPARQL? SELECT, ASK, CONSTRUCT and DESCRIBE over everything it holds.

A query sees the default graph and all articles' graphs as one, and each of them by GRAPH. Parameters are bound to variables,
never pasted into the text. Rows come in the query's order, else sorted, so that the same question gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.query.sparql.bind import bound as with_values
from kg.query.sparql.engine import Answer, Graph, Prepared, Rows, Term, run, timed
from kg.query.sparql.guard import check, names_graphs, ordered
from kg.rdf.namespace import PREFIXES

if TYPE_CHECKING:
    from kg.store import View

__all__ = ["Answer", "Graph", "Rows", "Term", "ask", "measured", "prefixes", "prepare"]
OTHERS = {
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "schema": "https://schema.org/",
}
KINDS = ("person", "country", "organization", "group", "article", "claim")


def prefixes(view: View) -> dict[str, str]:
    """The prefixes that every query may use undeclared: the vocabularies', and one for each kind of id."""
    return {**PREFIXES, **OTHERS, **{kind: f"{view.base}{kind}/" for kind in KINDS}}


def ask(
    view: View,
    text: str,
    bound: Mapping[str, Term] | None = None,
    *,
    network: bool = False,
    timeout: float | None = None,
) -> Answer:
    """What does the graph answer? `bound` gives values to variables of the query, wherever in it they stand.

    With a `timeout` in seconds (0 for none) a process of its own asks, and is killed when the time is over.

    Raises QueryError for a syntax error (with line and column), an update, a parameter the query does not have, a query that
    was stopped or on which the engine broke off, and, unless `network`, for SERVICE and FROM of a graph that the store has not.
    """
    asked = prepare(view, text, bound, network=network)
    return run(view.store, asked) if timeout is None else measured(view, [asked], timeout)[0][0]


def measured(view: View, queries: Sequence[Prepared], timeout: float | None) -> list[tuple[Answer, float]]:
    """What does the graph answer to each of these, and in how many seconds? Raises QueryError as `ask` does."""
    if timeout is None:
        return timed(view.store, queries)
    from kg.query.sparql.worker import timed_within

    return timed_within(view, queries, timeout)


def prepare(view: View, text: str, bound: Mapping[str, Term] | None = None, *, network: bool = False) -> Prepared:
    """The query, checked, with its parameters' values in it. Raises QueryError where it may not run."""
    spaces = prefixes(view)
    check(text, spaces, lambda iri: _has_graph(view, iri), network=network)
    whole = with_values(text, bound or {})
    return Prepared(typed=text, text=whole, prefixes=spaces, union=not names_graphs(text), keep=ordered(text))


def _has_graph(view: View, iri: str) -> bool:
    try:
        return view.store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False
