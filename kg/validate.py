"""Is the graph sound? Its shape by SHACL, its quotes and edges against its articles.

SHACL sees one resource at a time; two questions are asked of the whole graph: does every quote stand in its article where the
claim says, and is every plain triple some article's claim?
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from kg import rdf
from kg.rdf.shacl import ValidationError, Violation, violations

if TYPE_CHECKING:
    from kg.store import View

__all__ = ["ValidationError", "Violation", "validate"]

_CHECKS = Path(rdf.__file__).parent / "checks"


def validate(view: View) -> list[Violation]:
    """What is wrong with the graph? Nothing is an empty list; sorted. Raises ValidationError without pySHACL (extra `shacl`)."""
    return sorted(violations(view.store, view.base) | set(_whole(view)))


def _whole(view: View) -> Iterator[Violation]:
    """What is wrong that only the whole graph shows."""
    for file in sorted(_CHECKS.glob("*.rq")):
        rows = view.query(file.read_text(encoding="utf8"))
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            assert isinstance(row["node"], NamedNode)
            yield Violation(node=view.id(row["node"]), message=row["message"].value)
