"""The actors and claims as a networkx graph with typed attributes, for the network formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from kg.query.facts import all_facts, entities, relations, sources
from kg.query.sparql.forms import UNFIT

if TYPE_CHECKING:
    from kg.query.facts import Fact
    from kg.store import View


def network(view: View) -> nx.MultiDiGraph:
    """Every actor as a node, every claim as an edge of the claim's id, in a fixed order. Texts are fit for XML.

    Nodes have label, type, code, wikidata and aliases ("; " between); edges relation, label, family, symmetric, status, score
    (PLOVER's, 0 for roles), confidence, date, channel, post, speaker, speaker_name, quote, quote_start, quote_end and article
    (its key).
    """
    graph = nx.MultiDiGraph()
    names = {}
    for one in entities(view):
        names[one.id] = one.name
        texts = {"label": one.name, "type": one.type.value, "code": one.code, "wikidata": one.wikidata}
        graph.add_node(_fit(one.id), **_fitting({**texts, "aliases": "; ".join(one.aliases)}))
    keys = {one.id: one.key for one in sources(view)}
    for fact in all_facts(view):
        graph.add_edge(_fit(fact.subject), _fit(fact.object), key=fact.id, **_edge(fact, keys, names))
    return graph


def _edge(fact: Fact, keys: dict[str, str], names: dict[str, str]) -> dict[str, str | int | float | bool]:
    relation = relations()[fact.relation]
    said = {"speaker": fact.speaker, "speaker_name": names.get(fact.speaker, ""), "quote": fact.quote}
    notes = {"date": fact.date, "channel": fact.channel, "post": fact.post, "article": keys.get(fact.article, fact.article)}
    kind = {"relation": fact.relation, "label": relation.label, "family": relation.family, "status": fact.status.value}
    numbers = {
        "symmetric": relation.symmetric,
        "score": float(relation.score or 0),
        "confidence": fact.confidence,
        "quote_start": fact.start,
        "quote_end": fact.end,
    }
    return {**_fitting({**kind, **said, **notes}), **numbers}


def _fitting(texts: dict[str, str]) -> dict[str, str]:
    return {name: _fit(text) for name, text in texts.items()}


def _fit(text: str) -> str:
    return UNFIT.sub("\ufffd", text)
