"""From paths to articles: keys, order, and what becomes of bad input."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kg.corpus import MAX_CHARACTERS, Skip, read
from kg.errors import CorpusError
from kg.model import Article


def read_all(*paths: Path | str) -> tuple[list[Article], list[Skip]]:
    skips: list[Skip] = []
    return list(read(paths, on_skip=skips.append)), skips


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def keys(articles: Sequence[Article]) -> list[str]:
    return [article.key for article in articles]


def test_a_text_is_kept_as_decoded_and_its_head_is_only_marked(tmp_path: Path) -> None:
    text = " date 2024-09-01 Speaking by phone\r\n\r\nThey met.\n"
    (article,), skips = read_all(write(tmp_path, a_txt=text) / "a.txt")
    assert article.text == text
    assert article.text[article.body :].startswith("Speaking")
    assert (article.key, article.name, article.published, skips) == ("a.txt", "a.txt", date(2024, 9, 1), [])


def test_a_folder_is_read_in_sorted_order_with_relative_keys(tmp_path: Path) -> None:
    write(tmp_path, b_txt="b", a__z_txt="z", a__b_txt="ab", notes_md="no article", **{"_hidden_txt": "no"})
    articles, skips = read_all(tmp_path)
    assert keys(articles) == ["a/b.txt", "a/z.txt", "b.txt"]
    assert [article.name for article in articles] == ["b.txt", "z.txt", "b.txt"]
    assert not skips


def test_a_file_has_one_key_whether_named_or_found(tmp_path: Path) -> None:
    write(tmp_path, a_txt="text")
    assert read_all(tmp_path)[0] == read_all(tmp_path / "a.txt")[0]


def test_the_same_key_twice_is_reported_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt="first", two__a_txt="second")
    articles, (skip,) = read_all(tmp_path / "one", tmp_path / "two")
    assert [article.text for article in articles] == ["first"]
    assert str(tmp_path / "one/a.txt") in skip.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b" date 2024-09-01 ", "empty"),
        (b"caf\xe9 au lait", "not UTF-8 (byte 0xe9 at offset 3)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("text".encode("utf-16"), "UTF-16"),
        (b"a" * (MAX_CHARACTERS + 1), "too long: 1,000,001 characters"),
        (b"a" * 5_000_000, "too large: 5,000,000 bytes"),
    ],
)
def test_a_bad_file_is_skipped_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    write(tmp_path, bad_txt=content, good_txt="good")
    articles, (skip,) = read_all(tmp_path)
    assert keys(articles) == ["good.txt"]
    assert skip.where == str(tmp_path / "bad.txt")
    assert reason in skip.reason


def test_without_a_place_for_skips_a_bad_input_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt: empty"):
        list(read([write(tmp_path, a_txt="") / "a.txt"]))


@pytest.mark.parametrize(("path", "reason"), [("none", "no such"), ("a.pdf", "unknown kind"), (".", "no articles in")])
def test_a_path_without_articles_is_an_error(tmp_path: Path, path: str, reason: str) -> None:
    write(tmp_path, a_pdf="%PDF")
    with pytest.raises(CorpusError, match=reason):
        read_all(tmp_path / path)


def test_a_sidecar_names_outlet_date_and_address(tmp_path: Path) -> None:
    sidecar = "file,url,outlet,title,published\na.txt,https://example.org/a,IRNA,Calls,2024-09-02\nsub/b.txt,,TASS,,\nc.txt,,,,\n"
    write(tmp_path, a_txt=" date 2024-09-01 text", sub__b_txt="text", metadata_csv=sidecar)
    (first, second), (skip,) = read_all(tmp_path)
    assert (first.key, first.url, first.outlet, first.title) == (
        "https://example.org/a",
        "https://example.org/a",
        "IRNA",
        "Calls",
    )
    assert first.published == date(2024, 9, 2)
    assert (second.key, second.outlet) == ("sub/b.txt", "TASS")
    assert "c.txt" in skip.reason


def test_a_sidecar_without_its_columns_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, a_txt="text", metadata_csv="name,outlet\na.txt,IRNA\n")
    with pytest.raises(CorpusError, match="no column 'file'"):
        read_all(tmp_path)


def test_standard_input_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"date 2024-09-01 Iran and Syria met.\nSecond line.\n")
    (article,), _ = read_all("-")
    assert article.text.endswith("Second line.\n")
    assert (article.name, article.published) == ("stdin", date(2024, 9, 1))
    stdin(monkeypatch, b"Another text.")
    assert read_all("-")[0][0].key != article.key


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'{"text": "one"}\n{"text": "two", "url": "https://example.org/2"}\n{"text": \n')
    articles, (skip,) = read_all("-")
    assert [article.text for article in articles] == ["one", "two"]
    assert articles[1].key == "https://example.org/2"
    assert skip.where == "stdin#3"


def test_empty_standard_input_is_a_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"")
    assert [skip.reason[:5] for skip in read_all("-")[1]] == ["empty"]


def test_no_absolute_path_is_in_an_article(tmp_path: Path) -> None:
    write(tmp_path, a_txt="text", b_jsonl='{"text": "row"}\n')
    for article in read_all(tmp_path.resolve())[0]:
        assert str(tmp_path) not in "".join((article.key, article.name))
