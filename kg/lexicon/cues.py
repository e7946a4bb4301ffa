"""Cues: the words by which English marks a thing as planned, supposed or denied, and words as somebody's own.

Status cues are grouped by what they do to the verb or noun they govern, since the walk up a sentence asks them one by one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from kg.errors import TableError

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Governors:
    """The words that give what they govern one status.

    `clause`: verbs and adjectives over a clause; `object`: verbs over a noun, with the preposition it stands in;
    `noun`: nouns over a clause or noun; `attribute`: adjectives and determiners of a noun.
    """

    clause: frozenset[str]
    object: frozenset[str]
    noun: frozenset[str]
    attribute: frozenset[str]
    auxiliary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """The words that negate, and the words that keep a negation from denying the verb."""

    words: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    spared: frozenset[str]
    affirming: frozenset[str]
    opinion: frozenset[str]
    rebutting: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The words that open a supposition without governing it as a verb does."""

    duty: frozenset[str]
    duty_verb: frozenset[str]
    adverb: frozenset[str]
    mark: frozenset[str]
    inverted: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Veridical:
    """The words that pass on what holds for them: `clause` to a clause, `light` to an object, the rest to a subject or "of".
    `expressed` are nouns that hold as soon as they are offered, `habit` adverbs with which "would" tells of the past;
    `elapsed` words place a noun before the plan that it may else mean, `dying` verbs end every office, `promised` ones
    give only in words."""

    clause: frozenset[str]
    light: frozenset[str]
    occurrence: frozenset[str]
    expressed: frozenset[str]
    habit: frozenset[str]
    elapsed: frozenset[str]
    dying: frozenset[str]
    promised: frozenset[str]
    container: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The words that mark a source. `act` are those of `report` that are speech acts and take no separate speaker, as relations
    in `performed` do; `medium` sources that are nobody; `opinion` nouns whose owner speaks; `judging` words whose reason is
    the judge's word."""

    report: frozenset[str]
    act: frozenset[str]
    performed: frozenset[str]
    clausal: frozenset[str]
    factive: frozenset[str]
    tag: frozenset[str]
    quoted: frozenset[str]
    felt: frozenset[str]
    cited: frozenset[str]
    noun: frozenset[str]
    according: frozenset[str]
    addressed: frozenset[str]
    medium: frozenset[str]
    opinion: frozenset[str]
    judging: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Time:
    """The words of the calendar, lower case: numbers of months (1 to 12), weekdays (0 is Monday), days from the article's day.

    `vague` expressions set another time without naming it; before `bounds` a date is not the event's own. A table equals only
    itself, so that what it finds in a sentence can be remembered.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    numbers: Mapping[str, int]
    vague: tuple[str, ...]
    bounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All cues; every entry is a lower-case lemma, verbs perhaps with particle and preposition ("rule out", "call for")."""

    negation: Negation
    denied: Governors
    intended: Governors
    hypothetical: Governors
    condition: Condition
    veridical: Veridical
    speech: Speech
    time: Time


def _record(kind: type[_Record], table: Mapping[str, Any], where: str) -> _Record:
    """One table of the file as a record; a key that the record does not know is a mistake in the table."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(table) - names)
    if unknown:
        raise TableError(f"cues.toml [{where}]: unknown key {unknown[0]!r}; known are {', '.join(sorted(names))}")
    return kind(**{key: frozenset(words) for key, words in table.items()})


def _time(table: Mapping[str, Any]) -> Time:
    """The calendar's words; mappings keep their numbers, lists their order."""
    numbered = {key: MappingProxyType(dict(table[key])) for key in ("months", "weekdays", "days", "numbers")}
    return Time(**numbered, vague=tuple(table["vague"]), bounds=tuple(table["bounds"]))


def read_cues(text: str) -> Cues:
    """Which cues does this TOML text hold? Raises TableError where a table or key is missing or unknown."""
    try:
        data = tomllib.loads(text)
        supposed = dict(data["hypothetical"])
        condition = {key: supposed.pop(key) for key in ("duty", "duty_verb", "adverb", "mark", "inverted", "prepositions")}
        return Cues(
            negation=_record(Negation, data["negation"], "negation"),
            denied=_record(Governors, data["denied"], "denied"),
            intended=_record(Governors, data["intended"], "intended"),
            hypothetical=_record(Governors, supposed, "hypothetical"),
            condition=_record(Condition, condition, "hypothetical"),
            veridical=_record(Veridical, data["veridical"], "veridical"),
            speech=_record(Speech, data["speech"], "speech"),
            time=_time(data["time"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise TableError(f"cues.toml: {error}; restore the table from the package") from error


@cache
def load_cues() -> Cues:
    """Which words mark status and source? The shipped table, read once.

    >>> cues = load_cues()
    >>> "rule out" in cues.denied.clause, "condemn" in cues.speech.act, "say" in cues.speech.act
    (True, True, False)
    """
    return read_cues(files("kg.lexicon").joinpath("cues.toml").read_text(encoding="utf8"))
