"""Why are two actors one, or two? And how does one say otherwise?

An actor is asked for by name or id as everywhere, or as NAME@ARTICLE: whom this article means by the name, since one actor
of the graph may be two that rules have taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ActorError, StoreError
from kg.model import Entity
from kg.query.actors import find, short
from kg.query.facts import entity
from kg.rdf.participants import Appearance, in_article
from kg.resolve.judgements import Anchor, Judgement, meant
from kg.resolve.model import Participant
from kg.resolve.why import apart
from kg.store.keys import find as find_article
from kg.store.people import members

if TYPE_CHECKING:
    from kg.store import View

SHOWN = 3  # articles told of each step


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """An actor of the graph, and, if one was asked for, the article whose word for it is meant."""

    actor: Entity
    seen: Appearance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Are two one actor, and why (or why not)? A line a step."""

    one: Entity
    other: Entity
    same: bool
    lines: tuple[str, ...]


def who(view: View, name: str) -> Who:
    """Which actor does the name mean? Raises ActorError where it fits nobody, or several, in the graph or that article."""
    plain, mark, place = name.rpartition("@")
    if not mark or not plain:
        return Who(actor=find(view, name))
    try:
        key = find_article({each.key: (each.name, each.url) for each in view.articles()}, place)
    except StoreError as error:
        raise ActorError(str(error)) from error
    people = [Participant(article=key, actor=each) for each in getattr(view.reading(key), "entities", ())]
    hits = {meant(Anchor(article=key, name=plain), one.actor.type, people) for one in people} - {None}
    if len(hits) != 1:
        listed = ", ".join(sorted({one.actor.name for one in people})) or "nobody"
        raise ActorError(f"{plain!r} is {'nobody' if not hits else 'several'} in {key}; it names {listed}")
    (hit,) = hits
    assert hit
    seen = next(each for each in in_article(view.store, view.base, key) if each.actor.id == hit[1])
    known = entity(view, seen.entity)
    assert known
    return Who(actor=known, seen=seen)


def why(view: View, one: Who, other: Who) -> Why:
    """Why are the two one actor, or what keeps them apart?"""
    if one.actor.id == other.actor.id:
        return Why(one=one.actor, other=other.actor, same=True, lines=tuple(_steps(view, one, other)))
    if one.actor.type is not other.actor.type:
        kinds = f"a {one.actor.type.value.lower()} and a {other.actor.type.value.lower()} are never one"
        return Why(one=one.actor, other=other.actor, same=False, lines=(kinds,))
    sides = [members(view.store, view.node(each.actor.id)) for each in (one, other)]
    return Why(one=one.actor, other=other.actor, same=False, lines=tuple(apart(sides[0], sides[1], view.links())))


def _steps(view: View, one: Who, other: Who) -> Iterable[str]:
    """The actor's names with the reason for each, the two that were asked for first, then the rarer ones last."""
    asked = [each.seen for each in (one, other) if each.seen]
    steps: dict[tuple[str, str], list[str]] = {}
    for each in view.appearances(one.actor.id):
        steps.setdefault((each.actor.name, each.reason), []).append(each.article)
    wanted = {(each.actor.name, each.reason) for each in asked}
    for (name, reason), articles in sorted(steps.items(), key=lambda step: (step[0] not in wanted, -len(step[1]), step[0])):
        more = f" and {len(articles) - SHOWN:,} more" if len(articles) > SHOWN else ""
        yield f"{name}: {reason} ({', '.join(articles[:SHOWN])}{more})"


def judgement(view: View, one: Who, other: Who, *, same: bool) -> Judgement:
    """The judgement that two actors are one, or are not, told by articles that name them.

    Raises ActorError where it says nothing: they are of two types, or one actor asked for twice without naming articles.
    """
    if one.actor.type is not other.actor.type:
        kinds = [each.actor.type.value.lower() for each in (one, other)]
        raise ActorError(f"{one.actor.name} is a {kinds[0]}, {other.actor.name} a {kinds[1]}; these are never one")
    if one.actor.id == other.actor.id and not (one.seen and other.seen):
        todo = "nothing to say" if same else f"say which articles mean another, as in {one.actor.name!r}@ARTICLE"
        raise ActorError(f"{one.actor.name} and {other.actor.name} are one actor ({short(one.actor.id)}); {todo}")
    first, second = (_anchor(view, each) for each in (one, other))
    if first == second:
        raise ActorError(f"{first} is told twice; name two")
    return Judgement(same=same, type=one.actor.type, one=first, other=second)


def _anchor(view: View, one: Who) -> Anchor:
    """A name and article that tell the actor: the one asked for, else the first article that uses its usual name."""
    seen: Sequence[Appearance] = [one.seen] if one.seen else list(view.appearances(one.actor.id))
    best = min(seen, key=lambda each: (each.actor.name != one.actor.name, each.article, each.actor.id))
    return Anchor(article=best.article, name=best.actor.name)
