"""What all kinds of files share: the skip, the size limit, bytes to text, metadata and its tolerant dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate

from kg.errors import CorpusError
from kg.model import Article

MAX_CHARACTERS = 1_000_000
"""The longest article that is read: some 300 pages, and spaCy's own limit for one text."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""UTF-8 takes at most four bytes a character, so that more bytes are too many without reading them."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]|$)")
_FORMS = ("%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An input that gave no article: where it stands (a path, with #row for rows) and why it was left out."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article beside its text; empty where it is not."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    published: date | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values where there are any, else the other's."""
        return Metadata(
            url=self.url or other.url,
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: how messages call it (`where`), what its article is called (`key`, `name`), and what a sidecar says of it."""

    where: str
    key: str
    name: str
    metadata: Metadata = Metadata()

    def row(self, number: int) -> Source:
        """The source of one row of the file."""
        return replace(
            self, where=f"{self.where}#{number}", key=f"{self.key}#{number}", name=f"{self.name}#{number}", metadata=Metadata()
        )


def article(source: Source, text: str, metadata: Metadata, body: int = 0) -> Article | Skip:
    """The article of these parts, or why there is none: no words, or too many."""
    if not text[body:].strip():
        return Skip(where=source.where, reason="empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        return Skip(where=source.where, reason=f"too long: {len(text):,} characters, an article may have {MAX_CHARACTERS:,}")
    known = source.metadata.over(metadata)
    return Article(
        key=known.url or source.key,
        name=source.name,
        text=text,
        body=body,
        published=known.published,
        title=known.title,
        outlet=known.outlet,
        url=known.url,
    )


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, byte order mark and newlines kept.

    Raises `CorpusError` with the reason: binary, too large, not UTF-8 and where. Other encodings are not guessed, since a wrong
    guess makes wrong names.

    >>> decode("Türkiye".encode())
    'Türkiye'
    """
    if len(data) > MAX_BYTES:
        raise CorpusError(f"too large: {len(data):,} bytes, an article may have {MAX_CHARACTERS:,} characters")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CorpusError("not UTF-8 but UTF-16; convert it to UTF-8")
    if b"\0" in data:
        raise CorpusError(f"a binary file (zero byte at offset {data.index(0)})")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        found = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise CorpusError(f"not UTF-8 ({found}); convert it to UTF-8") from None


def known_url(value: str) -> str:
    """The address if it is one of the web, else "".

    >>> known_url(" https://example.org/a "), known_url("n/a")
    ('https://example.org/a', '')
    """
    value = value.strip()
    return value if _URL.fullmatch(value) else ""


def known_date(value: str) -> date | None:
    """The day that a date of a feed, page or table names, in its own time zone; None if it is none or could be two.

    >>> known_date("2024-09-01T23:10:00-05:00"), known_date("Sun, 01 Sep 2024 10:00:00 GMT"), known_date("09/01/2024")
    (datetime.date(2024, 9, 1), datetime.date(2024, 9, 1), None)
    """
    value = value.strip()
    try:
        if iso := _ISO.match(value):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if mail := parsedate(value):
            return date(*mail[:3]) if mail[0] > 999 and "/" not in value else None
    except ValueError:
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None


def sound(value: str) -> str:
    """The text with lone surrogates, which JSON can name but no file can hold, as U+FFFD; no offset moves."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)


def portable(path: str) -> str:
    """A path as every machine writes it: valid Unicode in composed form, however the file system spells it."""
    whole = path.encode("utf8", "surrogateescape").decode("utf8", "replace")
    return unicodedata.normalize("NFC", whole)
