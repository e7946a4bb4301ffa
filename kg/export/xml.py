"""Text inside XML 1.0: escaped, and where a character has no place there, U+FFFD in its stead."""

from __future__ import annotations

from xml.sax.saxutils import escape

from kg.query.sparql.forms import UNFIT

_SPACE = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}  # what a reader would else turn into blanks


def content(text: str) -> str:
    """The text between two tags.

    >>> content("a < b\\x07")
    'a &lt; b\\ufffd'
    """
    return escape(UNFIT.sub("\ufffd", text), {"\r": "&#13;"})


def value(text: str) -> str:
    """The text as an attribute's value, in quotes.

    >>> value('"a"')
    '"&quot;a&quot;"'
    """
    return '"' + escape(UNFIT.sub("\ufffd", text), {'"': "&quot;", **_SPACE}) + '"'
