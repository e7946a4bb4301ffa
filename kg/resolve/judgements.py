"""What a person has said on who is who, a line each, in a file that anybody can read and edit.

    same person "Volodymyr Zelensky" in "a.txt" and "Volodymyr Zelenskyy" in "b.txt"
    different person "Ann Lee" in "c.txt" and "Ann Lee" in "d.txt"   # the minister and the poet

Lines that begin with `reject` or `confirm` are on single claims and read elsewhere (see `kg.resolve.verdicts`).

An actor is told by a name and an article that uses it, since both outlast rebuilds and new rules; who else is that actor
follows from the rules. A line whose article is not there (yet, or any more) is kept and does nothing. Order does not matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.errors import JudgementError
from kg.ids import fold
from kg.model import EntityType
from kg.resolve.model import Key, Participant
from kg.resolve.names import parts

FILE = "judgements.txt"
HEAD = """# A person's word on who is one actor, who is not, and which claims are right. One line each; # begins a note. As in:
#   same person "Volodymyr Zelensky" in "a.txt" and "Volodymyr Zelenskyy" in "b.txt"
# `kg same`, `different`, `reject` and `confirm` add lines. To take one back, remove it and run `kg build`, or use --undo.
"""
OF_CLAIMS = frozenset({"reject", "confirm"})  # how lines begin that are on claims
TEXT = r'("(?:[^"\\]|\\.)*")'
_LINE = re.compile(rf"(same|different)\s+(\w+)\s+{TEXT}\s+in\s+{TEXT}\s+and\s+{TEXT}\s+in\s+{TEXT}\s*(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Anchor:
    """An actor, told by a name and the key of an article that uses it."""

    article: str
    name: str

    def __str__(self) -> str:
        return f"{quoted(self.name)} in {quoted(self.article)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Two actors are the same, or not; `line` is the number of the line that says so, from 1."""

    same: bool
    type: EntityType
    one: Anchor
    other: Anchor
    line: int = 0

    def __str__(self) -> str:
        """The line of the file."""
        return f"{'same' if self.same else 'different'} {self.type.value.lower()} {self.one} and {self.other}"

    @property
    def said(self) -> tuple[bool, EntityType, frozenset[Anchor]]:
        """What is said, whichever actor comes first and wherever the line stands."""
        return self.same, self.type, frozenset({self.one, self.other})


def quoted(text: str) -> str:
    """The text as a quotation on one line."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def parse(text: str, where: str = FILE) -> tuple[Judgement, ...]:
    """The judgements of a file's text, in its order. Raises JudgementError, with file and line, for what is none.

    >>> str(parse('different person "Ann Lee" in "c.txt" and "Ann Lee" in "d.txt" # a poet')[0])
    'different person "Ann Lee" in "c.txt" and "Ann Lee" in "d.txt"'
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if _said(line) and line.split(maxsplit=1)[0] not in OF_CLAIMS:
            found.append(_judgement(line.strip(), number, where))
    return tuple(found)


def _said(line: str) -> bool:
    """Does the line say anything?"""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _judgement(line: str, number: int, where: str) -> Judgement:
    match = _LINE.fullmatch(line)
    kinds = {kind.value.lower(): kind for kind in EntityType}
    if not match or match[2] not in kinds:
        raise JudgementError(
            f'{where}, line {number}: not a judgement; one looks like: same person "A. Lee" in "a.txt" and "Ann Lee" in "b.txt"'
        )
    try:
        name, article, second, elsewhere = (json.loads(match[i]) for i in (3, 4, 5, 6))
    except ValueError as error:
        raise JudgementError(f"{where}, line {number}: malformed quotation ({error}); write \\ as \\\\") from error
    one, other = Anchor(article=article, name=name), Anchor(article=elsewhere, name=second)
    if one == other:
        raise JudgementError(f"{where}, line {number}: both sides are the same name in the same article; name two")
    return Judgement(same=match[1] == "same", type=kinds[match[2]], one=one, other=other, line=number)


def meant(anchor: Anchor, kind: EntityType, actors: Iterable[Participant]) -> Key | None:
    """Which actor of its article does an anchor mean? The one of that name, else of that other name, else whose name holds
    its words; None if there is none, or several."""
    own = sorted((each for each in actors if each.article == anchor.article and each.actor.type is kind), key=lambda one: one.key)
    name, words = fold(anchor.name), set(parts(anchor.name))
    for found in (
        [each for each in own if fold(each.actor.name) == name],
        [each for each in own if name in map(fold, each.actor.aliases)],
        [each for each in own if words <= set(parts(each.actor.name))],
    ):
        if found:
            return found[0].key if len(found) == 1 else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement on two actors that are there."""

    one: Key
    other: Key
    judgement: Judgement


def links(judgements: Iterable[Judgement], actors: Mapping[str, Sequence[Participant]]) -> tuple[Link, ...]:
    """The judgements on actors that are there (by article), sorted by what they say."""
    found = []
    for each in sorted(judgements, key=lambda one: (not one.same, str(one))):
        ends = [meant(anchor, each.type, actors.get(anchor.article, ())) for anchor in (each.one, each.other)]
        if ends[0] and ends[1]:
            found.append(Link(one=ends[0], other=ends[1], judgement=each))
    return tuple(found)


def check(found: Sequence[Link], where: str = FILE) -> None:
    """Do the judgements contradict each other? Raises JudgementError, naming the lines."""
    joined: dict[Key, list[Link]] = {}
    for link in found:
        if link.judgement.same:
            joined.setdefault(link.one, []).append(link)
            joined.setdefault(link.other, []).append(link)
    for link in found:
        if not link.judgement.same and (way := _way(link.one, link.other, joined)) is not None:
            lines = " and ".join(str(number) for number in sorted({each.judgement.line for each in way}))
            told = f"line {lines} makes" if len(way) == 1 else f"lines {lines} make" if way else "an article makes"
            raise JudgementError(
                f"{where}, line {link.judgement.line}: keeps {link.judgement.one} and {link.judgement.other} apart, "
                f"but {told} them one; remove one of these lines"
            )


def _way(start: Key, end: Key, joined: Mapping[Key, Sequence[Link]]) -> list[Link] | None:
    """The judgements that make two actors one; None if they do not."""
    came: dict[Key, list[Link]] = {start: []}
    queue = [start]
    for at in queue:
        for link in joined.get(at, ()):
            for to in (link.one, link.other):
                if to not in came:
                    came[to] = [*came[at], link]
                    queue.append(to)
    return came.get(end)


def without(text: str, line: int) -> str:
    """The file's text without that line, from 1. Raises JudgementError if no judgement stands there."""
    lines = text.split("\n")
    if not 0 < line <= len(lines) or not _said(lines[line - 1]):
        raise JudgementError(f"{FILE}, line {line}: there is no judgement; --list shows them with their lines")
    return "\n".join(lines[: line - 1] + lines[line:])


def apart(found: Sequence[Link]) -> set[frozenset[Key]]:
    """The pairs of actors that judgements keep apart, with all that others make one with them."""
    groups = same_groups(found)
    pairs = {frozenset({link.one, link.other}) for link in found if not link.judgement.same}
    by_key = {key: group for group in groups for key in group}
    return {
        frozenset({a, b})
        for pair in pairs
        for one, other in [sorted(pair)]
        for a in by_key.get(one, {one})
        for b in by_key.get(other, {other})
    }


def same_groups(found: Sequence[Link]) -> list[frozenset[Key]]:
    """The actors that judgements make one, in groups."""
    groups: list[set[Key]] = []
    for link in found:
        if link.judgement.same:
            touched = [group for group in groups if group & {link.one, link.other}]
            groups = [group for group in groups if group not in touched]
            groups.append({link.one, link.other}.union(*touched))
    return [frozenset(group) for group in sorted(groups, key=min)]


def conflicting(groups: Iterable[frozenset[Key]], pairs: set[frozenset[Key]]) -> bool:
    """Do judgements keep any two of these groups apart?"""
    return any(frozenset({a, b}) in pairs for one, other in combinations(groups, 2) for a in one for b in other)
