"""Whom the memory of what was mentioned gives to a pronoun, and to a pair."""

from __future__ import annotations

from kg.mentions.discourse import Memory, Trace
from kg.model import EntityType


def memory(*mentions: tuple[int, int, str, bool]) -> Memory:
    """A memory of mentions: token, sentence, id, whether a subject."""
    found = Memory()
    for at, sentence, identifier, subject in mentions:
        found.add(Trace(at=at, sentence=sentence, ids=(identifier,), type=EntityType.PERSON, subject=subject))
    return found


def anybody(trace: Trace) -> bool:
    return True


def test_the_subject_of_the_sentence_comes_first() -> None:
    assert memory((0, 1, "holm", True), (5, 1, "tesk", False)).latest(9, 1, anybody) == ("holm",)


def test_the_subject_before_comes_next() -> None:
    assert memory((0, 1, "holm", True), (5, 1, "tesk", False)).latest(12, 2, anybody) == ("holm",)


def test_him_is_not_the_subject_of_his_own_clause() -> None:
    found = memory((0, 1, "holm", True), (9, 2, "tesk", True))
    assert found.latest(12, 2, anybody, own_subject=False) == ("holm",)


def test_what_lies_too_far_back_is_forgotten() -> None:
    found = memory((0, 1, "holm", True))
    assert found.latest(200, 9, anybody) == ()
    assert [trace.ids for trace in found.before(200, anybody, 400)] == [("holm",)]


def test_a_pair_is_the_last_two_in_the_order_of_the_text() -> None:
    found = memory((0, 1, "holm", True), (3, 1, "tesk", False), (6, 1, "tesk", False), (9, 1, "torres", False))
    assert found.pair(12, 1, anybody) == ("tesk", "torres")
    assert found.pair(12, 1, anybody, 3) == ("holm", "tesk", "torres")
    assert found.pair(12, 1, anybody, 4) == ()
