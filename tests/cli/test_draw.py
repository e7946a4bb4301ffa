"""`kg draw` as it is typed: every kind, every form, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main


def _draw(store: Path, target: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["draw", "-o", str(target), "--store", str(store), *words])
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def _refused(store: Path, target: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["draw", "-o", str(target), "--store", str(store), *words])
    assert result.exit_code in (1, 2) and not result.stdout
    assert not target.exists()
    return result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "8 actors, 15 claims"),
        (("--level", "state"), "3 states, 8 claims"),
        (("-k", "matrix"), "3 states, 8 claims"),
        (("-k", "timeline"), "12 events in 7 days"),
        (("-k", "timeline", "--around", "Iran", "--around", "Syria", "--by", "month"), "3 events in 2 months"),
        (("-k", "calendar"), "2 contacts of 2 pairs"),
    ],
)
@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_every_kind_in_every_form(
    seed_store: Path, tmp_path: Path, words: tuple[str, ...], told: str, ending: str, start: bytes
) -> None:
    target = tmp_path / f"picture.{ending}"
    assert _draw(seed_store, target, *words) == f"{target}: {told}"
    assert target.read_bytes().startswith(start)


def test_a_page(seed_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    assert _draw(seed_store, target, "--dark", "--title", "Of Syria") == f"{target}: 8 actors, 15 claims"
    text = target.read_text("utf8")
    assert "<title>Of Syria</title>" in text and "Aziz Nasirzadeh" in text


def test_sizes_and_letters(seed_store: Path, tmp_path: Path) -> None:
    """In inches at so many dots: a PNG's width stands in its head."""
    for words, pixels in ((("--size", "4x3", "--dpi", "100"), (400, 300)), (("--size", "column"), (1050, 1320))):
        target = tmp_path / "sized.png"
        _draw(seed_store, target, *words, "--letters", "5")
        head = target.read_bytes()[16:24]
        assert (int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")) == pixels


def test_what_is_refused(seed_store: Path, tmp_path: Path) -> None:
    """Each with what can be done instead, and without a file."""
    target = tmp_path / "none.svg"
    assert "no size is called '1x1'" in _refused(seed_store, target, "--size", "1x1")
    assert "is no number" in _refused(seed_store, target, "--min-confidence", "nan")
    assert "network also as .html" in _refused(seed_store, tmp_path / "none.html", "-k", "matrix")
    assert "pictures are written as .png, .svg or .pdf" in _refused(seed_store, tmp_path / "none.bmp")
    for kind in ("network", "matrix", "timeline", "calendar"):
        assert "nothing to draw" in _refused(seed_store, target, "-k", kind, "--since", "2030")
    three = [word for name in ("Iran", "Syria", "Israel") for word in ("--around", name)]
    assert "of one actor or of two" in _refused(seed_store, target, "-k", "timeline", *three)


def test_articles_without_a_day(tmp_path: Path) -> None:
    """What needs days says that there are none, and a build's exports are made without it."""
    text = (
        "The foreign minister of France, Jean Dupont, met the foreign minister of Germany, Karl Weber. France supports Germany."
    )
    (tmp_path / "a.txt").write_text(text, "utf8")
    store, exports = tmp_path / "graph", tmp_path / "exports"
    build = ["build", str(tmp_path / "a.txt"), "--store", str(store), "--exports", str(exports)]
    result = CliRunner().invoke(main, build)
    assert result.exit_code == 0 and "No brief.md: " in result.stderr and "No timeline.svg: " in result.stderr
    assert {"graph.svg", "matrix.svg", "graph.gexf"} < {path.name for path in exports.iterdir()}
    for kind in ("timeline", "calendar"):
        assert "with a day (" in _refused(store, tmp_path / "none.svg", "-k", kind)
    assert _draw(store, tmp_path / "graph.html").endswith("actors, 4 claims")
