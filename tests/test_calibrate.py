"""Confidence from counts: shrinkage, what is left out, the table's bytes, and the report."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kg.calibrate import (
    Hit,
    Strengths,
    brier,
    calibration_error,
    choose,
    joined,
    left_out,
    log_loss,
    main,
    render,
    report,
    shrunk,
    tally,
    told_by,
)
from kg.lexicon.confidence import ANY, FILE, read_confidence
from kg.lexicon.relations import read

RELATIONS = read()[0]
EVEN = Strengths(level=8.0, rule=8.0)


def hits(rule: str, right: int, wrong: int, *, relation: str = "supports", kind: str = "verb", ends: str = "named") -> list[Hit]:
    family = RELATIONS[relation].family
    fields = {"rule": rule, "relation": relation, "family": family, "construction": kind, "ends": ends}
    return [Hit(article=f"{number % 7}.txt", right=number < right, **fields) for number in range(right + wrong)]


MANY = [
    *hits("back", 30, 2),
    *hits("support", 3, 1),
    *hits("support-n", 6, 6, kind="noun"),
    *hits("attack", 9, 3, relation="attacks"),
    *hits("attack", 2, 8, relation="attacks", ends="group"),
    *hits("role.minister.named", 40, 0, relation="minister-of", kind="named"),
]


def table(found: list[Hit], strengths: Strengths, path: Path) -> dict[tuple[str, str, str, str], float]:
    path.write_text(render(found, strengths, RELATIONS), encoding="utf-8")
    return dict(read_confidence(path).by_key)


def test_few_claims_move_a_share_little_and_many_move_it_far() -> None:
    assert shrunk(0, 0, 0.7, 4) == 0.7
    assert 0.7 < shrunk(2, 2, 0.7, 4) < shrunk(200, 200, 0.7, 4) < 1
    assert shrunk(1, 1, 0.7, 64) < shrunk(1, 1, 0.7, 1)


def test_departures_from_the_base_add_up() -> None:
    assert joined(0.8, 0.8, 0.8) == pytest.approx(0.8)
    assert joined(0.9, 0.7, 0.8) == pytest.approx(joined(0.7, 0.9, 0.8))
    assert 0 < joined(0.01, 0.01, 0.99) < joined(0.99, 0.99, 0.01) < 1


def test_a_rule_lies_between_its_own_share_and_what_is_known_of_rules_like_it(tmp_path: Path) -> None:
    found = table(MANY, EVEN, tmp_path / "t.csv")
    like = found[ANY, "supports", "noun", "named"]
    assert found["support-n", "supports", "noun", "named"] > 0.5 and found["back", "supports", "verb", "named"] < 30 / 32
    assert found["back", "supports", "verb", "named"] > found["support", "supports", "verb", "named"] > like
    assert found["attack", "attacks", "verb", "group"] < 0.6 < found["attack", "attacks", "verb", "named"]
    assert all(0 < value < 1 for value in found.values())


def test_a_rules_own_claims_count_once() -> None:
    alone = [*hits("back", 1, 0), *hits("attack", 5, 5, relation="attacks")]
    (key,) = {hit.keys for hit in alone if hit.rule == "back"}
    without = tally(hit for hit in alone if hit.rule != "back").confidence(key[:6], EVEN)
    assert tally(alone).confidence(key, EVEN) == pytest.approx(shrunk(1, 1, without, EVEN.rule))


def test_no_strength_takes_the_rules_own_share_and_much_takes_its_relations() -> None:
    counts, (key,) = tally(MANY), {hit.keys for hit in MANY if hit.rule == "support-n"}
    assert counts.confidence(key, Strengths(level=1.0, rule=1e-9)) == pytest.approx(0.5)
    assert counts.confidence(key, Strengths(level=1.0, rule=1e9)) > 0.7


def test_an_article_is_told_by_the_others() -> None:
    found = [*hits("back", 6, 0), *(replace(hit, article="alone.txt") for hit in hits("back", 0, 1))]
    *rest, (sure, right) = left_out(sorted(found, key=lambda hit: hit.article == "alone.txt"), EVEN)
    whole = tally(found).confidence(found[0].keys, EVEN)
    assert not right and sure > whole  # its own failure is not held against it
    assert all(one < sure for one, _ in rest)


def test_the_same_claims_give_the_same_bytes_in_any_order() -> None:
    assert choose(MANY) == choose(MANY[::-1])
    assert render(MANY, EVEN, RELATIONS) == render(MANY[::-1], EVEN, RELATIONS)


def test_the_table_has_priors_for_what_never_fired(tmp_path: Path) -> None:
    found = table(MANY, EVEN, tmp_path / "t.csv")
    frames = [name for name, relation in RELATIONS.items() if relation.family != "roles"]
    for relation, kind, ends in product(frames, ("verb", "noun", "adjective"), ("named",)):
        assert (ANY, relation, kind, ends) in found
    assert (ANY, "minister-of", "named", "group") not in found  # no group holds an office, and none can be held of one
    assert {key[0] for key in found} == {ANY, *(hit.rule for hit in MANY)}


def test_scores_by_hand() -> None:
    told = [(0.5, True), (0.5, False), (0.9, True), (0.9, True)]
    assert brier(told) == pytest.approx((0.25 + 0.25 + 0.01 + 0.01) / 4)
    assert log_loss([(0.5, True), (0.5, False)]) == pytest.approx(0.6931, abs=1e-4)
    assert calibration_error(told) == pytest.approx((0 * 2 + 0.1 * 2) / 4)
    text = report(told)
    assert text.splitlines()[0] == "4 claims, 0.750 right" and "0.50 to 0.60       2     0.500  0.500" in text


def test_a_table_foretells_the_claims_it_was_made_of_better_than_one_figure(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    table(MANY, EVEN, file)
    told = told_by(read_confidence(file), MANY)
    share = sum(right for _, right in told) / len(told)
    assert log_loss(told) < log_loss([(share, right) for _, right in told])


def test_the_command_writes_a_table_and_reports_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actors: dict[str, object] = {name: {"type": "Country", "name": name, "aliases": []} for name in ("Norway", "Iran", "Syria")}
    claim = {"subject": "Norway", "relation": "condemns", "object": "Iran", "sentence": 1}
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Norway condemned Iran and Syria.")
        gold = {"article": f"{name}.txt", "entities": actors, "claims": [claim]}
        (tmp_path / f"{name}.json").write_text(json.dumps(gold))
    shipped, table = FILE.read_bytes(), tmp_path / "t.csv"
    main([str(tmp_path), "--table", str(table)])
    assert "condemn,condemns,verb,named,2,2," in table.read_text() and FILE.read_bytes() == shipped
    assert capsys.readouterr().out.startswith(f"{table}: strength ")
    main([str(tmp_path / "a.json"), "--table", str(table), "--report"])
    assert capsys.readouterr().out.startswith("2 claims, 0.500 right\n")
    with pytest.raises(SystemExit, match=r"Error: a\.txt: two gold files"):
        main([str(tmp_path), str(tmp_path / "a.json"), "--report"])
