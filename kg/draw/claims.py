"""From which claims is a picture chosen? Counted in the claim table, so that a large graph costs no more than what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.model import EntityType, Status
from kg.query.facts import entity
from kg.query.window import day
from kg.rdf.namespace import relations
from kg.store.table import CERTAIN, KINDS, NOBODY, STATUSES

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.edges import Edges
    from kg.query.facts import Fact
    from kg.store import View
    from kg.store.table import Numbers, Table


class Told(NamedTuple):
    """A claim without its words, between whom it is drawn; `date` is its day. A tuple, since large graphs have many."""

    id: str
    subject: str
    relation: str
    object: str
    status: Status
    article: str
    date: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims among the most important actors, without their words; these actors, the most important first; the days on which
    the articles appeared ("" if unknown), by id; and how many actors have such claims in all."""

    facts: tuple[Told, ...]
    entities: Mapping[str, Entity]
    published: Mapping[str, str]
    tied: int


def without_words(fact: Fact) -> Told:
    """The claim as it is drawn."""
    return Told(
        fact.id, fact.subject, fact.relation, fact.object, fact.status, fact.article, fact.date, fact.confidence
    )  # fmt: skip


def claims(
    view: View, asked: Edges, most: int, centres: Sequence[str] = (), hops: int = 1, level: str = "actor", scored: bool = False
) -> Claims:
    """The claims among the `most` actors that are most important by the claims that are asked for.

    Where all fit, those with most claims come first, else those of the highest PageRank; the `centres` come before all others.
    With centres only actors at most `hops` steps from one of them count. At level "state" people count as the states that they
    stand for, and all who are no state are left out. `scored` leaves out claims of relations without a PLOVER score.
    """
    table = view.table
    if level == "state":
        from kg.query.states import state_table

        table = state_table(view)
    told = table.claims
    rows = np.flatnonzero((told["subject"] != told["object"]) & asked.accepts(table))
    if level == "state":
        state = table.kinds == KINDS.index(EntityType.COUNTRY)
        rows = rows[state[told["subject"][rows]] & state[told["object"][rows]]]
    if scored:
        rows = rows[np.array([one.score is not None for one in relations().values()])[told["relation"][rows]]]
    middles = [number for path in centres if (number := table.actor(path)) != NOBODY]
    if centres:
        rows = _near(table, rows, middles, hops)
    order = _order(table, rows, most, middles)
    top = _tied(table, rows, order, most)
    among = np.isin(told["subject"][rows], top) & np.isin(told["object"][rows], top)
    numbers = np.unique(told["article"][rows[among]]).tolist()
    articles = {number: table.article_ids[number] for number in numbers}
    days = table.articles["published"][numbers].tolist()
    named = [table.actors[one] for one in top.tolist()] or list(centres)
    return Claims(
        facts=tuple(_facts(table, rows[among], articles)),
        entities={path: one for path in named if (one := entity(view, path))},
        published={path: day(when) for path, when in zip(articles.values(), days, strict=True)},
        tied=len(order),
    )


def _order(table: Table, rows: Numbers, most: int, first: Sequence[int]) -> Numbers:
    """The actors of these claims, the most important first."""
    ends = np.concatenate([table.claims["subject"][rows], table.claims["object"][rows]]).astype(np.int64)
    weights = np.bincount(ends, minlength=len(table.actors)).astype(np.float64)
    if np.count_nonzero(weights) > most:
        from kg.query.measures.centrality import central
        from kg.query.measures.network import network

        net = network(table, rows)
        weights = np.zeros(len(table.actors))
        weights[net.actors] = central(net, "pagerank").values
    weights[[one for one in first if weights[one]]] = np.inf
    order: Numbers = np.lexsort((np.arange(len(weights)), -weights))
    return order[: np.count_nonzero(weights)]


def _tied(table: Table, rows: Numbers, order: Numbers, most: int) -> Numbers:
    """Of the most important of these actors, as many as have a tie to another of them and are no more than `most`."""
    rank = np.full(len(table.actors), len(order))
    rank[order] = np.arange(len(order))
    # An actor is tied as soon as the first of its neighbours is there, and it is there itself.
    subject, object_ = rank[table.claims["subject"][rows]], rank[table.claims["object"][rows]]
    both = np.maximum(subject, object_)
    since = np.full(len(order) + 1, len(order))
    np.minimum.at(since, subject, both)
    np.minimum.at(since, object_, both)
    reach = np.sort(since[: len(order)])
    last = int(reach[most - 1]) if len(reach) >= most else len(order)
    last -= int(np.count_nonzero(reach <= last) > most)  # two that come together may be one too many
    tied: Numbers = order[np.flatnonzero(since[: len(order)] <= last)]
    return tied


def _near(table: Table, rows: Numbers, middles: Sequence[int], hops: int) -> Numbers:
    """The claims among the actors at most so many steps from one of the middles."""
    near = np.zeros(len(table.actors), dtype=np.bool_)
    near[list(middles)] = True
    subjects, objects = table.claims["subject"][rows], table.claims["object"][rows]
    for _ in range(hops):
        reached = near[subjects] | near[objects]
        near[subjects[reached]] = True
        near[objects[reached]] = True
    chosen: Numbers = rows[near[subjects] & near[objects]]
    return chosen


def _facts(table: Table, rows: Numbers, articles: Mapping[int, str]) -> list[Told]:
    names, told = tuple(relations()), table.claims[rows]
    ends = np.unique(np.concatenate([told["subject"], told["object"]])).tolist()
    actors = {number: table.actors[number] for number in ends}
    days = {number: day(number) for number in np.unique(told["day"]).tolist()}
    columns = (told[name].tolist() for name in ("id", "subject", "relation", "object", "status", "article", "day", "confidence"))
    return [
        Told(
            f"claim/{number:016x}",
            actors[subject],
            names[relation],
            actors[object_],
            STATUSES[status],
            articles[article],
            days[when],
            sure / CERTAIN,
        )
        for number, subject, relation, object_, status, article, when, sure in zip(*columns, strict=True)
    ]
