"""Every row of the frames is whole, and a malformed row of a user's own file is refused by file and row."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon import Frame, Lexicon, load

GOOD = """
[[verb]]
id = "own-bless"
relation = "supports"
lemmas = ["bless"]
subject = ["subj"]
object = ["obj"]
example = "Norway blessed Iran."
expect = ["Norway supports Iran"]
near_miss = "Norway is blessed with fish."
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def all_frames(lexicon: Lexicon) -> list[Frame]:
    return [*lexicon.verbs, *lexicon.nouns, *lexicon.adjectives]


def test_every_relation_but_the_roles_has_frames(lexicon: Lexicon) -> None:
    framed = {frame.relation for frame in all_frames(lexicon)}
    assert framed == {relation.name for relation in lexicon.relations.values() if relation.family != "roles"}


def test_every_family_has_verbs_and_nouns(lexicon: Lexicon) -> None:
    families = Counter(
        (lexicon.relations[frame.relation].family, type(frame).__name__) for frame in (*lexicon.verbs, *lexicon.nouns)
    )
    assert len(families) == 6


def test_mutual_frames_belong_to_symmetric_relations_or_fights(lexicon: Lexicon) -> None:
    wrong = [frame.id for frame in all_frames(lexicon) if frame.mutual and not lexicon.relations[frame.relation].symmetric]
    assert all(lexicon.relations[frame.relation].family == "conflict" for frame in all_frames(lexicon) if frame.id in wrong)


def test_lemmas_are_lower_case_and_listed_once_a_row(lexicon: Lexicon) -> None:
    for frame in all_frames(lexicon):
        assert all(lemma == lemma.lower() for lemma in frame.lemmas), frame.id
        assert len(set(frame.lemmas)) == len(frame.lemmas), frame.id


def test_examples_hold_a_trigger_and_the_expected_actors(lexicon: Lexicon) -> None:
    for frame in all_frames(lexicon):
        for claim in frame.expect:
            subject, found, object_ = claim.partition(f" {frame.relation} ")
            assert found and subject in frame.example and object_ in frame.example, frame.id
        assert frame.near_miss != frame.example, frame.id


def test_examples_and_near_misses_stand_in_one_row_only(lexicon: Lexicon) -> None:
    for texts in ([frame.example for frame in all_frames(lexicon)], [frame.near_miss for frame in all_frames(lexicon)]):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_users_frames_are_added_after_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD, encoding="utf8")
    assert load(own).by_verb["bless"][-1].id == "own-bless"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"supports"\nlemmas', '"likes"\nlemmas', '"likes" is no relation of a frame'),
        ('"supports"\nlemmas', '"minister-of"\nlemmas', '"minister-of" is no relation of a frame'),
        ('object = ["obj"]', 'object = ["dobj"]', 'unknown object slot "dobj"'),
        ('object = ["obj"]', 'object = ["obj"]\nrequires = ["particle:up"]', 'unknown condition "particle:up"'),
        ('object = ["obj"]', 'object = ["obj"]\nplover = "LIKE"', 'unknown plover "LIKE"'),
        ('object = ["obj"]', 'object = ["obj"]\nchannel = "telepathy"', 'unknown channel "telepathy"'),
        ('object = ["obj"]', 'object = ["obj"]\ndepp = true', 'unknown field "depp"'),
        ('near_miss = "Norway is blessed with fish."', "", '"near_miss" must be a non-empty string'),
        ('example = "Norway blessed Iran."', "", '"example" must be a non-empty string'),
        ('lemmas = ["bless"]', "lemmas = []", '"lemmas" must be a non-empty list'),
        ('"own-bless"', '"condemn"', "this id stands twice"),
        ("Norway supports Iran", "Norway blesses Iran", "should read SUBJECT supports OBJECT"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_row(tmp_path: Path, old: str, new: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD.replace(old, new), encoding="utf8")
    with pytest.raises(TableError, match=r"own\.toml: verb 1 \(.*" + re.escape(message)):
        load(own)


@pytest.mark.parametrize("text", ["[[adverb]]\nid = 1\n", "verb = 3\n", "[[verb]\n", "[verb]\nid = 'x'\n"])
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf8")
    with pytest.raises(TableError, match=r"own\.toml"):
        load(own)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")
