"""PLOVER event records: one JSON object a line, with the fields of the PLOVER manual.

A record is what one article says happened (see `kg.export.events`): what one word of it says of several actors is one record with
lists of them, as the manual wants it instead of an event a pair. `date` is the claim's, else its article's; of a month or year it
is the first day, with the last as `enddate`; null if nothing tells it. An id is that of the first claim. `claims`, `relation`,
`status`, `speaker` and `confidence` (of several claims the least) are our own fields. `link` is the article of which this one is
a print: one story tells an event once, however often it is printed. What nothing tells is null.

Source: PLOVER manual (openeventdata/PLOVER), draft 0.8, chapter Data Fields; `actor` for its `source`, and the fields of actors,
as in its section on actors and in codebook 1.3.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.export import claims
from kg.export.claims import Told
from kg.export.events import Event, Joined, event, joined
from kg.export.sectors import Sectors
from kg.export.telling import Tell
from kg.model import Entity
from kg.query.facts import Source
from kg.query.window import day, first, last
from kg.rdf.namespace import KG
from kg.rdf.read import column
from kg.store.table import day_number

if TYPE_CHECKING:
    from kg.store import View

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
CODEBOOK = "PLOVER 0.8"
NEWS = 31  # days for which something is news
_SPAN = re.compile(r"char=(\d+),(\d+)")


class _Words:
    """The words of one article's claims: what the claim table has not, by claim."""

    def __init__(self, view: View, article: Source) -> None:
        store, graph = view.whole.store, NamedNode(view.base + article.id)
        self._base, self._text = view.base, column(store, KG.text, graph).get(view.base + article.id, "")
        terms = {"sentence": KG.sentence, "trigger": KG.triggerSpan, "subject": KG.subjectSpan, "object": KG.objectSpan}
        self._columns = {name: column(store, term, graph) for name, term in {**terms, "plover": KG.plover}.items()}

    def get(self, what: str, claim: str) -> str:
        """A claim's sentence number, span of trigger, subject or object, or narrower type; "" if it has none."""
        return self._columns[what].get(self._base + claim, "")

    def text(self, what: str, claim: str) -> str:
        """The words of that span; "" for a side that stands nowhere but in the trigger ("bilateral cooperation")."""
        if what != "trigger" and self.get(what, claim) == self.get("trigger", claim):
            return ""
        span = _SPAN.fullmatch(self.get(what, claim))
        return self._text[int(span[1]) : int(span[2])] if span else ""


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The events, piece by piece: by article, in the order of the reading."""
    actors = {one.id: one for one in claims.actors(view)}
    sectors, table = Sectors(view.whole, claims.rows(view), actors), view.table
    for article, told in claims.by_article(view, tell):
        words = _Words(view, article)
        story = table.article_ids[int(table.articles["original"][table.claims["article"][told[0].row]])]
        coded = [(each, event(each.fact, words.get("plover", each.fact.id))) for each in told]
        events = [(each, one) for each, one in coded if one]
        facts = [each.fact for each, _ in events]
        for part in joined(facts, [words.get("trigger", one.id) for one in facts]):
            of = [events[place] for place in part.claims]
            record = _record([each for each, _ in of], of[0][1], part, article, words) | {"link": story}
            when = _told_on(of[0][0].day, day_number(article.published))
            for side in ("actor", "recipient"):
                record[side] = [_actor(one, of_text, sectors, actors, when) for one, of_text in record[side]]
            yield (json.dumps(record, ensure_ascii=False) + "\n").encode("utf8")


def _record(told: Sequence[Told], what: Event, part: Joined, article: Source, words: _Words) -> dict[str, Any]:
    """The record, each actor in it as its id and its words."""
    head = told[0]
    fact = head.fact
    begins, ends = _days(head)
    raw: dict[str, str] = {}
    for each in told:
        raw.setdefault(each.fact.subject, words.text("subject", each.fact.id))
        raw.setdefault(each.fact.object, words.text("object", each.fact.id))
    return {
        "id": fact.id,
        "date": begins,
        "enddate": ends,
        "actor": [(one, raw[one]) for one in part.actor],
        "recipient": [(one, raw[one]) for one in part.recipient],
        "event": [what.type.name],
        "mode": list(what.mode),
        "context": list(what.context),
        "quad_code": QUADS.index(what.type.quad) + 1,
        "event_scale": what.score,
        "event_text": [words.text("trigger", fact.id)],
        "text": fact.quote,
        "text_info": {"sequence": int(words.get("sentence", fact.id)), "start": fact.start, "end": fact.end},
        "cite_info": {
            "citation": article.key,
            "url": article.url or None,
            "title": article.title or None,
            "publication": article.outlet or None,
            "date": article.published or None,
            "language": "en",
            "codebook": CODEBOOK,
        },
        "coder": "kg",
        "claims": [each.fact.id for each in told],
        "relation": fact.relation,
        "status": fact.status.value,
        "speaker": fact.speaker or None,
        "confidence": min(each.fact.confidence for each in told),
    }


def _days(told: Told) -> tuple[str | None, str | None]:
    """The first day, and the last if that is another one."""
    try:
        begins, ends = first(told.fact.date), last(told.fact.date)
    except QueryError:  # a date of another form
        begins = ends = 0
    begins = begins or told.day
    return day(begins) or None, day(ends) if ends > begins else None


def _told_on(happened: int, appeared: int) -> int:
    """On which day to ask for offices, which are told by the articles' days: on that of the article, if it is about news."""
    return appeared if not happened or 0 <= appeared - happened <= NEWS else happened


def _actor(one: str, raw: str, sectors: Sectors, actors: Mapping[str, Entity], when: int) -> dict[str, str | None]:
    known, place = actors[one], sectors.place(one, when)
    found = {
        "raw_text": raw,
        "entity_name": known.name,
        "wikidata_id": known.wikidata,
        "entity_code": place.code,
        "country_code": place.country,
        "sector_code": place.sector,
        "entity_id": one,
    }
    return {name: text or None for name, text in found.items()}
