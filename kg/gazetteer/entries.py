"""What the gazetteer knows of one actor, and what it found in a text.

A *form* is one way to write an actor: a name ("Iran"), an adjective ("Iranian"), its people ("Iranians"), its capital ("Tehran"),
a metonym ("the Kremlin") or a loaded name ("the Zionist regime"). An *ambiguous* form is also something else (a common word, a
person's name, a place), so a caller should ask for more evidence before it believes the match.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import EntityType


class FormKind(StrEnum):
    """In what way does a form stand for its actor? Listed in the order in which one entry's readings are preferred."""

    NAME = "name"
    LOADED = "loaded"
    METONYM = "metonym"
    CAPITAL = "capital"
    ADJECTIVE = "adjective"
    PEOPLE = "people"


_MEDIA = frozenset(("media", "news agency", "newspaper", "broadcaster", "site", "magazine"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the world, with every form it goes by.

    `code` is ISO 3166-1 alpha-2 (XK for Kosovo), "" for all but countries; `state` is the code of the state that an organization
    is part of or based in, or ""; `wikidata` a Q number or ""; `kind` a word such as country, territory, armed group, media.
    """

    type: EntityType
    name: str
    kind: str
    code: str = ""
    state: str = ""
    wikidata: str = ""
    aliases: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()

    @property
    def media(self) -> bool:
        """Is it a news agency, a paper or a broadcaster, whose word is never a claim's speaker?"""
        return self.kind in _MEDIA

    def forms(self) -> Iterator[tuple[str, FormKind]]:
        """Every form with its kind, the preferred kinds first."""
        yield self.name, FormKind.NAME
        for kind, forms in (
            (FormKind.NAME, self.aliases),
            (FormKind.LOADED, self.loaded),
            (FormKind.METONYM, self.metonyms),
            (FormKind.CAPITAL, self.capitals),
            (FormKind.ADJECTIVE, self.adjectives),
            (FormKind.PEOPLE, self.people),
        ):
            for form in forms:
                yield form, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A form found in a text: words `start` to `end` (half-open) stand for `entry` in the way that `kind` says."""

    start: int
    end: int
    entry: Entry
    kind: FormKind
    ambiguous: bool
