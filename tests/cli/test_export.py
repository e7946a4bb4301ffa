"""`kg export` as a program: streams, broken pipes, interruptions, help and what it prints."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export import FORMATS, SEVERAL, dump
from kg.store import View

KG = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')", "export"]


def run(store: Path, *arguments: str) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["export", *arguments, "--store", str(store)])


def test_help_lists_every_format(seed_store: Path) -> None:
    """A line each, and importing nothing heavy."""
    text = CliRunner().invoke(main, ["export", "--help"]).stdout
    assert all(f"\n  {name} " in text for name in FORMATS) and "neo4j-admin" in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in SEVERAL])
def test_a_stream_has_the_bytes_of_the_file(seed_store: Path, tmp_path: Path, form: str) -> None:
    """The format is the ending's; `-` is the standard output, byte by byte."""
    assert run(seed_store, "-o", str(tmp_path / f"a.{form}")).exit_code == 0
    done = subprocess.run([*KG, "-f", form, "-o", "-", "--store", str(seed_store)], check=True, capture_output=True)
    assert done.stdout == (tmp_path / f"a.{form}").read_bytes() and not done.stderr
    with View(seed_store) as view:
        assert done.stdout == dump(view, form)


def test_a_folder_for_neo4j(seed_store: Path, tmp_path: Path) -> None:
    """Four files, and the command that reads them; no stream."""
    result = run(seed_store, "-f", "csv", "-o", str(tmp_path / "neo"))
    assert result.exit_code == 0 and f"--nodes={tmp_path / 'neo'}/actors.csv" in result.stdout
    assert sorted(path.name for path in (tmp_path / "neo").iterdir()) == [
        "actors.csv",
        "articles.csv",
        "claims.csv",
        "reprints.csv",
    ]
    result = run(seed_store, "-f", "csv", "-o", "-")
    assert result.exit_code == 1 and "several files; give a folder" in result.stderr and not Path("-").exists()


def test_a_window_and_bad_usage(gold_store: Path, tmp_path: Path) -> None:
    """Days and confidence cut every format; what is no format or no day is told."""
    whole = run(gold_store, "-f", "plover", "-o", "-").stdout
    cut = run(gold_store, "-f", "plover", "-o", "-", "--since", "2024-09-01", "--until", "2024-09-01").stdout
    assert 0 < cut.count("\n") < whole.count("\n") and set(cut.splitlines()) < set(whole.splitlines())
    assert run(gold_store, "-f", "gexf", "-o", "-", "--since", "soon").exit_code == 2
    assert "-f takes ttl" in run(gold_store, "-o", str(tmp_path / "a.docx")).stderr


def test_a_reader_who_leaves_is_no_error(gold_store: Path) -> None:
    """`kg export … | head -1` says nothing on stderr."""
    writer = subprocess.Popen(
        [*KG, "-f", "nq", "-o", "-", "--store", str(gold_store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None and writer.stderr is not None
    assert writer.stdout.readline().startswith(b"<")
    writer.stdout.close()
    assert writer.wait(60) in (0, 1) and writer.stderr.read() == b""
    writer.stderr.close()


def test_an_interrupted_export_leaves_the_file_as_it_was(gold_store: Path, tmp_path: Path) -> None:
    """However far it was: the old bytes or the whole new ones, no third thing beside them."""
    target = tmp_path / "graph.rdf12"
    with View(gold_store) as view:
        whole = dump(view, "rdf12")
    for wait in (0.0, 0.2, 0.4, 0.6, 0.8):
        target.write_bytes(b"as it was")
        writer = subprocess.Popen([*KG, "-o", str(target), "--store", str(gold_store)], stderr=subprocess.PIPE)
        sleep(wait)
        writer.send_signal(signal.SIGINT)
        writer.communicate(timeout=60)
        assert target.read_bytes() in (b"as it was", whole)
        assert [path.name for path in tmp_path.iterdir()] == ["graph.rdf12"]


def test_a_terminal_gets_no_control_characters(gold_store: Path) -> None:
    """On a terminal, what could move the cursor is left out; a progress bar goes to stderr only where that is a terminal."""
    ours, theirs = pty.openpty()
    writer = subprocess.Popen([*KG, "-f", "nt", "-o", "-", "--store", str(gold_store)], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert writer.communicate(timeout=60)[1] == b"" and shown.count(b"\n") > 1000
    assert not set(shown) & (set(range(32)) - {10, 13})
