"""Parsing: offsets lead back to the article, folded words stay in the tree, foreign pipelines are refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from kg.errors import ModelError
from kg.model import Article
from kg.text.folded import FOLDED
from kg.text.parse import Parse, load, parse, tag

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = " date 2024-09-01 Iran&amp;Co met\u00a0Syria.\n\nPresident  Halimah Yacob visited the Repub\u00adlic of Kazakhstan.\n"


def article(text: str = TEXT) -> Article:
    return Article(key="a", name="a", text=text, body=17 if text == TEXT else 0)


def parsed(nlp: Language, text: str = TEXT, kept: Mapping[int, int] | None = None) -> Parse:
    tagged = list(tag([article(text)], nlp))
    return next(parse([(tagged[0], kept or {})], nlp))


def test_every_token_is_quoted_from_the_article(nlp: Language) -> None:
    found = parsed(nlp)
    quotes = [found.quote(i, i) for i in range(len(found.doc))]
    assert "Iran&amp;Co" in "".join(quotes)
    assert "Repub\u00adlic" in quotes
    assert all(found.article.text[found.span(i, i).start : found.span(i, i).end] == quotes[i] for i in range(len(quotes)))
    assert "date" not in quotes


def test_each_line_opens_a_paragraph_and_a_sentence(nlp: Language) -> None:
    found = parsed(nlp)
    assert len(found.paragraphs) == 2
    assert found.sentences[found.paragraphs[1]] == 2
    assert found.sentences[-1] == 2


def test_folded_words_hang_on_the_word_they_are_folded_into(nlp: Language) -> None:
    text = "Prime Minister Mira Holm met President Tesk."
    found = parsed(nlp, text, {0: 3, 1: 3, 2: 3, 5: 6})
    assert [found.doc[i].head.i for i in (0, 1, 2, 5)] == [3, 3, 3, 6]
    assert {found.doc[i].dep_ for i in (0, 1, 2, 5)} == {FOLDED}
    assert (found.doc[3].dep_, found.doc[6].dep_) == ("nsubj", "obj")
    assert [token.text for token in found.doc] == [token.text for token in nlp.make_doc(text)]


def test_an_article_without_words_is_an_empty_parse(nlp: Language) -> None:
    found = parsed(nlp, " \n\n ")
    assert (len(found.doc), found.paragraphs, found.sentences) == (0, (), ())


def test_articles_keep_their_order_across_batches(nlp: Language) -> None:
    articles = [Article(key=str(n), name=str(n), text=f"Article {n} speaks.") for n in range(70)]
    keys = [found.article.key for found in parse(((one, {}) for one in tag(articles, nlp)), nlp)]
    assert keys == [str(n) for n in range(70)]


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_a_pipeline_without_ud_labels_is_refused(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    parser = blank.add_pipe("parser")
    for label in ("nsubj", "dobj", "prep", "pobj", "ROOT"):
        parser.add_label(label)  # type: ignore[attr-defined]
    blank.initialize()
    blank.to_disk(tmp_path / "clear")
    with pytest.raises(ModelError, match="Universal Dependencies"):
        load(str(tmp_path / "clear"))
