"""What does an article tell of its actors that says who they are? The offices that its claims give them, and its year."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.ids import fold
from kg.lexicon.relations import read
from kg.model import Entity, EntityType, Reading
from kg.resolve.model import Participant


@cache
def roles() -> frozenset[str]:
    """The relations that are offices and memberships."""
    return frozenset(name for name, relation in read()[0].items() if relation.family == "roles")


def tie(body: Entity) -> str:
    """What of a state or body tells whose office it is: a country in upper case (the code, else the name), others folded."""
    return body.code or fold(body.name).upper() if body.type is EntityType.COUNTRY else fold(body.name)


def office(relation: str, body: Entity, post: str) -> str:
    """One office, in a line."""
    return f"{relation} {tie(body)} {fold(post)}".strip()


def participants(reading: Reading) -> tuple[Participant, ...]:
    """The article's actors with their evidence, in the reading's order."""
    actors = {entity.id: entity for entity in reading.entities}
    ties: dict[str, set[str]] = defaultdict(set)
    offices: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if claim.relation in roles():
            ties[claim.subject].add(tie(actors[claim.object]))
            offices[claim.subject].add(office(claim.relation, actors[claim.object], claim.post))
    year = reading.article.published.year if reading.article.published else 0
    return tuple(
        Participant(
            article=reading.article.key,
            actor=entity,
            ties=frozenset(ties.get(entity.id, ())),
            offices=frozenset(offices.get(entity.id, ())),
            year=year,
        )
        for entity in reading.entities
    )
