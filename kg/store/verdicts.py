"""Which claims has a person rejected or confirmed, and what changes in the graph when that changes?

A rejected claim keeps its node, words and participants, but has no subject, object and speaker, so nothing rests on it; what
it says of an office is no evidence of who somebody is. `kg:verdict` tells both kinds apart from the others. Like all that is
derived it is kept by difference: only the articles are looked at that were put in, or on which a line has come or gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Reading
from kg.rdf import read
from kg.rdf.namespace import CONFIRMED, KG, RDF, REJECTED, predicate
from kg.resolve.evidence import roles
from kg.resolve.judgements import without
from kg.resolve.verdicts import Verdict, meant, parse, ruled

Place = tuple[NamedNode, NamedNode]
"""Article graph and claim, or participant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The claims that are rejected or confirmed from now on, those whose verdict has changed, and the quads to take out and
    to put in.

    `evidence` are the participants to whom a claim gives an office that has just been rejected, or is rejected no more.
    """

    rejected: frozenset[Place]
    confirmed: frozenset[Place]
    changed: frozenset[Place]
    evidence: frozenset[Place]
    old: tuple[Quad, ...]
    new: tuple[Quad, ...]


def rule(
    store: Store,
    base: str,
    said: Sequence[Verdict],
    before: Sequence[Verdict],
    graphs: Mapping[str, NamedNode],
    put: Iterable[NamedNode],
    *,
    whole: bool,
) -> Ruled:
    """What the verdicts change, given those of the last time, the articles by key, and which of these were put in since.

    `whole`: look at every article on which there is a line, or a verdict in the graph.
    """
    have = _verdicts(store)
    lines = _by_article(said)
    told = {each.article for each in (said if whole else set(said) ^ set(before))}
    fresh = set(put)
    looked = {graphs[key] for key in told if key in graphs}
    looked |= {graph for graph, _ in have} if whole else {graphs[key] for key in lines if graphs.get(key) in fresh}
    keys = {graph: key for key, graph in graphs.items() if graph in looked}
    want = {place: verdict for graph in looked for place, verdict in _wanted(store, base, graph, keys[graph], lines).items()}
    changed = {place for place in have.keys() | want.keys() if place[0] in looked and have.get(place) != want.get(place)}
    after = {place: verdict for place, verdict in have.items() if place[0] not in looked} | want
    flipped = {place for place in changed if REJECTED in (have.get(place), want.get(place))}
    return Ruled(
        rejected=frozenset(place for place, verdict in after.items() if verdict == REJECTED),
        confirmed=frozenset(place for place, verdict in after.items() if verdict == CONFIRMED),
        changed=frozenset(changed),
        evidence=frozenset(_holders(store, flipped)),
        old=tuple(_quad(place, have[place]) for place in changed if place in have),
        new=tuple(_quad(place, want[place]) for place in changed if place in want),
    )


def rejected(store: Store) -> frozenset[Place]:
    """The claims that are rejected in the graph as it stands."""
    return frozenset(place for place, verdict in _verdicts(store).items() if verdict == REJECTED)


def _verdicts(store: Store) -> dict[Place, Literal]:
    return {
        (quad.graph_name, quad.subject): quad.object
        for quad in store.quads_for_pattern(None, KG.verdict, None, None)
        if isinstance(quad.graph_name, NamedNode) and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _by_article(said: Iterable[Verdict]) -> Mapping[str, list[Verdict]]:
    lines: dict[str, list[Verdict]] = defaultdict(list)
    for each in said:
        lines[each.article].append(each)
    return lines


def _wanted(store: Store, base: str, graph: NamedNode, key: str, lines: Mapping[str, list[Verdict]]) -> Mapping[Place, Literal]:
    """The verdicts on one article's claims."""
    reading = read.reading(store, base, key) if key in lines else None
    found = ruled(lines[key], reading) if reading else {}
    return {(graph, NamedNode(base + path)): REJECTED if no else CONFIRMED for path, no in found.items()}


def _holders(store: Store, claims: Iterable[Place]) -> Iterable[Place]:
    """To whom do these claims give an office or membership?"""
    offices = {predicate(name) for name in roles()}
    for graph, claim in claims:
        if any(quad.object in offices for quad in store.quads_for_pattern(claim, RDF.predicate, None, graph)):
            yield graph, NamedNode(read.value(store, claim, KG.subjectParticipant, graph))


def _quad(place: Place, verdict: Literal) -> Quad:
    return Quad(place[1], KG.verdict, verdict, place[0])


def added(text: str, said: Verdict, reading: Reading | None) -> tuple[str, tuple[Verdict, ...]]:
    """The file's text with this verdict in place of those on the same claims, and the verdicts that were there.

    The place of the first of them is kept. If one of them says the same, nothing changes. `reading` is the article's, by
    which lines that speak of a claim at slightly other words are known.
    """
    claims = meant(said, reading)[1] if reading else frozenset()
    there = [
        each
        for each in parse(text)
        if each.article == said.article and (each == said or (reading and claims & meant(each, reading)[1]))
    ]
    if any(each.rejected == said.rejected and each.status == said.status for each in there):
        return text, tuple(there)
    for each in reversed(there[1:]):
        text = without(text, each.line)
    if there:
        lines = text.split("\n")
        lines[there[0].line - 1] = said.written
        text = "\n".join(lines)
    return text, tuple(there)
