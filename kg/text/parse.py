"""The spaCy door: articles in, parsed articles out.

A *parse* is one spaCy Doc for a whole article, made of its paragraphs (non-empty lines), each parsed alone and without
the feed's date head, and for every token its offset in the article's text, so that any span can be quoted exactly.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.clean import Clean, clean
from kg.errors import ModelError
from kg.model import Article, Span
from kg.text.dateline import datelines
from kg.text.folded import fold, read_trees, unfold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = Path(__file__).parent / "pipeline"
# A paragraph's article (its number and itself), its offset in the article's text, and the paragraph cleaned.
_Origin = tuple[int, Article, int, Clean]
_BATCH = 32
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

    @property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """First token of each paragraph and of the next, in order."""
        return tuple(pairwise((*self.paragraphs, len(self.doc)))) if self.paragraphs else ()

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
        reason = re.sub(r"^\[E\d+\] ", "", str(error).splitlines()[0]).rstrip(".")
        raise ModelError(f"cannot load the pipeline {model or PIPELINE}: {reason}; give --model a name or a path") from error
    labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()  # type: ignore[attr-defined]
    missing = sorted(_UD_LABELS - labels)
    if missing:
        raise ModelError(
            f"the pipeline {model or nlp.meta.get('name')} has no Universal Dependencies labels ({', '.join(missing)} missing); "
            "give --model a pipeline trained on a UD treebank"
        )
    return nlp


def tag(articles: Iterable[Article], nlp: Language) -> Iterator[Parse]:
    """Which words, parts of speech and names are there? In the order of the articles; sentences are cut by punctuation.

    An article without words yields an empty parse.
    """
    tagged = nlp.pipe(_paragraphs(articles), as_tuples=True, disable=["parser"])
    for _, pieces in groupby(tagged, key=lambda piece: piece[1][0]):
        yield _join(list(pieces), nlp)


def parse(tagged: Iterable[tuple[Parse, Mapping[int, int]]], nlp: Language) -> Iterator[Parse]:
    """What is the grammar of each tagged article? In the same order.

    With each article come its folds: token -> the token into which the parser is to read it. Folded tokens depend on
    theirs by the relation `FOLDED`; paragraphs are parsed one by one.
    """
    opened = ((article, {**kept, **datelines(article.doc, article.paragraphs)}) for article, kept in tagged)
    for group in _batches(opened):
        folded = [fold(article.doc, article.bounds, kept) for article, kept in group]
        trees = read_trees([piece for pieces in folded for piece in pieces], nlp)
        for (article, kept), pieces in zip(group, folded, strict=True):
            doc = unfold(article.doc, kept, islice(trees, len(pieces)))
            yield replace(article, doc=doc, sentences=_sentence_numbers(doc, set(article.paragraphs)))


def _batches(tagged: Iterable[tuple[Parse, Mapping[int, int]]]) -> Iterator[list[tuple[Parse, Mapping[int, int]]]]:
    rest = iter(tagged)
    while group := list(islice(rest, _BATCH)):
        yield group


def _paragraphs(articles: Iterable[Article]) -> Iterator[tuple[str, _Origin]]:
    """Each cleaned paragraph and where it comes from."""
    for number, article in enumerate(articles):
        start, empty = article.body, True
        for line in article.text[article.body :].splitlines(keepends=True):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                cleaned = clean(line.strip())
                if cleaned.text.strip():
                    empty = False
                    yield cleaned.text, (number, article, start + lead, cleaned)
            start += len(line)
        if empty:
            yield "", (number, article, start, clean(""))


def _join(pieces: list[tuple[Doc, _Origin]], nlp: Language) -> Parse:
    from spacy.pipeline import Sentencizer
    from spacy.tokens import Doc

    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    for doc, (_, _, start, cleaned) in pieces:
        if len(doc):
            paragraphs.append(len(starts))
        starts.extend(start + cleaned.offsets[token.idx] for token in doc)
        ends.extend(start + cleaned.ends[token.idx + len(token) - 1] for token in doc)
    docs = [doc for doc, _ in pieces if len(doc)]
    whole = (Doc.from_docs(docs, ensure_whitespace=False) if docs else None) or Doc(nlp.vocab)
    whole = Sentencizer()(whole)
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
        number += bool(token.is_sent_start) or token.i in paragraphs
        numbers.append(number)
    return tuple(numbers)
