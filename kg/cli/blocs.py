"""How is the balance of states told? Counts, triangles, blocs, what stands against them, and mediators, each with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.cli.card import quoted, record, told
from kg.cli.output import plain, table
from kg.query.amounts import many
from kg.query.facts import fact
from kg.query.measures.blocs import KINDS
from kg.query.window import day

if TYPE_CHECKING:
    from kg.query.measures.balance import Balance, Mediator, Pair, State
    from kg.store import View
    from kg.store.table import Table

MARKS = {1: "+", -1: "-", 0: "±"}
MEANS = ("three friends", "two friends with a common foe", "two foes with a common friend", "three foes")
STANDING = 40  # members of a bloc that a line names


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The view, the claim table at its level, the actors' names by id, and whether claims are quoted, each on a page once."""

    view: View
    table: Table
    names: dict[str, str]
    evidence: bool
    quoted: set[int] = field(default_factory=set)

    def lines(self, found: Balance, neutral: float) -> Iterator[str]:
        """The answer as a page."""
        whole = found.whole
        if not whole.claims:
            yield "No claims between states that count for or against."
            return
        span = f", {day(whole.first)} to {day(whole.last)}" if whole.first else ""
        plus, minus, neither = whole.pairs
        yield f"{many(whole.actors, 'state')} with signed pairs by {many(whole.claims, 'claim')}{span}:"
        yield f"{many(plus, 'pair')} with each other (+), {minus:,} against (-), {neither:,} in between (up to {neutral:g})."
        yield ""
        rows = [(kind, means, f"{number:,}") for kind, means, number in zip(KINDS, MEANS, whole.triangles, strict=True)]
        yield table(("triangles", "", "number"), rows, right=[2])
        if whole.balanced is not None:
            yield f"balanced (the first two): {share(whole)} of {many(sum(whole.triangles), 'triangle')}"
        if found.periods:
            yield f"\n{self._periods(found)}"
        yield from self._pairs("Against each other", found.foes, whole.pairs[1])
        yield from self._pairs("With each other", found.friends, whole.pairs[0])
        yield from self._blocs(found)
        yield from self._pairs("Pairs against the blocs", found.against, whole.against)
        yield from self._strains(found)
        yield from self._mediators(found)

    def _periods(self, found: Balance) -> str:
        rows = [
            (period.name, *(f"{one:,}" for one in (state.claims, *state.pairs, state.against, *state.triangles)), share(state))
            for period, state in found.periods
        ]
        return table(("period", "claims", "+", "-", "±", "against", *KINDS, "balanced"), rows, right=range(1, 11))

    def _blocs(self, found: Balance) -> Iterator[str]:
        sides = [[one for one in found.stands if one.bloc == bloc] for bloc in (1, 2)]
        if not sides[1]:
            yield "\nNo two blocs: fewest pairs stand against all being on one side."
        else:
            yield "\nTwo blocs; behind a state how many of its signed pairs fit them:"
            for number, side in enumerate(sides, start=1):
                some = [f"{self._name(one.actor)} {one.fits:,}/{one.pairs:,}" for one in side[:STANDING]]
                rest = f", and {len(side) - STANDING:,} more" if len(side) > STANDING else ""
                yield plain(f"  {number}. {many(len(side), 'state')}: {', '.join(some)}{rest}")

    def _pairs(self, title: str, pairs: tuple[Pair, ...], number: int) -> Iterator[str]:
        if pairs:
            yield f"\n{title} ({number:,}), the strongest first:"
        for pair in pairs:
            yield from self._pair(pair, "  ")

    def _strains(self, found: Balance) -> Iterator[str]:
        if not found.strains:
            return
        number = sum(found.whole.triangles[2:])
        yield f"\nUnbalanced triangles ({number:,}), the surest first; the pair to blame stands first:"
        for strain in found.strains:
            if self.evidence:
                yield ""
            for place, pair in enumerate(strain.pairs):
                yield from self._pair(pair, "      " if place else "  ")

    def _pair(self, pair: Pair, indent: str) -> Iterator[str]:
        mark = MARKS[pair.sign]
        ends = f"{self._name(pair.one)} {mark} {self._name(pair.other)}"
        yield plain(f"{indent}{ends}  ({many(pair.claims, 'claim')}, {mark}{pair.strength:.1f})")
        if self.evidence:
            yield from self._quotes(pair.strongest[:1], indent + "    ")

    def _mediators(self, found: Balance) -> Iterator[str]:
        if not found.mediators:
            return
        yield "\nBetween the blocs: who is said to mediate, and who has more + than - ties with states of both:\n"
        rows = [
            (self._name(one.actor), one.bloc or "-", one.mediates, *(f"+{plus:,} -{minus:,}" for plus, minus in one.ties))
            for one in found.mediators
        ]
        yield table(("actor", "bloc", "mediates", "ties with 1", "ties with 2"), rows, right=[1, 2, 3, 4])
        if self.evidence:
            for one in found.mediators:
                yield ""
                yield plain(f"  {self._name(one.actor)}")
                yield from self._quotes(one.strongest, "    ")

    def _quotes(self, rows: tuple[int, ...], indent: str) -> Iterator[str]:
        for row in rows:
            if row in self.quoted:
                yield f"{indent}(quoted above)"
            elif one := fact(self.view, self.table.claim(row)):
                self.quoted.add(row)
                yield f"{indent}{told(self.view, one, one.subject)}"
                yield from quoted(self.view, one, indent + "    ")

    def _name(self, actor: int) -> str:
        return self.names[self.table.actors[actor]]

    def record(self, found: Balance) -> dict[str, object]:
        """The answer as an object for JSON."""
        blocs = [
            {
                "bloc": bloc,
                "states": [
                    {**self._actor(one.actor), "fits": one.fits, "pairs": one.pairs} for one in found.stands if one.bloc == bloc
                ],
            }
            for bloc in (1, 2)
        ]
        return {
            **_counts(found.whole),
            "periods": [{"period": period.name, **_counts(state)} for period, state in found.periods],
            "foes": [self._pair_record(pair) for pair in found.foes],
            "friends": [self._pair_record(pair) for pair in found.friends],
            "blocs": [one for one in blocs if one["states"]],
            "against": [self._pair_record(pair) for pair in found.against],
            "unbalanced": [{"blame": self._pair_record(one.pairs[0]), **self._rest(one.pairs[1:])} for one in found.strains],
            "mediators": [self._mediator(one) for one in found.mediators],
        }

    def _rest(self, pairs: tuple[Pair, ...]) -> dict[str, object]:
        return {"others": [self._pair_record(pair) for pair in pairs]}

    def _actor(self, actor: int) -> dict[str, object]:
        return {"id": self.table.actors[actor], "name": self._name(actor)}

    def _pair_record(self, pair: Pair) -> dict[str, object]:
        return {
            "pair": [self._actor(pair.one), self._actor(pair.other)],
            "sign": MARKS[pair.sign],
            "strength": round(pair.strength, 4),
            "claims": pair.claims,
            "strongest": self._claims(pair.strongest),
        }

    def _mediator(self, one: Mediator) -> dict[str, object]:
        ties = {"ties": [{"+": plus, "-": minus} for plus, minus in one.ties], "mediates": one.mediates}
        return {**self._actor(one.actor), "bloc": one.bloc or None, **ties, "strongest": self._claims(one.strongest)}

    def _claims(self, rows: tuple[int, ...]) -> list[object]:
        ids = [self.table.claim(row) for row in rows]
        if not self.evidence:
            return list(ids)
        return [record(self.view, one) for path in ids if (one := fact(self.view, path))]


def share(state: State) -> str:
    """The share of balanced triangles, "-" where there is none."""
    balanced = state.balanced
    return "-" if balanced is None else f"{balanced:.1%}"


def _counts(state: State) -> dict[str, object]:
    plus, minus, neutral = state.pairs
    balanced = state.balanced
    return {
        "first": day(state.first),
        "last": day(state.last),
        "claims": state.claims,
        "states": state.actors,
        "pairs": {"+": plus, "-": minus, "±": neutral, "against": state.against},
        "triangles": dict(zip(KINDS, state.triangles, strict=True)),
        "balanced": None if balanced is None else round(balanced, 6),
    }
