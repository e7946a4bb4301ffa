"""Verbal conflict: demands, accusations, refusals and threats in the constructions that news words them in."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

Claim = tuple[str, str, str, str]


def claims(reader: Reader, text: str) -> set[Claim]:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[c.subject], c.relation, names[c.object], c.status.value) for c in reading.claims}


SAID = {
    "Norway rejected a request by President Hosni Mubarak to speak.": ("Norway", "rejects", "Hosni Mubarak", "actual"),
    "Norway left the island despite criticism from Iran.": ("Iran", "condemns", "Norway", "actual"),
    "A statement by Norway condemned Iran.": ("Norway", "condemns", "Iran", "actual"),
    "Norway repeated its demand that Iran release the crew.": ("Norway", "urges", "Iran", "actual"),
    "Norway warned that it would strike back if Iran attacked.": ("Norway", "threatens", "Iran", "actual"),
    "Norway will not bow to Iran.": ("Norway", "rejects", "Iran", "actual"),
    "Iran and Norway are at odds over the island.": ("Iran", "rejects", "Norway", "actual"),
    "Norway said that Iran must release the crew.": ("Norway", "urges", "Iran", "actual"),
}


@pytest.mark.parametrize("text", SAID)
def test_what_the_words_say(reader: Reader, text: str) -> None:
    assert SAID[text] in claims(reader, text)


UNSAID = {
    "Norway condemned the crimes of Iran.": "accuses",  # that is the condemnation
    "Norway said that both Norway and Iran should act.": "urges",  # no demand on another
    "Norway said that it must act.": "urges",
    "Norway said that the violation of the sovereignty of Iran must end.": "accuses",  # Iran suffered it
    "Norway said that the situation in Iran was appalling.": "condemns",
}


@pytest.mark.parametrize("text", UNSAID)
def test_what_the_words_do_not_say(reader: Reader, text: str) -> None:
    assert UNSAID[text] not in {relation for _, relation, _, _ in claims(reader, text)}


def test_it_in_a_participle_clause_is_the_object_before(reader: Reader) -> None:
    found = claims(reader, "President Hosni Mubarak rejected the demand of Iran, calling it an insult.")
    assert ("Hosni Mubarak", "condemns", "Iran", "actual") in found


def test_the_government_is_a_name_of_its_state(reader: Reader) -> None:
    reading = next(reader.read([Article(key="a", name="a", text="The French government accused Russia of lies.")]))
    assert {"French government"} <= {alias for entity in reading.entities for alias in entity.aliases}
