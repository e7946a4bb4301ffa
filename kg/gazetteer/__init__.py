"""What exists in the world: countries, organizations, media, loaded names, and the head nouns of unnamed collectives.

>>> from kg.gazetteer import load
>>> [hit.entry.code for hit in load().find(["Tehran", "and", "the", "Kremlin"])]
['IR', 'RU']
"""

from kg.gazetteer.entries import Entry, FormKind, Hit
from kg.gazetteer.matcher import Gazetteer
from kg.gazetteer.tables import load

__all__ = ["Entry", "FormKind", "Gazetteer", "Hit", "load"]
