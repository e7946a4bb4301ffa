"""Which openings are datelines."""

from __future__ import annotations

import pytest
import spacy

from kg.text.dateline import datelines

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("SEOUL, Jan. 6 (Yonhap) -- The envoys met.", "SEOUL, Jan. 6 (Yonhap)"),
        ("WARSAW (PAP) – Russia's envoy did not come.", "WARSAW (PAP)"),
        ("WASHINGTON – The Treasury imposed sanctions.", "WASHINGTON"),
        ("Amman, March 9 (SANA) – The ministers met.", "Amman, March 9 (SANA)"),
        ("Lavrov – who had arrived – spoke.", ""),
        ("The talks with Iran – the first this year – failed.", ""),
        ("Norway met Iran.", ""),
    ],
)
def test_a_dateline_ends_with_its_dash(text: str, dateline: str) -> None:
    doc = NLP(text)
    found = datelines(doc, [0])
    assert doc[: len(found)].text == dateline
    assert len(set(found.values())) == bool(dateline)
