"""An article's page, for `kg show`: what is known of it, whose story it prints, and every claim it makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.cli.actor import HEADINGS
from kg.cli.card import quoted, told
from kg.cli.output import plain
from kg.query.facts import facts_in, relations, source
from kg.query.stories import prints_of

if TYPE_CHECKING:
    from kg.query.facts import Fact, Source
    from kg.store import View


def page(view: View, one: Source, most: int) -> Iterator[str]:
    """The article's page: of each section at most so many claims (0: all); what is rejected comes last."""
    original, reprints = prints_of(view, one.id)
    head = ("key", one.key), ("title", one.title), ("outlet", one.outlet), ("published", one.published), ("url", one.url)
    story = ("reprint of", _keys(view, [original] if original else [])), ("reprints", _keys(view, reprints))
    for name, value in (*head, ("id", one.id.replace("/", ":", 1)), *story):
        if value:
            yield f"  {name:<9} {plain(value)}"
    claims = facts_in(view, one.id)
    good = [fact for fact in claims if fact.verdict != "rejected"]
    sections = {
        heading: [fact for fact in good if relations()[fact.relation].family == family] for family, heading in HEADINGS.items()
    }
    for heading, facts in {**sections, "Rejected": [fact for fact in claims if fact.verdict == "rejected"]}.items():
        if facts:
            yield f"\n{heading} ({len(facts)})"
            yield from _claims(view, facts, most)


def _claims(view: View, facts: list[Fact], most: int) -> Iterator[str]:
    for fact in facts[: most or len(facts)]:
        yield f"  {told(view, fact, fact.subject)}"
        yield from quoted(view, fact, "      ")
    if len(facts) > (most or len(facts)):
        yield f"  and {len(facts) - most:,} more; --claims 0 shows all"


def _keys(view: View, articles: list[str]) -> str:
    found = (source(view, path) for path in articles)
    return ", ".join(one.key for one in found if one)
