"""RDF 1.2 in Turtle: what holds is a triple, annotated with the claims that say so; every other claim only quotes its triple.

`country:IR kg:supports country:SY ~ claim:1 {| kg:quote "…" |}` asserts the triple and lets claim:1 reify it. What is denied,
planned or supposed, and offices that were left, are `claim:2 rdf:reifies <<( … )>>`, which asserts nothing. The reification of
RDF 1.1 (rdf:subject, rdf:predicate, rdf:object, rdf:Statement) is left out, as both say the same; all else is as in Turtle.
Symmetric relations hold both ways; the direction in which a claim has it is annotated. First comes what holds, then each article
with its claims.

Source: W3C, RDF 1.2 Turtle (Candidate Recommendation 2026), section 2.11 on triple terms, reifying triples and annotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.export.prefixed import head, used
from kg.export.quads import graphs
from kg.export.telling import Tell
from kg.model import Status
from kg.rdf.namespace import KG, RDF, XSD

if TYPE_CHECKING:
    from kg.store import View

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
_ENDS = (RDF.subject, RDF.predicate, RDF.object)
_ACTUAL = Literal(Status.ACTUAL.value)
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_BARE = {XSD.integer: re.compile(r"-?\d+"), XSD.decimal: re.compile(r"-?\d+\.\d+")}
_STEP = "\n\t"


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as Turtle of RDF 1.2, piece by piece: what all articles tell together, then article by article."""
    spaces = used(view)
    yield head(spaces)
    short = {iri: name for name, iri in spaces.items()}
    for block in graphs(view, tell):
        parts = groupby(block, key=lambda quad: quad.subject)
        yield "".join(_part(view, subject, list(quads), short) for subject, quads in parts).encode("utf8")


def _part(view: View, subject: object, quads: list[Quad], short: Mapping[str, str]) -> str:
    """What is said of a subject; of a claim that holds, its triple with the claim behind it."""
    said = _reified(quads)
    term = next((quad.object for quad in said if quad.predicate == REIFIES), None)
    if isinstance(term, Triple) and _holds(view, quads, term):
        lines = _lines([quad for quad in said if quad.predicate != REIFIES], short)
        triple = " ".join(_term(each, short) for each in (term.subject, term.predicate, term.object))
        return f"{triple} ~ {_term(subject, short)} {{|{_STEP}{f' ;{_STEP}'.join(lines)} |}} .\n"
    return f"{_term(subject, short)} {f' ;{_STEP}'.join(_lines(said, short))} .\n"


def _holds(view: View, claim: list[Quad], term: Triple) -> bool:
    """Does the claim say that the thing holds, and does it (as of a day, an office that was left by then does not)?"""
    actual = any(quad.predicate == KG.status and quad.object == _ACTUAL for quad in claim)
    return actual and Quad(term.subject, term.predicate, term.object, DefaultGraph()) in view.store


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


def _lines(quads: Iterable[Quad], short: Mapping[str, str]) -> list[str]:
    """What is said of one subject: a property with its values each."""
    lines = []
    for relation, same in groupby(quads, key=lambda quad: quad.predicate):
        verb = "a" if relation == RDF.type else _iri(relation.value, short)
        lines.append(f"{verb} {' , '.join(_term(quad.object, short) for quad in same)}")
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
