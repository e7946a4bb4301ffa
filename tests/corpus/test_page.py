"""Saved pages: the article and not what surrounds it."""

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kg.corpus import Skip, read
from kg.model import Article

WORDS = "The ministers of both countries met on Sunday and discussed the ties between them at some length. "


def read_page(tmp_path: Path, html: str | bytes) -> tuple[list[Article], list[Skip]]:
    skips: list[Skip] = []
    (tmp_path / "a.html").write_bytes(html.encode() if isinstance(html, str) else html)
    return list(read([tmp_path / "a.html"], on_skip=skips.append)), skips


def page(body: str, head: str = "") -> str:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news</a></li></ul></nav>'
    return f"<!doctype html><html><head>{head}</head><body>{menu}{body}<footer>© Example</footer></body></html>"


def test_paragraphs_of_the_article(tmp_path: Path) -> None:
    teaser = f"<article><a href=/x>Another story</a><p>{WORDS}</p></article>"
    body = f"<article><h1>Ministers meet</h1><p>{WORDS}<p>Second&nbsp;one &amp; <a href=/s>a link</a>,<br>then more.{WORDS * 2}"
    ((article,), skips) = read_page(tmp_path, page(body + f"<aside><p>{WORDS}</p></aside></article>" + teaser))
    paragraphs = article.text.split("\n\n")
    assert paragraphs[:2] == ["Ministers meet", WORDS.strip()]
    assert paragraphs[2].startswith("Second one & a link,\nthen more.")
    assert len(paragraphs) == 3
    assert (article.key, article.body, skips) == ("a.html", 0, [])


@pytest.mark.parametrize(
    "body",
    [
        f"<div itemprop=articleBody><p>{WORDS * 3}</p></div><div><p>{WORDS}</p></div>",
        f"<main><div>{WORDS * 3}</div></main><div>{WORDS}</div>",
        f"<div role=main><p>{WORDS * 3}</p></div><p>{WORDS}</p>",
        f"<div><p>{WORDS * 3}</div><div><a href=/1>{WORDS}</a></div><script>var x = '<p>{WORDS}</p>'</script>",
        f"<section><div><nav><p>{WORDS}</div><p>{WORDS * 3}</p></section>",
    ],
)
def test_what_surrounds_the_article_is_left_out(tmp_path: Path, body: str) -> None:
    ((article,), _) = read_page(tmp_path, page(body))
    assert article.text == (WORDS * 3).strip()


@pytest.mark.parametrize(
    "head",
    [
        '<title>Calls</title><meta property="og:site_name" content="IRNA"><meta name="date" content="2024-05-08">'
        '<link rel="canonical" href="https://example.org/1">',
        '<meta property="og:title" content="Calls"><meta property="article:published_time" content="2024-05-08T10:00:00Z">'
        '<meta property="og:site_name" content="IRNA"><meta property="og:url" content="https://example.org/1">',
        '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Calls", '
        '"datePublished": "2024-05-08T01:00:00+03:30", "publisher": {"name": "IRNA"}}]}'
        '</script><link rel="canonical" href="https://example.org/1"><title>Calls - IRNA</title>',
    ],
)
def test_metadata_from_the_head(tmp_path: Path, head: str) -> None:
    ((article,), _) = read_page(tmp_path, page(f"<p>{WORDS * 3}</p>", head))
    assert (article.title, article.outlet, article.published) == ("Calls", "IRNA", date(2024, 5, 8))
    assert article.key == article.url == "https://example.org/1"


def test_a_declared_encoding_is_honoured_and_none_is_guessed(tmp_path: Path) -> None:
    html = page(f"<p>Café. {WORDS * 3}</p>", '<meta charset="windows-1252">').encode("windows-1252")
    ((article,), _) = read_page(tmp_path, html)
    assert article.text.startswith("Café")
    articles, (skip,) = read_page(tmp_path, page(f"<p>Café. {WORDS * 3}</p>").encode("latin-1"))
    assert not articles
    assert "not UTF-8" in skip.reason


@pytest.mark.parametrize("html", ["<html><body><nav><a>Home</a></nav></body></html>", "<script>1</script>", "<!-- <p>x</p> -->"])
def test_a_page_without_article_is_a_skip(tmp_path: Path, html: str) -> None:
    articles, (skip,) = read_page(tmp_path, html)
    assert not articles
    assert "no article text" in skip.reason


@pytest.mark.parametrize("hostile", ["<p>", "<div>", "<!--", "<a ", "&", "<![CDATA[", "</p>", '<a b="', "<article>", "<script>"])
def test_hostile_pages_end_in_time(tmp_path: Path, hostile: str) -> None:
    began = perf_counter()
    read_page(tmp_path, hostile * (200_000 // len(hostile)) + "<p>text")
    assert perf_counter() - began < 10
