"""Across articles: which actors are one, and why?

An article names its actors in its own way (*participants*). This floor says which actor of the whole graph each of them is,
with a one-line reason. It looks at all participants at once, so the answer does not depend on the order in which articles
came; names are compared inside blocks only (same key), so it stays linear in their number.

Countries are one by code, organizations by name, groups by the article they stand in; persons are the hard case (`persons`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.ids import digest, fold, slug
from kg.model import Entity, EntityType
from kg.resolve.model import Cluster, Key, Participant, Resolution
from kg.resolve.persons import cluster_persons

__all__ = ["Participant", "Resolution", "resolve"]


def resolve(participants: Iterable[Participant]) -> dict[Key, Resolution]:
    """Which actor of the graph is each participant? By (article key, the article's own id), sorted.

    >>> from kg.model import Entity, EntityType
    >>> iran = Entity(id="iran", type=EntityType.COUNTRY, name="Iran", code="IR")
    >>> resolve([Participant(article="a.txt", actor=iran)])[("a.txt", "iran")].entity.id
    'country/IR'
    """
    kinds: dict[EntityType, list[Participant]] = defaultdict(list)
    for participant in sorted(participants, key=lambda each: each.key):
        kinds[participant.actor.type].append(participant)
    found: dict[Key, Resolution] = {}
    for kind, members in kinds.items():
        match kind:
            case EntityType.COUNTRY:
                clusters = _countries(members)
            case EntityType.ORGANIZATION:
                clusters = _organizations(members)
            case EntityType.GROUP:
                clusters = _groups(members)
            case EntityType.PERSON:
                clusters = cluster_persons(members)
        for cluster in clusters:
            entity = _entity(kind, cluster)
            found.update({each.key: Resolution(entity=entity, reason=cluster.reasons[each.key]) for each in cluster.members})
    return dict(sorted(found.items()))


def _entity(kind: EntityType, cluster: Cluster) -> Entity:
    actors = [each.actor for each in cluster.members]
    names = {name for actor in actors for name in (actor.name, *actor.aliases)}
    return Entity(
        id=f"{kind.value.lower()}/{cluster.path}",
        type=kind,
        name=cluster.name,
        aliases=tuple(sorted(name for name in names - {cluster.name} if name)),
        code=_commonest(actor.code for actor in actors),
        wikidata=_commonest(actor.wikidata for actor in actors),
    )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _blocks(members: Sequence[Participant], key: Mapping[Key, str]) -> dict[str, list[Participant]]:
    blocks: dict[str, list[Participant]] = defaultdict(list)
    for member in members:
        blocks[key[member.key]].append(member)
    return dict(sorted(blocks.items()))


def _countries(members: Sequence[Participant]) -> list[Cluster]:
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
    return [_cluster(path, block, reasons) for path, block in _blocks(members, paths).items()]


def _organizations(members: Sequence[Participant]) -> list[Cluster]:
    """One organization a name; an acronym that is one organization's alias elsewhere is that organization.

    Longer aliases do not join: a body and a part of it (a union and its commission) trade names too freely.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for member in members:
        own = slug(member.actor.name)
        articles[own].add(member.article)
        for alias in member.actor.aliases:
            if _acronym(alias) and slug(alias) != own:
                bearers[slug(alias)].add(own)
    paths, reasons = {}, {}
    for member in members:
        own = slug(member.actor.name)
        others = bearers[own] if _acronym(member.actor.name) else set()
        spelt = next(iter(others)) if len(others) == 1 else own
        if spelt in bearers or articles[spelt] & articles[own]:
            spelt = own
        paths[member.key] = spelt
        reasons[member.key] = "organization by name" if spelt == own else f"the one organization of this acronym: {spelt}"
    return [_cluster(path, block, reasons) for path, block in _blocks(members, paths).items()]


def _acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper() and " " not in name


def _groups(members: Sequence[Participant]) -> list[Cluster]:
    """A group is whom one article means by a phrase; the same phrase elsewhere may mean others."""
    paths = {member.key: f"{slug(member.actor.name)}-{digest(member.article, length=8)}" for member in members}
    reasons = {member.key: "a group belongs to its article" for member in members}
    return [_cluster(path, block, reasons) for path, block in _blocks(members, paths).items()]


def _cluster(path: str, block: Sequence[Participant], reasons: Mapping[Key, str]) -> Cluster:
    own = [each.actor.name for each in block if slug(each.actor.name) == path] or [each.actor.name for each in block]
    return Cluster(path=path, name=_commonest(own), members=tuple(block), reasons={each.key: reasons[each.key] for each in block})
