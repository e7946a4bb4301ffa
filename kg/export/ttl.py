"""Turtle: all triples, subject by subject, without the articles' graphs. A claim still names its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from kg.export.quads import triples
from kg.query.sparql.select import prefixes
from kg.query.sparql.turtle import turtle

if TYPE_CHECKING:
    from kg.store import View


def dump(view: View) -> bytes:
    """The graph as Turtle."""
    return turtle(triples(view), RdfFormat.TURTLE, prefixes(view)).encode("utf8")
