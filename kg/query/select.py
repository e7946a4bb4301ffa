"""What does the graph answer to SPARQL? SELECT, ASK, CONSTRUCT and DESCRIBE over everything it holds.

A query sees the default graph and all articles' graphs as one, and each of them by GRAPH. Parameters are bound to variables,
never pasted into the text. Rows come in the query's order, else sorted, so that the same question gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple, Variable

from kg.errors import QueryError
from kg.query.guard import check, names_graphs, ordered
from kg.rdf.namespace import PREFIXES, XSD

if TYPE_CHECKING:
    from kg.store import View

Term = NamedNode | BlankNode | Literal | Triple
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NUMBERS = {XSD.integer.value, XSD.integer.value.replace("integer", "decimal"), XSD.integer.value.replace("integer", "double")}
OTHERS = {
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "schema": "https://schema.org/",
}
KINDS = ("person", "country", "organization", "group", "article", "claim")
SHOWN = 16  # letters of the query that a syntax error shows on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The answer to SELECT: the columns' names, and the rows in order; None is an unbound cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The answer to CONSTRUCT and DESCRIBE: triples, sorted, each once."""

    triples: tuple[Triple, ...]


Answer = Rows | Graph | bool


def prefixes(view: View) -> dict[str, str]:
    """The prefixes that every query may use undeclared: the vocabularies', and one for each kind of id."""
    return {**PREFIXES, **OTHERS, **{kind: f"{view.base}{kind}/" for kind in KINDS}}


def ask(view: View, text: str, bound: Mapping[str, Term] | None = None, *, network: bool = False) -> Answer:
    """What does the graph answer? `bound` gives values to variables of the query's SELECT clause.

    Raises QueryError for a syntax error (with line and column), an update, a parameter the query does not have, and,
    unless `network`, for SERVICE and FROM of a graph that the store does not have.
    """
    spaces = prefixes(view)
    check(text, spaces, lambda iri: _has_graph(view, iri), network=network)
    values = {_variable(name): value for name, value in (bound or {}).items()}
    try:
        found = view.store.query(
            text, prefixes=spaces, use_default_graph_as_union=not names_graphs(text), substitutions=values or None
        )
        if isinstance(found, QueryBoolean):
            return True if found else False  # noqa: SIM210 (its __bool__ is typed Any)
        if isinstance(found, QuerySolutions):
            return _rows(found, keep=ordered(text))
        return Graph(triples=_triples(found))
    except SyntaxError as error:
        raise QueryError(_syntax(str(error), text)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(_trouble(str(error))) from error


def _variable(name: str) -> Variable:
    try:
        return Variable(name)
    except ValueError as error:
        raise QueryError(f"{name!r} is no name of a variable, which -p would bind") from error


def _has_graph(view: View, iri: str) -> bool:
    try:
        return view.store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False


def _rows(found: QuerySolutions, *, keep: bool) -> Rows:
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(row[i] for i in range(len(columns))) for row in found]
    return Rows(columns=columns, rows=tuple(rows if keep else sorted(rows, key=lambda row: [_key(term) for term in row])))


def _key(term: Term | None) -> tuple[int, float, str]:
    """Unbound first, then IRIs, numbers by value, and other literals."""
    if term is None:
        return (0, 0, "")
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        try:
            return (2, float(term.value), str(term))
        except ValueError:
            return (3, 0, str(term))
    return (1 if isinstance(term, NamedNode) else 3, 0, str(term))


def _triples(found: object) -> tuple[Triple, ...]:
    """Sorted triples; blank nodes, whose labels change from run to run, get canonical ones (RDFC-1.0)."""
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

    triples = set(found)  # type: ignore[call-overload]
    if any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        dataset = Dataset(Quad(*triple) for triple in triples)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        triples = {quad.triple for quad in dataset}
    return tuple(sorted(triples, key=str))


def _syntax(message: str, text: str) -> str:
    """The parser's message as one line: where, and what stands there. What it expected instead is a list nobody can read."""
    match = _PLACE.match(message)
    if match is None:
        return f"the query is no SPARQL: {' '.join(message.split())}"
    line, column = int(match[1]), int(match[2])
    if "Prefix not found" in match[3]:
        return f"line {line}, column {column}: unknown prefix; declare it with PREFIX"
    lines = text.split("\n")
    around = lines[line - 1][max(0, column - SHOWN) : column + SHOWN].strip() if line <= len(lines) else ""
    return f"line {line}, column {column}: syntax error near {' '.join(around.split())!r}"


def _trouble(message: str) -> str:
    line = " ".join(message.split())
    match = re.search(r"does not contains variable (\?\w+)", line)
    if match:
        return f"the query has no variable {match[1]} in its SELECT clause, which -p would bind"
    return f"the query failed: {line}"
