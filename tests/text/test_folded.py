"""The parser reads past folded words; what is reused must be what it would have read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest

from kg.text.folded import FOLDED, fold, read_trees, unfold
from kg.text.parse import load

if TYPE_CHECKING:
    from spacy.language import Language

_TEXT = (
    "Deputy Prime Minister and Minister for Finance Lena Holm met the visiting delegation in Oslo on Sunday, and after a long "
    "talk about trade, fish and the weather of the north she thanked Foreign Minister Omar Tesk for it."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def _kept(words: list[str]) -> dict[int, int]:
    """The titles, each folded into its surname."""
    titles = {
        words.index("Holm"): range(words.index("Lena") + 1),
        words.index("Tesk"): range(words.index("Foreign"), words.index("Tesk")),
    }
    return {i: keep for keep, title in titles.items() for i in title}


def test_reused_vectors_are_those_of_reading_anew(nlp: Language) -> None:
    doc = nlp(_TEXT)
    pieces = fold(doc, [(0, len(doc))], _kept([token.text for token in doc]))
    anew = nlp.get_pipe("tok2vec")(nlp.make_doc(pieces[0].doc.text))  # type: ignore[operator]
    assert [token.text for token in anew] == [token.text for token in pieces[0].doc]
    assert not numpy.allclose(pieces[0].doc.tensor, anew.tensor, atol=1e-4)
    (tree,) = read_trees(pieces, nlp)
    assert numpy.allclose(tree.doc.tensor, anew.tensor, atol=1e-4)


def test_folded_words_hang_on_theirs_and_the_rest_is_kept(nlp: Language) -> None:
    doc = nlp(_TEXT)
    kept = _kept([token.text for token in doc])
    whole = unfold(doc, kept, read_trees(fold(doc, [(0, len(doc))], kept), nlp))
    assert [(token.text, token.pos_, token.lemma_, token.whitespace_) for token in whole] == [
        (token.text, token.pos_, token.lemma_, token.whitespace_) for token in doc
    ]
    assert all(whole[i].head.i == keep and whole[i].dep_ == FOLDED for i, keep in kept.items())
    holm, met = (next(token for token in whole if token.text == word) for word in ("Holm", "met"))
    assert (holm.dep_, holm.head) == ("nsubj", met)
    assert len(list(whole.sents)) == 1


def test_a_paragraph_without_folds_is_as_it_was(nlp: Language) -> None:
    doc = nlp("Oslo thanked Rome.")
    (piece,) = fold(doc, [(0, len(doc))], {})
    (tree,) = read_trees([piece], nlp)
    assert [token.dep_ for token in tree.doc] == [token.dep_ for token in doc]
