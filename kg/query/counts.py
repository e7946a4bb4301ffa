"""How much does the graph hold? Articles, actors by type, claims by relation, family and status, and the days between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from kg.lexicon.relations import FAMILIES
from kg.model import EntityType, Status
from kg.query.facts import predicates, relations
from kg.rdf.namespace import CONFIRMED, KG, RDF, REJECTED
from kg.rdf.write import class_node

if TYPE_CHECKING:
    from kg.store import View

Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]
CLAIMS = f"""
SELECT ?relation ?status (COUNT(?claim) AS ?claims)
WHERE {{ ?claim <{RDF.predicate.value}> ?relation ; <{KG.status.value}> ?status ; <{RDF.subject.value}> ?subject }}
GROUP BY ?relation ?status"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`claims` by (relation, status), in the vocabulary's order; `days` the first and last day on which articles appeared,
    or ""; `rejected` and `confirmed` how many claims persons have said to be wrong (these count nowhere else) and right."""

    articles: int
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


def count(view: View) -> Counts:
    """How much does the graph hold?"""
    store = view.store
    rows = store.query(CLAIMS, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    found = {(_value(row["relation"]), _value(row["status"])): int(_value(row["claims"])) for row in rows}
    claims = {
        (relation.name, status): number
        for iri, relation in predicates().items()
        for status in Status
        if (number := found.get((iri, status.value), 0))
    }
    days = sorted(_value(quad.object) for quad in store.quads_for_pattern(None, KG.published, None, None))
    kinds = {kind: store.quads_for_pattern(None, RDF.type, class_node(kind), DefaultGraph()) for kind in EntityType}
    return Counts(
        articles=sum(1 for _ in store.quads_for_pattern(None, RDF.type, KG.Article, None)),
        days=(days[0], days[-1]) if days else ("", ""),
        actors={kind.value: sum(1 for _ in quads) for kind, quads in kinds.items()},
        claims=claims,
        rejected=sum(1 for _ in store.quads_for_pattern(None, KG.verdict, REJECTED, None)),
        confirmed=sum(1 for _ in store.quads_for_pattern(None, KG.verdict, CONFIRMED, None)),
    )


def _value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value
