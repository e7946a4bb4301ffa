"""What does a brief tell of hand-made articles, and is each line true to its sentence?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date

import pytest

from kg.errors import QueryError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.facts import fact
from kg.query.verdicts import verdict
from kg.store import View, Writer

MET, VISITS, NEW, OVER = "Who met whom", "Visits", "New in office", "Out of office"
AGREED, RISING, HELP = "New agreements", "Rising conflicts", "Support and aid"
PLANNED, DENIED, CONTESTED = "Planned, and not told of as done", "Denied", "Contradictions"
SECTIONS = [MET, VISITS, NEW, OVER, AGREED, RISING, HELP, PLANNED, DENIED, CONTESTED]


def _met(one="Ann Lee", other="Bo Li", relation="met-with", **more):
    return one, relation, other, more


def test_a_meeting_that_several_sentences_tell_of_is_one_line(press, told):
    store = press(
        ("AFP", "2024-05-02", _met(date="2024-05-01")),
        ("Reuters", "2024-05-02", _met("Bo Li", "Ann Lee"), _met(relation="spoke-with")),
        ("Reuters", "2024-05-03", _met("Bo Li", "Ann Lee", "hosts")),
        ("AFP", "2024-05-20", _met()),
    )
    (first, second) = told(store).lines[MET]
    assert first.text == "Ann Lee met with Bo Li (2024-05-01; 3 articles, 2 outlets)"
    assert second.text == "Ann Lee met with Bo Li (1 article, 1 outlet)"
    (source,) = first.sources
    assert source.text.startswith("“Ann Lee met with Bo Li in 000.” 000.txt, AFP, 2024-05-02, claim:") and len(source.code) == 1


def test_partners_of_one_sentence_are_one_line(press, told):
    store = press(
        ("AFP", "2024-05-02", _met("Ann Lee", "Bo Li"), _met("Cy Moe", "Ann Lee"), _met("Ann Lee", "Di Noe")),
        text="Ann Lee met Bo Li, Cy Moe and Di Noe.",
    )
    (line,) = told(store).lines[MET]
    assert line.text == "Ann Lee met with Bo Li, Cy Moe and Di Noe (1 article, 1 outlet)"
    assert len(line.sources[0].code) == 3 and line.sources[0].text.startswith("“Ann Lee met Bo Li, Cy Moe and Di Noe.”")


def test_who_all_agreed_is_told_once(press, told):
    three = [_met(one, other, "agrees-with") for one, other in (("AA", "BB"), ("CC", "AA"), ("BB", "CC"))]
    one_way = [_met(one, other, "aids") for one, other in (("AA", "BB"), ("AA", "CC"), ("BB", "CC"))]
    page = told(press(("AFP", "2024-05-02", *three, *one_way), text="AA, BB and CC agreed."))
    (line,) = page.lines[AGREED]
    assert line.text == "AA, BB and CC agree with each other (1 article, 1 outlet)" and len(line.sources[0].code) == 3
    assert len(page.lines[HELP]) == 2 and not any("each other" in text for text in page.texts(HELP))


def test_whom_an_actor_met_on_a_day_by_one_article_is_one_line_with_its_sentences(press, told):
    others = [f"{first} Poe" for first in ("Al", "Bo", "Cy", "Di", "Ed", "Fi", "Gu", "Hy", "Io", "Jo")]
    store = press(
        ("AFP", "2024-05-02", *(_met("Ann Lee", one) for one in others)), ("AFP", "2024-05-03", _met("Ann Lee", "Kim Roe"))
    )
    first, second = sorted(told(store).lines[MET], key=lambda line: len(line.text))
    assert first.text == "Ann Lee met with Kim Roe (1 article, 1 outlet)"
    assert second.text.endswith(" and 2 others (1 article, 1 outlet)") and second.text.count(" Poe") == 8
    assert [" same article, claim:" in source.text for source in second.sources] == [False, True, True, False]
    assert second.sources[3].text.startswith("and 7 sentences more: claim:")
    assert second.sources[3].text.endswith(" and 3 more")


def test_what_more_outlets_tell_of_shares_no_line_with_the_rest(press, told):
    store = press(("AFP", "2024-05-02", _met(), _met("Ann Lee", "Cy Moe")), ("Reuters", "2024-05-02", _met()))
    assert told(store).texts(MET) == [
        "Ann Lee met with Bo Li (2 articles, 2 outlets)",
        "Ann Lee met with Cy Moe (1 article, 1 outlet)",
    ]


def test_the_sentence_that_tells_most_is_quoted(tmp_path, told):
    text = "Ann Lee met Bo Li. Ann Lee met Cy Moe and Bo Li."
    sentences = {"Bo Li": (0, 18), "Cy Moe": (19, 48)}
    claims = [
        _sentence(text, other, span, end, sure)
        for end, (other, span, sure) in enumerate(
            [("Bo Li", sentences["Bo Li"], 0.9), ("Cy Moe", sentences["Cy Moe"], 0.8), ("Bo Li", sentences["Cy Moe"], 0.8)], 1
        )
    ]
    people = tuple(Entity(id=one, type=EntityType.PERSON, name=one) for one in ("Ann Lee", "Bo Li", "Cy Moe"))
    article = Article(key="a.txt", name="a.txt", text=text, outlet="AFP", published=date(2024, 5, 2))
    with Writer(tmp_path / "one.kg") as writer:
        writer.put(Reading(article=article, entities=people, claims=tuple(claims)), reader="hand")
    (line,) = told(tmp_path / "one.kg").lines[MET]
    assert line.text == "Ann Lee met with Cy Moe and Bo Li (1 article, 1 outlet)"
    (source,) = line.sources
    assert source.text.startswith("“Ann Lee met Cy Moe and Bo Li.” a.txt, AFP, 2024-05-02, claim:") and len(source.code) == 2


def _sentence(text, other, span, end, sure):
    place = Span(start=span[0], end=span[1])
    return Claim(
        subject="Ann Lee",
        relation="met-with",
        object=other,
        rule="hand",
        evidence=Evidence(span=place, quote=text[span[0] : span[1]], sentence=1),
        spans=(Span(start=0, end=end),) * 3,
        confidence=sure,
    )


def test_days_that_lie_apart_are_a_stretch_and_whose_they_are_is_said(press, told):
    days = [{}, {"date": "2024-05-01"}]
    store = press(
        *(("AFP", f"2024-05-{day:02}", ("IR", "aids", "SY"), ("IR", "supports", "IL", days[day < 9])) for day in (4, 14))
    )
    assert sorted(told(store).texts(HELP)) == [
        "IR aids SY (told of 2024-05-04 to 2024-05-14; 2 articles, 1 outlet)",
        "IR supports IL (2024-05-01; 2 articles, 1 outlet)",
    ]


def test_both_sides_of_a_list_are_one_line_and_what_is_mutual_is_told_once(press, told):
    pairs = [_met(one, other, "condemns", status=Status.DENIED) for one in ("AA", "BB") for other in ("CC", "DD")]
    both = [_met("IR", "SY", "supports"), _met("SY", "IR", "supports")]
    page = told(press(("AFP", "2024-05-02", *pairs, *both), text="AA and BB did not condemn CC and DD."))
    assert page.texts(DENIED) == ["Denied: AA and BB condemn CC and DD (1 article, 1 outlet)"]
    assert page.texts(HELP) == ["IR and SY support each other (1 article, 1 outlet)"]


def test_what_most_outlets_tell_comes_first_and_the_rest_is_counted(press, told):
    store = press(
        ("AFP", "2024-05-02", _met("Ann Lee", "Bo Li"), _met("Cy Moe", "Di Noe"), _met("Ed Poe", "Fi Roe")),
        ("AFP", "2024-05-03", _met("Ann Lee", "Bo Li")),
        ("Reuters", "2024-05-03", _met("Ed Poe", "Fi Roe")),
    )
    lines = told(store, most=2).texts(MET)
    assert [line.split(" (")[0] for line in lines[:2]] == ["Ed Poe met with Fi Roe", "Ann Lee met with Bo Li"]
    assert lines[2] == "and 1 more; --most 0 tells all"
    assert len(told(store, most=0).texts(MET)) == 3


def test_plans_and_denials_are_no_facts(press, told):
    store = press(
        (
            "AFP",
            "2024-05-02",
            _met(status=Status.INTENDED, date="2024-06-01"),
            _met("Cy Moe", "Di Noe", status=Status.DENIED),
            _met("Ed Poe", "Fi Roe", status=Status.HYPOTHETICAL),
            _met("Ann Lee", "SY", "minister-of", status=Status.INTENDED, post="Defence Minister"),
            _met("IR", "IL", "attacks", status=Status.DENIED),
            _met("IR", "SY", "aids", status=Status.INTENDED),
        ),
    )
    page = told(store)
    assert set(page.lines) == {PLANNED, DENIED}
    assert sorted(page.texts(PLANNED)) == [
        "Planned: Ann Lee to be minister of SY, Defence Minister (1 article, 1 outlet)",
        "Planned: Ann Lee to meet with Bo Li (2024-06-01; 1 article, 1 outlet)",
        "Planned: IR to aid SY (1 article, 1 outlet)",
    ]
    assert sorted(page.texts(DENIED)) == [
        "Denied: Cy Moe met with Di Noe (1 article, 1 outlet)",
        "Denied: IR attacks IL (1 article, 1 outlet)",
    ]
    assert "1 claim that articles only suppose (if, may, would) is left out." in page.notes[""][0]
    assert (
        page.notes["foot"][0] == f"Nothing is told under: {'; '.join(one for one in SECTIONS if one not in (PLANNED, DENIED))}."
    )


def test_a_plan_that_has_come_about_is_told_as_what_it_became(press, told):
    plan = _met(status=Status.INTENDED)
    store = press(("AFP", "2024-05-02", plan), ("AFP", "2024-05-09", _met()), ("AFP", "2024-05-20", _met("Cy Moe", "Di Noe")))
    assert PLANNED not in told(store).lines and len(told(store).lines[MET]) == 2
    assert len(told(store, until="2024-05-08").lines[PLANNED]) == 1
    again = press(("AFP", "2024-05-02", plan), ("AFP", "2024-05-09", _met()), ("AFP", "2024-05-20", plan))
    assert len(told(again).lines[PLANNED]) == 1


def test_what_was_planned_for_a_day_long_gone_is_no_plan(press, told):
    plans = [
        _met(other=other, status=Status.INTENDED, date=day) for other, day in (("Bo Li", "2024-03-01"), ("Cy Moe", "2024-05-01"))
    ]
    page = told(press(("AFP", "2024-05-02", *plans)))
    assert page.texts(PLANNED) == ["Planned: Ann Lee to meet with Cy Moe (2024-05-01; 1 article, 1 outlet)"]


def test_rising_conflicts_are_told_against_the_window_before_with_people_as_their_states(press, told):
    condemned = ("IR", "condemns", "IL")
    store = press(
        ("AFP", "2024-04-20", condemned, ("US", "condemns", "RU")),
        ("AFP", "2024-05-02", condemned, condemned, ("Ann Lee", "minister-of", "IR", {"post": "Minister"})),
        ("Reuters", "2024-05-04", ("Ann Lee", "accuses", "IL", {"date": "2024-05-03"})),
        ("AFP", "2024-05-12", ("IR", "urges", "IL")),
    )
    page = told(store, since="2024-05-01", until="2024-05-15")
    (line,) = page.lines[RISING]
    assert line.text == "IL and IR: now 2 (strength 6.0), before 1 (strength 3.0) (2 articles, 2 outlets)"
    assert [source.text.split(":")[0] for source in line.sources] == ["Ann Lee accuses IL", "IR condemns IL"]
    assert "Against the 15 days 2024-04-16 to 2024-04-30" in page.notes[RISING][0]
    fallen = told(store, since="2024-04-20", until="2024-05-01")
    assert sorted(line.split(":")[0] for line in fallen.texts(RISING)) == ["IL and IR", "RU and US"]
    assert "of which the graph has nothing" in fallen.notes[RISING][0]


def test_around_a_state_is_also_what_its_people_do(press, told):
    store = press(
        ("AFP", "2024-05-02", ("Ann Lee", "minister-of", "IR", {"post": "Minister"}), _met(), _met("Cy Moe", "Di Noe")),
        ("AFP", "2024-05-03", ("SY", "visits", "IR"), ("SY", "visits", "IL")),
    )
    page = told(store, around=["country/IR"])
    assert page.title == "IR, 2024-04-04 to 2024-05-03"
    assert page.texts(MET) == ["Ann Lee met with Bo Li (1 article, 1 outlet)"]
    assert page.texts(VISITS) == ["SY visits IR (1 article, 1 outlet)"]
    both = told(store, around=["person/cy-moe", "country/IL"], title="1. *Two*")
    assert both.title == "1. *Two*" and both.notes[""][0].startswith(
        "2024-04-04 to 2024-05-03: 30 days with 2 articles of 1 outlet; "
    )
    assert both.notes[""][0].endswith("around Cy Moe and IL.")
    assert len(both.lines[MET]) == len(both.lines[VISITS]) == 1


def test_what_was_known_on_a_day_is_told_without_later_articles(press, told):
    store = press(
        ("AFP", "2024-05-02", _met()), ("Reuters", "2024-05-03", _met()), ("AFP", "2024-07-01", _met("Cy Moe", "Di Noe"))
    )
    page = told(store, as_of="2024-05-02")
    assert page.texts(MET) == ["Ann Lee met with Bo Li (1 article, 1 outlet)"]
    assert "As it was known on 2024-05-02." in page.notes[""][0]


def test_unsure_claims_are_left_out_on_request(press, told):
    store = press(("AFP", "2024-05-02", _met(confidence=0.5), _met("Cy Moe", "Di Noe", confidence=0.9)))
    page = told(store, least=0.8)
    assert page.texts(MET) == ["Cy Moe met with Di Noe (1 article, 1 outlet)"]
    assert "Only claims of at least 0.8 confidence." in page.notes[""][0]


def test_contradictions_have_both_sides(press, told):
    store = press(
        ("AFP", "2024-05-02", ("IR", "attacks", "IL")),
        ("Reuters", "2024-05-03", ("IR", "attacks", "IL", {"status": Status.DENIED, "speaker": "Ann Lee"})),
    )
    (line,) = told(store).lines[CONTESTED]
    assert line.text == "Is it so that IR attacks IL?"
    assert [source.text.split(" (")[0] for source in line.sources] == ["Said by articles", "Denied by Ann Lee"]


def test_a_contradiction_between_two_actors_that_were_asked_for_is_told_once(press, told):
    denied = ("IR", "attacks", "IL", {"status": Status.DENIED})
    store = press(("AFP", "2024-05-02", ("IR", "attacks", "IL")), ("Reuters", "2024-05-03", denied))
    assert len(told(store, around=["country/IR", "country/IL"]).lines[CONTESTED]) == 1
    assert told(store, around=["country/IR", "country/IL"], most=1).texts(CONTESTED) == ["Is it so that IR attacks IL?"]


def test_a_rejected_claim_is_told_nowhere(press, told):
    store = press(("AFP", "2024-05-02", _met(), _met("Cy Moe", "Di Noe")))
    (line,) = [one for one in told(store).lines[MET] if one.text.startswith("Ann Lee")]
    with View(store) as view:
        said = verdict(view, fact(view, line.sources[0].code[0].replace(":", "/")), rejected=True)
    with Writer(store) as writer:
        writer.rule(said)
    assert told(store).texts(MET) == ["Cy Moe met with Di Noe (1 article, 1 outlet)"]


def test_a_speaker_is_named(press, told):
    store = press(
        ("AFP", "2024-05-02", _met("IR", "SY", "supports", speaker="Ann Lee"), _met("Bo Li", "SY", "supports", speaker="Bo Li"))
    )
    lines = told(store).texts(HELP)
    assert "IR supports SY (according to Ann Lee; 1 article, 1 outlet)" in lines
    assert "Bo Li supports SY (1 article, 1 outlet)" in lines


def test_days_without_claims_are_an_error_that_tells_what_the_graph_covers(press, told):
    store = press(("AFP", "2024-05-02", _met()), ("AFP", "2024-05-20", _met()))
    with pytest.raises(
        QueryError, match="there is no claim of 2023-01-01 to 2023-01-31; the graph covers 2024-05-02 to 2024-05-20"
    ):
        told(store, since="2023-01", until="2023-01")
    with pytest.raises(QueryError, match="there is no claim of 2030-01-01; the graph covers"):
        told(store, since="2030")
    with pytest.raises(QueryError, match="there is no such claim of 2024-04-21"):
        told(store, least=1.0, around=["country/IR"])


def test_a_graph_without_days_cannot_be_reported(press, told):
    with pytest.raises(QueryError, match="the graph has no article with a day"):
        told(press(("AFP", "", _met())))


def test_every_line_of_the_gold_articles_is_true_to_its_claim(gold_store, told):
    page = told(gold_store, since="2000", most=0)
    assert len(page.sources()) > 100 and {MET, NEW, RISING, HELP, PLANNED} <= set(page.lines)
    expected = {MET: Status.ACTUAL, VISITS: Status.ACTUAL, HELP: Status.ACTUAL, PLANNED: Status.INTENDED, DENIED: Status.DENIED}
    with View(gold_store) as view:
        for section, lines in page.lines.items():
            for source in [source for line in lines for source in line.sources]:
                claims = [fact(view, one.replace(":", "/")) for one in source.code]
                assert claims and all(one and one.status is expected.get(section, one.status) for one in claims)
                shown = re.search("“(.*)” ", source.text)
                assert shown
                words = " ".join(claims[0].quote.split())
                assert all(part.strip() in words for part in shown[1].split("…"))
        for line in [line for section in expected for line in page.lines.get(section, [])]:
            ends = {name for one in line.sources[0].code for name in _names(view, one)}
            assert all(name in line.text for name in ends), line


def _names(view, claim):
    one = fact(view, claim.replace(":", "/"))
    return [view.entity(end).name for end in (one.subject, one.object)]


def test_no_event_is_told_twice(gold_store, told):
    page = told(gold_store, since="2000", most=0)
    for section in (MET, VISITS, AGREED, HELP, DENIED):
        claims = [claim for line in page.lines.get(section, []) for claim in line.sources[0].code]
        assert len(claims) == len(set(claims)), section


def test_the_same_store_gives_the_same_bytes_whatever_the_hash_seed(gold_store):
    run = [sys.executable, "-m", "kg", "report", "-o", "-", "--since", "2000", "--store", str(gold_store)]
    pages = [
        subprocess.run(run, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1] and pages[0].startswith(b"# Brief, 2000-01-01 to ")
