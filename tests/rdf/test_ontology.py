"""Do ontology, shapes, namespace and tables say the same?"""

from __future__ import annotations

from pyoxigraph import NamedNode, parse

from kg.lexicon.relations import read
from kg.model import Status
from kg.rdf.namespace import KG, ONTOLOGY, RDF, predicate, relations
from kg.rdf.ontology import ONTOLOGY_FILE, SHAPES_FILE, render_ontology, render_shapes


def test_the_files_are_what_the_tables_give() -> None:
    for file, render in ((ONTOLOGY_FILE, render_ontology), (SHAPES_FILE, render_shapes)):
        text = file.read_text(encoding="utf8")
        assert text == render(text), "run python -m kg.rdf.ontology"


def test_every_term_is_defined_and_every_defined_term_known() -> None:
    quads = list(parse(path=str(ONTOLOGY_FILE)))
    typed = {quad.subject.value for quad in quads if quad.predicate == RDF.type and isinstance(quad.subject, NamedNode)}
    defined = {iri.removeprefix(ONTOLOGY) for iri in typed if iri.startswith(ONTOLOGY)}
    terms = {name for name in vars(KG) if not name.startswith("_")}
    predicates = {relation.predicate for relation in relations().values()}
    assert terms | predicates <= defined
    _, plover = read()
    scheme = {"PLOVER", "ploverType", "score", "role", "contact", "cooperation", "conflict"}
    quads_ = {kind.quad.replace(" ", "-") for kind in plover.values()}
    assert defined == terms | predicates | set(plover) | quads_ | scheme


def test_terms_are_named_as_they_are_called() -> None:
    for name, term in vars(KG).items():
        if not name.startswith("_"):
            assert term == NamedNode(ONTOLOGY + name)


def test_symmetry_and_statuses_are_those_of_the_codebook() -> None:
    text = ONTOLOGY_FILE.read_text(encoding="utf8")
    symmetric = {name for name, relation in relations().items() if relation.symmetric}
    assert symmetric == {"spoke-with", "met-with", "agrees-with", "cooperates-with"}
    for name in relations():
        assert (f"kg:{predicate(name).value.removeprefix(ONTOLOGY)} a owl:ObjectProperty, owl:Sym" in text) == (name in symmetric)
    statuses = " ".join(f'"{status.value}"' for status in Status)
    assert statuses in text and statuses in SHAPES_FILE.read_text(encoding="utf8")
