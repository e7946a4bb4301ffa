"""What a writer has put in itself and need not read from the store again: an article's actors and claims."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.ids import article_id
from kg.model import Reading
from kg.rdf.participants import Meant
from kg.rdf.write import participant_id
from kg.resolve import Participant
from kg.resolve.blocks import blocks
from kg.resolve.evidence import participants
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


def fresh(reading: Reading, base: str) -> Fresh:
    """What this reading will be in the store."""
    key = reading.article.key
    graph = NamedNode(base + article_id(key))
    actors = participants(reading)
    places = [(graph, NamedNode(base + participant_id(key, one.actor.id))) for one in actors]
    return Fresh(
        people=tuple(
            Meant(place=place, article=key, actor=one.actor, blocks=blocks(one), meant=())
            for place, one in zip(places, actors, strict=True)
        ),
        actors=actors,
        claims=tuple(told_by(reading, base)),
        sketch=sketch(reading.article.text[reading.article.body :]),
    )
