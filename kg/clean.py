"""Raw text to clean text, with the way back: what a parser trips over is mended, and every character knows where it stood.

A *clean* text has no control or invisible characters, no runs of spaces, no spaces but U+0020, no HTML entities, no ligatures
of a printed page, no blocks run together, plain hyphens, and composed accents. Words, quotation marks and newlines stay as
they are: what matters for evidence is that a quote is always a slice of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

# Tabs and the spaces of Unicode's class Zs beside U+0020.
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Soft hyphen, zero-width characters, joiners, byte order and bidirectional marks, control characters that end no line.
_UNSEEN = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BLANK = rf"(?:[ {_SPACES}{_UNSEEN}]|&(?:nbsp|#160|#xa0|shy|zwnj);)"
_MENDED = re.compile(
    "|".join(
        (
            rf"(?P<blanks>{_BLANK}{{2,}}|[{_SPACES}{_UNSEEN}]|&(?:nbsp|#160|#xa0|shy|zwnj);)",
            r"(?P<newline>\r\n|[\r\x0b\x0c\x85\u2028\u2029])",
            r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)",
            r"(?P<accent>[^\W\d_][\u0300-\u036f]+)",
            r"(?P<ligature>[\ufb00-\ufb06])",
            r"(?P<hyphen>[\u2010\u2011])",
            # Blocks of a page that lost what parted them: "Photo CaptionPrime Minister", "Mr TanTo ask the Minister".
            r"(?P<glued>(?<=[a-z])[a-z](?=(?:Prime Minister|Minister|Ministry|President|Photo|Your Excellency|To ask)\b))",
        )
    )
)
_IS_SPACE = re.compile(rf"[ {_SPACES}]|&(?:nbsp|#160|#xa0);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """A clean text, and for each of its characters where it stood: raw text[offsets[i]:ends[i]] became character i.

    `offsets` has one more entry, the raw text's length, so that it can be asked for an end; neither ever decreases.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Which slice of the raw text became text[start:end]? Half-open, in code points; `end` > `start`."""
        return self.offsets[start], self.ends[end - 1]


def clean(text: str) -> Clean:
    """What does the text say to a parser, and where did each character of it stand?

    >>> mended = clean("AT&amp;T\\u00a0 met the co\\u00adoperation coun\\u200bcil")
    >>> mended.text
    'AT&T met the cooperation council'
    >>> mended.raw(0, 4), mended.raw(13, 24)
    ((0, 8), (18, 30))
    >>> clean("Photo CaptionPrime Minister").text
    'Photo Caption Prime Minister'
    """
    if _MENDED.search(text) is None:
        return Clean(text=text, offsets=range(len(text) + 1), ends=range(1, len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    done = 0
    for found in _MENDED.finditer(text):
        start, end = found.span()
        pieces.append(text[done:start])
        offsets.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        became = _mend(found)
        pieces.append(became)
        offsets.extend([start] * len(became))
        ends.extend([end] * len(became))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    ends.extend(range(done + 1, len(text) + 1))
    return Clean(text="".join(pieces), offsets=tuple(offsets), ends=tuple(ends))


def _mend(found: re.Match[str]) -> str:
    """What the matched characters become."""
    raw = found[0]
    match found.lastgroup:
        case "blanks":
            return " " if _IS_SPACE.search(raw) else ""
        case "newline":
            return "\n"
        case "glued":  # the blank stands where the letter before it stood
            return f"{raw} "
        case "hyphen":
            return "-"
        case "ligature":
            return unicodedata.normalize("NFKC", raw)
        case "accent":
            return unicodedata.normalize("NFC", raw)
        case _:  # an entity, unless it is none; what it stands for may need mending itself
            return raw if (said := unescape(raw)) == raw else _MENDED.sub(_mend, said)
