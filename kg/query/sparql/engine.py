"""What does the engine answer, in one order? The only module beside the store that a query's worker process needs.

It imports nothing but Oxigraph and the errors, so that a worker is there at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
)

from kg.errors import QueryError

Term = NamedNode | BlankNode | Literal | Triple
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double")}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A query that was checked: as typed, with its parameters' values in it, and how it is to be asked.

    `union`: does it see all graphs as one? `keep`: does it say itself in which order its rows come?
    """

    typed: str
    text: str
    prefixes: Mapping[str, str]
    union: bool
    keep: bool


def run(store: Store, asked: Prepared) -> Answer:
    """What does the store answer? Raises QueryError, with line and column for a syntax error."""
    try:
        found = store.query(asked.text, prefixes=dict(asked.prefixes), use_default_graph_as_union=asked.union)
        if isinstance(found, QueryBoolean):
            return True if found else False  # noqa: SIM210 (its __bool__ is typed Any)
        if isinstance(found, QuerySolutions):
            return _rows(found, keep=asked.keep)
        return Graph(triples=_triples(found))
    except SyntaxError as error:
        raise QueryError(_misread(store, asked, error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error


def timed(store: Store, queries: Sequence[Prepared]) -> list[tuple[Answer, float]]:
    """What does the store answer to each, and in how many seconds? Raises as `run` does."""
    found = []
    for one in queries:
        start = perf_counter()
        found.append((run(store, one), perf_counter() - start))
    return found


def _rows(found: QuerySolutions, *, keep: bool) -> Rows:
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(row) for row in found]
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
    triples = set(found)  # type: ignore[call-overload]
    if any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        dataset = Dataset(Quad(*triple) for triple in triples)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        triples = {quad.triple for quad in dataset}
    return tuple(sorted(triples, key=str))


def _misread(store: Store, asked: Prepared, error: SyntaxError) -> str:
    """Where the query as typed goes wrong; if it does not, then with the parameters' values in it."""
    if asked.text == asked.typed:
        return _syntax(str(error), asked.typed)
    try:
        store.query(asked.typed, prefixes=dict(asked.prefixes))
    except SyntaxError as first:
        return _syntax(str(first), asked.typed)
    except (RuntimeError, OSError, ValueError):
        pass
    return "a variable that -p binds is given its value by the query itself, or stands where no value can"


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
