"""How English says it: the relations, the frames that word them, the offices and titles. Tables in, frozen records out.

>>> from kg.lexicon import load
>>> lexicon = load()
>>> lexicon.relations["spoke-with"].predicate
'spokeWith'
>>> [frame.relation for frame in lexicon.by_verb["commiserate"]]
['condoles-with']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.lexicon.frames import AdjectiveFrame, Condition, Frame, NounFrame, VerbFrame
    from kg.lexicon.lexicon import Lexicon, load
    from kg.lexicon.light import LightVerb
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


def __getattr__(name: str) -> Any:
    """The tables' modules are imported when one of them is asked for: who needs the relations alone starts sooner."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.lexicon import frames, light, offices, relations
    from kg.lexicon.lexicon import Lexicon, load

    found = {one: getattr(part, one) for part in (frames, light, offices, relations) for one in __all__ if hasattr(part, one)}
    globals().update(found | {"Lexicon": Lexicon, "load": load})
    return globals()[name]
