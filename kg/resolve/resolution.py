"""Across articles: which actors are one, and why?

An article names its actors in its own way (*participants*). This floor says which actor of the whole graph each of them is,
with a one-line reason. It is a pure function of connected blocks (see `blocks`), so the answer does not depend on the order
in which articles came, and an article more changes its own blocks only.

Countries are one by code, organizations by name, groups by the article they stand in; persons are the hard case (`persons`).
A person's word (`judgements`) comes last and wins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.ids import digest, fold, slug
from kg.model import Entity, EntityType
from kg.resolve.blocks import blocks, connected, is_acronym
from kg.resolve.judged import judge
from kg.resolve.judgements import Link
from kg.resolve.model import Draft, Key, Participant, Resolution
from kg.resolve.naming import name_persons
from kg.resolve.persons import settle_persons

__all__ = ["Participant", "Resolution", "resolve"]


def resolve(participants: Iterable[Participant], said: Sequence[Link] = ()) -> dict[Key, Resolution]:
    """Which actor of the graph is each participant? By (article key, the article's own id), sorted.

    `said` are the judgements on actors that are there, see `judgements.links`; they must not contradict each other.

    >>> from kg.model import Entity, EntityType
    >>> iran = Entity(id="iran", type=EntityType.COUNTRY, name="Iran", code="IR")
    >>> resolve([Participant(article="a.txt", actor=iran)])[("a.txt", "iran")].entity.id
    'country/IR'
    """
    members = sorted(participants, key=lambda each: each.key)
    texts: dict[Key, list[str]] = defaultdict(list)
    for link in said:
        if link.judgement.same:
            texts[link.one].append(f"same {link.judgement}")
            texts[link.other].append(f"same {link.judgement}")
    keys = [[*blocks(member), *texts.get(member.key, ())] for member in members]
    found: dict[Key, Resolution] = {}
    for component in connected(members, keys):
        found.update(_settled(component, said))
    return dict(sorted(found.items()))


def _settled(members: Sequence[Participant], said: Sequence[Link]) -> dict[Key, Resolution]:
    """Who is who in one component, all of one type."""
    kind = members[0].actor.type
    rules: Mapping[EntityType, Callable[[Sequence[Participant]], list[Draft]]] = {
        EntityType.COUNTRY: _countries,
        EntityType.ORGANIZATION: _organizations,
        EntityType.GROUP: _groups,
        EntityType.PERSON: settle_persons,
    }
    keys = {member.key for member in members}
    drafts = judge(rules[kind](members), [link for link in said if link.one in keys and link.other in keys])
    named = name_persons(drafts) if kind is EntityType.PERSON else [(draft, draft.path, _title(draft)) for draft in drafts]
    found = {}
    for draft, path, name in named:
        entity = _entity(kind, path, name, draft.members)
        found.update({key: Resolution(entity=entity, reason=reason) for key, reason in draft.reasons.items()})
    return found


def _entity(kind: EntityType, path: str, name: str, members: Sequence[Participant]) -> Entity:
    actors = [each.actor for each in members]
    names = {name for actor in actors for name in (actor.name, *actor.aliases)}
    return Entity(
        id=f"{kind.value.lower()}/{path}",
        type=kind,
        name=name,
        aliases=tuple(sorted(each for each in names - {name} if each)),
        code=_commonest(actor.code for actor in actors),
        wikidata=_commonest(actor.wikidata for actor in actors),
    )


def _title(draft: Draft) -> str:
    """The commonest name that the path is made of, else the commonest."""
    own = [each.actor.name for each in draft.members if slug(each.actor.name) == draft.path]
    return _commonest(own or [each.actor.name for each in draft.members])


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _drafts(members: Sequence[Participant], paths: Mapping[Key, str], reasons: Mapping[Key, str]) -> list[Draft]:
    found: dict[str, Draft] = {}
    for member in members:
        path = paths[member.key]
        found.setdefault(path, Draft(path=path)).add([member], reasons)
    return [found[path] for path in sorted(found)]


def _countries(members: Sequence[Participant]) -> list[Draft]:
    """One country a code; a name without a code is that of the one coded country that bears it, else a state of its own."""
    codes: dict[str, set[str]] = defaultdict(set)
    for member in members:
        if member.actor.code:
            codes[fold(member.actor.name)].add(member.actor.code)
    paths, reasons = {}, {}
    for member in members:
        named = codes[fold(member.actor.name)]
        code = member.actor.code or (next(iter(named)) if len(named) == 1 else "")
        paths[member.key] = code or slug(member.actor.name)
        reasons[member.key] = f"country code {code}" if code else "state without a country code, by name"
    return _drafts(members, paths, reasons)


def _organizations(members: Sequence[Participant]) -> list[Draft]:
    """One organization a name; an acronym that is one organization's alias elsewhere is that organization.

    Longer aliases do not join: a body and a part of it (a union and its commission) trade names too freely.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for member in members:
        own = slug(member.actor.name)
        articles[own].add(member.article)
        for alias in member.actor.aliases:
            if is_acronym(alias) and slug(alias) != own:
                bearers[slug(alias)].add(own)
    paths, reasons = {}, {}
    for member in members:
        own = slug(member.actor.name)
        others = bearers.get(own, set()) if is_acronym(member.actor.name) else set()
        spelt = next(iter(others)) if len(others) == 1 else own
        if spelt in bearers or articles[spelt] & articles[own]:
            spelt = own
        paths[member.key] = spelt
        reasons[member.key] = "organization by name" if spelt == own else f"the one organization of this acronym: {spelt}"
    return _drafts(members, paths, reasons)


def _groups(members: Sequence[Participant]) -> list[Draft]:
    """A group is whom one article means by a phrase; the same phrase elsewhere may mean others."""
    paths = {member.key: f"{slug(member.actor.name)}-{digest(member.article, length=8)}" for member in members}
    return _drafts(members, paths, dict.fromkeys(paths, "a group belongs to its article"))
