"""Which words refer to something mentioned elsewhere: pronouns, counterparts, "the two countries"?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
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
    are by lemma (country, person, actor, organization; a noun may be of two kinds); `channels` the channel of talks by a word
    beside them; `salutations` and `closes` how letters open and close, lower case, `addressee` the words for whom they are
    written to, `wishing` verbs and `performed` relations of "I would like to congratulate you"; `counterparts` and `others`
    ("his host") as lemmas; `counts` how many actors a word counts ("two", "both"); `partitives` nouns that stand for a part
    of what follows "of"; `bilateral` adjectives that mean the article's two states; `topics` verbs whose object is only
    talked about; `companions` verbs whose "by" names companions; `honours` honorifics for foreigners; `acts` nouns that mean
    what was just told ("the move"), `documents` such that speak for their authors; `meeting` words that bring two sides
    together, `calling` those by which one goes to the other; `serving` and `proposing` verbs that tell the time of an office;
    `sufferings` nouns whose "of" names who suffers; `in_person` nouns beside talks that tell a meeting, `apart` words that deny
    it, `travels` words of going to a state; `standing` plurals for whom their states stand ("the leaders of A and B"), unless a
    `civic` word stands before ("business leaders"); `weapons` nouns whose harm their owner does, `places` nouns that are hit in
    the state that has them, `private` persons for whom no state stands, `figurative` words of force that rivals use of each
    other; `bodies` the kinds of organization that a noun with "the" may mean.
    """

    pronouns: Mapping[str, Pronoun]
    speaker: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    channels: Mapping[str, str]
    salutations: tuple[str, ...]
    closes: tuple[str, ...]
    addressee: frozenset[str]
    wishing: frozenset[str]
    performed: frozenset[str]
    counterparts: frozenset[str]
    others: frozenset[str]
    counts: Mapping[str, int]
    partitives: frozenset[str]
    bilateral: frozenset[str]
    topics: frozenset[str]
    companions: frozenset[str]
    honours: frozenset[str]
    acts: frozenset[str]
    documents: frozenset[str]
    meeting: frozenset[str]
    calling: frozenset[str]
    serving: frozenset[str]
    proposing: frozenset[str]
    sufferings: frozenset[str]
    in_person: frozenset[str]
    travels: frozenset[str]
    apart: frozenset[str]
    standing: frozenset[str]
    civic: frozenset[str]
    weapons: frozenset[str]
    places: frozenset[str]
    private: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    figurative: frozenset[str]


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
    lists = table | table["letters"]
    lists["speaker"] = [word for row in table["speaker"] for word in row["words"]]
    words = {field.name: frozenset(lists[field.name]) for field in fields(Reference) if field.type == "frozenset[str]"}
    return Reference(
        pronouns=pronouns,
        salutations=tuple(lists["salutations"]),
        closes=tuple(lists["closes"]),
        channels={word: channel for channel, names in table["channels"].items() for word in names},
        kinds=_by_lemma(table["kinds"]),
        counts={word: int(count) for word, count in table["counts"].items()},
        bodies={noun: frozenset(kinds) for noun, kinds in table["bodies"].items()},
        **words,
    )


def _by_lemma(kinds: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, lemmas in kinds.items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(kind)
    return {lemma: frozenset(group) for lemma, group in found.items()}
