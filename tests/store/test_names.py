"""The index of names against a look at every actor."""

from __future__ import annotations

import random
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import pytest

from kg.ids import fold, slug
from kg.model import Entity, EntityType
from kg.store.names import SHORT, Names, build, open_names, save
from kg.store.table import Numbers, Texts

SYLLABLES = [
    "al",
    "an",
    "ba",
    "da",
    "el",
    "fa",
    "ha",
    "ir",
    "ka",
    "la",
    "ma",
    "na",
    "ó",
    "qu",
    "sa",
    "ta",
    "u",
    "va",
    "za",
    "-be",
    "’l",
]
KINDS = tuple(EntityType)


def _made(count: int, seed: int) -> list[Entity]:
    """Actors whose names share words and beginnings."""
    draw = random.Random(seed)

    def name() -> str:
        words = ("".join(draw.choices(SYLLABLES, k=draw.randrange(1, 4))) for _ in range(draw.randrange(1, 4)))
        return " ".join(words).title()

    found = {}
    for _ in range(count):
        kind, called = draw.choice(KINDS), name()
        path = f"{kind.lower()}/{slug(called)}{draw.choice(('', '_2'))}"
        aliases = tuple(sorted({name() for _ in range(draw.randrange(3))}))
        code = called[:2].upper() if kind is not EntityType.PERSON and draw.random() < 0.1 else ""
        found[path] = Entity(id=path, type=kind, name=called, aliases=aliases, code=code)
    return sorted(found.values(), key=lambda one: one.id)


@pytest.fixture(scope="module")
def everyone() -> list[Entity]:
    """A thousand and a half."""
    return _made(1500, 4)


@pytest.fixture(scope="module")
def names(everyone: list[Entity]) -> Names:
    """Their index."""
    return build(everyone)


def _spellings(one: Entity) -> list[str]:
    return [fold(one.name), *map(fold, one.aliases)]


def _asked(everyone: list[Entity]) -> list[str]:
    """Names, aliases, parts, beginnings and misspellings of them."""
    draw = random.Random(5)
    found = []
    for _ in range(80):
        words = draw.choice(_spellings(draw.choice(everyone))).split()
        found += [" ".join(words), " ".join(draw.sample(words, draw.randrange(1, len(words) + 1))), words[-1]]
        found.append(" ".join(word[: draw.randrange(1, 4)] for word in words))
        found.append("".join(letter for letter in words[0] if draw.random() < 0.8) or "x")
    return found


def test_each_step_finds_whom_a_look_at_everyone_finds(everyone: list[Entity], names: Names) -> None:
    """In the order of ids."""
    spelled = [_spellings(one) for one in everyone]
    tests: list[tuple[Callable[[str], Numbers], Callable[[str, list[str]], bool]]] = [
        (names.called, lambda wanted, own: wanted == own[0]),
        (names.known_as, lambda wanted, own: wanted in own),
        (names.ending, lambda wanted, own: own[0].endswith(f" {wanted}")),
        (lambda wanted: names.holding(wanted.split()), _holds),
        (lambda wanted: names.beginning(wanted.split()), _begins),
    ]
    hits = 0
    for wanted in _asked(everyone):
        for look_up, fits in tests:
            found = [number for number, own in enumerate(spelled) if fits(wanted, own)]
            assert look_up(wanted).tolist() == found, wanted
            hits += bool(found)
    assert hits > 700


def _holds(wanted: str, own: list[str]) -> bool:
    return any(set(wanted.split()) <= set(name.split()) for name in own)


def _begins(wanted: str, own: list[str]) -> bool:
    return any(all(any(part.startswith(word) for part in name.split()) for word in wanted.split()) for name in own)


def test_near_spellings_are_those_of_a_look_at_everyone(everyone: list[Entity], names: Names) -> None:
    """The same spellings in the same order, each with its first bearer."""
    owners: dict[str, int] = {}
    for number, one in enumerate(everyone):
        for spelling in _spellings(one):
            for key in (spelling, *(word for word in spelling.split() if len(word) > SHORT)):
                owners.setdefault(key, number)
    for wanted in _asked(everyone)[4::5]:
        near = get_close_matches(wanted, owners, n=6, cutoff=0.75)
        assert names.near(wanted, 6, 0.75) == [(key, owners[key]) for key in near]


def test_codes_and_ids(everyone: list[Entity], names: Names) -> None:
    """Who has a code; whose id a name would make."""
    for number, one in enumerate(everyone):
        assert names.actors[number] == one.id
        assert number in names.with_slug(slug(one.name)) and all(number in names.with_slug(slug(each)) for each in one.aliases)
        if one.code:
            assert names.with_code(one.code).tolist() == [at for at, other in enumerate(everyone) if other.code == one.code]
    assert names.with_slug("nobody").tolist() == names.with_code("??").tolist() == []


def test_files_hold_the_same(everyone: list[Entity], names: Names, tmp_path: Path) -> None:
    """Whatever the order of the actors; memory-mapped, beside the table's file of actors."""
    np.save(tmp_path / "actors-text.npy", names.actors.text)
    np.save(tmp_path / "actors-at.npy", names.actors.at)
    save(build(everyone[::-1]), tmp_path)
    opened = open_names(tmp_path)
    for part in Names.__dataclass_fields__:
        one, other = getattr(names, part), getattr(opened, part)
        for here, there in [(one.text, other.text), (one.at, other.at)] if isinstance(one, Texts) else [(one, other)]:
            assert here.tobytes() == there.tobytes() and here.dtype == there.dtype
    with pytest.raises(OSError):
        open_names(tmp_path / "elsewhere")


def test_nobody_is_there() -> None:
    """An empty graph has an index, too."""
    empty = build([])
    assert not len(empty.known_as("a")) and not len(empty.beginning(["a"])) and not len(empty.ending("a"))
    assert empty.near("a", 6, 0.75) == []
