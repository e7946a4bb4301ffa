"""Text inside XML 1.0: escaped, and where a character has no place there, U+FFFD in its stead."""

from __future__ import annotations

import re

from kg.query.sparql.forms import UNFIT

_CODES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_CONTENT = re.compile(f"[&<>\r]|{UNFIT.pattern}")  # a bare carriage return would be read as a line feed
_VALUE = re.compile(f'[&<>"\n\r\t]|{UNFIT.pattern}')  # and in a value, all three as blanks


def content(text: str) -> str:
    """The text between two tags.

    >>> content("a < b\\x07")
    'a &lt; b\\ufffd'
    """
    return _CONTENT.sub(_coded, text)


def value(text: str) -> str:
    """The text as an attribute's value, in quotes.

    >>> value('"a"')
    '"&quot;a&quot;"'
    """
    return f'"{_VALUE.sub(_coded, text)}"'


def _coded(match: re.Match[str]) -> str:
    return _CODES.get(match[0], "\ufffd")
