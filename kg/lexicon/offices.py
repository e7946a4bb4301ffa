"""An office is a post a person holds; which relation it makes depends on its words and on what it is an office of.

"president of Ghana" is head-of-state-of, "president of the World Bank" leader-of: each row says both. The longest
phrase that ends an office's wording decides ("deputy prime minister" before "prime minister" before "minister").
A title is what stands before a name and is no part of it: ranks, honorifics; some tell the person's gender.

Source: codebook (tests/gold/CODEBOOK.md), sections Roles and Settled questions; the words are our own collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from kg.errors import TableError
from kg.lexicon.relations import Relation
from kg.lexicon.tables import HERE, Row, rows
from kg.model import Status

_FIELDS = "id heads country organization portfolio of gender status cabinet local states never usual example"
_OFFICE = frozenset(_FIELDS.split())
_PIECES = re.compile(r"[^\s\-'’]+|-|['’]\S*")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One kind of office. `heads` are lower-case phrases, the last words of the office's name.

    `country` and `organization` are the relation where the office belongs to one or the other ("" where that makes none).
    `portfolio`: it counts only with a portfolio or of a state ("finance minister"). `of`: it needs its owner named
    beside it ("head of UNICEF"), since the bare word is too weak. `gender` is m or f where the word tells it; `status` is what
    the word says of the time (a nominee's office is intended). `cabinet` are the codes of the states where it has cabinet rank.
    `local`: a place it is an office of lies in its state ("governor of Samarkand"). Where the text leaves the state out, it is
    one of `states`, if any are told, none of `never`, and `usual` if nothing else tells ("Secretary of State"); all are codes.
    """

    id: str
    heads: tuple[str, ...]
    country: str
    organization: str
    example: str
    portfolio: bool = False
    of: bool = False
    gender: str = ""
    status: Status = Status.ACTUAL
    cabinet: frozenset[str] = frozenset()
    local: bool = False
    states: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    usual: str = ""

    def exists_in(self, code: str) -> bool:
        """May a state of this code have the office?"""
        return code not in self.never and (not self.states or code in self.states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """A word before or after an office that changes it: to a lower one (`relation`), or its status ("former")."""

    words: tuple[str, ...]
    relation: str = ""
    status: Status | None = None
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A rank or honorific to strip from a name; `gender` is m, f or "". `rank`: a rank that can also be a post."""

    words: tuple[str, ...]
    gender: str = ""
    rank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """All offices, modifiers, portfolio words and titles; `by_head` and `by_title` are keyed by the lower-case phrase.
    `openers` leads from the first word of a head (in the plural, too) or title, as a tokenizer cuts it, to the most tokens such
    a phrase may have;
    `plurals` are first words of heads in the plural ("members", "senators")."""

    offices: tuple[Office, ...]
    modifiers: tuple[Modifier, ...]
    portfolios: frozenset[str]
    titles: tuple[Title, ...]
    by_head: Mapping[str, Office]
    by_modifier: Mapping[str, Modifier]
    by_title: Mapping[str, Title]
    openers: Mapping[str, int]
    plurals: frozenset[str]


def read(relations: Mapping[str, Relation]) -> Offices:
    """Which offices, modifiers, portfolio words and titles are there? Raises TableError with file and row."""
    tables = rows(HERE / "offices.toml", ("office", "modifier", "portfolio"))
    offices = tuple(_office(row, relations) for row in tables["office"])
    modifiers = tuple(_modifier(row, relations) for row in tables["modifier"])
    titles = tuple(_title(row) for row in rows(HERE / "titles.toml", ("title",))["title"])
    by_head = _index("offices.toml", ((head, office) for office in offices for head in office.heads))
    by_title = _index("titles.toml", ((word, title) for title in titles for word in title.words))
    return Offices(
        offices=offices,
        modifiers=modifiers,
        portfolios=frozenset(
            word
            for row in tables["portfolio"]
            for words in row.texts("words")
            for word in (words, *words.split())
            if word != "and"
        ),
        titles=titles,
        by_head=by_head,
        by_modifier=_index("offices.toml", ((word, modifier) for modifier in modifiers for word in modifier.words)),
        by_title=by_title,
        openers=_openers((*by_head, *by_title)),
        plurals=frozenset(_plural(head.split()[0]) for head in by_head),
    )


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def _openers(phrases: Iterable[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for phrase in phrases:
        whole = phrase.split()[0]
        pieces = _PIECES.findall(phrase)
        for first in {whole, whole.replace("'", "’"), pieces[0], _plural(whole), _plural(pieces[0])}:
            found[first] = max(found.get(first, 0), len(pieces))
    return MappingProxyType(found)


def _index(file: str, pairs: Iterable[tuple[str, Item]]) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    for phrase, item in pairs:
        if phrase in found:
            raise TableError(f'{file}: "{phrase}" stands twice; keep it in one row')
        found[phrase] = item
    return MappingProxyType(found)


def _office(row: Row, relations: Mapping[str, Relation]) -> Office:
    row.only(_OFFICE)
    return Office(
        id=row.text("id"),
        heads=row.texts("heads"),
        country=_role(row, "country", relations),
        organization=_role(row, "organization", relations),
        example=row.text("example"),
        portfolio=row.flag("portfolio"),
        of=row.flag("of"),
        gender=_gender(row),
        status=_status(row) or Status.ACTUAL,
        cabinet=frozenset(row.texts("cabinet", ())),
        local=row.flag("local"),
        states=frozenset(row.texts("states", ())),
        never=frozenset(row.texts("never", ())),
        usual=row.text("usual", ""),
    )


def _modifier(row: Row, relations: Mapping[str, Relation]) -> Modifier:
    row.only(frozenset({"id", "words", "relation", "status", "after"}))
    return Modifier(
        words=row.texts("words"),
        relation=_role(row, "relation", relations),
        status=_status(row),
        after=row.flag("after"),
    )


def _status(row: Row) -> Status | None:
    status = row.text("status", "")
    if status and status not in {member.value for member in Status}:
        raise row.fail(f'unknown status "{status}"')
    return Status(status) if status else None


def _title(row: Row) -> Title:
    row.only(frozenset({"id", "words", "gender", "rank"}))
    return Title(words=row.texts("words"), gender=_gender(row), rank=row.flag("rank"))


def _role(row: Row, name: str, relations: Mapping[str, Relation]) -> str:
    value = row.text(name, "")
    if value and (value not in relations or relations[value].family != "roles"):
        raise row.fail(f'field "{name}": "{value}" is no role')
    return value


def _gender(row: Row) -> str:
    value = row.text("gender", "")
    if value not in {"", "m", "f"}:
        raise row.fail(f'field "gender" must be m or f, not "{value}"')
    return value
