"""How much does the graph hold? Articles, actors by type, claims by relation, family and status, and the days between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.lexicon.relations import FAMILIES
from kg.model import EntityType, Status
from kg.query.facts import relations
from kg.query.offices.intervals import EVERY
from kg.query.window import day
from kg.rdf.namespace import CONFIRMED, KG, REJECTED
from kg.store.table import KINDS, STATUSES, Numbers

if TYPE_CHECKING:
    from kg.query.edges import Edges
    from kg.store import View

Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`claims` by (relation, status), in the vocabulary's order; `days` the first and last day on which articles appeared,
    or ""; `reprints` how many articles print another one's story; `rejected` and `confirmed` how many claims persons have said
    to be wrong (these count nowhere else) and right."""

    articles: int
    reprints: int
    days: tuple[str, str]
    actors: dict[str, int]
    claims: dict[tuple[str, Status], int]
    rejected: int = 0
    confirmed: int = 0

    def of(self, relation: str = "", family: str = "", status: Status | None = None) -> int:
        """How many claims have this relation, family and status (each may be left out)?"""
        return sum(
            number
            for (name, state), number in self.claims.items()
            if relation in ("", name) and family in ("", relations()[name].family) and status in (None, state)
        )

    def as_json(self) -> dict[str, object]:
        """The counts as an object for JSON."""
        return {
            "articles": self.articles,
            "stories": self.articles - self.reprints,
            "reprints": self.reprints,
            "published": {"first": self.days[0], "last": self.days[1]},
            "actors": self.actors,
            "claims": {
                "all": self.of(),
                "family": {family: self.of(family=family) for family in FAMILIES},
                "relation": {name: self.of(name) for name in relations() if self.of(name)},
                "status": {status.value: self.of(status=status) for status in Status},
                "confirmed": self.confirmed,
                "rejected": self.rejected,
            },
        }

    def tables(self) -> Iterator[Table]:
        """The counts as tables: the whole, then relations by family with their claims by status."""
        days = f"articles, {self.days[0]} to {self.days[1]}" if self.days[0] else "articles"
        whole: list[tuple[str | int, ...]] = [(days, self.articles)]
        whole += [("of these reprints", self.reprints)] if self.reprints else []
        plural = {"Person": "persons", "Country": "states", "Organization": "organizations", "Group": "groups"}
        whole += [(plural[kind], number) for kind, number in self.actors.items()]
        verdicts = ("of these confirmed", self.confirmed), ("rejected beside them", self.rejected)
        yield ("the graph holds", "number"), [*whole, ("claims", self.of()), *(each for each in verdicts if each[1])]
        used = [status for status in Status if self.of(status=status)]
        rows: list[tuple[str | int, ...]] = []
        for family in FAMILIES:
            rows += [self._row(family.upper(), used, family=family)] if self.of(family=family) else []
            names = [one for one in relations().values() if one.family == family and self.of(one.name)]
            rows += [self._row(f"  {one.label}", used, relation=one.name) for one in names]
        yield ("claims", "all", *(status.value for status in used)), rows

    def _row(self, label: str, used: list[Status], relation: str = "", family: str = "") -> tuple[str | int, ...]:
        by_status = [self.of(relation, family, status) or "" for status in used]
        return (label, self.of(relation, family), *by_status)


def count(view: View, asked: Edges = EVERY) -> Counts:
    """How much does the graph hold? Only the claims that are `asked` for are counted as such."""
    table, store = view.table, view.store
    told = table.claims[asked.accepts(table)]
    pairs = np.bincount(
        told["relation"].astype(np.int64) * len(STATUSES) + told["status"], minlength=len(relations()) * len(STATUSES)
    )
    names = [(name, status) for name in relations() for status in STATUSES]
    published = table.articles["published"]
    dated = published[published > 0]
    kinds = np.bincount(table.kinds, minlength=len(KINDS)).tolist()
    return Counts(
        articles=len(table.article_ids),
        reprints=int((table.articles["original"] != np.arange(len(published))).sum()),
        days=(day(int(dated.min())), day(int(dated.max()))) if len(dated) else ("", ""),
        actors={kind.value: kinds[KINDS.index(kind)] for kind in EntityType},
        claims={pair: number for pair, number in zip(names, pairs.tolist(), strict=True) if number},
        rejected=sum(1 for _ in store.quads_for_pattern(None, KG.verdict, REJECTED, None)),
        confirmed=sum(1 for _ in store.quads_for_pattern(None, KG.verdict, CONFIRMED, None)),
    )


def partaking(told: npt.NDArray[np.void], size: int) -> Numbers:
    """In how many of these claims is each of so many actors subject or object?"""
    subject, object_ = told["subject"], told["object"]
    return np.bincount(subject, minlength=size) + np.bincount(object_[object_ != subject], minlength=size)


def most_told(view: View, asked: Edges = EVERY) -> Iterator[tuple[str, EntityType, int]]:
    """Every actor with its kind and in how many claims it is named, as subject, object or speaker; the most named first."""
    table = view.table
    told = table.claims[asked.accepts(table)]
    subject, object_, speaker = (told[name].astype(np.int64) for name in ("subject", "object", "speaker"))
    others = speaker[(speaker >= 0) & (speaker != subject) & (speaker != object_)]
    claims = partaking(told, len(table.actors)) + np.bincount(others, minlength=len(table.actors))
    for number in np.lexsort((np.arange(len(claims)), -claims)).tolist():
        yield table.actors[number], KINDS[table.kinds[number]], int(claims[number])
