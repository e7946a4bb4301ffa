"""kg why-same, same, different: asked, said and taken back on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Reading
from kg.store import Writer
from kg.store.view import View


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(store)])


def out(store: Path, *arguments: str) -> str:
    result = run(store, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def store(tmp_path: Path, gold_readings: list[Reading]) -> Path:
    """The seed article, and it again with the minister under another name, and under his family name."""
    seed = gold_readings[0]
    with Writer(tmp_path / "g") as writer:
        writer.put(seed, "gold")
        for key, name in (("b.txt", "Nasirzadeh"), ("c.txt", "Karim Delvari")):
            actor = replace(seed.entities[0], name=name, aliases=())
            article = replace(seed.article, key=key, name=key)
            writer.put(Reading(article=article, entities=(actor, *seed.entities[1:]), claims=seed.claims), "gold")
    return tmp_path / "g"


def test_why_two_are_one_or_two(store: Path) -> None:
    told = out(store, "why-same", "Aziz Nasirzadeh", "Nasirzadeh@b.txt")
    assert told.startswith(
        "One actor: Aziz Nasirzadeh (person:aziz-nasirzadeh)\n  Nasirzadeh: the only Nasirzadeh with an office in IR (b.txt)"
    )
    told = out(store, "why-same", "Aziz Nasirzadeh", "Karim Delvari")
    assert told.startswith("Two actors: ") and "sound different" in told
    assert "are never one" in out(store, "why-same", "Aziz Nasirzadeh", "Iran")
    assert '"same": false' in out(store, "why-same", "Aziz Nasirzadeh", "Karim Delvari", "-f", "json")


def test_same_is_kept_answers_to_the_old_id_and_can_be_undone(store: Path, gold_readings: list[Reading]) -> None:
    with View(store) as view:
        claims = {record.statement.id for record in view.statements()}
    line = 'same person "Aziz Nasirzadeh" in "000_f2efd379952b0cda.txt" and "Karim Delvari" in "c.txt"'
    assert out(store, "same", "Nasirzadeh", "Karim Delvari") == f"Noted: {line}\n"
    assert line in (store / "judgements.txt").read_text(encoding="utf8").splitlines()
    assert "the same by judgement" in out(store, "why-same", "Aziz Nasirzadeh", "Karim Delvari")
    for old in ("person:karim-delvari", "https://w3id.org/diplomatic-kg/person/karim-delvari"):
        assert "person:aziz-nasirzadeh" in out(store, "show", old)
    assert "1 hop" in out(store, "path", "person:karim-delvari", "Abbas")
    with Writer(store) as writer:  # read again, and another article more
        writer.put(gold_readings[0], "newer rules")
        writer.put(gold_readings[1], "gold")
    with View(store) as view:
        assert view.entity("person/karim-delvari") is None
        assert claims <= {record.statement.id for record in view.statements()}
    number = out(store, "same", "--list").splitlines()[1].split()[0]
    assert out(store, "same", "--undo", number) == f"Took back line {number}.\n"
    assert "(person:karim-delvari)" in out(store, "why-same", "Karim Delvari", "Aziz Nasirzadeh")
    assert run(store, "same", "--undo", "77").exit_code == 1


def test_different_takes_apart_what_rules_have_joined(store: Path) -> None:
    assert "as in 'Aziz Nasirzadeh'@ARTICLE" in run(store, "different", "Aziz Nasirzadeh", "Aziz Nasirzadeh").output
    out(store, "different", "Aziz Nasirzadeh@000_f2efd379952b0cda.txt", "Nasirzadeh@b.txt")
    told = out(store, "why-same", "Aziz Nasirzadeh", "Nasirzadeh@b.txt")
    assert told.startswith("Two actors: Aziz Nasirzadeh (person:aziz-nasirzadeh) and Nasirzadeh (person:nasirzadeh_ir)")
    assert "a person's word, line 5" in told


def test_a_contradiction_names_both_lines_and_changes_nothing(store: Path) -> None:
    out(store, "different", "Aziz Nasirzadeh", "Karim Delvari")
    before = (store / "judgements.txt").read_text(encoding="utf8")
    result = run(store, "same", "Aziz Nasirzadeh", "Karim Delvari")
    assert result.exit_code == 1 and "line 5" in result.output and "line 6" in result.output
    assert (store / "judgements.txt").read_text(encoding="utf8") == before


def test_a_malformed_line_is_told_with_file_and_line(store: Path) -> None:
    (store / "judgements.txt").write_text("# note\nsame person Ann and Bob\n", encoding="utf8")
    result = run(store, "same", "--list")
    assert result.exit_code == 1 and "judgements.txt, line 2: not a judgement" in result.output


def test_names_that_fit_nobody_are_told(store: Path) -> None:
    assert "no such article" in run(store, "why-same", "Nasirzadeh@zzz.txt", "Abbas").output
    assert "is nobody in b.txt; it names" in run(store, "why-same", "Merkel@b.txt", "Abbas").output
    assert run(store, "same").exit_code == 2
    assert "nothing to say" in run(store, "same", "Aziz Nasirzadeh", "Nasirzadeh").output
