"""Which actors and ties go into the picture, when not all can?

Claims between the same two actors, of one family, one status and one direction, are one *tie*; its weight is how many claims
it stands for. Actors are kept by their number of claims in the selection, the fewest leaving first, then ties by weight, and the
picture says how many it left out.
"""

from __future__ import annotations

from collections import Counter
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

    `mood` is holds, former, planned, supposed or denied; without `directed` it has no arrowhead.
    """

    start: int
    end: int
    family: str
    mood: str
    directed: bool
    label: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is drawn: actors, the weightiest first, and ties; and what stands behind them: claims, articles, days.

    `left_out` counts the actors that are not drawn, `lighter` the ties among drawn actors that are not.
    """

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    claims: int
    articles: int
    days: tuple[str, str]
    left_out: int
    lighter: int = 0


def select(
    facts: Iterable[Fact],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    *,
    most: int,
    centre: str = "",
    weights: Mapping[str, int] | None = None,
) -> Selection:
    """Which `most` actors, and which ties among them, go into the picture? The `centre` stays whatever its weight.

    `weights` are the numbers of claims of all actors, where `facts` are not all claims, but those among the weightiest.
    """
    between = [fact for fact in facts if fact.subject != fact.object]
    weights = Counter(end for fact in between for end in (fact.subject, fact.object)) if weights is None else weights
    ranked = sorted(weights, key=lambda path: (path != centre, -weights[path], path))
    kept = _connected(between, ranked[:most])
    shown = [fact for fact in between if fact.subject in kept and fact.object in kept]
    order = {path: place for place, path in enumerate(path for path in ranked if path in kept)}
    days = sorted(day for path in {fact.article for fact in shown} if (day := sources[path].published))
    actors = [Actor(id=path, name=entities[path].name, type=entities[path].type, weight=weights[path]) for path in order]
    whole = Selection(
        actors=tuple(actors),
        ties=tuple(_ties(shown, order)),
        claims=len(shown),
        articles=len({fact.article for fact in shown}),
        days=(days[0], days[-1]) if days else ("", ""),
        left_out=len(weights) - len(actors),
    )
    return _thinned(whole, CROWD * len(actors))


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


def _connected(facts: Iterable[Fact], paths: Iterable[str]) -> set[str]:
    """Of these actors, those with a tie to another of them."""
    among = set(paths)
    return {end for fact in facts if {fact.subject, fact.object} <= among for end in (fact.subject, fact.object)}


def _ties(facts: Iterable[Fact], order: Mapping[str, int]) -> list[Tie]:
    bundles: dict[tuple[int, int, str, str, bool], list[Fact]] = {}
    for fact in facts:
        relation = relations()[fact.relation]
        start, end = order[fact.subject], order[fact.object]
        if relation.symmetric:
            start, end = min(start, end), max(start, end)
        bundles.setdefault((start, end, relation.family, MOODS[fact.status], not relation.symmetric), []).append(fact)
    ties = []
    for (start, end, family, mood, directed), bundle in sorted(bundles.items()):
        labels = [relations()[name].label for name, _ in Counter(sorted(fact.relation for fact in bundle)).most_common()]
        more = f" +{len(labels) - NAMED}" if len(labels) > NAMED else ""
        label = ", ".join(labels[:NAMED]) + more
        label = label if mood == "holds" else f"{label} ({mood})"
        tie = Tie(start=start, end=end, family=family, mood=mood, directed=directed, label=label, weight=len(bundle))
        ties.append(tie)
    return ties
