"""Plain text: one article a file, opened by the date where a feed wrote one."""

from __future__ import annotations

import re
from datetime import date

from kg.corpus._parts import Metadata, Skip, Source, article, decode
from kg.errors import CorpusError
from kg.model import Article

_HEAD = re.compile(r"\ufeff?\s*(?:date (\d{4})-(\d\d)-(\d\d)(?:\s+|$))?")


def head(text: str) -> tuple[date | None, int]:
    """The date in the feed's head, and the offset where the article begins after it.

    >>> head(" date 2024-09-01 Speaking by phone")
    (datetime.date(2024, 9, 1), 17)
    >>> head("Speaking by phone")
    (None, 0)
    """
    found = _HEAD.match(text)
    if found is None or found[1] is None:
        return None, int(text.startswith("\ufeff"))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])), found.end()
    except ValueError:  # 2024-02-31 is no head but a text
        return None, 0


def read_text(data: bytes, source: Source) -> Article | Skip:
    """The article in the bytes of a `.txt` file; its text is the file as decoded, head and newlines untouched."""
    try:
        text = decode(data)
    except CorpusError as error:
        return Skip(where=source.where, reason=str(error))
    published, body = head(text)
    return article(source, text, Metadata(published=published), body)
