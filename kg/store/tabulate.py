"""The claim table from the store: read whole, or carried over from the last one but for the articles that changed.

Either way it is a function of what the store holds, down to the bytes, since rows and numbers follow ids alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.model import EntityType
from kg.rdf.namespace import KG, RDF, predicate
from kg.rdf.read import column
from kg.rdf.write import class_node
from kg.resolve.stories import originals
from kg.store.reprints import sketches, tell
from kg.store.table import (
    ARTICLE,
    CERTAIN,
    CLAIM,
    KINDS,
    NOBODY,
    PAIR,
    STATUSES,
    TIE,
    Table,
    Texts,
    day_number,
    relation_numbers,
    texts,
)
from kg.store.told import Sides, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The numbers of articles and of actors by their IRIs."""

    articles: Mapping[str, int]
    actors: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is new since the `old` table: the claims of the articles that changed (IRIs) with who stands there, and sketches
    of texts by article id where they are known. Without an old table everything is new. `confirmed` are IRIs of claims.
    """

    claims: Sequence[tuple[Told, Sides]]
    articles: Collection[str]
    confirmed: Collection[str] = ()
    sketches: Mapping[str, npt.NDArray[np.uint32]] = field(default_factory=dict)
    old: Table | None = None


def tabulate(store: Store, base: str, graphs: Iterable[NamedNode], change: Change) -> Table:
    """The table of these articles' claims; the graph is made to say which articles are reprints."""
    ids = sorted((graph.value.removeprefix(base) for graph in graphs), key=str.encode)
    kinds = _kinds(store, base)
    names = Names(
        articles={base + path: number for number, path in enumerate(ids)},
        actors={base + path: number for number, path in enumerate(kinds)},
    )
    rows, old = _rows(change.claims, names, change.confirmed), change.old
    changed = {article.removeprefix(base) for article in change.articles}
    if old is not None:
        rows = np.concatenate([_kept(old, changed, names, base), rows])
    claims = np.sort(rows, order=["article", "id"])
    articles, outlets = _articles(store, ids, base)
    summaries = sketches(store, base, ids, change.sketches, old, changed)
    articles["original"] = originals(summaries, articles["published"])
    tell(store, base, ids, articles["original"].tolist())
    claims["day"] = np.where(claims["day"] == 0, articles["published"][claims["article"]], claims["day"])
    pairs, order = pairs_of(claims)
    ties, tie_at = ties_of(pairs, len(kinds))
    return Table(
        claims=claims,
        actors=texts(list(kinds)),
        kinds=np.array(list(kinds.values()), dtype=np.uint8),
        articles=articles,
        article_ids=texts(ids),
        outlets=outlets,
        sketches=summaries,
        pairs=pairs,
        order=order,
        ties=ties,
        tie_at=tie_at,
    )


def _kinds(store: Store, base: str) -> dict[str, int]:
    """The actors' ids with their kinds' numbers, by id."""
    found = {
        quad.subject.value.removeprefix(base): KINDS.index(kind)
        for kind in EntityType
        for quad in store.quads_for_pattern(None, RDF.type, class_node(kind), DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    return dict(sorted(found.items(), key=lambda one: one[0].encode("utf8")))


def _rows(claims: Iterable[tuple[Told, Sides]], names: Names, confirmed: Collection[str]) -> npt.NDArray[np.void]:
    """The claims as rows, in their order. Rejected ones have no sides, and so no row."""
    relations = {predicate(name).value: number for name, number in relation_numbers().items()}
    statuses = {status.value: number for number, status in enumerate(STATUSES)}
    rows = (
        (
            names.actors[subject],
            names.actors[object_],
            names.actors[speaker] if speaker else NOBODY,
            day_number(each.day),
            names.articles[each.article],
            CERTAIN if each.claim in confirmed else round(CERTAIN * float(each.confidence)),
            relations[each.relation],
            statuses[each.status],
            int(each.claim[-16:], 16),
        )
        for each, (subject, object_, speaker) in claims
        if subject
    )
    return np.fromiter(rows, dtype=CLAIM)


def _kept(old: Table, new: set[str], names: Names, base: str) -> npt.NDArray[np.void]:
    """The rows of the old table that are as they were, by the numbers of today."""
    articles = np.array([-1 if path in new else names.articles.get(base + path, -1) for path in old.article_ids], dtype=np.int64)
    actors = np.array([names.actors.get(base + path, -1) for path in old.actors], dtype=np.int64)
    rows = np.array(old.claims[articles[old.claims["article"]] >= 0])
    for name in ("subject", "object"):
        rows[name] = actors[rows[name]]
    rows["speaker"] = np.where(rows["speaker"] == NOBODY, NOBODY, actors[rows["speaker"]])
    rows["article"] = articles[rows["article"]]
    return rows


def _articles(store: Store, ids: Sequence[str], base: str) -> tuple[npt.NDArray[np.void], Texts]:
    """When and where the articles appeared; the outlet is its name, else the URL's host, else the article itself."""
    days = column(store, KG.published)
    named, urls = column(store, KG.outlet), column(store, KG.url)
    outlets = [named.get(base + path) or host(urls.get(base + path, "")) or path for path in ids]
    known = sorted(set(outlets))
    place = {outlet: number for number, outlet in enumerate(known)}
    rows = np.zeros(len(ids), dtype=ARTICLE)
    rows["published"] = [day_number(days.get(base + path, "")) for path in ids]
    rows["outlet"] = [place[outlet] for outlet in outlets]
    return rows, texts(known)


def host(url: str) -> str:
    """Whose page is this? The host without "www.", "" if the URL has none.

    >>> host("https://www.mfa.gov.sg/newsroom?id=1"), host("a.txt")
    ('mfa.gov.sg', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # such as a bracket that opens no IPv6 address
        return ""


def pairs_of(claims: npt.NDArray[np.void]) -> tuple[npt.NDArray[np.void], npt.NDArray[np.uint32]]:
    """The pairs of actors with claims between them, and the claims by pair; what is said of one actor alone is in none."""
    low, high = np.minimum(claims["subject"], claims["object"]), np.maximum(claims["subject"], claims["object"])
    between = np.flatnonzero(low != high)
    order = between[np.lexsort((between, high[between], low[between]))]
    keys = low[order].astype(np.uint64) << np.uint64(32) | high[order]
    first = np.flatnonzero(np.diff(keys, prepend=np.uint64(0)) != 0) if len(keys) else np.zeros(0, dtype=np.int64)
    pairs = np.zeros(len(first), dtype=PAIR)
    pairs["low"], pairs["high"], pairs["first"] = low[order[first]], high[order[first]], first
    return pairs, order.astype("<u4")


def ties_of(pairs: npt.NDArray[np.void], actors: int) -> tuple[npt.NDArray[np.void], npt.NDArray[np.uint64]]:
    """Each pair from both ends, by actor and by the other's number; and where each actor's begin."""
    ends = np.concatenate([pairs["low"], pairs["high"]])
    others = np.concatenate([pairs["high"], pairs["low"]])
    order = np.lexsort((others, ends))
    ties = np.zeros(len(order), dtype=TIE)
    ties["other"], ties["pair"] = others[order], order % max(len(pairs), 1)
    at = np.zeros(actors + 1, dtype="<u8")
    np.cumsum(np.bincount(ends, minlength=actors), out=at[1:])
    return ties, at
