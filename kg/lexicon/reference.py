"""Which words refer to something mentioned elsewhere: pronouns, counterparts, "the two countries"?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon.tables import HERE, document


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """A third-person pronoun: `gender` is m, f or "" (things, states); `possessive` ones may mean the subject of their clause."""

    gender: str = ""
    plural: bool = False
    possessive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`pronouns` by lower-case word; `speaker` the words by which a speaker means his side; `kinds` what a noun's referents
    are (country, person, actor) by lemma; `counterparts` and `pair_words` ("two", "both") as lemmas;
    `partitives` nouns that stand for a part of what follows "of"; `bilateral` adjectives that mean the article's two
    states; `topics` verbs whose object is only talked about;
    `companions` verbs whose "by" names companions; `honours` honorifics for foreigners; `meeting` words that bring two sides together; `serving` and `proposing` verbs that tell the time of an office."""

    pronouns: Mapping[str, Pronoun]
    speaker: frozenset[str]
    kinds: Mapping[str, str]
    counterparts: frozenset[str]
    pair_words: frozenset[str]
    partitives: frozenset[str]
    bilateral: frozenset[str]
    topics: frozenset[str]
    companions: frozenset[str]
    honours: frozenset[str]
    meeting: frozenset[str]
    serving: frozenset[str]
    proposing: frozenset[str]


@cache
def load_reference() -> Reference:
    """The shipped table of referring words.

    >>> load_reference().pronouns["she"].gender
    'f'
    """
    table = document(HERE / "reference.toml")
    pronouns = {
        word: Pronoun(gender=row.get("gender", ""), plural=row.get("plural", False), possessive=row.get("possessive", False))
        for row in table["pronoun"]
        for word in row["words"]
    }
    return Reference(
        pronouns=pronouns,
        speaker=frozenset(word for row in table["speaker"] for word in row["words"]),
        kinds={lemma: kind for kind, lemmas in table["kinds"].items() for lemma in lemmas},
        counterparts=frozenset(table["counterparts"]),
        pair_words=frozenset(table["pair_words"]),
        partitives=frozenset(table["partitives"]),
        bilateral=frozenset(table["bilateral"]),
        topics=frozenset(table["topics"]),
        companions=frozenset(table["companions"]),
        honours=frozenset(table["honours"]),
        meeting=frozenset(table["meeting"]),
        serving=frozenset(table["serving"]),
        proposing=frozenset(table["proposing"]),
    )
