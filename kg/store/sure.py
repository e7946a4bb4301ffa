"""What is left of a graph without the claims of little confidence?

The rest is copied into memory, since a snapshot cannot be changed; no query then needs any care. What holds is derived anew
from the claims that are left.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.model import EntityType
from kg.rdf.namespace import CONFIRMED, KG, RDF, predicate, relations
from kg.rdf.write import class_node
from kg.store.holding import holding


def only_sure(store: Store, least: float) -> Store:
    """A graph in memory with the claims of at least this confidence, the plain triples that these support, and all else.

    Claims that a person has confirmed are certain.
    """
    confirmed = {quad.subject for quad in store.quads_for_pattern(None, KG.verdict, CONFIRMED, None)}
    unsure = {
        quad.subject
        for quad in store.quads_for_pattern(None, KG.confidence, None, None)
        if isinstance(quad.object, Literal) and float(quad.object.value) < least
    } - confirmed
    derived = {KG.represents, *map(predicate, relations())}
    kept, default = Store(), DefaultGraph()
    kept.bulk_extend(
        quad for quad in store if quad.subject not in unsure and (quad.predicate not in derived or quad.graph_name != default)
    )
    countries = (quad.subject for quad in kept.quads_for_pattern(None, RDF.type, class_node(EntityType.COUNTRY), default))
    kept.extend(holding(kept, {node for node in countries if isinstance(node, NamedNode)}))
    return kept
