"""Requests and their answers, acts that look like actors, and the named members of a group told behind the verb."""

from __future__ import annotations

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")


def told(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    reading = next(reader.read([Article(key="a", name="a", text=text)]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names[c.subject], c.relation, names[c.object]) for c in reading.claims}


def test_a_bare_refusal_rejects_who_asked(reader: Reader) -> None:
    text = "Norway urged Iran to leave but Tehran refused."
    assert told(reader, text) == {("Norway", "urges", "Iran"), ("Iran", "rejects", "Norway")}


def test_who_declines_without_being_asked_rejects_nobody(reader: Reader) -> None:
    assert not told(reader, "Exports of Norway declined and Iran gained.")


def test_members_named_behind_the_verb_act_and_do_not_suffer(reader: Reader) -> None:
    found = told(reader, "Many countries condemned Syria, including Norway and Iran.")
    assert {("Norway", "condemns", "Syria"), ("Iran", "condemns", "Syria")} < found
    assert {o for _, _, o in found} == {"Syria"}


def test_companies_named_behind_the_object_are_of_the_object(reader: Reader) -> None:
    assert ("Norway", "sanctions", "Huawei") in told(reader, "Norway sanctioned companies from China, including Huawei.")


def test_opposition_to_a_plan_is_an_act(reader: Reader) -> None:
    assert told(reader, "Norway voiced its opposition to Iran's bid.") == {("Norway", "rejects", "Iran")}


def test_the_opposition_is_a_group(reader: Reader) -> None:
    assert told(reader, "The opposition urged Iran to leave.") == {("opposition", "urges", "Iran")}


def test_a_thing_asked_for_may_have_a_date(reader: Reader) -> None:
    assert ("Norway", "urges", "Iran") in told(reader, "Norway asked Iran for this meeting in August.")


def test_a_quoted_adjective_condemns(reader: Reader) -> None:
    assert told(reader, 'Norway called Iran\'s proposed deal "lousy".') == {("Norway", "condemns", "Iran")}


def test_agencies_can_be_told_to_act(reader: Reader) -> None:
    found = told(reader, "Norway instructed Iranian security agencies to leave.")
    assert {(s, r) for s, r, _ in found} == {("Norway", "urges")}


def test_whoever_contests_an_appointment_rejects_the_appointed(reader: Reader) -> None:
    assert told(reader, "Norway challenged the appointment of Angela Merkel.") == {("Norway", "rejects", "Angela Merkel")}
