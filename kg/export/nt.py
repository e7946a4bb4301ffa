"""N-Triples: one triple a line, without the articles' graphs. A claim still names its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export import lines
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as N-Triples, piece by piece: the default graph's, then article by article, each sorted."""
    return lines.chunks(view, tell, named=False)
