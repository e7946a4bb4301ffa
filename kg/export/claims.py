"""The claims that count, article by article, with what tools of networks and events want to know of them.

Ends, status, confidence and day come from the claim table, words from the database by property, so that an article's claims take
a few look-ups and a million of them little memory. Where the view has only a part of the claims in sight, only these are told,
without the copy that questions in SPARQL need.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from pyoxigraph import NamedNode

from kg.export.telling import Tell
from kg.model import Entity
from kg.query.edges import Edges
from kg.query.facts import Fact, Source, all_names, entities, relations, source
from kg.query.window import ALWAYS, Window
from kg.rdf.namespace import KG
from kg.rdf.read import column
from kg.store.table import CERTAIN, NOBODY, STATUSES, Numbers

if TYPE_CHECKING:
    from kg.store import View

_WORDS = (KG.date, KG.channel, KG.post, KG.rule, KG.verdict, KG.quote, KG.start, KG.end)
_TEXTS = ("date", "channel", "post", "rule", "verdict", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim, its row in the claim table, and its day as an ordinal (0 if neither claim nor article tells one)."""

    fact: Fact
    row: int
    day: int


def rows(view: View) -> Numbers:
    """The claims in sight, as rows of the claim table: by article and rank."""
    days = view.days if isinstance(view.days, Window) else ALWAYS
    return np.flatnonzero(Edges(statuses=STATUSES).within(view.least, days).accepts(view.table))


def actors(view: View) -> list[Entity]:
    """The actors in sight, by id: all of the graph, or those that are a side or speaker of a claim in sight."""
    found = entities(view.whole)
    if not view.chosen:
        return found
    claims, ids = view.table.claims[rows(view)], view.table.actors
    numbers = np.unique(np.concatenate([claims[side].astype(np.int64) for side in ("subject", "object", "speaker")]))
    wanted = {ids[number] for number in numbers[numbers != NOBODY].tolist()}
    return [one for one in found if one.id in wanted]


def articles(view: View) -> Iterator[tuple[int, Source]]:
    """The articles in sight, by id: each with its number in the claim table."""
    ids = view.table.article_ids
    told = np.unique(view.table.claims["article"][rows(view)]).tolist() if view.chosen else range(len(ids))
    for number in told:
        if found := source(view.whole, ids[number]):
            yield number, found


def names(view: View) -> dict[str, str]:
    """What each actor is called, by id."""
    return all_names(view.whole)


def by_article(view: View, tell: Tell) -> Iterator[tuple[Source, list[Told]]]:
    """The claims in sight, article by article (by id), by place; articles without any are left out."""
    table, wanted = view.table, rows(view)
    number = table.claims["article"][wanted]
    ends = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(wanted)]
    for start, end in pairwise(ends) if len(wanted) else ():
        path = table.article_ids[int(number[start])]
        found = source(view.whole, path)
        assert found is not None
        yield found, _told(view, path, wanted[start:end])
        tell(end, len(wanted))


def by_claim(view: View, tell: Tell) -> Iterator[tuple[Source, Told]]:
    """The same claims, one by one."""
    for one, told in by_article(view, tell):
        for each in told:
            yield one, each


def _told(view: View, article: str, wanted: Numbers) -> list[Told]:
    """The records of these rows, all of one article."""
    table, graph = view.table, NamedNode(view.base + article)
    columns = [column(view.whole.store, term, graph) for term in _WORDS]
    relation_names, made = tuple(relations()), []
    for row, one in zip(wanted.tolist(), table.claims[wanted].tolist(), strict=True):
        claim = dict(zip(table.claims.dtype.names or (), one, strict=True))
        path = table.claim(row)
        texts = [values.get(view.base + path, "") for values in columns]
        fact = Fact(
            id=path,
            subject=table.actors[claim["subject"]],
            relation=relation_names[claim["relation"]],
            object=table.actors[claim["object"]],
            status=STATUSES[claim["status"]],
            article=article,
            speaker="" if claim["speaker"] == NOBODY else table.actors[claim["speaker"]],
            confidence=claim["confidence"] / CERTAIN,
            start=int(texts[-2]),
            end=int(texts[-1]),
            **dict(zip(_TEXTS, texts, strict=False)),
        )
        made.append(Told(fact=fact, row=row, day=claim["day"]))
    return sorted(made, key=lambda each: (each.fact.start, each.fact.id))
