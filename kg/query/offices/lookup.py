"""Who holds the office that these words describe, by what the claims say?

Both questions are one query each, over the claims of one state, body or person; a claim's other details are left alone.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.ids import fold
from kg.model import Status
from kg.query.facts import node, path_of, predicates, relations
from kg.rdf.namespace import PREFIXES

if TYPE_CHECKING:
    from kg.store import View

STEM = 5  # letters that two spellings of a word for an office share: defence, defense
ALIKE = 0.75  # how like they are at least
TOP = frozenset(
    {"head-of-state-of", "head-of-government-of", "leader-of"}
)  # offices of which a body has one, so that the post need not be told
HELD = """
SELECT DISTINCT ?person ?relation ?status ?post {{
  ?claim rdf:object {body} ; rdf:predicate ?relation ; rdf:subject ?person ; kg:status ?status .
  FILTER(?relation IN ({roles}))
  OPTIONAL {{ ?claim kg:post ?post }}
}}"""
FIRST = """
SELECT ?relation ?body {{
  FILTER(?relation IN ({roles}))
  ?claim rdf:subject {person} ; rdf:predicate ?relation ; rdf:object ?body ; kg:start ?start ; prov:wasDerivedFrom ?article .
  OPTIONAL {{ ?claim kg:date ?date }}
}}
ORDER BY (COALESCE(STR(?date), "9999")) ?article ?start ?claim LIMIT 1"""


class Office(NamedTuple):
    """A person, the relation (by name) to the body, whether it holds, and the office's wording or ""."""

    person: str
    relation: str
    status: str
    post: str


def holders(view: View, body: str, wanted: tuple[str, ...]) -> list[str]:
    """Who holds the office of this state or body that the (folded) words describe, by id?

    Those in office now, else those who were, else who is named for it.
    """
    held = _fitting(_offices(view, body), body, wanted)
    for status in (Status.ACTUAL, Status.FORMER, Status.INTENDED):
        if people := sorted({one.person for one in held if one.status == status}):
            return people
    return []


def office_of(view: View, person: str) -> tuple[str, str] | None:
    """The first office that claims give the person, as the relation's name and the state's or body's id."""
    for relation, body in _asked(view, FIRST.format(roles=_roles(), person=node(view, person))):
        return predicates()[relation].name, path_of(view, body)
    return None


def _offices(view: View, body: str) -> list[Office]:
    """Every office of the body that is told of, each wording once a person and status."""
    names = predicates()
    rows = _asked(view, HELD.format(roles=_roles(), body=node(view, body)))
    return [
        Office(person=path_of(view, person), relation=names[relation].name, status=status.lower(), post=post)
        for person, relation, status, post in rows
    ]


def _roles() -> str:
    return ", ".join(f"<{iri}>" for iri, one in predicates().items() if one.family == "roles")


def _asked(view: View, text: str) -> list[list[str]]:
    rows = view.store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return [[term.value if isinstance(term, NamedNode | Literal) else "" for term in row] for row in rows]


def _fitting(offices: list[Office], body: str, wanted: tuple[str, ...]) -> list[Office]:
    """Those of this office: of the relation that the lexicon has for its wording, else of its words."""
    offices = [one for one in offices if one.relation != "member-of"]
    wordings = {(one.relation, one.post) for one in offices}
    words = {key: fold(f"{key[1]} {relations()[key[0]].label}").split() for key in wordings}
    fits = {key for key in words if all(any(_same_word(word, other) for other in words[key]) for word in wanted)}
    worded = [one for one in offices if (one.relation, one.post) in fits]
    if not (relation := _relation(wanted, body)):
        return worded
    fitting = [one for one in offices if one.relation == relation]
    return [one for one in fitting if (one.relation, one.post) in fits] or (fitting if relation in TOP else worded)


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
