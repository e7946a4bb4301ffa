"""How well is a fact supported? By how many articles, stories and independent outlets.

A *story* is what near-duplicate articles print; its original is the earliest of them. The *outlet* of an article is its name,
else the host of its URL; without both the article stands for itself. *Corroboration* is the number of different outlets of
the originals of the articles that make the claims: a wire story counts once, however many papers carry it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.query.amounts import many
from kg.rdf.namespace import relations
from kg.store.table import Numbers

if TYPE_CHECKING:
    from kg.store.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """By how many articles, stories and outlets (those of the stories' originals) claims are made."""

    articles: int
    stories: int
    outlets: int

    def __str__(self) -> str:
        """`3 articles, 2 stories, 2 outlets`; the stories are told only where articles are reprints."""
        stories = f", {many(self.stories, 'story', 'stories')}" if self.stories < self.articles else ""
        return f"{many(self.articles, 'article')}{stories}, {many(self.outlets, 'outlet')}"


def support(table: Table, rows: npt.ArrayLike) -> Support:
    """What supports these claims of the table (row numbers) together?"""
    asked = np.asarray(rows, dtype=np.int64)
    return supports(table, asked, np.zeros(len(asked), dtype=np.int64), 1)[0]


def supports(table: Table, rows: Numbers, groups: Numbers, count: int) -> list[Support]:
    """What supports each group of claims? `groups` numbers the group, from 0 up to `count`, of each claim in `rows`."""
    return [Support(articles=a, stories=s, outlets=o) for a, s, o in supported(table, rows, groups, count).tolist()]


def supported(table: Table, rows: Numbers, groups: Numbers, count: int) -> Numbers:
    """The same as an array: for each group its numbers of articles, stories and outlets."""
    articles = table.claims["article"][rows].astype(np.int64)
    originals = table.articles["original"][articles].astype(np.int64)
    outlets = table.articles["outlet"][originals].astype(np.int64)
    return np.stack([distinct(groups, values, count) for values in (articles, originals, outlets)], axis=1)


def distinct(groups: Numbers, values: Numbers, count: int) -> Numbers:
    """How many different values has each group?

    >>> distinct(np.array([0, 0, 0, 1]), np.array([7, 7, 8, 7]), 3).tolist()
    [2, 1, 0]
    """
    width = int(values.max()) + 1 if len(values) else 1
    return np.bincount(np.unique(groups * width + values) // width, minlength=count).astype(np.int64)


def facts(table: Table, rows: npt.ArrayLike) -> tuple[Numbers, int]:
    """Which claims say the same (subject, relation, object and status; either order for symmetric relations)?

    The number of each claim's fact, by first appearance in `rows`, and how many facts there are.
    """
    asked = np.asarray(rows, dtype=np.int64)
    told = table.claims[asked]
    return numbered([*ends(told), told["relation"], told["status"]])


def ends(told: npt.NDArray[np.void]) -> tuple[Numbers, Numbers]:
    """Subjects and objects of claims, so that both orders of a symmetric relation are one: the lower number first."""
    subject, object_ = told["subject"].astype(np.int64), told["object"].astype(np.int64)
    turned = symmetric()[told["relation"]] & (subject > object_)
    return np.where(turned, object_, subject), np.where(turned, subject, object_)


def symmetric() -> npt.NDArray[np.bool_]:
    """Which relations hold both ways? By their place in the table."""
    return np.array([one.symmetric for one in relations().values()], dtype=bool)


def numbered(columns: Iterable[npt.ArrayLike]) -> tuple[Numbers, int]:
    """The number of each row's combination of values, by first appearance, and how many combinations there are.

    >>> numbered([[5, 5, 2, 5], [1, 1, 1, 0]])
    (array([0, 0, 1, 2]), 3)
    """
    table = np.array([np.asarray(column, dtype=np.int64) for column in columns])
    order = np.lexsort(table[::-1])
    new = np.ones(table.shape[1], dtype=np.bool_)
    new[1:] = (table[:, order[1:]] != table[:, order[:-1]]).any(axis=0)
    group = np.cumsum(new) - 1
    first = np.full(int(new.sum()), table.shape[1], dtype=np.int64)
    np.minimum.at(first, group, order)
    place = np.empty(len(first), dtype=np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    found = np.empty(table.shape[1], dtype=np.int64)
    found[order] = place[group]
    return found, len(first)
