"""A file is there whole or as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import whole
from kg.errors import ExportError


def _broken() -> Iterator[bytes]:
    yield b"half"
    raise KeyboardInterrupt


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    """What stood there stays when the second file breaks off, and no draft is left."""
    one, other = tmp_path / "one", tmp_path / "other"
    assert whole.write([(one, [b"a", b"b"])], ExportError) == [one] and one.read_bytes() == b"ab"
    with pytest.raises(KeyboardInterrupt):
        whole.write([(one, [b"new"]), (other, _broken())], ExportError)
    assert one.read_bytes() == b"ab" and list(tmp_path.iterdir()) == [one]


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder that is not there, and a folder in the file's place."""
    for target in (tmp_path / "none" / "x", tmp_path):
        with pytest.raises(ExportError, match=f"{target}: cannot be written .*give another -o"):
            whole.write([(target, [b"x"])], ExportError)
    assert list(tmp_path.iterdir()) == []


def test_pipes_and_links_are_written_to(tmp_path: Path) -> None:
    """A pipe stays a pipe, and a link a link to what is written."""
    pipe, target, link = tmp_path / "pipe", tmp_path / "target", tmp_path / "link"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert whole.write([(pipe, [b"one", b"two"])], ExportError) == [] and os.read(reader, 20) == b"onetwo"
    os.close(reader)
    target.write_bytes(b"old")
    link.symlink_to(target)
    whole.write([(link, [b"new"])], ExportError)
    assert link.is_symlink() and target.read_bytes() == b"new" and pipe.is_fifo()
