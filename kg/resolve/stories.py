"""Which articles print one story? Wire copies and reprints count once as support, however many outlets carry them.

Two texts are near-duplicates by the *shingles* (runs of words) that they share. Their resemblance is the share of all
shingles that both have; the containment of one in the other the share of its own that the other has: a story cut short
resembles the whole one little, but is contained in it. Both are estimated from sketches of a fixed size: the shingles' hashes
are dealt into bins, and of each bin the least is kept. Where the least of two texts is equal, both have that shingle; where one
text's is less, the other text lacks it.

The thresholds were set on 872 statements of one ministry, which share many frame sentences. Of all pairs of which the shorter
had at least a fifth of the longer, two statements printed twice had a resemblance of .68 and .79; two visits of one person to
one place, fifteen months apart, .59 and a containment of .79; all others .40 and .65 at most. A frame serves again and again,
a wire story is printed within days, and so copies count within DAYS days only. Of made copies (another headline, a dateline,
an agency's credit, one word in fifty changed, cut to three fifths, to two fifths) all were found; cut to 30 %, 99 in 100.

Source: A. Broder, On the resemblance and containment of documents, SEQUENCES 1997; P. Li, A. Owen, C.-H. Zhang, One
permutation hashing, NIPS 2012; candidates by bands as in A. Rajaraman, J. Ullman, Mining of Massive Datasets, 2011, ch. 3.
"""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

import numpy as np
import numpy.typing as npt

SIZE = 128  # bins, a power of two
WORDS = 5  # of a shingle
LEAST = 20  # words; of shorter texts nothing can be said
RESEMBLANCE = 0.55
CONTAINMENT = 0.7
CUT = 0.2  # least resemblance of a text with one that contains it
AGREEING = 12  # least number of bins
DAYS = 30  # between two prints
EMPTY = np.uint32(0xFFFFFFFF)

Sketches = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]

_NEAR = 3  # in a band's bucket, texts in order are compared with so many following ones
_ROUND = 16  # bands of which the pairs are looked at before the next
_CHUNK = 4_000  # pairs that are compared at a time
_LETTER = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_FOLDED = bytes(low if (low := i + 32 * (65 <= i <= 90)) in _LETTER or i > 127 else 32 for i in range(256))
_APOSTROPHES = re.compile("[\u0300-\u036f'\u2018\u2019\u02bc]+")
_OTHERS = re.compile(r"[\W_]+")


def sketch(text: str) -> Sketches:
    """A summary of a text by which its near-duplicates are found: SIZE numbers, all EMPTY for a text of too few words.

    Case, accents, punctuation and spacing do not count.

    >>> one = sketch("The minister spoke with his counterpart by phone on Sunday. " * 2 + "They agreed to meet again.")
    >>> other = sketch("the minister SPOKE with his counterpart, by phone on sunday, " * 2 + "they agreed to meet again")
    >>> one.shape, bool((one == other).all())
    ((128,), True)
    """
    found = np.full(SIZE, EMPTY)
    hashes = _shingles(_words(text))
    bins = ((hashes >> np.uint64(16)) & np.uint64(SIZE - 1)).astype(np.intp)
    least = np.minimum((hashes >> np.uint64(32)).astype(np.uint32), EMPTY - np.uint32(1))
    np.minimum.at(found, bins, least)
    return found


def _words(text: str) -> list[bytes]:
    if not text.isascii():
        text = (
            text.replace("\u2019", "'").replace("\u201c", " ").replace("\u201d", " ").replace("\u2013", " ").replace("\xa0", " ")
        )
    if not text.isascii():
        bare = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", text))
        text = _OTHERS.sub(" ", bare).lower()
    return text.encode("utf8", "surrogatepass").translate(_FOLDED, b"'").split()


def _shingles(words: list[bytes]) -> npt.NDArray[np.uint64]:
    """The hash of each run of words, by the finalizer of splitmix64."""
    if len(words) < LEAST:
        return np.zeros(0, dtype=np.uint64)
    each = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    runs = len(words) - WORDS + 1
    hashes = np.zeros(runs, dtype=np.uint64)
    for place in range(WORDS):
        hashes *= np.uint64(0x9E3779B97F4A7C15)
        hashes += each[place : place + runs]
        hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(0x94D049BB133111EB)
    return hashes


def originals(sketches: Sketches, published: npt.NDArray[np.int32]) -> npt.NDArray[np.uint32]:
    """Which article does each one reprint? Its number, the article's own if none.

    `sketches` is a row an article, `published` its day as an ordinal, 0 if unknown. The original of a story is its earliest
    article, those of unknown days last, then the lowest number. A story may be carried on for long, but two copies that are
    more than DAYS days apart do not make one by themselves.
    """
    told = np.flatnonzero((sketches != EMPTY).any(axis=1))
    # by day and content, so that what is compared with what does not depend on the articles' numbers
    weights = 2 * np.arange(SIZE, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    told = told[np.lexsort((sketches[told] @ weights, published[told]))]
    rows, days = np.ascontiguousarray(sketches[told]), published[told].astype(np.int64)
    root = np.arange(len(told))
    for start in range(0, SIZE, _ROUND):
        ones, others = _candidates(rows, days, root, range(start, start + _ROUND))
        copies = alike(rows, ones, others)
        root = _joined(root, ones[copies], others[copies])
    story = np.arange(len(sketches))
    story[told] = told[root]
    day = np.where(published == 0, np.iinfo(np.int32).max, published)
    late_to_early = np.lexsort((-np.arange(len(day)), -day.astype(np.int64)))
    first = np.zeros(len(day), dtype=np.uint32)
    first[story[late_to_early]] = late_to_early
    return first[story]


def alike(sketches: Sketches, ones: Numbers, others: Numbers) -> npt.NDArray[np.bool_]:
    """Are these pairs of texts (row numbers) near-duplicates?"""
    found = np.zeros(len(ones), dtype=np.bool_)
    for start in range(0, len(ones), _CHUNK):
        part = slice(start, start + _CHUNK)
        one, other = sketches[ones[part]], sketches[others[part]]
        both = ((one == other) & (one != EMPTY)).sum(axis=1)
        some = np.maximum(((one != EMPTY) | (other != EMPTY)).sum(axis=1), 1)
        contained = both / np.maximum(np.minimum((one < other).sum(axis=1), (one > other).sum(axis=1)) + both, 1)
        resembling = both / some
        found[part] = (both >= AGREEING) & ((resembling >= RESEMBLANCE) | ((resembling >= CUT) & (contained >= CONTAINMENT)))
    return found


def _candidates(sketches: Sketches, days: Numbers, root: Numbers, bands: range) -> tuple[Numbers, Numbers]:
    """Pairs of texts (row numbers, the lower first) that agree in two neighbouring bins and are not joined yet."""
    found = [np.zeros(0, dtype=np.int64)]
    for place in bands:
        band = (sketches[:, place].astype(np.uint64) << np.uint64(32)) | sketches[:, (place + 1) % SIZE]
        order = np.argsort(band, kind="stable")
        band = band[order]
        told = band != np.uint64(0xFFFFFFFFFFFFFFFF)
        for step in range(1, _NEAR + 1):
            same = np.flatnonzero((band[step:] == band[:-step]) & told[step:])
            one, other = order[same], order[same + step]
            unsettled = (root[one] != root[other]) & ((days[other] - days[one] <= DAYS) | (days[one] == 0))
            found.append((one[unsettled] << 32) | other[unsettled])
    pairs = np.unique(np.concatenate(found))
    return pairs >> 32, pairs & 0xFFFFFFFF


def _joined(root: Numbers, ones: Numbers, others: Numbers) -> Numbers:
    """The components (each row's is its lowest row) with these pairs joined: by hooking and pointer jumping."""
    root = root.copy()
    while True:
        one, other = root[ones], root[others]
        if (one == other).all():
            return root
        np.minimum.at(root, np.maximum(one, other), np.minimum(one, other))
        while (root[root] != root).any():
            root = root[root]
