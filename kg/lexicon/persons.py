"""Which small words belong to a person's name ("van der"), and which last words show that a name is a thing's ("Forum")?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon.tables import HERE, document


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """`particles` stand inside a name, `patronyms` before a father's name, `suffixes` behind a name; a name that ends in one of
    `things` is no person's, nor is it behind a title where it ends in one of `buildings`; one of `captions` belongs to none.
    All lower-case words."""

    particles: frozenset[str]
    patronyms: frozenset[str]
    suffixes: frozenset[str]
    things: frozenset[str]
    buildings: frozenset[str]
    captions: frozenset[str]


@cache
def load_persons() -> Persons:
    """The shipped table of words in and around persons' names.

    >>> "von" in load_persons().particles
    True
    """
    table = document(HERE / "persons.toml")
    fields = ("particles", "patronyms", "suffixes", "things", "buildings", "captions")
    return Persons(**{field: frozenset(table[field].split()) for field in fields})
