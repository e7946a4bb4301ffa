"""Does a graph that kg writes conform, and is every kind of damage seen?"""

from __future__ import annotations

import sys

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.rdf.namespace import KG, RDF, RDFS, predicate
from kg.store import View
from kg.validate import ValidationError, validate


class Damaged:
    """A graph of memory with the same questions as a view."""

    def __init__(self, view: View) -> None:
        self.base, self.store = view.base, Store()
        self.store.extend(list(view.store))

    query, node, id = View.query, View.node, View.id

    def replace(self, path: str, term: NamedNode, value: NamedNode | Literal | None) -> None:
        """Give the resource this value instead of its own."""
        for quad in list(self.store.quads_for_pattern(NamedNode(self.base + path), term, None, None)):
            self.store.remove(quad)
            if value is not None:
                self.store.add(Quad(quad.subject, term, value, quad.graph_name))

    def messages(self) -> set[str]:
        """What is found wrong."""
        return {violation.message for violation in validate(self)}  # type: ignore[arg-type]


@pytest.fixture
def damaged(seed_view: View) -> Damaged:
    return Damaged(seed_view)


def claim(view: View) -> str:
    return next(view.statements(relation="supports")).statement.id


def test_what_kg_writes_conforms(gold_view: View) -> None:
    assert validate(gold_view) == []


def test_every_kind_of_damage_is_seen(damaged: Damaged, seed_view: View) -> None:
    one = claim(seed_view)
    damaged.replace(one, KG.status, Literal("perhaps"))
    damaged.replace(one, KG.rule, None)
    damaged.replace(one, KG.date, Literal("soon"))
    damaged.replace(one, RDF.object, Literal("Syria"))
    damaged.replace("country/IL", KG.code, Literal("Israel"))
    damaged.replace("organization/axis-of-resistance", RDFS.label, None)
    person, israel = NamedNode(f"{damaged.base}person/aziz-nasirzadeh"), NamedNode(f"{damaged.base}country/IL")
    damaged.store.add(Quad(israel, predicate("minister-of"), person, DefaultGraph()))
    assert damaged.messages() >= {
        "a claim has one known status",
        "a claim names the rule that read it",
        "a claim has one object, an actor",
        "a country code is two capital letters",
        "an actor has one name",
        "minister of joins Person to Country",
    }


def test_a_reprint_has_one_original_that_is_none_itself(gold_view: View) -> None:
    gold = Damaged(gold_view)
    articles = gold.store.quads_for_pattern(None, RDF.type, KG.Article, None)
    one, other, third = (node for quad, _ in zip(articles, range(3), strict=False) if isinstance(node := quad.subject, NamedNode))
    gold.store.add(Quad(one, KG.reprintOf, other, one))
    assert gold.messages() == set()
    gold.store.add(Quad(other, KG.reprintOf, third, other))
    assert gold.messages() == {"an original is no reprint itself"}
    gold.store.add(Quad(one, KG.reprintOf, third, one))
    assert gold.messages() == {"an original is no reprint itself", "a reprint has one original, an article"}


def test_a_quote_that_is_not_in_the_article_is_seen(damaged: Damaged, seed_view: View) -> None:
    damaged.replace(claim(seed_view), KG.quote, Literal("Words that nobody wrote"))
    assert damaged.messages() == {"the quote is not what the article says there"}


def test_an_edge_that_no_claim_makes_is_seen(damaged: Damaged) -> None:
    iran, israel = NamedNode(f"{damaged.base}country/IR"), NamedNode(f"{damaged.base}country/IL")
    damaged.store.add(Quad(iran, predicate("attacks"), israel, DefaultGraph()))
    (found,) = (message for message in damaged.messages())
    assert found == f"no claim says <{predicate('attacks').value}> <{israel.value}>"


def test_without_pyshacl_the_message_says_what_to_install(seed_view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(ValidationError, match=r"diplomatic-kg\[shacl\]"):
        validate(seed_view)
