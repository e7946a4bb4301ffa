"""N-Quads: one quad a line; articles are named graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export import lines
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as N-Quads, piece by piece: the default graph's, then article by article, each sorted."""
    return lines.chunks(view, tell, named=True)
