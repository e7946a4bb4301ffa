"""All tables of the lexicon in one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import frames, light, offices, relations
from kg.lexicon.frames import AdjectiveFrame, NounFrame, VerbFrame
from kg.lexicon.light import LightVerb
from kg.lexicon.offices import Offices
from kg.lexicon.relations import PloverType, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the shipped tables, and a user's own frames, say.

    `relations` and `plover` are by name in table order. `by_verb`, `by_noun` and `by_adjective` are frames by lemma (a
    particle verb under "lash out", a hyphened participle under "-backed"); `by_light` is light verbs by lemma.
    """

    relations: Mapping[str, Relation]
    plover: Mapping[str, PloverType]
    verbs: tuple[VerbFrame, ...]
    nouns: tuple[NounFrame, ...]
    adjectives: tuple[AdjectiveFrame, ...]
    by_verb: Mapping[str, tuple[VerbFrame, ...]]
    by_noun: Mapping[str, tuple[NounFrame, ...]]
    by_adjective: Mapping[str, tuple[AdjectiveFrame, ...]]
    by_light: Mapping[str, tuple[LightVerb, ...]]
    offices: Offices

    @property
    def common(self) -> frozenset[str]:
        """Lemmas of the frames' nouns and verbs: common words, whatever their capitals say."""
        return frozenset(self.by_noun) | frozenset(self.by_verb)


def load(extra: Path | None = None) -> Lexicon:
    """What does the lexicon say? `extra` is a user's own frames file, read after the shipped ones.

    Raises TableError, with file and row, for a malformed table.

    >>> load().relations["attacks"].score
    -9.0
    """
    known, plover = relations.read()
    table = frames.read(known, plover, extra)
    return Lexicon(
        relations=known,
        plover=plover,
        verbs=table.verbs,
        nouns=table.nouns,
        adjectives=table.adjectives,
        by_verb=table.by_verb,
        by_noun=table.by_noun,
        by_adjective=table.by_adjective,
        by_light=light.read(),
        offices=offices.read(known),
    )
