"""Can text of articles become Markdown?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span
from kg.report.markdown import LONGEST, SPARE, escaped, link, one_line, shortened, strong, web_address
from kg.store import View, Writer

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LETTERS = "ab1 *_`[]()<>&;#!|~$^{}\\:/.@w-+=\"'\n\t…“”é"
TEXTS = st.one_of(st.text(alphabet=LETTERS, max_size=40), st.text(max_size=30))


def _inline(text: str) -> list[tuple[str, str]]:
    """Kind and content of what the only paragraph of a one-line list has."""
    (inline,) = [token for token in READER.parse(text) if token.type == "inline"]
    return [(child.type, child.content) for child in inline.children or ()]


@given(TEXTS)
def test_any_text_stays_text(text):
    parts = _inline(f"- **x** {escaped(text)}.")
    assert {kind for kind, _ in parts} == {"text", "strong_open", "strong_close"}
    assert "".join(content for _, content in parts) == f"x {one_line(text)}."


@given(TEXTS.filter(one_line))
def test_any_name_is_bold_as_a_whole(name):
    parts = _inline(f"- {strong(name)}, and")
    assert [kind for kind, _ in parts if kind != "text"] == ["strong_open", "strong_close"]
    assert "".join(content for _, content in parts) == f"{one_line(name)}, and"


@given(TEXTS.filter(one_line), st.one_of(TEXTS, TEXTS.map("https://example.org/".__add__)))
def test_any_address_leads_to_the_web_or_nowhere(text, url):
    (inline,) = [token for token in READER.parse(f"- “{link(text, url)}”, AFP") if token.type == "inline"]
    hrefs = [child.attrs["href"] for child in inline.children or () if child.type == "link_open"]
    assert len(hrefs) == bool(web_address(url))
    assert all(urlsplit(href).scheme in ("http", "https") and urlsplit(href).netloc for href in hrefs)
    assert "".join(child.content for child in inline.children or ()) == f"“{one_line(text)}”, AFP"


@given(st.text(max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=4))
def test_a_shortened_sentence_is_made_of_its_own_words(text, spans):
    line = shortened(text, spans)
    assert "\n" not in line and len(line) <= 2 * LONGEST + 2 and (len(one_line(text)) > LONGEST + SPARE or line == one_line(text))
    assert all(part.strip() in one_line(text) for part in line.split("…")) or "…" in text


def test_the_words_that_matter_are_kept():
    sentence = " ".join([*["before"] * 80, "Ann", *["between"] * 60, "Bo", *["after"] * 80])
    line = shortened(
        sentence, [(sentence.index("Ann"), sentence.index("Ann") + 3), (sentence.index("Bo"), sentence.index("Bo") + 2)]
    )
    assert "Ann" in line and "Bo" in line and line.count("…") == 3 and len(line) <= LONGEST + SPARE


HOSTILE = (
    '<img src=x onerror="alert(1)"> [click](javascript:alert(1)) ![](http://evil.example/p.png) **b** `c` | a |\n# Head\n- x'
)
QUOTE = f"{HOSTILE} met </details><script>alert(2)</script> http://evil.example www.evil.example &lt;b&gt; $x$ ~~y~~ \u202e."


@pytest.fixture
def hostile_store(tmp_path: Path) -> Path:
    """A graph of articles that attack whoever reads a brief on them: with their names, sentences, titles, outlets, addresses."""
    with Writer(tmp_path / "hostile.kg") as writer:
        addresses = (
            "javascript:alert(1)",
            'https://news.example/a)[x](javascript:alert(1)) "t"',
            "https://news.example/<script>?a=1&lt;",
        )
        for number, url in enumerate(addresses):
            article = Article(
                key=f"{number} {HOSTILE}",
                name=f"{number}.txt",
                text=QUOTE,
                title=f"{HOSTILE} {number}" if number else "",
                outlet=f"News {HOSTILE}",
                url=url,
                published=date(2024, 5, 1 + 7 * number),
            )
            people = [Entity(id=one, type=EntityType.PERSON, name=f"{one} {HOSTILE}") for one in ("Ann", "Bo")]
            state = Entity(id="IR", type=EntityType.COUNTRY, name="IR", code="IR")
            claims = [_claim("Ann", "met-with", "Bo", 1), _claim("Ann", "minister-of", "IR", 2, post=f"Minister {HOSTILE}")]
            claims.append(_claim("Bo", "supports", "IR", 3, speaker="Ann"))
            writer.put(Reading(article=article, entities=(*people, state), claims=tuple(claims)), reader="hostile")
    return tmp_path / "hostile.kg"


def _claim(one: str, relation: str, other: str, end: int, **more: str) -> Claim:
    evidence = Evidence(span=Span(start=0, end=len(QUOTE)), quote=QUOTE, sentence=1)
    return Claim(
        subject=one,
        relation=relation,
        object=other,
        rule="hostile",
        evidence=evidence,
        spans=(Span(start=0, end=end),) * 3,
        **more,
    )


@pytest.mark.parametrize("asked", ["everybody", "Ann", "a title"])
def test_nothing_of_an_article_becomes_markup(hostile_store, told, asked):
    with View(hostile_store) as view:
        ann = next(one.id for one in view.entities() if one.name.startswith("Ann"))
    more = {"everybody": {}, "Ann": {"around": [ann]}, "a title": {"title": HOSTILE, "around": [ann, "country/IR"]}}[asked]
    page = told(hostile_store, **more)
    blocks = {"heading", "paragraph", "bullet_list", "list_item"}
    inlines = {"strong", "link"}
    expected = {f"{kind}_{side}" for kind in blocks | inlines for side in ("open", "close")}
    assert page.kinds <= expected | {"inline", "text", "code_inline", "hr"}
    assert {"New in office", "Who met whom"} <= set(page.lines) <= {"New in office", "Support and aid", "Who met whom"}
    assert {text for line in page.sources() for text in line.code} == {
        text for line in page.sources() for text in line.code if text.startswith("claim:") and len(text) == 22
    }
    links = [link for line in page.sources() for link in line.links]
    assert links and all(link.startswith("https://news.example/") and not set(link) & set('<>()[]" ') for link in links)
    assert not [link for lines in page.lines.values() for line in lines for link in line.links]
    assert any("<script>alert(2)</script>" in source.text for source in page.sources())
