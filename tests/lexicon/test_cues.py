"""The table of cues: complete, lower case, checked on reading."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files

import pytest

from kg.errors import TableError
from kg.lexicon.cues import load_cues, read_cues

TABLE = files("kg.lexicon").joinpath("cues.toml").read_text(encoding="utf8")


def test_entries_are_lower_case_and_trimmed() -> None:
    cues = load_cues()
    for group in (getattr(cues, field.name) for field in fields(cues) if field.name != "time"):
        for field in fields(group):
            for entry in getattr(group, field.name):
                assert entry == entry.strip().lower() and entry


def test_there_are_many_verbs_of_speech_and_the_finer_lists_are_of_them() -> None:
    speech = load_cues().speech
    assert len(speech.report) >= 120
    for part in (speech.act, speech.clausal, speech.tag, speech.factive):
        assert part <= speech.report


@pytest.mark.parametrize("verb", ["condemn", "accuse", "urge", "deny"])
def test_speech_acts_are_flagged(verb: str) -> None:
    assert verb in load_cues().speech.act


@pytest.mark.parametrize("verb", ["say", "tell", "add", "state", "announce"])
def test_plain_reports_are_no_speech_acts(verb: str) -> None:
    assert verb in load_cues().speech.report - load_cues().speech.act


def test_the_calendar_has_twelve_months_and_seven_days() -> None:
    time = load_cues().time
    assert set(time.months.values()) == set(range(1, 13))
    assert sorted(time.weekdays.values()) == list(range(7))


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (TABLE.replace("[veridical]", "[verdical]"), "veridical"),
        (TABLE.replace("pronouns = [", "pronuns = [", 1), "pronuns"),
        (TABLE.replace("words = [", "words = ", 1), "cues.toml"),
    ],
)
def test_a_broken_table_is_named(broken: str, problem: str) -> None:
    with pytest.raises(TableError, match=problem):
        read_cues(broken)
