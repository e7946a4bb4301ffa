"""Kills, for `scale.py`: builds that are killed at random moments and finished by the next one.

The line of `kg build` (`kg.build.build`) runs over the gold articles and a hundred made ones, which are read from their readings,
each in a moment. Every other build begins with a store in which half of the articles stand, every
third of these in an older version. Times are drawn evenly from those of a build that is let run, from the moment on at which
the store is opened. After each kill:

* *half-written*: articles in the writer's database, or in the snapshot that readers see, that are not whole;
* *lost*: articles that stood in the store before the build and do not stand there now (those that the writer had taken but
  not yet written are read again by the next build; how many at most, the note says);
* *different*: stores that the next build does not bring to the canonical N-Quads of a build that was let run (and to its whole
  dump, with the ids that are no more, which only a store with a past has).

Run by itself, `build STORE` is the process that is killed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from _scale_figures import HERE, Figure

if TYPE_CHECKING:
    from kg.model import Article, Reading

GOLD = HERE.parent / "gold"
CLAIMS = 2_000  # in the made articles
PAUSE = 0.03  # seconds that an article takes to be read; at once, all would be written in one step
_SENTENCE = re.compile(r"\S[^.!?\n]*[.!?”’\")]*")


@cache
def corpus() -> dict[str, Reading]:
    """What the articles say, by key."""
    from made import readings

    from kg.text.language import is_english

    found = [_gold(path) for path in sorted(GOLD.glob("*.json"))]
    found += [one for one in readings(CLAIMS, CLAIMS // 10, CLAIMS // 20) if is_english(one.article.text)]
    return {one.article.key: one for one in found}


def _gold(path: Path) -> Reading:
    """The gold file as a reading; a claim's evidence is its sentence, counted roughly."""
    from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status

    text, gold = path.with_suffix(".txt").read_text(encoding="utf8"), json.loads(path.read_text(encoding="utf8"))
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    entities = tuple(
        Entity(id=key, type=EntityType(one["type"]), name=one["name"], code=one.get("code", ""))
        for key, one in gold["entities"].items()
    )
    claims = []
    for rank, row in enumerate(gold["claims"]):
        start, end = sentences[min(row["sentence"], len(sentences)) - 1]
        claims.append(
            Claim(
                **{
                    field: row[field]
                    for field in ("speaker", "date", "channel", "post", "subject", "relation", "object")
                    if field in row
                },
                status=Status(row.get("status", "actual")),
                rule="gold",
                evidence=Evidence(span=Span(start=start, end=end), quote=text[start:end], sentence=row["sentence"]),
                spans=(Span(start=start, end=start + 1 + rank),) * 3,
            )
        )
    return Reading(article=Article(key=path.stem, name=path.name, text=text), entities=entities, claims=tuple(claims))


@dataclass(frozen=True, slots=True)
class Known:
    """What reads the articles for the line: looks up what they say; of an older version, all claims but the first."""

    version: str = "new"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """What each of them says."""
        known = corpus()
        for article in articles:
            time.sleep(PAUSE)
            reading = known[article.key]
            yield reading if self.version == "new" else replace(reading, article=article, claims=reading.claims[1:])


def build(store: Path) -> None:
    """The build that is killed: says when it opens the store, and each article once it is put."""
    from kg.build import build as line

    articles = [reading.article for reading in corpus().values()]
    print("open", flush=True)
    line(
        articles,
        store,
        Known(),
        progress=lambda plan, done: print(plan.read[done - 1].key if done else f"plan {len(plan.read)}", flush=True),
    )
    print("done", flush=True)


def kills(at: Path, number: int) -> list[Figure]:
    """So many builds, killed."""
    random = Random(4)
    counts = {"lost": 0, "half-written": 0, "different": 0, "not to be opened": 0, "ended first": 0, "died in putting": 0}
    repeated = 0
    with tempfile.TemporaryDirectory(dir=at) as folder:
        place = Path(folder)
        started = place / "started.kg"
        _start(started)
        shutil.copytree(started, place / "finished.kg")
        seconds = [_whole(place / "whole.kg"), _whole(place / "finished.kg")]
        (wanted, dumped), (_, finished) = _content(place / "whole.kg"), _content(place / "finished.kg")
        for turn in range(number):
            store = place / f"{turn}.kg"
            if turn % 2:
                shutil.copytree(started, store)
            told = _kill(store, random.uniform(0, max(seconds)))
            counts["ended first"] += "done" in told
            counts["died in putting"] += len(told) > 1 and len(told) - 2 < int(told[1].removeprefix("plan "))
            try:
                lost, half, again = _looked(store, {one for one in told if one in corpus()}, kept=bool(turn % 2))
                counts["lost"] += lost
                repeated = max(repeated, again)
                counts["half-written"] += half
            except Exception as error:
                print(f"kill {turn}: {type(error).__name__}: {error}", file=sys.stderr)
                counts["not to be opened"] += 1
            _whole(store)
            counts["different"] += _content(store) != (wanted, finished if turn % 2 else dumped)
            shutil.rmtree(store)
    note = f"of {number} kills in builds of {max(seconds):.1f} s; {counts.pop('died in putting')} died while articles were put, "
    note += f"{counts.pop('ended first')} had ended; of {len(corpus())} articles "
    note += f"at most {repeated} were to be read again"
    figures = [Figure(part="kills", what=what, value=count, asked=0) for what, count in counts.items()]
    return [replace(figures[0], note=note), *figures[1:]]


def _start(store: Path) -> None:
    """A store of half of the articles, every third of them in an older version, and one that is not among them."""
    from kg.store import Writer

    halves = [*corpus().values()][::2]
    with Writer(store) as writer:
        for place, reading in enumerate(halves):
            old = Known(version="old")
            writer.put(next(old.read([reading.article])) if place % 3 == 0 else reading, "old" if place % 3 == 0 else "new")


def _process(store: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, "build", str(store)], stdout=subprocess.PIPE, text=True, cwd=HERE.parents[1]
    )


def _whole(store: Path) -> float:
    """A build that is let run: its seconds from the opening of the store on."""
    with _process(store) as process:
        assert process.stdout
        process.stdout.readline()
        began = time.perf_counter()
        process.stdout.read()
        seconds = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"the build that follows on a kill fails with status {process.returncode}")
    return seconds


def _kill(store: Path, after: float) -> list[str]:
    """A build that is killed so many seconds after it opens the store: what it said until then."""
    with _process(store) as process:
        assert process.stdout
        said = [process.stdout.readline().strip()]
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        return [*said, *process.stdout.read().split("\n")[:-1]]


def _looked(store: Path, put: set[str], *, kept: bool) -> tuple[int, int, int]:
    """How many articles are lost, and how many half-written, in the writer's database and in the snapshot?

    And how many of those `put` have to be read again?
    """
    from pyoxigraph import NamedNode, Store

    from kg.rdf import read
    from kg.store import View, layout

    if not (store / "kg-store.json").exists():
        return 0, 0, len(put)
    place = layout.find(store)
    new, sound = corpus(), _sound(place.base)
    base = Store(str(place.data))
    here = {key: _said(base.quads_for_pattern(None, None, None, graph)) for graph, key in read.keys(base).items()}
    known = {str(name) for name in base.named_graphs()}
    del base
    before = {*[*new][::2]} if kept else set()
    lost = len(before - here.keys())
    again = sum(here.get(key) != sound[key][0] for key in put)
    graphs = {str(NamedNode(place.base + _path(key))) for key in here}
    articles = {name for name in known if f"{place.base}article/" in name}
    half = len(articles - graphs) + sum(quads not in sound[key] for key, quads in here.items())
    if any(place.snapshots.glob("[0-9]*")):
        with View(store) as view:
            seen = {
                key: _said(view.store.quads_for_pattern(None, None, None, graph)) for graph, key in read.keys(view.store).items()
            }
            half += sum(quads not in sound[key] for key, quads in seen.items())
            lost += len(before - seen.keys())
    return lost, half, again


@cache
def _sound(base: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """What each article says in the store, by key: in the new version, and in the old one."""
    from kg.rdf.write import article_quads

    old = dict(zip(corpus(), Known(version="old").read([one.article for one in corpus().values()]), strict=True))
    return {
        key: (_said(article_quads(one, "new", base)), _said(article_quads(old[key], "old", base)))
        for key, one in corpus().items()
    }


def _path(key: str) -> str:
    from kg.ids import article_id

    return article_id(key)


def _said(quads: Iterable[Any]) -> frozenset[str]:
    """The quads of an article that it says itself, not those of who is meant."""
    from kg.rdf.namespace import KG, RDF

    derived = {KG.resolvesTo, KG.reason, KG.block, KG.reprintOf, KG.verdict, KG.speaker, RDF.subject, RDF.object}
    return frozenset(str(quad) for quad in quads if quad.predicate not in derived)


def _content(store: Path) -> tuple[str, str]:
    """Hashes of the store's canonical N-Quads, and of its whole dump."""
    from kg.store import View
    from kg.store.backup import dump

    out = io.BytesIO()
    with View(store) as view:
        dump(view, out)
    quads = (line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(b"#"))
    return hashlib.sha256(b"".join(quads)).hexdigest(), hashlib.sha256(out.getvalue()).hexdigest()


if __name__ == "__main__":
    build(Path(sys.argv[2]))
