"""Force: whose strike it is, who suffers where a place is hit, who fights for whom, and who only speaks of it."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

Triple = tuple[str, str, str]


def triples(reader: Reader, text: str) -> set[Triple]:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[c.subject], c.relation, names[c.object]) for c in reading.claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian shelling killed twenty villagers.", ("Norway", "attacks", "villagers")),
        ("Norwegian missiles struck a base in Iran.", ("Norway", "attacks", "Iran")),
        ("The Taliban attacked an army base in western Iran.", ("Taliban", "attacks", "Iran")),
        ("Taliban fighters attacked Iran.", ("Taliban", "attacks", "Iran")),
        ("NATO troops attacked Iran.", ("NATO", "attacks", "Iran")),
        ("Hamas shelled the town. On Monday the militants attacked Iran.", ("Hamas", "attacks", "Iran")),
        ("Troops attacked Iran.", ("Troops", "attacks", "Iran")),
        ("Police in Norway arrested twenty protesters.", ("police", "coerces", "protesters")),
        ("Heavy fighting erupted between Norway and Iran on Monday.", ("Iran", "attacks", "Norway")),
        ("The Hamas government arrested twenty protesters.", ("Hamas", "coerces", "protesters")),
    ],
)
def test_who_does_harm_to_whom(reader: Reader, text: str, expected: Triple) -> None:
    found = triples(reader, text)
    assert any(s.endswith(expected[0]) and r == expected[1] and o == expected[2] for s, r, o in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Norway arrested an Iranian man.",
        "Norway called for the release of all hostages.",
        "Norway urged Iran to release the hostages.",
        "President Mira Holm attacked President Orlan Tesk.",
        "Norwegian troops attacked a stronghold in Norway.",
        "Norway completed its withdrawal from the European Union.",
    ],
)
def test_what_is_no_act_of_force(reader: Reader, text: str) -> None:
    harm = {"attacks", "coerces", "concedes-to", "mobilizes-against"}
    assert not {claim for claim in triples(reader, text) if claim[1] in harm}
