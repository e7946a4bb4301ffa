"""Claim tables made by hand, for what walks over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from kg.model import EntityType, Status
from kg.store.table import ARTICLE, CLAIM, KINDS, NOBODY, STATUSES, Table, relation_numbers, texts
from kg.store.tabulate import pairs_of, ties_of

Row = tuple[str, str, str] | tuple[str, str, str, dict[str, object]]
Maker = Callable[[Iterable[Row]], Table]


def _table(rows: Iterable[Row]) -> Table:
    known = list(rows)
    actors = sorted({end for row in known for end in (row[0], row[2])}, key=lambda path: path.encode())
    claims = np.zeros(len(known), dtype=CLAIM)
    articles = np.zeros(len(known), dtype=ARTICLE)
    for number, row in enumerate(known):
        more = row[3] if len(row) > 3 else {}
        claims[number] = (
            actors.index(row[0]),
            actors.index(row[2]),
            NOBODY,
            more.get("day", 738_000),
            number,
            more.get("confidence", 1000),
            relation_numbers()[row[1]],
            STATUSES.index(Status(str(more.get("status", "actual")))),
            number,
        )
        articles[number] = more.get("published", 738_000), number, more.get("original", number)
    pairs, order = pairs_of(claims)
    ties, tie_at = ties_of(pairs, len(actors))
    kinds = [KINDS.index(EntityType(path.partition("/")[0].title())) for path in actors]
    return Table(
        claims=claims,
        actors=texts(actors),
        kinds=np.array(kinds, dtype=np.uint8),
        articles=articles,
        article_ids=texts([f"article/{number:06}" for number in range(len(known))]),
        outlets=texts([f"outlet {number}" for number in range(len(known))]),
        sketches=np.zeros((len(known), 0), dtype="<u4"),
        pairs=pairs,
        order=order,
        ties=ties,
        tie_at=tie_at,
    )


@pytest.fixture(scope="session")
def made() -> Maker:
    """A table of claims: subject, relation, object, and what else is known (day, confidence, status, published, original).

    Each claim has an article of its own.
    """
    return _table
