"""The claim table: every claim that counts as a row of numbers, beside each snapshot.

A question over the whole graph, or a walk from actor to actor, would have to fetch a handful of quads for each claim, at about
a microsecond each. The table holds the same in memory-mapped columns: a walk touches the rows it needs, a measure of all
claims is a pass over an array. Quotes, names and all else stay in the database.

Everything is numbered in a fixed order, so that the same graph gives the same bytes: actors and articles by id, claims by
article and the rank of the reading. A *pair* is two actors with at least one claim between them, a *tie* a pair seen from
one of its ends. Rejected claims have no row; a confirmed one has confidence 1,000.

Source: the layout is compressed sparse row, as in J. Kepner, J. Gilbert (eds.), Graph Algorithms in the Language of Linear
Algebra, SIAM 2011, ch. 1; the files are numpy's NPY format 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.model import EntityType, Status
from kg.rdf.namespace import relations

Numbers = npt.NDArray[np.int64]
STATUSES = tuple(Status)
KINDS = tuple(EntityType)
CERTAIN = 1000  # thousandths
NOBODY = -1
# `day` is a proleptic ordinal (`date.toordinal`), 0 if nothing is known; a month or year counts as its first day, and a claim
# without a date has its article's. `confidence` is in thousandths, `id` the claim's hash.
CLAIM = np.dtype(
    [
        *((name, "<u4") for name in ("subject", "object")),
        *((name, "<i4") for name in ("speaker", "day")),
        ("article", "<u4"),
        ("confidence", "<u2"),
        ("relation", "u1"),
        ("status", "u1"),
        ("id", "<u8"),
    ]
)
ARTICLE = np.dtype([("published", "<i4"), ("outlet", "<u4"), ("original", "<u4")])
# `first` is the pair's first place in `order`; its claims stand there up to the next pair's first.
PAIR = np.dtype([(name, "<u4") for name in ("low", "high", "first")])
TIE = np.dtype([(name, "<u4") for name in ("other", "pair")])


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by number: `at[i]` to `at[i + 1]` is the UTF-8 of the i-th in `text`."""

    text: npt.NDArray[np.uint8]
    at: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, number: int) -> str:
        return bytes(self.text[self.at[number] : self.at[number + 1]]).decode("utf8")

    def __iter__(self) -> Iterator[str]:
        text = bytes(self.text)
        for start, end in pairwise(self.at.tolist()):
            yield text[start:end].decode("utf8")

    def find(self, wanted: str) -> int:
        """The number of this text, where they are sorted by their UTF-8; -1 if it is not there."""
        key, low, high = wanted.encode("utf8"), 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(self.text[self.at[middle] : self.at[middle + 1]]) < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self[low] == wanted else NOBODY


def texts(values: list[str]) -> Texts:
    """Texts as arrays, in this order.

    >>> texts(["country/IR", "person/é"])[1]
    'person/é'
    """
    coded = [value.encode("utf8") for value in values]
    at = np.zeros(len(coded) + 1, dtype="<u4")
    np.cumsum([len(one) for one in coded], out=at[1:])
    return Texts(text=np.frombuffer(b"".join(coded), dtype=np.uint8), at=at)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The claims of one snapshot as arrays.

    `claims` (see CLAIM; subject, object and speaker are numbers of actors, article one of an article, relation a place in
    `relations()`, status one in STATUSES), by article and rank; `actors` the ids, sorted, and `kinds` their places in KINDS;
    `articles` (see ARTICLE; `original` is the number of the article that this one reprints, its own if none) and
    `article_ids`, sorted; `outlets` the outlets that `articles` number. `pairs` by their two actors, `order` the numbers of
    the claims by pair, `ties` the pairs of each actor by the other's number, of which `tie_at[i]` to `tie_at[i + 1]` are the
    i-th actor's. `sketches` are one row an article (see `kg.resolve.stories`).
    """

    claims: npt.NDArray[np.void]
    actors: Texts
    kinds: npt.NDArray[np.uint8]
    articles: npt.NDArray[np.void]
    article_ids: Texts
    outlets: Texts
    sketches: npt.NDArray[np.uint32]
    pairs: npt.NDArray[np.void]
    order: npt.NDArray[np.uint32]
    ties: npt.NDArray[np.void]
    tie_at: npt.NDArray[np.uint64]

    def actor(self, path: str) -> int:
        """The number of the actor of this id (`country/IR`), -1 if the graph has no such actor."""
        return self.actors.find(path)

    def claim(self, number: int) -> str:
        """The id of a claim by its row: `claim/…`."""
        return f"claim/{int(self.claims['id'][number]):016x}"

    def ties_of(self, actors: npt.ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
        """The ties of these actors (numbers): for each tie the place in `actors`, the other actor, and the pair.

        In the order of `actors`, then of the others' numbers.
        """
        asked = np.asarray(actors, dtype=np.int64)
        at, rows = ragged(self.tie_at[asked], self.tie_at[asked + 1])
        ties = self.ties[rows]
        return at, ties["other"].astype(np.int64), ties["pair"].astype(np.int64)

    def claims_of(self, pairs: npt.ArrayLike) -> tuple[Numbers, Numbers]:
        """The claims between these pairs: for each the place in `pairs`, and the claim's row. In the order of the pairs."""
        asked = np.asarray(pairs, dtype=np.int64)
        at, places = ragged(self.pairs["first"][asked], self._ends[asked])
        return at, self.order[places].astype(np.int64)

    @cached_property
    def _ends(self) -> Numbers:
        return np.append(self.pairs["first"][1:], len(self.order)).astype(np.int64)

    def between(self, one: int, other: int) -> Numbers:
        """The rows of the claims between two actors, in either direction, or of one on itself, in the table's order."""
        if one == other:
            return np.flatnonzero((self.claims["subject"] == one) & (self.claims["object"] == one))
        low, high = min(one, other), max(one, other)
        start, end = int(self.tie_at[low]), int(self.tie_at[low + 1])
        place = start + int(np.searchsorted(self.ties["other"][start:end], high))
        if place == end or self.ties["other"][place] != high:
            return np.zeros(0, dtype=np.int64)
        return self.claims_of([self.ties["pair"][place]])[1]


def ragged(starts: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    """Many ranges as one: for each element the number of its range, and the element.

    >>> [one.tolist() for one in ragged([2, 7], [4, 10])]
    [[0, 0, 1, 1, 1], [2, 3, 7, 8, 9]]
    """
    first = np.asarray(starts).astype(np.int64)
    sizes = np.asarray(ends).astype(np.int64) - first
    at = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return at, np.arange(len(at)) - before[at] + first[at]


def day_number(text: str) -> int:
    """The ordinal of a day; of a month or year (`2024-09`, `2024`) of its first; 0 for "" and what is no date.

    >>> day_number("2024-09") == date(2024, 9, 1).toordinal()
    True
    """
    try:
        return date.fromisoformat(f"{text}-01-01"[:10] if len(text) in (4, 7) else text).toordinal()
    except ValueError:
        return 0


def relation_numbers() -> dict[str, int]:
    """The place of each relation's name in the codebook's order, by which claims number them."""
    return {name: place for place, name in enumerate(relations())}


_PARTS = ("claims", "kinds", "articles", "sketches", "pairs", "order", "ties", "tie_at")
_TEXTS = ("actors", "article_ids", "outlets")


def save(table: Table, directory: Path) -> None:
    """Write the table as NPY files into a directory, which is made."""
    directory.mkdir()
    save_arrays(table, directory, _PARTS, _TEXTS)


def open_table(directory: Path) -> Table:
    """The table in a directory, memory-mapped: only what is looked at is read. Raises OSError if it is not there."""
    return Table(**open_arrays(directory, _PARTS, _TEXTS))


def save_arrays(record: object, directory: Path, parts: Sequence[str], named: Sequence[str], prefix: str = "") -> None:
    """Write these attributes of a record, arrays (`parts`) and texts (`named`), as NPY files, `prefix` before their names."""
    for name in parts:
        np.save(directory / f"{prefix}{name}.npy", getattr(record, name), allow_pickle=False)
    for name in named:
        one: Texts = getattr(record, name)
        np.save(directory / f"{prefix}{name}-text.npy", one.text, allow_pickle=False)
        np.save(directory / f"{prefix}{name}-at.npy", one.at, allow_pickle=False)


def open_arrays(directory: Path, parts: Sequence[str], named: Sequence[str], prefix: str = "") -> dict[str, Any]:
    """What `save_arrays` has written, by name, memory-mapped. Raises OSError if it is not there."""

    def array(name: str) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = np.load(directory / f"{prefix}{name}.npy", mmap_mode="r", allow_pickle=False)
        return found.view(np.ndarray)

    found: dict[str, Any] = {name: array(name) for name in parts}
    return found | {name: Texts(text=array(f"{name}-text"), at=array(f"{name}-at")) for name in named}
