"""JSON-LD: a context of prefixes, then one node object a subject; articles are named graphs with their nodes inside.

Source: W3C, JSON-LD 1.1, sections 4.1 (context), 4.9 (named graphs).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.export.quads import quads
from kg.query.sparql.select import prefixes
from kg.rdf.namespace import RDF, XSD

if TYPE_CHECKING:
    from kg.store import View

Value = str | int | dict[str, str]
_STRING = XSD.date.value.replace("#date", "#string")


def dump(view: View) -> bytes:
    """The graph as JSON-LD."""
    spaces = dict(sorted(prefixes(view).items()))
    graph: list[object] = []
    for name, group in groupby(quads(view), key=lambda quad: quad.graph_name):
        nodes = _nodes(group, spaces)
        if isinstance(name, DefaultGraph):
            graph += nodes
        else:
            graph.append({"@id": _compact(name.value, spaces), "@graph": nodes})
    return (json.dumps({"@context": spaces, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf8")


def _nodes(group: Iterable[Quad], spaces: Mapping[str, str]) -> list[dict[str, object]]:
    nodes: list[dict[str, object]] = []
    for subject, own in groupby(group, key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": _compact(_iri(subject), spaces)}
        for predicate, same in groupby(own, key=lambda quad: quad.predicate):
            kind = predicate == RDF.type
            values = [_compact(_iri(quad.object), spaces) if kind else _value(quad.object, spaces) for quad in same]
            node["@type" if kind else _compact(predicate.value, spaces)] = values if len(values) > 1 else values[0]
        nodes.append(node)
    return nodes


def _value(term: object, spaces: Mapping[str, str]) -> Value:
    if not isinstance(term, Literal):
        return {"@id": _compact(_iri(term), spaces)}
    if term.datatype.value == _STRING:
        return term.value
    if term.datatype == XSD.integer and term.value == str(int(term.value)):
        return int(term.value)
    return {"@value": term.value, "@type": _compact(term.datatype.value, spaces)}


def _compact(iri: str, spaces: Mapping[str, str]) -> str:
    """The IRI with its longest prefix, where what is left cannot be taken for an absolute IRI (it would begin with //)."""
    fits = [(space, name) for name, space in spaces.items() if iri.startswith(space)]
    if not fits:
        return iri
    space, name = max(fits, key=lambda pair: len(pair[0]))
    rest = iri.removeprefix(space)
    return iri if not rest or rest.startswith("//") else f"{name}:{rest}"


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
