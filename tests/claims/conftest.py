"""What the tests of claims share: one reader, and trees built by hand, for what must not hang on a parser's mood."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from kg.claims.read import Reader

Row = tuple[str, str, str, str, int]


def _tree(*rows: Row) -> Doc:
    """A Doc of rows: word, lemma, part of speech, relation, head's index."""
    words, lemmas, tags, relations, heads = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        lemmas=lemmas,
        pos=tags,
        deps=relations,
        heads=heads,
        morphs=["Tense=Past|VerbForm=Fin" if word.endswith("ed") or word == "said" else "" for word in words],
    )


@pytest.fixture
def tree() -> Callable[..., Doc]:
    """Build a Doc of rows: word, lemma, part of speech, relation, head's index."""
    return _tree


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped pipeline and tables, loaded once."""
    return Reader()
