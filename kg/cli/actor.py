"""An actor's page, for `kg show`: names, offices as intervals, and facts with their support and best words; or every claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.cli.card import quoted, records, told
from kg.cli.output import plain
from kg.ids import fold
from kg.query.actors import short
from kg.query.facts import fact, name_of, relations
from kg.query.profile import SAYS, Told, by_family, claims_of, profile
from kg.query.window import day

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.query.edges import Edges
    from kg.query.facts import Fact
    from kg.query.offices.intervals import Interval
    from kg.query.support import Support
    from kg.store import View
    from kg.store.table import Numbers

HEADINGS = {
    "roles": "Offices and memberships",
    "contacts": "Contacts",
    "cooperation": "Cooperation",
    "conflict": "Conflict",
    SAYS: "Says of others",
}


def page(view: View, one: Entity, asked: Edges, most: int) -> Iterator[str]:
    """The actor's page: of each section at most so many offices or facts."""
    found = profile(view, one.id, asked, most)
    yield from _card(one, found.claims, found.support)
    sections = {section.family: section for section in found.sections}
    for family, heading in HEADINGS.items():
        offices = found.offices if family == "roles" else ()
        facts, count = (sections[family].facts, sections[family].count) if family in sections else ((), 0)
        total, room = len(offices) + count, most or len(offices) + count
        if not total:
            continue
        yield f"\n{heading} ({total:,})"
        for office in offices[:room]:
            yield f"  {plain(_interval(view, office, one.id))}"
        for each in facts[: max(room - len(offices), 0)]:
            yield from _fact(view, each, one.id)
        if total > room:
            yield f"  and {total - room:,} more; --claims 0 shows all"


def evidence(view: View, one: Entity, asked: Edges, most: int) -> Iterator[str]:
    """Every claim of the actor with its words, oldest first: of each section at most so many (0: all)."""
    from kg.query.support import support

    rows = claims_of(view, one.id, asked)
    yield from _card(one, len(rows), support(view.table, rows))
    for family, chosen in by_family(view.table, rows, view.table.actor(one.id)).items():
        if len(chosen):
            yield f"\n{HEADINGS[family]} ({len(chosen):,})"
            for claim in _read(view, chosen, most):
                yield f"  {told(view, claim, _from(claim, one.id))}"
                yield from quoted(view, claim, "      ")
        if len(chosen) > (most or len(chosen)):
            yield f"  and {len(chosen) - most:,} more; --claims 0 shows all"


def document(view: View, one: Entity, asked: Edges, most: int) -> dict[str, object]:
    """The actor as an object for JSON, with offices as intervals and at most so many claims (0: all), oldest first."""
    from kg.query.offices.intervals import intervals

    return {
        **asdict(one),
        "offices": [_office(view, office) for office in intervals(view, one.id, asked)],
        "claims": records(view, _read(view, claims_of(view, one.id, asked), most)),
    }


def _card(one: Entity, claims: int, support: Support) -> Iterator[str]:
    yield f"{plain(one.name)} ({one.type.value.lower()})"
    amount = f"{claims:,} claim{'s' * (claims != 1)} in {support}"
    pairs = ("id", short(one.id)), ("also", ", ".join(one.aliases)), ("code", one.code), ("wikidata", one.wikidata)
    yield from (f"  {name:<9} {plain(value)}" for name, value in [*pairs, ("named in", amount)] if value)


def _interval(view: View, office: Interval, actor: str) -> str:
    """The holder or the body, the office, its days, and how well it is supported."""
    what = office.post or relations()[office.relation].label.removesuffix(" of")
    if office.holder == actor:
        body = name_of(view, office.body)
        who = what if f" {fold(body)} " in f" {fold(what)} " else f"{what} of {body}"
    else:
        who = f"{name_of(view, office.holder)}, {what}"
    days = [text for text in dict.fromkeys((day(office.first), day(office.last))) if text]
    since = f" since {day(office.over)}" if office.over else ""
    heir = f" ({name_of(view, office.successor)})" if office.successor else ""
    over = "" if office.current else f"; former{since}{heir}"
    return ", ".join([who, *([" to ".join(days)] if days else []), str(office.support)]) + over


def _fact(view: View, one: Told, actor: str) -> Iterator[str]:
    """The fact as its best claim tells it; where several articles do, how many and from when to when."""
    line = told(view, one.best, _from(one.best, actor))
    if one.support.articles > 1:
        days = " to ".join(dict.fromkeys(text for text in (day(one.first), day(one.last)) if text))
        line = f"{line}  {one.support}{', ' if days else ''}{days}"
    yield f"  {line}"
    yield from quoted(view, one.best, "      ")


def _from(one: Fact, actor: str) -> str:
    """From whose side the claim is told: the actor's, where it has part in it."""
    return actor if actor in (one.subject, one.object) else one.subject


def _read(view: View, rows: Numbers, most: int) -> list[Fact]:
    """These claims, oldest first, undated last; at most so many (0: all)."""
    import numpy as np

    days = view.table.claims["day"][rows]
    order = np.lexsort((rows, days, days == 0))[: most or len(rows)]
    found = (fact(view, view.table.claim(row)) for row in rows[order].tolist())
    return [one for one in found if one]


def _office(view: View, one: Interval) -> dict[str, object]:
    ends = {"holder": one.holder, "body": one.body, "successor": one.successor}
    days = {"first": day(one.first), "last": day(one.last), "over": day(one.over)}
    return {
        **{role: {"id": path, "name": name_of(view, path)} for role, path in ends.items() if path},
        "relation": one.relation,
        "post": one.post,
        **{name: text for name, text in days.items() if text},
        "current": one.current,
        "support": asdict(one.support),
    }
