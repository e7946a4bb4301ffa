"""TriG: the default graph, then one named graph an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from kg.export.quads import quads
from kg.query.sparql.select import prefixes
from kg.query.sparql.turtle import turtle

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The graph as TriG."""
    return turtle(quads(view), RdfFormat.TRIG, prefixes(view)).encode("utf8")
