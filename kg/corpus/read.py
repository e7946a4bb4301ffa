"""Which articles stand at these paths? Folders are walked in sorted order; every article has one key, and no key is read twice.

A key is the article's URL, else its path relative to the path that was asked for, else FILE#row; so the same corpus has the
same keys on every machine, and no absolute path is stored.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from kg.corpus._parts import MAX_BYTES, Metadata, Skip, Source, portable
from kg.corpus.page import read_page
from kg.corpus.rows import MAX_LINE, read_csv, read_jsonl, read_sidecar
from kg.corpus.text import read_text
from kg.errors import CorpusError
from kg.ids import digest
from kg.model import Article

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv")
SIDECAR = "metadata.csv"
_STREAM = Source(where="stdin", key="stdin", name="stdin")


def refuse(skip: Skip) -> None:
    """What to do with a skip where every input must be read: raise `CorpusError`."""
    raise CorpusError(str(skip))


def read(paths: Sequence[str | Path], *, on_skip: Callable[[Skip], None] = refuse) -> Iterator[Article]:
    """Which articles stand at these paths?

    `paths` are files, folders (with all folders inside) or "-" for the standard input, which is plain text or JSON lines.
    Yields articles in the order of the paths, in a folder by name. Inputs that give no article go to `on_skip`. In a folder,
    files of other kinds and hidden ones are passed over, and `metadata.csv` is read as metadata of the files it names.

    Raises `CorpusError` for a path that does not exist, a named file of an unknown kind, or a folder without articles.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for found, where in _found(path):
            if isinstance(found, Skip):
                on_skip(found)
            elif found.key in seen:
                on_skip(Skip(where=where, reason=f"its key {found.key} was read before, at {seen[found.key]}"))
            else:
                seen[found.key] = where
                yield found


def _found(path: str | Path) -> Iterator[tuple[Article | Skip, str]]:
    """What one path of the command line gives, each with where it stands."""
    if str(path) == "-":
        yield from ((found, found.where if isinstance(found, Skip) else found.name) for found in _stream())
        return
    root = Path(path)
    files = list(_files(root))
    base = root if root.is_dir() else root.parent
    known: dict[Path, Metadata] = {}
    for folder in sorted({base, *(file.parent for file, _ in files)}):
        for name, metadata in _sidecar(folder).items():
            known[folder / name] = metadata.over(known.get(folder / name, Metadata()))
            if not (folder / name).is_file():
                yield Skip(where=str(folder / SIDECAR), reason=f"names {name}, which is not there"), str(folder)
    for file, key in files:
        source = Source(where=str(file), key=key, name=portable(file.name), metadata=known.get(file, Metadata()))
        for found in _file(file, source):
            yield found, found.where if isinstance(found, Skip) else str(file.with_name(found.name))


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files to read at a path, sorted, each with its key."""
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{path}: unknown kind of file; articles are {' '.join(SUFFIXES)}")
        yield path, portable(path.name)
        return
    if not path.is_dir():
        raise CorpusError(f"{path}: no such file or folder")
    files = [file for file in _walk(path) if file.suffix.lower() in SUFFIXES and file.name != SIDECAR and file.is_file()]
    if not files:
        raise CorpusError(f"{path}: no articles in this folder; they are files that end in {' '.join(SUFFIXES)}")
    keys = [(portable(file.relative_to(path).as_posix()), file) for file in files]
    yield from ((file, key) for key, file in sorted(keys, key=lambda pair: (PurePath(pair[0]).parts, str(pair[1]))))


def _walk(folder: Path) -> Iterator[Path]:
    """All files of a folder and of those inside it; hidden ones are left out, links to folders not followed."""

    def unreadable(error: OSError) -> None:
        raise CorpusError(f"{error.filename}: cannot be listed ({error.strerror})") from error

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def _sidecar(folder: Path) -> Mapping[str, Metadata]:
    """What the folder's `metadata.csv` says of files, by their path from there."""
    file = folder / SIDECAR
    return read_sidecar(file.read_bytes(), str(file)) if file.is_file() else {}


def _file(file: Path, source: Source) -> Iterator[Article | Skip]:
    """The article, or articles, of one file, by its suffix; a file that cannot be opened is a skip."""
    try:
        suffix = file.suffix.lower()
        if suffix in (".txt", ".html", ".htm"):
            with file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
            yield _whole(data, source, suffix) if len(data) <= MAX_BYTES else _too_large(file, source)
            return
        with file.open("rb") as stream:
            yield from read_csv(stream, source) if suffix == ".csv" else read_jsonl(stream.readline, source)
    except OSError as error:
        yield Skip(where=source.where, reason=f"cannot be read ({error.strerror})")


def _whole(data: bytes, source: Source, suffix: str) -> Article | Skip:
    if not data.strip():
        return Skip(where=source.where, reason="empty: there is no text in it")
    return read_text(data, source) if suffix == ".txt" else read_page(data, source)


def _too_large(file: Path, source: Source) -> Skip:
    return Skip(where=source.where, reason=f"too large: {file.stat().st_size:,} bytes, an article may have {MAX_BYTES:,}")


def _stream() -> Iterator[Article | Skip]:
    """The standard input: JSON lines if it opens with a brace, else one plain text.

    It has no name, so that what has no URL is keyed by a hash of its text: another text does not replace it.
    """
    stream = sys.stdin.buffer
    taken = [stream.readline(MAX_LINE + 1)]
    found: Iterable[Article | Skip]
    if taken[0].lstrip().startswith(b"{"):
        found = read_jsonl(lambda size: taken.pop() if taken else stream.readline(size), _STREAM)
    else:
        found = [_whole(taken[0] + stream.read(MAX_BYTES + 1), _STREAM, ".txt")]
    for one in found:
        yield one if isinstance(one, Skip) or one.url else replace(one, key=f"stdin#{digest(one.text)}")
