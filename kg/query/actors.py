"""Whom does a name mean? Names as people type them, resolved to actors of the graph.

Tried in this order, and the first step that fits anything decides: an id (`person/aziz-nasirzadeh`, `country:IR`), also one
of before a merge; the name;
an alias; an office ("Iranian defence minister", "president of Syria"); a family name; some of the words; beginnings of words;
what the gazetteer knows ("the Kremlin").
Several that fit equally well are an error that lists them, never a guess; so is a name that fits nobody, with near spellings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from kg.errors import ActorError
from kg.ids import fold, slug
from kg.model import Entity, EntityType, Status
from kg.query.facts import Fact, called, entities, entity, facts_of, relations

if TYPE_CHECKING:
    from kg.store import View

SHOWN = 6  # candidates that an error message lists
LONGEST = 100  # letters of a name that it repeats
STEM = 5  # letters that two spellings of a word for an office share: defence, defense
TOP = (
    "head-of-state-of",
    "head-of-government-of",
    "leader-of",
)  # offices of which a body has one, so that the post need not be told
FILLERS = frozenset({"", "of", "for", "to", "in"})
ALIKE = 0.75  # least similarity of a suggestion

Test = Callable[[str, tuple[str, ...]], bool]


def find(view: View, name: str) -> Entity:
    """Which actor does the name mean?

    Raises ActorError where it fits nobody (with near spellings) or several equally well (with all of them).
    """
    if (known := _by_id(view, name)) is not None:
        return known
    if len(exact := called(view, name.strip())) == 1 and (known := entity(view, exact[0])) is not None:
        return known
    wanted = fold(_bare(name))
    if not wanted:
        raise ActorError(f"{name!r} names nobody; give a name, or an id such as country/IR")
    everyone = entities(view)
    for fits in (_exact, _alias):
        if found := [one for one in everyone if fits(wanted, _names(one))]:
            return _only(view, name, found)
    if " " in wanted and (found := _by_office(view, _bare(name), everyone)):
        return _only(view, name, found)
    for fits in (_family, _words, _beginnings):
        if found := [one for one in everyone if fits(wanted, _names(one))]:
            return _only(view, name, found)
    if found := [one for one, rest in _states(_bare(name), everyone) if not rest]:
        return _only(view, name, found[:1])
    raise ActorError(_unknown(name, wanted, everyone))


def short(path: str) -> str:
    """The actor's id as a prefixed name, the way SPARQL writes it.

    >>> short("person/aziz-nasirzadeh")
    'person:aziz-nasirzadeh'
    """
    return path.replace("/", ":", 1)


def _by_id(view: View, name: str) -> Entity | None:
    text = name.strip().removeprefix("<").removesuffix(">").removeprefix(view.base)
    kind, mark, rest = text.replace(":", "/", 1).partition("/")
    if mark and kind in ("person", "country", "organization", "group") and rest and not set(rest) & set(' <>"{}|\\^`'):
        return entity(view, f"{kind}/{rest}") or _renamed(view, f"{kind}/{rest}")
    if len(text) == 2 and text.isascii() and text.isupper():
        return entity(view, f"country/{text}")
    return None


def _renamed(view: View, path: str) -> Entity | None:
    """Who has once had this id? As the store remembers, else the only one of a name that the id is made of."""
    if now := view.renamed(path):
        return entity(view, now)
    kind, _, rest = path.partition("/")
    name = rest.partition("_")[0]
    bearers = [one for one in entities(view) if one.id.startswith(f"{kind}/") and name in map(slug, (one.name, *one.aliases))]
    return bearers[0] if len(bearers) == 1 else None


def _bare(name: str) -> str:
    """Without a closing possessive: "Iran's president" is asked for as "Iran president"."""
    return f"{name} ".replace("’", "'").replace("'s ", " ").replace("s' ", "s ").strip()


def _names(one: Entity) -> tuple[str, ...]:
    return (fold(one.name), *(fold(alias) for alias in one.aliases))


def _exact(wanted: str, names: tuple[str, ...]) -> bool:
    return wanted == names[0]


def _alias(wanted: str, names: tuple[str, ...]) -> bool:
    return wanted in names


def _family(wanted: str, names: tuple[str, ...]) -> bool:
    return names[0].endswith(" " + wanted)


def _words(wanted: str, names: tuple[str, ...]) -> bool:
    return any(set(wanted.split()) <= set(name.split()) for name in names)


def _beginnings(wanted: str, names: tuple[str, ...]) -> bool:
    return any(all(any(part.startswith(word) for part in name.split()) for word in wanted.split()) for name in names)


def _by_office(view: View, name: str, everyone: Iterable[Entity]) -> list[Entity]:
    """Who holds the office that the words describe? Those in office now, else those who were, else who is named for it."""
    for state, office in _states(name, everyone):
        held = _held([one for one in facts_of(view, state.id) if one.object == state.id], office) if office else []
        for status in (Status.ACTUAL, Status.FORMER, Status.INTENDED):
            people = sorted({one.subject for one in held if one.status is status})
            if people:
                return [person for path in people if (person := entity(view, path))]
    return []


def _states(name: str, everyone: Iterable[Entity]) -> list[tuple[Entity, tuple[str, ...]]]:
    """States and bodies of the graph that the words name, also by adjective or capital, and the words left; longest first."""
    from kg.gazetteer import load

    known = {one.code or fold(one.name): one for one in everyone if one.type is not EntityType.PERSON}
    gazetteer = load()
    found = {}
    for words in (name.split(), name.title().split()):
        for hit in gazetteer.find(words):
            one = known.get(hit.entry.code or fold(hit.entry.name))
            if one is not None:
                rest = words[: hit.start] + words[hit.end :]
                found[hit.end - hit.start, one.id] = one, tuple(fold(word) for word in rest if fold(word) not in FILLERS)
    return [found[key] for key in sorted(found, key=lambda key: (-key[0], key[1]))]


def _held(claims: list[Fact], office: tuple[str, ...]) -> list[Fact]:
    """The claims of this office: those of the relation that the lexicon has for its wording, else those of its words."""
    offices = [one for one in claims if relations()[one.relation].family == "roles" and one.relation != "member-of"]
    wording = {one.id: fold(f"{one.post} {relations()[one.relation].label}").split() for one in offices}
    worded = [one for one in offices if all(any(_same_word(word, other) for other in wording[one.id]) for word in office)]
    if not claims or not (relation := _relation(office, claims[0].object)):
        return worded
    fitting = [one for one in offices if one.relation == relation]
    return [one for one in fitting if one in worded] or (fitting if relation in TOP else worded)


def _relation(office: tuple[str, ...], body: str) -> str:
    """The relation that the lexicon has for this wording of an office, by its longest known ending; "" if none."""
    from kg.lexicon import load

    by_head = load().offices.by_head
    for at in range(len(office)):
        for joint in (" ", "-"):
            if known := by_head.get(joint.join(office[at:])):
                return known.country if body.startswith("country/") else known.organization
    return ""


def _same_word(one: str, other: str) -> bool:
    return one == other or (len(one) > STEM and one[:STEM] == other[:STEM] and SequenceMatcher(None, one, other).ratio() > ALIKE)


def _only(view: View, name: str, found: list[Entity]) -> Entity:
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.name} ({short(one.id)}{_office(view, one)})" for one in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise ActorError(f"{name!r} could be {listed}{more}; give more of the name, or the id")


def _office(view: View, one: Entity) -> str:
    """ ", minister of Iran": what tells two people of one name apart."""
    if one.type is not EntityType.PERSON:
        return ""
    for claim in facts_of(view, one.id):
        relation = relations()[claim.relation]
        if relation.family == "roles" and claim.subject == one.id and (held := entity(view, claim.object)):
            return f", {relation.label} {held.name}"
    return ""


def _unknown(name: str, wanted: str, everyone: Iterable[Entity]) -> str:
    owners: dict[str, Entity] = {}
    for one in everyone:
        for spelling in _names(one):
            for key in (spelling, *(word for word in spelling.split() if len(word) > 3)):
                owners.setdefault(key, one)
    near = get_close_matches(wanted[:LONGEST], owners, n=SHOWN, cutoff=ALIKE)
    people = list(dict.fromkeys(f"{owners[key].name} ({short(owners[key].id)})" for key in near))[:3]
    hint = f"did you mean {' or '.join(people)}?" if people else "see kg show --list for all of them"
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return f"no actor is called {shown!r}; {hint}"
