"""Which table lemma does a word form belong to? Parsers mistake rarer lemmas ("summoned" as "summone"), tables must not.

Regular English inflection is spelt out from the tables' own lemmas; irregular forms are listed in irregular.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kg.errors import TableError
from kg.lexicon.tables import HERE, document

_VOWELS = frozenset("aeiou")


def forms_of_verb(lemma: str, doubling: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The regular forms of a verb: base, third person, past, -ing. Verbs in `doubling` double their last letter.

    >>> forms_of_verb("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> forms_of_verb("condole")
    ('condole', 'condoles', 'condoled', 'condoling')
    >>> forms_of_verb("stop")
    ('stop', 'stops', 'stopped', 'stopping')
    """
    third = forms_of_noun(lemma)[1]
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return (lemma, third, lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("e"):
        return (lemma, third, lemma + "d", lemma + "ing")
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma, third, lemma[:-1] + "ied", lemma + "ing")
    stem = lemma + lemma[-1] if _doubles(lemma, doubling) else lemma
    return (lemma, third, stem + "ed", stem + "ing")


def forms_of_noun(lemma: str) -> tuple[str, ...]:
    """The regular singular and plural of a noun.

    >>> forms_of_noun("embassy")
    ('embassy', 'embassies')
    """
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return (lemma, lemma + "es")
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies")
    return (lemma, lemma + "s")


def read(verbs: Iterable[str], nouns: Iterable[str]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Which lemma has each form of these verbs, and of these nouns? The first lemma listed keeps a form that two share.

    Raises TableError where irregular.toml is malformed.
    """
    data = document(HERE / "irregular.toml")
    irregular, plurals, doubling = data.get("verbs"), data.get("plurals"), data.get("doubling")
    if not isinstance(irregular, dict) or not isinstance(plurals, dict) or not isinstance(doubling, list):
        raise TableError("irregular.toml: needs the tables verbs and plurals, and the list doubling")
    twice = frozenset(doubling)
    verb_forms: dict[str, str] = {}
    heads = list(dict.fromkeys(verbs))
    for lemma in heads:
        for form in irregular.get(lemma, "").split():
            verb_forms.setdefault(form, lemma)
    for lemma in heads:
        for form in forms_of_verb(lemma, twice):
            verb_forms.setdefault(form, lemma)
    noun_forms: dict[str, str] = {}
    for lemma in dict.fromkeys(nouns):
        for form in (*forms_of_noun(lemma), *plurals.get(lemma, "").split()):
            noun_forms.setdefault(form, lemma)
    return MappingProxyType(verb_forms), MappingProxyType(noun_forms)


def _doubles(lemma: str, doubling: frozenset[str]) -> bool:
    """Consonant, vowel, consonant at the end of a one-syllable verb ("stop"), or a verb listed ("rebut")."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return lemma in doubling
    return lemma in doubling or sum(letter in _VOWELS for letter in lemma) == 1
