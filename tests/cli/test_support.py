"""Offices as intervals, facts with their support, stories, contradictions and days, as the commands tell them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.model import Status

STORY = " ".join(
    f"The foreign ministers of both states spoke for {number} minutes and agreed on the border." for number in range(9)
)


def _told(store: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result.stdout


def _minister(who: str, post: str, status: Status = Status.ACTUAL) -> tuple[object, ...]:
    return who, "minister-of", "IR", {"post": post, "status": status}


@pytest.fixture
def offices(press) -> Path:
    """Two defence ministers of Iran, one after the other, and a foreign minister."""
    return press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister"), ("IR", "supports", "SY")),
        ("AFP", "2024-10-01", _minister("Aziz Nasiri", "Defence Minister"), ("IR", "supports", "SY")),
        ("AFP", "2025-03-02", _minister("Omid Karimi", "Minister of Defence"), ("IR", "supports", "SY")),
    )


def test_an_actor_is_told_by_offices_and_facts(offices: Path) -> None:
    card = _told(offices, "show", "Nasiri")
    assert (
        "  Defence Minister of IR, 2024-09-01 to 2024-10-01, 2 articles, 2 outlets; former since 2025-03-02 (Omid Karimi)\n"
        in card
    )
    assert "named in  2 claims in 2 articles, 2 outlets" in card
    state = _told(offices, "show", "IR").splitlines()
    at = state.index("Offices and memberships (2)")
    assert state[at + 1 : at + 3] == [
        "  Omid Karimi, Minister of Defence, 2025-03-02, 1 article, 1 outlet",
        "  Aziz Nasiri, Defence Minister, 2024-09-01 to 2024-10-01, 2 articles, 2 outlets; former since 2025-03-02 (Omid Karimi)",
    ]
    assert "  IR —supports→ SY  3 articles, 2 outlets, 2024-09-01 to 2025-03-02" in state
    assert "Cooperation (1)" in state
    assert sum("“IR supports SY" in line for line in state) == 1


def test_every_claim_on_demand(offices: Path) -> None:
    for option in (("--evidence",), ("--claims", "0")):
        told = _told(offices, "show", "IR", *option)
        assert told.count("“IR supports SY") == 3 and "Offices and memberships (3)" in told
        assert told.index("2024-09-01") < told.index("2025-03-02")
    assert "  and 2 more; --claims 0 shows all" in _told(offices, "show", "IR", "--evidence", "--claims", "1")
    assert "  and 1 more; --claims 0 shows all" in _told(offices, "show", "IR", "--claims", "1")


def test_an_actor_at_another_time(offices: Path) -> None:
    then = _told(offices, "show", "Nasiri", "--as-of", "2024-12")
    assert "2 articles, 2 outlets\n" in then and "former" not in then
    assert "IR —supports→ SY\n" in _told(offices, "show", "IR", "--since", "2025")
    document = json.loads(_told(offices, "show", "Nasiri", "-f", "json", "--until", "2024-09"))
    assert [(one["current"], one["first"], one["support"]["articles"]) for one in document["offices"]] == [
        (True, "2024-09-01", 1)
    ]
    assert len(document["claims"]) == 1


def test_claims_in_json_have_their_facts_support(offices: Path) -> None:
    claims = json.loads(_told(offices, "show", "IR", "-f", "json"))["claims"]
    supports = [claim["support"] for claim in claims if claim["relation"] == "supports"]
    assert supports == [{"articles": 3, "stories": 3, "outlets": 2}] * 3
    claim = claims[0]["claim"].replace("/", ":")
    assert json.loads(_told(offices, "show", claim, "-f", "json"))["support"]["articles"] in (2, 3)


def test_a_reprint_is_told_and_counts_once(press) -> None:
    met = ("IR", "met-with", "SY")
    store = press(("Reuters", "2024-09-01", met), ("AFP", "2024-09-02", met), ("Xinhua", "2024-09-03", met), text=STORY)
    assert "3 articles, 1 story, 1 outlet" in _told(store, "show", "SY")
    assert "reprint of 000.txt" in _told(store, "show", "001.txt")
    assert "reprints  001.txt, 002.txt" in _told(store, "show", "000.txt")
    assert "of these reprints" in _told(store, "stats")
    document = json.loads(_told(store, "stats", "-f", "json"))
    assert (document["articles"], document["stories"], document["reprints"]) == (3, 1, 2)


def test_contradictions_as_table_and_json(press) -> None:
    met = "IR", "met-with", "SY"
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister"), met),
        ("Reuters", "2024-11-01", _minister("Aziz Nasiri", "Defence Minister")),
        ("AFP", "2024-09-05", _minister("Omid Karimi", "Minister of Defence")),
        ("AFP", "2024-09-06", (*met, {"status": Status.DENIED, "speaker": "Omid Karimi"})),
    )
    lines = _told(store, "conflicts").splitlines()
    assert lines[0] == "Offices with two holders at a time (1)"
    assert "  Defence Minister of IR" in lines
    assert "    Aziz Nasiri (Defence Minister), 2024-09-01 to 2024-11-01, 2 articles, 1 outlet" in lines
    assert "    Omid Karimi (Minister of Defence), 2024-09-05, 1 article, 1 outlet" in lines
    assert "Said by one, denied by another (1)" in lines and "  IR —met with— SY" in lines
    assert "    said by articles, 2024-09-01, 1 article, 1 outlet" in lines
    assert "    denied by Omid Karimi, 2024-09-06, 1 article, 1 outlet" in lines
    document = json.loads(_told(store, "conflicts", "-f", "json", "--kind", "denials", "--actor", "Karimi"))
    (one,) = document["denials"]["conflicts"]
    assert document.keys() == {"denials"} and [side["status"] for side in one["sides"]] == ["actual", "denied"]
    assert one["sides"][1]["speakers"] == [{"id": "person/omid-karimi", "name": "Omid Karimi"}]
    assert _told(store, "conflicts", "--until", "2024-09-04") == "no contradictions\n"


def test_days_choose_what_a_query_and_a_picture_see(offices: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?claim) AS ?n) { ?claim a kg:Claim }"
    assert _told(offices, "query", text).split() == ["n", "6"]
    assert _told(offices, "query", text, "--since", "2025").split() == ["n", "2"]
    assert _told(offices, "query", text, "--as-of", "2024-09", "--timeout", "0").split() == ["n", "2"]
    assert "3 actors, 2 claims" in _told(offices, "draw", "-o", str(tmp_path / "a.svg"), "--since", "2025")
    assert "    6 " not in _told(offices, "stats", "--since", "2025")


def test_a_day_that_is_none_is_bad_usage(offices: Path) -> None:
    for command in (["show", "IR"], ["query", "ministers"], ["draw", "-o", "a.svg"], ["conflicts"], ["stats"]):
        result = CliRunner().invoke(main, [*command, "--since", "soon", "--store", str(offices)])
        assert result.exit_code == 2 and "'soon' is no day; write 2024-09-01, 2024-09 or 2024" in result.stderr
