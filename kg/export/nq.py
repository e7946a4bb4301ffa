"""N-Quads: one quad a line, sorted; articles are named graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg.export.quads import quads

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The graph as N-Quads."""
    return serialize(quads(view), format=RdfFormat.N_QUADS) or b""
