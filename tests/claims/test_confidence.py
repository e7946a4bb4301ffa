"""How sure a claim is comes from its rule, and from whether it reads an unnamed group."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.claims.form import form, record
from kg.claims.read import Reader
from kg.lexicon.confidence import load_confidence
from kg.model import Article, EntityType
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

OWN = """
[[verb]]
id = "vilipend"
relation = "condemns"
lemmas = "vilipend"
subject = "subj"
object = "obj"
example = "Norway vilipended Iran."
expect = "Norway condemns Iran"
near_miss = "Norway vilipended the wall."
"""
TEXT = "Norway vilipended Iran. Norway condemned Syria. President Orlan Tesk of Norway arrived. Protesters attacked Syria."


def test_each_claim_has_its_rules_figure_and_a_users_row_that_of_rows_like_it(tmp_path: Path) -> None:
    frames = tmp_path / "wordings.toml"
    frames.write_text(OWN)
    reading = next(Reader(frames=frames).read([Article(key="a", name="a.txt", text=TEXT)]))
    table, types = load_confidence(), {entity.id: entity.type for entity in reading.entities}
    sure = {claim.rule: claim.confidence for claim in reading.claims}
    assert sure["vilipend"] == table.of("", "condemns", "verb", group=False)
    assert sure["condemn"] == table.of("condemn", "condemns", "verb", group=False)
    for claim in reading.claims:
        group = EntityType.GROUP in (types[claim.subject], types[claim.object])
        if claim.rule.startswith("role."):
            kind = claim.rule.rpartition(".")[2]
            assert claim.confidence == table.of(claim.rule, claim.relation, kind, group=group)
        elif claim.rule != "vilipend":
            assert claim.confidence == table.of(claim.rule, claim.relation, "verb", group=group)
    assert any(claim.rule.startswith("role.") for claim in reading.claims)
    claims = record(form(reading))["claims"]
    assert isinstance(claims, list) and [claim["confidence"] for claim in claims] == [c.confidence for c in reading.claims]
