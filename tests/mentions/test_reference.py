"""Whom pronouns and descriptions mean, in trees built by hand: (word, part of speech, relation, head) rows and named actors."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.lexicon.reference import load_reference
from kg.mentions.bodies import Body
from kg.mentions.names import Name
from kg.mentions.reference import Referee, Scene
from kg.model import Article, Entity, EntityType
from kg.text.parse import Parse

Row = tuple[str, str, str, int]
PERSON, COUNTRY, BODY = EntityType.PERSON, EntityType.COUNTRY, EntityType.ORGANIZATION
_PLURAL = {"They": "Number=Plur", "countries": "Number=Plur", "leaders": "Number=Plur", "envoys": "Number=Plur"}
HOLM = ("Holm", "PROPN", "nsubj", 1)


def read(rows: list[Row], named: dict[int, tuple[str, EntityType]], **scene: object) -> dict[str, tuple[str, ...]]:
    """Whom each word means; `named` are the tokens that are names, with the id and type of their actor."""
    words = [row[0] for row in rows]
    morphs = [
        _PLURAL.get(word, "Poss=Yes" if relation == "nmod:poss" and pos == "PRON" else "") for word, pos, relation, _ in rows
    ]
    heads, deps = [row[3] for row in rows], [row[2] for row in rows]
    lemmas = [word.lower().removesuffix("s") if word != "countries" else "country" for word in words]
    doc = Doc(
        spacy.blank("en").vocab, words=words, pos=[row[1] for row in rows], lemmas=lemmas, heads=heads, deps=deps, morphs=morphs
    )
    sentences, number = [], 0
    for token in doc:
        number += bool(token.is_sent_start)
        sentences.append(number)
    starts = tuple(token.idx for token in doc)
    parse = Parse(
        article=Article(key="x", name="x", text=doc.text),
        doc=doc,
        starts=starts,
        ends=starts,
        paragraphs=(0,),
        sentences=tuple(sentences),
    )
    names = {
        i: Name(first=i, last=i, type=kind, kind="adjective" if rows[i][1] == "ADJ" else "name") for i, (_, kind) in named.items()
    }
    facts: dict[str, object] = {"offices": (), "bodies": (), "gender": {}, "states": {}, **scene}
    found = Referee(
        Scene(
            parse=parse,
            entities={i: Entity(id=i, type=kind, name=i) for i, kind in named.values()},
            meaning={names[i]: named[i][0] for i in named},
            at=names,
            reference=load_reference(),
            **facts,  # type: ignore[arg-type]
        )
    ).read()
    return {words[i]: ids for i, ids in found.items()}


def test_she_is_the_subject_of_the_sentence_before() -> None:
    rows = [
        HOLM,
        ("met", "VERB", "ROOT", 1),
        ("Tesk", "PROPN", "obj", 1),
        ("She", "PRON", "nsubj", 4),
        ("spoke", "VERB", "ROOT", 4),
    ]
    assert read(rows, {0: ("holm", PERSON), 2: ("tesk", PERSON)})["She"] == ("holm",)


def test_she_is_nobody_whom_a_title_calls_mister() -> None:
    rows = [
        HOLM,
        ("met", "VERB", "ROOT", 1),
        ("Tesk", "PROPN", "obj", 1),
        ("She", "PRON", "nsubj", 4),
        ("spoke", "VERB", "ROOT", 4),
    ]
    assert read(rows, {0: ("holm", PERSON), 2: ("tesk", PERSON)}, gender={"holm": "m"})["She"] == ("tesk",)


def test_his_excellency_means_nobody_before() -> None:
    rows = [
        HOLM,
        ("met", "VERB", "ROOT", 1),
        ("His", "PRON", "nmod:poss", 4),
        ("Excellency", "PROPN", "flat:fold", 4),
        ("Tesk", "PROPN", "obj", 1),
    ]
    assert "His" not in read(rows, {0: ("holm", PERSON), 4: ("tesk", PERSON)})


def test_its_is_a_state_and_not_a_person() -> None:
    rows = [
        ("Norway", "PROPN", "nsubj", 1),
        ("sent", "VERB", "ROOT", 1),
        ("its", "PRON", "nmod:poss", 3),
        ("envoy", "NOUN", "obj", 1),
    ]
    assert read(rows, {0: ("NO", COUNTRY)})["its"] == ("NO",)


def test_they_are_the_two_subjects() -> None:
    rows = [
        ("Holm", "PROPN", "nsubj", 3),
        ("and", "CCONJ", "cc", 2),
        ("Tesk", "PROPN", "conj", 0),
        ("met", "VERB", "ROOT", 3),
        ("They", "PRON", "nsubj", 5),
        ("agreed", "VERB", "ROOT", 5),
    ]
    assert read(rows, {0: ("holm", PERSON), 2: ("tesk", PERSON)})["They"] == ("holm", "tesk")


@pytest.mark.parametrize(("word", "count"), [("two", 2), ("three", 3)])
def test_a_number_says_how_many_leaders(word: str, count: int) -> None:
    rows = [
        HOLM,
        ("told", "VERB", "ROOT", 1),
        ("Tesk", "PROPN", "obj", 1),
        ("of", "ADP", "case", 4),
        ("Torres", "PROPN", "obl", 1),
        ("The", "DET", "det", 7),
        (word, "NUM", "nummod", 7),
        ("leaders", "NOUN", "nsubj", 8),
        ("agreed", "VERB", "ROOT", 8),
    ]
    found = read(rows, {0: ("holm", PERSON), 2: ("tesk", PERSON), 4: ("torres", PERSON)})
    assert found["leaders"] == ("holm", "tesk", "torres")[3 - count :]


def test_his_country_is_the_state_he_stands_for() -> None:
    rows = [
        HOLM,
        ("said", "VERB", "ROOT", 1),
        ("his", "PRON", "nmod:poss", 3),
        ("country", "NOUN", "nsubj", 4),
        ("won", "VERB", "ccomp", 1),
    ]
    assert read(rows, {0: ("holm", PERSON)}, states={"holm": "NO"})["country"] == ("NO",)


def test_the_armenian_capital_is_armenia() -> None:
    rows = [("the", "DET", "det", 2), ("Armenian", "ADJ", "amod", 2), ("capital", "NOUN", "ROOT", 2)]
    assert read(rows, {1: ("AM", COUNTRY)})["capital"] == ("AM",)


def test_the_commission_is_the_one_named_before() -> None:
    rows = [
        ("Commission", "PROPN", "nsubj", 1),
        ("met", "VERB", "ROOT", 1),
        ("The", "DET", "det", 3),
        ("commission", "NOUN", "nsubj", 4),
        ("agreed", "VERB", "ROOT", 4),
    ]
    unnamed = Body(first=3, last=3, head=3, entity=Entity(id="commission", type=BODY, name="commission"))
    found = read(rows, {0: ("european commission", BODY)}, bodies=(unnamed,))
    assert found["commission"] == ("european commission",)
