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
from kg.query.amounts import many
from kg.query.facts import relations

if TYPE_CHECKING:
    from kg.draw.claims import Told

MOODS = {
    Status.ACTUAL: "holds",
    Status.FORMER: "former",
    Status.INTENDED: "planned",
    Status.HYPOTHETICAL: "supposed",
    Status.DENIED: "denied",
}
Key = tuple[int, int, str, str, bool]  # start, end, family, mood, whether directed
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


def covered(articles: int, days: tuple[str, str]) -> str:
    """So many articles, of these days ("" if none is known).

    >>> covered(2, ("2024-01-01", "2024-02-01")), covered(1, ("2024-01-01", "2024-01-01")), covered(1, ("", ""))
    ('2 articles, 2024-01-01 to 2024-02-01', '1 article, 2024-01-01', '1 article')
    """
    first, last = days
    return many(articles, "article") + (f", {first} to {last}" if first != last else f", {first}" if first else "")


def sources(facts: Iterable[Told], published: Mapping[str, str]) -> tuple[int, tuple[str, str]]:
    """How many articles are these claims from, and what are the first and last day of these ("" if none is known)?"""
    articles = {fact.article for fact in facts}
    days = sorted(day for path in articles if (day := published[path]))
    return len(articles), (days[0], days[-1]) if days else ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a picture holds: actors (or what `unit` says), claims, articles, and the first and last day of these.

    `left_out` counts the actors that were asked for and are not there, `lighter` such ties among those that are.
    """

    actors: int
    claims: int
    articles: int
    days: tuple[str, str]
    left_out: int
    lighter: int
    unit: str = "actor"

    def line(self) -> str:
        """What was drawn, in a line: "12 actors, 246 claims"."""
        left = f", {many(self.left_out, f'less important {self.unit}')} left out" if self.left_out else ""
        return f"{many(self.actors, self.unit)}, {many(self.claims, 'claim')}{left}"

    def foot(self) -> list[str]:
        """What was drawn and left out, in the parts of a picture's foot."""
        parts = [covered(self.articles, self.days), many(self.actors, self.unit), many(self.claims, "claim")]
        if self.left_out:
            parts.append(f"{many(self.left_out, f'less important {self.unit}')} left out")
        if self.lighter:
            parts.append(f"{many(self.lighter, 'tie')} of fewer claims left out")
        return parts


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

    @property
    def totals(self) -> Totals:
        """How much is drawn, and how much is not?"""
        return Totals(
            actors=len(self.actors), claims=self.claims, articles=self.articles, days=self.days, left_out=self.left_out,
            lighter=self.lighter, unit="state" if self.signed else "actor",
        )  # fmt: skip


def select(
    facts: Iterable[Told], entities: Mapping[str, Entity], published: Mapping[str, str], tied: int, *, signed: bool = False
) -> Selection:
    """What goes into the picture of these claims between these actors (the most important first), of `tied` in all?"""
    order = {path: place for place, path in enumerate(entities)}
    shown = [fact for fact in facts if fact.subject != fact.object and fact.subject in order and fact.object in order]
    weights = Counter(fact.subject for fact in shown)
    weights.update(fact.object for fact in shown)
    actors = [Actor(id=path, name=one.name, type=one.type, weight=weights[path]) for path, one in entities.items()]
    articles, days = sources(shown, published)
    bundles = bundled(shown, order, signed=signed)
    ties = [_tie(key, bundles[key]) for key in thinned(bundles, len(actors))]
    whole = Selection(
        actors=tuple(actors),
        ties=tuple(ties),
        claims=len(shown),
        articles=articles,
        days=days,
        left_out=tied - len(actors),
        lighter=len(bundles) - len(ties),
    )
    return _keeping(whole, ties)


def ranked(facts: Iterable[Told], entities: Mapping[str, Entity], most: int) -> dict[str, Entity]:
    """The `most` actors with most of these claims, the most first."""
    weights = Counter(end for fact in facts for end in (fact.subject, fact.object))
    order = sorted(weights, key=lambda path: (-weights[path], path))[:most]
    return {path: entities[path] for path in order}


def fewer(selection: Selection, most: int) -> Selection:
    """The same picture with at most `most` actors; those that lose all their ties go too."""
    return _keeping(selection, [tie for tie in selection.ties if tie.start < most and tie.end < most])


def bundled(facts: Iterable[Told], order: Mapping[str, int], *, signed: bool = False) -> dict[Key, list[Told]]:
    """The claims that make each tie: by start and end, family ("" if signed), mood, and whether it has a direction."""
    kinds = {
        name: ("" if signed else one.family, one.symmetric or signed)
        for name, one in relations().items()
        if not signed or one.score is not None
    }
    bundles: dict[Key, list[Told]] = defaultdict(list)
    for fact in facts:
        if fact.relation in kinds:
            family, both = kinds[fact.relation]
            start, end = order[fact.subject], order[fact.object]
            if both and start > end:
                start, end = end, start
            bundles[start, end, family, MOODS[fact.status], not both].append(fact)
    return bundles


def thinned(bundles: Mapping[Key, list[Told]], actors: int) -> list[Key]:
    """The ties that are drawn, in order: the heaviest, as many as eyes can follow, and the heaviest one of each actor."""
    most = CROWD * actors
    between: Counter[tuple[int, int]] = Counter()
    reached: set[int] = set()
    kept: list[Key] = []
    for key in sorted(bundles, key=lambda key: (-len(bundles[key]), key)):
        pair = min(key[:2]), max(key[:2])
        if not reached.issuperset(pair) or (len(kept) < most and between[pair] < ABREAST):
            kept.append(key)
            reached.update(pair)
            between[pair] += 1
    return sorted(kept)


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


def _tie(key: Key, bundle: list[Told]) -> Tie:
    start, end, family, mood, directed = key
    best = max(bundle, key=lambda fact: (fact.confidence, fact.date, fact.id)).id
    score = 0.0
    if family:
        label = _label(bundle) if mood == "holds" else f"{_label(bundle)} ({mood})"
    else:
        score = round(sum(relations()[fact.relation].score or 0.0 for fact in bundle) / len(bundle), 3)
        label = f"{score:+.1f}"
    weight = len(bundle)
    return Tie(
        start=start, end=end, family=family, mood=mood, directed=directed, label=label, weight=weight, claim=best, score=score
    )  # fmt: skip


def _label(bundle: Iterable[Told]) -> str:
    """The relations of these claims, the most frequent first."""
    labels = [relations()[name].label for name, _ in Counter(sorted(fact.relation for fact in bundle)).most_common()]
    more = f" +{len(labels) - NAMED}" if len(labels) > NAMED else ""
    return ", ".join(labels[:NAMED]) + more
