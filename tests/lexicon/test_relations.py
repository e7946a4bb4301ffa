"""The closed vocabulary is the codebook's, with PLOVER's scores."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon import relations

CODEBOOK = Path(__file__).parent.parent / "gold" / "CODEBOOK.md"
SCORES = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5.0,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10.0,
    "RETREAT": 6.5,
    "REQUEST": 0.0,
    "ACCUSE": -3.0,
    "REJECT": -2.0,
    "THREATEN": -3.5,
    "PROTEST": -5.0,
    "SANCTION": -6.0,
    "MOBILIZE": -5.5,
    "COERCE": -7.0,
    "ASSAULT": -9.0,
}
OWN_SCORES = {"visits": 4.0, "hosts": 4.0, "spoke-with": 1.5}


def test_relations_are_the_codebooks_in_its_order() -> None:
    rows = re.findall(r"^\| `([a-z-]+)`", CODEBOOK.read_text(encoding="utf8"), re.MULTILINE)
    named = [row for row in rows if row not in {"Person", "Country", "Organization", "Group"}]
    assert list(relations.read()[0]) == [name for name in named if "-" in name or name.islower()]


def test_symmetric_relations_are_those_with_the_double_arrow() -> None:
    marked = set(re.findall(r"`([a-z-]+)` ↔", CODEBOOK.read_text(encoding="utf8")))
    assert {relation.name for relation in relations.read()[0].values() if relation.symmetric} == marked


def test_plover_scores_are_the_manuals() -> None:
    assert {name: plover.score for name, plover in relations.read()[1].items()} == SCORES


def test_a_relation_has_its_types_score_or_its_modes_and_roles_have_none() -> None:
    for relation in relations.read()[0].values():
        expected = None if relation.family == "roles" else OWN_SCORES.get(relation.name, SCORES.get(relation.plover))
        assert relation.score == expected, relation.name


def test_predicates_are_camel_case_and_all_different() -> None:
    predicates = [relation.predicate for relation in relations.read()[0].values()]
    assert "headOfStateOf" in predicates and len(set(predicates)) == len(predicates)


def test_an_unknown_family_is_refused_with_file_and_row(tmp_path: Path) -> None:
    table = tmp_path / "relations.toml"
    row = '[[relation]]\nname = "likes"\nlabel = "likes"\nfamily = "feelings"\n'
    row += 'domain = ["Person"]\nrange = ["Person"]\nmeaning = "."\n'
    table.write_text(row, encoding="utf8")
    with pytest.raises(TableError, match=r"relations\.toml: relation 1 \(likes\): unknown family"):
        relations.read(table)
