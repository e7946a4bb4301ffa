"""N-Triples: one triple a line, sorted, without the articles' graphs. A claim still names its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg.export.quads import triples

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The graph as N-Triples."""
    return serialize(triples(view), format=RdfFormat.N_TRIPLES) or b""
