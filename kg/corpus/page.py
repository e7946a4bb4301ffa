"""A saved web page: the paragraphs of its article, without menus, teasers and scripts, and what its head says of it.

The standard library's parser is enough, since a news page marks its article (`articleBody`, `<article>`, `<main>`) or, failing
that, writes it in paragraphs with few links. The offsets of evidence count in the text that comes out here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kg.corpus._parts import MAX_BYTES, Metadata, Skip, Source, article, decode, known_date, known_url, sound
from kg.errors import CorpusError
from kg.model import Article

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_DROPPED = {"script", "style", "noscript", "template", "head", "svg", "iframe", "figure"}  # no words of an article
_DROPPED |= {"nav", "footer", "aside", "form", "button", "select"}  # words around it
_BLOCKS = {"address", "article", "body", "div", "dl", "header", "main", "ol", "section", "table", "tr", "ul", "td", "th", "dt"}
_WORDS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dd"}  # blocks that hold sentences
_BLOCKS |= _WORDS
_SCOPES = ("articlebody", "article", "main", "body")
_DEEPEST = 200  # elements inside each other; deeper ones are hostile, and count as their parent
_ENOUGH = 200  # characters that make a scope the article and not a teaser
_DATES = ("article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dcterms.date")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """One paragraph as it is collected: its tag, the scopes around it (kind -> number), its words and how many are links."""

    tag: str
    scopes: Mapping[str, int]
    words: list[str] = field(default_factory=list)
    linked: int = 0

    def text(self) -> str:
        lines = "".join(self.words).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


class _Collector(HTMLParser):
    """Reads a page once and keeps its blocks, meta elements, title and JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.meta: dict[str, str] = {}
        self.title: list[str] = []
        self.linked_data: list[str] = []
        self._open: list[str] = []
        self._scopes: list[tuple[int, str, int]] = []
        self._block = _Block("body", {})
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag == "br":
            self._block.words.append("\n")
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        self._close_optional(tag)
        if tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self.linked_data.append("")
            tag = "ld+json"
        self._open.append(tag)
        kind = "articlebody" if given.get("itemprop", "").lower() == "articlebody" else tag
        if kind in _SCOPES or given.get("role") == "main":
            self._count += 1
            self._scopes.append((len(self._open), kind if kind in _SCOPES else "main", self._count))
        if tag in _BLOCKS:
            self._start(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = "ld+json" if tag == "script" and "ld+json" in self._open else tag
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        while self._scopes and self._scopes[-1][0] > len(self._open):
            self._scopes.pop()
        if tag in _BLOCKS:
            self._start(next((open_tag for open_tag in reversed(self._open) if open_tag in _BLOCKS), "body"))

    def handle_data(self, data: str) -> None:
        if "ld+json" in self._open:
            self.linked_data[-1] += data
        elif self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title.append(data)
        elif not _DROPPED.intersection(self._open):
            self._block.words.append(data if "pre" in self._open else re.sub(r"\s+", " ", data))
            self._block.linked += len(data) if "a" in self._open else 0

    def _close_optional(self, tag: str) -> None:
        """Close what the tag ends without saying so: a block ends the paragraph, an item the item, the body the head."""
        inner = next((open_tag for open_tag in reversed(self._open) if open_tag in _BLOCKS | _DROPPED), "")
        if (inner == "p" and tag in _BLOCKS | _DROPPED) or (inner, tag) in (("li", "li"), ("head", "body")):
            self.handle_endtag(inner)

    def _start(self, tag: str) -> None:
        self._block = _Block(tag, {kind: number for _, kind, number in self._scopes})
        self.blocks.append(self._block)

    def _note(self, tag: str, given: Mapping[str, str]) -> None:
        """Keep what the page says of itself; the first of a name counts."""
        value = given.get("content") or given.get("datetime") or ""
        for name in (given.get("property", ""), given.get("name", ""), given.get("itemprop", "")):
            if name and value:
                self.meta.setdefault(name.lower(), value)
        if tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.meta.setdefault("canonical", given.get("href", ""))
        if tag == "time" and given.get("datetime"):
            self.meta.setdefault("time", given["datetime"])


def read_page(data: bytes, source: Source) -> Article | Skip:
    """The article in the bytes of a saved page; its text is what was extracted, one paragraph a line, blank lines between."""
    try:
        html = _decode(data)
    except CorpusError as error:
        return Skip(where=source.where, reason=str(error))
    page = _Collector()
    page.feed(html)
    page.close()
    text = "\n\n".join(_paragraphs(page.blocks))
    if not text:
        return Skip(where=source.where, reason="no article text found in the page")
    return article(source, sound(text), _metadata(page))


def _decode(data: bytes) -> str:
    """The page's text: UTF-8, else the encoding that the page itself declares."""
    declared = _CHARSET.search(data[:2048])
    try:
        return decode(data)
    except CorpusError:
        if declared is None or len(data) > MAX_BYTES or b"\0" in data or declared[1].lower() in (b"utf-8", b"utf8"):
            raise
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            raise CorpusError(f"not in the encoding it declares ({declared[1].decode()}); convert it to UTF-8") from None


def _paragraphs(blocks: list[_Block]) -> Iterator[str]:
    """The paragraphs of the innermost marked scope that holds an article's worth of words, in page order."""
    kept = [(block, text) for block in blocks if (text := block.text()) and block.linked <= 0.5 * len(text)]
    for kind in _SCOPES:
        sizes: dict[int, int] = {}
        for block, text in kept:
            if kind in block.scopes:
                sizes[block.scopes[kind]] = sizes.get(block.scopes[kind], 0) + len(text)
        longest = max(sizes, key=lambda number: (sizes[number], -number), default=0)
        if sizes.get(longest, 0) >= _ENOUGH:
            kept = [(block, text) for block, text in kept if block.scopes.get(kind) == longest]
            break
    in_words = [text for block, text in kept if block.tag in _WORDS]
    yield from in_words if sum(map(len, in_words)) >= 0.5 * sum(len(text) for _, text in kept) else (text for _, text in kept)


def _metadata(page: _Collector) -> Metadata:
    """Title, date, outlet and address: from JSON-LD, then from meta elements, then from title and time elements."""
    meta = page.meta
    said = next((item for text in page.linked_data for item in _news_items(text)), {})
    publisher = said.get("publisher")
    outlet = publisher.get("name") if isinstance(publisher, dict) else publisher
    dates = [said.get("datePublished"), *(meta.get(name) for name in _DATES), meta.get("time")]
    return Metadata(
        url=known_url(meta.get("canonical", "")) or known_url(meta.get("og:url", "")),
        title=_line(said.get("headline") or meta.get("og:title") or "".join(page.title)),
        outlet=_line(outlet or meta.get("og:site_name") or meta.get("application-name")),
        published=next((day for value in dates if isinstance(value, str) and (day := known_date(value))), None),
    )


def _news_items(text: str) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects that carry a publication date; a malformed block carries none."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = said.get("@graph", [said]) if isinstance(said, dict) else said
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict) and "datePublished" in item)


def _line(value: object) -> str:
    return sound(" ".join(value.split())) if isinstance(value, str) else ""
