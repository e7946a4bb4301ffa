"""Which articles print one story?"""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kg.resolve.stories import EMPTY, LEAST, SIZE, alike, originals, sketch

GOLD = Path(__file__).parent.parent / "gold"
LONG = 100  # words
DAY = date(2024, 9, 1).toordinal()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The texts of the gold files that are long enough to be cut, each once."""
    return [text for path in sorted(GOLD.glob("*.txt")) if len((text := path.read_text(encoding="utf8")).split()) >= LONG]


def _cut(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: int(len(words) * share)])


def _headline(text: str) -> str:
    return "Ministers hold talks as tensions rise in the region\nLONDON (Agency) - " + " ".join(text.split(" ")[10:])


def _credit(text: str) -> str:
    return text + "\n(Reporting by Jane Doe in Berlin, editing by John Roe)"


def _edited(text: str) -> str:
    words = text.split(" ")
    chance = random.Random(4)
    for _ in range(len(words) // 50):
        words[chance.randrange(len(words))] = "said"
    return " ".join(words)


def _recased(text: str) -> str:
    return text.upper().replace("’", "'").replace(",", " ,")


@pytest.mark.parametrize(
    "copy",
    [str, _headline, _credit, _edited, _recased, lambda text: _cut(text, 0.6), lambda text: _cut(text, 0.4)],
    ids=["same", "headline", "credit", "edited", "recased", "60 %", "40 %"],
)
def test_a_changed_or_cut_copy_is_a_reprint(texts, copy):
    both = np.array([*map(sketch, texts), *(sketch(copy(text)) for text in texts)])
    found = originals(both, np.array([DAY] * len(texts) + [DAY + 1] * len(texts), dtype=np.int32))
    assert (found[len(texts) :] == found[: len(texts)]).mean() >= 0.97
    assert (found[: len(texts)] == np.arange(len(texts))).all()


def test_reports_of_one_event_in_other_words_are_two_stories(texts):
    sketches = np.array([sketch(text) for text in texts])
    found = originals(sketches, np.zeros(len(texts), dtype=np.int32))
    assert (found == np.arange(len(texts))).all()


def test_frame_sentences_do_not_make_a_reprint():
    frame = (
        "The Ministry of Foreign Affairs strongly advises citizens to defer all non-essential travel to {0} at this time. "
        "{1} Citizens who need consular assistance may contact the embassy at any hour of the day or night."
    )
    one = "Heavy fighting was reported around the port and all flights were suspended until further notice on Monday evening."
    other = "An earthquake of magnitude seven has destroyed large parts of the old town and cut the main road to the coast."
    pair = np.array([sketch(frame.format("Sudan", one)), sketch(frame.format("Nepal", other))])
    assert not alike(pair, np.array([0]), np.array([1])).any()


def test_the_original_is_the_earliest_and_unknown_days_come_last(texts):
    row = sketch(texts[0])
    found = originals(np.array([row] * 4), np.array([0, DAY + 2, DAY, DAY], dtype=np.int32))
    assert found.tolist() == [2, 2, 2, 2]


def test_copies_a_month_apart_are_two_stories_unless_carried_between(texts):
    row = sketch(texts[0])
    assert originals(np.array([row] * 2), np.array([DAY, DAY + 40], dtype=np.int32)).tolist() == [0, 1]
    assert originals(np.array([row] * 3), np.array([DAY, DAY + 40, DAY + 20], dtype=np.int32)).tolist() == [0, 0, 0]


def test_tiny_and_empty_texts_match_nothing():
    for text in ("", "Iran attacked Israel.", " ".join("word" for _ in range(LEAST - 1)), "\ud800"):
        assert (sketch(text) == EMPTY).all()
    assert originals(np.full((3, SIZE), EMPTY), np.zeros(3, dtype=np.int32)).tolist() == [0, 1, 2]
    assert originals(np.zeros((0, SIZE), dtype=np.uint32), np.zeros(0, dtype=np.int32)).tolist() == []


def test_the_order_of_articles_only_changes_their_numbers(texts):
    chance = random.Random(4)
    rows = [(sketch(copy(text)), DAY + chance.randrange(60)) for text in texts for copy in (str, _headline, _credit)]
    first = originals(np.array([row for row, _ in rows]), np.array([day for _, day in rows], dtype=np.int32))
    order = list(range(len(rows)))
    chance.shuffle(order)
    again = originals(np.array([rows[i][0] for i in order]), np.array([rows[i][1] for i in order], dtype=np.int32))
    stories = {frozenset(np.flatnonzero(first == number).tolist()) for number in set(first.tolist())}
    shuffled = {frozenset(order[i] for i in np.flatnonzero(again == number)) for number in set(again.tolist())}
    assert stories == shuffled


def test_other_scripts_are_sketched():
    text = " ".join(f"وزير{i} الخارجية{i} الإيراني{i}" for i in range(20))
    assert (sketch(text) != EMPTY).any()


def test_fifty_thousand_articles_take_seconds_at_most():
    chance = np.random.default_rng(4)
    rows = chance.integers(0, 2**32 - 1, (50_000, SIZE), dtype=np.uint32)
    rows[25_000:26_000] = rows[:1_000]
    start = time.perf_counter()
    found = originals(rows, np.full(50_000, DAY, dtype=np.int32))
    assert time.perf_counter() - start < 10
    assert found[25_000:26_000].tolist() == list(range(1_000))
