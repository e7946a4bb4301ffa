"""The index of names: whom could a name mean, without a look at every actor?

It lies beside the claim table, numbers actors as the table does (by id), and is memory-mapped: a look-up is a binary search in
sorted texts and touches a few rows. A *spelling* is a name or alias, folded (`kg.ids.fold`), of one actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from hashlib import blake2b
from heapq import nlargest
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.ids import fold, slug
from kg.model import Entity
from kg.store.table import Numbers, Texts, open_arrays, ragged, save_arrays, texts

SHORT = 3  # letters up to which a word alone is no spelling to suggest
_SLUG = np.dtype([("hash", "<u8"), ("actor", "<u4")])


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of one snapshot's actors as arrays. What is found are numbers of actors, ascending, each once.

    `actors` the ids, sorted; `spellings` by text, then by actor, with `bearers`, the actor of each, and `own`, 1 for a name and
    0 for an alias; `backward` the numbers of the names by their letters from last to first; `words` all words of spellings,
    of which `word_at[i]` to `word_at[i + 1]` are in `word_in` the spellings that hold the i-th; `codes` the codes of states and
    bodies with `coded`, the actor of each; `slugs` a hash of each spelling as ids have it, with its actor.
    """

    actors: Texts
    spellings: Texts
    bearers: npt.NDArray[np.uint32]
    own: npt.NDArray[np.uint8]
    backward: npt.NDArray[np.uint32]
    words: Texts
    word_at: npt.NDArray[np.uint32]
    word_in: npt.NDArray[np.uint32]
    codes: Texts
    coded: npt.NDArray[np.uint32]
    slugs: npt.NDArray[np.void]

    def called(self, name: str) -> Numbers:
        """Whose name is this? Names here and below are folded."""
        return self._bearers(np.flatnonzero(self.own[self._same(name)]) + self._same(name).start)

    def known_as(self, name: str) -> Numbers:
        """Whose name or alias is this?"""
        return self._bearers(self._same(name))

    def ending(self, name: str) -> Numbers:
        """Whose name ends in these words, and has others before them?"""
        key = f" {name}".encode()[::-1]
        low, high = (
            _first(len(self.backward), lambda i: _raw(self.spellings, int(self.backward[i]))[::-1][: len(key)], key, after=after)
            for after in (False, True)
        )
        return self._bearers(self.backward[low:high])

    def holding(self, words: Iterable[str]) -> Numbers:
        """Who has a spelling with all these words?"""
        return self._joint(self._exact(word) for word in words)

    def beginning(self, beginnings: Iterable[str]) -> Numbers:
        """Who has a spelling with words that begin so, one for each of these beginnings?"""
        return self._joint(self._prefixed(word) for word in beginnings)

    def with_code(self, code: str) -> Numbers:
        """Which states and bodies have this code?"""
        found = _equal(self.codes, code)
        return np.unique(self.coded[found.start : found.stop]).astype(np.int64)

    def with_slug(self, name: str) -> Numbers:
        """Who has a spelling of which an id would be made in this way (`kg.ids.slug`)?"""
        low, high = (int(np.searchsorted(self.slugs["hash"], _hash(name), side)) for side in ("left", "right"))
        return np.unique(self.slugs["actor"][low:high]).astype(np.int64)

    def near(self, name: str, count: int, least: float) -> list[tuple[str, int]]:
        """Which spellings, and longer words of them, are most like this, and who bears each (the first by id)?

        At most `count`, the most similar first, none less than `least` (`difflib.SequenceMatcher.ratio`, 0 to 1).
        """
        bounds: dict[str, float] = {}
        for these, shortest in ((self.spellings, 0), (self.words, SHORT + 1)):
            for number, bound in _alike(these, name, least, shortest):
                bounds[these[number]] = bound
        match = SequenceMatcher(b=name)
        best: list[tuple[float, str]] = []
        for key in sorted(bounds, key=lambda one: (-bounds[one], one)):
            if best[count - 1 :] and bounds[key] < best[-1][0]:
                break
            match.set_seq1(key)
            if (ratio := match.ratio()) >= least:
                best = nlargest(count, [*best, (ratio, key)])
        return [(key, self._owner(key)) for _, key in best]

    def _owner(self, key: str) -> int:
        found = [self.known_as(key), *([self._bearers(self._exact(key))] if len(key) > SHORT else [])]
        return min(int(numbers[0]) for numbers in found if len(numbers))

    def _same(self, name: str) -> slice:
        return _equal(self.spellings, name)

    def _exact(self, word: str) -> Numbers:
        found = _equal(self.words, word)
        return self._posted(found.start, found.stop)

    def _prefixed(self, beginning: str) -> Numbers:
        key = beginning.encode()
        low, high = (
            _first(len(self.words), lambda i: _raw(self.words, i)[: len(key)], key, after=after) for after in (False, True)
        )
        return self._posted(low, high)

    def _posted(self, low: int, high: int) -> Numbers:
        """The spellings that hold words of this range."""
        found = self.word_in[int(self.word_at[low]) : int(self.word_at[high])]
        return np.unique(found).astype(np.int64)

    def _joint(self, parts: Iterable[Numbers]) -> Numbers:
        return self._bearers(reduce(np.intersect1d, parts))

    def _bearers(self, spellings: Numbers | npt.NDArray[np.uint32] | slice) -> Numbers:
        return np.unique(self.bearers[spellings]).astype(np.int64)


def build(entities: Iterable[Entity]) -> Names:
    """The index of these actors' names. The same actors give the same bytes, in whatever order they come."""
    everyone = sorted(entities, key=lambda one: one.id)
    spelled: dict[tuple[str, int], int] = {}
    slugs: set[tuple[int, int]] = set()
    codes: list[tuple[str, int]] = []
    for number, one in enumerate(everyone):
        for at, name in enumerate((one.name, *one.aliases)):
            folded = fold(name)
            spelled.setdefault((folded, number), int(at == 0))
            slugs.add((_hash(slug(name)), number))
        if one.code:
            codes.append((one.code, number))
    keys = sorted(spelled)
    held: dict[str, list[int]] = {}
    for at, (text, _) in enumerate(keys):
        for word in set(text.split()):
            held.setdefault(word, []).append(at)
    words, own = sorted(held), [at for at, key in enumerate(keys) if spelled[key]]
    word_at = np.zeros(len(words) + 1, dtype="<u4")
    np.cumsum([len(held[word]) for word in words], out=word_at[1:])
    codes.sort()
    return Names(
        actors=texts([one.id for one in everyone]),
        spellings=texts([text for text, _ in keys]),
        bearers=np.array([number for _, number in keys], dtype="<u4"),
        own=np.array([spelled[key] for key in keys], dtype="u1"),
        backward=np.array(sorted(own, key=lambda at: (keys[at][0][::-1], at)), dtype="<u4"),
        words=texts(words),
        word_at=word_at,
        word_in=np.array([at for word in words for at in held[word]], dtype="<u4"),
        codes=texts([code for code, _ in codes]),
        coded=np.array([number for _, number in codes], dtype="<u4"),
        slugs=np.array(sorted(slugs), dtype=_SLUG),
    )


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def _raw(these: Texts, number: int) -> bytes:
    return bytes(these.text[these.at[number] : these.at[number + 1]])


def _first(size: int, key: Callable[[int], bytes], wanted: bytes, *, after: bool = False) -> int:
    """The first place whose key is not less than (`after`: is greater than) the one wanted, where keys ascend."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        here = key(middle)
        if here < wanted or (after and here == wanted):
            low = middle + 1
        else:
            high = middle
    return low


def _equal(these: Texts, wanted: str) -> slice:
    """The places of this text, where texts ascend."""
    key = wanted.encode()
    low, high = (_first(len(these), lambda number: _raw(these, number), key, after=after) for after in (False, True))
    return slice(low, high)


def _alike(these: Texts, wanted: str, least: float, shortest: int) -> Iterator[tuple[int, float]]:
    """The texts of at least so many letters that may be as like as that, by the letters that they share, in whatever order.

    How like they can be at most, is told with each (`SequenceMatcher.quick_ratio`).
    """
    if not len(these.text):
        return
    at = these.at.astype(np.int64)
    sizes = at[1:] - at[:-1]
    both = sizes + len(wanted)
    shared = np.zeros(len(sizes), dtype=np.int64)
    fit = np.flatnonzero((2 * np.minimum(sizes, len(wanted)) >= least * both) & (sizes >= max(shortest, 1)))
    owner, places = ragged(at[fit], at[fit + 1])
    letters = these.text[places]
    for letter in sorted(set(wanted.encode())):
        count = np.bincount(owner[letters == letter], minlength=len(fit))
        shared[fit] += np.minimum(count, wanted.count(chr(letter)))
    bounds = 2.0 * shared / both
    for number in np.flatnonzero(bounds >= least):
        yield int(number), float(bounds[number])


_PARTS = ("bearers", "own", "backward", "word_at", "word_in", "coded", "slugs")
_TEXTS = ("spellings", "words", "codes")
_PREFIX = "name-"


def save(names: Names, directory: Path) -> None:
    """Write the index as NPY files beside the claim table, whose actors' ids it shares."""
    save_arrays(names, directory, _PARTS, _TEXTS, _PREFIX)


def open_names(directory: Path) -> Names:
    """The index in a directory, memory-mapped: only what is looked at is read. Raises OSError if it is not there."""
    return Names(**open_arrays(directory, (), ("actors",)), **open_arrays(directory, _PARTS, _TEXTS, _PREFIX))
