"""RDF 1.2 in Turtle: what holds is a triple, annotated with the claims that say so; every other claim only quotes its triple.

`country:IR kg:supports country:SY ~ claim:1 {| kg:quote "…" |}` asserts the triple and lets claim:1 reify it. What is denied,
planned or supposed, and offices that were left, are `claim:2 rdf:reifies <<( … )>>`, which asserts nothing. The reification of
RDF 1.1 (rdf:subject, rdf:predicate, rdf:object, rdf:Statement) is left out, as both say the same; all else is as in Turtle.
Symmetric relations hold both ways; the direction in which a claim has it is annotated.

Source: W3C, RDF 1.2 Turtle (Candidate Recommendation 2026), section 2.11 on triple terms, reifying triples and annotations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.export.claims import rows
from kg.export.prefixed import head, used
from kg.export.quads import ACTORS, CLASSES, described, said, subjects
from kg.export.telling import Tell
from kg.model import Status
from kg.query.facts import relations
from kg.rdf.namespace import RDF, XSD, predicate
from kg.store.table import STATUSES

if TYPE_CHECKING:
    from kg.store import View

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
Claims = Mapping[tuple[str, str], list[str]]
_ENDS = (RDF.subject, RDF.predicate, RDF.object)
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_BARE = {XSD.integer: re.compile(r"-?\d+"), XSD.decimal: re.compile(r"-?\d+\.\d+")}
_STEP, _DEEPER = "\n\t", "\n\t\t"


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as Turtle of RDF 1.2, piece by piece: actors with what holds, then articles, all other claims and the rest."""
    spaces = used(view)
    yield head(spaces)
    short = {iri: name for name, iri in spaces.items()}
    holding, annotated = _Holding(view), set[str]()
    actors, others = subjects(view, ACTORS), subjects(view, CLASSES[len(ACTORS) :])
    for done, subject in enumerate([*actors, *others], start=1):
        if done <= len(actors):
            claims = holding.of(subject)
            lines = _lines(described(view, subject), short, partial(_annotations, view, claims, annotated, short))
        else:
            lines = [] if subject in annotated else _lines(_reified(said(view, subject)), short)
        if lines:
            yield f"{_iri(subject, short)} {f' ;{_STEP}'.join(lines)} .\n".encode()
        tell(done, len(actors) + len(others))


class _Holding:
    """Which claims say of an actor that something holds?"""

    def __init__(self, view: View) -> None:
        table, seen = view.table, rows(view)
        actual = seen[table.claims["status"][seen] == STATUSES.index(Status.ACTUAL)]
        self._view, self._rows = view, actual[np.argsort(table.claims["subject"][actual], kind="stable")]
        self._subjects = table.claims["subject"][self._rows].astype(np.int64)
        self._predicates = [predicate(name).value for name in relations()]

    def of(self, subject: str) -> Claims:
        """The claims (IRIs, sorted) with this subject (an IRI), by property and object."""
        view, table = self._view, self._view.table
        number = table.actor(subject.removeprefix(view.base))
        start, end = np.searchsorted(self._subjects, [number, number + 1])
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self._rows[start:end].tolist():
            one = table.claims[row]
            triple = self._predicates[one["relation"]], view.base + table.actors[int(one["object"])]
            found[triple].append(view.base + table.claim(row))
        return {triple: sorted(claims) for triple, claims in found.items()}


def _annotations(view: View, claims: Claims, annotated: set[str], short: Mapping[str, str], quad: Quad) -> str:
    """Behind a triple that holds, the claims that say so, which are noted as annotated."""
    told = claims.get((quad.predicate.value, str(getattr(quad.object, "value", ""))), [])
    annotated.update(told)
    blocks = []
    for claim in told:
        lines = _lines([quad for quad in _plain(said(view, claim)) if quad.predicate not in _ENDS], short)
        blocks.append(f" ~ {_iri(claim, short)} {{|{_DEEPER}{f' ;{_DEEPER}'.join(lines)} |}}")
    return "".join(blocks)


def _reified(quads: list[Quad]) -> list[Quad]:
    """A claim with its triple as a term; anything else, and a rejected claim, which has no subject, as it is."""
    ends = {quad.predicate: quad.object for quad in quads if quad.predicate in _ENDS}
    if RDF.subject not in ends:
        return quads
    subject, relation = ends[RDF.subject], ends[RDF.predicate]
    assert isinstance(subject, NamedNode) and isinstance(relation, NamedNode)
    term = Triple(subject, relation, ends[RDF.object])
    others = [quad for quad in _plain(quads) if quad.predicate not in _ENDS]
    return [others[0], Quad(others[0].subject, REIFIES, term, others[0].graph_name), *others[1:]]


def _plain(quads: list[Quad]) -> list[Quad]:
    """Without the class of RDF 1.1's reifications."""
    return [quad for quad in quads if quad.object != RDF.Statement]


def _lines(quads: Iterable[Quad], short: Mapping[str, str], more: Callable[[Quad], str] = lambda quad: "") -> list[str]:
    """What is said of one subject: a property with its values each."""
    lines = []
    for relation, same in groupby(quads, key=lambda quad: quad.predicate):
        verb = "a" if relation == RDF.type else _iri(relation.value, short)
        lines.append(f"{verb} {' , '.join(_term(quad.object, short) + more(quad) for quad in same)}")
    return lines


def _term(term: object, short: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        return _iri(term.value, short)
    if isinstance(term, Triple):
        return f"<<( {' '.join(_term(each, short) for each in (term.subject, term.predicate, term.object))} )>>"
    assert isinstance(term, Literal)
    if term.datatype == XSD.string:
        return str(term)
    if (bare := _BARE.get(term.datatype)) and bare.fullmatch(term.value):
        return term.value
    return f"{Literal(term.value)}^^{_iri(term.datatype.value, short)}"


def _iri(iri: str, short: Mapping[str, str]) -> str:
    """With its prefix where what is left needs no escapes, else in brackets."""
    at = max(iri.rfind("/"), iri.rfind("#")) + 1
    name = short.get(iri[:at])
    return f"{name}:{iri[at:]}" if name and _LOCAL.fullmatch(iri[at:]) else str(NamedNode(iri))
