"""The page: what stands in it, the same bytes, and that no word of an article becomes markup, script or a request."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.draw import SIZES, Look, Picture
from kg.draw.page import page
from kg.draw.page.data import EPOCH, link
from kg.draw.page.document import PARTS, SCRIPTS, as_json
from kg.errors import DrawError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.facts import all_facts, fact, source
from kg.query.window import window
from kg.store import View, Writer

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = Look(size=SIZES["slide"])
PAGE = "import sys; from kg.cli import main; main(['draw', '-o', sys.argv[2], '--store', sys.argv[1]])"
EVIL = '</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028"\\u003c&amp;$title ${x} <!-- \U0001f4a3'


class Tags(HTMLParser):
    """The page as a browser reads it: tags with their attributes, and the text of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.title = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data
        if self.tags and self.tags[-1][0] == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))

    def data(self) -> Any:
        """What the script reads."""
        return json.loads(self.scripts[0])


def _page(view: View, path: Path, title: str = "", **how: Any) -> Tags:
    page(view, path, Picture(**how), Look(size=SIZES["slide"], title=title))
    return Tags(path.read_text(encoding="utf8"))


def _evil(root: Path) -> Path:
    """A graph of one article in which every text is hostile."""
    text = f"First {EVIL} did. Second."
    entities = [
        Entity(id="a", type=EntityType.PERSON, name=f"A {EVIL}", aliases=(f"alias {EVIL}",)),
        Entity(id="b", type=EntityType.GROUP, name="$$\\sqrt{b}$$"),
    ]
    claims = [
        Claim(
            subject="a", relation="condemns", object="b", status=Status.DENIED, speaker="a", rule="evil",
            evidence=Evidence(span=Span(start=0, end=len(text)), quote=text, sentence=1), spans=(Span(start=0, end=1),) * 3,
        )
    ]  # fmt: skip
    article = Article(
        key="evil.txt", name="evil.txt", text=text, title=EVIL, outlet=EVIL, url="javascript:alert(3)", published=date(2024, 5, 1)
    )  # fmt: skip
    with Writer(root) as writer:
        writer.put(Reading(article=article, entities=tuple(entities), claims=tuple(claims)), reader="evil")
    return root


def test_every_claim_stands_with_its_words(tmp_path: Path, gold_view: View) -> None:
    """The page holds each claim between two actors once: its days, sentence, article, standing and direction are the graph's."""
    read = _page(gold_view, tmp_path / "gold.html", most=1000).data()
    expected = {one.id: one for one in all_facts(gold_view) if one.subject != one.object}
    rows = [(tie, row) for tie in read["ties"] for row in tie["claims"]]
    assert len(rows) == len(expected) > 100
    moods = {"actual": "holds", "former": "former", "intended": "planned", "hypothetical": "supposed", "denied": "denied"}
    for tie, row in rows:
        one = expected.pop(row[6])
        assert row[5] == one.quote and tie["mood"] == moods[one.status.value]
        ends = [read["actors"][tie[end]]["name"] for end in (("start", "end") if row[7] else ("end", "start"))]
        for path, name in zip((one.subject, one.object), ends, strict=True):
            found = gold_view.entity(path)
            assert found is not None and found.name == name
        article = source(gold_view, one.article)
        assert article is not None and read["articles"][row[4]][0] == (article.title or article.key)
        day = one.date if len(one.date) == 10 else ""
        assert not day or date.fromordinal(row[1] + EPOCH).isoformat() == day
        speaker = gold_view.entity(one.speaker) if one.speaker else None
        assert (read["names"][row[3]] if row[3] >= 0 else "") == (speaker.name if speaker else "")
    assert not expected
    for tie in read["ties"]:
        assert sum(number for _, number in tie["days"]) == len(tie["claims"])


def test_actors_stand_apart(tmp_path: Path, gold_view: View) -> None:
    """No two actors stand in one place, also where there are many."""
    read = _page(gold_view, tmp_path / "gold.html", most=120).data()
    assert len(read["actors"]) > 60
    spots = [(one["x"], one["y"]) for one in read["actors"]]
    for at, (x, y) in enumerate(spots):
        for a, b in spots[:at]:
            assert abs(x - a) > 20 or abs(y - b) > 20


def test_the_foot_counts(tmp_path: Path, gold_view: View) -> None:
    """What is drawn and what is left out is told, and returned."""
    drawn = page(gold_view, tmp_path / "few.html", Picture(most=10), LOOK)
    read = Tags((tmp_path / "few.html").read_text(encoding="utf8")).data()
    assert drawn.actors == len(read["actors"]) == 10 and drawn.left_out > 0
    assert drawn.claims == sum(number for tie in read["ties"] for _, number in tie["days"])
    assert drawn.lighter == sum(not tie["drawn"] for tie in read["ties"])
    assert f"{drawn.left_out} less important actors left out" in read["foot"] and f"{drawn.claims} claims" in read["foot"]


def test_only_the_latest_words_of_a_large_graph(
    tmp_path: Path, press: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are more claims than a file should hold, each tie keeps its latest, and counts them all."""
    monkeypatch.setattr("kg.draw.page.data.READ", 5)
    claims = [("IR", "condemns", "IL"), ("IR", "supports", "SY")]
    store = press(*((f"o{day}", f"2024-01-0{day}", *claims) for day in range(1, 6)))
    with View(store) as view:
        drawn = page(view, tmp_path / "large.html", Picture(), LOOK)
        read = Tags((tmp_path / "large.html").read_text(encoding="utf8")).data()
    assert drawn.claims == 10
    days = [[date.fromordinal(row[1] + EPOCH).day for row in tie["claims"]] for tie in read["ties"]]
    assert days == [[5, 4], [5, 4]]
    assert [sum(number for _, number in tie["days"]) for tie in read["ties"]] == [5, 5]


def test_families_windows_and_centres(tmp_path: Path, press: Callable[..., Path]) -> None:
    """Only what is asked for stands in the page; where that is nothing, there is a clear message and no file."""
    store = press(
        ("o", "2024-01-01", ("IR", "condemns", "IL"), ("IR", "supports", "SY")), ("o", "2024-02-01", ("FR", "supports", "DE"))
    )
    with View(store) as view:
        read = _page(view, tmp_path / "one.html", families=("cooperation",)).data()
        assert {tie["family"] for tie in read["ties"]} == {"cooperation"} and len(read["ties"]) == 2
        read = _page(view, tmp_path / "one.html", window=window(since="2024-02")).data()
        assert len(read["ties"]) == 1
        near = _page(view, tmp_path / "one.html", around=("country/IR",))
        assert near.title.startswith("The ties of ") and len(near.data()["actors"]) == 3
        with pytest.raises(DrawError, match=r"nothing to draw: .* since 2025"):
            page(view, tmp_path / "none.html", Picture(window=window(since="2025")), LOOK)
        assert not (tmp_path / "none.html").exists()
        with pytest.raises(DrawError, match="cannot be written"):
            page(view, tmp_path / "no" / "such.html", Picture(), LOOK)


def test_states_for_people(tmp_path: Path, gold_view: View) -> None:
    """At the level of states no person is drawn, and a claim is told with the names of those it is of."""
    read = _page(gold_view, tmp_path / "states.html", level="state").data()
    assert read["actors"] and all(one["kind"] != "person" for one in read["actors"])
    ends = [(row, at) for tie in read["ties"] for row in tie["claims"] for at in (8, 9) if row[at] >= 0]
    assert ends
    for row, at in ends:
        one = fact(gold_view, row[6])
        found = gold_view.entity(one.subject if at == 8 else one.object) if one else None
        assert found is not None and found.name == read["names"][row[at]]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Names, quotes, titles and outlets come back letter by letter, and nothing of them is a tag, a script or a link."""
    with View(_evil(tmp_path / "evil.kg")) as view:
        read = _page(view, tmp_path / "evil.html", title=f"T {EVIL}")
        plain = _page(view, tmp_path / "plain.html", title="T")
    assert read.title == f"T {EVIL}"
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags], "hostile words change no tag"
    assert not [tag for tag, given in read.tags if any(name.startswith("on") for name in given)]
    told = read.data()
    assert f"A {EVIL}" in [one["name"] for one in told["actors"]]
    assert told["articles"] == [[EVIL, EVIL, "2024-05-01", ""]], "a link is one of the web or none"
    assert told["ties"][0]["claims"][0][5] == f"First {EVIL} did. Second."
    block = read.scripts[0]
    assert not set("<>&\u2028\u2029") & set(block)


def test_links_lead_to_the_web_only() -> None:
    """Only http and https are addresses that a reader may follow."""
    assert link("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"
    for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "https:", "http://[", "x"):
        assert link(bad) == ""


def test_json_in_a_page() -> None:
    """What stands in the page is the value, and ends no script."""
    assert json.loads(as_json(EVIL)) == EVIL
    assert "<" not in as_json({"</script": ["<!--"]})


def test_no_request_is_possible(tmp_path: Path, seed_view: View) -> None:
    """The page names no address to load from, and its policy allows its two scripts, by their hashes, and no request."""
    read = _page(seed_view, tmp_path / "seed.html")
    policy = next(given["content"] for _, given in read.tags if given.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none';")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    for script in read.scripts[2:]:
        assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in rules["script-src"]
    assert len(rules["script-src"].split()) == len(read.scripts[2:]) == 2
    outside = [given for _, given in read.tags if given.get("src") or given.get("href") not in (None, "data:,")]
    assert not outside
    style = (PARTS / "page.css").read_text(encoding="utf8")
    assert "url(" not in style and "@import" not in style


def test_the_script_makes_no_markup() -> None:
    """Nothing in the script turns text into markup or code."""
    text = "".join((PARTS / name).read_text(encoding="utf8") for name in SCRIPTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc", text)
    assert {path.name for path in PARTS.glob("*.js")} == set(SCRIPTS)


def test_same_store_same_bytes(tmp_path: Path, gold_store: Path) -> None:
    """The page has the same bytes whatever the hash seed is, and however many pages were made before."""
    written = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-c", PAGE, str(gold_store), str(target)], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        written.append(target.read_bytes())
    with View(gold_store) as view:
        for name in ("a.html", "b.html"):
            page(view, tmp_path / name, Picture(), LOOK)
            written.append((tmp_path / name).read_bytes())
    assert len(set(written)) == 1
