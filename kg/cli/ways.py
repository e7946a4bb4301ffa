"""How are the paths between actors told, to a person or to a program?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.card import quoted, records, told
from kg.cli.output import plain
from kg.errors import QueryError
from kg.query.actors import short
from kg.query.amounts import many
from kg.query.edges import Edges, edges, statuses
from kg.query.facts import Fact, name_of
from kg.query.paths.connect import Hop, Reach, Search, shortest
from kg.query.paths.party import party
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from kg.store import View

SHOWN = 5  # claims of a hop that a person sees, unless asked for otherwise
NAMED = 3  # actors that stand in a line
FARTHEST = 20  # hops


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, in the user's words: see the options of `kg path`."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    via: tuple[str, ...]
    avoid: tuple[str, ...]
    relation: tuple[str, ...]
    family: tuple[str, ...]
    status: tuple[str, ...]
    directed: bool
    min_confidence: float
    window: Window
    max_hops: int
    count: int
    by: str
    level: str
    claims: int | None

    @property
    def edges(self) -> Edges:
        """Which claims may be hops. Raises QueryError for unknown relations and families."""
        return edges(
            self.relation,
            self.family,
            directed=self.directed,
            least=self.min_confidence,
            statuses=statuses(self.status),
            window=self.window,
        )

    @property
    def narrow(self) -> bool:
        """Is anything left out that could be a hop?"""
        return bool(self.via or self.avoid or self.edges != Edges())

    def loose(self) -> Asked:
        """The same, with nothing left out."""
        no: tuple[str, ...] = ()
        free = replace(self, via=no, avoid=no, relation=no, family=no, status=no, min_confidence=0, window=ALWAYS)
        return replace(free, directed=False, count=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The ids that the words mean."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    via: tuple[str, ...]
    avoid: tuple[str, ...]


def answer(view: View, asked: Asked, *, form: str, draw: Path | None) -> Iterator[str]:
    """The lines of the answer; and the picture, if one is asked for."""
    if draw:
        from kg.draw import target_of

        target_of(draw)
    meant = Meant(
        starts=_party(view, asked.starts),
        ends=_party(view, asked.ends),
        via=_party(view, asked.via),
        avoid=_party(view, asked.avoid),
    )
    for side, ids in (("FROM", meant.starts), ("TO", meant.ends)):
        if set(ids) <= set(meant.avoid):
            raise QueryError(f"--avoid leaves nobody for {side}")
    found = _search(view, asked, meant)
    if form == "json":
        yield from _json(view, asked, meant, found)
    else:
        yield from _lines(view, asked, meant, found)
    if draw and found.paths:
        drawn = _draw(view, asked, meant, found, draw)
        if form != "json":
            yield ""
            yield f"{plain(str(draw))}: {drawn}"
    elif draw and form != "json":
        yield f"{plain(str(draw))}: not drawn"


def _party(view: View, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for each in words for one in party(view, each)))


def _search(view: View, asked: Asked, meant: Meant) -> Search:
    return shortest(
        view,
        meant.starts,
        meant.ends,
        edges=asked.edges,
        max_hops=asked.max_hops,
        count=asked.count,
        via=meant.via,
        avoid=meant.avoid,
        by="evidence" if asked.by == "evidence" else "hops",
        level="state" if asked.level == "state" else "actor",
    )


def _lines(view: View, asked: Asked, meant: Meant, found: Search) -> Iterator[str]:
    names = f"{_names(view, asked.starts, meant.starts)} to {_names(view, asked.ends, meant.ends)}"
    for person, state in found.stand:
        yield plain(f"{name_of(view, person)} stands for {name_of(view, state)}")
    if not found.paths:
        yield from _nothing(view, asked, meant, found, names)
    for number, path in enumerate(found.paths, start=1):
        which = f", path {number} of {len(found.paths)}" if len(found.paths) > 1 else ""
        cost = f", cost {found.costs[number - 1]:.2f}" if asked.by == "evidence" else ""
        yield from ([""] if number > 1 else [])
        yield plain(f"{name_of(view, path[0].start)} to {name_of(view, path[-1].end)}: {many(len(path), 'hop')}{cost}{which}")
        for hop in path:
            yield ""
            yield from _hop(view, hop, SHOWN if asked.claims is None else asked.claims, level=asked.level)


def _nothing(view: View, asked: Asked, meant: Meant, found: Search, names: str) -> Iterator[str]:
    if not found.reach and not found.depth:
        yield plain(f"{names}: {'the same actor' if len(meant.starts) == 1 else 'the same actors'}")
        return
    looked = f"{many(found.seen, 'actor')} looked at"
    if found.depth < asked.max_hops and found.reach:
        yield plain(f"{names}: not connected ({looked}, up to {many(found.depth, 'hop')} away)")
    else:
        passing = f" that passes {' and '.join(name_of(view, one) for one in meant.via)}" if meant.via else ""
        yield plain(f"{names}: no path of up to {many(asked.max_hops, 'hop')}{passing} ({looked})")
    for word, words, ids, reach in zip(
        ("From", "To"), (asked.starts, asked.ends), (meant.starts, meant.ends), found.reach, strict=False
    ):
        yield plain(f"  {word} {_names(view, words, ids)}: {_reached(view, reach, set(ids))}")
    if asked.max_hops < FARTHEST and (far := _search(view, replace(asked, max_hops=FARTHEST, count=1), meant)).paths:
        yield plain(f"  With --max-hops {len(far.paths[0])}: {_over(view, far)}")
    elif asked.narrow and (loose := _search(view, asked.loose(), replace(meant, via=(), avoid=()))).paths:
        yield plain(f"  Without these conditions: {_over(view, loose)}")


def _over(view: View, found: Search) -> str:
    """The best path in short: how long it is, and over whom."""
    between = [name_of(view, hop.end) for hop in found.paths[0][:-1]]
    return f"{many(len(found.paths[0]), 'hop')}{', over ' + ', '.join(between) if between else ''}"


def _reached(view: View, reach: Reach, own: set[str]) -> str:
    """How far one side reaches, and the best connected of those at its edge."""
    others = reach.seen - len(own)
    if others <= 0:
        return "no claim that may be a hop"
    named = [f"{name_of(view, path)} ({short(path)})" for path in reach.nearest if path not in own]
    which = f"{many(others, 'actor')}, and no more, " if reach.whole else f"{many(others, 'actor')} "
    best = f"; best connected {'of them' if reach.whole else 'at the edge'}: {', '.join(named)}" if named else ""
    return f"{which}within {many(reach.hops, 'hop')}{best}"


def _hop(view: View, hop: Hop, claims: int, *, level: str) -> Iterator[str]:
    from kg.query.support import support

    shown = hop.facts[:claims] if claims else hop.facts[:]
    if level == "state":
        yield plain(f"  {name_of(view, hop.start)} — {name_of(view, hop.end)}")
    for place, fact in enumerate(shown):
        yield f"  {told(view, fact, hop.facts.near(place))}"
        yield from quoted(view, fact, "      ")
    if len(hop.facts) > len(shown):
        behind = support(view.table, hop.facts.rows)
        yield f"  and {many(len(hop.facts) - len(shown), 'more claim')}, in all {behind}; --claims 0 shows all"


def _names(view: View, words: Sequence[str], ids: Sequence[str]) -> str:
    """The actors by name, or, where they are many, as they were typed."""
    if len(ids) <= NAMED:
        return " or ".join(name_of(view, path) for path in ids)
    return f"{' or '.join(words)} ({len(ids):,} actors)"


def _draw(view: View, asked: Asked, meant: Meant, found: Search, target: Path) -> str:
    from kg.draw import SIZES, Look, draw_facts

    facts: dict[str, Fact] = {}
    for hop in [hop for path in found.paths for hop in path]:
        for place, fact in enumerate(hop.facts):
            ends = (hop.start, hop.end) if fact.subject == hop.facts.near(place) else (hop.end, hop.start)
            facts[fact.id] = replace(fact, subject=ends[0], object=ends[1])
    title = f"{_names(view, asked.starts, meant.starts)} to {_names(view, asked.ends, meant.ends)}"
    drawn = draw_facts(view, target, facts.values(), Look(size=SIZES["slide"]), title)
    return f"{many(len(drawn.actors), 'actor')}, {many(drawn.claims, 'claim')}"


def _json(view: View, asked: Asked, meant: Meant, found: Search) -> Iterator[str]:
    import json

    document: dict[str, Any] = {"from": _actors(view, meant.starts), "to": _actors(view, meant.ends)}
    if found.stand:
        document["stand"] = [{"for": path, "state": state} for path, state in found.stand]
    document["looked"] = {"hops": found.depth, "actors": found.seen}
    if found.reach:
        document["reach"] = [
            {"side": side, "hops": one.hops, "actors": one.seen, "all": one.whole, "nearest": list(one.nearest)}
            for side, one in zip(("from", "to"), found.reach, strict=True)
        ]
    if asked.by == "evidence":
        document["costs"] = [round(cost, 6) for cost in found.costs]
    document["paths"] = [[_record(view, hop, asked.claims or 0) for hop in path] for path in found.paths]
    yield json.dumps(document, ensure_ascii=False, indent=1)


def _record(view: View, hop: Hop, claims: int) -> dict[str, object]:
    shown = hop.facts[:claims] if claims else hop.facts
    known: dict[str, object] = {"from": hop.start, "to": hop.end, "claims": records(view, list(shown))}
    return known if len(shown) == len(hop.facts) else known | {"more": len(hop.facts) - len(shown)}


def _actors(view: View, ids: Sequence[str]) -> object:
    found = [{"id": path, "name": name_of(view, path)} for path in ids]
    return found[0] if len(found) == 1 else found
