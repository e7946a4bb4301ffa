"""GEXF: actors as nodes, claims as edges, with typed attributes; Gephi's own format."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from networkx.readwrite.gexf import GEXFWriter

from kg.export.network import network

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The actor graph as GEXF 1.2, without the day of writing, which networkx would put in."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(network(view))
    for element in writer.xml.iter():
        element.attrib.pop("lastmodifieddate", None)
    data: bytes = ElementTree.tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
