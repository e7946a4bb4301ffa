"""How is an amount told?"""

from __future__ import annotations


def many(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, `nouns` where the plural is not made with s.

    >>> many(1, "claim"), many(2_500, "claim"), many(2, "story", "stories")
    ('1 claim', '2,500 claims', '2 stories')
    """
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"
