"""Persons' names: which parts identify somebody, under which key is he sought, and which spellings are one name?

A name's *parts* are its words without titles, particles and initials. Its *sound* is the same for the usual spellings of one
foreign word in English (Zelensky, Zelenskiy; Mohamed, Muhammad). A *key* is what is left of the family name's sound when
vowels are gone: names that may be one share a key, and only these are compared.

Source: the romanisations of Arabic, Persian, Russian and Ukrainian that English news uses side by side (BGN/PCGN, ISO, wires).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from kg.ids import slug

_TABLE = Path(__file__).with_name("names.toml")
_ARTICLE = re.compile(r"(?:(?<=\s)|^)(?:[aeu]l|[ae][dnrstz]|[ae]sh)[-‐'’]|(?<=\s)(?:[ae]l)\s", re.IGNORECASE)
_SERVANT = re.compile(
    r"\babe?d(?:[aeuo]l|[aeu][dnrstz])?[-\s]+(?:(?:[ae]l|[aeu][dnrstz])[-\s]+)?(?=[a-z]{3})|\babd[aeo]l(?=[a-z]{3})",
    re.IGNORECASE,
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sk(?:y|yy|iy|ij|yi|yj|ii|i)$", "ski"),
        (r"(?<=[aeiouy])(?:ff|w)$", "v"),
        (r"(?<=[aeou])[iyj](?=ev$|eva$)", ""),
        (r"shch|sch|sz", "sh"),
        (r"tsch|tch|cz", "ch"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"([gtd])h", r"\1"),
        (r"ck|q|c(?=[aoulrkt]|$)", "k"),
        (r"ow(?=[^aeiouy])|(?<=[aeo])u(?=[rh])", "u"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ts|tz", "z"),
        (r"ou|oo|oh(?=[^aeiouy])", "u"),
        (r"ee", "i"),
        (r"e[iy]|a[iyj]", "i"),
        (r"(?<![aeiou])[yj]e|ie", "e"),
        (r"(?<=.)[iy][iyj]+|y|(?<=[aeiou])j(?![aeiou])", "i"),
        (r"zh", "j"),
        (r"o", "u"),
        (r"e", "a"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)h$", ""),
    )
)
_VOWELS = re.compile(r"(?<=.)[aiu]+")
_LOOSE = str.maketrans({"g": "k", "f": "v", "z": "s"})
SHORT = 4  # letters from which sounds are compared
BONES = 3  # consonants from which these alone are compared
WHOLE = 10  # letters from which the sounds of whole names are compared, wherever these are parted
MISSPELT = 5  # letters of a word in which one slip is let pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The words of `names.toml`; `given` maps a given name to the first of its line."""

    titles: frozenset[str]
    endings: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    called_last: frozenset[str]
    given: Mapping[str, str]


@cache
def table() -> Table:
    """The words that are no part of a name, and names that are one."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf8"))
    words = {name: frozenset(rows[name].split()) for name in ("titles", "endings", "particles", "family_first", "called_last")}
    return Table(**words, given={name: line.split()[0] for line in reversed(rows["given"]) for name in line.split()})


@lru_cache(maxsize=1 << 16)  # most names come again and again
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name that identify it: folded, without titles and particles, initials only where they are all there is.

    >>> parts("Donald J. Trump"), parts("Trump"), parts("Sheikh Mohammed bin Zayed Al Nahyan"), parts("Abdel Fattah el-Sisi")
    (('donald', 'trump'), ('trump',), ('mohammed', 'zayed', 'nahyan'), ('abdulfattah', 'sisi'))
    """
    words = [word for word in slug(_SERVANT.sub("abdul", _ARTICLE.sub("", name))).split("-") if word]
    known = table()
    while len(words) > 1 and words[0] in known.titles:
        del words[0]
    while len(words) > 1 and words[-1] in known.endings:
        del words[-1]
    told = [word for word in words if word not in known.particles] or words
    longer = [word for word in told if len(word) > 1]
    return tuple(longer if len(longer) > 1 else told)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """What the usual spellings of one foreign word have in common.

    >>> sound("zelensky") == sound("zelenskyy") == sound("zelenskiy"), sound("hussein") == sound("husain")
    (True, True)
    """
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """Under which key are names of this family sought? The consonants of its sound, or all of it if that leaves under two."""
    heard = sound(word)
    bare = _VOWELS.sub("", heard).translate(_LOOSE)
    return bare if len(bare) > 1 else heard.translate(_LOOSE)


def families(name: str) -> tuple[str, ...]:
    """The words that may be the family name: the last; the first, where families come first; the last but one of a long name.

    >>> families("Xi Jinping"), families("Nicolás Maduro Moros"), families("Ali Abbas")
    (('xi',), ('moros', 'maduro'), ('abbas',))
    """
    words = parts(name)
    if len(words) == 1:
        return words
    known = table()
    if words[0] in known.family_first and len(words) < 4:
        return (words[0], words[-1]) if words[0] in known.called_last else words[:1]
    inner = words[-2]
    return (words[-1], inner) if len(words) > 2 and inner not in known.given else words[-1:]


def keys(name: str, aliases: Iterable[str] = (), ties: Iterable[str] = ()) -> frozenset[str]:
    """Under which keys is somebody sought who goes by these names and holds an office of these states and bodies?

    The family name alone, the given name with any that may be the family name, and, in a state or body, what he may be called
    for short. The finer keys keep those who share a common second name out of each other's way.

    >>> sorted(keys("Nicolás Maduro Moros", ["Maduro"], ["VE"]))
    ['mdr + nchls', 'mdr of VE', 'mrs', 'mrs + nchls']
    """
    words, called = parts(name), families(name)
    found = {key(called[0])}
    short = {word for alias in aliases if len(told := parts(alias)) == 1 for word in told if len(word) >= SHORT}
    short.update(called[1:] if len(words) > 1 else called)
    if len(words) > 1:
        given = key(table().given.get(words[0], words[0]))
        found.update(" + ".join(sorted((given, key(word)))) for word in {*words[1:][-2:], *called})
        if words[0] not in table().given:
            found.update(f"{given} {key(words[-1])[:2]}- of {tie}" for tie in ties)
    found.update(f"{key(word)} of {tie}" for word in short for tie in ties)
    return frozenset(found)


def alike(one: str, other: str, *, given: bool = True) -> bool:
    """Are two words spellings of one, or (`given`) one given name in two forms?"""
    if one == other:
        return True
    known = table().given
    if given and one in known and other in known:
        return known[one] == known[other]
    return min(len(one), len(other)) >= SHORT and sound(one) == sound(other)


def consonants(one: str, other: str) -> bool:
    """Do two words differ in vowels only? Short ones never do, nor two names known as two, nor his and hers."""
    known = table().given
    ends = one[-1] in "aeiou", other[-1] in "aeiou"
    return ends[0] == ends[1] and not (one in known and other in known) and len(key(one)) >= BONES and key(one) == key(other)


def nick(one: str, other: str) -> bool:
    """Is one word the other's initial, or its beginning with a fond ending (Condi, Cory)?"""
    short, long = sorted((one, other), key=len)
    fond = len(short) > SHORT - 1 and short[-1] in "iy" and long.startswith(short[:-1])
    return (len(short) == 1 and short[0] == long[0]) or fond


@lru_cache(maxsize=1 << 16)
def initials(name: str) -> tuple[str, ...]:
    """The initials behind the first part of a name that has others as well.

    >>> initials("George H. W. Bush"), initials("D. Trump")
    (('h', 'w'), ())
    """
    words = slug(name).split("-")
    return tuple(word for word in words[1:-1] if len(word) == 1) if len(words[0]) > 1 else ()


def slip(one: str, other: str) -> bool:
    """Is one word the other with one letter wrong, missing, too many, or two swapped? Short words never are."""
    if min(len(one), len(other)) < MISSPELT or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


@lru_cache(maxsize=1 << 16)
def compare(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """In what are two names of two or more parts one name? In a word, "" where they are not.

    >>> compare(("volodymyr", "zelensky"), ("vladimir", "zelenskiy")), compare(("ali", "abbas"), ("ali", "mahmoud", "abbas"))
    ('spelling', 'shorter')
    >>> compare(("ali", "hassan", "abbas"), ("ali", "mahmoud", "abbas"))
    ''
    """
    if one == other:
        return "name"
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    if len(short) > 1 and short[0] != long[0] and {short[0], long[0]} & table().family_first:
        return "order" if sorted(short) == sorted(long) else ""  # two families, however alike: Wang, Weng
    if len(short) == len(long):
        pairs = list(zip(short, long, strict=True))
        wrong = [pair for i, pair in enumerate(pairs) if not alike(*pair, given=i < len(pairs) - 1)]
        if not wrong:
            return "spelling"
        if wrong == pairs[:1] and nick(*wrong[0]):
            return "initial"
        if sorted(short) == sorted(long):
            return "order"
        if all(consonants(*pair) for pair in wrong):
            return "vowels"
        if len(wrong) == 1 and slip(*wrong[0]) and not (wrong == pairs[:1] and {*wrong[0]} & table().given.keys()):
            return "misspelling"
    whole = "".join(short), "".join(long)
    if whole[0] == whole[1] or (min(map(len, whole)) >= WHOLE and sound(whole[0]) == sound(whole[1])):
        return "spelling"
    if len(short) == len(long):
        return ""
    if (alike(short[0], long[0]) or nick(short[0], long[0])) and _within(short[1:], long[1:]):
        return "shorter"
    if short[0] in table().given:
        return ""  # a father's name: Khaled bin Mohamed bin Zayed is not Mohamed bin Zayed
    return "family" if all(alike(a, b) for a, b in zip(short, long[-len(short) :], strict=True)) else ""


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Do the words stand in the longer name, in their order?"""
    rest = iter(long)
    return all(any(alike(word, other) for other in rest) for word in short)


@lru_cache(maxsize=1 << 16)
def contrary(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Do two names say different things at one place, so that a third name can be short for one of them only?

    >>> contrary(("ali", "hassan", "abbas"), ("ali", "mahmoud", "abbas"))
    True
    >>> contrary(("mohammad", "ashraf", "ghani"), ("ashraf", "ghani", "ahmadzai"))
    False
    """
    if compare(one, other):
        return False
    pairs = _aligned(one, other)
    if len(pairs) < MISSPELT - 3:
        return True
    ends = [(-1, -1), *pairs, (len(one), len(other))]
    return any(b[0] - a[0] > 1 and b[1] - a[1] > 1 for a, b in pairwise(ends))


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of the words that two names share, in order: the longest such list."""
    best: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i in range(len(one), -1, -1):
        for j in range(len(other), -1, -1):
            if i == len(one) or j == len(other):
                best[i, j] = []
                continue
            options = [best[i + 1, j], best[i, j + 1]]
            if alike(one[i], other[j]) or slip(one[i], other[j]) or consonants(one[i], other[j]) or nick(one[i], other[j]):
                options.append([(i, j), *best[i + 1, j + 1]])
            best[i, j] = max(options, key=len)
    return best[0, 0]
