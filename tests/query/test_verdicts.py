"""Rejected claims count nowhere; ids of claims as a person types them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from kg.errors import QueryError
from kg.export.claims import rows
from kg.model import Reading
from kg.query.counts import count
from kg.query.facts import all_facts, facts_in, sources
from kg.query.sparql.named import Question, answer, questions
from kg.query.verdicts import claim, line_on, lines, reason
from kg.resolve.verdicts import verdict
from kg.store import View, Writer

ARGUMENTS = {"actor": "Iran", "person": "Nasirzadeh", "one": "Iran", "other": "Israel", "date": "2025", "number": "1"}
OF_ARTICLES = ("reprints",)  # a question that asks for no claims


@pytest.fixture(scope="module")
def rejected(tmp_path_factory: pytest.TempPathFactory, gold_readings: list[Reading]) -> Iterator[View]:
    """Four gold articles twice, all of whose claims are rejected."""
    root = tmp_path_factory.mktemp("g")
    again = [replace(each, article=replace(each.article, key=f"again/{each.article.key}")) for each in gold_readings[:4]]
    readings = [*gold_readings[:4], *again]
    with Writer(root) as writer:
        for each in readings:
            writer.put(each, "gold")
        said = [verdict(each, one, rejected=True, why="all wrong").written for each in readings for one in each.claims]
        writer.set_judgements("\n".join(said))
    with View(root) as view:
        yield view


@pytest.mark.parametrize("asked", [one for one in questions() if one.name not in OF_ARTICLES], ids=lambda asked: asked.name)
def test_no_question_counts_what_is_rejected(rejected: View, asked: Question) -> None:
    given = {one.name: ARGUMENTS.get(one.name, ARGUMENTS.get(one.kind, "")) for one in asked.parameters if one.required}
    assert answer(rejected, asked, given).rows == ()


def test_nothing_else_counts_it_either(rejected: View, gold_readings: list[Reading]) -> None:
    number = sum(len(each.claims) for each in gold_readings[:4]) * 2
    counts = count(rejected)
    assert (counts.of(), counts.rejected, counts.confirmed) == (0, number, 0)
    assert all_facts(rejected) == [] and list(rejected.statements()) == [] and len(rows(rejected)) == 0
    assert len(rejected.table.claims) == 0
    labels = {quad.predicate.value for quad in rejected.store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert not {"supports", "spokeWith", "represents"} & {label.rpartition("#")[2] for label in labels}
    shown = [fact for one in sources(rejected) for fact in facts_in(rejected, one.id)]
    assert len(shown) == number and all(fact.verdict == "rejected" and rejected.entity(fact.subject) for fact in shown)


def test_a_claim_and_its_line_are_found(rejected: View, tmp_path: Path) -> None:
    first = lines(rejected)[0]
    (path,) = first.claims
    typed = (path, path.replace("/", ":"), f"<{rejected.base}{path}>", f" {rejected.base}{path}")
    assert {claim(rejected, each).id for each in typed} == {path}
    found = claim(rejected, path)
    line = line_on(rejected, found)
    assert line and line.line == 1 and reason(line, found) == "all wrong"
    for wrong in ("claim:none", "Iran", "country:IR", "claim/<x>"):
        with pytest.raises(QueryError):
            claim(rejected, wrong)
