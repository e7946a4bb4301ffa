"""Who was called holder of which office, from when to when? Offices as intervals, for many claims at a time.

A *tenure* is one holder in one office: the first and the last day on which an article has it, and the day from which it is
known to be over. An office is a relation, a body and a kind of post (see `portfolio`); bare wordings ("the minister") count
for the holder's office of which most is told, where there is one of the same relation and body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pyoxigraph import Literal, NamedNode

from kg.model import Status
from kg.query.offices.portfolio import posts
from kg.query.support import numbered
from kg.rdf.namespace import KG, relations
from kg.store.table import STATUSES, Numbers

if TYPE_CHECKING:
    from kg.store import View
    from kg.store.table import Table

_ACTUAL, _FORMER = STATUSES.index(Status.ACTUAL), STATUSES.index(Status.FORMER)
_NEVER = np.iinfo(np.int64).max
_MANY = 5_000  # claims from which on the wordings of all offices are read in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenures:
    """One row a tenure, ordered by office and holder. Actors and relations are numbers of the claim table, days ordinals.

    `office` numbers the offices (tenures of one office have one number), `single` says whether it has one holder at a time.
    `first` and `last` are of the claims that call it held, `left` is the first day from `last` on at which a claim calls it
    former; 0 is none. `rows` are the claims (rows of the table), those of the i-th tenure from `at[i]` to `at[i + 1]`, and
    `wordings` their posts as numbers of `texts` (0, which is "", for bare ones that count for a fuller one).
    """

    holder: Numbers
    relation: Numbers
    body: Numbers
    office: Numbers
    single: npt.NDArray[np.bool_]
    first: Numbers
    last: Numbers
    left: Numbers
    rows: Numbers
    at: Numbers
    wordings: Numbers
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.holder)

    def claims(self, tenure: int) -> Numbers:
        """The rows of one tenure's claims."""
        return self.rows[self.at[tenure] : self.at[tenure + 1]]

    def post(self, tenure: int) -> str:
        """The wording that most of a tenure's claims use, of several the shortest; "" if none tells the office."""
        used = np.bincount(self.wordings[self.at[tenure] : self.at[tenure + 1]])
        named = [(self.texts[code], int(number)) for code, number in enumerate(used) if number and self.texts[code]]
        return min(named, key=lambda one: (-one[1], len(one[0]), one[0]), default=("", 0))[0]


def tenures(view: View, rows: Numbers) -> Tenures:
    """The tenures that these claims tell of: of them those of offices and memberships that hold or held."""
    table = view.table
    told = table.claims[rows]
    rows = rows[roles()[told["relation"]] & np.isin(told["status"], (_ACTUAL, _FORMER))]
    codes, texts = wordings(view, rows)
    rows, codes, keys, single = _posts(table, rows, codes, texts)
    told = table.claims[rows]
    whole = _merged(told, keys)
    codes, keys = np.where(keys == whole, codes, 0), whole
    office, _ = numbered([told["relation"], told["object"], keys])
    order = np.lexsort((rows, told["subject"], office))
    rows, codes, keys, office, told = rows[order], codes[order], keys[order], office[order], told[order]
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (office[1:] != office[:-1]) | (told["subject"][1:] != told["subject"][:-1])
    at = np.append(np.flatnonzero(new), len(rows))
    first, last, left = _days(told, at)
    head = told[at[:-1]]
    return Tenures(
        holder=head["subject"].astype(np.int64),
        relation=head["relation"].astype(np.int64),
        body=head["object"].astype(np.int64),
        office=office[at[:-1]],
        single=single[keys[at[:-1]]],
        first=first,
        last=last,
        left=left,
        rows=rows,
        at=at,
        wordings=codes,
        texts=texts,
    )


def roles() -> npt.NDArray[np.bool_]:
    """Which relations are offices and memberships? By their place in the table."""
    return np.array([one.family == "roles" for one in relations().values()])


def current(found: Tenures) -> npt.NDArray[np.bool_]:
    """Which tenures are not known to be over? None that a later article calls former, nor one of a single office of which
    another holder is seen later."""
    latest = np.zeros(int(found.office.max()) + 1 if len(found) else 0, dtype=np.int64)
    np.maximum.at(latest, found.office, found.last)
    known: npt.NDArray[np.bool_] = (found.left == 0) & (found.first > 0)
    return known & ~(found.single & (found.last < latest[found.office]))


def wordings(view: View, rows: Numbers) -> tuple[Numbers, tuple[str, ...]]:
    """How do these claims word the office? For each the number of a text; the texts, of which the first is ""."""
    ids = view.table.claims["id"][rows]
    numbers: dict[str, int] = {"": 0}
    if len(rows) <= _MANY:
        found = [_wording(view, view.table.claim(row)) for row in rows.tolist()]
        return np.array([numbers.setdefault(text, len(numbers)) for text in found], dtype=np.int64), tuple(numbers)
    known, codes = [], []
    for quad in view.store.quads_for_pattern(None, KG.post, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            known.append(int(quad.subject.value[-16:], 16))
            codes.append(numbers.setdefault(quad.object.value, len(numbers)))
    order = np.argsort(np.array(known, dtype=np.uint64))
    sorted_, coded = np.array(known, dtype=np.uint64)[order], np.array(codes, dtype=np.int64)[order]
    place = np.minimum(np.searchsorted(sorted_, ids), max(len(sorted_) - 1, 0))
    if not len(sorted_):
        return np.zeros(len(rows), dtype=np.int64), tuple(numbers)
    return np.where(sorted_[place] == ids, coded[place], 0), tuple(numbers)


def _wording(view: View, path: str) -> str:
    for quad in view.store.quads_for_pattern(view.node(path), KG.post, None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""


def _posts(
    table: Table, rows: Numbers, codes: Numbers, texts: tuple[str, ...]
) -> tuple[Numbers, Numbers, Numbers, npt.NDArray[np.bool_]]:
    """The claims once for each single office that they word, else once: rows, wordings, kinds of post; which kinds are single."""
    names, told = tuple(relations()), table.claims[rows]
    codes_of, count = numbered([told["relation"], told["object"], codes])
    first = np.zeros(count, dtype=np.int64)
    first[codes_of[::-1]] = np.arange(len(rows))[::-1]
    numbers: dict[tuple[str, bool], int] = {("", False): 0}
    meant = []
    for place in first:
        one = told[place]
        found = posts(names[one["relation"]], texts[codes[place]], table.actors[int(one["object"])])
        wanted = [post for post in found if post.single] or found[:1]
        meant.append([numbers.setdefault((post.key, post.single), len(numbers)) for post in wanted])
    sizes = np.array([len(each) for each in meant], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    flat = np.array([key for each in meant for key in each], dtype=np.int64)
    again = np.repeat(np.arange(len(rows)), sizes[codes_of])
    within = np.arange(len(again)) - np.searchsorted(again, again)
    keys = flat[starts[codes_of[again]] + within]
    return rows[again], codes[again], keys, np.array([single for _, single in numbers])


def _merged(told: npt.NDArray[np.void], keys: Numbers) -> Numbers:
    """A bare wording's kind of post becomes that of the holder's most told office of the same relation and body."""
    if not len(keys) or keys.min() > 0:
        return keys
    group, count = numbered([told["subject"], told["relation"], told["object"]])
    each, found = numbered([group, keys])
    told_of = np.bincount(each, minlength=found)
    first = np.zeros(found, dtype=np.int64)
    first[each[::-1]] = np.arange(len(keys))[::-1]
    best = np.zeros(count, dtype=np.int64)
    for one in np.lexsort((-keys[first], told_of)):  # the most told last, so that it stays
        if keys[first[one]]:
            best[group[first[one]]] = keys[first[one]]
    return np.where(keys == 0, best[group], keys)


def _days(told: npt.NDArray[np.void], at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """First and last day of what is held, and the first from then on of what is former, of each stretch of claims."""
    if not len(told):
        return (np.zeros(0, dtype=np.int64),) * 3
    day = told["day"].astype(np.int64)
    held = (told["status"] == _ACTUAL) & (day > 0)
    first = np.minimum.reduceat(np.where(held, day, _NEVER), at[:-1])
    last = np.maximum.reduceat(np.where(held, day, 0), at[:-1])
    over = (told["status"] == _FORMER) & (day >= np.repeat(last, np.diff(at))) & (day > 0)
    left = np.minimum.reduceat(np.where(over, day, _NEVER), at[:-1])
    return np.where(first == _NEVER, 0, first), last, np.where(left == _NEVER, 0, left)
