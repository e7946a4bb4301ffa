"""Across articles: which actors are one, and why?"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.resolve.resolution import Participant, Resolution, resolve

__all__ = ["Participant", "Resolution", "resolve"]


def __getattr__(name: str) -> Any:
    """Who only needs the records of this floor starts sooner without what it takes to resolve."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.resolve.resolution import Participant, Resolution, resolve

    globals().update({"Participant": Participant, "Resolution": Resolution, "resolve": resolve})
    return globals()[name]
