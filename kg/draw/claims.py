"""From which claims is a picture chosen? Counted in the claim table, so that a large graph costs no more than what is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.query.facts import Fact, Source, entity
from kg.query.window import day
from kg.rdf.namespace import relations
from kg.store.table import NOBODY, STATUSES

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Numbers, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims among the weightiest actors, without their words; these actors; the days of their articles; and the number of
    claims of every actor that has one."""

    facts: tuple[Fact, ...]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    weights: Mapping[str, int]


def claims(view: View, asked: Edges, most: int, centre: str = "", hops: int = 1) -> Claims:
    """The claims among the `most` actors with most of the claims that are asked for, and the `centre` whatever it has.

    With a centre only of the claims among the actors at most `hops` steps from it.
    """
    table = view.table
    told = table.claims
    rows = np.flatnonzero((told["subject"] != told["object"]) & asked.accepts(table))
    middle = table.actor(centre) if centre else NOBODY
    if centre:
        rows = _near(table, rows, middle, hops)
    ends = np.concatenate([told["subject"][rows], told["object"][rows]]).astype(np.int64)
    weights = np.bincount(ends, minlength=len(table.actors))
    order = np.lexsort((np.arange(len(weights)), -weights, np.arange(len(weights)) != middle))
    top = order[:most][weights[order[:most]] > 0]
    rows = rows[np.isin(told["subject"][rows], top) & np.isin(told["object"][rows], top)]
    named = {table.actors[one]: one for one in top.tolist()}
    found = {path: one for path in named if (one := entity(view, path))}
    if centre and centre not in found and (one := entity(view, centre)):
        found[centre] = one
    facts = tuple(_facts(table, rows))
    numbers = dict(zip((fact.article for fact in facts), told["article"][rows].tolist(), strict=True))
    days = {path: int(table.articles["published"][number]) for path, number in numbers.items()}
    return Claims(
        facts=facts,
        entities=found,
        sources={path: Source(id=path, key=path, published=day(number)) for path, number in days.items()},
        weights={table.actors[one]: int(weights[one]) for one in np.flatnonzero(weights).tolist()},
    )


def _near(table: Table, rows: Numbers, middle: int, hops: int) -> Numbers:
    """The claims among the actors at most so many steps from the middle one."""
    near = np.zeros(len(table.actors), dtype=np.bool_)
    if middle != NOBODY:
        near[middle] = True
    subjects, objects = table.claims["subject"][rows], table.claims["object"][rows]
    for _ in range(hops):
        reached = near[subjects] | near[objects]
        near[subjects[reached]] = True
        near[objects[reached]] = True
    chosen: Numbers = rows[near[subjects] & near[objects]]
    return chosen


def _facts(table: Table, rows: Numbers) -> list[Fact]:
    names = tuple(relations())
    told = table.claims[rows]
    columns = (told[name].tolist() for name in ("id", "subject", "relation", "object", "status", "article"))
    return [
        Fact(
            id=f"claim/{number:016x}",
            subject=table.actors[subject],
            relation=names[relation],
            object=table.actors[object_],
            status=STATUSES[status],
            article=table.article_ids[article],
        )
        for number, subject, relation, object_, status, article in zip(*columns, strict=True)
    ]
