"""Which offices does a brief call new, and which over?"""

from __future__ import annotations

from kg.model import Status

NEW, OVER = "New in office", "Out of office"
DAYS = {"since": "2024-05-01", "until": "2024-05-31"}


def _minister(who, post="Defence Minister", status=Status.ACTUAL, body="IR", relation="minister-of", **more):
    return who, relation, body, {"post": post, "status": status, **more}


def test_who_is_told_of_in_office_for_the_first_time_is_new_with_who_was_before(press, told):
    store = press(
        ("AFP", "2024-01-10", _minister("Omid Karimi")),
        ("AFP", "2024-03-10", _minister("Omid Karimi", "Minister of Defense")),
        ("AFP", "2024-05-10", _minister("Aziz Nasiri", "Minister of Defence and Logistics")),
        ("Reuters", "2024-05-12", _minister("Aziz Nasiri", "Minister of Defence and Logistics")),
    )
    page = told(store, **DAYS)
    assert page.texts(NEW) == [
        "Aziz Nasiri, Minister of Defence and Logistics of IR: first told of on 2024-05-10; before, Omid Karimi, last told of on "
        "2024-03-10 (2 articles, 2 outlets)"
    ]
    (source,) = page.lines[NEW][0].sources
    assert source.text.startswith("“Aziz Nasiri minister of IR in 00") and len(source.code) == 1


def test_an_office_that_was_known_is_not_new_but_another_one_of_the_same_person_is(press, told):
    store = press(
        ("AFP", "2024-01-10", _minister("Aziz Nasiri"), _minister("Omid Karimi", "Finance Minister")),
        ("AFP", "2024-05-10", _minister("Aziz Nasiri", "Minister of Defence"), _minister("Omid Karimi", "Foreign Minister")),
        ("AFP", "2024-05-11", _minister("Aziz Nasiri", ""), _minister("Aziz Nasiri", "Defence Minister", body="SY")),
    )
    lines = told(store, **DAYS).texts(NEW)
    assert sorted(line.split(":")[0] for line in lines) == [
        "Aziz Nasiri, Defence Minister of SY",
        "Omid Karimi, Foreign Minister of IR",
    ]


def test_one_person_under_two_ids_is_no_successor(press, told):
    store = press(
        ("AFP", "2024-01-10", _minister("Aziz Nasiri")),
        ("AFP", "2024-05-10", _minister("Aziz Amir Nasiri")),
        ("AFP", "2024-05-11", _minister("Omid Karimi", "Finance Minister")),
    )
    lines = told(store, **DAYS).texts(NEW)
    assert [line.split(":")[0] for line in lines] == ["Omid Karimi, Finance Minister of IR"]


def test_who_is_still_told_of_in_the_office_has_no_successor(press, told):
    store = press(
        ("AFP", "2024-01-10", _minister("Omid Karimi")),
        ("AFP", "2024-05-10", _minister("Aziz Nasiri")),
        ("AFP", "2024-05-20", _minister("Omid Karimi")),
    )
    (line,) = told(store, **DAYS).texts(NEW)
    assert line == "Aziz Nasiri, Defence Minister of IR: first told of on 2024-05-10 (1 article, 1 outlet)"


def test_what_changed_hands_comes_before_who_is_only_named_for_the_first_time(press, told):
    store = press(
        ("AFP", "2024-01-10", _minister("Omid Karimi")),
        ("AFP", "2024-05-10", _minister("Cy Moe", "", body="SY", relation="head-of-state-of"), _minister("Aziz Nasiri")),
    )
    lines = told(store, **DAYS, most=1).texts(NEW)
    assert lines[0].startswith("Aziz Nasiri, Defence Minister of IR") and lines[1] == "and 1 more; --most 0 tells all"


def test_an_office_of_another_state_than_usual_comes_last_and_says_so(press, told):
    usual = [_minister("Aziz Nasiri", post) for post in ("Defence Minister", "Minister of Defence", "minister of defence")]
    syrian = _minister("Aziz Nasiri", "Minister", body="SY")
    store = press(
        ("AFP", "2024-01-10", *usual),
        ("AFP", "2024-05-10", usual[0], syrian, _minister("Omid Karimi", "Envoy", relation="envoy-of")),
        ("AFP", "2024-05-12", usual[0], syrian),
    )
    assert told(store, **DAYS).texts(NEW) == [
        "Omid Karimi, Envoy of IR: first told of on 2024-05-10 (1 article, 1 outlet)",
        "Aziz Nasiri, Minister of SY: first told of on 2024-05-10; more often in office of IR (2 articles, 1 outlet)",
    ]


def test_a_graph_that_begins_in_the_window_says_that_all_is_new_to_it(press, told):
    store = press(("AFP", "2024-05-10", _minister("Aziz Nasiri", "Iran's Defence Minister"), ("SY", "member-of", "the League")))
    page = told(store, **DAYS)
    assert page.notes[NEW] == ["The graph has nothing from before these days, so that all it tells is new to it."]
    assert len(page.lines[NEW]) == 1


def test_whoever_is_called_a_former_holder_for_the_first_time_is_out_of_office(press, told):
    gone = {"status": Status.FORMER}
    store = press(
        (
            "AFP",
            "2024-01-10",
            _minister("Aziz Nasiri"),
            _minister("Omid Karimi", "Finance Minister"),
            _minister("Cy Moe", "Health Minister"),
        ),
        ("AFP", "2024-02-10", _minister("Omid Karimi", "Finance Minister", **gone)),
        ("AFP", "2024-05-10", _minister("Aziz Nasiri", **gone), _minister("Omid Karimi", "Finance Minister", **gone)),
        ("AFP", "2024-05-11", _minister("Di Noe", "Health Minister", **gone), _minister("Cy Moe", "Health Minister", **gone)),
        ("AFP", "2024-05-12", _minister("Cy Moe", "Health Minister")),
    )
    page = told(store, **DAYS)
    assert page.texts(OVER) == [
        "Former: Aziz Nasiri, Defence Minister of IR; last told of in office on 2024-01-10 (1 article, 1 outlet)"
    ]
    assert NEW not in page.lines
