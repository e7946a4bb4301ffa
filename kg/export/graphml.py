"""GraphML: actors as nodes, claims as edges, with typed attributes; networkx, igraph, Gephi and yEd read it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import networkx as nx

from kg.export.network import network

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The actor graph as GraphML."""
    stream = io.BytesIO()
    nx.write_graphml_xml(network(view), stream, named_key_ids=True, edge_id_from_attribute=None)
    return stream.getvalue()
