"""Where do articles contradict each other?"""

from __future__ import annotations

from kg.model import Status
from kg.query.conflicts import DAYS, conflicts
from kg.query.edges import edges
from kg.query.offices.intervals import EVERY
from kg.query.verdicts import verdict
from kg.query.window import day, window
from kg.store import View, Writer


def _minister(who, post="Defence Minister", status=Status.ACTUAL, **more):
    return who, "minister-of", "IR", {"post": post, "status": status, **more}


def _met(one="IR", other="SY", status=Status.ACTUAL, **more):
    return one, "met-with", other, {"status": status, **more}


def _offices(store, **asked):
    with View(store) as view:
        return conflicts(view, **asked)["offices"]


def _denials(store, **asked):
    with View(store) as view:
        return conflicts(view, **asked)["denials"]


def test_two_holders_of_one_office_at_a_time(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri")),
        ("Reuters", "2024-11-01", _minister("Aziz Nasiri", "Minister of Defense")),
        ("AFP", "2024-10-05", _minister("Omid Karimi", "Minister of Defence and Logistics")),
    )
    count, (one,) = _offices(store)
    assert count == 1
    assert (one.relation, one.object) == ("minister-of", "country/IR")
    sides = [(side.holder, day(side.first), day(side.last), str(side.support)) for side in one.sides]
    assert sides == [
        ("person/aziz-nasiri", "2024-09-01", "2024-11-01", "2 articles, 1 outlet"),
        ("person/omid-karimi", "2024-10-05", "2024-10-05", "1 article, 1 outlet"),
    ]
    assert one.sides[1].best.quote == "Omid Karimi minister of IR in 002."


def test_a_clean_succession_is_no_contradiction(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri")),
        ("AFP", "2024-09-02", _minister("Omid Karimi")),
        ("AFP", "2024-12-02", _minister("Omid Karimi"), _minister("Aziz Nasiri", status=Status.FORMER)),
    )
    assert _offices(store) == (0, [])


def test_other_portfolios_and_lower_offices_are_no_contradiction(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri"), _minister("Sara Tehrani", "Foreign Minister")),
        ("AFP", "2024-09-01", _minister("Omid Karimi", "Deputy Defence Minister"), _minister("Reza Sohrabi", "Minister")),
    )
    assert _offices(store) == (0, [])


def test_what_one_article_says_by_itself_is_no_contradiction(press):
    store = press(("Reuters", "2024-09-01", _minister("Aziz Nasiri"), _minister("Omid Karimi")))
    assert _offices(store) == (0, [])


def test_each_stretch_of_overlapping_days_is_told_by_itself(press):
    store = press(
        *[("Reuters", each, _minister("Aziz Nasiri")) for each in ("2020-01-01", "2020-03-01")],
        ("AFP", "2020-02-01", _minister("Omid Karimi")),
        *[("Reuters", each, _minister("Sara Tehrani")) for each in ("2023-01-01", "2023-03-01")],
        ("AFP", "2023-02-01", _minister("Reza Sohrabi")),
    )
    count, found = _offices(store)
    assert count == 2
    assert [{side.holder for side in one.sides} for one in found] == [
        {"person/sara-tehrani", "person/reza-sohrabi"},
        {"person/aziz-nasiri", "person/omid-karimi"},
    ]
    count, _ = _offices(store, actor="person/omid-karimi")
    assert count == 1
    assert _offices(store, asked=edges(statuses=EVERY.statuses, window=window("2022")))[0] == 1


def test_said_and_denied(press):
    store = press(
        ("Reuters", "2024-09-01", _met()),
        ("AFP", "2024-09-03", _met("SY", "IR", Status.DENIED, speaker="Omid Karimi")),
    )
    count, (one,) = _denials(store)
    assert count == 1
    assert (one.relation, {one.subject, one.object}) == ("met-with", {"country/IR", "country/SY"})
    assert [(side.status, side.speakers, day(side.first)) for side in one.sides] == [
        ("actual", ("",), "2024-09-01"),
        ("denied", ("person/omid-karimi",), "2024-09-03"),
    ]
    assert _denials(store, actor="person/omid-karimi")[0] == 1
    assert _denials(store, actor="country/IR")[0] == 1
    with View(store) as view:
        assert conflicts(view, kinds=["offices"]).keys() == {"offices"}


def test_a_denial_of_long_ago_is_of_another_event(press):
    far = "2024-10-03"
    store = press(("Reuters", "2024-09-01", _met()), ("AFP", far, _met(status=Status.DENIED)))
    assert day(window("2024-09-01").since + DAYS + 1) == far
    assert _denials(store) == (0, [])


def test_one_article_contradicts_itself_only_by_another_speaker(press):
    store = press(
        ("Reuters", "2024-09-01", _met(), _met(status=Status.DENIED, speaker="Omid Karimi")),
        ("Reuters", "2024-09-01", ("IR", "attacks", "SY"), ("IR", "attacks", "SY", {"status": Status.DENIED})),
    )
    count, (one,) = _denials(store)
    assert (count, one.relation) == (1, "met-with")


def test_the_best_supported_come_first_and_the_rest_is_counted(press):
    said = [(outlet, "2024-09-01", _met("IL", "LB")) for outlet in ("Reuters", "AFP")]
    denied = [(outlet, "2024-09-02", _met("IL", "LB", Status.DENIED)) for outlet in ("Reuters", "AFP")]
    store = press(("Reuters", "2024-09-01", _met()), ("AFP", "2024-09-03", _met(status=Status.DENIED)), *said, *denied)
    count, found = _denials(store, most=1)
    assert count == 2
    assert [one.object for one in found] == ["country/LB"]
    assert len(_denials(store, most=0)[1]) == 2


def test_a_rejected_claim_is_on_no_side(press):
    store = press(("Reuters", "2024-09-01", _met()), ("AFP", "2024-09-03", _met(status=Status.DENIED)))
    with View(store) as view:
        said = conflicts(view)["denials"][1][0].sides[0].best
        word = verdict(view, said, rejected=True)
    with Writer(store, create=False) as writer:
        writer.rule(word)
    assert _denials(store) == (0, [])


def test_an_empty_graph_has_none(press):
    store = press()
    assert _offices(store) == (0, [])
    assert _denials(store) == (0, [])
