"""`kg report`."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import ExportError
from kg.report import write


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_the_file_has_what_the_stream_has(gold_store, tmp_path):
    page = tmp_path / "brief.md"
    asked = ("--since", "2024", "--around", "Iran", "--most", "3", "--store", gold_store)
    streamed, filed = _run("-o", "-", *asked), _run("-o", page, *asked)
    assert (streamed.exit_code, filed.exit_code) == (0, 0) and not filed.output
    assert page.read_text("utf8") == streamed.output and streamed.output.startswith("# Iran, 2024-01-01 to ")
    assert [one.name for one in tmp_path.iterdir()] == ["brief.md"]


def test_the_seed_article_is_reported_without_any_options(seed_store):
    lines = _run("-o", "-", "--store", seed_store).output.splitlines()
    assert lines[0] == "# Brief, 2024-08-03 to 2024-09-01"
    assert lines[2].startswith("30 days with 1 article of 1 outlet; 1")
    assert any(line.startswith("- **Aziz Nasirzadeh** spoke with **Ali Mahmoud Abbas** (2024-09-01; phone") for line in lines)


def test_days_without_claims_and_unknown_actors_are_one_line(seed_store, tmp_path):
    page = tmp_path / "brief.md"
    page.write_text("as it was")
    for wrong, said in (
        (("--since", "2030"), "Error: there is no claim of 2030-01-01; the graph covers 2024-09-01: choose other days"),
        (("--around", "Nobody At All"), "Error: no actor is called 'Nobody At All'"),
    ):
        result = _run("-o", page, *wrong, "--store", seed_store)
        assert result.exit_code == 1 and result.output.startswith(said) and len(result.output.splitlines()) == 1
    assert page.read_text() == "as it was"
    assert _run("-o", page, "--since", "yesterday", "--store", seed_store).exit_code == 2
    assert _run("--store", seed_store).exit_code == 2


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    target = tmp_path / "brief.md"
    target.write_text("as it was")
    with pytest.raises(ExportError, match="cannot be written"):
        write("new", tmp_path / "missing" / "brief.md")

    def broken(self: Path, other: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(KeyboardInterrupt):
        write("new", target)
    assert target.read_text() == "as it was" and [one.name for one in tmp_path.iterdir()] == ["brief.md"]


def test_a_pipe_stays_a_pipe_and_a_link_a_link(tmp_path):
    pipe, link, target = (tmp_path / name for name in ("pipe", "link.md", "brief.md"))
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: target.write_bytes(pipe.read_bytes()))
    reader.start()
    write("through the pipe", pipe)
    reader.join(timeout=20)
    assert target.read_text() == "through the pipe" and pipe.is_fifo()
    link.symlink_to(target)
    write("by the link", link)
    assert target.read_text() == "by the link" and link.is_symlink()
    with pytest.raises(ExportError, match="cannot be written"):
        write("new", tmp_path)
