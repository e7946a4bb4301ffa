"""Pictures: what stands in them, the same bytes, nothing over anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.draw import SIZES, Look, Picture, draw, draw_network, size_of, with_letters
from kg.draw.marks import overlaps
from kg.draw.paint import measure
from kg.draw.picture import laid_out, selected
from kg.draw.style import LIGHT
from kg.errors import DrawError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.store import View, Writer

DRAW = "import sys; from kg.cli import main; main(['draw', '-o', sys.argv[2], '--store', sys.argv[1]])"
SLIDE = Look(size=SIZES["slide"])


@pytest.fixture(scope="module")
def seed_svg(tmp_path_factory: pytest.TempPathFactory, seed_store: Path) -> Path:
    """The seed article's picture."""
    path = tmp_path_factory.mktemp("svg") / "seed.svg"
    with View(seed_store) as view:
        draw(view, path, Picture(), SLIDE)
    return path


def _texts(path: Path) -> list[str]:
    tree = ElementTree.parse(path)
    return ["".join(element.itertext()).strip() for element in tree.iter("{http://www.w3.org/2000/svg}text")]


def test_text_is_text(seed_svg: Path) -> None:
    """Names, labels, legend and foot can be searched in the SVG."""
    texts = _texts(seed_svg)
    for wanted in (
        "Aziz Nasirzadeh",
        "Axis of Resistance",
        "spoke with",
        "cooperates with (planned)",
        "conflict",
        "organization",
    ):
        assert wanted in texts
    assert "1 article, 2024-09-01  ·  8 actors  ·  15 claims" in texts
    assert "former" not in texts, "the legend explains only what is there"


def test_any_title_fits_the_sheet(tmp_path: Path, seed_view: View) -> None:
    """Control characters, which XML cannot hold, are left out, and what is wider than the sheet is cut; no letter warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(seed_view, tmp_path / "t.svg", Picture(), Look(size=SIZES["slide"], title="A\x1b[31m $x^{ 北京 <b> " + "N" * 3000))
    (title,) = (text for text in _texts(tmp_path / "t.svg") if text.startswith("A [31m"))
    assert title.startswith("A [31m $x^{ 北京 <b> NNN") and title.endswith("N…") and len(title) < 200


def test_the_most_important_actors_may_have_no_tie(tmp_path: Path) -> None:
    """Then the next are looked at, until there are two who have one."""

    def person(name: str) -> Entity:
        return Entity(id=name, type=EntityType.PERSON, name=name)

    span = Span(start=0, end=1)
    claims = [
        Claim(
            subject=hub,
            relation="spoke-with",
            object=f"{other} {hub[:3]}son",
            rule="r",
            evidence=Evidence(span=span, quote="x", sentence=1),
            spans=(span, span, span),
        )
        for hub in ("Ann One", "Bob Two")
        for other in ("Cleo", "Dora", "Emil")
    ]
    people = tuple(person(name) for name in sorted({end for claim in claims for end in (claim.subject, claim.object)}))
    with Writer(tmp_path / "g") as writer:
        writer.put(Reading(article=Article(key="k", name="k", text="x"), entities=people, claims=tuple(claims)), reader="r")
    with View(tmp_path / "g") as view:
        shown = draw_network(view, tmp_path / "t.svg", Picture(most=2), SLIDE)
    assert {actor.name for actor in shown.actors} < {"Ann One", "Bob Two", "Cleo Annson", "Cleo Bobson"} and len(shown.ties) == 1


def test_no_date_and_no_random_ids(seed_svg: Path) -> None:
    """Metadata names the program and no day."""
    text = seed_svg.read_text(encoding="utf8")
    assert "<dc:date>" not in text and re.search(r"20\d\d-\d\d-\d\dT", text) is None


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_same_bytes_whatever_the_hash_seed(seed_store: Path, seed_svg: Path, tmp_path: Path, ending: str) -> None:
    """Drawn by two fresh processes."""
    for seed in ("1", "2"):
        command = [sys.executable, "-c", DRAW, str(seed_store), str(tmp_path / f"{seed}.{ending}")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert (tmp_path / f"1.{ending}").read_bytes() == (tmp_path / f"2.{ending}").read_bytes()
    if ending == "svg":
        assert (tmp_path / "1.svg").read_bytes() == seed_svg.read_bytes()
    else:
        assert (tmp_path / f"1.{ending}").read_bytes().startswith({"png": b"\x89PNG", "pdf": b"%PDF-1"}[ending])


@pytest.mark.parametrize(("size", "most"), [("slide", 10), ("slide", 50), ("column", 12), ("poster", 100), ("12x9", 200)])
@pytest.mark.parametrize("level", ["actor", "state"])
def test_nothing_over_anything_at_any_size(gold_view: View, size: str, most: int, level: str) -> None:
    """Names and labels: no overlap, nothing outside, letters large enough to read, everybody drawn or counted."""
    look = Look(size=size_of(size))
    chosen, _ = selected(gold_view, Picture(level=level), most)
    on, plan, found = laid_out(gold_view, chosen, look, "Title", "state")
    assert overlaps(plan.boxes()) == 0 and len(found.of) == len(plan.selection.actors)
    for (x, y), (width, height) in [*plan.shapes, *((name.spot, name.box) for name in plan.names)]:
        assert on.left - 1 <= x - width / 2 and x + width / 2 <= on.right + 1
        assert on.low - 1 <= y - height / 2 and y + height / 2 <= on.high + 1
    for name in plan.names:
        assert max(measure(line, name.letters, name.bold)[0] for line in name.lines) <= name.box[0] + 0.01
    assert plan.letters >= look.size.least - 1e-6
    assert len(plan.selection.actors) + plan.selection.left_out == len(
        selected(gold_view, Picture(level=level), 10_000)[0].actors
    )


@pytest.mark.parametrize("most", [10, 50, 200])
def test_all_names_at_seven_points_on_twelve_by_nine_inches(gold_view: View, most: int) -> None:
    """None is left out, and no name lies over another."""
    chosen, _ = selected(gold_view, Picture(), most)
    _, plan, _ = laid_out(gold_view, chosen, Look(size=with_letters(size_of("12x9"), 7)), "Title", "state")
    assert len(plan.names) == len(chosen.actors) >= most - 1 and plan.letters >= 7
    assert overlaps(plan.boxes()) == 0


def test_ties_have_their_sentences(seed_svg: Path) -> None:
    """Whoever points at an edge of the SVG reads a sentence of the article."""
    titles = [element.text or "" for element in ElementTree.parse(seed_svg).iter("{http://www.w3.org/2000/svg}title")]
    (spoke,) = {title for title in titles if title.startswith("spoke with: ")}
    assert "“" in spoke and "2024-09-01" in spoke and "phone" in spoke
    assert any(title.startswith("Iran (state), ") for title in titles)


def test_families_and_centre(gold_view: View, tmp_path: Path) -> None:
    """Only conflict around Iran."""
    asked = Picture(around=["country/IR"], families=["conflict"])
    shown = draw_network(gold_view, tmp_path / "iran.svg", asked, Look(size=SIZES["column"], dark=True))
    assert {tie.family for tie in shown.ties} == {"conflict"} and shown.actors[0].name == "Iran"
    assert "The ties of Iran" in _texts(tmp_path / "iran.svg")


def test_hostile_names_stay_text(seed_view: View, tmp_path: Path) -> None:
    """Dollar signs are no mathematics, markup is escaped."""
    draw(seed_view, tmp_path / "evil.svg", Picture(), Look(size=SIZES["slide"], title="$\\frac{1}{0}$ <script>&"))
    assert "$\\frac{1}{0}$ <script>&" in _texts(tmp_path / "evil.svg")


def test_refusals(seed_view: View, tmp_path: Path) -> None:
    """Unknown endings and sizes, and nothing to draw."""
    with pytest.raises(DrawError, match=r"written as \.png, \.svg or \.pdf"):
        draw(seed_view, tmp_path / "x.gif", Picture(), SLIDE)
    with pytest.raises(DrawError, match="no size is called 'wall'"):
        size_of("wall")
    with pytest.raises(DrawError, match="from 2 to 100"):
        size_of("12x900")
    with pytest.raises(DrawError, match="nothing to draw: the graph holds no ties of the families contacts around Axis of"):
        draw(seed_view, tmp_path / "x.png", Picture(around=["organization/axis-of-resistance"], families=["contacts"]), SLIDE)
    with pytest.raises(DrawError, match="cannot be written"):
        draw(seed_view, tmp_path / "none" / "x.png", Picture(), SLIDE)
    assert list(tmp_path.iterdir()) == []


def test_colours_differ_enough_for_any_eye() -> None:
    """The families' colours differ in lightness or hue: no two are near in linear RGB."""
    values = [tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)) for colour in LIGHT.families.values()]
    assert min(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) for one, other in combinations(values, 2)) > 0.08
