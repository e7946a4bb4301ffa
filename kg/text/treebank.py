"""Treebanks as spaCy documents: what the shipped pipeline learns from.

A *treebank* is a file of sentences with gold words, parts of speech, lemmas, dependency relations and, in some, names.
Each reader here turns one file format into records; `documents` joins the records into training documents.

Source: CoNLL-U (universaldependencies.org/format.html); CorefUD's `Entity=` for GUM; IOB2 for UNER; the GMB sample's table.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
_UNER_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_GMB_TYPES = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "LOC"}
_TITLES = re.compile(
    r"(?i)^(mr|mrs|ms|dr|president|minister|prime|secretary|general|gen|senator|king|queen|prince|pope|"
    r"chancellor|ambassador|governor|judge|colonel|major|lieutenant|captain|spokesman|spokeswoman|foreign|defense|vice)\.?$"
)
_MAX_RUN = (1, 2, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One gold sentence; `names` is None where the source marks no names (missing, not empty)."""

    id: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...] = ()
    morphs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    opens_paragraph: bool = True


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def read_conllu(path: Path, *, entities: bool = False) -> Iterator[Sentence]:
    """Which gold sentences does a CoNLL-U file hold? In file order; `entities` reads GUM's `Entity=` as names."""
    for block in _blocks(path):
        comments = [line for line in block if line.startswith("#")]
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        glued = _glued_to_next(rows)
        rows = [row for row in rows if row[0].isdigit()]
        identifier = next(line.split("=", 1)[1].strip() for line in comments if line.startswith("# sent_id"))
        yield Sentence(
            id=identifier,
            words=tuple(row[1] for row in rows),
            spaces=tuple(int(row[0]) not in glued for row in rows),
            pos=tuple(row[3] for row in rows),
            morphs=tuple("" if row[5] == "_" else row[5] for row in rows),
            lemmas=tuple(row[2] for row in rows),
            heads=tuple(int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)),
            deps=tuple("ROOT" if row[7] == "root" else row[7] for row in rows),
            names=_gum_names(rows) if entities else None,
            opens_paragraph=any(line.startswith(("# newpar", "# newdoc")) for line in comments),
        )


def _glued_to_next(rows: list[list[str]]) -> set[int]:
    """Ids of the words that no space follows; inside a multiword token ("don't") only the last word may have one."""
    glued = {int(row[0]) for row in rows if row[0].isdigit() and "SpaceAfter=No" in row[9]}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last))
            if "SpaceAfter=No" in row[9]:
                glued.add(last)
            else:
                glued.discard(last)
    return glued


def _gum_names(rows: list[list[str]]) -> tuple[str, ...]:
    """IOB tags of the named persons, places and organizations: the PROPN core of each such mention."""
    tags = ["O"] * len(rows)
    open_mentions: list[tuple[str, str, str, int]] = []
    for i, row in enumerate(rows):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for opening, closing in re.findall(r"\(([^()]+)|([^()]*)\)", value):
            if opening:
                group, etype, _, _, _, span = opening.split("-")[:6]
                open_mentions.append((group, etype, span, i))
            else:
                match = next((m for m in reversed(open_mentions) if not closing or m[0] == closing), None)
                if match:
                    open_mentions.remove(match)
                    _tag_core(rows, tags, match, i)
    return tuple(tags)


def _tag_core(rows: list[list[str]], tags: list[str], mention: tuple[str, str, str, int], last: int) -> None:
    _, etype, span, first = mention
    label = _GUM_TYPES.get(etype)
    heads = [first + int(n) - 1 for n in span.split(",") if n.isdigit()]
    if not label or not heads or max(heads) >= len(rows) or any(rows[h][3] != "PROPN" for h in heads):
        return
    start, end = min(heads), max(heads)
    while start > first and rows[start - 1][3] == "PROPN":
        start -= 1
    while end < last and rows[end + 1][3] == "PROPN":
        end += 1
    while label == "PERSON" and start < end and _TITLES.match(rows[start][1]):
        start += 1
    if all(tags[i] == "O" for i in range(start, end + 1)):
        tags[start : end + 1] = [f"B-{label}"] + [f"I-{label}"] * (end - start)


def read_uner(names: Path, treebank: Path) -> Iterator[Sentence]:
    """Which names stand in the EWT sentences that Universal NER annotated? Words and spaces are the treebank's."""
    tags = {}
    for block in _blocks(names):
        identifier = next(line.split("=", 1)[1].strip() for line in block if line.startswith("# sent_id"))
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        tags[identifier] = tuple(row[2] for row in rows)
    for sentence in read_conllu(treebank):
        found = tags.get(sentence.id)
        if found and len(found) == len(sentence.words):
            yield Sentence(
                id=sentence.id,
                words=sentence.words,
                spaces=sentence.spaces,
                names=tuple(_map_tag(tag, _UNER_TYPES) for tag in found),
                opens_paragraph=sentence.opens_paragraph,
            )


def _map_tag(tag: str, types: dict[str, str]) -> str:
    prefix, _, label = tag.partition("-")
    return f"{prefix}-{types[label]}" if label in types else "O"


def read_gmb(path: Path) -> Iterator[tuple[int, Sentence]]:
    """Which names stand in the sample of Voice of America news? (sentence number, sentence), in file order.

    Titles inside a person ("President Bush") and adjectives ("British") are no part of a name.
    """
    number = 0
    rows: list[tuple[str, str, str]] = []
    with lzma.open(path, "rt", encoding="utf8") as lines:
        next(lines)
        for line in lines:
            _, sentence, word, pos, tag = line.rstrip("\n").split("\t")
            if sentence and int(float(sentence)) != number:
                if rows:
                    yield number, _gmb_sentence(number, rows)
                number, rows = int(float(sentence)), []
            rows.append((word, pos, tag))
    if rows:
        yield number, _gmb_sentence(number, rows)


def _gmb_sentence(number: int, rows: list[tuple[str, str, str]]) -> Sentence:
    tags, previous = [], "O"
    for word, pos, tag in rows:
        label = _GMB_TYPES.get(tag[2:])
        if not label or not pos.startswith("NNP") or (label == "PERSON" and _TITLES.match(word)):
            tags.append("O")
        else:
            tags.append(("I-" if previous[2:] == label and tag.startswith("I-") else "B-") + label)
        previous = tags[-1]
    words = tuple(row[0] for row in rows)
    spaces = (*(not re.fullmatch(r"[,.;:?!)']|'s|n't|''", nxt) for nxt in words[1:]), True)
    return Sentence(id=f"gmb-{number}", words=words, spaces=spaces, names=tuple(tags))


def documents(sentences: Iterable[Sentence], vocab: Vocab, *, seed: int = 0) -> Iterator[Doc]:
    """Training documents of 1, 2 or 4 sentences of one paragraph, so that the parser also learns where sentences start."""
    chance = random.Random(seed)
    run: list[Sentence] = []
    size = chance.choice(_MAX_RUN)
    for sentence in sentences:
        if run and (sentence.opens_paragraph or len(run) >= size):
            yield _document(run, vocab)
            run, size = [], chance.choice(_MAX_RUN)
        run.append(sentence)
    if run:
        yield _document(run, vocab)


def _document(run: list[Sentence], vocab: Vocab) -> Doc:
    words = [word for s in run for word in s.words]
    spaces = [space for s in run for space in (*s.spaces[:-1], True)]
    if not run[0].pos:
        return Doc(vocab, words=words, spaces=spaces, ents=[t for s in run for t in s.names or ()])
    offsets = [sum(len(s.words) for s in run[:i]) for i in range(len(run))]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=[p for s in run for p in s.pos],
        morphs=[m for s in run for m in s.morphs],
        lemmas=[lemma for s in run for lemma in s.lemmas],
        heads=[h + offset for s, offset in zip(run, offsets, strict=True) for h in s.heads],
        deps=[d for s in run for d in s.deps],
        sent_starts=[i == 0 for s in run for i in range(len(s.words))],
        ents=[t for s in run for t in s.names or ()] if run[0].names is not None else None,
    )
