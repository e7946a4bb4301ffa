"""Groups, balance and changes on graphs made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.edges import edges
from kg.query.measures.balance import Balance, balance
from kg.query.measures.groups import Groups, groups
from kg.store import View, Writer

CODES = {"Iran": "IR", "Syria": "SY", "Israel": "IL", "Qatar": "QA", "Egypt": "EG", "Oman": "OM", "Norway": "NO"}
Told = tuple[str, ...]  # subject, relation, object, and perhaps a status


def reading(key: str, day: str, *told: Told) -> Reading:
    """An article that tells these claims, one a sentence; who is no state of CODES is an organization."""
    sentences = [f"{one[0]} {one[1]} {one[2]}, says {key}." for one in told]
    text, claims = " ".join(sentences), []
    for number, (subject, relation, object_, *status) in enumerate(told):
        start = sum(len(sentence) + 1 for sentence in sentences[:number])
        span = Span(start=start, end=start + len(sentences[number]))
        claims.append(
            Claim(
                subject=subject,
                relation=relation,
                object=object_,
                rule="made",
                status=Status(status[0]) if status else Status.ACTUAL,
                evidence=Evidence(span=span, quote=sentences[number], sentence=number + 1),
                spans=(span, Span(start=start, end=start + 1), Span(start=start, end=start + 2)),
            )
        )
    names = sorted({one[end] for one in told for end in (0, 2)})
    entities = tuple(
        Entity(id=name, type=EntityType.COUNTRY, name=name, code=CODES[name])
        if name in CODES
        else Entity(id=name, type=EntityType.ORGANIZATION, name=name)
        for name in names
    )
    article = Article(key=key, name=key, text=text, published=date.fromisoformat(day))
    return Reading(article=article, entities=entities, claims=tuple(claims))


@contextmanager
def viewed(root: Path, readings: Iterable[Reading]) -> Iterator[View]:
    """The graph of these articles, open."""
    with Writer(root) as writer:
        for one in readings:
            writer.put(one, reader="made")
    with View(root) as view:
        yield view


def balanced(view: View, *also: str, every: str = "") -> Balance:
    rows = np.flatnonzero(edges().accepts(view.table))
    return balance(view.table, rows, also=[view.table.actor(one) for one in also], every=every)


def grouped(view: View) -> Groups:
    return groups(view.table, np.flatnonzero(edges().accepts(view.table)))


CAMPS = [
    ("Iran", "supports", "Syria"),
    ("Israel", "attacks", "Iran"),
    ("Syria", "condemns", "Israel"),
    ("Israel", "cooperates-with", "Egypt"),
    ("Egypt", "accuses", "Syria"),
    ("Egypt", "condemns", "Iran"),
]


def test_two_camps_and_who_stands_between_them(tmp_path: Path) -> None:
    """Qatar is said to mediate, Oman has ties with both; the UN has, too, and is no state."""
    ties = [("Qatar", "mediates-between", "Iran"), ("Qatar", "mediates-between", "Israel"), ("Oman", "met-with", "Iran")]
    ties += [("Oman", "met-with", "Egypt"), ("UN", "met-with", "Syria"), ("UN", "aids", "Egypt")]
    with viewed(tmp_path / "g", [reading("a", "2024-05-01", *CAMPS, *ties)]) as view:
        found = balanced(view)
        names = [view.table.actors[one.actor] for one in found.mediators]
        assert names[0] == "country/QA" and set(names[1:]) == {"country/OM", "organization/un"}
        assert [one.mediates for one in found.mediators] == [2, 0, 0]
        assert {one.bloc for one in found.mediators if one.actor == view.table.actor("organization/un")} == {0}
        sides = {view.table.actors[one.actor]: one.bloc for one in found.stands}
        assert sides["country/IR"] == sides["country/SY"] != sides["country/IL"] == sides["country/EG"]
        assert found.whole.triangles == (0, 4, 2, 0) and found.whole.balanced == 4 / 6 and len(found.strains) == 2
        assert found.whole.pairs == (6, 4, 0) and found.whole.against == len(found.against) == 2


def test_the_pair_to_blame_is_the_weakest_that_stands_against_the_split(tmp_path: Path) -> None:
    more = [("Oman", "cooperates-with", "Iran"), ("Oman", "cooperates-with", "Syria"), ("Oman", "met-with", "Israel")]
    with viewed(tmp_path / "g", [reading("a", "2024-05-01", *CAMPS, *more)]) as view:
        found = balanced(view)
        blamed = {
            frozenset((view.table.actors[one.pairs[0].one], view.table.actors[one.pairs[0].other])) for one in found.strains
        }
        assert blamed == {frozenset(("country/OM", "country/IL"))}
        (pair,) = found.against
        assert pair.sign == 1 and pair.strength == 2.5 and pair.claims == 1
        assert view.statement(view.table.claim(pair.strongest[0])).statement.claim.relation == "met-with"  # type: ignore[union-attr]


def test_an_actor_can_be_taken_like_a_state_and_periods_are_counted_apart(tmp_path: Path) -> None:
    later = reading("b", "2025-05-01", ("Hamas", "attacks", "Israel"), ("Iran", "supports", "Hamas"))
    with viewed(tmp_path / "g", [reading("a", "2024-05-01", *CAMPS), later]) as view:
        hamas = view.table.actor("organization/hamas")
        assert hamas not in {one.actor for one in balanced(view).stands}
        found = balanced(view, "organization/hamas", every="year")
        stand = {one.actor: one.bloc for one in found.stands}
        assert stand[hamas] == stand[view.table.actor("country/IR")]
        assert [(period.name, state.claims, state.pairs) for period, state in found.periods] == [
            ("2024", 6, (2, 4, 0)),
            ("2025", 2, (1, 1, 0)),
        ]


@pytest.mark.parametrize("told", [[], [("Iran", "urges", "Syria")], [("UN", "aids", "Hamas")]])
def test_without_scored_claims_between_states_there_is_no_pair(tmp_path: Path, told: list[Told]) -> None:
    with viewed(tmp_path / "g", [reading("a", "2024-05-01", ("Norway", "member-of", "NATO"), *told)]) as view:
        found = balanced(view, every="month")
        assert found.whole.pairs == (0, 0, 0) and not found.stands and not found.strains and not found.mediators


def test_groups_are_bound_by_cooperation_and_parted_by_conflict(tmp_path: Path) -> None:
    with viewed(tmp_path / "g", [reading("a", "2024-05-01", *CAMPS, ("Norway", "member-of", "NATO"))]) as view:
        found = grouped(view)
        members = [{one.actor for one in group.members} for group in found.groups]
        assert members == [{"country/EG", "country/IL"}, {"country/IR", "country/SY"}, {"country/NO", "organization/nato"}]
        egypt = found.groups[0]
        assert egypt.relations == (("cooperates-with", 1),) and egypt.against == ((1, 4),) and egypt.outward == 0
        assert found.actors == 6 and found.claims == 7 and found.modularity > 0


def test_an_office_counts_once_however_often_it_is_told(tmp_path: Path) -> None:
    told = [reading(key, "2024-05-01", ("Norway", "member-of", "NATO"), ("Norway", "aids", "NATO")) for key in "abc"]
    with viewed(tmp_path / "g", told) as view:
        assert dict(grouped(view).groups[0].relations) == {"aids": 3, "member-of": 1}


def test_the_same_groups_in_whatever_order_articles_come(tmp_path: Path, gold_readings: list[Reading]) -> None:
    found = []
    for number, some in enumerate((gold_readings, gold_readings[::-1])):
        with viewed(tmp_path / str(number), some) as view:
            found.append((grouped(view), balanced(view)))
    assert found[0] == found[1] and len(found[0][0].groups) > 5
