"""Which article prints another's story? Sketches of the texts, and what follows from them (see `kg.resolve.stories`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from pyoxigraph import NamedNode, Quad, Store

from kg.rdf import read
from kg.rdf.namespace import KG
from kg.resolve.stories import SIZE, Sketches, sketch
from kg.store.holding import apply
from kg.store.table import Table


def sketches(
    store: Store, base: str, ids: Sequence[str], known: Mapping[str, Sketches], old: Table | None, changed: Collection[str]
) -> Sketches:
    """A row for each of these articles: the `known` ones, else the `old` table's unless it changed, else from its text."""
    rows = np.zeros((len(ids), SIZE), dtype="<u4")
    before = {path: number for number, path in enumerate(old.article_ids)} if old else {}
    for number, path in enumerate(ids):
        if path in known:
            rows[number] = known[path]
        elif old is not None and path in before and path not in changed:
            rows[number] = old.sketches[before[path]]
        else:
            graph = NamedNode(base + path)
            body = int(read.value(store, graph, KG.body, graph))
            rows[number] = sketch(read.value(store, graph, KG.text, graph)[body:])
    return rows


def tell(store: Store, base: str, ids: Sequence[str], originals: Iterable[int]) -> None:
    """Make the graph say which article reprints which; `originals` are places in `ids`, an article's own if it reprints none."""
    have = set(store.quads_for_pattern(None, KG.reprintOf, None, None))
    want = set()
    for number, original in enumerate(originals):
        if number != original:
            article = NamedNode(base + ids[number])
            want.add(Quad(article, KG.reprintOf, NamedNode(base + ids[original]), article))
    apply(store, have - want, want - have)
