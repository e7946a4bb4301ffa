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

from kg.draw import SIZES, draw
from kg.draw.layout import overlaps
from kg.draw.picture import _fitted, _selected
from kg.draw.render import Sheet, measure
from kg.errors import DrawError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.store import View, Writer

DRAW = "import sys; from kg.store import View; from kg.draw import draw; draw(View(sys.argv[1]), sys.argv[2])"


@pytest.fixture(scope="module")
def seed_svg(tmp_path_factory: pytest.TempPathFactory, seed_store: Path) -> Path:
    """The seed article's picture."""
    path = tmp_path_factory.mktemp("svg") / "seed.svg"
    with View(seed_store) as view:
        draw(view, path)
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
        draw(seed_view, tmp_path / "t.svg", title="A\x1b[31m $x^{ 北京 <b> " + "N" * 3000)
    (title,) = (text for text in _texts(tmp_path / "t.svg") if text.startswith("A [31m"))
    assert title.startswith("A [31m $x^{ 北京 <b> NNN") and title.endswith("N…") and len(title) < 200


def test_two_actors_without_a_tie_are_nothing_to_draw(tmp_path: Path) -> None:
    """The message does not say that the graph holds none."""

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
    with View(tmp_path / "g") as view, pytest.raises(DrawError, match="no ties among the 2 actors with most claims"):
        draw(view, tmp_path / "t.svg", most=2)


def test_no_date_and_no_random_ids(seed_svg: Path) -> None:
    """Metadata names the program and no day."""
    text = seed_svg.read_text(encoding="utf8")
    assert "<dc:date>" not in text and re.search(r"20\d\d-\d\d-\d\dT", text) is None


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_bytes_whatever_the_hash_seed(seed_store: Path, seed_svg: Path, tmp_path: Path, ending: str) -> None:
    """Drawn by two fresh processes."""
    for seed in ("1", "2"):
        command = [sys.executable, "-c", DRAW, str(seed_store), str(tmp_path / f"{seed}.{ending}")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert (tmp_path / f"1.{ending}").read_bytes() == (tmp_path / f"2.{ending}").read_bytes()
    if ending == "svg":
        assert (tmp_path / "1.svg").read_bytes() == seed_svg.read_bytes()
    else:
        assert (tmp_path / "1.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("size", "most"), [("slide", 10), ("slide", 50), ("column", 12), ("poster", 100)])
def test_nothing_over_anything_at_any_size(gold_view: View, size: str, most: int) -> None:
    """Boxes, labels, legend and sheet: no overlap, nothing outside, letters large enough to read."""
    sheet_size = SIZES[size]
    _, shown = _fitted(_selected(gold_view, "", 1, (), most), sheet_size, "Title", dark=False)
    sheet = Sheet(shown, sheet_size, "Title", dark=False)
    labelled = [(spot, text) for spot, text in zip(sheet.places, sheet.texts, strict=True) if spot is not None]
    spots, boxes = [*sheet.spots, *(spot for spot, _ in labelled)], [*sheet.boxes, *(text for _, text in labelled)]
    assert overlaps(spots, boxes) == 0
    for (x, y), (width, height) in zip(sheet.spots, sheet.boxes, strict=True):
        assert (
            x - width / 2 >= 0
            and x + width / 2 <= sheet.width
            and y - height / 2 >= sheet.low - 1
            and y + height / 2 <= sheet.high + 1
        )
    for name, (width, _) in zip(sheet.names, sheet.boxes, strict=True):
        assert max(measure(line, sheet.letters)[0] for line in name) < width
    assert sheet.letters >= sheet_size.least
    assert len(shown.actors) + shown.left_out == len(_selected(gold_view, "", 1, (), 10_000).actors)


def test_families_and_centre(gold_view: View, tmp_path: Path) -> None:
    """Only conflict around Iran."""
    shown = draw(gold_view, tmp_path / "iran.svg", around="country/IR", families=["conflict"], size="column", dark=True)
    assert {tie.family for tie in shown.ties} == {"conflict"} and shown.actors[0].name == "Iran"
    assert "The ties of Iran" in _texts(tmp_path / "iran.svg")


def test_hostile_names_stay_text(seed_view: View, tmp_path: Path) -> None:
    """Dollar signs are no mathematics, markup is escaped."""
    draw(seed_view, tmp_path / "evil.svg", title="$\\frac{1}{0}$ <script>&")
    assert "$\\frac{1}{0}$ <script>&" in _texts(tmp_path / "evil.svg")


def test_refusals(seed_view: View, tmp_path: Path) -> None:
    """Unknown endings and sizes, and nothing to draw."""
    with pytest.raises(DrawError, match=r"written as \.png or \.svg"):
        draw(seed_view, tmp_path / "x.gif")
    with pytest.raises(DrawError, match="no size is called 'wall'"):
        draw(seed_view, tmp_path / "x.png", size="wall")
    with pytest.raises(DrawError, match="nothing to draw"):
        draw(seed_view, tmp_path / "x.png", around="organization/axis-of-resistance", families=["contacts"])
    assert list(tmp_path.iterdir()) == []


def test_colours_differ_enough_for_any_eye() -> None:
    """The families' colours differ in lightness or hue: no two are near in linear RGB."""
    from kg.draw.style import FAMILY

    values = [tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)) for colour in FAMILY.values()]
    assert min(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) for one, other in combinations(values, 2)) > 0.08
