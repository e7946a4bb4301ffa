"""How are actors connected, and which sentences say so? The search over the claim table, its hops and what they cost."""

from kg.query.paths.connect import Hop, Reach, Search, shortest

__all__ = ["Hop", "Reach", "Search", "shortest"]
