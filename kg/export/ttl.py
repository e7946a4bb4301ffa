"""Turtle: all triples, without the articles' graphs. A claim still names its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from kg.export import prefixed
from kg.export.quads import triples
from kg.export.telling import Tell

if TYPE_CHECKING:
    from kg.store import View


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as Turtle, piece by piece."""
    return prefixed.chunks(view, triples(view, tell), RdfFormat.TURTLE)
