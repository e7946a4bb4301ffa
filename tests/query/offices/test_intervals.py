"""Who holds or held which office, from when to when?"""

from __future__ import annotations

from kg.model import Status
from kg.query.edges import edges
from kg.query.offices.intervals import EVERY, intervals
from kg.query.window import day, window
from kg.store import View

STATUSES = EVERY.statuses


def _told(view, actor, asked=EVERY):
    return [
        (one.holder.partition("/")[2], one.post, day(one.first), day(one.last), one.current, day(one.over), one.successor)
        for one in intervals(view, actor, asked)
    ]


def _minister(who, post, status=Status.ACTUAL):
    return who, "minister-of", "IR", {"post": post, "status": status}


def test_an_office_lasts_from_the_first_to_the_last_day_it_is_seen(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister")),
        ("Reuters", "2025-03-02", _minister("Aziz Nasiri", "Minister of Defence")),
        ("AFP", "2024-12-01", _minister("Aziz Nasiri", "defense minister"), _minister("Omid Karimi", "Foreign Minister")),
    )
    with View(store) as view:
        (one,) = intervals(view, "person/aziz-nasiri")
        assert (day(one.first), day(one.last), one.current) == ("2024-09-01", "2025-03-02", True)
        assert str(one.support) == "3 articles, 2 outlets"
        assert len(one.rows) == 3
        held = _told(view, "country/IR")
        assert [row[0] for row in held] == ["aziz-nasiri", "omid-karimi"]


def test_it_is_over_when_an_article_calls_it_former(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister")),
        ("AFP", "2025-01-05", _minister("Aziz Nasiri", "defence minister", Status.FORMER)),
        ("AFP", "2025-02-05", _minister("Aziz Nasiri", "defence minister", Status.FORMER)),
    )
    with View(store) as view:
        assert _told(view, "person/aziz-nasiri") == [
            ("aziz-nasiri", "defence minister", "2024-09-01", "2024-09-01", False, "2025-01-05", "")
        ]
        before = edges(statuses=STATUSES, window=window("", "", "2024-12"))
        assert _told(view, "person/aziz-nasiri", before)[0][4:] == (True, "", "")


def test_who_is_called_former_and_later_holder_again_is_current(press):
    store = press(
        ("AFP", "2024-01-05", _minister("Aziz Nasiri", "defence minister", Status.FORMER)),
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister")),
    )
    with View(store) as view:
        assert _told(view, "person/aziz-nasiri")[0][2:] == ("2024-09-01", "2024-09-01", True, "", "")


def test_it_is_over_when_another_holder_of_the_same_office_is_seen_later(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister")),
        ("AFP", "2025-01-05", _minister("Omid Karimi", "Minister of Defence and Logistics")),
        ("AFP", "2025-01-09", _minister("Sara Tehrani", "Finance Minister")),
    )
    with View(store) as view:
        found = {row[0]: row[4:] for row in _told(view, "country/IR")}
        assert found == {
            "aziz-nasiri": (False, "2025-01-05", "person/omid-karimi"),
            "omid-karimi": (True, "", ""),
            "sara-tehrani": (True, "", ""),
        }
        assert [row[0] for row in _told(view, "country/IR")][-1] == "aziz-nasiri", "those in office come first"


def test_many_may_hold_the_same_lower_office(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Deputy Prime Minister")),
        ("AFP", "2025-01-05", _minister("Omid Karimi", "Deputy Prime Minister")),
    )
    with View(store) as view:
        assert all(row[4] for row in _told(view, "country/IR"))


def test_a_bare_wording_counts_for_the_fuller_one(press):
    store = press(
        ("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister")),
        ("AFP", "2024-10-01", _minister("Aziz Nasiri", "Minister")),
        ("AFP", "2024-11-01", _minister("Aziz Nasiri", "minister")),
    )
    with View(store) as view:
        assert _told(view, "person/aziz-nasiri") == [
            ("aziz-nasiri", "Defence Minister", "2024-09-01", "2024-11-01", True, "", "")
        ]


def test_what_is_planned_or_denied_is_no_tenure(press):
    store = press(("Reuters", "2024-09-01", _minister("Aziz Nasiri", "Defence Minister", Status.INTENDED)))
    with View(store) as view:
        assert intervals(view, "person/aziz-nasiri") == []
        assert intervals(view, "person/nobody") == []


def test_memberships_are_intervals_too(press):
    store = press(
        ("Reuters", "2024-09-01", ("IR", "member-of", "the Brotherhood of Nations")),
        ("AFP", "2025-09-01", ("IR", "member-of", "the Brotherhood of Nations")),
    )
    with View(store) as view:
        (one,) = intervals(view, "country/IR")
        assert (one.relation, one.current, day(one.last)) == ("member-of", True, "2025-09-01")
