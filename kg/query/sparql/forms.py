"""How does an answer look? As SPARQL's CSV, TSV, JSON and XML, as sorted Turtle and N-Triples, and as cells for a table.

The result forms are written here and not by the engine, since it can only write what it just queried, in its own order.
Source: W3C, SPARQL 1.1 Query Results CSV and TSV, JSON and XML Formats. Lines end in a line feed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize

from kg.errors import QueryError
from kg.query.facts import name_of, path_of, predicates, source
from kg.query.sparql.select import Answer, Graph, Rows, Term, prefixes
from kg.query.sparql.turtle import turtle
from kg.rdf.namespace import XSD

if TYPE_CHECKING:
    from kg.store import View

ROW_FORMS = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMS = ("ttl", "nt")
ACTORS = ("person/", "country/", "organization/", "group/")
_STRING = XSD.date.value.replace("#date", "#string")
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def written(view: View, answer: Answer, form: str) -> str:
    """The answer as text in one of ROW_FORMS (but table) or GRAPH_FORMS; without `form`'s fit, QueryError says which fit."""
    if isinstance(answer, Graph):
        if form not in GRAPH_FORMS:
            raise QueryError(f"CONSTRUCT and DESCRIBE give {' or '.join(GRAPH_FORMS)}, not {form}")
        if form == "ttl":
            return turtle(answer.triples, RdfFormat.TURTLE, prefixes(view))
        return (serialize(answer.triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf8")
    writers: dict[str, Callable[[Rows | bool], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
    if form not in writers:
        raise QueryError(f"SELECT and ASK give {', '.join(ROW_FORMS)}, not {form}")
    return writers[form](answer)


def cell(view: View, term: Term | None, *, names: bool) -> str:
    """The term for a person's eye: a prefixed name, or with `names` what it is called; a literal's text; "" if unbound."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return str(term)
    if names:
        if (relation := predicates().get(term.value)) is not None:
            return relation.label
        path = path_of(view, term.value)
        if path.startswith("article/") and (found := source(view, path)):
            return found.key
        if path.startswith(ACTORS):
            return name_of(view, path)
    return prefixed(view, term.value)


def prefixed(view: View, iri: str) -> str:
    """The IRI as a prefixed name, or in angle brackets where no prefix fits.

    A name that SPARQL would need escapes for stays in brackets, so that what is shown can be typed into a query.
    """
    fits = [(space, prefix) for prefix, space in prefixes(view).items() if iri.startswith(space)]
    if fits:
        space, prefix = max(fits, key=lambda pair: len(pair[0]))
        rest = iri.removeprefix(space)
        if re.fullmatch(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", rest):
            return f"{prefix}:{rest}"
    return f"<{iri}>"


def _csv(answer: Rows | bool) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(term) for term in row] for row in answer.rows)
    return stream.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(answer: Rows | bool) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    lines = ["\t".join(f"?{column}" for column in answer.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _json(answer: Rows | bool) -> str:
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    rows = [
        {column: _binding(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        raise QueryError(f"the result holds the triple term {term}, which JSON and XML results cannot; take csv or table")
    value = {"type": "literal", "value": term.value}
    if term.language:
        return {**value, "xml:lang": term.language}
    return value if term.datatype.value == _STRING else {**value, "datatype": term.datatype.value}


def _xml(answer: Rows | bool) -> str:
    head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if isinstance(answer, bool):
        return f"{head}<head/>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n"
    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in answer.columns)
    rows = "".join(f"<result>{''.join(_xml_cells(answer.columns, row))}</result>\n" for row in answer.rows)
    return f"{head}<head>{variables}</head>\n<results>\n{rows}</results>\n</sparql>\n"


def _xml_cells(columns: tuple[str, ...], row: tuple[Term | None, ...]) -> list[str]:
    cells = []
    for column, term in zip(columns, row, strict=True):
        if term is not None:
            fields = _binding(term)
            kind, value = fields.pop("type"), escape(UNFIT.sub("\ufffd", fields.pop("value")), {"\r": "&#13;"})
            marks = "".join(f" {name}={quoteattr(text)}" for name, text in sorted(fields.items()))
            cells.append(f"<binding name={quoteattr(column)}><{kind}{marks}>{value}</{kind}></binding>")
    return cells
