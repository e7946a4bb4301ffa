"""Is a text English? Told by its letters and its function words; names and numbers say nothing about a language.

A text counts as English unless something speaks against it, so that a headline of names only is read, not lost.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*")
_SAMPLE = 20_000  # characters that are looked at
_LONG = 60  # words from which a text without English function words cannot be English
_LEAST = 0.05  # their share in such a text; English prose has a quarter or more, lists of names a tenth
_LATIN = 0.5  # the share of Latin letters below which a text is in another script


def is_english(text: str) -> bool:
    """Is the text English, rather than in another script or language?

    >>> is_english("The minister spoke with his counterpart on Sunday.")
    True
    >>> is_english("Le ministre s’est entretenu avec son homologue dans la capitale.")
    False
    """
    sample = text[:_SAMPLE]
    letters = [letter for letter in sample if letter.isalpha()]
    if not letters or sum(map(_latin, letters)) < _LATIN * len(letters):
        return False
    words = Counter(_WORD.findall(sample.lower()))
    hits = {language: sum(words[word] for word in known) for language, known in _function_words().items()}
    english = hits.pop("en")
    if words.total() >= _LONG and english < _LEAST * words.total():
        return False
    return english >= max(hits.values())


def _latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("function_words.toml").read_text(encoding="utf8"))
    return {language: frozenset(words.split()) for language, words in table.items()}
