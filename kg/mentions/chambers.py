"""Which state's is "the Parliament", "the National Assembly"? Every state has one: its name alone names none in the graph.

It is the state's that the phrase names, else that whose article it is: "Parliament" of Kenya is "Kenya Parliament" there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.ids import slug
from kg.mentions.runs import Name
from kg.model import Entity, EntityType
from kg.text.parse import Parse


def with_states(
    parse: Parse, meaning: Mapping[Name, str], entities: Mapping[str, Entity], gazetteer: Gazetteer, home: str
) -> tuple[dict[Name, str], dict[str, Entity]]:
    """Whom does each name mean, where bodies that every state has are told apart by their states? As `name_entities` says it."""
    told, known = dict(meaning), dict(entities)
    at = {name.first: name for name in meaning}
    for name, identifier in meaning.items():
        body = entities[identifier]
        if name.entry is not None or name.kind != "organization" or body.name.lower() not in gazetteer.bodies:
            continue
        state = _state(parse, name, at, meaning, entities) or entities.get(home)
        if state is None:
            continue
        full = f"{state.name} {body.name}"
        aliases = {*body.aliases, body.name, f"{body.name} of {state.name}"}
        told[name] = slug(full)
        known[told[name]] = replace(body, id=told[name], name=full, aliases=tuple(sorted(aliases)))
    return told, known


def _state(
    parse: Parse, name: Name, at: Mapping[int, Name], meaning: Mapping[Name, str], entities: Mapping[str, Entity]
) -> Entity | None:
    """ "the National Assembly of Kenya", "the Parliament of the Republic of Kenya"."""
    doc, i = parse.doc, name.last + 1
    if i >= len(doc) or doc[i].lower_ not in ("of", "in"):
        return None
    behind = next((at[j] for j in (i + 1, i + 2) if j in at), None)
    state = entities[meaning[behind]] if behind else None
    return state if state is not None and state.type is EntityType.COUNTRY else None
