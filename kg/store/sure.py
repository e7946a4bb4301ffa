"""What is left of a graph where only some claims count: those of enough confidence, those of a stretch of time?

What is left is copied into memory, since a snapshot cannot be changed; no query then needs any care. The claim table says which
claims are left, so that the copy costs what it holds and not what the graph holds: the claims, their articles, and the actors
that they name. What holds is derived anew from the claims that are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.model import Status
from kg.rdf.namespace import KG, relations
from kg.rdf.read import TOLD
from kg.rdf.write import holding_quads
from kg.store.table import CERTAIN, STATUSES, Table, open_table

MOST = 200_000  # claims that are copied; they take about 3 GB
_NAMED = KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant
_DEFAULT = DefaultGraph()
Mask = npt.NDArray[np.bool_]


class Days(Protocol):
    """A stretch of time (see `kg.query.window`); `as_of` is the day whose knowledge is asked for, as an ordinal, or 0."""

    @property
    def as_of(self) -> int: ...

    def accepts(self, table: Table) -> Mask:
        """Which claims of the table lie in it?"""


def only_chosen(store: Store, base: str, tables: Path, least: float, days: Days | None = None) -> Store:
    """A graph in memory with the claims of at least this confidence and of these days, and what goes with them.

    `tables` is the directory of the claim table. Claims that a person has confirmed are certain; rejected ones are left out.
    Raises StoreError where so many claims are left that a copy would not fit into memory.
    """
    table = open_table(tables)
    chosen = table.claims["confidence"] >= np.ceil(least * CERTAIN - 1e-6)
    if days:
        chosen &= days.accepts(table)
    told = table.claims[chosen]
    if len(told) > MOST:
        raise StoreError(
            f"{len(told):,} claims are left, and at most {MOST:,} fit into memory; ask for fewer days or for surer claims, "
            "or take kg show, kg path, kg draw or kg stats, which copy nothing"
        )
    kept = Store()
    for number in np.unique(told["article"]).tolist():
        kept.extend(_article(store, NamedNode(base + table.article_ids[number])))
    claims = zip(told["article"].tolist(), told["id"].tolist(), strict=True)
    places = ((NamedNode(base + table.article_ids[number]), NamedNode(f"{base}claim/{claim:016x}")) for number, claim in claims)
    kept.bulk_extend(quad for article, claim in places for quad in store.quads_for_pattern(claim, None, None, article))
    named = {(graph, name) for term in _NAMED for graph, name in _values(kept, term)}
    kept.bulk_extend(quad for graph, name in named for quad in store.quads_for_pattern(name, None, None, graph))
    _mend(kept)
    actors = {actor for _, actor in _values(kept, KG.resolvesTo)}
    kept.bulk_extend(quad for actor in actors for term in TOLD for quad in store.quads_for_pattern(actor, term, None, _DEFAULT))
    kept.bulk_extend(_holding(table, told, base, as_of=bool(days and days.as_of)))
    return kept


def _article(store: Store, article: NamedNode) -> Iterator[Quad]:
    """What the article's graph says of the article itself and how it was read."""
    for node in (article, NamedNode(f"{article.value}/reading")):
        yield from store.quads_for_pattern(node, None, None, article)


def _values(kept: Store, term: NamedNode) -> Iterator[tuple[NamedNode | BlankNode | DefaultGraph, NamedNode]]:
    """The resources that are values of this property, with the graphs that say so."""
    for quad in kept.quads_for_pattern(None, term, None, None):
        if isinstance(quad.object, NamedNode):
            yield quad.graph_name, quad.object


def _mend(kept: Store) -> None:
    """Nothing is a reprint of an article that is not there."""
    for graph, original in list(_values(kept, KG.reprintOf)):
        if not kept.contains_named_graph(original):
            kept.update(f"DELETE WHERE {{ GRAPH {graph} {{ ?article {KG.reprintOf} {original} }} }}")


def _holding(table: Table, told: npt.NDArray[np.void], base: str, *, as_of: bool) -> Iterator[Quad]:
    """The plain triples of these claims; as of a day without the offices that were left by then."""
    names = tuple(relations())
    triples: dict[tuple[int, int, int], list[int]] = {}
    statuses = [STATUSES.index(status) for status in (Status.ACTUAL, Status.FORMER)]
    for place, status in enumerate(statuses):
        of = told[told["status"] == status]
        for subject, relation, object_, day in zip(
            *(of[name].tolist() for name in ("subject", "relation", "object", "day")), strict=True
        ):
            last = triples.setdefault((subject, relation, object_), [-1, -1])
            last[place] = max(last[place], day)
    held = sorted(key for key, (last, left) in triples.items() if last >= 0 and not (as_of and left >= last))
    ends = {number: NamedNode(base + table.actors[number]) for subject, _, object_ in held for number in (subject, object_)}
    countries = {node for node in ends.values() if node.value.startswith(f"{base}country/")}
    return holding_quads(((ends[subject], names[relation], ends[object_]) for subject, relation, object_ in held), countries)
