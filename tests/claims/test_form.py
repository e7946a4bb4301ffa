"""The gold-file form: records to JSON and back, and what a malformed file is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.claims.form import form, parse_gold, read_gold, record
from kg.errors import GoldError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status

GOLD = Path(__file__).parents[1] / "gold"
RELATIONS = ("spoke-with", "supports")


def example() -> dict[str, Any]:
    return {
        "article": "a.txt",
        "entities": {
            "iran": {"type": "Country", "name": "Iran", "code": "IR", "aliases": ["Islamic Republic"]},
            "syria": {"type": "Country", "name": "Syria", "aliases": []},
        },
        "claims": [{"subject": "iran", "relation": "supports", "object": "syria", "status": "denied", "sentence": 2}],
    }


def read_relations() -> tuple[str, ...]:
    from kg.lexicon.relations import read

    return tuple(read()[0])


@pytest.mark.parametrize("file", sorted(GOLD.glob("*.json")), ids=lambda file: file.stem)
def test_every_gold_file_is_well_formed_and_comes_back_as_it_was(file: Path) -> None:
    written = record(read_gold(file, read_relations()))
    assert written == json.loads(file.read_text("utf8"))
    assert (file.parent / str(written["article"])).is_file()


def test_a_reading_in_this_form() -> None:
    text = "Iran backs Syria."
    whole, span = Span(start=0, end=17), Span(start=5, end=10)
    claim = Claim(
        subject="iran",
        relation="supports",
        object="syria",
        rule="support.verb",
        evidence=Evidence(span=whole, quote=text, sentence=1),
        spans=(span, Span(start=0, end=4), Span(start=11, end=16)),
        status=Status.INTENDED,
    )
    iran, syria = (Entity(id=name.lower(), type=EntityType.COUNTRY, name=name) for name in ("Iran", "Syria"))
    reading = Reading(article=Article(key="sub/a.txt", name="a.txt", text=text), entities=(iran, syria), claims=(claim,))
    written = record(form(reading))
    assert written["article"] == "a.txt"
    assert written["claims"] == [
        {"subject": "iran", "relation": "supports", "object": "syria", "status": "intended", "sentence": 1}
        | {"rule": "support.verb", "confidence": 1.0, "start": 0, "end": 17, "quote": text}
    ]
    assert record(parse_gold(written, "a", RELATIONS)) == written


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("article", value="../a.txt"), "'article' must be the name"),
        (put("article", value=None), "'article' must be the name"),
        (put("claims", value={}), "'claims' must be a list"),
        (put("entities", value=[]), "'entities': not a JSON object"),
        (put("entities", "iran", value="Iran"), "entity 'iran': not a JSON object"),
        (put("entities", "iran", "type", value="State"), "'type' must be one of Person, Country"),
        (put("entities", "iran", "name", value=""), "'name' must be a name"),
        (put("entities", "iran", "aliases", value="Iran"), "'aliases' must be a list"),
        (put("claims", 0, value=[]), "claim 1: not a JSON object"),
        (put("claims", 0, "object", value="iraq"), "claim 1: 'iraq' is not among the entities"),
        (put("claims", 0, "speaker", value="iraq"), "claim 1: 'iraq' is not among the entities"),
        (put("claims", 0, "subject", value=3), "claim 1: 'subject' must be a text"),
        (put("claims", 0, "relation", value="loves"), "claim 1: unknown relation 'loves'"),
        (put("claims", 0, "status", value="maybe"), "'status' must be one of actual, former"),
        (put("claims", 0, "date", value="Sunday"), "'date' must be YYYY"),
        (put("claims", 0, "channel", value="fax"), "'channel' must be one of phone"),
        (put("claims", 0, "sentence", value="2"), "'sentence' must be a number"),
    ],
)
def test_a_malformed_gold_file_is_told_why(change: Callable[[dict[str, Any]], None], reason: str) -> None:
    data = example()
    change(data)
    with pytest.raises(GoldError) as caught:
        parse_gold(data, "a.json", RELATIONS)
    assert str(caught.value).startswith("a.json: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(("content", "reason"), [(b'{"article": }', "line 1, column 13"), (b"\xff", "not JSON in UTF-8")])
def test_what_is_no_json_is_told_where(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(GoldError, match=reason):
        read_gold(tmp_path / "a.json", RELATIONS)
