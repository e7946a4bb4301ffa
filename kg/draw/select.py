"""Which actors and ties go into the picture, when not all can?

Claims between the same two actors, of one family, one status and one direction, are one *tie*; its weight is how many claims
it stands for. In a *signed* picture all claims of two actors that have a PLOVER score are one tie, of their mean score. Actors
leave from the end of their order, then ties by weight, and the picture says how many it left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Entity, EntityType, Status
from kg.query.facts import Fact, relations

if TYPE_CHECKING:
    from kg.query.facts import Source

MOODS = {
    Status.ACTUAL: "holds",
    Status.FORMER: "former",
    Status.INTENDED: "planned",
    Status.HYPOTHETICAL: "supposed",
    Status.DENIED: "denied",
}
CROWD, ABREAST = 3, 6  # ties drawn: so many for each actor, so many between two
NAMED = 2  # relations that a tie's label names; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the picture; `weight` is its number of claims there."""

    id: str
    name: str
    type: EntityType
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An edge of the picture: from actor `start` to actor `end` (places in the selection's `actors`).

    `mood` is holds, former, planned, supposed or denied; without `directed` it has no arrowhead. `claim` is the surest and
    latest of its claims. `family` is "" in a signed picture, where `score` is the mean of the claims' PLOVER scores.
    """

    start: int
    end: int
    family: str
    mood: str
    directed: bool
    label: str
    weight: int
    claim: str
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is drawn: actors, the most important first, and ties; and what stands behind them: claims, articles, days.

    `left_out` counts the actors that are not drawn, `lighter` the ties among drawn actors that are not.
    """

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    claims: int
    articles: int
    days: tuple[str, str]
    left_out: int
    lighter: int = 0

    @property
    def heaviest(self) -> int:
        """How many claims has the tie that has most?"""
        return max((tie.weight for tie in self.ties), default=0)

    @property
    def signed(self) -> bool:
        """Are the ties of all families together, by their score?"""
        return bool(self.ties) and not self.ties[0].family


def select(
    facts: Iterable[Fact], entities: Mapping[str, Entity], sources: Mapping[str, Source], tied: int, *, signed: bool = False
) -> Selection:
    """What goes into the picture of these claims between these actors (the most important first), of `tied` in all?"""
    order = {path: place for place, path in enumerate(entities)}
    shown = [fact for fact in facts if fact.subject != fact.object and fact.subject in order and fact.object in order]
    weights = Counter(end for fact in shown for end in (fact.subject, fact.object))
    actors = [Actor(id=path, name=one.name, type=one.type, weight=weights[path]) for path, one in entities.items()]
    days = sorted(day for path in {fact.article for fact in shown} if (day := sources[path].published))
    whole = Selection(
        actors=tuple(actors),
        ties=tuple(_signed(shown, order) if signed else _ties(shown, order)),
        claims=len(shown),
        articles=len({fact.article for fact in shown}),
        days=(days[0], days[-1]) if days else ("", ""),
        left_out=tied - len(actors),
    )
    return _thinned(whole, CROWD * len(actors))


def ranked(facts: Iterable[Fact], entities: Mapping[str, Entity], most: int) -> dict[str, Entity]:
    """The `most` actors with most of these claims, the most first."""
    weights = Counter(end for fact in facts for end in (fact.subject, fact.object))
    order = sorted(weights, key=lambda path: (-weights[path], path))[:most]
    return {path: entities[path] for path in order}


def fewer(selection: Selection, most: int) -> Selection:
    """The same picture with at most `most` actors; those that lose all their ties go too."""
    return _keeping(selection, [tie for tie in selection.ties if tie.start < most and tie.end < most])


def _thinned(selection: Selection, most: int) -> Selection:
    """Only the heaviest ties, where there are more than eyes can follow; each actor keeps its heaviest one."""
    heaviest = sorted(selection.ties, key=lambda tie: (-tie.weight, tie.start, tie.end, tie.family, tie.mood, tie.directed))
    between: Counter[frozenset[int]] = Counter()
    reached: set[int] = set()
    kept: set[Tie] = set()
    for tie in heaviest:
        pair = frozenset((tie.start, tie.end))
        if not pair <= reached or (len(kept) < most and between[pair] < ABREAST):
            kept.add(tie)
            reached |= pair
            between[pair] += 1
    thin = _keeping(selection, [tie for tie in selection.ties if tie in kept])
    return replace(thin, lighter=len(selection.ties) - len(kept))


def _keeping(selection: Selection, ties: list[Tie]) -> Selection:
    used = sorted({place for tie in ties for place in (tie.start, tie.end)})
    at = {old: new for new, old in enumerate(used)}
    return replace(
        selection,
        actors=tuple(selection.actors[place] for place in used),
        ties=tuple(replace(tie, start=at[tie.start], end=at[tie.end]) for tie in ties),
        claims=sum(tie.weight for tie in ties),
        left_out=selection.left_out + len(selection.actors) - len(used),
    )


def _ties(facts: Iterable[Fact], order: Mapping[str, int]) -> list[Tie]:
    bundles: dict[tuple[int, int, str, str, bool], list[Fact]] = defaultdict(list)
    for fact in facts:
        relation = relations()[fact.relation]
        start, end = order[fact.subject], order[fact.object]
        if relation.symmetric:
            start, end = min(start, end), max(start, end)
        bundles[start, end, relation.family, MOODS[fact.status], not relation.symmetric].append(fact)
    ties = []
    for (start, end, family, mood, directed), bundle in sorted(bundles.items()):
        label = _label(bundle) if mood == "holds" else f"{_label(bundle)} ({mood})"
        best = _best(bundle)
        tie = Tie(
            start=start, end=end, family=family, mood=mood, directed=directed, label=label, weight=len(bundle), claim=best
        )  # fmt: skip
        ties.append(tie)
    return ties


def _signed(facts: Iterable[Fact], order: Mapping[str, int]) -> list[Tie]:
    bundles: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if relations()[fact.relation].score is not None:
            ends = order[fact.subject], order[fact.object]
            bundles[min(ends), max(ends)].append(fact)
    ties = []
    for (start, end), bundle in sorted(bundles.items()):
        score = sum(relations()[fact.relation].score or 0.0 for fact in bundle) / len(bundle)
        tie = Tie(
            start=start, end=end, family="", mood="holds", directed=False, label=f"{score:+.1f}", weight=len(bundle),
            claim=_best(bundle), score=round(score, 3),
        )  # fmt: skip
        ties.append(tie)
    return ties


def _label(bundle: Iterable[Fact]) -> str:
    """The relations of these claims, the most frequent first."""
    labels = [relations()[name].label for name, _ in Counter(sorted(fact.relation for fact in bundle)).most_common()]
    more = f" +{len(labels) - NAMED}" if len(labels) > NAMED else ""
    return ", ".join(labels[:NAMED]) + more


def _best(bundle: Iterable[Fact]) -> str:
    return max(bundle, key=lambda fact: (fact.confidence, fact.date, fact.id)).id
