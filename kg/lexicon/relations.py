"""The closed vocabulary: which relations can a claim have, what do they mean, and where do they stand in PLOVER?

A relation's PLOVER score is its place on the conflict-cooperation scale from -10 to +10; roles have none.

Source: codebook (tests/gold/CODEBOOK.md), section Claims; PLOVER manual, draft 2.0 (scores).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.lexicon.tables import HERE, Row, rows
from kg.model import EntityType

FAMILIES = ("roles", "contacts", "cooperation", "conflict")
_FIELDS = frozenset({"name", "label", "symmetric", "family", "plover", "score", "domain", "range", "meaning"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverType:
    """A PLOVER event type: its score, its quad class (such as "verbal cooperation") and its meaning in our words."""

    name: str
    score: float
    quad: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation. `plover` is "" and `score` None for roles; `domain` and `range` say which entities it may join."""

    name: str
    label: str
    symmetric: bool
    family: str
    plover: str
    score: float | None
    domain: tuple[EntityType, ...]
    range: tuple[EntityType, ...]
    meaning: str

    @property
    def predicate(self) -> str:
        """The relation as a term of the ontology: "spoke-with" is `spokeWith`."""
        first, *rest = self.name.split("-")
        return first + "".join(word.capitalize() for word in rest)


def read(path: Path = HERE / "relations.toml") -> tuple[Mapping[str, Relation], Mapping[str, PloverType]]:
    """Which relations and PLOVER types are there, by name, in table order? Raises TableError with file and row."""
    tables = rows(path, ("relation", "plover"), key="name")
    types = {row.text("name"): _plover(row) for row in tables["plover"]}
    relations: dict[str, Relation] = {}
    for row in tables["relation"]:
        relation = _relation(row, types)
        if relation.name in relations:
            raise row.fail("this name stands twice")
        relations[relation.name] = relation
    return MappingProxyType(relations), MappingProxyType(types)


def _plover(row: Row) -> PloverType:
    row.only(frozenset({"name", "score", "quad", "meaning"}))
    score = _score(row)
    if score is None:
        raise row.fail('field "score" must be a number')
    return PloverType(name=row.text("name"), score=score, quad=row.text("quad"), meaning=row.text("meaning"))


def _relation(row: Row, types: Mapping[str, PloverType]) -> Relation:
    row.only(_FIELDS)
    family, plover = row.text("family"), row.text("plover", "")
    if family not in FAMILIES:
        raise row.fail(f'unknown family "{family}"; known are {", ".join(FAMILIES)}')
    if plover and plover not in types:
        raise row.fail(f'unknown PLOVER type "{plover}"')
    return Relation(
        name=row.text("name"),
        label=row.text("label"),
        symmetric=row.flag("symmetric"),
        family=family,
        plover=plover,
        score=_score(row),
        domain=_types(row, "domain"),
        range=_types(row, "range"),
        meaning=row.text("meaning"),
    )


def _score(row: Row) -> float | None:
    value = row.fields.get("score")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise row.fail('field "score" must be a number')
    return None if value is None else float(value)


def _types(row: Row, name: str) -> tuple[EntityType, ...]:
    try:
        return tuple(EntityType(value) for value in row.texts(name))
    except ValueError as error:
        raise row.fail(f'field "{name}": {error}') from error
