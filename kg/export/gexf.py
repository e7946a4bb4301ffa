"""GEXF: actors as nodes, claims as edges, with typed attributes and days, for Gephi and its timeline.

An edge is there on its claim's day; that of an office from the first to the last day on which the office is told to be held, and
without an end as long as nothing tells that it is over. An actor is there from its first claim to its last. What has no day is
always there.

Source: GEXF 1.2 draft, Primer, section Dynamics (`mode`, `timeformat`, `start` and `end`, both included).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.export import claims, xml
from kg.export.network import EDGE, NODE, Value, edge, node, written
from kg.export.spells import Spells, spells
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
"""
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", float: "double", int: "long"}


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The actor graph as GEXF 1.2, piece by piece: actors by id, claims by article."""
    seen = spells(view.whole, claims.rows(view))
    yield _HEAD.encode("utf8")
    yield from (_declared(place, attributes) for place, attributes in (("node", NODE), ("edge", EDGE)))
    yield b"<nodes>\n"
    for one in claims.actors(view):
        when = _days(*seen.of_actor(view.table.actor(one.id)))
        yield _element("node", f"id={xml.value(one.id)}{when}", node(one), NODE)
    yield b"</nodes>\n<edges>\n"
    yield from _edges(view, tell, seen)
    yield b"</edges>\n</graph>\n</gexf>\n"


def _edges(view: View, tell: Tell, seen: Spells) -> Iterator[bytes]:
    names = claims.names(view)
    for article, told in claims.by_claim(view, tell):
        fact = told.fact
        ends = f"id={xml.value(fact.id)} source={xml.value(fact.subject)} target={xml.value(fact.object)}"
        yield _element("edge", f"{ends}{_days(*seen.of_claim(told.row))}", edge(fact, article, names), EDGE)


def _days(start: str, end: str) -> str:
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _declared(place: str, attributes: Mapping[str, type]) -> bytes:
    """The attributes of nodes or edges but the label, which GEXF has a place for."""
    lines = [f'<attributes class="{place}" mode="static">']
    for name in _named(attributes):
        lines.append(f'<attribute id="{place}_{name}" title="{name}" type="{_TYPES[attributes[name]]}" />')
    return "\n".join([*lines, "</attributes>\n"]).encode("utf8")


def _element(place: str, tag: str, values: Mapping[str, Value], attributes: Mapping[str, type]) -> bytes:
    said = [f'<attvalue for="{place}_{name}" value={xml.value(written(values[name]))} />' for name in _named(attributes)]
    head = f"<{place} {tag} label={xml.value(str(values['label']))}>"
    return f"{head}<attvalues>{''.join(said)}</attvalues></{place}>\n".encode()


def _named(attributes: Mapping[str, type]) -> list[str]:
    return [name for name in attributes if name != "label"]
