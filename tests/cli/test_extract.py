"""`kg extract` and `kg eval` print what a reader says; the reader here is the gold, so that only the printing is tested."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.claims.form import form
from kg.cli import main
from kg.evaluate import read_cases
from kg.model import Article, Claim, Evidence, Reading, Span

GOLD = Path(__file__).parents[1] / "gold"
SEED = GOLD / "000_f2efd379952b0cda.json"


class GoldReader:
    """Reads as the gold says, but leaves the first claim of every article out."""

    def __init__(self, **options: object) -> None:
        self.options = options

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The gold's claims, each read from the article's first word."""
        for article in articles:
            ((gold, _),) = read_cases(GOLD / f"{Path(article.name).stem}.json")
            word = Span(start=article.body, end=article.body + 8)
            evidence = Evidence(span=word, quote=article.text[word.start : word.end], sentence=1)
            claims = tuple(
                Claim(
                    subject=one.subject,
                    relation=one.relation,
                    object=one.object,
                    rule="gold",
                    evidence=evidence,
                    spans=(word, word, word),
                    status=one.status,
                    speaker=one.speaker,
                    date=one.date,
                    channel=one.channel,
                    post=one.post,
                )
                for one in gold.claims[1:]
            )
            yield Reading(article=article, entities=tuple(gold.entities.values()), claims=claims)


@pytest.fixture(autouse=True)
def gold_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.claims.read.Reader", GoldReader)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_extract_prints_one_object_an_article_in_the_gold_form() -> None:
    lines = run("extract", GOLD, "-f", "jsonl").stdout.splitlines()
    assert len(lines) == 21
    first = json.loads(lines[0])
    assert (first["article"], len(first["claims"])) == ("000_f2efd379952b0cda.txt", 14)
    assert first["claims"][1] == {
        "subject": "nasirzadeh",
        "relation": "spoke-with",
        "object": "abbas",
        "date": "2024-09-01",
        "channel": "phone",
        "sentence": 1,
        "rule": "gold",
        "confidence": 1.0,
        "start": 17,
        "end": 25,
        "quote": "Speaking",
    }


def test_extract_prints_a_table_for_people() -> None:
    heading, columns, first, second, third, *_ = run("extract", GOLD / "000_f2efd379952b0cda.txt").stdout.splitlines()
    assert heading == "000_f2efd379952b0cda.txt  2024-09-01"
    assert columns.split() == ["sentence", "sure", "subject", "relation", "object", "details"]
    assert first.split() == ["1", "1.00", "Ali", "Mahmoud", "Abbas", "minister-of", "Syria", "Minister", "of", "Defense"]
    assert second.endswith("2024-09-01, phone")
    assert third.endswith("  says Aziz Nasirzadeh")


def test_extract_reports_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "000_f2efd379952b0cda.txt").write_text("date 2024-09-01 Speaking", "utf8")
    (tmp_path / "empty.txt").touch()
    result = run("extract", tmp_path, "-f", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.splitlines() == [
        f"Skipped {tmp_path / 'empty.txt'}: empty: there is no text in it",
        "1 skipped; --strict stops at the first.",
    ]
    assert run("extract", tmp_path, "--strict").exit_code == 1


def test_extract_says_what_is_wrong_in_one_line() -> None:
    result = run("extract", "none.txt")
    assert (result.exit_code, result.stderr) == (1, "Error: none.txt: no such file or folder\n")
    assert run("extract").exit_code == 2
    assert run("extract", GOLD, "-f", "yaml").exit_code == 2


def test_eval_prints_families_and_relations() -> None:
    lines = {line.split()[0]: line.split()[1:] for line in run("eval", SEED).stdout.splitlines() if line.split()}
    assert lines["claims"] == ["1.000", "0.933", "0.966", "14", "14", "15"]
    assert lines["minister-of"] == ["1.000", "0.500", "0.667", "1", "1", "2"]
    assert lines["status"] == ["1.000", "14", "14", "14"]
    assert "condoles-with" not in lines


def test_eval_prints_json_with_errors() -> None:
    scores = json.loads(run("eval", SEED, "-f", "json", "--errors").stdout)
    assert scores["claims"] == {"precision": 1.0, "recall": 0.9333, "f1": 0.9655, "right": 14, "found": 14, "gold": 15}
    assert scores["status"] == {"accuracy": 1.0, "right": 14, "of": 14}
    (error,) = scores["errors"]
    assert (error["error"], error["subject"], error["relation"]) == ("missed", "Aziz Nasirzadeh", "minister-of")


def test_eval_lists_errors_with_their_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = {("000_f2efd379952b0cda.txt", 1): "Speaking\nby phone"}
    monkeypatch.setattr("kg.evaluate.sentence_texts", lambda articles, model: sentences)
    first, second, *_ = run("eval", SEED, "--errors").stdout.splitlines()
    assert first == "MISSED  000_f2efd379952b0cda.txt s1  Aziz Nasirzadeh minister-of Iran (actual)"
    assert second.strip() == "“Speaking by phone”"


def test_eval_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"article": "a.txt", "entities": {}, "claims": [{}]}', "utf8")
    result = run("eval", tmp_path)
    assert (result.exit_code, result.stderr) == (1, f"Error: {tmp_path / 'a.json'}: claim 1: 'subject' must be a text\n")
    assert "--texts DIR" in run("eval", SEED, "--texts", tmp_path).stderr


def test_the_gold_form_of_a_gold_reading_is_the_gold() -> None:
    ((gold, article),) = read_cases(SEED)
    (reading,) = GoldReader().read([article])
    assert form(reading).entities == gold.entities
