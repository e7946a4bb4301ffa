"""Why are two actors one, or what keeps them apart? The steps of resolution told again, each in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import EntityType
from kg.resolve.blocks import blocks, is_acronym
from kg.resolve.judgements import Link
from kg.resolve.model import Draft, Participant
from kg.resolve.names import compare, families, key, parts
from kg.resolve.person import countries, near, years
from kg.resolve.persons import WORDS


def apart(one: Sequence[Participant], other: Sequence[Participant], said: Sequence[Link] = ()) -> list[str]:
    """What keeps two actors of one type apart, each by all articles that name it? A line each; a person's word goes first."""
    keys = frozenset(member.key for member in one), frozenset(member.key for member in other)
    lines = []
    for link in said:
        across = (link.one in keys[0] and link.other in keys[1]) or (link.one in keys[1] and link.other in keys[0])
        if across and not link.judgement.same:
            lines.append(f"a person's word, line {link.judgement.line}: {link.judgement}")
    if lines:
        return lines
    kind = one[0].actor.type
    if kind is EntityType.PERSON:
        lines += _persons(_draft(one), _draft(other))
    elif kind is EntityType.ORGANIZATION:
        lines += _organizations(one, other)
    elif kind is EntityType.COUNTRY:
        codes = [", ".join(sorted({each.actor.code or "no code" for each in side})) for side in (one, other)]
        lines.append(f"countries are one by code: {codes[0]}; {codes[1]}")
    else:
        lines.append("a group belongs to its article")
    return lines


def _draft(members: Sequence[Participant]) -> Draft:
    draft = Draft()
    draft.add(members, "")
    return draft


def _persons(one: Draft, other: Draft) -> Iterator[str]:
    names = [sorted({member.actor.name for member in side.members}) for side in (one, other)]
    told = sorted({WORDS[word] for a in names[0] for b in names[1] if (word := compare(parts(a), parts(b)))})
    if not _blocks(one) & _blocks(other):
        yield f"their family names sound different: {_families(names[0])}; {_families(names[1])}"
    elif not told:
        yield f"their names are not one: {', '.join(names[0])}; {', '.join(names[1])}"
    for article in sorted(one.articles & other.articles):
        yield f"{article} names both, as two"
    where = countries(one), countries(other)
    if where[0] and where[1] and not where[0] & where[1]:
        yield f"offices in different countries: {', '.join(sorted(where[0]))}; {', '.join(sorted(where[1]))}"
    for side, home in ((names[0], where[0]), (names[1], where[1])):
        if not home:
            yield f"no article gives {side[0]} an office in a country, and the name alone does not tell"
    if not near(years(one.members), years(other.members)):
        yield f"decades apart: {_span(one)}; {_span(other)}"
    if told and where[0] & where[1]:
        single = any(all(len(parts(name)) == 1 for name in side) for side in names)
        which = "a single name" if single else f"the names could be one ({', '.join(told)})"
        yield f"{which}, but others with an office in {', '.join(sorted(where[0] & where[1]))} fit as well"


def _blocks(person: Draft) -> set[str]:
    return {block for member in person.members for block in blocks(member)}


def _families(names: Sequence[str]) -> str:
    return ", ".join(f"{name} ({key(families(name)[0])})" for name in names)


def _span(person: Draft) -> str:
    return "-".join(dict.fromkeys(map(str, years(person.members))))


def _organizations(one: Sequence[Participant], other: Sequence[Participant]) -> Iterator[str]:
    names = [sorted({each.actor.name for each in side}) for side in (one, other)]
    yield f"organizations are one by name: {', '.join(names[0])}; {', '.join(names[1])}"
    short = [name for side in names for name in side if is_acronym(name)]
    if short:
        yield f"an acronym ({', '.join(short)}) is joined only to the one organization that articles give it to"
