"""A foreign reader of Markdown: what a brief says once it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.query.window import window
from kg.report import report
from kg.store import View


@dataclass
class Item:
    """A line as it is read, with the sources under it, its links and its code spans."""

    text: str
    links: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    sources: list[Item] = field(default_factory=list)


@dataclass
class Page:
    """A page as it is read: the heading, and paragraphs and lines of each section ("" before the first, "foot" below the rule).

    `kinds` are all kinds of tokens that it has.
    """

    title: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, list[Item]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)

    def texts(self, section: str) -> list[str]:
        return [line.text for line in self.lines.get(section, [])]

    def sources(self) -> list[Item]:
        return [source for lines in self.lines.values() for line in lines for source in line.sources]


def rendered(text: str) -> Page:
    """The page as a reader of CommonMark with GitHub's tables and strikethrough has it."""
    page, section, depth, heading = Page(), "", 0, ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        page.kinds |= {token.type, *(child.type for child in token.children or ())}
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        heading = {"heading_open": token.tag, "heading_close": ""}.get(token.type, heading)
        section = "foot" if token.type == "hr" else section
        if token.type != "inline":
            continue
        item = _item(token)
        if heading == "h1":
            page.title = item.text
        elif heading:
            section = item.text
        elif not depth:
            page.notes.setdefault(section, []).append(item.text)
        elif depth == 1:
            page.lines.setdefault(section, []).append(item)
        else:
            page.lines[section][-1].sources.append(item)
    return page


def _item(token: Token) -> Item:
    children = token.children or []
    return Item(
        text="".join(child.content for child in children),
        links=[str(child.attrs["href"]) for child in children if child.type == "link_open"],
        code=[child.content for child in children if child.type == "code_inline"],
    )


@pytest.fixture
def told() -> Callable[..., Page]:
    """The brief on a store, rendered; `since`, `until` and `as_of` as typed, the rest as `report` takes it."""

    def page(store: Path, since: str = "", until: str = "", as_of: str = "", **more: object) -> Page:
        with View(store) as view:
            return rendered(report(view, window=window(since, until, as_of), **more))

    return page
