"""Whom does a name mean? Names as people type them, resolved to actors of the graph.

Tried in this order, and the first step that fits anything decides: an id (`person/aziz-nasirzadeh`, `country:IR`), also one
of before a merge; the name; an alias; an office ("Iranian defence minister", "president of Syria"); a family name; some of the
words; beginnings of words; what the gazetteer knows ("the Kremlin").
Several that fit equally well are an error that lists them, never a guess; so is a name that fits nobody, with near spellings.
Each step is a look-up in the index of names (`kg.store.names`), so that it costs the same in a large graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.errors import ActorError
from kg.ids import fold
from kg.model import Entity, EntityType
from kg.query.facts import called, entity, name_of, relations, typed_path
from kg.query.offices.lookup import holders, office_of

if TYPE_CHECKING:
    from kg.store import View
    from kg.store.names import Names
    from kg.store.table import Numbers

SHOWN = 6  # candidates that an error message lists
LONGEST = 100  # letters of a name that it repeats
FILLERS = frozenset({"", "of", "for", "to", "in"})
ALIKE = 0.75  # least similarity of a suggestion


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
    for found in _by_name(view.names, wanted):
        if len(found):
            return _only(view, name, found)
    if " " in wanted and (people := _by_office(view, _bare(name))):
        return _one(view, name, people, len(people))
    for found in _by_part(view.names, wanted):
        if len(found):
            return _only(view, name, found)
    if bodies := [one for one, rest in _states(view, _bare(name)) if not rest]:
        return bodies[0]
    raise ActorError(_unknown(view, name, wanted))


def short(path: str) -> str:
    """The actor's id as a prefixed name, the way SPARQL writes it.

    >>> short("person/aziz-nasirzadeh")
    'person:aziz-nasirzadeh'
    """
    return path.replace("/", ":", 1)


def _by_id(view: View, name: str) -> Entity | None:
    text = typed_path(view, name)
    kind, mark, rest = text.partition("/")
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
    everyone = (view.names.actors[int(number)] for number in view.names.with_slug(rest.partition("_")[0]))
    bearers = [one for one in everyone if one.startswith(f"{kind}/")]
    return entity(view, bearers[0]) if len(bearers) == 1 else None


def _by_name(names: Names, wanted: str) -> Iterator[Numbers]:
    yield names.called(wanted)
    yield names.known_as(wanted)


def _by_part(names: Names, wanted: str) -> Iterator[Numbers]:
    yield names.ending(wanted)
    yield names.holding(wanted.split())
    yield names.beginning(wanted.split())


def _bare(name: str) -> str:
    """Without a closing possessive: "Iran's president" is asked for as "Iran president"."""
    return f"{name} ".replace("’", "'").replace("'s ", " ").replace("s' ", "s ").strip()


def _by_office(view: View, name: str) -> list[str]:
    """Who holds the office that the words describe? Those in office now, else those who were, else who is named for it."""
    for state, office in _states(view, name):
        if office and (people := holders(view, state.id, office)):
            return people
    return []


def _states(view: View, name: str) -> list[tuple[Entity, tuple[str, ...]]]:
    """States and bodies of the graph that the words name, also by adjective or capital, and the words left; longest first."""
    from kg.gazetteer import load

    gazetteer = load()
    found = {}
    for words in (name.split(), name.title().split()):
        for hit in gazetteer.find(words):
            one = _body(view, hit.entry.code, hit.entry.name)
            if one is not None:
                rest = words[: hit.start] + words[hit.end :]
                found[hit.end - hit.start, one.id] = one, tuple(fold(word) for word in rest if fold(word) not in FILLERS)
    return [found[key] for key in sorted(found, key=lambda key: (-key[0], key[1]))]


def _body(view: View, code: str, name: str) -> Entity | None:
    """The state or body of this code, else, where it has none, of this name; the last by id of several."""
    numbers = view.names.with_code(code) if code else view.names.called(fold(name))
    everyone = (entity(view, view.names.actors[int(number)]) for number in numbers[::-1])
    return next((one for one in everyone if one and one.type is not EntityType.PERSON and one.code == code), None)


def _only(view: View, name: str, found: Numbers) -> Entity:
    return _one(view, name, [view.names.actors[int(number)] for number in found[:SHOWN]], len(found))


def _one(view: View, name: str, first: Sequence[str], count: int) -> Entity:
    """The only actor of these, of which the first are told."""
    known = [one for path in first[:SHOWN] if (one := entity(view, path))]
    if count == 1:
        return known[0]
    listed = ", ".join(f"{one.name} ({short(one.id)}{_office(view, one)})" for one in known)
    more = f" and {count - SHOWN:,} more" if count > SHOWN else ""
    raise ActorError(f"{name!r} could be {listed}{more}; give more of the name, or the id")


def _office(view: View, one: Entity) -> str:
    """ ", minister of Iran": what tells two people of one name apart."""
    if one.type is not EntityType.PERSON:
        return ""
    if (held := office_of(view, one.id)) is not None:
        return f", {relations()[held[0]].label} {name_of(view, held[1])}"
    return ""


def _unknown(view: View, name: str, wanted: str) -> str:
    near = view.names.near(wanted[:LONGEST], SHOWN, ALIKE)
    actors = dict.fromkeys(view.names.actors[number] for _, number in near)
    people = [f"{name_of(view, path)} ({short(path)})" for path in list(actors)[:3]]
    hint = f"did you mean {' or '.join(people)}?" if people else "see kg show --list for all of them"
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return f"no actor is called {shown!r}; {hint}"
