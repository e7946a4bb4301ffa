"""What a writer has put in itself and need not read from the store again: an article's actors and claims."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.participants import Meant
from kg.rdf.write import Entry
from kg.resolve import Participant
from kg.resolve.stories import Sketches, sketch
from kg.store.told import Told, told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """The actors of one article, as they stand in the store and with their evidence, its claims, in which nobody is meant yet,
    and the sketch of its text."""

    people: tuple[Meant, ...]
    actors: tuple[Participant, ...]
    claims: tuple[Told, ...]
    sketch: Sketches


def fresh(one: Entry) -> Fresh:
    """What of an entry will be asked for when it is settled who is who."""
    article = one.article
    return Fresh(
        people=tuple(
            Meant(place=(one.node, one.nodes[each.actor.id]), article=article.key, actor=each.actor, blocks=names, meant=())
            for each, names in zip(one.actors, one.blocks, strict=True)
        ),
        actors=one.actors,
        claims=tuple(told_by(one)),
        sketch=sketch(article.text[article.body :]),
    )
