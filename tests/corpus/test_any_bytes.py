"""Whatever bytes a file holds, they become articles or skips, and never another error."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import MAX_CHARACTERS, SUFFIXES, Skip, read

ROWS = [
    b'{"text": "a", "url": "https://x.org"}\n',
    b'{"text": ',
    b'"}',
    b"[",
    b"null\n",
    b'{"date": 2024, "text": "b"}\n',
]
TABLES = [b"text,date\n", b'"quoted ""field', b";\t,", b"\r\n", b"\r", b"words " * 50]
BYTES = [b"\0", b"\xff", b"\xef\xbb\xbf", b" date 2024-09-01 ", b"date 2024-99-99 "]
TAGS = [b"<article>", b"</article>", b"<p>", b"</p", b"<br>", b"<!--", b"]]>", b"&#xD800;", b"<meta charset=klingon>"]
SCRIPTS = [
    b"<script type='application/ld+json'>",
    b'{"@graph": 1}',
    b'[{"datePublished": 3}]',
    b"</script>",
    b"<meta name=date content=x>",
]
PIECES = [*ROWS, *TABLES, *BYTES, *TAGS, *SCRIPTS]
CONTENTS = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(content=CONTENTS)
def test_any_bytes_are_read_or_skipped(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a{suffix}"
        file.write_bytes(content)
        skips: list[Skip] = []
        articles = list(read([file], on_skip=skips.append))
    for article in articles:
        assert article.text[article.body :].strip()
        assert len(article.text) <= MAX_CHARACTERS
        assert article.text.encode()
        assert folder not in article.key
    assert all(skip.where.startswith(str(file)) and skip.reason for skip in skips)
    assert articles or skips or not content.strip(b"\xef\xbb\xbf \t\r\n") or suffix in (".jsonl", ".ndjson", ".csv")
