"""Events over time: the numbers, changes of office, and where words stand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from kg.draw.charts.axis import Along
from kg.draw.charts.events import changes, events
from kg.draw.charts.offices import notes
from kg.draw.charts.timeline import timeline
from kg.draw.marks import Area, Drawing, Words
from kg.draw.paint import paint
from kg.draw.size import SIZES, Look, size_of
from kg.errors import DrawError
from kg.model import Status
from kg.query.edges import Edges
from kg.query.window import window
from kg.store import View

Asked = Callable[..., Edges]
DRAW = """
import sys
from kg.draw.charts.calendar import contacts
from kg.draw.charts.matrix import matrix
from kg.draw.charts.timeline import timeline
from kg.draw.paint import paint
from kg.draw.size import SIZES, Look
from kg.query.edges import edges
from kg.store import View
with View(sys.argv[1]) as view:
    for chart in (matrix, timeline, contacts):
        drawn = chart(view, edges(), Look(size=SIZES["slide"]), tips=True)
        for kind in ("svg", "png", "pdf"):
            with open(f"{sys.argv[2]}-{chart.__name__}.{kind}", "wb") as file:
                file.write(paint(drawn.drawing, kind, 50))
"""


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_events_by_month_and_family(press_view: View, asked: Asked) -> None:
    """The same two, relation and day are one event; memories, plans and denials are counted apart."""
    table = press_view.table
    found = events(table, asked(), (), "month")
    assert len(found.starts) == 13 and found.starts[0] == _day("2023-01-01") and found.end == _day("2024-02-01")
    by_month = dict(
        zip((date.fromordinal(int(one)).strftime("%y-%m") for one in found.starts), found.counts.T.tolist(), strict=True)
    )
    assert {month: counts for month, counts in by_month.items() if any(counts)} == {
        "23-01": [1, 0, 1],
        "23-02": [0, 1, 0],
        "23-03": [0, 1, 0],
        "23-09": [0, 0, 2],
        "24-01": [0, 1, 0],
    }
    assert found.number == 7 and len(found.rows) == 8 and found.outside == 1 and found.other == 2 and found.undated == 0


def test_events_of_one_and_of_two(press_view: View, asked: Asked) -> None:
    """Only what is told of the actor, or between the two."""
    table = press_view.table
    iran, israel = table.actor("country/IR"), table.actor("country/IL")
    assert events(table, asked(), [iran]).number == 6
    assert events(table, asked(), [iran, israel]).counts.sum(axis=1).tolist() == [0, 0, 2]
    with pytest.raises(DrawError, match="of one actor or of two, not of 3"):
        events(table, asked(), [0, 1, 2])
    with pytest.raises(DrawError, match="no period is called 'decade'; there are day, week, month, quarter, year"):
        events(table, asked(), (), "decade")


def test_a_window_may_ask_for_days_before_the_articles(press_view: View, asked: Asked) -> None:
    """Then what is told of them is shown."""
    found = events(press_view.table, asked(window=window("1970", "1989")), ())
    assert found.number == 1 and found.by == "day" and found.outside == 0
    known = events(press_view.table, asked(window=window("", "", "2024-12-31")), ())
    assert known.outside == 1 and known.starts[0] >= _day("2023-01-01")
    march = events(press_view.table, asked(window=window("2023-03", "2023-03")), ())
    assert (march.starts[0], march.end, march.by) == (_day("2023-03-01"), _day("2023-04-01"), "day") and march.number == 1


def test_prints_of_one_story_count_once(press: Callable[..., Path], asked: Asked) -> None:
    """A reprint says again what its original said."""
    text = "IR attacks IL, officials of both said in separate statements on Monday, and SY condemns IL for what it did before."
    claims = (("IR", "attacks", "IL"), ("SY", "condemns", "IL"))
    store = press(("A", "2023-01-05", *claims), ("B", "2023-01-09", *claims), text=text)
    with View(store) as view:
        assert events(view.table, asked(), ()).number == 2


def test_changes_of_office(press_view: View, asked: Asked) -> None:
    """Of a state when one follows another; of a person also when he was first seen, if that is not where the chart begins."""
    first, last = _day("2023-01-01"), _day("2024-02-01")
    of_state = changes(press_view, ["country/SY"], asked(), first, last)
    assert [(one.day, one.comes, one.goes, one.body) for one in of_state] == [
        (_day("2023-09-08"), "person/cy-corn", "person/bo-bean", "country/SY")
    ]
    of_person = changes(press_view, ["person/cy-corn"], asked(), first, last)
    assert [(one.day, one.comes, one.goes) for one in of_person] == [(_day("2023-09-08"), "person/cy-corn", "")]
    assert not changes(press_view, ["country/SY"], asked(), first, _day("2023-09-07"))


def test_one_who_is_seen_in_office_meanwhile_does_not_follow(press: Callable[..., Path], asked: Asked) -> None:
    """Bo is called the premier between two days on which Al is: a slip, and no change."""
    days = {
        "2023-01-05": "Al Ash",
        "2023-02-05": "Bo Bean",
        "2023-03-05": "Bo Bean",
        "2023-04-05": "Al Ash",
        "2023-05-05": "Al Ash",
    }
    days["2023-02-25"] = "Al Ash"
    store = press(*(("A", day, (name, "head-of-government-of", "SY")) for day, name in sorted(days.items())))
    with View(store) as view:
        assert changes(view, ["country/SY"], asked(), 1, _day("2024-01-01")) == []


def test_one_slip_among_many_does_not_come_before(press: Callable[..., Path], asked: Asked) -> None:
    """Two articles call Bo the premier before a hundred and one call Al so: two slips of reading."""
    first = _day("2023-01-01")
    days = [(date.fromordinal(first + step).isoformat(), "Bo Bean" if step < 2 else "Al Ash") for step in range(103)]
    for end, known in ((9, 1), (103, 0)):
        store = press(*(("A", day, (who, "head-of-government-of", "SY")) for day, who in days[:end]))
        with View(store) as view:
            assert len(changes(view, ["country/SY"], asked(), 1, first + 400)) == known


def test_notes_lie_beside_each_other(press_view: View, asked: Asked) -> None:
    """However many there are; those that find no room are missing."""
    (one,) = changes(press_view, ["country/SY"], asked(), 1, _day("2025-01-01"))
    along = Along(first=one.day - 9, last=one.day + 9, left=60.0, right=700.0)
    placed = notes(press_view, [one] * 9, along, 8.0, bodies=True)
    assert 1 < len(placed) < 9
    assert placed[0].text == "SY, foreign minister: Bo Bean → Cy Corn"
    for note, other in combinations(placed, 2):
        assert note.lane != other.lane or note.right < other.left or other.right < note.left


@pytest.mark.parametrize(
    ("size", "dark"), [("slide", False), ("column", True), ("poster", False), ("4x9", False), ("20x4", True)]
)
@pytest.mark.parametrize("actors", [(), ("country/IR",), ("country/IR", "country/IL")])
def test_no_words_over_others(
    gold_view: View, asked: Asked, tidy: Callable[[Drawing], None], size: str, dark: bool, actors: tuple[str, ...]
) -> None:
    """At any size, and all is on the sheet."""
    tidy(timeline(gold_view, asked(), Look(size=size_of(size), dark=dark), actors=actors, level="state").drawing)


def test_bars_stay_bars_on_a_low_sheet(gold_view: View, asked: Asked) -> None:
    """However many changes of office there are: they are counted in the foot instead."""
    for size in ("9x3.4", "6x3.4", "30x6"):
        drawn = timeline(gold_view, asked(), Look(size=size_of(size)), actors=("country/US",), level="state", tips=True)
        bars = [mark for mark in drawn.drawing.marks if isinstance(mark, Area) and "event" in mark.tip.split("\n")[0]]
        assert bars and all(mark.points[0][1] < mark.points[2][1] for mark in bars)


def test_bars_are_as_high_as_their_counts(press_view: View, asked: Asked) -> None:
    """All on one scale, conflict below the line; each part tells its sentences."""
    drawn = timeline(press_view, asked(), Look(size=SIZES["slide"]), by="month", tips=True)
    bars = [mark for mark in drawn.drawing.marks if isinstance(mark, Area) and "event" in mark.tip]
    heights = {mark.tip.split("\n")[0]: max(y for _, y in mark.points) - min(y for _, y in mark.points) for mark in bars}
    assert len(heights) == 6
    assert heights["Sep 2023: conflict, 2 events"] == pytest.approx(2 * heights["Jan 2023: conflict, 1 event"])
    line = min(y for mark in bars if "cooperation" in mark.tip for _, y in mark.points)
    assert max(y for mark in bars if "conflict" in mark.tip for _, y in mark.points) == pytest.approx(line)
    assert "“IL attacks SY in 003.” (003.txt, 2023-09-08)" in next(mark.tip for mark in bars if mark.tip.startswith("Sep 2023"))


def test_the_foot_says_what_is_left_out(press_view: View, asked: Asked) -> None:
    """In numbers."""
    drawn = timeline(press_view, asked(), Look(size=SIZES["slide"]), by="month")
    words = " ".join(mark.text for mark in drawn.drawing.marks if isinstance(mark, Words))
    for wanted in (
        "7 events, 8 claims",
        "1 event outside these days",
        "2 claims of planned, supposed or denied things not counted",
    ):
        assert wanted in words
    assert drawn.told == "7 events in 13 months" and "What happened, month by month" in words


def test_refusals(press_view: View, asked: Asked) -> None:
    """What is not there, and what is no level."""
    look = Look(size=SIZES["slide"])
    with pytest.raises(DrawError, match="the graph holds no events of Cy Corn that hold since 2030-01-01"):
        timeline(press_view, asked(window=window("2030")), look, actors=["person/cy-corn"])
    with pytest.raises(DrawError, match="no actor 'country/XX'"):
        timeline(press_view, asked(), look, actors=["country/XX"])
    with pytest.raises(DrawError, match="no level is called 'bloc'; there are actor and state"):
        timeline(press_view, asked(), look, level="bloc")


def test_hostile_names_and_posts_stay_text(press: Callable[..., Path], asked: Asked) -> None:
    """In labels, notes and tips."""
    evil, post = "Bo <b>$x^{ \x1b[31m Bean", "minister ]]> <script>"
    office = (evil, "minister-of", "SY", {"post": post})
    store = press(("A", "2023-01-05", (evil, "attacks", "IL"), office), ("A", "2023-03-05", office, (evil, "supports", "IR")))
    with View(store) as view:
        drawn = timeline(
            view,
            asked(),
            Look(size=SIZES["slide"]),
            actors=[next(one for one in view.table.actors if "person" in one)],
            tips=True,
        )
    data = paint(drawn.drawing, "svg", 72)
    assert b"<script>" not in data and b"<b>" not in data and b"\x1b" not in data


def test_events_agree_with_a_count_by_hand(gold_view: View, asked: Asked) -> None:
    """Of the gold articles, by sets of what is told."""
    table = gold_view.table
    found = events(table, asked(), (), "year")
    from kg.query.facts import relations

    names = list(relations().values())
    told = set()
    for row in np.flatnonzero(table.claims["subject"] != table.claims["object"]).tolist():
        one = table.claims[row]
        relation = names[one["relation"]]
        if relation.family == "roles" or one["status"] != list(Status).index(Status.ACTUAL) or not one["day"]:
            continue
        if int(table.articles["original"][one["article"]]) != int(one["article"]):
            continue
        ends = (int(one["subject"]), int(one["object"]))
        told.add((tuple(sorted(ends)) if relation.symmetric else ends, relation.name, int(one["day"])))
    assert found.number + found.outside == len(told)


def test_the_same_bytes_whatever_the_hash_seed(gold_store: Path, tmp_path: Path) -> None:
    """Of all charts, drawn by two fresh processes."""
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        command = [sys.executable, "-c", DRAW, str(gold_store), str(tmp_path / seed / "gold")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    files = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert len(files) == 9
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
