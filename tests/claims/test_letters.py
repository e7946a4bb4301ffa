"""Letters: "I" is who signs, "you" whom it is written to."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article, Claim
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

LETTER = """President Mira Holm has written to Zambian President Orlan Tesk.
MINISTRY OF FOREIGN AFFAIRS
GHANA
25 JUNE 2021
His Excellency Orlan Tesk
President
Republic of Zambia
Your Excellency,
I offer my deepest condolences to Your Excellency on the floods. We support Zambia. I congratulate you on your courage.
{close}
MIRA HOLM
"""


def said(text: str) -> dict[tuple[str, str, str], Claim]:
    reading = next(Reader().read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[claim.subject], claim.relation, names[claim.object]): claim for claim in reversed(reading.claims)}


def test_who_signs_and_whom_it_is_written_to() -> None:
    found = said(LETTER.format(close="Yours sincerely,"))
    assert ("Mira Holm", "condoles-with", "Orlan Tesk") in found
    assert ("Mira Holm", "congratulates", "Orlan Tesk") in found
    assert found["Ghana", "supports", "Zambia"].speaker == "mira-holm"


def test_the_state_that_signs_is_not_the_one_in_the_address() -> None:
    assert ("Mira Holm", "head-of-state-of", "Ghana") in said(LETTER.format(close="Yours sincerely,"))


def test_without_a_close_there_is_no_letter() -> None:
    assert ("Mira Holm", "condoles-with", "Orlan Tesk") not in said(LETTER.format(close="The floods went on."))
