"""What changed between two graphs, or two days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.edges import edges
from kg.query.measures.changes import Changes, changes
from kg.query.measures.sides import Side, side
from kg.query.measures.turns import handovers, turns
from kg.resolve.judgements import Anchor, Judgement
from kg.store import View, Writer

ALL = edges(statuses=Status)
STATES = {"Iran": "IR", "Syria": "SY", "Israel": "IL", "Norway": "NO"}


def reading(key: str, day: str, *told: tuple[str, ...]) -> Reading:
    """An article with these claims (subject, relation, object, status, post); who is no state is a person."""
    sentences = [f"{one[0]} {one[1]} {one[2]}, {key}." for one in told]
    claims, start = [], 0
    for number, (one, sentence) in enumerate(zip(told, sentences, strict=True)):
        subject, relation, object_, status, post = (*one, "actual", "")[:5] if len(one) < 4 else (*one, "")[:5]
        span = Span(start=start, end=start + len(sentence))
        claims.append(
            Claim(
                subject=subject,
                relation=relation,
                object=object_,
                rule="made",
                status=Status(status),
                post=post,
                evidence=Evidence(span=span, quote=sentence, sentence=number + 1),
                spans=(span, Span(start=start, end=start + 1), Span(start=start, end=start + 2)),
            )
        )
        start += len(sentence) + 1
    entities = tuple(
        Entity(id=name, type=EntityType.COUNTRY, name=name, code=STATES[name])
        if name in STATES
        else Entity(id=name, type=EntityType.PERSON, name=name)
        for name in sorted({one[end] for one in told for end in (0, 2)})
    )
    article = Article(key=key, name=key, text=" ".join(sentences), published=date.fromisoformat(day))
    return Reading(article=article, entities=entities, claims=tuple(claims))


OLD = reading(
    "old",
    "2024-01-10",
    ("Iran", "supports", "Syria"),
    ("Iran", "met-with", "Israel", "intended"),
    ("Ola Nordmann", "minister-of", "Norway", "actual", "Minister of Foreign Affairs"),
    ("Norway", "praises", "Israel"),
)
NEW = reading(
    "new",
    "2024-06-10",
    ("Iran", "met-with", "Israel"),
    ("Kari Hansen", "minister-of", "Norway", "actual", "foreign minister"),
    ("Norway", "condemns", "Israel"),
    ("Norway", "sanctions", "Israel"),
)


def built(root: Path, *readings: Reading) -> Path:
    with Writer(root) as writer:
        for one in readings:
            writer.put(one, reader="made")
    return root


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def sides(opened: ExitStack, before: Path, now: Path) -> tuple[Side, Side]:
    one, other = (side(opened.enter_context(View(root)), ALL) for root in (before, now))
    return one, other


def told(found: Changes) -> list[list[tuple[str, str, str]]]:
    return [[(one.subject, one.relation, one.object) for one in some] for some in (found.came, found.went, found.changed)]


EXPECTED = [
    [
        ("country/NO", "condemns", "country/IL"),
        ("country/NO", "sanctions", "country/IL"),
        ("person/kari-hansen", "minister-of", "country/NO"),
    ],
    [],
    [("country/IL", "met-with", "country/IR")],
]


def test_between_two_days_of_one_graph(tmp_path: Path) -> None:
    with View(built(tmp_path / "g", OLD, NEW)) as view:
        before, now = (side(view, ALL, date.fromisoformat(day).toordinal()) for day in ("2024-03-01", "2024-12-31"))
        found = changes(before, now)
        assert told(found) == EXPECTED
        assert (found.changed[0].before, found.changed[0].now) == (Status.INTENDED, Status.ACTUAL)
        assert found.came_actors == ("person/kari-hansen",) and not found.went_actors and not found.renamed
        assert (found.articles.before, found.articles.now, found.articles.came) == (1, 2, 1)
        assert found.relations["met-with"].came == 1 and found.claims.went == 0
        (office,) = handovers(before, now)
        assert (office.before, office.now, office.body) == ("person/ola-nordmann", "person/kari-hansen", "country/NO")
        (turn,) = turns(before, now)
        assert (turn.one, turn.other, turn.before, turn.now) == ("country/IL", "country/NO", 1, -1)
        assert turn.strengths == (5.0, -9.0) and turn.claims == (1, 2)


def test_between_two_graphs_and_back(tmp_path: Path, opened: ExitStack) -> None:
    before, now = sides(opened, built(tmp_path / "a", OLD), built(tmp_path / "b", OLD, NEW))
    found = changes(before, now)
    assert told(found) == EXPECTED and len(handovers(before, now)) == 1 and len(turns(before, now)) == 1
    back = changes(now, before)
    assert [one[::-1] for one in told(back)[:2]] == [[], EXPECTED[0][::-1]] and back.went_actors == ("person/kari-hansen",)
    assert back.claims.went == 4 and back.claims.came == 0


def test_the_same_graph_has_not_changed(tmp_path: Path, opened: ExitStack) -> None:
    before, now = sides(opened, built(tmp_path / "a", OLD, NEW), built(tmp_path / "b", NEW, OLD))
    found = changes(before, now)
    assert told(found) == [[], [], []] and found.renamed == found.came_actors == found.went_actors == ()
    assert found.claims.came == found.claims.went == 0


def test_a_merge_is_told_by_its_claims_and_facts_follow_it(tmp_path: Path, opened: ExitStack) -> None:
    """Two namesakes who are said to be one: no fact came or went."""
    first = reading("a", "2024-01-10", ("Ann Lee", "minister-of", "Norway", "actual", "Minister of Health"))
    second = reading("b", "2024-02-10", ("Ann Lee", "official-of", "Iran", "actual", "poet"))
    root = built(tmp_path / "a", first, second)
    apart = sorted(one.id for one in View(root).entities() if one.id.startswith("person/"))
    assert len(apart) == 2
    other = built(tmp_path / "b", first, second)
    with Writer(other) as writer:
        ends = (Anchor(article=key, name="Ann Lee") for key in "ab")
        writer.judge(Judgement(same=True, type=EntityType.PERSON, one=next(ends), other=next(ends)))
    before, now = sides(opened, root, other)
    found = changes(before, now)
    assert told(found) == [[], [], []] and not found.came_actors and not found.went_actors
    assert {one.kind for one in found.renamed} <= {"merged", "renamed"} and found.renamed
    back = changes(now, before)
    assert told(back)[1] == [] or back.renamed[0].kind in ("lost", "renamed")


def test_an_office_is_as_its_newest_claim_has_it(tmp_path: Path, opened: ExitStack) -> None:
    left = reading("later", "2024-09-01", ("Ola Nordmann", "minister-of", "Norway", "former", "Minister of Foreign Affairs"))
    before, now = sides(opened, built(tmp_path / "a", OLD), built(tmp_path / "b", OLD, left))
    (one,) = changes(before, now).changed
    assert (one.relation, one.before, one.now) == ("minister-of", Status.ACTUAL, Status.FORMER)


def test_a_claim_read_otherwise_is_another_claim(tmp_path: Path, opened: ExitStack) -> None:
    changed = replace(OLD, claims=OLD.claims[1:])
    before, now = sides(opened, built(tmp_path / "a", OLD), built(tmp_path / "b", changed))
    found = changes(before, now)
    assert told(found)[1] == [("country/IR", "supports", "country/SY")] and found.went_actors == ("country/SY",)
