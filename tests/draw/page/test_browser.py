"""The page in a real browser: what a reader does with it, without a network and without an error.

Needs Chromium and the package playwright; where either is missing the tests are skipped, unless KG_BROWSER=required.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.draw import SIZES, Look, Picture
from kg.draw.page import page
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.store import View, Writer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REQUIRED = os.environ.get("KG_BROWSER") == "required"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
# Where on the screen are the middles of the lines and the names, by what Bokeh has drawn?
WHERE = """() => {
  const model = (name) => Bokeh.documents[0].get_model_by_name(name);
  const { x_range, y_range } = model("sheet");
  const box = document.getElementById("sheet").getBoundingClientRect();
  const place = (x, y) => [
    box.left + ((x - x_range.start) / (x_range.end - x_range.start)) * box.width,
    box.top + ((y_range.end - y) / (y_range.end - y_range.start)) * box.height,
  ];
  const [lines, names] = [model("lines").data, model("names").data];
  const at = (i) => Math.floor(lines.xs[i].length * 0.35);
  const line = (i) => ({ at: place(lines.xs[i][at(i)], lines.ys[i][at(i)]), colour: lines.colour[i], alpha: lines.alpha[i] });
  const name = (text, i) => [text, { at: place(names.x[i], names.y[i]), alpha: names.alpha[i] }];
  return {
    scale: box.width / (x_range.end - x_range.start),
    lines: [...lines.xs.keys()].map(line),
    names: Object.fromEntries([...names.text].map(name)),
  };
}"""
CONFLICT = "#d55e00"


@dataclass
class Seen:
    """What the browser told while a page was open: requests for anything but the file itself, errors, dialogs."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if REQUIRED:
            raise
        pytest.skip("the package playwright is not installed")
    if not CHROMIUM:
        if REQUIRED:
            pytest.fail("no chromium is installed, and KG_BROWSER=required")
        pytest.skip("no chromium is installed")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def seen() -> Seen:
    """What the browser tells during one test."""
    return Seen()


@pytest.fixture
def tab(browser: Browser, seen: Seen) -> Iterator[Page]:
    """An empty tab of 1280 by 800 pixels, in which nothing may ask the network or fail."""
    found = browser.new_page(viewport={"width": 1280, "height": 800})
    found.on("request", lambda one: seen.requests.append(one.url))
    found.on("console", lambda one: seen.errors.append(one.text) if one.type in ("error", "warning") else None)
    found.on("pageerror", lambda one: seen.errors.append(str(one)))
    found.on("dialog", lambda one: (seen.errors.append(one.message), one.dismiss()))
    yield found
    found.close()
    assert not seen.errors
    assert not [url for url in seen.requests if not url.startswith(("file:", "data:"))]


def _opened(tab: Page, view: View, path: Path, **look: Any) -> None:
    page(view, path, Picture(), Look(size=SIZES["slide"], **look))
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached")
    tab.wait_for_timeout(100)


def _settled(tab: Page) -> Any:
    """Where everything is once nothing moves any more."""
    before = tab.evaluate(WHERE)
    for _ in range(60):
        tab.wait_for_timeout(60)
        now = tab.evaluate(WHERE)
        if now == before:
            return now
        before = now
    raise AssertionError("the sheet does not come to rest")


def _drag(tab: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Press there, move by so many pixels, in steps that the browser takes one by one, and let go."""
    tab.mouse.move(*start)
    tab.mouse.down()
    for step in range(1, 11):
        tab.mouse.move(start[0] + by[0] * step / 10, start[1] + by[1] * step / 10)
        tab.wait_for_timeout(40)
    tab.mouse.up()


def test_a_reader_at_work(tab: Page, tmp_path: Path, seed_view: View, seen: Seen) -> None:
    """Load, search an actor, click a tie, read its sentence, filter a family, clear."""
    _opened(tab, seed_view, tmp_path / "seed.html")
    assert tab.title() == "Who stands where with whom"
    tab.locator("#search").fill("NASÎR")  # part of a name, in capitals, with an accent that it has not
    tab.wait_for_selector("#found li")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "Aziz Nasirzadeh"
    where = _settled(tab)
    box = tab.locator("#sheet").bounding_box()
    assert box is not None
    x, y = where["names"]["Aziz Nasirzadeh"]["at"]
    assert abs(x - box["x"] - box["width"] / 2) < 3 and abs(y - box["y"] - box["height"] / 2) < 3
    assert where["names"]["Israel"]["alpha"] == 1, "who is tied to it is lit"
    tab.keyboard.press("Escape")
    assert tab.locator("#search").input_value() == "" and tab.locator("#panel h2").count() == 0
    tab.keyboard.press("Tab")
    tab.locator("#whole").click()
    where = _settled(tab)
    line = next(one for one in where["lines"] if one["colour"] == CONFLICT)
    tab.mouse.move(*line["at"])
    assert tab.locator("#hint").is_visible() and "claim" in tab.locator("#hint").inner_text()
    tab.mouse.click(*line["at"])
    told = tab.locator("#panel .claim").first
    claim = told.get_attribute("data-claim") or ""
    from kg.query.facts import fact

    expected = fact(seed_view, claim)
    assert expected is not None and told.locator("blockquote").inner_text() == expected.quote
    assert "→ Israel" in tab.locator("#panel h2").inner_text()
    tab.keyboard.press("Escape")
    tab.locator(".chip[data-name=conflict]").click()
    where = _settled(tab)
    assert where["lines"] and not [one for one in where["lines"] if one["colour"] == CONFLICT]
    assert len(seen.requests) == 1, "the page asks for nothing but itself"


def test_zoom_pan_and_drag(tab: Page, tmp_path: Path, seed_view: View) -> None:
    """The wheel brings nearer, an empty place moves the sheet, and an actor moves alone, its ties with it."""
    _opened(tab, seed_view, tmp_path / "seed.html")
    first = _settled(tab)
    x, y = first["names"]["Syria"]["at"]
    _drag(tab, (x, y), (40, 90))
    dragged = _settled(tab)
    assert dragged["names"]["Syria"]["at"] == pytest.approx([x + 40, y + 90], abs=1.5)
    assert dragged["names"]["Iran"]["at"] == pytest.approx(first["names"]["Iran"]["at"], abs=0.01)
    spots = {tuple(round(value) for value in one["at"]) for one in first["lines"]}
    left = {tuple(round(value) for value in one["at"]) for one in dragged["lines"]}
    assert 0 < len(spots & left) < len(spots), "some ties have moved, some have not"
    assert tab.locator("#panel h2").count() == 0, "a drag chooses nobody"
    box = tab.locator("#sheet").bounding_box()
    assert box is not None
    _drag(tab, (box["x"] + 6, box["y"] + box["height"] - 8), (60, -40))
    panned = _settled(tab)
    ways = [(panned["names"][name]["at"], spot["at"]) for name, spot in dragged["names"].items()]
    dx, dy = ways[0][0][0] - ways[0][1][0], ways[0][0][1] - ways[0][1][1]
    assert 40 < dx < 61 and -41 < dy < -26, "the browser may keep the first step to itself"
    for now, before in ways:
        assert now == pytest.approx([before[0] + dx, before[1] + dy], abs=0.01), "all move alike"
    tab.mouse.wheel(0, -300)
    zoomed = _settled(tab)
    assert zoomed["scale"] > 1.1 * panned["scale"]
    tab.locator("#whole").click()
    assert _settled(tab)["scale"] < zoomed["scale"]
    tab.mouse.move(box["x"] + 30, box["y"] + 30)
    for _ in range(12):
        tab.mouse.wheel(0, -300)
    near = _settled(tab)["names"]["Israel"]["at"]
    assert not (box["x"] < near[0] < box["x"] + box["width"] and box["y"] < near[1] < box["y"] + box["height"])
    tab.locator("#panel .row", has_text="Israel").click()
    near = _settled(tab)["names"]["Israel"]["at"]
    assert box["x"] < near[0] < box["x"] + box["width"] and box["y"] < near[1] < box["y"] + box["height"], (
        "it is brought into sight"
    )


def test_time_and_standing(tab: Page, tmp_path: Path, press: Any) -> None:
    """The time slider leaves only what lies in its days; what is planned or denied is marked, and can be left out."""
    days = [
        ("o", "2024-01-05", ("IR", "condemns", "IL")),
        ("o", "2024-02-05", ("IR", "meets", "SY", {"status": "intended"})),
        ("o", "2024-06-05", ("IR", "meets", "SY", {"status": "denied"})),
    ]
    days = [(outlet, day, tuple("met-with" if part == "meets" else part for part in row)) for outlet, day, row in days]
    with View(press(*days)) as view:
        _opened(tab, view, tmp_path / "time.html")
    claims = tab.locator("#panel .claim")
    assert claims.count() == 3
    assert claims.locator(".mood").all_inner_texts() == ["denied", "planned"]
    assert [one.get_attribute("datetime") for one in claims.locator("time").all()] == ["2024-06-05", "2024-02-05", "2024-01-05"]
    assert tab.locator("#window").inner_text() == "all the time"
    tab.locator("#from").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#window").inner_text() == "Feb 2024 – Jun 2024"
    assert claims.count() == 2
    tab.locator("#to").focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("#window").inner_text() == "Feb 2024 – May 2024"
    assert claims.locator(".mood").all_inner_texts() == ["planned"]
    where = _settled(tab)
    assert len(where["lines"]) == 1
    tab.locator(".chip[data-name=planned]").click()
    assert claims.count() == 0 and "Nothing here" in tab.locator("#panel").inner_text()


def test_steps_of_time(tab: Page, tmp_path: Path, press: Any) -> None:
    """A few claims of long ago share one step; what has no day is shown only where all the time is."""
    days = [("o", f"2024-{month:02}-05", ("IR", "condemns", "IL")) for month in range(1, 13) for _ in range(6)]
    days += [("o", "", ("IR", "supports", "SY")), ("o", "2024-03-01", ("IR", "attacks", "IQ", {"date": "1953"}))]
    with View(press(*days)) as view:
        _opened(tab, view, tmp_path / "steps.html")
    assert tab.locator("#first").inner_text() == "before Jan 2024" and tab.locator("#last").inner_text() == "Dec 2024"
    assert tab.locator("#bars > div").count() == 13
    assert len(_settled(tab)["lines"]) == 3
    tab.locator("#bars > div").nth(3).click()
    assert tab.locator("#window").inner_text() == "Mar 2024"
    assert tab.locator("#panel .claim").count() == 6 and len(_settled(tab)["lines"]) == 1
    tab.locator("#bars > div").nth(3).click()
    assert tab.locator("#window").inner_text() == "all the time" and len(_settled(tab)["lines"]) == 3
    tab.locator(".more").click()
    assert tab.locator("#panel .claim").count() == 40
    times = tab.locator("#panel .claim time").all()
    assert [one.get_attribute("datetime") for one in times] == sorted(
        (f"2024-{12 - at // 6:02}-05" for at in range(40)), reverse=True
    )


def test_light_and_dark(tab: Page, tmp_path: Path, seed_view: View) -> None:
    """The page opens as asked for, and the reader may change it."""
    _opened(tab, seed_view, tmp_path / "dark.html", dark=True)
    colour = "() => getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(colour) == "rgb(21, 24, 29)"
    tab.locator("#theme").click()
    assert tab.evaluate(colour) == "rgb(255, 255, 255)"


def test_a_narrow_window(tab: Page, tmp_path: Path, gold_view: View) -> None:
    """On a small screen the panel stands below, and nothing is wider than the screen."""
    tab.set_viewport_size({"width": 420, "height": 800})
    _opened(tab, gold_view, tmp_path / "gold.html")
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 420
    sheet, panel = tab.locator("#sheet").bounding_box(), tab.locator("#panel").bounding_box()
    assert sheet is not None and panel is not None and panel["y"] > sheet["y"] + sheet["height"]


def test_hostile_words_do_nothing(tab: Page, tmp_path: Path) -> None:
    """What an article says is shown letter by letter: nothing of it runs, loads, or leads elsewhere than to the web."""
    evil = "</script><script>alert(1)</script><img src='http://evil.example/x' onerror='alert(2)'>\u2028$$\\frac{1}{2}$$"
    text = f"First {evil} did."
    entities = (
        Entity(id="a", type=EntityType.PERSON, name=f"A {evil}", aliases=(f"alias {evil}",)),
        Entity(id="b", type=EntityType.PERSON, name="B"),
    )
    readings = []
    for number, url in enumerate(("javascript:alert(3)", "https://example.org/?a=%22b")):
        evidence = Evidence(span=Span(start=0, end=len(text)), quote=text, sentence=1)
        spans = (Span(start=0, end=1 + number),) * 3
        claim = Claim(
            subject="a", relation="condemns", object="b", speaker="a", rule="evil", evidence=evidence, spans=spans
        )  # fmt: skip
        name = f"evil{number}.txt"
        article = Article(
            key=name, name=name, text=text, title=f"T {evil}", outlet=evil, url=url, published=date(2024, 5, 1 + number)
        )
        readings.append(Reading(article=article, entities=entities, claims=(claim,)))
    with Writer(tmp_path / "evil.kg") as writer:
        for reading in readings:
            writer.put(reading, reader="evil")
    with View(tmp_path / "evil.kg") as view:
        _opened(tab, view, tmp_path / "evil.html", title=evil)
    assert tab.locator("h1").text_content() == evil
    assert tab.locator("blockquote").first.text_content() == text
    tab.locator("#search").fill("alias <")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").text_content() == f"A {evil}"
    assert tab.locator("img, iframe, object, embed").count() == 0
    links = tab.locator("#panel .claim a")
    assert [(one.get_attribute("href"), one.get_attribute("rel")) for one in links.all()] == [
        ("https://example.org/?a=%22b", "noopener noreferrer")
    ]
