"""The writing face of a graph. One writer at a time: the database's own lock, which the system lets go when a process ends."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Store

from kg.errors import StoreError
from kg.ids import article_id
from kg.model import Reading
from kg.rdf import read
from kg.rdf.namespace import KG
from kg.rdf.write import entry, entry_quads
from kg.resolve.judgements import Judgement, parse, without
from kg.resolve.verdicts import Verdict
from kg.resolve.verdicts import parse as parse_verdicts
from kg.store import judging, layout, pending, snapshot, verdicts
from kg.store.derive import Settled, derive, rules
from kg.store.fresh import Fresh, fresh
from kg.store.holding import data
from kg.store.intake import Intake
from kg.store.people import judged

if TYPE_CHECKING:
    from kg.store.names import Names
    from kg.store.table import Table

_LOCKED = re.compile(r"lock (file|hold)", re.IGNORECASE)  # the database's words for a lock that another process or thread holds
_REFUSED = re.compile(r"read-only|permission|no space", re.IGNORECASE)  # the system's words, where the graph itself is sound
_FLUSH = 200  # articles between flushes; 4,000 unflushed ones made the next opening take 20 s


class Writer:
    """Puts articles into a graph and takes them out, each in one atomic step; made if there is none.

    A context manager. Leaving it without an exception settles who is who over all articles and publishes a snapshot; after
    an exception or a kill, readers go on with the last snapshot, the articles put so far stay (after a kill without those of
    the last second, see `intake`), and the next writer finishes.

    `base` is the base IRI of a new graph; `create=False` takes an existing graph only.
    Raises StoreError where another writer is at work, and for a directory that is no graph (nothing is written there).
    """

    def __init__(self, root: str | Path, base: str = "", *, create: bool = True) -> None:
        self._layout = layout.make(Path(root), base) if create else layout.find(Path(root), write=True)
        judging.judgements(self._layout)  # what is malformed there is told before any work
        judging.verdicts(self._layout)
        self._database = _open(self._layout)
        self._intake = Intake(self._database)
        self._written = 0
        self._fresh: dict[NamedNode, Fresh] = {}
        self.looked = 0  # at how many actors of articles leaving the writer has looked

    @property
    def base(self) -> str:
        """The base IRI of the graph's resources."""
        return self._layout.base

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._publish()
            else:
                self._store.flush()
        finally:
            del self._database, self._intake  # lets the lock go

    @property
    def _store(self) -> Store:
        """The database with all that was put in."""
        self._written += self._intake.write()
        return self._database

    def versions(self) -> Mapping[str, tuple[str, str]]:
        """Which articles are there, by key, and in which content and reader version?"""
        content, reader = (read.column(self._store, term) for term in (KG.version, KG.readerVersion))
        graphs = read.keys(self._store).items()
        return {key: (content[graph.value], reader[f"{graph.value}/reading"]) for graph, key in graphs}

    def names(self) -> Mapping[str, tuple[str, str]]:
        """Which articles are there, by key, and by what file name and URL do they go?"""
        graphs = read.keys(self._store).items()
        return {key: (self._value(graph, KG.name), self._value(graph, KG.url)) for graph, key in graphs}

    def _value(self, graph: NamedNode, term: NamedNode) -> str:
        return read.value(self._store, graph, term, graph)

    def put(self, reading: Reading, reader: str) -> None:
        """Put an article in, in place of the one of the same key; `reader` is the version that read it."""
        one = entry(reading, self.base)
        graph = one.node
        quads = [*entry_quads(one, reader), pending.put(graph)]
        if graph in self._intake or self._database.contains_named_graph(graph):
            quads.extend(pending.leaving(self._store, graph))
            self._update(f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{\n{data(quads)}\n}}")
        else:
            self._layout.unpublished.touch()
            self._written += self._intake.add(graph, quads)
            self._flush()
        self._fresh[graph] = fresh(one)

    def forget(self, key: str) -> bool:
        """Take the article of this key out; False if there is none. Actors and ties that no other article names go with it."""
        graph = NamedNode(self.base + article_id(key))
        if not self._store.contains_named_graph(graph):
            return False
        marks = data([*pending.leaving(self._store, graph)])
        self._update(f"DROP GRAPH {graph} ;\nINSERT DATA {{\n{marks}\n}}")
        self._fresh.pop(graph, None)
        return True

    def judge(self, said: Judgement) -> bool:
        """Write down a person's word on who is who; False if it was said before. Raises JudgementError if another says no."""
        text = judging.text(self._layout)
        if said.said in {each.said for each in parse(text)}:
            return False
        self._judge(judging.added(text, str(said)))
        return True

    def rule(self, said: Verdict) -> tuple[Verdict, ...] | None:
        """Write down a person's word on a claim, in place of others on it, which are returned; None if it was said before."""
        text = judging.text(self._layout)
        after, there = verdicts.added(text, said, read.reading(self._store, self.base, said.article))
        if after == text and there:
            return None
        self._judge(after if there else judging.added(text, said.written))
        return there

    def unjudge(self, line: int) -> None:
        """Take back the judgement of this line. Raises JudgementError if there is none."""
        self._judge(without(judging.text(self._layout), line))

    def set_judgements(self, text: str) -> None:
        """Put this in place of the whole file of judgements. Raises JudgementError for a malformed one, or a contradiction."""
        self._judge(text)

    def set_renamed(self, text: str) -> None:
        """Take over which ids are no more, as another store's file has it (see `View.renamed_text`)."""
        judging.set_renamed(self._layout, text)

    def _judge(self, text: str) -> None:
        graphs = {key: graph for graph, key in read.keys(self._store).items()}
        where = str(self._layout.judgements)
        judged(self._store, parse(text, where), graphs, where)
        parse_verdicts(text, where)
        judging.save(self._layout.judgements, text)

    def _update(self, text: str) -> None:
        self._layout.unpublished.touch()
        self._store.update(text)
        self._written += 1
        self._flush()

    def _flush(self) -> None:
        if self._written >= _FLUSH:
            self._database.flush()
            self._written = 0

    def _publish(self) -> None:
        current, said, ruled = rules(), judging.judgements(self._layout), judging.verdicts(self._layout)
        stale = not self._layout.derived.exists() or self._layout.derived.read_text(encoding="utf8") != current
        before, ruled_before = judging.last(self._layout)
        other = {each.said for each in said} != {each.said for each in before} or set(ruled) != set(ruled_before)
        if stale or other or self._layout.unpublished.exists() or snapshot.newest(self._layout) is None:
            self._layout.unpublished.touch()
            settled = derive(self._store, self.base, said, before, (ruled, ruled_before), self._fresh, whole=stale)
            self.looked = settled.looked
            judging.rename(self._layout, settled.gone)
            judging.save(self._layout.judged, "".join(f"{each}\n" for each in (*said, *ruled)))
            table, names = self._arrays(settled)
            self._layout.derived.unlink(missing_ok=True)  # without marks, a writer after a kill has to look at everything
            pending.clear(self._store)
            snapshot.publish(self._store, self._layout, table, names)
            self._layout.derived.write_text(current, encoding="utf8")
            layout.mark(self._layout)  # a store of an older layout is one of today's from here on
            self._layout.unpublished.unlink()

    def _arrays(self, settled: Settled) -> tuple[Table, Names]:
        """The claim table, made anew or carried over from the newest snapshot's, and the index of names."""
        from kg.store.names import build
        from kg.store.table import open_table
        from kg.store.tabulate import Change, tabulate

        last = None if settled.whole else snapshot.newest(self._layout)
        change = Change(
            claims=settled.claims,
            articles=settled.articles,
            confirmed=settled.confirmed,
            sketches={graph.value.removeprefix(self.base): one.sketch for graph, one in self._fresh.items()},
            old=open_table(last / snapshot.TABLE) if last else None,
        )
        table = tabulate(self._store, self.base, read.keys(self._store), change)
        return table, build(read.entities(self._store, self.base))


def _open(place: layout.Layout) -> Store:
    pid = place.root / "writer"
    try:
        store = Store(str(place.data))
    except (OSError, RuntimeError) as error:
        if not _LOCKED.search(str(error)):
            todo = "write to another --store" if _REFUSED.search(str(error)) else "build the graph again, or `kg load` a dump"
            raise StoreError(f"{place.data}: cannot be opened ({error}); {todo}") from error
        who = ""
        with suppress(OSError):
            who = f" (process {pid.read_text()})"
        raise StoreError(f"{place.root}: another kg is writing{who}; wait for it, or write to another --store") from error
    pid.write_text(str(os.getpid()))
    return store
