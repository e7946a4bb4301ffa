"""When do two names look like one? Misspellings, initials, partial names.

Source: restricted edit distance (optimal string alignment), as used for typing errors since Damerau 1964.
"""

from __future__ import annotations

from kg.ids import fold


def alike(first: str, second: str) -> bool:
    """Is one a misspelling of the other: one slip in six letters or more, two in nine or more, the same initial?

    >>> alike("Nasirzadeh", "Nasrizadeh"), alike("Dilanyan", "Dylanyan"), alike("Balestani", "Balakrishnan")
    (True, True, False)
    """
    a, b = fold(first), fold(second)
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[0] != b[0] or abs(len(a) - len(b)) > 2 or len(set(a) ^ set(b)) > 4:
        return False  # two slips change four letters at most, so most pairs need no count of slips
    return distance(a, b) <= (1 if min(len(a), len(b)) < 9 else 2)


def distance(a: str, b: str) -> int:
    """How many insertions, deletions, substitutions and swaps of neighbours turn one into the other?

    >>> distance("nasirzadeh", "nasrizadeh")
    1
    """
    before, previous = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        current = [i]
        for j, y in enumerate(b, start=1):
            best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, before[j - 2] + 1)
            current.append(best)
        before, previous = previous, current
    return previous[-1]


def same_person(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """May two names of one article mean one person? Given as tuples of folded words.

    The shorter's words must stand in the longer in order, initials and misspellings allowed.

    >>> same_person(("gregory", "t.", "halvern"), ("gregory", "halvern"))
    True
    >>> same_person(("bashar", "al", "assad"), ("bashir", "al", "assad"))
    True
    >>> same_person(("joe", "biden"), ("hunter", "biden"))
    False
    """
    longer, shorter = (full, other) if len(full) >= len(other) else (other, full)
    position = 0
    for word in shorter:
        while position < len(longer) and not _same_word(longer[position], word):
            position += 1
        if position == len(longer):
            return False
        position += 1
    return True


def _same_word(a: str, b: str) -> bool:
    a, b = a.rstrip("."), b.rstrip(".")
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return a == b or alike(a, b) or (min(len(a), len(b)) > 4 and a[0] == b[0] and distance(a, b) <= 1)
