"""Tables in a pipe: aligned, whole, and without control characters."""

import pytest

from kg.cli.output import Skips, plain, print_raw, table
from kg.corpus import Skip
from kg.errors import CorpusError


def test_tables_are_aligned_by_what_a_terminal_shows() -> None:
    lines = table(["name", "n"], [["北京", 1], ["Türkiye", 20], ["a" * 200, 3]], right=[1]).splitlines()
    assert lines[1] == "北京" + " " * 196 + "   1"
    assert lines[2] == "Türkiye" + " " * 193 + "  20"
    assert lines[3] == "a" * 200 + "   3"


def test_cells_cannot_break_the_table() -> None:
    assert table(["a", "b"], [["one\ntwo\x1b[2J", None]]).splitlines()[1] == "one two [2J  None"


def test_bidirectional_marks_are_taken_out() -> None:
    assert plain("a\u202eb\u2066c") == "a b c"


def test_skips_are_counted_and_reported(capsys: pytest.CaptureFixture[str]) -> None:
    skips = Skips(strict=False)
    skips(Skip(where="a\x1b.txt", reason="empty"))
    skips.close()
    assert capsys.readouterr().err == "Skipped a .txt: empty\n1 skipped; --strict stops at the first.\n"


def test_strict_makes_a_skip_an_error() -> None:
    with pytest.raises(CorpusError, match=r"a\.txt: empty"):
        Skips(strict=True)(Skip(where="a.txt", reason="empty"))


def test_formats_for_programs_do_no_harm_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    print_raw("a\x9b2J\u202eb\n")
    assert capsys.readouterr().out == "a\x9b2J\u202eb\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_raw("a\x9b2J\u202eb\n")
    assert capsys.readouterr().out == "a 2J b\n"
