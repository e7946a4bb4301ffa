"""How are the changes between two graphs or days told? Counts first, then each kind of change as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.cli.card import quoted
from kg.cli.output import plain, table
from kg.query.amounts import many
from kg.query.facts import fact, name_of, relations
from kg.query.window import day

if TYPE_CHECKING:
    from kg.query.measures.changes import Change, Changes
    from kg.query.measures.sides import Renaming, Side
    from kg.query.measures.turns import Handover, Turn

MARKS = {1: "+", -1: "-"}
KINDS = {"renamed": "is now", "merged": "is one with", "lost": "lost claims to"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Both sides with their titles, what changed between them, how many lines a list has (None: all), and whether to quote."""

    before: Side
    now: Side
    titles: tuple[str, str]
    changes: Changes
    handovers: Sequence[Handover]
    turns: Sequence[Turn]
    limit: int | None
    evidence: bool

    def lines(self) -> Iterator[str]:
        """The answer as a page."""
        found = self.changes
        yield plain(f"From {self.titles[0]} to {self.titles[1]}:")
        yield ""
        yield self._counts()
        lists = [
            self._list("Offices with another holder", self.handovers, self._handover),
            self._list("States that turned", self.turns, self._turn),
            self._list("Facts of another status", found.changed, self._changed, found.turned),
            self._list("Facts that came", found.came, self._came, found.held.came),
            self._list("Facts that went", found.went, self._went, found.held.went),
            self._list("Actors with another id", found.renamed, self._renamed),
            self._list("Actors that came", found.came_actors, lambda one: iter((self._name(self.now, one),))),
            self._list("Actors that went", found.went_actors, lambda one: iter((self._name(self.before, one),))),
        ]
        told = [line for lines in lists for line in lines]
        yield from told or ["", "No fact, office or actor changed."]

    def _counts(self) -> str:
        found = self.changes
        whole = {"articles": found.articles, "actors": found.actors, "facts that hold": found.held, "claims": found.claims}
        moved = {f"  {relations()[name].label}": one for name, one in found.relations.items() if one.came or one.went}
        rows = [
            (name, *(f"{value:,}" for value in (one.before, one.now, one.came, one.went)))
            for name, one in (whole | moved).items()
        ]
        return table(("", "before", "now", "came", "went"), rows, right=range(1, 5))

    def _list(self, title: str, some: Sequence[T], told: Callable[[T], Iterator[str]], number: int = 0) -> Iterator[str]:
        """The first of some changes under a title; `number` is how many there are, if not all were given."""
        if not some:
            return
        number = number or len(some)
        yield ""
        yield f"{title} ({number:,}):"
        for one in some[: self.limit]:
            for line in told(one):
                yield f"  {line}"
        if self.limit and number > self.limit:
            yield f"  and {number - self.limit:,} more; --limit 0 shows all"

    def _handover(self, one: Handover) -> Iterator[str]:
        post = f", {one.post}" if one.post else ""
        since = f", since {day(one.since)} at the latest" if one.since else ""
        holders = f"{self._name(self.before, one.before)}, now {self._name(self.now, one.now)}"
        yield plain(f"{relations()[one.relation].label} {self._name(self.now, one.body)}{post}: {holders}{since}")
        yield from self._quote(self.now, one.claim)

    def _turn(self, one: Turn) -> Iterator[str]:
        parts = [f"{MARKS[sign]}{abs(strength):.1f}" for sign, strength in zip((one.before, one.now), one.strengths, strict=True)]
        names = f"{self._name(self.now, one.one)} and {self._name(self.now, one.other)}"
        yield plain(f"{names}: {parts[0]} by {many(one.claims[0], 'claim')}, now {parts[1]} by {many(one.claims[1], 'claim')}")

    def _changed(self, one: Change) -> Iterator[str]:
        yield f"{self._triple(self.now, one)}  ({one.before}, now {one.now})"
        yield from self._quote(self.now, one.claim)

    def _came(self, one: Change) -> Iterator[str]:
        yield f"{self._triple(self.now, one)}  ({many(one.claims, 'claim')})"
        yield from self._quote(self.now, one.claim)

    def _went(self, one: Change) -> Iterator[str]:
        yield f"{self._triple(self.before, one)}  ({many(one.claims, 'claim')})"
        yield from self._quote(self.before, one.claim)

    def _renamed(self, one: Renaming) -> Iterator[str]:
        yield plain(f"{one.before} {KINDS[one.kind]} {one.now} ({many(one.claims, 'mention')} in claims)")

    def _triple(self, side: Side, one: Change) -> str:
        relation = relations()[one.relation]
        arrow = "—" if relation.symmetric else "→"
        return plain(f"{self._name(side, one.subject)} —{relation.label}{arrow} {self._name(side, one.object)}")

    def _quote(self, side: Side, claim: str) -> Iterator[str]:
        if self.evidence and (one := fact(side.view, claim)):
            yield from quoted(side.view, one, "    ")

    def _name(self, side: Side, actor: str) -> str:
        """The actor's name on its side, else on the other, where it has another id by now."""
        other = self.before if side is self.now else self.now
        found = name_of(side.view, actor)
        return plain(found if found != actor else name_of(other.view, actor))

    def record(self) -> dict[str, object]:
        """The answer as an object for JSON; lists have `limit` items and their whole length beside them."""
        found = self.changes
        counts = {"articles": found.articles, "actors": found.actors, "facts": found.held, "claims": found.claims}
        lists: dict[str, Sequence[object]] = {
            "offices": [self._named(asdict(one) | {"since": day(one.since)}) for one in self.handovers[: self.limit]],
            "turned": [self._named(asdict(one)) for one in self.turns[: self.limit]],
            "changed": [self._named(asdict(one)) for one in found.changed[: self.limit]],
            "came": [self._named(asdict(one)) for one in found.came[: self.limit]],
            "went": [self._named(asdict(one)) for one in found.went[: self.limit]],
            "renamed": [asdict(one) for one in found.renamed[: self.limit]],
            "actors came": [{"id": one, "name": self._name(self.now, one)} for one in found.came_actors[: self.limit]],
            "actors went": [{"id": one, "name": self._name(self.before, one)} for one in found.went_actors[: self.limit]],
        }
        facts = found.turned, found.held.came, found.held.went
        actors = len(found.renamed), len(found.came_actors), len(found.went_actors)
        whole = (len(self.handovers), len(self.turns), *facts, *actors)
        return {
            "before": self.titles[0],
            "now": self.titles[1],
            "counts": {name: asdict(one) for name, one in counts.items()},
            "relations": {name: asdict(one) for name, one in found.relations.items()},
            **{name: {"count": size, "list": list(some)} for (name, some), size in zip(lists.items(), whole, strict=True)},
        }

    def _named(self, values: dict[str, object]) -> dict[str, object]:
        """The values, each actor's id with its name."""
        actors = ("subject", "object", "body", "before", "now", "one", "other")
        return {
            name: {"id": value, "name": self._name(self.now, value)}
            if name in actors and isinstance(value, str) and "/" in value
            else value
            for name, value in values.items()
        }
