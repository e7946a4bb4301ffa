"""The generated parts of `ontology.ttl` and `shapes.ttl`: relations and PLOVER types as the lexicon's tables have them.

Run `python -m kg.rdf.ontology` after a change of `kg/lexicon/relations.toml`; a test fails while the files lag behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal

from kg.lexicon.relations import PloverType, Relation, read
from kg.model import EntityType

ONTOLOGY_FILE = Path(__file__).with_name("ontology.ttl")
SHAPES_FILE = Path(__file__).with_name("shapes.ttl")
_LINE = "# --- relations\n"
_FAMILIES = {"roles": "role", "contacts": "contact", "cooperation": "cooperation", "conflict": "conflict"}


def render_shapes(current: str) -> str:
    """The shapes as they should be: what is written by hand in `current`, then what each relation may join."""
    return _head(current) + "\n".join(map(_shape, read()[0].values()))


def render_ontology(current: str) -> str:
    """The ontology as it should be: what is written by hand in `current`, then what follows from the tables."""
    relations, types = read()
    quads = sorted({kind.quad for kind in types.values()})
    parts = [*map(_relation, relations.values()), *map(_quad, quads), *map(_type, types.values())]
    return _head(current) + "\n".join(parts)


def _head(current: str) -> str:
    return current[: current.index(_LINE) + len(_LINE)] + "\n"


def _shape(relation: Relation) -> str:
    name, term = relation.predicate[0].upper() + relation.predicate[1:], f"kg:{relation.predicate}"
    ends = f"{relation.label} joins {_listed(relation.domain)} to {_listed(relation.range)}"
    rule = f"[ sh:path {term} ; {_any(relation.range)} ; sh:message {Literal(ends)} ]"
    values = [f"sh:targetSubjectsOf {term}", _any(relation.domain), f"sh:message {Literal(ends)}", f"sh:property {rule}"]
    return _block(f"kg:{name}Shape a sh:NodeShape", values)


def _any(kinds: tuple[EntityType, ...]) -> str:
    if len(kinds) == 1:
        return f"sh:class kg:{kinds[0].value}"
    if set(kinds) == set(EntityType):
        return "sh:class kg:Actor"
    return f"sh:or ( {' '.join(f'[ sh:class kg:{kind.value} ]' for kind in kinds)} )"


def _listed(kinds: tuple[EntityType, ...]) -> str:
    return "any actor" if set(kinds) == set(EntityType) else " or ".join(kind.value for kind in kinds)


def _relation(relation: Relation) -> str:
    kinds = "owl:ObjectProperty, owl:SymmetricProperty" if relation.symmetric else "owl:ObjectProperty"
    return _block(f"kg:{relation.predicate} a {kinds}", _relation_values(relation))


def _relation_values(relation: Relation) -> Iterator[str]:
    yield f"rdfs:label {Literal(relation.label)}"
    yield f"rdfs:comment {Literal(relation.meaning)}"
    yield f"rdfs:subPropertyOf kg:{_FAMILIES[relation.family]}"
    yield f"rdfs:domain {_class(relation.domain)}"
    yield f"rdfs:range {_class(relation.range)}"
    if relation.plover:
        yield f"kg:ploverType kg:{relation.plover}"
    if relation.score is not None:
        yield f"kg:score {relation.score:.1f}"


def _class(kinds: tuple[EntityType, ...]) -> str:
    if set(kinds) == set(EntityType):
        return "kg:Actor"
    names = [f"kg:{kind.value}" for kind in kinds]
    return names[0] if len(names) == 1 else f"[ a owl:Class ; owl:unionOf ( {' '.join(names)} ) ]"


def _quad(name: str) -> str:
    values = [f"rdfs:label {Literal(name)}", "skos:inScheme kg:PLOVER", "skos:topConceptOf kg:PLOVER"]
    return _block(f"kg:{name.replace(' ', '-')} a skos:Concept", values)


def _type(kind: PloverType) -> str:
    values = [f"skos:notation {Literal(kind.name)}", f"rdfs:label {Literal(kind.name.lower())}"]
    values += [f"skos:definition {Literal(kind.meaning)}", f"kg:score {kind.score:.1f}", "skos:inScheme kg:PLOVER"]
    return _block(f"kg:{kind.name} a skos:Concept", [*values, f"skos:broader kg:{kind.quad.replace(' ', '-')}"])


def _block(first: str, values: Iterator[str] | list[str]) -> str:
    return " ;\n    ".join([first, *values]) + " .\n"


if __name__ == "__main__":
    ONTOLOGY_FILE.write_text(render_ontology(ONTOLOGY_FILE.read_text(encoding="utf8")), encoding="utf8")
    SHAPES_FILE.write_text(render_shapes(SHAPES_FILE.read_text(encoding="utf8")), encoding="utf8")
