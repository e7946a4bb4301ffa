"""How are two actors connected, and which sentences say so?

A *hop* leads from one actor to another over at least one claim that holds (status actual, or former for an office once held),
or whatever claims the asker allows. A *path* is a sequence of hops that visits nobody twice; the shortest has the fewest hops.
Of several shortest ones the best is the cheapest by the prices of `walk`: offices, memberships and unnamed groups connect nearly
everybody and tell little. Then comes the one whose ids come first. By evidence, the best is the cheapest by the formula of
`weights`. All of this is read from the claim table; the database gives only the words of the claims that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np

from kg.errors import QueryError
from kg.query.edges import Edges
from kg.query.paths.hops import Facts, Hop
from kg.query.paths.several import Measure, Sides, length, ways
from kg.query.paths.via import MOST, Through
from kg.query.paths.walk import Fewest, Side, Walk, Way, meet
from kg.query.paths.weights import Surest
from kg.query.window import ALWAYS, Window
from kg.store.table import NOBODY, Numbers

if TYPE_CHECKING:
    from kg.store import View

KEPT = 8  # filters whose walks a view remembers
NEAREST = 3  # actors that are named where there is no path
Level = Literal["actor", "state"]
_walks: WeakKeyDictionary[View, dict[tuple[Edges, Level], Walk]] = WeakKeyDictionary()

__all__ = ["Facts", "Hop", "Reach", "Search", "search", "shortest", "walk_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a search looked from one side: its hops, how many actors it saw, whether there are no more, and, of those that it
    saw last, the ones with most ties (ids)."""

    hops: int
    seen: int
    whole: bool
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search found: the paths, best first (none if there is none), how many hops it looked, how many actors it saw.

    A `depth` below the greatest one allowed, without a path, means that one end's neighbourhood was seen whole; `reach` then
    tells of both sides. `costs` are those of the paths by the measure asked for. `stand` tells, at the level of states, for whom
    an actor that was asked about was taken.
    """

    paths: tuple[tuple[Hop, ...], ...]
    depth: int
    seen: int
    costs: tuple[float, ...] = ()
    stand: tuple[tuple[str, str], ...] = ()
    reach: tuple[Reach, ...] = ()


def shortest(
    view: View,
    start: str | Iterable[str],
    end: str | Iterable[str],
    *,
    edges: Edges,
    max_hops: int = 8,
    count: int = 1,
    via: Iterable[str] = (),
    avoid: Iterable[str] = (),
    by: Literal["hops", "evidence"] = "hops",
    level: Level = "actor",
) -> Search:
    """How is `start` connected to `end`? The `count` best paths, with the claims of each hop.

    `start` and `end` are actor ids, or several: then from any to any, with none of either inside. `edges` says which claims may
    be hops; the paths pass everybody of `via`, in whatever order is best, and nobody of `avoid`. Who is a start and an end counts
    as an end. No path is an answer: `paths` is then empty. Raises QueryError for more than MOST actors in `via`.
    """
    walk = walk_of(view, edges, level)
    groups = [[some] if isinstance(some, str) else list(some) for some in (start, end, via, avoid)]
    stand = _standing(view, walk, [one for group in groups for one in group]) if level == "state" else {}
    starts, ends, places, shut = (_numbers(walk, [stand.get(one, one) for one in group]) for group in groups)
    if len(places) > MOST:
        raise QueryError(f"paths can be asked to pass {MOST} actors at most, not {len(places)}")
    starts, told = starts[~np.isin(starts, ends)], tuple(sorted(stand.items()))
    if not len(starts):
        return Search(paths=(), depth=0, seen=1, stand=told)
    measure = (Fewest if by == "hops" else Surest)(walk, [*starts, *ends])
    sides = _open(walk, starts, ends, shut)
    if not (found := _found(measure, sides, places, max_hops, count)):
        return replace(_nothing(walk, sides, max_hops), stand=told)
    return Search(
        paths=tuple(_hops(view, walk, way) for way in found),
        depth=max(map(len, found)) - 1,
        seen=measure.seen,
        costs=tuple(length(measure, way) for way in found),
        stand=told,
    )


def search(walk: Walk, start: str, end: str, max_hops: int) -> tuple[tuple[str, ...], int, int]:
    """The best shortest way as actor ids (empty if none within `max_hops`), the hops looked at, the actors seen."""
    ids = walk.table.actors
    starts, ends = _numbers(walk, [start]), _numbers(walk, [end])
    _, _, looked = meet(walk, starts, ends, max_hops)
    found = Fewest(walk, [*starts, *ends]).best(starts, np.zeros(len(starts)), ends, max_hops)
    seen = np.union1d(looked[0].seen, looked[1].seen)
    return tuple(ids[one] for one in found[1]) if found else (), looked[0].hops + looked[1].hops, len(seen)


def walk_of(view: View, edges: Edges, level: Level = "actor") -> Walk:
    """The view's claims as a walk sees them; remembered, so that the next search with the same filters is quicker."""
    known = _walks.setdefault(view, {})
    key = edges.within(view.least, view.days if isinstance(view.days, Window) else ALWAYS), level
    if key not in known:
        if level == "state":
            from kg.query.states import state_table

            table = state_table(view)
        else:
            table = view.table
        while len(known) >= KEPT:
            del known[next(iter(known))]
        known[key] = Walk(table, key[0])
    return known[key]


def _numbers(walk: Walk, given: Iterable[str]) -> Numbers:
    """The actors' numbers, each once, in order; ids that the graph does not have are left out."""
    found = {walk.table.actor(path) for path in given} - {NOBODY}
    return np.array(sorted(found), dtype=np.int64)


def _standing(view: View, walk: Walk, given: Iterable[str]) -> dict[str, str]:
    """The states that stand for actors of whom, at the level of states, nothing is said any more."""
    from kg.query.states import state_of

    found = {}
    for path in given:
        actor = walk.table.actor(path)
        if actor != NOBODY and not walk.ties[actor] and (state := state_of(view, actor)) != NOBODY:
            found[path] = walk.table.actors[state]
    return found


def _open(walk: Walk, starts: Numbers, ends: Numbers, shut: Numbers) -> Sides:
    """The two sides without those who are to be avoided."""
    if not len(shut):
        return Sides(starts, ends)
    closed = np.zeros(len(walk.table.actors), dtype=bool)
    closed[shut] = True
    return Sides(starts[~closed[starts]], ends[~closed[ends]], closed)


def _found(measure: Measure, sides: Sides, places: Numbers, hops: int, count: int) -> list[Way]:
    if not len(sides.starts) or not len(sides.ends):
        return []
    if between := [one for one in places.tolist() if one not in sides.starts and one not in sides.ends]:
        if sides.closed is not None and sides.closed[between].any():
            return []
        return [way for _, way in islice(Through(measure, sides, between, hops).ways(count), count)]
    return [way for _, way in ways(measure, sides, hops, count)]


def _nothing(walk: Walk, sides: Sides, hops: int) -> Search:
    _, met, looked = meet(walk, sides.starts, sides.ends, hops, sides.closed)
    seen, depth = len(np.union1d(looked[0].seen, looked[1].seen)), looked[0].hops + looked[1].hops
    looked = _once(walk, looked[0], sides, backward=False), _once(walk, looked[1], sides, backward=True)
    reach = () if len(met) else tuple(_reach(walk, side) for side in looked)
    return Search(paths=(), depth=depth, seen=seen, reach=reach)


def _once(walk: Walk, side: Side, sides: Sides, *, backward: bool) -> Side:
    """The side, but one hop away from its actors if the search had no need to look that far."""
    if side.hops or not len(side.seen):
        return side
    heads = np.unique(walk.steps(side.seen, backward=backward).head)
    last = heads[~np.isin(heads, side.seen) & (True if sides.closed is None else ~sides.closed[heads])]
    return Side(1, np.union1d(side.seen, last), last)


def _reach(walk: Walk, side: Side) -> Reach:
    whole = not len(side.last)
    shown = side.seen if whole else side.last
    order = np.lexsort((shown, -walk.ties[shown]))[:NEAREST]
    nearest = tuple(walk.table.actors[one] for one in shown[order])
    return Reach(hops=side.hops, seen=len(side.seen), whole=whole, nearest=nearest)


def _hops(view: View, walk: Walk, way: Way) -> tuple[Hop, ...]:
    ids = walk.table.actors
    steps = walk.along(way)
    return tuple(
        Hop(start=ids[one], end=ids[other], facts=Facts(view, walk, walk.rows(pair, down=one > other), one))
        for one, other, pair in zip(steps.tail.tolist(), steps.head.tolist(), steps.pair.tolist(), strict=True)
    )
