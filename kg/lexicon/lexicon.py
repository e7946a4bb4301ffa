"""All tables of the lexicon in one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import frames, inflect, light, offices, relations
from kg.lexicon.frames import AdjectiveFrame, Frames, NounFrame, VerbFrame
from kg.lexicon.light import LightVerb
from kg.lexicon.offices import Offices
from kg.lexicon.relations import PloverType, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the shipped tables, and a user's own frames, say.

    `relations` and `plover` are by name in table order. `by_verb`, `by_noun` and `by_adjective` are frames by lemma (a
    particle verb under "lash out", a hyphened participle under "-backed"); `by_light` is light verbs by lemma.
    `verb_lemmas` and `noun_lemmas` give the lemma of every form of the tables' words: look a token's lower-case form up
    there before its parsed lemma. `common` are the lemmas of the frames' nouns and verbs: common words, whatever their
    capitals say.
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
    verb_lemmas: Mapping[str, str]
    noun_lemmas: Mapping[str, str]
    offices: Offices
    common: frozenset[str]


def load(extra: Path | None = None) -> Lexicon:
    """What does the lexicon say? `extra` is a user's own frames file, read after the shipped ones.

    Raises TableError, with file and row, for a malformed table.

    >>> load().relations["attacks"].score
    -9.0
    """
    known, plover = relations.read()
    table = frames.read(known, plover, extra)
    lights = light.read()
    verb_lemmas, noun_lemmas = inflect.read(_heads((*table.by_verb, *lights)), (*table.by_noun, *_named(table)))
    return Lexicon(
        relations=known,
        plover=plover,
        verbs=table.verbs,
        nouns=table.nouns,
        adjectives=table.adjectives,
        by_verb=table.by_verb,
        by_noun=table.by_noun,
        by_adjective=table.by_adjective,
        by_light=lights,
        verb_lemmas=verb_lemmas,
        noun_lemmas=noun_lemmas,
        offices=offices.read(known),
        common=frozenset(table.by_noun) | frozenset(table.by_verb),
    )


def _heads(lemmas: Iterable[str]) -> list[str]:
    """The verbs themselves, without particles: "lash out" is inflected as "lash"."""
    return [lemma.split()[0] for lemma in lemmas]


def _named(table: Frames) -> list[str]:
    """The nouns that conditions name: they must be recognized in the plural, too."""
    found = (
        condition for verb in table.verbs for condition in (*verb.requires, *verb.excludes) if condition.kind in {"noun", "subj"}
    )
    return [value for condition in found for value in condition.values]
