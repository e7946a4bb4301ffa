"""The table of confidence: what it holds, and what a rule has that it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon import load
from kg.lexicon.confidence import ANY, COLUMNS, Confidence, construction_of, load_confidence, read_confidence

TABLE = Confidence(
    by_key={
        (ANY, ANY, ANY, "named"): 0.8,
        (ANY, ANY, ANY, "group"): 0.5,
        (ANY, "accuses", ANY, "named"): 0.7,
        (ANY, "accuses", "verb", "named"): 0.75,
        ("blame", "accuses", "verb", "named"): 0.9,
    }
)


@pytest.mark.parametrize(
    ("rule", "relation", "construction", "group", "expected"),
    [
        ("blame", "accuses", "verb", False, 0.9),
        ("of-my-own", "accuses", "verb", False, 0.75),
        ("blame", "accuses", "adjective", False, 0.7),  # a row that changed its kind since
        ("blame", "condemns", "verb", False, 0.8),  # or its relation
        ("blame", "accuses", "verb", True, 0.5),
    ],
)
def test_a_rule_has_its_own_figure_or_what_rules_like_it_have(
    rule: str, relation: str, construction: str, group: bool, expected: float
) -> None:
    assert TABLE.of(rule, relation, construction, group=group) == expected


def test_the_shipped_table_knows_every_relation_in_every_construction() -> None:
    table, lexicon = load_confidence(), load()
    for relation in lexicon.relations.values():
        assert (ANY, relation.name, ANY, "named") in table.by_key
        for frame in (*lexicon.verbs[:1], *lexicon.nouns[:1], *lexicon.adjectives[:1]):
            assert relation.family == "roles" or (ANY, relation.name, frame.construction, "named") in table.by_key


def test_claims_about_unnamed_groups_are_less_sure() -> None:
    table = load_confidence()
    assert table.of("", "attacks", "verb", group=True) < table.of("", "attacks", "verb", group=False)


def test_a_role_is_told_by_where_its_owner_was_found() -> None:
    assert construction_of("role.deputy-prime-minister.context") == "context"
    assert construction_of("plain") == "plain"


def test_a_damaged_table_is_told_with_its_row(tmp_path: Path) -> None:
    file, head = tmp_path / "confidence.csv", ",".join(COLUMNS) + "\n"
    for text, problem in (
        (f"{head}*,*,*,named,1,1,much\n", "row 1: not rule"),
        (f"{head}*,*,*,named,1,1,1.5\n", "row 1.*between 0 and 1"),
        (f"{head}*,*,*,named,1,1,0.5\n", "lacks the rows for all claims"),
    ):
        file.write_text(text)
        with pytest.raises(TableError, match=problem):
            read_confidence(file)
    with pytest.raises(TableError, match=r"kg\.calibrate"):
        read_confidence(tmp_path / "none.csv")
