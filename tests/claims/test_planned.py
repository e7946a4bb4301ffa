"""Whether a claim holds by what the article tells elsewhere: planned visits named again, offices of the dead, pledges."""

from __future__ import annotations

from datetime import date

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def _statuses(reader: Reader, text: str, relation: str) -> set[str]:
    """The statuses of the claims of this relation."""
    reading = next(reader.read([Article(key="a", name="a", text=text, published=date(2024, 5, 22))]))
    return {c.status.value for c in reading.claims if c.relation == relation}


@pytest.mark.parametrize(
    ("text", "relation", "statuses"),
    [
        (
            "President Sergio Mattarella will visit Norway on Friday. Mattarella's visit to Norway is his first.",
            "visits",
            {"intended"},
        ),
        (
            "President Sergio Mattarella visited Norway on Monday. Mattarella's visit to Norway was his first.",
            "visits",
            {"actual"},
        ),
        ("Sergio Mattarella, the president of Italy, died on Monday.", "head-of-state-of", {"former"}),
        ("Sergio Mattarella, the president of Italy, did not die.", "head-of-state-of", {"actual"}),
        ("Norway pledged $5 million to Chad.", "aids", {"intended"}),
        ("Norway gave $5 million to Chad.", "aids", {"actual"}),
    ],
)
def test_whether_it_holds(reader: Reader, text: str, relation: str, statuses: set[str]) -> None:
    assert _statuses(reader, text, relation) == statuses
