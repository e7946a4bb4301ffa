"""The spaCy door: articles in, parsed articles out.

A *parse* is one spaCy Doc for a whole article, made of its paragraphs (non-empty lines), each parsed alone and without
the feed's date head, and for every token its offset in the article's text, so that any span can be quoted exactly.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.clean import clean
from kg.errors import ModelError
from kg.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PIPELINE = Path(__file__).parent / "pipeline"
_UD_LABELS = {"nsubj", "obj", "obl", "nmod", "case"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """One article, parsed. `starts[i]` is token i's offset in `article.text`, `ends[i]` where it ends there;
    `paragraphs` are the tokens that open a paragraph; `sentences[i]` is token i's sentence number, from 1."""

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """Where do tokens first..last (inclusive) stand in the article?"""
        return Span(start=self.starts[first], end=self.ends[last])

    def quote(self, first: int, last: int) -> str:
        """Which words of the article are tokens first..last (inclusive)?"""
        return self.article.text[self.starts[first] : self.ends[last]]


def load(model: str = "") -> Language:
    """Which pipeline reads? The shipped one, or any UD-labelled spaCy pipeline by package name or path.

    Raises ModelError if it cannot be loaded or its parser does not speak Universal Dependencies.
    """
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.load(model or PIPELINE)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"cannot load the pipeline {model or PIPELINE}: {reason}; give --model a name or a path") from error
    labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()  # type: ignore[attr-defined]
    missing = sorted(_UD_LABELS - labels)
    if missing:
        raise ModelError(
            f"the pipeline {model or nlp.meta.get('name')} has no Universal Dependencies labels ({', '.join(missing)} missing); "
            "give --model a pipeline trained on a UD treebank"
        )
    return nlp


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[Parse]:
    """What is the grammar of each article? In the order of the articles; an article without words yields an empty parse."""
    parsed = nlp.pipe(_paragraphs(articles), as_tuples=True)
    for _, pieces in groupby(parsed, key=lambda piece: piece[1][0]):
        yield _join(list(pieces), nlp)


def _paragraphs(articles: Iterable[Article]) -> Iterator[tuple[str, tuple[int, Article, tuple[int, ...]]]]:
    """(cleaned paragraph, (article number, article, offset in the article of each code point and of the end))."""
    for number, article in enumerate(articles):
        start, empty = article.body, True
        for line in article.text[article.body :].splitlines(keepends=True):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                cleaned = clean(line.strip())
                offsets = tuple(start + lead + offset for offset in cleaned.offsets)
                if cleaned.text.strip():
                    empty = False
                    yield cleaned.text, (number, article, offsets)
            start += len(line)
        if empty:
            yield "", (number, article, ())


def _join(pieces: list[tuple[Doc, tuple[int, Article, tuple[int, ...]]]], nlp: Language) -> Parse:
    from spacy.tokens import Doc

    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    for doc, (_, _, offsets) in pieces:
        if len(doc):
            paragraphs.append(len(starts))
        starts.extend(offsets[token.idx] for token in doc)
        ends.extend(offsets[token.idx + len(token) - 1] + 1 for token in doc)
    docs = [doc for doc, _ in pieces if len(doc)]
    whole = (Doc.from_docs(docs, ensure_whitespace=False) if docs else None) or Doc(nlp.vocab)
    return Parse(
        article=pieces[0][1][1],
        doc=whole,
        starts=tuple(starts),
        ends=tuple(ends),
        paragraphs=tuple(paragraphs),
        sentences=_sentence_numbers(whole, set(paragraphs)),
    )


def _sentence_numbers(doc: Doc, paragraphs: set[int]) -> tuple[int, ...]:
    """Sentences are numbered over the whole text; a paragraph always opens one (codebook, Settled questions)."""
    numbers, number = [], 0
    for token in doc:
        number += opens_sentence(token) or token.i in paragraphs
        numbers.append(number)
    return tuple(numbers)


def opens_sentence(token: Token) -> bool:
    """Does the token open a sentence?"""
    return bool(token.is_sent_start)
