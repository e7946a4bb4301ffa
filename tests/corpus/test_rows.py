"""JSON lines and CSV: field names of many feeds, and rows that are none."""

from datetime import date
from pathlib import Path

import pytest

from kg.corpus import Skip, read
from kg.model import Article


def read_file(tmp_path: Path, name: str, content: str | bytes) -> tuple[list[Article], list[Skip]]:
    skips: list[Skip] = []
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([tmp_path / name], on_skip=skips.append)), skips


@pytest.mark.parametrize(
    "row",
    [
        '{"url": "https://example.org/1", "title": "Calls", "published": "2024-05-08", "text": "Words.", "outlet": "AFP"}',
        '{"link": "https://example.org/1", "headline": "Calls", "body": "Words.", "publisher": "AFP", '
        '"pubDate": "Wed, 08 May 2024 10:00:00 GMT"}',
        '{"URL": "https://example.org/1", "Title": " Calls ", "published_at": "2024-05-08T23:00:00-05:00", "content": "Words.", '
        '"source": {"id": 1, "name": "AFP"}}',
    ],
)
def test_field_names_are_read_tolerantly(tmp_path: Path, row: str) -> None:
    ((article,), skips) = read_file(tmp_path, "a.jsonl", row + "\n")
    assert (article.key, article.name, article.text) == ("https://example.org/1", "a.jsonl#1", "Words.")
    assert (article.title, article.outlet, article.published) == ("Calls", "AFP", date(2024, 5, 8))
    assert not skips


def test_rows_without_address_are_keyed_by_file_and_line(tmp_path: Path) -> None:
    articles, _ = read_file(tmp_path, "a.jsonl", '{"text": "one"}\n\n{"text": "two", "url": "n/a"}')
    assert [article.key for article in articles] == ["a.jsonl#1", "a.jsonl#3"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'{"text": ', "malformed JSON"),
        (b"[" * 100_000, "malformed JSON"),
        (b'{"title": "only"}', "no text in it (fields: title)"),
        (b'{"text": "  "}', "its field text is empty"),
        (b'{"text": ["a"]}', "no text in it"),
        (b'"text"', "not a JSON object"),
        (b'{"text": "caf\xe9"}', "not UTF-8 (byte 0xe9 at offset 13 of the line)"),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "too long"),
        (b'{"text": "' + b"a" * 7_000_000 + b'"}', "too large"),
    ],
)
def test_a_bad_row_costs_only_itself(tmp_path: Path, row: bytes, reason: str) -> None:
    articles, (skip,) = read_file(tmp_path, "a.jsonl", b'{"text": "one"}\n' + row + b'\n{"text": "two"}\n')
    assert [article.key for article in articles] == ["a.jsonl#1", "a.jsonl#3"]
    assert skip.where.endswith("a.jsonl#2")
    assert reason in skip.reason


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    ((article,), _) = read_file(tmp_path, "a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00"}')
    assert article.text == "a\ufffdb \U0001f600"


def test_the_head_of_a_feed_dates_a_row(tmp_path: Path) -> None:
    ((article,), _) = read_file(tmp_path, "a.jsonl", '{"text": " date 2024-09-01 Words."}')
    assert (article.published, article.body) == (date(2024, 9, 1), 17)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_quotes_and_newlines(tmp_path: Path, delimiter: str) -> None:
    text = (
        delimiter.join(("title", "text", "date"))
        + "\r\n"
        + delimiter.join(("Calls", '"one\ntwo ""three"""', "2024-05-08"))
        + "\r\n"
    )
    ((article,), skips) = read_file(tmp_path, "a.csv", "\ufeff" + text)
    assert (article.key, article.title, article.text, article.published) == (
        "a.csv#1",
        "Calls",
        'one\ntwo "three"',
        date(2024, 5, 8),
    )
    assert not skips


def test_bad_csv_rows_cost_only_themselves(tmp_path: Path) -> None:
    articles, skips = read_file(tmp_path, "a.csv", b"title,text\nA,one\nB,\nC,caf\xe9\nD,a,b\nE,five\n")
    assert [article.key for article in articles] == ["a.csv#1", "a.csv#5"]
    assert [skip.reason.split(" (")[0].split(";")[0] for skip in skips] == [
        "its field text is empty",
        "not UTF-8",
        "3 fields under 2 columns",
    ]


def test_a_csv_without_text_column_is_one_skip(tmp_path: Path) -> None:
    articles, (skip,) = read_file(tmp_path, "a.csv", "a,b\n1,2\n")
    assert not articles
    assert "no text column" in skip.reason


def test_a_long_field_is_read_whole(tmp_path: Path) -> None:
    ((article,), _) = read_file(tmp_path, "a.csv", "text\n" + "word " * 50_000)
    assert len(article.text) == 250_000
