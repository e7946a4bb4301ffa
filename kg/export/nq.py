"""N-Quads: one quad a line, sorted; articles are named graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg.export.quads import graphs
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as N-Quads, piece by piece."""
    for block in graphs(view, tell):
        yield serialize(block, format=RdfFormat.N_QUADS) or b""
