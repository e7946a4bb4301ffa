"""Which names of one article mean one actor? Names become entities: variants, misspellings and acronyms together.

A longer name introduces a person; a shorter or misspelt one joins it if exactly one person fits. Two that fit: neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.ids import fold, slug
from kg.mentions.names import Name
from kg.mentions.offices import OfficePhrase
from kg.mentions.variants import same_person
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from kg.text.parse import Parse


_GLUED = re.compile(r"^(?:Mr|Mrs|Ms|Mdm|Dr)(?=[A-Z][a-z])")  # "MsGrace Fu"
_LINEAGE = re.compile(r"\s(?:ibni|(?:bin|binti)\s+almarhum)\s", re.IGNORECASE)  # behind a royal name: whose son he is
_MANY = 200  # beyond so many persons of one initial, misspellings are not looked for


@dataclass(slots=True)
class _Cluster:
    """A person in the making: every surface that was joined, the longest first."""

    words: tuple[str, ...]
    parts: frozenset[str] = frozenset()
    surfaces: list[str] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)


def name_entities(
    parse: Parse, names: Sequence[Name], offices: Sequence[OfficePhrase] = ()
) -> tuple[Mapping[Name, str], Mapping[str, Entity]]:
    """Whom does each name mean? (name -> entity id in the article, entities by id in the order of their first mention)."""
    persons = _persons([_surface(parse, name) for name in names if name.kind == "person"], _posts(parse, offices))
    acronyms = _acronyms(parse, names)
    meaning: dict[Name, str] = {}
    entities: dict[str, Entity] = {}
    for name in names:
        surface = _surface(parse, name)
        if name.kind == "person":
            entity = persons[surface]
        elif name.entry is not None:
            entity = _known(name, surface)
        else:
            entity = acronyms.get(fold(surface)) or Entity(id=slug(surface), type=name.type, name=surface)
        meaning[name] = entity.id
        entities[entity.id] = _with_alias(entities.get(entity.id, entity), surface)
    return meaning, entities


def _surface(parse: Parse, name: Name) -> str:
    text = " ".join(parse.quote(name.first, name.last).split())
    return _GLUED.sub("", text) if name.kind == "person" else text


def _with_alias(entity: Entity, surface: str) -> Entity:
    if surface == entity.name or surface in entity.aliases:
        return entity
    return replace(entity, aliases=tuple(sorted({*entity.aliases, surface})))


def _known(name: Name, surface: str) -> Entity:
    """A gazetteer entry as an entity; "Haitians" are people, not their state, while "the French" may be either."""
    entry = name.entry
    assert entry is not None
    if name.kind == "people":
        return Entity(id=slug(surface), type=EntityType.GROUP, name=surface)
    return Entity(id=entry.code or slug(entry.name), type=entry.type, name=entry.name, code=entry.code, wikidata=entry.wikidata)


def _posts(parse: Parse, offices: Sequence[OfficePhrase]) -> dict[str, set[str]]:
    """The offices that stand beside each surface: "Prime Minister Lee" is not "Minister Desmond Lee"."""
    found: dict[str, set[str]] = {}
    for office in offices:
        if office.holder is not None and not office.shared:
            found.setdefault(_surface(parse, office.holder), set()).add(office.office.id)
    return found


def _persons(surfaces: Iterable[str], posts: Mapping[str, set[str]]) -> dict[str, Entity]:
    """Each surface's person. Longer names first, so that "Wong" finds "Lawrence Wong" wherever it stands."""
    counts: dict[str, int] = {}
    for surface in surfaces:
        counts[surface] = counts.get(surface, 0) + 1
    order = {surface: i for i, surface in enumerate(counts)}
    clusters: list[_Cluster] = []
    by_initial: dict[str, list[_Cluster]] = {}
    for surface in sorted(counts, key=lambda s: (-len(s.split()), -counts[s], order[s])):
        words = tuple(fold(surface).split()) or (surface.lower(),)
        cluster = _fitting(words, by_initial.get(words[-1][0], ()), posts.get(surface, set()))
        if cluster is None:
            cluster = _Cluster(words, frozenset(words))
            clusters.append(cluster)
            for initial in sorted({word[0] for word in words}):
                by_initial.setdefault(initial, []).append(cluster)
        cluster.surfaces.append(surface)
        cluster.posts |= posts.get(surface, set())
    found: dict[str, Entity] = {}
    taken: set[str] = set()
    for cluster in clusters:
        name = cluster.surfaces[0]
        identifier = slug(name)
        while identifier in taken:
            identifier += "-2"
        taken.add(identifier)
        others = {*cluster.surfaces[1:], _LINEAGE.split(name)[0]} - {name}
        entity = Entity(id=identifier, type=EntityType.PERSON, name=name, aliases=tuple(sorted(others)))
        found.update(dict.fromkeys(cluster.surfaces, entity))
    return found


def _fitting(words: tuple[str, ...], clusters: Sequence[_Cluster], posts: set[str]) -> _Cluster | None:
    if len(clusters) > _MANY:
        clusters = [cluster for cluster in clusters if not cluster.parts.isdisjoint(words)]
    fits = [cluster for cluster in clusters if same_person(cluster.words, words)]
    exact = [cluster for cluster in fits if set(words) <= set(cluster.words)]
    last = [cluster for cluster in exact or fits if cluster.words[-1] == words[-1]]
    same_post = [cluster for cluster in exact if cluster.posts & posts]
    for candidates in (same_post, last, exact, fits):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _acronyms(parse: Parse, names: Sequence[Name]) -> dict[str, Entity]:
    """States and organizations that introduce an acronym, by folded acronym: "Free Aceh Movement (GAM)"."""
    found: dict[str, Entity] = {}
    doc = parse.doc
    for name in names:
        known = name.entry is not None and name.kind not in ("name", "metonym")
        if name.type is EntityType.PERSON or name.type is EntityType.GROUP or known or name.last + 3 >= len(doc):
            continue
        bracket, acronym, closing = doc[name.last + 1], doc[name.last + 2], doc[name.last + 3]
        if bracket.text == "(" and closing.text == ")" and acronym.is_upper and acronym.is_alpha:
            surface = _surface(parse, name)
            fresh = Entity(id=slug(surface), type=EntityType.ORGANIZATION, name=surface, aliases=(acronym.text,))
            found[fold(acronym.text)] = fresh if name.entry is None else _with_alias(_known(name, surface), acronym.text)
    return found
