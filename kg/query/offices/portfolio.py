"""Do two wordings mean one office? "Foreign Minister" and "Minister of Foreign Affairs and Expatriates" do.

An office is *single* where a body has one holder of it at a time: its president, its head of government, its foreign minister.
Of other offices (deputies, advisers, ambassadors to many places) several people may hold one of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ids import fold
from kg.lexicon import offices as lexicon
from kg.lexicon.tables import Row, rows
from kg.rdf.namespace import relations

TABLE = Path(__file__).parent / "portfolios.toml"
SINGLE = frozenset({"head-of-state-of", "head-of-government-of", "leader-of", "minister-of"})
_PARTS = re.compile(r"\s*(?:,|/|&|\band\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_LONGEST = 4  # words that name a kind of office


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Post:
    """What an office's wording means: `key` is the same for wordings of one office, `single` whether it has one holder."""

    key: str
    single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    id: str
    words: frozenset[str]
    phrases: tuple[str, ...]
    bare: tuple[str, ...]
    usual: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The words by what they do; `kinds` is by the words for them, `same` by word, `known` are words of portfolios."""

    kinds: Mapping[str, str]
    areas: tuple[_Area, ...]
    same: Mapping[str, str]
    lower: frozenset[str]
    lower_phrases: tuple[str, ...]
    heads: frozenset[str]
    known: frozenset[str]


def posts(relation: str, wording: str, body: str = "") -> tuple[Post, ...]:
    """Which offices does the wording name, held of this body (`country/US`)? Single ones first; always at least one.

    >>> posts("minister-of", "Deputy Prime Minister and Minister of Defense")
    (Post(key='defence', single=True), Post(key='deputy prime minister', single=False))
    >>> posts("head-of-state-of", "acting President") == posts("head-of-state-of", "president")
    True
    """
    return _posts(relation, wording, body.removeprefix("country/") if body.startswith("country/") else "")


@cache
def _posts(relation: str, wording: str, code: str) -> tuple[Post, ...]:
    if relation not in SINGLE:
        return (Post(key=_plain(wording), single=False),)
    if relation == "head-of-government-of":
        return (Post(key=relation, single=True),)
    if relation != "minister-of":
        kind = _kind(wording)
        return (Post(key=kind or _plain(wording), single=bool(kind) or not wording),)
    found = {_ministry(part, code) for part in _offices(wording)}
    return tuple(sorted(found, key=lambda one: (not one.single, one.key)))


def _kind(wording: str) -> str:
    """The first kind of office that the wording names, by the longest of its words there; "" if none."""
    words, kinds = _plain(wording).split(), _table().kinds
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            if kind := kinds.get(" ".join(words[start:end])):
                return kind
    return ""


def _offices(wording: str) -> list[str]:
    """The parts of a wording that are an office each: "Deputy Prime Minister", "Minister of Defence and Logistics"."""
    parts: list[str] = []
    for piece in map(_plain, _PARTS.split(wording)):
        opens = bool(_table().heads & set(piece.split()))
        if not parts or (opens and _table().heads & set(parts[-1].split())):
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]} {piece}".strip()
    return parts


def _ministry(part: str, code: str) -> Post:
    table = _table()
    words = part.split()
    if table.lower & set(words) or any(f" {phrase} " in f" {part} " for phrase in table.lower_phrases):
        return Post(key=part, single=False)
    for area in table.areas:
        named = bool(area.words & set(words)) or any(f" {phrase} " in f" {part} " for phrase in area.phrases)
        if named or (code in area.usual and any(part.startswith(bare) for bare in area.bare)):
            return Post(key=area.id, single=True)
    areas = sorted({table.same.get(word, word) for word in words if word in table.known})
    return Post(key=" ".join(areas), single=bool(areas))


def _plain(wording: str) -> str:
    return " ".join(_WORD.findall(fold(wording)))


@cache
def _table() -> _Table:
    table = rows(TABLE, ("kind", "area", "same", "lower", "head", "empty"))
    known = lexicon.read(relations())
    empty = {word for row in table["empty"] for word in row.texts("words")}
    heads = frozenset(word for row in table["head"] for word in row.texts("words"))
    same = {word: row.text("id") for row in table["same"] for word in row.texts("words")}
    return _Table(
        kinds={_plain(word): row.text("id") for row in table["kind"] for word in row.texts("words")},
        areas=tuple(_area(row) for row in table["area"]),
        same=same,
        lower=frozenset(fold(word) for row in table["lower"] for word in row.texts("words")),
        lower_phrases=tuple(fold(phrase) for row in table["lower"] for phrase in row.texts("phrases")),
        heads=heads,
        known=(known.portfolios | same.keys()) - empty - heads,
    )


def _area(row: Row) -> _Area:
    return _Area(
        id=row.text("id"),
        words=frozenset(row.texts("words")),
        phrases=row.texts("phrases", ()),
        bare=row.texts("bare", ()),
        usual=frozenset(row.texts("usual", ())),
    )
