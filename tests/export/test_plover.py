"""PLOVER records: the manual's fields, its rules for who acts, and what becomes of plans, suppositions and denials."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.export import dump
from kg.export.events import event, joined, types
from kg.export.sectors import KINDS, alpha3
from kg.gazetteer.tables import load
from kg.lexicon.relations import FAMILIES
from kg.model import Status
from kg.query.facts import Fact, all_facts, relations
from kg.query.window import window
from kg.store import View

Press = Callable[..., Path]
Record = dict[str, Any]
# The manual's chapter Data Fields, as types and patterns: required fields, then those that may be null.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MODES = {  # section by section of the manual
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
}
CONTEXTS = {"historical", "future", "hypothetical"}
SECTORS = {"GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "PRM", "SPY", "UAF", "ELI"}
SECTORS |= {"CVL", "BUS", "EDU", "MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC", "CRM"}
FIELDS = (
    *(
        "id",
        "date",
        "enddate",
        "actor",
        "recipient",
        "event",
        "mode",
        "context",
        "quad_code",
        "event_scale",
        "event_text",
        "text",
    ),
    *("text_info", "cite_info", "coder", "claims", "relation", "status", "speaker", "confidence", "link"),
)
ACTOR = ("raw_text", "entity_name", "wikidata_id", "entity_code", "country_code", "sector_code", "entity_id")


def records(view: View) -> list[Record]:
    """The lines as objects."""
    return [json.loads(line) for line in dump(view, "plover").decode("utf8").splitlines()]


def check(record: Record) -> None:
    """Is this a record as the manual has it?"""
    assert tuple(record) == FIELDS and record["actor"]
    assert DAY.fullmatch(record["date"]) and (record["enddate"] is None or record["enddate"] > record["date"])
    (name,) = record["event"]
    assert set(record["mode"]) <= MODES.get(name, set()) and set(record["context"]) <= CONTEXTS
    assert record["quad_code"] in (1, 2, 3, 4) and -10 <= record["event_scale"] <= 10 and name in types()
    for one in (*record["actor"], *record["recipient"]):
        assert tuple(one) == ACTOR and one["entity_name"] and all(value is None or value for value in one.values())
        assert one["sector_code"] in {None, *SECTORS} and re.fullmatch("[A-Z]{3}", one["country_code"] or "IRN")
        assert re.fullmatch(r"Q\d+", one["wikidata_id"] or "Q1")
    at = record["text_info"]
    assert at["end"] - at["start"] == len(record["text"]) and at["sequence"] >= 1
    assert record["cite_info"]["citation"] and 0 <= record["confidence"] <= 1 and record["id"] == record["claims"][0]


def by_relation(view: View) -> dict[str, Record]:
    """The records by relation, where each has one."""
    return {record["relation"]: record for record in records(view)}


def names(record: Record, side: str = "actor") -> list[str]:
    """Who takes part."""
    return [one["entity_name"] for one in record[side]]


def test_every_record_is_one(gold_view: View) -> None:
    """Every claim but offices and denials is in exactly one record, and every record is as the manual has it."""
    found = records(gold_view)
    for record in found:
        check(record)
    claims = Counter(claim for record in found for claim in record["claims"])
    events = {one.id for one in all_facts(gold_view) if relations()[one.relation].plover and one.status is not Status.DENIED}
    assert set(claims) == events and set(claims.values()) == {1}
    assert len({record["id"] for record in found}) == len(found) > 200


def test_the_seed_article_is_a_phone_call(seed_view: View) -> None:
    """Two ministers, no recipient, by phone: the case that the field notes begin with."""
    call = by_relation(seed_view)["spoke-with"]
    assert (call["event"], call["mode"], call["context"], call["recipient"]) == (["CONSULT"], ["phone"], [], [])
    assert sorted(names(call)) == ["Ali Mahmoud Abbas", "Aziz Nasirzadeh"] and call["quad_code"] == 1
    assert {(one["country_code"], one["sector_code"]) for one in call["actor"]} == {("IRN", "GOV"), ("SYR", "GOV")}


def test_who_acts_in_contacts(press: Press) -> None:
    """A visitor is actor and a host recipient, whichever of the two the claim begins with; mediators and letters have no side."""
    store = press(
        ("a", "2024-01-01", ("Ann Lee", "visits", "IR"), ("SY", "hosts", "Bob Ray")),
        ("b", "2024-01-01", ("QA", "mediates-between", "IL"), ("TR", "writes-to", "EG"), ("TR", "attacks", "EG")),
    )
    with View(store) as view:
        found = by_relation(view)
    assert (names(found["visits"]), names(found["visits"], "recipient")) == (["Ann Lee"], ["IR"])
    assert (names(found["hosts"]), names(found["hosts"], "recipient")) == (["Bob Ray"], ["SY"])
    assert found["visits"]["mode"] == found["hosts"]["mode"] == ["visit"] and found["visits"]["event_scale"] == 4
    assert names(found["mediates-between"]) == ["QA", "IL"] and found["mediates-between"]["mode"] == ["third-party"]
    assert names(found["writes-to"]) == ["TR", "EG"] and not found["writes-to"]["recipient"]
    assert (names(found["attacks"]), names(found["attacks"], "recipient")) == (["TR"], ["EG"])


@pytest.mark.parametrize(
    ("relation", "status", "wanted", "context"),
    [
        ("met-with", "intended", "AGREE", []),
        ("visits", "intended", "AGREE", []),
        ("cooperates-with", "intended", "AGREE", []),
        ("aids", "intended", "AGREE", []),
        ("attacks", "intended", "THREATEN", []),
        ("sanctions", "intended", "THREATEN", []),
        ("condemns", "intended", "ACCUSE", ["future"]),
        ("attacks", "hypothetical", "ASSAULT", ["hypothetical"]),
        ("met-with", "hypothetical", "CONSULT", ["hypothetical"]),
        ("met-with", "actual", "CONSULT", []),
        ("met-with", "denied", "", []),
        ("minister-of", "actual", "", []),
    ],
)
def test_what_becomes_of_a_status(press: Press, relation: str, status: str, wanted: str, context: list[str]) -> None:
    """A plan to cooperate is an agreement, a plan to strike a threat; a supposition stays marked; a denial is no event."""
    subject = "Ann Lee" if relation == "minister-of" else "IR"
    with View(press(("a", "2024-01-01", (subject, relation, "IL", {"status": status})))) as view:
        found = records(view)
    assert [(record["event"], record["context"]) for record in found] == ([([wanted], context)] if wanted else [])
    assert all(record["status"] == status and record["relation"] == relation for record in found)


def test_what_one_word_says_of_many_is_one_record() -> None:
    """All with all: one event with lists; if a pair is missing, or the words are others, an event a claim."""

    def facts(relation: str, *pairs: str) -> list[Fact]:
        made = (
            Fact(id=pair, subject=pair[0], relation=relation, object=pair[1], status=Status.ACTUAL, article="x") for pair in pairs
        )
        return list(made)

    def parts(told: list[Fact], *words: str) -> list[tuple[str, str]]:
        said = words or ("word",) * len(told)
        return [("".join(one.actor), "".join(one.recipient)) for one in joined(told, said)]

    assert parts(facts("condemns", "ac", "bc", "ad", "bd")) == [("ab", "cd")]
    assert parts(facts("condemns", "ac", "bc", "ad")) == [("a", "c"), ("b", "c"), ("a", "d")]
    assert parts(facts("condemns", "ac", "bc"), "here", "there") == [("a", "c"), ("b", "c")]
    assert parts(facts("met-with", "ab", "ac", "bc")) == [("abc", "")]
    assert parts(facts("met-with", "ab", "ac")) == [("ab", ""), ("ac", "")]
    assert parts(facts("hosts", "xa", "xb")) == [("ab", "x")]
    assert parts(facts("condemns", "aa")) == [("a", "a")] and parts(facts("met-with", "aa")) == [("a", "")]
    assert parts([]) == []


def test_a_withdrawal_is_retreat() -> None:
    """The type to which the article's words narrow a relation counts."""
    fact = Fact(id="c", subject="a", relation="concedes-to", object="b", status=Status.ACTUAL, article="x")
    plain, narrow = event(fact), event(fact, "RETREAT")
    assert plain and narrow and (plain.type.name, narrow.type.name) == ("CONCEDE", "RETREAT")
    assert (plain.score, narrow.score) == (types()["CONCEDE"].score, types()["RETREAT"].score)


def test_dates(press: Press) -> None:
    """The claim's day; of a month the first and the last; else the article's day; null if nothing tells it."""
    store = press(
        ("a", "2024-03-05", ("IR", "visits", "SY", {"date": "2024-02"}), ("IR", "attacks", "IL")),
        ("b", "", ("IR", "praises", "SY")),
    )
    with View(store) as view:
        found = {relation: (record["date"], record["enddate"]) for relation, record in by_relation(view).items()}
    assert found == {"visits": ("2024-02-01", "2024-02-29"), "attacks": ("2024-03-05", None), "praises": (None, None)}


def test_prints_of_one_story_have_one_link(press: Press) -> None:
    """The first print's article, by which they can be counted once."""
    text = "Iran supports Syria, said the ministry in a long statement about the support that Iran gives to Syria. " * 3
    claim = ("IR", "supports", "SY")
    with View(press(("a", "2024-01-01", claim), ("b", "2024-01-02", claim), text=text)) as view:
        found = records(view)
    assert [record["cite_info"]["citation"] for record in found] == ["000.txt", "001.txt"] and len(
        {one["id"] for one in found}
    ) == 2
    assert len({record["link"] for record in found}) == 1 and found[0]["link"].startswith("article/000-txt-")


def test_offices_by_day(press: Press) -> None:
    """GOV while in office, ELI after, only the country before; a member of parliament is LEG; a person without office nothing."""
    post, former = {"post": "finance minister"}, {"post": "finance minister", "status": "former"}
    store = press(
        ("a", "2024-01-01", ("Ann Lee", "minister-of", "IR", post), ("Ann Lee", "praises", "SY")),
        ("b", "2024-06-01", ("Ann Lee", "minister-of", "IR", former), ("Ann Lee", "condemns", "SY")),
        ("c", "2020-01-01", ("Ann Lee", "urges", "SY"), ("Bob Ray", "aids", "SY")),
        ("d", "2024-01-01", ("Cy Fox", "official-of", "US", {"post": "senator"}), ("Cy Fox", "rejects", "SY")),
    )
    with View(store) as view:
        found = {relation: record["actor"][0] for relation, record in by_relation(view).items()}
    places = {relation: (one["country_code"], one["sector_code"]) for relation, one in found.items()}
    assert places == {
        "praises": ("IRN", "GOV"),
        "condemns": ("IRN", "ELI"),
        "urges": ("IRN", None),
        "aids": (None, None),
        "rejects": ("USA", "LEG"),
    }


def test_a_window_leaves_records_out(gold_store: Path) -> None:
    """Those of claims out of sight."""
    with View(gold_store) as whole, View(gold_store, days=window("2024-09-01", "2024-09-01")) as view:
        found = records(view)
        assert 0 < len(found) < len(records(whole)) and {record["date"] for record in found} == {"2024-09-01"}


def test_the_tables_are_complete() -> None:
    """Every state of the gazetteer has three letters, every kind of organization is looked at, and every type has a quad."""
    entries = load().entries
    codes = {entry.code for entry in entries if entry.code} | {entry.state for entry in entries if entry.state}
    assert codes <= set(alpha3()) and len(set(alpha3().values())) == len(alpha3())
    kinds = {entry.kind for entry in entries if entry.type.value == "Organization"}
    assert kinds - set(KINDS) == {"organization", "region"} and set(KINDS) <= kinds
    assert {relations()[name].family for name in relations() if not relations()[name].plover} == {FAMILIES[0]}
