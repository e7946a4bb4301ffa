"""kg reject and kg confirm: said, seen everywhere, and taken back on the command line."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export.files import dump as export
from kg.model import Claim, Reading, Span
from kg.store import View, Writer
from kg.store.backup import dump
from kg.validate import validate


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(store)])


def out(store: Path, *arguments: str) -> str:
    result = run(store, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def named(seed: Reading) -> Reading:
    """The seed article with claims of little confidence whose words are as short as a reader draws them."""

    def short(claim: Claim, rank: int) -> Claim:
        at = claim.evidence.span.start + 4 * rank
        spans = Span(start=at, end=at + 2), Span(start=at + 2, end=at + 3), Span(start=at + 3, end=at + 4)
        return replace(claim, spans=spans, confidence=0.5)

    return replace(seed, claims=tuple(short(claim, rank) for rank, claim in enumerate(seed.claims)))


@pytest.fixture
def store(tmp_path: Path, gold_readings: list[Reading]) -> Path:
    with Writer(tmp_path / "g") as writer:
        writer.put(named(gold_readings[0]), "gold")
    return tmp_path / "g"


def claim_of(store: Path, subject: str, relation: str, object_: str) -> str:
    with View(store) as view:
        return next(view.statements(subject=subject, relation=relation, object_=object_)).statement.id


def graph(store: Path) -> bytes:
    """The dump without the lines of judgements."""
    buffer = io.BytesIO()
    with View(store) as view:
        dump(view, buffer)
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith((b"#|", b"#>")))


def test_a_rejected_claim_is_shown_and_counts_nowhere(store: Path) -> None:
    before = graph(store)
    claim = claim_of(store, "person/aziz-nasirzadeh", "spoke-with", "person/ali-mahmoud-abbas")
    claims = json.loads(out(store, "stats", "-f", "json"))["claims"]["all"]
    told = out(store, "reject", claim.replace("/", ":"), "--why", "they met").replace("date 2024-09-01 ", "")
    assert told.startswith("Rejected: Aziz Nasirzadeh —spoke with— Ali Mahmoud Abbas  (2024-09-01; phone) (“Speaking by")
    assert told.endswith("”), line 5. The plain triple is gone.\n")
    assert "spoke with" not in out(store, "path", "Nasirzadeh", "Abbas")
    assert out(store, "query", "ASK { ?a kg:spokeWith ?b }") == "no\n"
    assert "Abbas" not in out(store, "query", "contacts", "-f", "csv")
    shown = out(store, "show", claim)
    assert "Aziz Nasirzadeh —spoke with— Ali Mahmoud Abbas" in shown
    assert shown.endswith("  rejected by a person, judgements.txt, line 5: they met\n")
    article = out(store, "show", "000_f2efd379952b0cda.txt")
    assert article.index("Rejected (1)") > article.index("Conflict (") and "Contacts (1)" in article
    stats = json.loads(out(store, "stats", "-f", "json"))["claims"]
    assert (stats["all"], stats["rejected"], stats["confirmed"]) == (claims - 1, 1, 0)
    assert "rejected beside them" in out(store, "stats")
    assert "spoke with" not in out(store, "show", "Nasirzadeh")
    assert json.loads(out(store, "show", claim, "-f", "json"))["verdict"] == "rejected"
    with View(store) as view:
        assert validate(view) == []
        assert b"spoke-with" not in export(view, "graphml") and b'"rejected"' in export(view, "nq")
        assert all(record.statement.id != claim for record in view.statements())
        assert "rejected" not in str([*view.query("SELECT * WHERE { ?claim rdf:subject ?who ; kg:verdict ?verdict }")])  # type: ignore[misc]
    assert out(store, "reject", "--undo", "5") == "Took back line 5.\n"
    assert graph(store) == before


def test_other_claims_still_say_so(store: Path, gold_readings: list[Reading]) -> None:
    again = named(gold_readings[0])
    with Writer(store) as writer:
        writer.put(replace(again, article=replace(again.article, key="b.txt")), "gold")
    claim = claim_of(store, "country/SY", "supports", "country/IR")
    told = out(store, "reject", f"<https://w3id.org/diplomatic-kg/{claim}>")
    assert told.endswith("1 other claim still says so.\n")
    assert out(store, "query", "ASK { country:SY kg:supports country:IR }") == "yes\n"


def test_a_confirmed_claim_is_certain(store: Path) -> None:
    claim = claim_of(store, "country/SY", "supports", "country/IR")
    assert "supports" not in out(store, "path", "Syria", "Iran", "--min-confidence", "0.9")
    told = out(store, "confirm", claim)
    assert told.startswith("Confirmed: Syria —supports→ Iran  (") and "It counts as certain now (it had 0.50)." in told
    assert "supports" in out(store, "path", "Syria", "Iran", "--min-confidence", "0.9")
    assert out(store, "query", "ASK { country:SY kg:supports country:IR }", "--min-confidence", "0.9") == "yes\n"
    stats = json.loads(out(store, "stats", "-f", "json", "--min-confidence", "0.9"))["claims"]
    assert (stats["all"], stats["confirmed"]) == (1, 1)
    assert "confirmed by a person, judgements.txt, line 5" in out(store, "show", claim)
    with View(store) as view:
        assert validate(view) == []
        assert b"0.5" in export(view, "nq")  # what the rule had stays in the graph
    assert out(store, "confirm", claim).startswith("Confirmed already: Syria")


def test_the_later_word_replaces_the_earlier(store: Path) -> None:
    claim = claim_of(store, "country/SY", "supports", "country/IR")
    out(store, "confirm", claim)
    told = out(store, "reject", claim)
    assert ", line 5. In place of: confirm actual supports in " in told and told.endswith("The plain triple is gone.\n")
    assert "In place of: reject supports in " in out(store, "confirm", claim)
    assert out(store, "reject", "--list").count("\n") == 2 and claim.replace("/", ":") in out(store, "confirm", "--list")


def test_several_claims_at_once_or_none(store: Path) -> None:
    claims = [claim_of(store, "country/SY", "supports", other) for other in ("country/IR", "organization/axis-of-resistance")]
    result = run(store, "reject", claims[0], "claim:none")
    assert result.exit_code == 1 and "'claim:none' is no claim of the graph; `kg show`, `kg path`" in result.output
    assert not (store / "judgements.txt").exists()
    assert out(store, "reject", *claims).count("Rejected: Syria —supports→") == 2
    assert run(store, "reject").exit_code == 2
    assert "none now" in (out(store, "forget", "000_f2efd379952b0cda.txt"), out(store, "reject", "--list"))[1]


def test_lines_that_contradict_each_other_are_named(store: Path) -> None:
    claim = claim_of(store, "country/SY", "supports", "country/IR")
    out(store, "reject", claim)
    file = store / "judgements.txt"
    line = file.read_text(encoding="utf8").splitlines()[4]
    file.write_text(f"{line}\n{line.replace('reject', 'confirm', 1)}\n", encoding="utf8")
    result = run(store, "reject", "--list")
    assert result.exit_code == 1 and "line 2: confirms the claim that line 1 rejects; remove one of these lines" in result.output
