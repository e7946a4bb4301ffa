"""What are these actors called?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.query.facts import name_of

if TYPE_CHECKING:
    from kg.store import View


def names(view: View, actors: Iterable[str]) -> dict[str, str]:
    """The name of each actor by id; where several are called alike, with the id behind it."""
    plain = {one: name_of(view, one) for one in actors}
    often = Counter(plain.values())
    return {one: name if often[name] == 1 else f"{name} ({one})" for one, name in plain.items()}
