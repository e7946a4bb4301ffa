"""GraphML: actors as nodes, claims as edges, with typed attributes; networkx, igraph, Gephi and yEd read it.

Source: U. Brandes and others, GraphML Primer, sections 2 and 2.4 (attributes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.export import claims, xml
from kg.export.network import EDGE, NODE, Value, edge, node, written
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", float: "double", int: "long"}


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The actor graph as GraphML, piece by piece: actors by id, claims by article."""
    yield _HEAD.encode("utf8")
    for place, attributes in (("node", NODE), ("edge", EDGE)):
        for name, kind in attributes.items():
            # A node and an edge may have a label each, so the names of edges' keys are their own.
            key = f'  <key id="{_key(place, name)}" for="{place}" attr.name="{name}" attr.type="{_TYPES[kind]}" />\n'
            yield key.encode("utf8")
    yield b'  <graph edgedefault="directed">\n'
    for one in claims.actors(view):
        yield _element(f"node id={xml.value(one.id)}", "node", node(one))
    names = claims.names(view)
    for article, told in claims.by_claim(view, tell):
        fact = told.fact
        ends = f"source={xml.value(fact.subject)} target={xml.value(fact.object)}"
        yield _element(f"edge {ends} id={xml.value(fact.id)}", "edge", edge(fact, article, names))
    yield b"  </graph>\n</graphml>\n"


def _key(place: str, name: str) -> str:
    return f"{place}_{name}" if name in NODE and name in EDGE else name


def _element(tag: str, place: str, attributes: Mapping[str, Value]) -> bytes:
    lines = [f"    <{tag}>"]
    for name, value in attributes.items():
        lines.append(f'      <data key="{_key(place, name)}">{xml.content(written(value))}</data>')
    return "\n".join([*lines, f"    </{place}>\n"]).encode("utf8")
