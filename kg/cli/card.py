"""How is a claim told to a person, or to a program? Shared by `kg path` and `kg show`.

A claim reads from left to right: `Iran —supports→ Syria`, `Iran ←attacks— Israel`, `Iran —spoke with— Syria` (both ways alike).
Under it stand its words in quotation marks, folded on a terminal only, and the article they stand in.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.cli.output import plain
from kg.model import Status
from kg.query.actors import short
from kg.query.facts import name_of, relations, source

if TYPE_CHECKING:
    from kg.query.facts import Fact
    from kg.query.support import Support
    from kg.store import View

WIDEST = 100  # columns beyond which a folded quote is hard to read


def arrow(fact: Fact, start: str) -> str:
    """The relation with the claim's direction, seen from the actor `start`."""
    relation = relations()[fact.relation]
    if relation.symmetric:
        return f"—{relation.label}—"
    return f"—{relation.label}→" if fact.subject == start else f"←{relation.label}—"


def told(view: View, fact: Fact, start: str) -> str:
    """The claim as one line: who, what, whom; then what else is known of it."""
    other = fact.object if fact.subject == start else fact.subject
    line = f"{name_of(view, start)} {arrow(fact, start)} {name_of(view, other)}"
    notes = details(view, fact)
    return plain(f"{line}  ({'; '.join(notes)})" if notes else line)


def details(view: View, fact: Fact) -> list[str]:
    """Office, day, channel, status unless it holds, speaker, and a person's word: what is known beyond the triple."""
    notes = [fact.post, fact.date, "" if fact.channel == "unspecified" else fact.channel]
    notes.append("" if fact.status is Status.ACTUAL else fact.status.value)
    notes.append(f"says {name_of(view, fact.speaker)}" if fact.speaker else "")
    notes.append(fact.verdict)
    return [note for note in notes if note]


def quoted(view: View, fact: Fact, indent: str) -> Iterator[str]:
    """The claim's words, and where they stand, with the claim's id, by which it can be shown, cited and rejected."""
    yield from folded(fact.quote, indent)
    yield f"{indent}{where(view, fact.article)}, {short(fact.id)}"


def folded(quote: str, indent: str) -> Iterator[str]:
    """The words in quotation marks, folded on a terminal, one line in a pipe."""
    words = f"“{' '.join(plain(quote).split())}”"
    if not sys.stdout.isatty():
        yield indent + words
        return
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    yield from textwrap.wrap(words, columns, initial_indent=indent, subsequent_indent=indent + " ", break_on_hyphens=False)


def where(view: View, article: str) -> str:
    """The article for a person's eye: outlet, title and date as far as they are known, and its key."""
    found = source(view, article)
    if found is None:
        return plain(article)
    parts = [found.outlet, f"“{found.title}”" if found.title else "", found.published, found.key]
    return plain(", ".join(part for part in parts if part))


def records(view: View, facts: Sequence[Fact]) -> list[dict[str, object]]:
    """The claims as objects for JSON, each with the support of the fact that it makes."""
    from kg.query.profile import supports_of

    support = supports_of(view, facts)
    return [record(view, fact, support.get(fact.id)) for fact in facts]


def record(view: View, fact: Fact, support: Support | None = None) -> dict[str, object]:
    """The claim as an object for JSON; ids are paths under the graph's base IRI. `support` is of the fact that it makes."""
    ends = {role: {"id": path, "name": name_of(view, path)} for role, path in _roles(fact)}
    found = source(view, fact.article)
    article = {"id": fact.article, "key": found.key if found else ""}
    if found:
        more = {"title": found.title, "outlet": found.outlet, "published": found.published, "url": found.url}
        article |= {name: value for name, value in more.items() if value}
    notes = {"verdict": fact.verdict, "date": fact.date, "channel": fact.channel, "post": fact.post}
    return {
        "claim": fact.id,
        **ends,
        "relation": fact.relation,
        "family": relations()[fact.relation].family,
        "status": fact.status.value,
        **{name: value for name, value in notes.items() if value},
        "quote": fact.quote,
        "start": fact.start,
        "end": fact.end,
        "rule": fact.rule,
        "confidence": fact.confidence,
        **({"support": asdict(support)} if support else {}),
        "article": article,
    }


def _roles(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "subject", fact.subject
    yield "object", fact.object
    if fact.speaker:
        yield "speaker", fact.speaker
