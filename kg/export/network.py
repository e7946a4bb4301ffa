"""The actors and claims as a network: what GraphML and GEXF write of nodes and edges, with the type of each attribute.

A claim that does not hold says so in its label ("denied: attacks"), since a picture of the network shows the label alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Entity, Status
from kg.query.facts import Fact, Source, relations

Value = str | float | int | bool
NODE = {"label": str, "type": str, "code": str, "wikidata": str, "aliases": str}
EDGE = {
    **dict.fromkeys(("relation", "label", "family", "status", "speaker", "speaker_name", "quote", "date", "channel"), str),
    **dict.fromkeys(("post", "article"), str),
    "symmetric": bool,
    "score": float,
    "confidence": float,
    "quote_start": int,
    "quote_end": int,
}


def node(one: Entity) -> dict[str, Value]:
    """An actor's attributes, those of NODE; `aliases` with "; " between."""
    known = {"label": one.name, "type": one.type.value, "code": one.code, "wikidata": one.wikidata}
    return {**known, "aliases": "; ".join(one.aliases)}


def edge(fact: Fact, article: Source, names: Mapping[str, str]) -> dict[str, Value]:
    """A claim's attributes, those of EDGE. `score` is PLOVER's, 0 for roles; `article` its key."""
    relation = relations()[fact.relation]
    return {
        "relation": fact.relation,
        "label": label(fact),
        "family": relation.family,
        "status": fact.status.value,
        "speaker": fact.speaker,
        "speaker_name": names.get(fact.speaker, ""),
        "quote": fact.quote,
        "date": fact.date,
        "channel": fact.channel,
        "post": fact.post,
        "article": article.key,
        "symmetric": relation.symmetric,
        "score": float(relation.score or 0),
        "confidence": fact.confidence,
        "quote_start": fact.start,
        "quote_end": fact.end,
    }


def label(fact: Fact) -> str:
    """What to write at the edge of a claim: its relation, with its status before it where the thing does not hold."""
    said = relations()[fact.relation].label
    return said if fact.status is Status.ACTUAL else f"{fact.status.value}: {said}"


def written(value: Value) -> str:
    """An attribute's value as text, truths as XML Schema has them."""
    return str(value).lower() if isinstance(value, bool) else str(value)
