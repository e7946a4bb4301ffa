"""The claim table from the store: read whole, or carried over from the last one but for the articles that changed.

Either way it is a function of what the store holds, down to the bytes, since rows and numbers follow ids alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store, Variable

from kg.model import EntityType
from kg.rdf.namespace import KG, PREFIXES, RDF, predicate
from kg.rdf.write import class_node
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

_CLAIMS = """
SELECT ?graph ?claim ?subject ?object ?relation ?status ?confidence ?speaker ?day ?sure WHERE {
  GRAPH ?graph {
    ?claim rdf:subject ?subject ; rdf:object ?object ; rdf:predicate ?relation ; kg:status ?status ; kg:confidence ?confidence .
    OPTIONAL { ?claim kg:speaker ?speaker }
    OPTIONAL { ?claim kg:date ?day }
    OPTIONAL { ?claim kg:verdict ?sure FILTER(?sure = "confirmed") }
  }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The numbers of articles and of actors by their IRIs."""

    articles: Mapping[str, int]
    actors: Mapping[str, int]


def tabulate(
    store: Store, base: str, graphs: Iterable[NamedNode], old: Table | None = None, changed: Iterable[NamedNode] = ()
) -> Table:
    """The table of these articles' claims. With the `old` one, only the articles that it lacks, or that `changed`, are read."""
    ids = sorted((graph.value.removeprefix(base) for graph in graphs), key=str.encode)
    known = set(old.article_ids) if old else set()
    new = (set(ids) - known) | {graph.value.removeprefix(base) for graph in changed}.intersection(ids)
    kinds = _kinds(store, base)
    names = Names(
        articles={base + path: number for number, path in enumerate(ids)},
        actors={base + path: number for number, path in enumerate(kinds)},
    )
    if old is None or len(new) == len(ids):
        rows = _rows(store, None, names)
    else:
        parts = [_rows(store, NamedNode(base + path), names) for path in sorted(new)]
        rows = np.concatenate([_kept(old, new, names, base), *parts])
    claims = np.sort(rows, order=["article", "id"])
    articles, outlets = _articles(store, ids, base)
    claims["day"] = np.where(claims["day"] == 0, articles["published"][claims["article"]], claims["day"])
    pairs, order = _pairs(claims)
    ties, tie_at = _ties(pairs, len(kinds))
    return Table(
        claims=claims,
        actors=texts(list(kinds)),
        kinds=np.array(list(kinds.values()), dtype=np.uint8),
        articles=articles,
        article_ids=texts(ids),
        outlets=outlets,
        sketches=np.zeros((len(ids), 0), dtype="<u4"),
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


def _rows(store: Store, graph: NamedNode | None, names: Names) -> npt.NDArray[np.void]:
    """The claims of one article, or (None) of all, without order. Rejected ones have no sides, and so no row."""
    bound = {} if graph is None else {Variable("graph"): graph}
    found = store.query(_CLAIMS, prefixes=dict(PREFIXES), substitutions=bound)
    assert isinstance(found, QuerySolutions)
    relations = {predicate(name).value: number for name, number in relation_numbers().items()}
    statuses = {status.value: number for number, status in enumerate(STATUSES)}
    rows = [
        (
            names.actors[subject.value],
            names.actors[object_.value],
            names.actors[speaker.value] if speaker else NOBODY,
            day_number(day.value) if day else 0,
            names.articles[article.value],
            CERTAIN if sure else round(CERTAIN * float(confidence.value)),
            relations[relation.value],
            statuses[status.value],
            int(claim.value[-16:], 16),
        )
        for article, claim, subject, object_, relation, status, confidence, speaker, day, sure in found
    ]
    return np.array(rows, dtype=CLAIM)


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
    days = _told(store, KG.published)
    named, urls = _told(store, KG.outlet), _told(store, KG.url)
    outlets = [named.get(base + path) or host(urls.get(base + path, "")) or path for path in ids]
    known = sorted(set(outlets))
    place = {outlet: number for number, outlet in enumerate(known)}
    rows = np.zeros(len(ids), dtype=ARTICLE)
    rows["published"] = [day_number(days.get(base + path, "")) for path in ids]
    rows["outlet"] = [place[outlet] for outlet in outlets]
    rows["original"] = np.arange(len(ids))
    return rows, texts(known)


def _told(store: Store, term: NamedNode) -> dict[str, str]:
    """The values of one property of articles, by IRI."""
    quads = store.quads_for_pattern(None, term, None, None)
    return {quad.subject.value: quad.object.value for quad in quads}  # type: ignore[union-attr]


def host(url: str) -> str:
    """Whose page is this? The host without "www.", "" if the URL has none.

    >>> host("https://www.mfa.gov.sg/newsroom?id=1"), host("a.txt")
    ('mfa.gov.sg', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # such as a bracket that opens no IPv6 address
        return ""


def _pairs(claims: npt.NDArray[np.void]) -> tuple[npt.NDArray[np.void], npt.NDArray[np.uint32]]:
    """The pairs of actors with claims between them, and the claims by pair; what is said of one actor alone is in none."""
    low, high = np.minimum(claims["subject"], claims["object"]), np.maximum(claims["subject"], claims["object"])
    between = np.flatnonzero(low != high)
    order = between[np.lexsort((between, high[between], low[between]))]
    keys = low[order].astype(np.uint64) << np.uint64(32) | high[order]
    first = np.flatnonzero(np.diff(keys, prepend=np.uint64(0)) != 0) if len(keys) else np.zeros(0, dtype=np.int64)
    pairs = np.zeros(len(first), dtype=PAIR)
    pairs["low"], pairs["high"], pairs["first"] = low[order[first]], high[order[first]], first
    return pairs, order.astype("<u4")


def _ties(pairs: npt.NDArray[np.void], actors: int) -> tuple[npt.NDArray[np.void], npt.NDArray[np.uint64]]:
    """Each pair from both ends, by actor and by the other's number; and where each actor's begin."""
    ends = np.concatenate([pairs["low"], pairs["high"]])
    others = np.concatenate([pairs["high"], pairs["low"]])
    order = np.lexsort((others, ends))
    ties = np.zeros(len(order), dtype=TIE)
    ties["other"], ties["pair"] = others[order], order % max(len(pairs), 1)
    at = np.zeros(actors + 1, dtype="<u8")
    np.cumsum(np.bincount(ends, minlength=actors), out=at[1:])
    return ties, at
