"""The read-only face of a graph: what does it say?"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from kg.model import Article, Entity, Reading
from kg.rdf import participants, read
from kg.rdf.namespace import KG, PREFIXES, XSD
from kg.resolve.judgements import Judgement, Link
from kg.store import judging, layout, snapshot

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.resolve.verdicts import Verdict
    from kg.store.names import Names
    from kg.store.sure import Days
    from kg.store.table import Table

Value = NamedNode | Literal | str | int | date
Result = QuerySolutions | QueryBoolean | QueryTriples


class View:
    """The newest snapshot of a graph, as it was when the view was opened; later writing does not change it.

    A context manager; leaving it lets the snapshot go. Raises StoreError, saying what to do, if there is no graph.

    With `least` (0 to 1) the claims of less confidence are out of sight, with `days` those of other days, and so is what only
    these support; the rest of the graph is copied into memory when it is first asked. The claim table stays that of the whole.
    """

    def __init__(self, root: str | Path, least: float = 0.0, days: Days | None = None) -> None:
        self._layout = layout.find(Path(root))
        self.base, self.least, self.days = self._layout.base, least, days or None
        self._all, self._pin, self.snapshot = snapshot.open_newest(self._layout)
        self._whole: View | None = None
        if self.chosen:
            self._whole = copy(self)
            self._whole.least, self._whole.days = 0.0, None

    @cached_property
    def store(self) -> Store:
        """The database that is asked. Raises StoreError where too much is in sight to be copied into memory."""
        if not self.chosen:
            return self._all
        from kg.store.sure import only_chosen

        return only_chosen(self._all, self.base, self.snapshot / snapshot.TABLE, self.least, self.days)

    @property
    def chosen(self) -> bool:
        """Is only a part of the graph's claims in sight?"""
        return self.least > 0 or self.days is not None

    @property
    def whole(self) -> View:
        """The same snapshot with all of its claims in sight."""
        return self._whole or self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the snapshot go, so that a writer may remove it."""
        self._pin.close()

    def query(self, text: str, **bindings: Value) -> Result:
        """What does Oxigraph answer? The project's prefixes need no declaration.

        Bindings set variables of the query (also unprojected ones, but not under aggregates' GROUP BY) to values:
        nodes (see `node`), or texts, numbers and dates as literals. They are joined as data, never pasted as text.
        Raises SyntaxError for malformed SPARQL.
        """
        if bindings:
            names = " ".join(str(Variable(name)) for name in bindings)
            values = " ".join(str(_term(value)) for value in bindings.values())
            text = f"{text}\nVALUES ({names}) {{ ({values}) }}"
        return self.store.query(text, prefixes=dict(PREFIXES))

    def node(self, path: str) -> NamedNode:
        """The resource of an entity's, article's or claim's id."""
        return NamedNode(self.base + path)

    def id(self, node: NamedNode) -> str:
        """The id of a resource: its path under the base IRI."""
        return read.path_of(node, self.base)

    def entity(self, path: str) -> Entity | None:
        """Who is the actor of this id (`country/IR`)? None if the graph has no such actor."""
        return read.entity(self.store, self.base, path)

    def renamed(self, path: str) -> str:
        """Which id has the actor now that this id once meant? "" if it is not known ever to have been one."""
        participant = judging.renamed(self._layout).get(path)
        found = self.store.quads_for_pattern(self.node(participant), KG.resolvesTo, None, None) if participant else ()
        return next((self.id(quad.object) for quad in found if isinstance(quad.object, NamedNode)), "")

    def judgements(self) -> tuple[Judgement, ...]:
        """What have persons said on who is who? As the file has it now, by line."""
        return judging.judgements(self._layout)

    def verdicts(self) -> tuple[Verdict, ...]:
        """What have persons said of claims? As the file has it now, by line."""
        return judging.verdicts(self._layout)

    def links(self) -> tuple[Link, ...]:
        """The judgements on actors that the graph has. Raises JudgementError where they contradict each other."""
        from kg.store.people import judged  # here, for the sake of those who ask for something else

        graphs = {key: graph for graph, key in read.keys(self.store).items()}
        return judged(self.store, self.judgements(), graphs, str(self._layout.judgements))

    def judgement_text(self) -> str:
        """The file of judgements, "" if there is none."""
        return judging.text(self._layout)

    def renamed_text(self) -> str:
        """The file of ids that are no more, "" if there is none."""
        return judging.renamed_text(self._layout)

    def entities(self) -> Iterator[Entity]:
        """Who is in the graph? Every actor, by id."""
        return read.entities(self.store, self.base)

    @cached_property
    def table(self) -> Table:
        """Every claim that counts as a row of numbers, and who has claims with whom: see `kg.store.table`."""
        from kg.store.table import open_table

        return open_table(self.snapshot / snapshot.TABLE)

    @cached_property
    def names(self) -> Names:
        """Whom could a name mean? The index beside the snapshot: see `kg.store.names`."""
        from kg.store.names import open_names

        return open_names(self.snapshot / snapshot.TABLE)

    def statement(self, path: str) -> read.Record | None:
        """The statement of this id (`claim/…`) and the key of its article; None if there is none."""
        return read.statement(self.store, self.base, path)

    def statements(self, *, subject: str = "", relation: str = "", object_: str = "") -> Iterator[read.Record]:
        """Which claims are made of this subject, relation and object (ids and a relation's name; "" for any)?

        By article key, then the winner first. Symmetric relations are found in the order in which they were written.
        """
        return read.statements(self.store, self.base, subject=subject, relation=relation, object_=object_)

    def article(self, key: str) -> Article | None:
        """The article of this key, with its text; None if there is none."""
        return read.article(self.store, self.base, key)

    def articles(self) -> Iterator[Article]:
        """Which articles are there? Each without its text, by key."""
        for key in read.keys(self.store).values():
            found = read.article(self.store, self.base, key, text=False)
            if found:
                yield found

    def reading(self, key: str) -> Reading | None:
        """What was read in this article, in its own words; None if there is no such article."""
        return read.reading(self.store, self.base, key)

    def appearances(self, path: str) -> Iterator[participants.Appearance]:
        """How do articles name this actor, and why is it this one? By article key."""
        return participants.appearances(self.store, self.base, path)

    def dataset(self) -> Dataset:
        """The graph as an rdflib Dataset with the project's prefixes: the public face, answered by Oxigraph.

        Its default graph holds what is derived; each article is a named graph. Of rdflib's ways, `initBindings` differs
        (Oxigraph takes projected variables only), and updates are refused, since a snapshot is read only.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self.store))
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=XSD.date)
    return Literal(value)
