"""Who met whom when? In the weeks of a calendar where these are few, else a row for each pair of actors or partner of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.draw.charts import weeks
from kg.draw.charts.behind import articles, nothing, numbers_of, roomy, sentences, table_at
from kg.draw.charts.crowds import FOOT, bars, crowded, unit_of
from kg.draw.charts.lines import BETWEEN, frame, mark, merged, placed, readable
from kg.draw.charts.meetings import WAYS, Contact, Contacts, meetings
from kg.draw.charts.ways import TOLD, keys
from kg.draw.marks import Drawing, Mark
from kg.draw.sheet import Drawn, Key, sheet
from kg.draw.size import Look
from kg.draw.style import DARK, LIGHT
from kg.query.amounts import many
from kg.query.names import names
from kg.query.window import day

if TYPE_CHECKING:
    from kg.draw.charts.behind import Sentences
    from kg.query.edges import Edges
    from kg.store import View
    from kg.store.table import Table

Labels = Sequence[Sequence[str]]  # of each row: who is in contact, or how


def contacts(
    view: View,
    asked: Edges,
    look: Look,
    *,
    actors: Sequence[str] = (),
    most: int = 0,
    level: str = "actor",
    tips: bool = False,
) -> Drawn:
    """Who met whom when? The `most` pairs (0: as many as stay readable) with most days of contact; of one actor (an id) its
    partners, of two their ways of contact. A few weeks are shown as such, with the names in the days.

    At the level of states people stand for theirs. Planned contacts are hollow. With `tips` a mark tells its sentences. Raises
    DrawError where there is no contact.
    """
    table = table_at(view, level)
    numbers = numbers_of(view, table, actors)
    blank = sheet(look, "x", [[Key(text="x", sample=())]], ("x", "x", "x"))
    fit = [readable(blank, letters) for letters in (look.size.letters, look.size.least)]
    found = meetings(view, table, asked, numbers, min(most or fit[0], fit[1]))
    by_week = weeks.fits(blank, found.first, found.last)
    if by_week:
        found = meetings(view, table, asked, numbers, most or len(table.pairs))
    called = names(view, actors)
    if not found.contacts:
        among = " and ".join(called.values())
        raise nothing(asked, f"contacts of {among}" if among else "contacts", found.undated)
    labels, title = _labels(view, table, found, numbers), _title(list(called.values()))
    told = sentences(view, table, len(found.contacts)) if tips else None
    style = _by_week if by_week else _by_row
    return Drawn(drawing=style(look, title, table, found, labels, told), told=_counted(found))


def _by_week(look: Look, title: str, table: Table, found: Contacts, labels: Labels, told: Sentences | None) -> Drawing:
    palette = DARK if look.dark else LIGHT
    page = roomy(sheet(look, title, [keys(found.contacts, look.size.letters, palette)], _foot(table, found)))
    said = {one: _tip(told, labels[one.row], (one,)) for one in found.contacts} if told else {}
    return page.drawing(weeks.marks(page, found, labels, said))


def _by_row(look: Look, title: str, table: Table, found: Contacts, labels: Labels, told: Sentences | None) -> Drawing:
    palette, foot, letters = DARK if look.dark else LIGHT, _foot(table, found), look.size.letters
    shown = [one for one in found.contacts if one.planned] if found.ways else found.contacts
    page = roomy(sheet(look, title, [keys(shown, letters, palette)], foot))
    rows, names_ = placed(page, found, labels)
    if crowded(rows, found):
        foot = [*foot, f"a bar is a {unit_of(rows.along)}, without what was only planned"]
        page = sheet(look, title, [keys(found.contacts, letters, palette, bars=True)], foot)
        rows, names_ = placed(page, found, labels)
        marks: list[Mark] = [*bars(palette, rows, found, told), *frame(page, rows, found, under=FOOT)]
        return page.drawing([*marks, *names_])
    spots = [(row, spot) for row in range(len(labels)) for spot in merged(rows, found, row)]
    marks = [mark(palette, rows, row, one, _tip(told, labels[row], one.contacts) if told else "") for row, one in spots]
    return page.drawing([*marks, *frame(page, rows, found, under=0.0), *names_])


def _labels(view: View, table: Table, found: Contacts, actors: Sequence[int]) -> list[tuple[str, ...]]:
    """What the rows are called: both actors, the one with most contacts first; of a given one its partners, of two the ways."""
    if found.ways:
        return [(TOLD[WAYS[way]],) for way in found.ways]
    called = names(view, sorted({table.actors[one] for pair in found.pairs for one in pair}))
    often = Counter(one for pair, days in zip(found.pairs, found.days, strict=True) for one in pair for _ in range(days + 1))
    ordered = [sorted(pair, key=lambda one: (-often[one], one)) for pair in found.pairs]
    return [tuple(called[table.actors[one]] for one in pair if one not in actors) for pair in ordered]


def _tip(told: Sentences, label: Sequence[str], some: Sequence[Contact]) -> str:
    days = [day(one.day) for one in some]
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}, {len(days)} days"
    way = TOLD[WAYS[some[0].way]] + (", planned" if some[0].planned else "")
    rows = np.array([row for one in some for row in one.claims], dtype=np.int64)
    return told.tip(rows, ": ".join(dict.fromkeys((BETWEEN.join(label), way))) + f" ({when})")


def _title(called: Sequence[str]) -> str:
    if len(called) == 2:
        return f"When {called[0]} and {called[1]} met"
    return f"Whom {called[0]} met, and when" if called else "Who met whom, and when"


def _counted(found: Contacts) -> str:
    held = sum(not one.planned for one in found.contacts)
    planned = len(found.contacts) - held
    more = f" and {planned:,} planned" if planned else ""
    rows = many(len(found.pairs), "pair") if found.pairs else many(len(found.ways), "way")
    return f"{many(held, 'contact')}{more} of {rows}"


def _foot(table: Table, found: Contacts) -> list[str]:
    held, claims = sum(not one.planned for one in found.contacts), found.claims
    parts = [articles(table, claims), f"{many(held, 'day')} of contact, {many(len(claims), 'claim')}"]
    more = (
        (found.left_out, "pair with fewer contacts left out", "pairs with fewer contacts left out"),
        (found.outside, "day of contact outside these", "days of contact outside these"),
        (found.undated, "claim without a day", "claims without a day"),
        (found.unnamed, "claim of contacts with groups without a name", "claims of contacts with groups without a name"),
        (found.other, "claim of supposed or denied contacts not counted", "claims of supposed or denied contacts not counted"),
    )
    parts += [many(number, one, several) for number, one, several in more if number]
    return [*parts, *(["plans near the day of a contact are not marked"] if found.fulfilled else [])]
