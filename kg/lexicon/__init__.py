"""How English says it: the relations, the frames that word them, the offices and titles. Tables in, frozen records out.

>>> lexicon = load()
>>> lexicon.relations["spoke-with"].predicate
'spokeWith'
>>> [frame.relation for frame in lexicon.by_verb["commiserate"]]
['condoles-with']
"""

from kg.lexicon.frames import AdjectiveFrame, Condition, Frame, NounFrame, VerbFrame
from kg.lexicon.light import LightVerb
from kg.lexicon.load import Lexicon, load
from kg.lexicon.offices import Modifier, Office, Offices, Title
from kg.lexicon.relations import PloverType, Relation

__all__ = [
    "AdjectiveFrame",
    "Condition",
    "Frame",
    "Lexicon",
    "LightVerb",
    "Modifier",
    "NounFrame",
    "Office",
    "Offices",
    "PloverType",
    "Relation",
    "Title",
    "VerbFrame",
    "load",
]
