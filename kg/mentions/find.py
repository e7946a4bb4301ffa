"""Who is mentioned in an article, where, and whom does each phrase mean? The floor's one question, answered in order:
names, the entities they mean, offices and their holders, bodies and groups, then pronouns and descriptions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.gazetteer import Entry, Gazetteer
from kg.ids import slug
from kg.lexicon import Lexicon
from kg.lexicon.offices import Offices
from kg.lexicon.reference import Reference, load_reference
from kg.mentions.bodies import Body, find_bodies
from kg.mentions.chambers import with_states
from kg.mentions.entities import name_entities
from kg.mentions.fold import folds
from kg.mentions.held import find_offices
from kg.mentions.home import Setting, home_of
from kg.mentions.names import Name, find_names
from kg.mentions.offices import OfficePhrase
from kg.mentions.reference import Referee, Scene
from kg.mentions.states import states_of
from kg.mentions.titles import honorific_length, text
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.text.parse import Parse

_STATES = ("region", "state body")  # what belongs to a state that the text need not name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Who is mentioned in one article.

    `entities` by id. `refers`: token -> ids of whom the phrase it belongs to means. `adjectives`: token -> the state or
    body it adds to a noun ("Iranian", "US"). `spans`: token -> first and last token of its mention. `offices` in the order
    of the text, `meaning` the entity of each name, `states` the state each person stands for, `media` the ids of media,
    `home` the state whose article this is, or "" (`signed` if it signs it), `pair` the two states that it is about, if two.
    `reasons`: token that is no name -> how its reference was found, or, where it means nobody, what is lacking.
    """

    entities: Mapping[str, Entity]
    refers: Mapping[int, tuple[str, ...]]
    adjectives: Mapping[int, str]
    spans: Mapping[int, tuple[int, int]]
    offices: tuple[OfficePhrase, ...]
    meaning: Mapping[Name, str]
    states: Mapping[str, str]
    media: frozenset[str]
    home: str = ""
    signed: bool = False
    pair: tuple[str, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)


def find(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon, reference: Reference) -> Mentions:
    """Who is mentioned in the article, and whom does each phrase mean?"""
    doc, offices = parse.doc, lexicon.offices
    names = find_names(doc, gazetteer, offices, lexicon.common)
    names, found = _with_tails(names, find_offices(doc, names, offices, reference))
    meaning, entities = name_entities(parse, names, found)
    setting = Setting(parse=parse, names=names, offices=found, meaning=meaning, entities=entities, reference=reference)
    home, sure = home_of(setting)
    at = {i: name for name in names for i in range(name.first, name.last + 1)}
    meaning, entities = with_states(parse, meaning, entities, gazetteer, home)
    setting = replace(setting, meaning=meaning, entities=entities, home=home, sure=sure)
    states = states_of(setting)
    bodies = _bodies(setting, at, states, gazetteer)
    scene = _scene(setting, at, bodies, states, gazetteer, offices)
    referee = Referee(scene)
    refers = referee.read()
    return Mentions(
        entities=scene.entities,
        refers=refers,
        reasons=referee.reasons,
        adjectives={i: meaning[name] for i, name in at.items() if name.type is not EntityType.PERSON and name.kind != "media"},
        spans=_spans(names, found, bodies),
        offices=found,
        meaning=meaning,
        states=states,
        media=frozenset(meaning[name] for name in names if name.kind == "media"),
        home=home,
        signed=sure,
        pair=scene.pair,
    )


def _scene(
    setting: Setting,
    at: Mapping[int, Name],
    bodies: tuple[Body, ...],
    states: Mapping[str, str],
    gazetteer: Gazetteer,
    offices: Offices,
) -> Scene:
    """What pronouns and descriptions are read against."""
    names, meaning, entities = setting.names, setting.meaning, setting.entities
    return Scene(
        parse=setting.parse,
        entities=_everyone(entities, names, states, bodies, gazetteer),
        meaning=meaning,
        at=at,
        offices=setting.offices,
        bodies=bodies,
        gender=_genders(setting.parse.doc, names, meaning, setting.offices, offices),
        states=states,
        reference=setting.reference,
        home=setting.home,
        pair=_pair(names, meaning, entities, states),
    )


def _bodies(setting: Setting, at: Mapping[int, Name], states: Mapping[str, str], gazetteer: Gazetteer) -> tuple[Body, ...]:
    """Bodies of states and groups, and officers whom nobody names."""
    doc, entities = setting.parse.doc, setting.entities
    holders = {name: entities[identifier] for name, identifier in setting.meaning.items()}
    led = {person: entities.get(code) or _state(gazetteer.by_code(code)) for person, code in states.items()}
    settled = _settled(find_bodies(doc, at, holders, gazetteer, entities.get(setting.home), led), setting.offices)
    return settled + tuple(_holders_unnamed(doc, setting.offices, {body.head for body in settled}))


def _everyone(
    entities: Mapping[str, Entity], names: Sequence[Name], states: Mapping[str, str], bodies: Sequence[Body], gazetteer: Gazetteer
) -> dict[str, Entity]:
    """The named entities, the states of regions, and the bodies, by id."""
    everyone = dict(entities)
    regions = {name.entry.state for name in names if name.entry and name.entry.kind in _STATES}
    for code in sorted({*states.values(), *regions} - {""}):
        if code not in everyone:
            everyone[code] = _state(gazetteer.by_code(code))
    for body in bodies:
        everyone[body.entity.id] = _merged(everyone.get(body.entity.id), body.entity)
    return everyone


def fold_mentions(tagged: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> Mapping[int, int]:
    """Which tokens of a tagged article are folded into which, before it is parsed?"""
    names = find_names(tagged.doc, gazetteer, lexicon.offices, lexicon.common)
    names, found = _with_tails(names, find_offices(tagged.doc, names, lexicon.offices, load_reference()))
    return folds(tagged.doc, names, found, lexicon.offices)


def _with_tails(names: Sequence[Name], found: Sequence[OfficePhrase]) -> tuple[tuple[Name, ...], tuple[OfficePhrase, ...]]:
    """Unknown owners of offices ("Chair of the House Republican Conference") become names of organizations, and the known
    names inside them ("the Qatar Free Zones Authority") none of their own; an office that was theirs is the organization's."""
    kept = list(names)
    changed: list[OfficePhrase] = []
    fresh: dict[tuple[int, int], Name] = {}
    whole: dict[Name | None, Name] = {}
    for office in found:
        if office.tail:
            first, last = office.tail
            owner = fresh.get(office.tail) or Name(first=first, last=last, type=EntityType.ORGANIZATION, kind="organization")
            inside = [name for name in kept if name.overlaps(owner)]
            if all(name.type is not EntityType.PERSON and first <= name.first and name.last <= last for name in inside):
                kept = [name for name in kept if name not in inside]
                fresh[office.tail] = owner
                whole.update(dict.fromkeys(inside, owner))
                office = replace(office, owner=owner)
        changed.append(office)
    settled = tuple(replace(office, owner=whole.get(office.owner, office.owner)) for office in changed)
    return tuple(sorted([*kept, *fresh.values()], key=lambda name: name.first)), settled


def _state(entry: Entry) -> Entity:
    """The state of a region that the text names without its state."""
    return Entity(id=entry.code, type=entry.type, name=entry.name, code=entry.code, wikidata=entry.wikidata)


def _merged(known: Entity | None, found: Entity) -> Entity:
    if known is None or known == found:
        return found
    aliases = tuple(sorted({*known.aliases, *found.aliases, found.name} - {known.name}))
    return replace(known, aliases=aliases) if known.type is found.type and (not known.code or known.code == found.code) else known


def _settled(bodies: Iterable[Body], offices: Sequence[OfficePhrase]) -> tuple[Body, ...]:
    """Bodies that are no part of an office's wording ("Minister of the Armed Forces"), or all it means ("Hamas fighters")."""
    inside = {i for office in offices for i in range(office.first, office.last + 1)}
    own = {office.head for office in offices if office.holder is None and office.plural}
    return tuple(body for body in bodies if body.head not in inside or (body.known and body.head in own))


def _holders_unnamed(doc: Doc, found: Sequence[OfficePhrase], known: Set[int]) -> Iterator[Body]:
    """Groups of office holders whom nobody names: "Indian ministers", "senior German security officials"."""
    for office in found:
        if office.holder is None and office.plural and office.head not in known:
            words = doc[office.first : office.last + 1].text
            short = {doc[office.head].text, doc[office.first : office.head + 1].text} - {words}
            group = Entity(id=slug(words), type=EntityType.GROUP, name=words, aliases=tuple(sorted(short)))
            yield Body(first=office.first, last=office.last, head=office.head, entity=group)


def _pair(
    names: Sequence[Name], meaning: Mapping[Name, str], entities: Mapping[str, Entity], states: Mapping[str, str]
) -> tuple[str, ...]:
    """Which two states is the article about? The two mentioned most, by themselves or through who stands for them."""
    counts: Counter[str] = Counter()
    for name in names:
        entity = entities[meaning[name]]
        state = entity.id if entity.type is EntityType.COUNTRY else states.get(entity.id, "")
        if state:
            counts[state] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or ranked[1][1] < 2 or (len(ranked) > 2 and ranked[1][1] <= ranked[2][1]):
        return ()
    return tuple(state for state, _ in ranked[:2])


def _genders(
    doc: Doc, names: Sequence[Name], meaning: Mapping[Name, str], found: Sequence[OfficePhrase], offices: Offices
) -> dict[str, str]:
    """Whose gender do a title ("Mr", "Madam") or an office ("spokeswoman") tell?"""
    genders = {meaning[office.holder]: office.office.gender for office in found if office.holder and office.office.gender}
    for name in names:
        if name.type is not EntityType.PERSON:
            continue
        for start in range(max(0, name.first - 4), name.first):
            length = honorific_length(doc, start, offices)
            title = offices.by_title.get(text(doc, start, start + length))
            if title and title.gender and start + length + (doc[start + length].text == ".") == name.first:
                genders[meaning[name]] = title.gender
    return genders


def _spans(names: Sequence[Name], offices: Sequence[OfficePhrase], bodies: Sequence[Body]) -> dict[int, tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for office in offices:
        spans.update(dict.fromkeys(range(office.first, office.last + 1), (office.first, office.last)))
    for body in bodies:
        spans.update(dict.fromkeys(range(body.first, body.last + 1), (body.first, body.last)))
    for name in names:
        spans.update(dict.fromkeys(range(name.first, name.last + 1), (name.first, name.last)))
    return spans
