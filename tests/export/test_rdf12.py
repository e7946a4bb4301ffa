"""RDF 1.2: what holds is asserted and annotated, nothing else becomes a fact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from read_back import REIFIES

from kg.export import dump
from kg.model import Status
from kg.query.facts import all_facts, relations
from kg.query.window import window
from kg.rdf.namespace import ONTOLOGY, predicate
from kg.store import View

Press = Callable[..., Path]
RELATIONS = {predicate(name).value for name in relations()}


def read(view: View) -> set[Triple]:
    """The triples by pyoxigraph's parser."""
    return {quad.triple for quad in parse(dump(view, "rdf12"), RdfFormat.TURTLE)}


def relation_triples(triples: set[Triple]) -> set[tuple[str, str, str]]:
    """The asserted triples of the codebook's relations."""
    return {tuple(getattr(term, "value", "") for term in one) for one in triples if one.predicate.value in RELATIONS}  # type: ignore[misc]


def test_only_what_holds_is_asserted(gold_view: View) -> None:
    """The asserted relations are those of claims that hold (symmetric ones both ways); every claim reifies its triple."""
    triples, base = read(gold_view), gold_view.base
    wanted, quoted = set(), set()
    for fact in all_facts(gold_view):
        subject, object_, name = base + fact.subject, base + fact.object, predicate(fact.relation).value
        quoted.add((base + fact.id, Triple(NamedNode(subject), NamedNode(name), NamedNode(object_))))
        if fact.status is Status.ACTUAL:
            wanted.add((subject, name, object_))
            if relations()[fact.relation].symmetric:
                wanted.add((object_, name, subject))
    assert relation_triples(triples) == wanted
    assert {(one.subject.value, one.object) for one in triples if one.predicate == REIFIES} == quoted  # type: ignore[union-attr]
    assert not any(one.predicate.value.endswith(("#subject", "#predicate", "#object")) for one in triples)


def test_a_denial_is_never_asserted(press: Press) -> None:
    """Denied, planned, supposed and former things are quoted only, unless another claim says that they hold."""
    rows: list[tuple[Any, ...]] = [(status.value, "IR", "attacks", f"{status.value[0].upper()}X") for status in Status]
    claims = [(subject, relation, object_, {"status": status}) for status, subject, relation, object_ in rows]
    again = ("IR", "attacks", "DX", {"status": "actual"})
    store = press(("a", "2024-01-01", *claims))
    with View(store) as view:
        assert relation_triples(read(view)) == {(view.base + "country/IR", f"{ONTOLOGY}attacks", view.base + "country/AX")}
        assert sum(one.predicate == REIFIES for one in read(view)) == len(Status)
    with View(press(("a", "2024-01-01", *claims), ("b", "2024-01-02", again))) as view:
        held = {object_.rpartition("/")[2] for _, _, object_ in relation_triples(read(view))}
        assert held == {"AX", "DX"}
        text = dump(view, "rdf12").decode("utf8")
        assert text.count("~ claim:") == 2 and text.count("rdf:reifies <<( ") == len(Status) - 1


def test_an_office_left_by_then_is_not_asserted(press: Press) -> None:
    """As of a day after somebody is called a former minister, his being one is only quoted."""
    office = ("Ann Lee", "minister-of", "IR", {"post": "finance minister"})
    left = ("Ann Lee", "minister-of", "IR", {"post": "finance minister", "status": "former"})
    store = press(("a", "2024-01-01", office), ("b", "2024-06-01", left))
    for as_of, asserted in (("2024-02-01", 1), ("2024-07-01", 0)):
        with View(store, days=window(as_of=as_of)) as view:
            assert len(relation_triples(read(view))) == asserted
            assert sum(one.predicate == REIFIES for one in read(view)) == 2 - asserted
