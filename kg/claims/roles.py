"""Who holds which office? One claim for each office phrase with a holder and an owner.

An office that names no owner belongs to the state its holder stands for elsewhere in the article, or whose article it is.
Source: codebook, section Roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.membership import find_memberships
from kg.gazetteer import Entry
from kg.lexicon.reference import Reference
from kg.mentions.holders import by_verb
from kg.mentions.names import Name
from kg.mentions.offices import OfficePhrase
from kg.mentions.titles import POSSESSIVE
from kg.model import EntityType, Status
from kg.text.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = "no holder stands with it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office held: who, which relation, of what, in which words, now or formerly."""

    subject: Actor
    relation: str
    object: Actor
    trigger: int
    status: Status
    post: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheld:
    """An office phrase that makes no claim, and the reason in words."""

    office: OfficePhrase
    reason: str


def find_roles(parse: Parse, cast: Cast) -> Iterator[Held]:
    """Which offices are held, by the article, and then who belongs to what? Each in the order of the text."""
    return (told for told in role_proposals(parse, cast) if isinstance(told, Held))


def role_proposals(parse: Parse, cast: Cast) -> Iterator[Held | Unheld]:
    """Which offices does the article name, and is each held, or why can that not be said? In the order of `find_roles`."""
    at = {i: name for name in cast.mentions.meaning for i in range(name.first, name.last + 1)}
    owners: dict[str, str] = {}
    for office in cast.mentions.offices:
        yield _told(parse, office, cast, at, owners)
    for subject, relation, body, trigger, status, rule in find_memberships(parse.doc, cast, at):
        yield Held(subject=subject, relation=relation, object=body, trigger=trigger, status=status, post="", rule=rule)


def _told(parse: Parse, told: OfficePhrase, cast: Cast, at: Mapping[int, Name], owners: dict[str, str]) -> Held | Unheld:
    office, holder = _holder(parse, told, cast, at)
    if holder is None:
        return Unheld(office=office, reason=UNNAMED)
    if office.status is Status.FORMER and office.office.status is Status.INTENDED:
        return Unheld(office=office, reason="it was never held")
    owner, rule = _possessors(parse, office, cast, owners)
    if not owner and not rule:
        owner, rule = _owner(office, holder.id, cast)
    if not owner:
        return Unheld(office=office, reason="whose office it is remains open")
    if owner == holder.id or owner in cast.mentions.media:
        return Unheld(office=office, reason="its owner is its holder" if owner == holder.id else "it is a medium's")
    kind = cast.type(owner)
    relation = office.relation(kind, owner) if kind in (EntityType.COUNTRY, EntityType.ORGANIZATION) else ""
    if not relation:
        return Unheld(office=office, reason=f"no role towards a {kind.value}")
    owners.setdefault(holder.id, owner)
    first, last = (office.owner.first, office.owner.last) if office.owner else (office.first, office.last)
    return Held(
        subject=holder,
        relation="official-of" if rule == "region" else relation,
        object=Actor(id=owner, first=first, last=last),
        trigger=office.head,
        status=office.status,
        post=_post(parse, office, cast.reference),
        rule=f"role.{office.office.id}.{rule}",
    )


def _holder(parse: Parse, office: OfficePhrase, cast: Cast, at: Mapping[int, Name]) -> tuple[OfficePhrase, Actor | None]:
    """Who holds the office: by name, or as the pronoun that is its verb's subject ("he served as minister")?"""
    if office.holder is not None:
        name = office.holder
        return office, Actor(id=cast.mentions.meaning[name], first=name.first, last=name.last)
    if office.plural:
        return office, None
    office, subject = by_verb(parse.doc, office, at, cast.reference)
    ids = cast.mentions.refers.get(subject.i, ()) if subject is not None and subject.pos_ == "PRON" else ()
    if subject is None or len(ids) != 1 or cast.type(ids[0]) is not EntityType.PERSON:
        return office, None
    return office, Actor(id=ids[0], first=subject.i, last=subject.i)


def _owner(office: OfficePhrase, person: str, cast: Cast) -> tuple[str, str]:
    """Whose office is it, and by which construction do we know?"""
    mentions = cast.mentions
    if office.owner is not None:
        owner = mentions.meaning[office.owner]
        entry = office.owner.entry
        if office.owner.kind == "people" or cast.type(owner) is EntityType.PERSON:
            return "", ""
        if entry is not None and entry.state in mentions.entities and _is_states(office, entry):
            return entry.state, "region" if entry.kind == "region" else "body"
        if office.office.organization or cast.type(owner) is EntityType.COUNTRY:
            return owner, "named"
    if office.office.country and not office.office.of and not office.open:
        state = mentions.states.get(person, "")
        return (state, "context") if state else ("", "")
    return "", ""


def _possessors(parse: Parse, office: OfficePhrase, cast: Cast, owners: Mapping[str, str]) -> tuple[str, str]:
    """ "its chief of staff", "the group's chief of staff" is of the body meant, and of nobody else if it means none known; "his
    deputy" of what he himself, who was told before, holds an office of."""
    i = office.first - 1
    if i > 0 and office.owner is None and office.office.organization and parse.doc[i].text in POSSESSIVE:
        return _body_before(parse.doc[i - 1], cast)
    if i < 0 or office.owner is not None or parse.doc[i].lower_ not in ("his", "her", "its", "their"):
        return "", ""
    ids = cast.mentions.refers.get(i, ())
    if len(ids) != 1:
        return "", ""
    if cast.type(ids[0]) is EntityType.PERSON:
        return (owners.get(ids[0], ""), "possessor") if parse.doc[office.first].lower_ in _SECOND else ("", "")
    return ids[0], "possessor"


def _body_before(noun: Token, cast: Cast) -> tuple[str, str]:
    """ "The group's", "his sect's": the body meant; ("", "body") if it is a body, but no known one."""
    ids = cast.mentions.refers.get(noun.i, ())
    if noun.lemma_.lower() not in cast.reference.bodies and noun.lemma_.lower() not in _CIRCLES:
        return "", ""
    known = len(ids) == 1 and cast.type(ids[0]) is EntityType.ORGANIZATION
    return (ids[0], "possessor") if known else ("", "body")


def _is_states(office: OfficePhrase, entry: Entry) -> bool:
    """Is the office of a region or body its state's: a governor's, or that of the head of the government's council?"""
    own = office.office.country in ("minister-of", "head-of-government-of")
    return entry.kind == "region" or not office.office.organization or (own and entry.kind == "state body")


def _post(parse: Parse, office: OfficePhrase, reference: Reference) -> str:
    """The office's wording: without its owner and honorifics in front, and without what makes it former."""
    if office.post is not None:
        return " ".join(parse.quote(*office.post).split())
    first = office.first
    if office.owner is not None and office.owner.first >= first and office.owner.last < office.head:
        first = office.owner.last + 1
        if parse.doc[first].lower_ in POSSESSIVE:
            first += 1
        elif parse.doc[first].text == "(" and first + 3 <= office.head:  # "Republic of Korea (ROK) Minister"
            first += 3
    first = max([first, *(i + 1 for i in range(first, office.head) if parse.doc[i].lower_ in reference.honours)])
    while first < office.head and (parse.doc[first].lower_ in _PAST or parse.doc[first].text == "-"):
        first += 1
    return " ".join(parse.quote(first, office.last).split())


_SECOND = frozenset(("deputy", "spokesman", "spokeswoman", "spokesperson", "adviser", "advisor", "aide", "vice", "chief"))
_CIRCLES = frozenset(("sect", "cult", "tribe", "clan", "family", "victim", "suspect", "club", "team", "charity"))
_PAST = frozenset(("former", "ex", "then", "late", "outgoing", "new"))
