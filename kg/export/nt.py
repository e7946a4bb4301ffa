"""N-Triples: one triple a line, sorted, without the articles' graphs. A claim still names its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg.export.quads import triples
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as N-Triples, piece by piece."""
    for block in triples(view, tell):
        yield serialize(block, format=RdfFormat.N_TRIPLES) or b""
