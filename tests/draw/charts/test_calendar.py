"""Contacts over time: the numbers, and where the rows stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.draw.charts.axis import starts
from kg.draw.charts.behind import table_at
from kg.draw.charts.calendar import contacts
from kg.draw.charts.crowds import counted
from kg.draw.charts.meetings import WAY_OF, WAYS, Contacts, meetings
from kg.draw.marks import Area, Drawing, Words
from kg.draw.paint import paint
from kg.draw.size import SIZES, Look, size_of
from kg.errors import DrawError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.query.edges import Edges, edges
from kg.query.facts import relations
from kg.query.window import window
from kg.store import View, Writer

Asked = Callable[..., Edges]


def _told(found: Contacts) -> list[tuple[int, str, str, bool, int]]:
    return [
        (one.row, date.fromordinal(one.day).isoformat(), WAYS[one.way], one.planned, len(one.claims)) for one in found.contacts
    ]


def test_every_relation_of_contact_is_a_way() -> None:
    """And every way has its words, shape and colours."""
    from kg.draw.charts.ways import COLOURS, SHAPES, TOLD

    assert set(WAY_OF) == {one.name for one in relations().values() if one.family == "contacts"}
    assert set(TOLD) == set(SHAPES) == set(COLOURS) == set(WAYS)


def test_days_of_contact_by_pair(press_view: View, asked: Asked) -> None:
    """Two claims of one meeting are one contact; a call is told by its channel; plans soon after the last article are shown."""
    table = table_at(press_view, "state")
    found = meetings(press_view, table, asked(), (), 10)
    assert [tuple(table.actors[one] for one in pair) for pair in found.pairs] == [("country/IR", "country/SY")]
    assert _told(found) == [
        (0, "2023-02-06", "meeting", False, 2),
        (0, "2023-03-07", "visit", False, 1),
        (0, "2024-01-09", "call", False, 1),
    ]
    assert found.days == (3,) and found.outside == 1, "the plan is for a year after the last contact"


def test_plans_are_hollow_and_give_way(press: Callable[..., Path], asked: Asked) -> None:
    """A plan is shown unless the two are in contact within three days of it; what is denied is only counted."""
    plan = {"status": "intended"}
    store = press(
        (
            "A",
            "2023-01-05",
            ("IR", "visits", "SY", {**plan, "date": "2023-01-20"}),
            ("IR", "met-with", "IL", {"status": "denied"}),
        ),
        ("A", "2023-01-22", ("IR", "visits", "SY"), ("SY", "hosts", "IR", {**plan, "date": "2023-02-20"})),
        ("B", "2023-01-25", ("SY", "writes-to", "IR")),
    )
    with View(store) as view:
        found = meetings(view, view.table, asked(), (), 10)
        assert meetings(view, view.table, edges(), (), 10) == found, "whatever statuses are asked for"
        drawn = contacts(view, asked(), Look(size=SIZES["slide"]), tips=True)
    assert _told(found) == [
        (0, "2023-01-22", "visit", False, 1),
        (0, "2023-01-25", "letter", False, 1),
        (0, "2023-02-20", "visit", True, 1),
    ]
    assert found.fulfilled == 1 and found.other == 1 and found.days == (2,)
    marks = [mark for mark in drawn.drawing.marks if isinstance(mark, Area) and mark.tip]
    assert [mark.face == "#ffffff" for mark in marks] == [False, False, True]
    assert marks[2].tip.startswith("IR – SY: visit, planned (2023-02-20)\n“SY hosts IR in 001.”")


def test_one_actor_and_two(press_view: View, asked: Asked) -> None:
    """The rows are partners; or ways."""
    table = press_view.table
    bean, iran = table.actor("person/bo-bean"), table.actor("country/IR")
    of_one = meetings(press_view, table, asked(), [iran], 10)
    assert {one for pair in of_one.pairs for one in pair} - {iran} == {
        bean, table.actor("person/cy-corn"), table.actor("country/SY")
    }  # fmt: skip
    of_two = meetings(press_view, table, asked(), [bean, iran], 10)
    assert of_two.ways == (WAYS.index("visit"),) and of_two.days == (1,) and of_two.pairs == ()


def test_the_pairs_with_most_days_stay(gold_view: View, asked: Asked) -> None:
    """In that order, and the others are counted."""
    whole = meetings(gold_view, gold_view.table, asked(), (), 10_000)
    part = meetings(gold_view, gold_view.table, asked(), (), 5)
    assert len(part.pairs) == 5 and part.left_out == len(whole.pairs) - 5 and whole.left_out == 0
    assert sorted(whole.days, reverse=True) == list(whole.days)


@pytest.mark.parametrize(
    ("size", "dark"), [("slide", False), ("column", True), ("poster", False), ("4x9", False), ("20x4", True)]
)
@pytest.mark.parametrize("actors", [(), ("country/IR",), ("country/IR", "country/SY")])
def test_no_words_over_others(
    gold_view: View, asked: Asked, tidy: Callable[[Drawing], None], size: str, dark: bool, actors: tuple[str, ...]
) -> None:
    """At any size, and all is on the sheet."""
    tidy(contacts(gold_view, asked(), Look(size=size_of(size), dark=dark), actors=actors, level="state").drawing)


def test_a_crowd_of_contacts_becomes_bars(press: Callable[..., Path], asked: Asked, tidy: Callable[[Drawing], None]) -> None:
    """A stack of ways for each period, the highest filling its row, and as many days as there are."""
    days = [date.fromordinal(date(2022, 1, 3).toordinal() + 2 * step).isoformat() for step in range(200)]
    rows = [("A", day, ("IR", ("met-with", "visits")[step % 2], "SY")) for step, day in enumerate(days)]
    with View(press(*rows, ("A", "2022-06-06", ("IL", "writes-to", "SY")))) as view:
        drawn = contacts(view, asked(), Look(size=SIZES["slide"]), tips=True)
        found = meetings(view, view.table, asked(), (), 10)
        begins = starts(found.first, found.last, "month")
        cells = counted(found, begins)
    tidy(drawn.drawing)
    assert sum(len(some) for (row, _, _), some in cells.items() if row == 0) == 200 and cells[1, 5, WAYS.index("letter")]
    bars = [mark for mark in drawn.drawing.marks if isinstance(mark, Area) and mark.tip]
    assert any(mark.tip.startswith("week of 3 Jan 2022: visit, ") for mark in bars)
    told = [int(mark.tip.split(", ")[1].split()[0]) for mark in bars]
    assert sum(told) == 201 and drawn.told == "201 contacts of 2 pairs"
    assert any(isinstance(mark, Words) and "a bar is a week" in mark.text for mark in drawn.drawing.marks)


def _month(press: Callable[..., Path]) -> Path:
    """Up to seven meetings on each day of a February, and a visit."""
    days = [
        (f"2024-02-{day:02}", [("IR", "met-with", f"Person {letter * 9}") for letter in "ABCDEFG"[: day % 8]])
        for day in range(1, 30)
    ]
    rows = [("A", day, *claims) for day, claims in days if claims]
    return press(*rows, ("A", "2024-02-29", ("IR", "visits", "SY"), ("IR", "met-with", "the leaders")))


def test_a_few_weeks_are_a_calendar(press: Callable[..., Path], asked: Asked, tidy: Callable[[Drawing], None]) -> None:
    """Weekdays, days and names in them; what finds no room is counted; on a narrow sheet there are rows."""
    with View(_month(press)) as view:
        sheets = {
            size: contacts(view, asked(), Look(size=size_of(size)), tips=True).drawing
            for size in ("slide", "9x4", "column", "poster")
        }
    for drawing in sheets.values():
        tidy(drawing)
    texts = {size: [mark.text for mark in drawing.marks if isinstance(mark, Words)] for size, drawing in sheets.items()}
    assert texts["slide"][:7] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] and "1 Feb 2024" in texts["slide"]
    assert "Mon" not in texts["column"] and "Mon" in texts["poster"]
    shown = sum(isinstance(mark, Area) and bool(mark.tip) for mark in sheets["9x4"].marks)
    more = [int(text.split()[1]) for text in texts["9x4"] if text.startswith("and ")]
    held = sum(day % 8 for day in range(1, 30)) + 2
    assert more and shown + sum(more) == held
    assert sum(isinstance(mark, Area) and bool(mark.tip) for mark in sheets["poster"].marks) == held


def test_groups_of_one_article_have_no_row(press: Callable[..., Path], asked: Asked) -> None:
    """ "The leaders" of an article are nobody elsewhere; contacts with them are counted."""
    span = Span(start=0, end=1)
    evidence = Evidence(span=span, quote="x", sentence=1)
    ends = [Entity(id="IR", type=EntityType.COUNTRY, name="IR", code="IR"), Entity(id="g", type=EntityType.GROUP, name="leaders")]
    claim = Claim(subject="IR", relation="met-with", object="g", rule="r", evidence=evidence, spans=(span, span, span))
    article = Article(key="k", name="k", text="x", published=date(2024, 1, 1))
    store = press(("A", "2024-01-01", ("IR", "met-with", "SY")))
    with Writer(store) as writer:
        writer.put(Reading(article=article, entities=tuple(ends), claims=(claim,)), reader="r")
    with View(store) as view:
        found = meetings(view, view.table, asked(), (), 10)
    assert len(found.pairs) == 1 and found.unnamed == 1


def test_what_is_drawn_is_told(press_view: View, asked: Asked) -> None:
    """In the heading, the foot and the line for the terminal."""
    drawn = contacts(press_view, asked(), Look(size=SIZES["slide"]), actors=["country/SY"], level="state")
    words = " ".join(mark.text for mark in drawn.drawing.marks if isinstance(mark, Words))
    assert "Whom SY met, and when" in words and "3 days of contact, 4 claims" in words and "1 day of contact outside" in words
    assert drawn.told == "3 contacts of 1 pair"


def test_nothing_to_draw(press_view: View, asked: Asked) -> None:
    """The message says of whom."""
    look = Look(size=SIZES["slide"])
    with pytest.raises(DrawError, match="the graph holds no contacts of IL"):
        contacts(press_view, asked(), look, actors=["country/IL"])
    with pytest.raises(DrawError, match="the graph holds no contacts until 2001-12-31"):
        contacts(press_view, asked(window=window("", "2001")), look)


def test_hostile_names_stay_text(press: Callable[..., Path], asked: Asked) -> None:
    """In rows and tips."""
    evil = "Bo <script>$x^{ \x00\x1b[31m " + "N" * 300
    with View(press(("A", "2023-01-05", (evil, "met-with", "IL")))) as view:
        data = paint(contacts(view, asked(), Look(size=SIZES["column"]), tips=True).drawing, "svg", 72)
    assert b"<script>" not in data and b"\x1b" not in data and b"&lt;script&gt;" in data
