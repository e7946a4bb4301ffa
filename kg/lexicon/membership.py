"""Which words say that somebody belongs to a bloc, or leads a body?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from kg.lexicon.tables import HERE, document


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """`members` are nouns for who belongs, `kinds` nouns they stand before ("member state"), `fellows` what they are called
    directly behind the bloc's name, `being` nouns for the membership itself; `aspiring`, `past` and `denied` words in front of
    them; `enter`, `leave` and `lead` lemmas of verbs, `hold` and `hold_of` (with "of") of those whose subject is the bloc,
    `groups` nouns for what it is; `behind` the prepositions before the bloc; `blocs` the kinds of organizations that have
    members."""

    members: frozenset[str]
    kinds: frozenset[str]
    fellows: frozenset[str]
    being: frozenset[str]
    behind: frozenset[str]
    aspiring: frozenset[str]
    past: frozenset[str]
    denied: frozenset[str]
    enter: frozenset[str]
    leave: frozenset[str]
    blocs: frozenset[str]
    lead: frozenset[str]
    hold: frozenset[str]
    hold_of: frozenset[str]
    groups: frozenset[str]


@cache
def load_membership() -> Membership:
    """The shipped table.

    >>> "join" in load_membership().enter
    True
    """
    table = document(HERE / "membership.toml")
    return Membership(**{field.name: frozenset(table[field.name].split()) for field in fields(Membership)})
