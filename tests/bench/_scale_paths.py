"""Paths, for `scale.py`: `kg path` as a process, and the search in one process against a networkx graph loaded whole.

Pairs of actors are drawn as the claims mention them: both from the ends of random claims.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from _scale_figures import Figure, measure
from _scale_write import peak

if TYPE_CHECKING:
    import networkx as nx

    from kg.query.edges import Edges
    from kg.store import View

COLD, WARM = 20, 200  # pairs
HOPS = 8
WINDOW = "2019-04-01", "2020-03-31"  # a year in the middle
LEAST = 0.8
BARE = "import networkx, pyoxigraph"
MODES = {"plain": (False, 0.0), "window": (True, 0.0), "confidence": (False, LEAST), "both": (True, LEAST)}
CLAIMS = """
SELECT ?subject ?object ?status ?confidence ?date ?published WHERE {
  GRAPH ?article {
    ?claim rdf:subject ?subject ; rdf:object ?object ; kg:status ?status ; kg:confidence ?confidence .
    OPTIONAL { ?claim kg:date ?date }
    OPTIONAL { ?article kg:published ?published }
  }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim that holds, as the database has it: its ends, its day (a month or year as its first), its confidence."""

    subject: str
    object: str
    day: str
    confidence: float


def pairs(view: View, number: int, seed: int) -> list[tuple[str, str]]:
    """Pairs of different actors, drawn as the claims mention them."""
    table, random = view.table, Random(seed)
    found = []
    while len(found) < number:
        ends = [int(table.claims[random.choice(("subject", "object"))][random.randrange(len(table.claims))]) for _ in range(2)]
        if ends[0] != ends[1]:
            found.append((table.actors[ends[0]], table.actors[ends[1]]))
    return found


def cold(store: Path) -> list[Figure]:
    """`kg path A B` as a process, by turns with a process that imports the two libraries."""
    from kg.store import View

    with View(store) as view:
        asked = pairs(view, COLD, seed=1)
    measure(["-c", BARE])  # once each, so that both find their files in memory
    measure(["-m", "kg", "path", *asked[0], "--store", str(store)])
    bare, path = [], []
    for one, other in asked:
        bare.append(measure(["-c", BARE]))
        path.append(measure(["-m", "kg", "path", one, other, "--store", str(store)]))
    middle = median(run.seconds for run in bare), median(run.seconds for run in path)
    note = f"medians of {COLD}: {middle[1]:.3f} s, {middle[0]:.3f} s; slowest {max(run.seconds for run in path):.3f} s"
    return [
        Figure(part="cold", what="kg path / imports", value=middle[1] / middle[0], unit="times", asked=2.0, note=note),
        Figure(
            part="cold", what="peak memory", value=max(run.megabytes for run in path), unit="MB", asked=250, note="the largest"
        ),
    ]


def warm(store: Path) -> list[Figure]:
    """Paths in one process, a process of its own so that its memory is its own, then the same with networkx."""
    told = json.loads(measure([__file__, str(store)]).out.splitlines()[-1])
    return [Figure(**one) for one in told]


def _warm(store: Path) -> Iterator[Figure]:
    from kg.store import View

    with View(store) as view:
        asked = pairs(view, WARM, seed=2)
        found: dict[str, list[int]] = {}
        for name, (window, least) in MODES.items():
            found[name], took = _searched(view, asked, _edges(window=window, least=least))
            took.sort()
            far = f"slowest {took[-1]:.0f} ms; {sum(hops < 0 for hops in found[name])} without a path"
            yield Figure(part="warm", what=f"path, {name}: median", value=median(took), unit="ms", asked=30)
            yield Figure(part="warm", what=f"path, {name}: p95", value=took[int(WARM * 0.95)], unit="ms", asked=300, note=far)
        yield Figure(part="warm", what="peak memory", value=peak(), unit="MB", note="of the process that found all these paths")
        began = time.perf_counter()
        claims = list(_claims(view))
        graph = _loaded(claims)
        took_load = time.perf_counter() - began
    note = f"{graph.number_of_nodes():,} actors, {graph.number_of_edges():,} pairs"
    yield Figure(part="warm", what="networkx: load", value=took_load, unit="s", note=note)
    began = time.perf_counter()
    lengths = [_length(graph, *pair) for pair in asked]
    spent = (time.perf_counter() - began) / WARM * 1000
    yield Figure(part="warm", what="networkx: a path", value=spent, unit="ms", note="mean, plain, after loading")
    for name, hops in found.items():
        window, least = MODES[name]
        if name != "plain":
            kept = (one for one in claims if one.confidence >= least and (not window or WINDOW[0] <= one.day <= WINDOW[1]))
            graph = _loaded(kept)
            lengths = [_length(graph, *pair) for pair in asked]
        same = sum(one == other for one, other in zip(hops, lengths, strict=True))
        note = f"of {WARM} pairs, against networkx"
        yield Figure(part="warm", what=f"same length, {name}", value=same, asked=WARM, least=True, note=note)


def _edges(*, window: bool, least: float) -> Edges:
    """The edges of a mode."""
    from kg.query.edges import edges
    from kg.query.window import ALWAYS
    from kg.query.window import window as between

    return edges(least=least, window=between(*WINDOW) if window else ALWAYS)


def _searched(view: View, asked: Iterable[tuple[str, str]], edges: Edges) -> tuple[list[int], list[float]]:
    """The hops of the shortest path of each pair, -1 for none, and the milliseconds that each took."""
    from kg.query.paths.connect import shortest

    hops, took = [], []
    for one, other in asked:
        began = time.perf_counter()
        found = shortest(view, one, other, edges=edges, max_hops=HOPS)
        took.append((time.perf_counter() - began) * 1000)
        hops.append(len(found.paths[0]) if found.paths else -1)
    return hops, took


def _claims(view: View) -> Iterator[Told]:
    """The claims that hold, read from the database, not from the table that the search walks."""
    for row in view.query(CLAIMS):
        if row["status"].value in ("actual", "former"):
            day = (row["date"] or row["published"]).value if row["date"] or row["published"] else ""
            yield Told(
                subject=view.id(row["subject"]),
                object=view.id(row["object"]),
                day=f"{day}-01-01"[:10] if day else "",
                confidence=float(row["confidence"].value),
            )


def _loaded(claims: Iterable[Told]) -> nx.Graph:
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from((one.subject, one.object) for one in claims)
    return graph


def _length(graph: nx.Graph, one: str, other: str) -> int:
    """Hops of the shortest path, -1 if there is none of at most HOPS."""
    import networkx as nx

    if one not in graph or other not in graph:
        return -1
    try:
        hops = len(nx.bidirectional_shortest_path(graph, one, other)) - 1
    except nx.NetworkXNoPath:
        return -1
    return hops if hops <= HOPS else -1


if __name__ == "__main__":
    print(json.dumps([{name: getattr(one, name) for name in Figure.__slots__} for one in _warm(Path(sys.argv[1]))]))
