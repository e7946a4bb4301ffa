"""What the mending of trees changes, and what it leaves alone. Trees are rows: word, part of speech, form, relation, head."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.text.mend import mend

PAST = "Tense=Past|VerbForm=Part"
FINITE = "Tense=Past|VerbForm=Fin"
Row = tuple[str, str, str, str, int]


def mended(*rows: Row) -> dict[str, tuple[str, str]]:
    """Each word's relation and head word after mending."""
    words, tags, forms, deps, heads = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(spacy.blank("en").vocab, words=words, pos=tags, morphs=forms)
    mend(doc, heads, deps)
    return {word: (deps[i], words[heads[i]]) for i, word in enumerate(words)}


def test_a_verb_before_its_object_is_no_participle() -> None:
    tree = mended(
        ("Norway", "PROPN", "", "compound", 2),
        ("accused", "VERB", PAST, "amod", 2),
        ("Iran", "PROPN", "", "ROOT", 2),
        ("of", "ADP", "", "case", 4),
        ("theft", "NOUN", "", "nmod", 2),
    )
    assert tree["accused"] == ("ROOT", "accused")
    assert tree["Norway"] == ("nsubj", "accused")
    assert tree["Iran"] == ("obj", "accused")
    assert tree["theft"] == ("obl", "accused")


def test_a_participle_behind_an_article_stays() -> None:
    tree = mended(
        ("The", "DET", "", "det", 2),
        ("accused", "VERB", PAST, "amod", 2),
        ("minister", "NOUN", "", "nsubj", 3),
        ("spoke", "VERB", FINITE, "ROOT", 3),
    )
    assert tree["accused"] == ("amod", "minister")


def test_a_possessive_is_no_subject() -> None:
    tree = mended(
        ("his", "PRON", "Poss=Yes", "nmod:poss", 2), ("elected", "VERB", PAST, "amod", 2), ("heir", "NOUN", "", "ROOT", 2)
    )
    assert tree["elected"] == ("amod", "heir")


@pytest.mark.parametrize(("preposition", "mends"), [("on", True), ("by", False), ("in", False)])
def test_a_clause_read_as_a_modifier(preposition: str, mends: bool) -> None:
    tree = mended(
        ("Holm", "PROPN", "", "ROOT", 0),
        ("called", "VERB", PAST, "acl", 0),
        (preposition, "ADP", "", "case", 3),
        ("Tesk", "PROPN", "", "obl", 1),
    )
    assert tree["called"] == (("ROOT", "called") if mends else ("acl", "Holm"))
    assert tree["Holm"] == (("nsubj", "called") if mends else ("ROOT", "Holm"))


def test_the_noun_before_a_tag_is_the_subject_behind_it() -> None:
    tree = mended(
        ("Norway", "PROPN", "", "vocative", 3),
        (",", "PUNCT", "", "punct", 0),
        ("he", "PRON", "", "nsubj", 3),
        ("said", "VERB", FINITE, "parataxis", 6),
        (",", "PUNCT", "", "punct", 3),
        ("would", "AUX", "", "aux", 6),
        ("help", "VERB", "VerbForm=Inf", "ROOT", 6),
    )
    assert tree["Norway"] == ("nsubj", "help")
    assert tree["he"] == ("nsubj", "said")


def test_a_list_goes_on_with_its_first() -> None:
    tree = mended(
        ("Holm", "PROPN", "", "nsubj", 1),
        ("met", "VERB", FINITE, "ROOT", 1),
        ("Tesk", "PROPN", "", "obj", 1),
        (",", "PUNCT", "", "punct", 5),
        ("and", "CCONJ", "", "cc", 5),
        ("Torres", "PROPN", "", "conj", 1),
    )
    assert tree["Torres"] == ("conj", "Tesk")


def test_between_has_two_sides() -> None:
    tree = mended(
        ("treaty", "NOUN", "", "nsubj:pass", 6),
        ("between", "ADP", "", "case", 2),
        ("Norway", "PROPN", "", "nmod", 0),
        ("and", "CCONJ", "", "cc", 6),
        ("Iran", "PROPN", "", "nsubj:pass", 6),
        ("was", "AUX", "", "aux:pass", 6),
        ("signed", "VERB", PAST, "ROOT", 6),
    )
    assert tree["Iran"] == ("conj", "Norway")


def test_a_name_is_no_adverb() -> None:
    tree = mended(
        ("Weber", "PROPN", "", "advmod", 1),
        ("met", "VERB", FINITE, "ROOT", 1),
        ("Tesk", "PROPN", "", "advmod", 1),
        ("there", "ADV", "", "advmod", 1),
    )
    assert tree["Weber"] == ("nsubj", "met")
    assert tree["Tesk"] == ("obj", "met")
    assert tree["there"] == ("advmod", "met")


def test_a_name_is_no_copula() -> None:
    tree = mended(
        ("Weber", "PROPN", "", "nsubj", 1),
        ("met", "VERB", FINITE, "ROOT", 1),
        ("Tesk", "PROPN", "", "cop", 4),
        ("in", "ADP", "", "case", 4),
        ("Oslo", "PROPN", "", "obl", 1),
    )
    assert tree["Tesk"] == ("obj", "met")


def test_what_is_told_goes_on_with_the_report() -> None:
    tree = mended(
        ("Holm", "PROPN", "", "nsubj", 1),
        ("said", "VERB", FINITE, "ROOT", 1),
        ("Iran", "PROPN", "", "nsubj", 4),
        ("must", "AUX", "VerbForm=Fin", "aux", 4),
        ("act", "VERB", "VerbForm=Inf", "ccomp", 1),
        ("and", "CCONJ", "", "cc", 6),
        ("thanked", "VERB", FINITE, "conj", 4),
        ("Norway", "PROPN", "", "obj", 6),
    )
    assert tree["thanked"] == ("conj", "said")


def test_the_verb_behind_a_relative_clause_is_the_sentences() -> None:
    tree = mended(
        ("Holm", "PROPN", "", "ROOT", 0),
        (",", "PUNCT", "", "punct", 3),
        ("who", "PRON", "", "nsubj", 3),
        ("won", "VERB", FINITE, "acl:relcl", 0),
        (",", "PUNCT", "", "punct", 5),
        ("met", "VERB", FINITE, "advcl", 3),
        ("Tesk", "PROPN", "", "obj", 5),
    )
    assert tree["met"] == ("ROOT", "met")
    assert tree["Holm"] == ("nsubj", "met")
