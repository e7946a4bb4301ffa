"""The actor graph: actors are its nodes, claims between them its edges; networkx sees the store through it.

`Neighbours` is the lazy view that path search reads: who is one hop away, from the plain triples of what holds.
`actor_graph` is the loaded one, a networkx MultiDiGraph of facts, for pictures and for measures of the whole graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.lexicon.relations import FAMILIES
from kg.model import Status
from kg.query.facts import ORDER, Fact, node, path_of, predicates, relations
from kg.rdf.namespace import CONFIRMED, KG, RDF

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import View

Subject = NamedNode | BlankNode | Triple
HOLDS = (Status.ACTUAL, Status.FORMER)
# What a hop costs. A contact or a stance tells something; an office or a membership connects nearly everybody, save where it
# leads from a state that was asked about to the people who act for it; a step to an unnamed group tells least.
TIE_PRICE, ROLE_PRICE, OWN_PRICE, GROUP_PRICE = 1, 2, 0, 3
BODIES = ("country/", "organization/")
FAMILY_ORDER = ("contacts", "cooperation", "conflict", "roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Which claims may be hops? Relation names (empty: all), statuses, whether direction counts, and the least confidence.

    A symmetric relation leads both ways also where direction counts.
    """

    names: frozenset[str] = frozenset()
    statuses: tuple[Status, ...] = HOLDS
    directed: bool = False
    least: float = 0.0

    def takes(self, fact: Fact) -> bool:
        """May this claim be a hop?"""
        known = not self.names or fact.relation in self.names
        return known and fact.status in self.statuses and fact.confidence >= self.least

    def leads(self, fact: Fact, start: str) -> bool:
        """Does the claim lead away from `start`?"""
        return fact.subject == start or relations()[fact.relation].symmetric

    def strength(self, fact: Fact) -> tuple[object, ...]:
        """The order in which a hop's claims are told: contacts and stances before offices, what holds first, then by date."""
        family = FAMILY_ORDER.index(relations()[fact.relation].family)
        return (family, ORDER.index(fact.status), fact.date or "9999", fact.article, fact.start, fact.id)


def edges(names: Iterable[str] = (), families: Iterable[str] = (), *, directed: bool = False, least: float = 0.0) -> Edges:
    """The edges of these relations and families together (none given: all), by claims of at least the confidence `least`.

    Raises QueryError for unknown names.
    """
    wanted: set[str] = set()
    for name in names:
        plain = name.strip().lower().replace(" ", "-").replace("_", "-")
        if plain not in relations():
            raise QueryError(f"no relation is called {name!r}; there are {', '.join(relations())}")
        wanted.add(plain)
    for family in known_families(families):
        wanted |= {one.name for one in relations().values() if one.family == family}
    return Edges(names=frozenset(wanted), directed=directed, least=least)


def known_families(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each checked to be a family of relations; raises QueryError for another."""
    given = tuple(names)
    for name in given:
        if name not in FAMILIES:
            raise QueryError(f"no family is called {name!r}; there are {', '.join(FAMILIES)}")
    return given


class Neighbours:
    """Who is one hop away? Read from the store when asked and remembered; nothing is loaded in advance but the ids of
    the few claims that hold no more, which have no plain triple, or, where claims must be sure, of all that are."""

    def __init__(self, view: View, edges: Edges, ends: frozenset[str] = frozenset()) -> None:
        self.edges = edges
        self._ends = frozenset(end for end in ends if end.startswith(BODIES))
        self._view = view
        self._relations = {iri: one for iri, one in predicates().items() if not edges.names or one.name in edges.names}
        self._costs: dict[tuple[str, bool], dict[str, int]] = {}
        self._claims = set(_claims(view, edges))

    def costs(self, actor: str, *, backward: bool) -> dict[str, int]:
        """Each neighbour with the price of the cheapest hop to it, ordered by id."""
        key = (actor, backward and self.edges.directed)
        if key not in self._costs:
            prices: dict[str, int] = {}
            for other, predicate in self._pairs(actor, key[1]):
                relation = self._relations.get(predicate)
                if relation is not None and other != actor:
                    price = self._price(actor, other, office=relation.family == "roles")
                    prices[other] = min(price, prices.get(other, price))
            self._costs[key] = dict(sorted(prices.items()))
        return self._costs[key]

    def around(self, start: str, end: str, hops: int) -> nx.DiGraph:
        """The actors that lie on some way from `start` to `end` of at most `hops` hops, as a networkx graph."""
        import networkx as nx

        ahead, behind = self._levels(start, hops, backward=False), self._levels(end, hops, backward=True)
        kept = sorted(one for one in ahead.keys() & behind.keys() if ahead[one] + behind[one] <= hops)
        graph = nx.DiGraph()
        graph.add_nodes_from(kept)
        graph.add_edges_from((one, other) for one in kept for other in self.costs(one, backward=False) if other in graph)
        return graph

    def _price(self, actor: str, other: str, *, office: bool) -> int:
        own = bool({actor, other} & self._ends) and not (actor.startswith(BODIES) and other.startswith(BODIES))
        tie = (OWN_PRICE if own else ROLE_PRICE) if office else TIE_PRICE
        return tie + GROUP_PRICE * other.startswith("group/")

    def _levels(self, start: str, hops: int, *, backward: bool) -> dict[str, int]:
        levels, frontier = {start: 0}, [start]
        for level in range(1, hops + 1):
            grown = {there for here in frontier for there in self.costs(here, backward=backward) if there not in levels}
            levels |= dict.fromkeys(sorted(grown), level)
            frontier = sorted(grown)
        return levels

    def _pairs(self, actor: str, backward: bool) -> Iterable[tuple[str, str]]:
        """(neighbour, predicate) of every plain triple or claim at the actor; without direction, of both ends."""
        one, away, back = node(self._view, actor), (RDF.subject, RDF.object), (RDF.object, RDF.subject)
        for end, other in [back] if backward else [away] if self.edges.directed else [away, back]:
            yield from self._plain(one, end)
            yield from self._told(one, end, other)
        if self.edges.directed:
            for there, predicate in self._told(one, *(away if backward else back)):
                relation = self._relations.get(predicate)
                if relation and relation.symmetric:
                    yield there, predicate

    def _plain(self, one: NamedNode, end: NamedNode) -> Iterator[tuple[str, str]]:
        """(neighbour, predicate) of the plain triples whose `end` (subject or object) is the actor."""
        if self.edges.least:  # a plain triple does not say how sure it is
            return
        store, default = self._view.store, DefaultGraph()
        first = end == RDF.subject
        for quad in store.quads_for_pattern(one if first else None, None, None if first else one, default):
            there = quad.object if first else quad.subject
            if isinstance(there, NamedNode):
                yield path_of(self._view, there.value), quad.predicate.value

    def _told(self, one: NamedNode, end: NamedNode, other: NamedNode) -> Iterator[tuple[str, str]]:
        """(neighbour, predicate) of the claims to be read one by one whose `end` (subject or object) is the actor."""
        for quad in self._view.store.quads_for_pattern(None, end, one, None) if self._claims else ():
            if quad.subject in self._claims:
                yield path_of(self._view, self._value(quad.subject, other)), self._value(quad.subject, RDF.predicate)

    def _value(self, claim: Subject, predicate: NamedNode) -> str:
        values = (quad.object for quad in self._view.store.quads_for_pattern(claim, predicate, None, None))
        return next((value.value for value in values if isinstance(value, NamedNode)), "")


def _claims(view: View, edges: Edges) -> Iterator[Subject]:
    """The claims that no plain triple tells of, or, where they must be sure, all that may be hops."""
    sure = set()
    if edges.least:
        told = view.store.quads_for_pattern(None, KG.confidence, None, None)
        sure = {one.subject for one in told if isinstance(one.object, Literal) and float(one.object.value) >= edges.least}
        sure |= {one.subject for one in view.store.quads_for_pattern(None, KG.verdict, CONFIRMED, None)}
    for status in edges.statuses:
        if edges.least or status is not Status.ACTUAL:
            for quad in view.store.quads_for_pattern(None, KG.status, Literal(status.value), None):
                if not edges.least or quad.subject in sure:
                    yield quad.subject


def actor_graph(facts: Iterable[Fact]) -> nx.MultiDiGraph:
    """The facts as a networkx graph: one edge a claim, keyed by its id, with the fact as attribute `fact`.

    Nodes and edges come in the facts' order; give them sorted.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for fact in facts:
        graph.add_edge(fact.subject, fact.object, key=fact.id, fact=fact)
    return graph
