"""Parsing past folded words: the parser reads a paragraph without them, and they hang on their word afterwards.

A word's vector depends on a few neighbours only (the receptive field of the pipeline's convolution). So the words far from
any fold keep the vectors that the tagger had, and only those near one are read again, with their new neighbours.

Source: spaCy's `MaxoutWindowEncoder` (depth times window size words on either side).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy

from kg.text.mend import mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDED = "flat:fold"
_VECTORS = "tok2vec"
_BATCH = 128  # paragraphs: with more, the matrices outgrow the processor's cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A paragraph without its folded words; each of its words' token in the article; its first token there, and the next's."""

    doc: Doc
    tokens: tuple[int, ...]
    bounds: tuple[int, int]


def fold(doc: Doc, bounds: Iterable[tuple[int, int]], kept: Mapping[int, int]) -> list[Folded]:
    """The paragraphs of an article (first token of each, and of the next) without the folded tokens, the keys of `kept`."""
    from spacy.tokens import Doc

    found = []
    for start, end in bounds:
        tokens = tuple(i for i in range(start, end) if i not in kept)
        words = [doc[i].text for i in tokens]
        spaces = [bool(doc[i].whitespace_) or i + 1 in kept for i in tokens]
        folded = Doc(doc.vocab, words=words, spaces=spaces)
        if len(doc.tensor) == len(doc):
            folded.tensor = doc.tensor[list(tokens)]
        found.append(Folded(doc=folded, tokens=tokens, bounds=(start, end)))
    return found


def read_trees(pieces: Sequence[Folded], nlp: Language) -> Iterator[Folded]:
    """The same paragraphs, in the same order, parsed."""
    reach = _reach(nlp)
    needed = {"parser"} if reach else {_VECTORS, "transformer", "parser"}
    if reach:
        _renew(pieces, nlp, reach)
    others = [name for name in nlp.pipe_names if name not in needed]
    parsed = nlp.pipe((piece.doc for piece in pieces), disable=others, batch_size=_BATCH)
    return (replace(piece, doc=doc) for doc, piece in zip(parsed, pieces, strict=True))


def unfold(doc: Doc, kept: Mapping[int, int], trees: Iterable[Folded]) -> Doc:
    """The article with the grammar of its folded paragraphs; the folded words hang on theirs by the relation `FOLDED`."""
    heads, deps = list(range(len(doc))), [FOLDED] * len(doc)
    for tree in trees:
        for i, token in zip(tree.tokens, tree.doc, strict=True):
            heads[i] = tree.tokens[token.head.i]
            deps[i] = token.dep_
    for i, keep in kept.items():
        heads[i] = keep
    mend(doc, heads, deps)
    steps = numpy.array(heads, dtype="int64") - numpy.arange(len(doc))
    labels = numpy.array([doc.vocab.strings.add(dep) for dep in deps], dtype="uint64")
    grammar = numpy.column_stack((steps.astype("uint64"), labels))
    return doc.copy().from_array(["HEAD", "DEP"], grammar)  # type: ignore[arg-type]  # thinc's own name for such an array


def _reach(nlp: Language) -> int:
    """How many words on either side make a word's vector? 0 where the pipeline does not tell, or shares no vectors."""
    if _VECTORS not in nlp.pipe_names:
        return 0
    encoder = nlp.config["components"][_VECTORS].get("model", {}).get("encode", {})
    if not str(encoder.get("@architectures", "")).startswith("spacy.MaxoutWindowEncoder."):
        return 0
    return int(encoder["depth"]) * int(encoder["window_size"])


def _renew(pieces: Sequence[Folded], nlp: Language, reach: int) -> None:
    """Read the words near a fold again, each stretch of them with as many neighbours as make their vectors."""
    from spacy.tokens import Doc

    places = [(piece, start, end) for piece in pieces for start, end in _near_folds(piece, reach)]
    stretches = []
    for piece, start, end in places:
        words = piece.doc[max(0, start - reach) : end + reach]
        stretches.append(Doc(piece.doc.vocab, words=[t.text for t in words], spaces=[bool(t.whitespace_) for t in words]))
    vectors = nlp.get_pipe(_VECTORS).pipe(stretches, batch_size=_BATCH)  # type: ignore[attr-defined]
    for (piece, start, end), read in zip(places, vectors, strict=True):
        skip = min(start, reach)
        piece.doc.tensor[start:end] = read.tensor[skip : skip + end - start]


def _near_folds(piece: Folded, reach: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the words that have a fold within reach; those that share neighbours are one."""
    around = (piece.bounds[0] - 1, *piece.tokens, piece.bounds[1])
    gaps = [i for i, (before, after) in enumerate(pairwise(around)) if after - before > 1]
    start = end = -1
    for gap in gaps:
        low, high = max(0, gap - reach), min(len(piece.tokens), gap + reach)
        if start >= 0 and low > end + 2 * reach:
            yield start, end
            start = low
        start, end = (low if start < 0 else start), high
    if start >= 0:
        yield start, end
