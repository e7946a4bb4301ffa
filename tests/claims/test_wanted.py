"""What is asked for or threatened is a claim about who asks, and no act of its own. Source: codebook, Settled questions."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def relations(reader: Reader, text: str) -> set[str]:
    return {claim.relation for claim in next(reader.read([Article(key="a", name="a", text=text)])).claims}


@pytest.mark.parametrize(
    "text",
    [
        "France called on Russia to withdraw its troops from Ukraine.",
        "Norway urged Iran to support Syria.",
        "Norway asked Iran to condemn Israel.",
        "Norway called on Iran to hold talks with Syria.",
    ],
)
def test_the_content_of_a_request_is_not_told_again(reader: Reader, text: str) -> None:
    assert relations(reader, text) == {"urges"}


def test_what_is_sought_from_somebody_is_not_given(reader: Reader) -> None:
    assert "supports" not in relations(reader, "Singapore sought Norway's support for the proposal.")
    assert "cooperates-with" in relations(reader, "Norway seeks closer cooperation with Iran.")


def test_the_content_of_an_accusation_is(reader: Reader) -> None:
    assert relations(reader, "Norway accused Iran of supporting the Houthis.") == {"accuses", "supports"}


def test_what_a_demand_rests_on_is(reader: Reader) -> None:
    assert "agrees-with" in relations(reader, "Holm said that the agreement between Norway and Iran must be implemented.")


def test_a_day_is_nobody_who_is_called_on(reader: Reader) -> None:
    text = "Lee Hsien Loong has written to President Joko Widodo of Indonesia to convey condolences on the flood on 21 May 2022."
    assert "condoles-with" in relations(reader, text)
