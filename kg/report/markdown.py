"""How does text of articles get into Markdown without becoming any? And how is a sentence shortened to a line?

Article text is hostile: it may hold tags, links, images, tables or headings. Everything that Markdown, or one of its usual
extensions (tables, formulas, bare addresses as links), reads as more than a letter gets a backslash, which every reader of
CommonMark takes away again. Control and bidirectional characters are left out.

Source: CommonMark 0.31.2, sections 2.4 (backslash escapes) and 6.3 (links); GitHub Flavored Markdown, 6.9 (autolinks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

LONGEST = 220  # characters of a sentence that are shown, if it is much longer
SPARE = 60  # fewer characters than these are not left out
GAP = " … "
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = r"(?<=[A-Za-z]):(?=\S)|(?i:(?<=www))\.|(?<=\w)@(?=\w)"
_UNDERSCORE = r"(?<![^\W_])_|_(?![^\W_])"  # all but those inside a word, as ids have them
_SPECIAL = re.compile(rf"[\\`*\[\]<>~|$^{{}}#]|{_UNDERSCORE}|{_ENTITY.pattern}|{_ADDRESS}")
_WORD = re.compile(r"\S+")


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows it and does nothing else; it must not stand at the start of a line.

    >>> escaped("<b>[Tehran](http://x.y)</b> said\\n# so")
    '\\\\<b\\\\>\\\\[Tehran\\\\](http\\\\://x.y)\\\\</b\\\\> said \\\\# so'
    """
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))


def one_line(text: str) -> str:
    """The text without control characters, every run of spaces and newlines as one space.

    >>> one_line(" Tehran\\x1b said\\n so ")
    'Tehran said so'
    """
    return " ".join(_HOSTILE.sub(" ", text).split())


def strong(name: str) -> str:
    """A name in bold."""
    return f"**{escaped(name)}**"


def link(text: str, url: str) -> str:
    """The text as a link to a web address (http or https), the plain text where the address is none.

    >>> link("Call", "https://example.org/a (b)"), link("Call", "javascript:alert(1)")
    ('[Call](https://example.org/a%20%28b%29)', 'Call')
    """
    address = web_address(url)
    return f"[{escaped(text)}]({address})" if address else escaped(text)


def web_address(url: str) -> str:
    """The address as it can stand in a Markdown link, "" for what is no address of the web."""
    address = url.strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not _HOSTILE.search(address)
    except ValueError:
        return ""
    return _ENTITY.sub("&amp;", quote(address, safe="/:?#@!$&*+,;=%~.-_")) if usable else ""


def shortened(text: str, spans: Iterable[tuple[int, int]] = (), longest: int = LONGEST) -> str:
    """The sentence on one line of about so many characters: what lies far from the spans (of the words that matter, as offsets
    into it) is left out, marked with dots.

    >>> speech = "In a very long speech on a rainy day in Oslo the king met the queen in the park at noon before many guests."
    >>> shortened(speech, [(49, 57)], 40)
    '… day in Oslo the king met the queen in …'
    """
    words = [found.span() for found in _WORD.finditer(_HOSTILE.sub(lambda found: " " * len(found[0]), text))]
    if len(whole := one_line(text)) <= longest + SPARE or not words:
        return whole
    kept = _near(words, list(spans) or [(0, words[0][1]), (words[-1][0], words[-1][1])], longest)
    line = "".join(_pieces(text, words, kept))
    return line if len(line) <= 2 * longest else f"{line[:longest]} …"


def _near(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]], longest: int) -> list[int]:
    """The words of the spans, and as many around them as fit, evenly on all sides."""
    kept = {place for place, (start, end) in enumerate(words) if any(start < last and first < end for first, last in spans)}
    room = longest - sum(words[place][1] - words[place][0] + 1 for place in kept)
    edge = sorted(kept)
    while edge and room > 0:
        fresh = dict.fromkeys(near for place in edge for near in (place - 1, place + 1) if 0 <= near < len(words))
        edge = []
        for place in fresh:
            size = words[place][1] - words[place][0] + 1
            if place not in kept and size <= room:
                kept.add(place)
                room -= size
                edge.append(place)
    return sorted(kept)


def _pieces(text: str, words: Sequence[tuple[int, int]], kept: Sequence[int]) -> Iterable[str]:
    """The kept words with dots where others are left out."""
    before = -1
    for place in kept:
        if place != before + 1:
            yield GAP if before >= 0 else GAP.lstrip()
        elif before >= 0:
            yield " "
        yield one_line(text[slice(*words[place])])
        before = place
    if before < len(words) - 1:
        yield GAP.rstrip()
