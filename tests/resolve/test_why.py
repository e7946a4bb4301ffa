"""What keeps two actors apart is told."""

from __future__ import annotations

import pytest

from kg.model import Entity, EntityType
from kg.resolve import Participant
from kg.resolve.judgements import links, parse
from kg.resolve.why import apart


def person(article: str, name: str, *ties: str, year: int = 0) -> Participant:
    return Participant(article=article, actor=Entity(id=name, type=EntityType.PERSON, name=name), ties=frozenset(ties), year=year)


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        (person("a", "Ann Lee", "GB"), person("b", "Ann Lee", "AU"), "offices in different countries: GB; AU"),
        (
            person("a", "Ann Lee", "GB"),
            person("b", "Bo Ek", "GB"),
            "their family names sound different: Ann Lee (li); Bo",
        ),
        (person("a", "Ann Lee", "GB"), person("b", "Sue Lee", "GB"), "their names are not one: Ann Lee; Sue Lee"),
        (person("a", "Ann Lee", "GB"), person("b", "Lee", "GB"), "a single name, but others with an office in GB fit as well"),
        (person("a", "Ann Lee", "GB"), person("a", "Ann M. Lee", "GB"), "a names both, as two"),
        (person("a", "Ann Lee", "GB"), person("b", "Ann Lee"), "no article gives Ann Lee an office in a country"),
        (person("a", "Ann Lee", "GB", year=1950), person("b", "Ann Lee", "GB", year=2020), "decades apart: 1950; 2020"),
    ],
)
def test_what_keeps_persons_apart(one: Participant, other: Participant, line: str) -> None:
    assert any(each.startswith(line) for each in apart([one], [other]))


def test_a_persons_word_goes_first() -> None:
    one, other = person("a", "Ann Lee", "GB"), person("b", "Ann Lee", "GB")
    said = links(parse('\ndifferent person "Ann Lee" in "a" and "Ann Lee" in "b"'), {"a": [one], "b": [other]})
    (line,) = apart([one], [other], said)
    assert line == 'a person\'s word, line 2: different person "Ann Lee" in "a" and "Ann Lee" in "b"'


def test_bodies_and_states() -> None:
    def body(kind: EntityType, name: str, code: str = "") -> list[Participant]:
        return [Participant(article="a", actor=Entity(id=name, type=kind, name=name, code=code))]

    assert apart(body(EntityType.ORGANIZATION, "AU"), body(EntityType.ORGANIZATION, "African Union"))[1].startswith(
        "an acronym (AU)"
    )
    assert apart(body(EntityType.COUNTRY, "Iran", "IR"), body(EntityType.COUNTRY, "Iraq", "IQ")) == [
        "countries are one by code: IR; IQ"
    ]
    assert apart(body(EntityType.GROUP, "a"), body(EntityType.GROUP, "b")) == ["a group belongs to its article"]
