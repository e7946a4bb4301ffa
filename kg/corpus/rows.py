"""Rows: one article a JSON line or a CSV record, under the field names that feeds, scrapers and archives use."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from kg.corpus._parts import MAX_CHARACTERS, Metadata, Skip, Source, article, decode, known_date, known_url, sound
from kg.corpus.text import head
from kg.errors import CorpusError
from kg.model import Article

_TEXT = ("text", "body", "content", "articlebody", "maintext", "fulltext", "articletext")
_URL = ("url", "link", "sourceurl", "uri", "href")
_TITLE = ("title", "headline")
_OUTLET = ("outlet", "publisher", "source", "sourcename", "sitename", "domain", "agency")
_PUBLISHED = ("published", "date", "publishedat", "datepublished", "pubdate", "publishdate", "publicationdate", "datetime")

MAX_LINE = 6 * MAX_CHARACTERS + 100_000
"""The longest JSON line that is read, in bytes: a character escaped takes six."""


def read_jsonl(readline: Callable[[int], bytes], source: Source) -> Iterator[Article | Skip]:
    """The articles of JSON lines in order, blank lines passed over; rows are numbered by line, from 1.

    `readline` takes a limit in bytes, as a binary stream's method does.
    """
    for number, line in enumerate(_lines(readline), 1):
        row = source.row(number)
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            yield Skip(where=row.where, reason=f"too large: a line of more than {MAX_LINE:,} bytes")
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Skip(where=row.where, reason=f"not UTF-8 (byte 0x{line[error.start]:02x} at offset {error.start} of the line)")
        except (ValueError, RecursionError) as error:
            yield Skip(where=row.where, reason=f"malformed JSON ({_why(error)})")
        else:
            yield _row(record, row)


def read_csv(stream: BinaryIO, source: Source) -> Iterator[Article | Skip]:
    """The articles of a CSV file with a header, in order; columns part at the header's commas, semicolons or tabs."""
    # Bytes that are no UTF-8 become lone surrogates, so that one bad row costs that row and not the file.
    lines = (line.decode("utf8", "surrogateescape") for line in stream)
    header = next(lines, "").lstrip("\ufeff")
    csv.field_size_limit(2**31 - 1)  # articles are longer than the module's default; the size is judged by article()
    rows = _records(csv.reader(chain([header], lines), delimiter=_delimiter(header)))
    columns = next(rows, [])
    if isinstance(columns, str) or not {_plain(column) for column in columns} & set(_TEXT):
        yield Skip(where=source.where, reason=f"no text column (one of {', '.join(_TEXT[:3])}) in its first line")
        return
    for number, values in enumerate(rows, 1):
        if values:
            yield _csv_row(columns, values, source.row(number))


def _records(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The reader's records, and for a malformed one the reason."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"malformed CSV ({error})"


def _csv_row(columns: list[str], values: list[str] | str, row: Source) -> Article | Skip:
    if isinstance(values, str):
        return Skip(where=row.where, reason=values)
    if any("\udc80" <= char <= "\udcff" for value in values if not value.isascii() for char in value):
        return Skip(where=row.where, reason="not UTF-8; convert the file to UTF-8")
    if len(values) > len(columns):
        return Skip(where=row.where, reason=f"{len(values)} fields under {len(columns)} columns; is a comma unquoted?")
    return _row(dict(zip(columns, values, strict=False)), row)


def read_sidecar(data: bytes, where: str) -> Mapping[str, Metadata]:
    """What a `metadata.csv` says of the files beside it: path relative to it -> metadata.

    Raises `CorpusError` if it is no UTF-8 or has no column `file`.
    """
    try:
        text = decode(data).lstrip("\ufeff")
    except CorpusError as error:
        raise CorpusError(f"{where}: {error}") from None
    rows = csv.DictReader(text.splitlines(keepends=True), delimiter=_delimiter(text.partition("\n")[0]))
    if "file" not in (rows.fieldnames or ()):
        raise CorpusError(f"{where}: no column 'file' in its first line (file,url,outlet,title,published)")
    return {row["file"].strip(): _metadata(_flat(row)) for row in rows if row["file"]}


def _lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """The lines, of which an endless one is cut after the limit and its rest thrown away."""
    while line := readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = readline(MAX_LINE + 1)


def _row(record: object, source: Source) -> Article | Skip:
    """The article of one record, whatever of the known names its fields have."""
    if not isinstance(record, dict):
        return Skip(where=source.where, reason="not a JSON object with a field 'text'")
    flat = _flat(record)
    if not (text := _first(flat, _TEXT)):
        named = [name for name in _TEXT if name in flat]
        fields = ", ".join(map(str, record)) or "none"
        return Skip(where=source.where, reason=f"its field {named[0]} is empty" if named else f"no text in it (fields: {fields})")
    published, body = head(text)
    return article(source, text, _metadata(flat).over(Metadata(published=published)), body)


def _metadata(flat: Mapping[str, str]) -> Metadata:
    return Metadata(
        url=known_url(_first(flat, _URL)),
        title=" ".join(_first(flat, _TITLE).split()),
        outlet=" ".join(_first(flat, _OUTLET).split()),
        published=known_date(_first(flat, _PUBLISHED)),
    )


def _flat(record: Mapping[object, object] | Mapping[str, str]) -> dict[str, str]:
    """Plain field names -> text; of a nested `source` or `publisher`, its name."""
    flat: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int) and not isinstance(value, bool):
            flat.setdefault(_plain(str(name)), sound(str(value)))
    return flat


def _why(error: Exception) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)


def _first(flat: Mapping[str, str], names: Iterable[str]) -> str:
    return next((flat[name] for name in names if flat.get(name, "").strip()), "")


def _plain(name: str) -> str:
    """`Published_At` and `publishedAt` are one name."""
    return re.sub(r"[^a-z]", "", name.lower())


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)
