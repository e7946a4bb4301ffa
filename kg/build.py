"""The line from articles to a graph: what is new is read, put into the store, and settled over all articles.

An article that the store has in the same version, read by the same rules, tables and model, is not read again.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from kg.ids import version
from kg.model import Article, Entity, Reading
from kg.query.counts import count, partaking
from kg.store import View, Writer
from kg.text.language import is_english

NOT_ENGLISH = "not in English"
_BATCH = 16  # articles a worker reads at a time


class Reads(Protocol):
    """What reads articles: see `kg.claims.read.Reader`. For several processes it must pickle."""

    @property
    def version(self) -> str:
        """A hash of rules, tables and model."""

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """What does each article say? In the order of the articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What there is to do: the articles to read, how many of them are new, changed, or read before by another version of
    rules, tables or model; how many are as the store has them; and the articles left out, by reason."""

    read: tuple[Article, ...]
    new: int
    changed: int
    reread: int
    unchanged: int
    skipped: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was done (numbers of articles, `skipped` by reason), and what the graph then holds."""

    new: int
    changed: int
    reread: int
    unchanged: int
    skipped: Mapping[str, int]
    entities: int
    claims: int


def build(
    articles: Iterable[Article],
    store: Path,
    reader: Reads,
    *,
    jobs: int = 1,
    base: str = "",
    progress: Callable[[Plan, int], None] = lambda plan, done: None,
) -> BuildReport:
    """Read what is new into the store at this directory, made if there is none, and settle who is who over all articles.

    `jobs` processes read; the bytes of the graph do not depend on their number. `progress` is called with the plan and the
    number of articles read so far, first 0. Articles put in before an interruption stay; of an article that is no longer in
    English nothing does. Raises StoreError (see `Writer`).
    """
    with Writer(store, base) as writer:
        plan = sift(articles, writer.versions(), reader.version)
        progress(plan, 0)
        for key in plan.skipped.get(NOT_ENGLISH, ()):
            writer.forget(key)  # what an earlier version of it said has no text to stand on
        for done, reading in enumerate(read(plan.read, reader, jobs), 1):
            writer.put(reading, reader.version)
            progress(plan, done)
    with View(store) as view:
        counts = count(view)
    return BuildReport(
        new=plan.new,
        changed=plan.changed,
        reread=plan.reread,
        unchanged=plan.unchanged,
        skipped={reason: len(keys) for reason, keys in plan.skipped.items()},
        entities=sum(counts.actors.values()),
        claims=counts.of(),
    )


def sift(articles: Iterable[Article], known: Mapping[str, tuple[str, str]], reader: str) -> Plan:
    """Which articles are to be read, given the (content, reader) versions that the store has by key?"""
    todo: list[Article] = []
    foreign: list[str] = []
    kinds = {"new": 0, "changed": 0, "reread": 0, "unchanged": 0}
    for article in articles:
        content, read_by = known.get(article.key, ("", ""))
        if (content, read_by) == (version(article), reader):
            kinds["unchanged"] += 1
        elif not is_english(article.text[article.body :]):
            foreign.append(article.key)
        else:
            todo.append(article)
            kinds["new" if not content else "reread" if content == version(article) else "changed"] += 1
    return Plan(read=tuple(todo), skipped={NOT_ENGLISH: tuple(foreign)} if foreign else {}, **kinds)


def read(articles: Sequence[Article], reader: Reads, jobs: int) -> Iterator[Reading]:
    """What does each article say? In order, by so many processes, each with a reader of its own."""
    batches = (articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH))
    if jobs <= 1 or len(articles) <= _BATCH:
        yield from reader.read(articles)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(reader,)) as pool:
        ahead: deque[Future[list[Reading]]] = deque(pool.submit(_work, batch) for batch in islice(batches, 2 * jobs))
        try:
            while ahead:
                yield from ahead.popleft().result()
                ahead.extend(pool.submit(_work, batch) for batch in islice(batches, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_readers: list[Reads] = []  # in a worker: its own reader, loaded once


def _start(reader: Reads) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the main process's to handle
    _readers.append(reader)


def _work(batch: Sequence[Article]) -> list[Reading]:
    return list(_readers[0].read(batch))


def busiest(view: View, limit: int) -> list[tuple[Entity, int]]:
    """Which actors take part in most claims? With their number, most first, then by id."""
    table = view.table
    counts = partaking(table.claims, len(table.actors))
    ranked = (-counts).argsort(kind="stable")[:limit]
    return [(entity, int(counts[one])) for one in ranked if counts[one] and (entity := view.entity(table.actors[int(one)]))]
