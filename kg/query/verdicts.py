"""How does a person reject or confirm a claim, and what comes of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.ids import claim_id
from kg.model import Status
from kg.query.facts import Fact, fact, facts_between, relations, source, typed_path
from kg.resolve.verdicts import Verdict, meant, one_line
from kg.resolve.verdicts import verdict as on

if TYPE_CHECKING:
    from kg.model import Reading
    from kg.store import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A verdict of the file, and the ids of the claims that it is on now."""

    verdict: Verdict
    claims: tuple[str, ...]


def claim(view: View, typed: str) -> Fact:
    """The claim of an id as a person types it (claim:…, claim/…, <IRI>). Raises QueryError where there is none."""
    path = typed_path(view, typed)
    found = fact(view, path) if path.startswith("claim/") else None
    if found is None:
        where = "`kg show`, `kg path` and `kg conflicts` print claims with their ids (claim:…)"
        raise QueryError(f"{typed!r} is no claim of the graph; {where}")
    return found


def verdict(view: View, said: Fact, *, rejected: bool, why: str = "") -> Verdict:
    """The verdict on this claim, told by its article's words; `why` goes into its note."""
    reading = _reading(view, said)
    own = next(each for each in reading.claims if claim_id(reading.article.key, each) == said.id)
    return on(reading, own, rejected=rejected, why=why)


def line_on(view: View, said: Fact) -> Verdict | None:
    """The line of the file that makes the claim what it is by verdict, or None."""
    reading = _reading(view, said)
    own = [each for each in view.verdicts() if each.article == reading.article.key and said.verdict == _word(each)]
    near = [(closeness, each.line, each) for each in own for closeness, ids in [meant(each, reading)] if said.id in ids]
    return min(near)[2] if near else None


def reason(line: Verdict, said: Fact) -> str:
    """Why does the line say so of the claim? Its note without the claim's sentence."""
    return line.note.removesuffix(one_line(said.quote)).rstrip(": ")


def _word(one: Verdict) -> str:
    return "rejected" if one.rejected else "confirmed"


def _reading(view: View, said: Fact) -> Reading:
    found = source(view, said.article)
    reading = view.reading(found.key) if found else None
    assert reading
    return reading


def lines(view: View) -> list[Line]:
    """The verdicts of the file, each with its claims, in the file's order."""
    said = view.verdicts()
    readings = {key: view.reading(key) for key in {each.article for each in said}}
    own = [(each, readings[each.article]) for each in said]
    return [Line(verdict=each, claims=tuple(sorted(meant(each, reading)[1])) if reading else ()) for each, reading in own]


def consequence(view: View, said: Fact) -> str:
    """What is left of the plain triple of a rejected claim? "" for a claim that never had one."""
    if said.status is not Status.ACTUAL:
        return ""
    ends = [(said.subject, said.object)]
    if relations()[said.relation].symmetric:
        ends.append((said.object, said.subject))
    same = [each for each in facts_between(view, said.subject, said.object) if each.relation == said.relation]
    others = sum(1 for each in same if each.status is Status.ACTUAL and (each.subject, each.object) in ends)
    if not others:
        return "The plain triple is gone."
    return "1 other claim still says so." if others == 1 else f"{others:,} other claims still say so."
