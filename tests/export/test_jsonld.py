"""The committed context of JSON-LD: in step with the closed namespace, and what makes a document short."""

from __future__ import annotations

import json

from kg.export import dump
from kg.export.jsonld import CONTEXT, context
from kg.query.facts import relations
from kg.query.sparql.select import KINDS
from kg.rdf.namespace import BASE, KG, ONTOLOGY, PREFIXES
from kg.store import View


def test_the_context_is_in_step_with_the_vocabulary() -> None:
    """Every relation leads to a resource, every prefix is the namespace's, and no term is another's."""
    terms = json.loads(CONTEXT.read_text(encoding="utf8"))["@context"]
    assert {name: terms[name] for name in PREFIXES} == dict(PREFIXES) and terms["@vocab"] == ONTOLOGY
    assert {kind: terms[kind] for kind in KINDS} == {kind: f"{BASE}{kind}/" for kind in KINDS}
    for one in relations().values():
        assert terms[one.predicate] == {"@id": f"kg:{one.predicate}", "@type": "@id"}
    own = {value.value for name, value in vars(KG).items() if not name.startswith("_")}
    own |= {ONTOLOGY + one.predicate for one in relations().values()}
    known = context(BASE)
    assert {iri for iri in known.terms if iri.startswith(ONTOLOGY)} <= own
    assert all(known.terms[iri] == iri.removeprefix(ONTOLOGY) for iri in known.terms if iri.startswith(ONTOLOGY))
    names = {iri.removeprefix(ONTOLOGY) for iri in own} - set(known.terms.values())
    assert not names & set(terms), "a term of another vocabulary would hide one of our own"


def test_a_document_is_plain_json(seed_view: View) -> None:
    """Names without prefixes, ids as texts, numbers as numbers."""
    document = json.loads(dump(seed_view, "jsonld"))
    iran = next(node for node in document["@graph"] if node["@id"] == "country:IR")
    assert iran["@type"] == "Country" and iran["label"] == "Iran" and "country:SY" in iran["supports"]
    graph = next(node for node in document["@graph"] if "@graph" in node)
    claim = next(node for node in graph["@graph"] if node["@id"].startswith("claim:") and node["predicate"] == "spokeWith")
    assert claim["subject"].startswith("person:") and claim["date"] == "2024-09-01" and isinstance(claim["start"], int)
    assert set(claim["@type"]) == {"Claim", "Statement"} and claim["wasDerivedFrom"] == graph["@id"]
