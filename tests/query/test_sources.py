"""What the named questions say of outlets, reprints, sides and wordings, on three articles of which one is a reprint."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.facts import path_of
from kg.query.sparql.named import answer, filled, question
from kg.query.sparql.select import prepare
from kg.store import View, Writer

ACTORS = {
    **{code: Entity(id=code, type=EntityType.COUNTRY, name=name, code=code) for code, name in (("IR", "Iran"), ("SY", "Syria"))},
    **{
        code: Entity(id=code, type=EntityType.COUNTRY, name=name, code=code)
        for code, name in (("US", "America"), ("QA", "Qatar"))
    },
    **{name: Entity(id=name, type=EntityType.PERSON, name=f"{name} Sadri") for name in ("Amir", "Bahram", "Layla")},
}
DENIED = {"status": Status.DENIED}
STORY = [
    ("Amir", "minister-of", "IR", {"post": "Minister of Foreign Affairs"}),
    ("IR", "attacks", "US", {"speaker": "US"}),
    ("IR", "supports", "SY", {}),
    ("Amir", "met-with", "Layla", {}),
]
OTHER = [
    ("Bahram", "minister-of", "IR", {"post": "acting Foreign Minister"}),
    ("IR", "supports", "SY", {}),
    ("Layla", "met-with", "Amir", {}),
    ("IR", "attacks", "US", {**DENIED, "speaker": "Bahram"}),
    ("IR", "attacks", "US", {**DENIED, "speaker": "QA"}),
    ("US", "praises", "QA", {}),
]
Rows = list[tuple[str, str, str, dict[str, object]]]


def _reading(key: str, seed: int, rows: Rows, published: date, **fields: str) -> Reading:
    words = random.Random(seed)
    text = " ".join("".join(words.choices("abcdefghijklmnop", k=6)) for _ in range(200))
    claims = tuple(
        Claim(
            subject=subject,
            relation=relation,
            object=object_,
            rule="test",
            evidence=Evidence(span=Span(start=0, end=20), quote=text[:20], sentence=1),
            spans=(Span(start=rank, end=rank + 1),) * 3,
            **more,  # type: ignore[arg-type]
        )
        for rank, (subject, relation, object_, more) in enumerate(rows)
    )
    named = {one for claim in claims for one in (claim.subject, claim.object, claim.speaker) if one}
    article = Article(key=key, name=key, text=text, published=published, **fields)
    return Reading(article=article, entities=tuple(ACTORS[one] for one in sorted(named)), claims=claims)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """The three articles."""
    path = tmp_path_factory.mktemp("three") / "graph.kg"
    with Writer(path) as writer:
        writer.put(_reading("first", 1, STORY, date(2024, 1, 1), outlet="Alpha", title="A story"), reader="test")
        writer.put(_reading("again", 1, STORY, date(2024, 1, 2), outlet="Beta"), reader="test")
        writer.put(_reading("other", 2, OTHER, date(2024, 2, 1), url="https://www.gamma.org/news/1"), reader="test")
    with View(path) as opened:
        yield opened


def _told(view: View, name: str, columns: str, **given: str) -> list[tuple[str, ...]]:
    asked = question(name)
    assert asked is not None
    found = answer(view, asked, given)
    at = [found.columns.index(column) for column in columns.split()]
    return [tuple(_cell(view, row[i]) for i in at) for row in found.rows]


def _cell(view: View, term: object) -> str:
    if isinstance(term, NamedNode):
        path = path_of(view, term.value).rpartition("#")[2]
        return path.rpartition("-")[0] if path.startswith("article/") else path.rpartition("/")[2]
    return term.value if isinstance(term, Literal) else ""


def test_reprints_count_once(view: View) -> None:
    """Three articles, two stories, two outlets: the second is a host; who is named first in a meeting does not matter."""
    columns = "subject relation object outlets stories articles first last"
    rows = _told(view, "corroborated", columns)
    assert rows == [
        ("IR", "supports", "SY", "2", "2", "3", "2024-01-01", "2024-02-01"),
        ("amir-sadri", "metWith", "layla-sadri", "2", "2", "3", "2024-01-01", "2024-02-01"),
    ]
    assert _told(view, "corroborated", columns, actor="Layla") == rows[1:]
    assert len(_told(view, "corroborated", columns, least="1")) == 4 and not _told(view, "corroborated", columns, least="3")


def test_stories_of_several_outlets(view: View) -> None:
    """The first print, with its reprints."""
    columns = "outlet date story title outlets reprints last"
    rows = _told(view, "reprints", columns)
    assert rows == [("Alpha", "2024-01-01", "article/first", "A story", "2", "1", "2024-01-02")]
    assert _told(view, "reprints", columns, outlet="Alpha") == rows and not _told(view, "reprints", columns, outlet="Beta")
    assert not _told(view, "reprints", columns, since="2024-01-02") and not _told(view, "reprints", columns, least="3")


def test_what_one_outlet_alone_reports(view: View) -> None:
    """A host is an outlet; a reprint is a report of another."""
    assert _told(view, "one-outlet", "outlet subject relation object") == [("gamma.org", "US", "praises", "QA")]
    assert _told(view, "one-outlet", "outlet", actor="Qatar", outlet="gamma.org") == [("gamma.org",)]
    assert _told(view, "one-outlet", "outlet", actor="Syria") == []


def test_who_denies_is_a_side(view: View) -> None:
    """Iran's minister, not Qatar, which is another speaker."""
    for given in ({}, {"actor": "Iran"}):
        rows = _told(view, "disputed", "subject object speaker article denier", **given)
        assert rows == [("IR", "US", "US", f"article/{article}", "bahram-sadri") for article in ("first", "again")]
    assert _told(view, "disputed", "subject", actor="Qatar") == []


def test_wordings_of_one_office(view: View) -> None:
    """A minister of foreign affairs is followed by an acting foreign minister."""
    assert _told(view, "successions", "post before after") == [("foreign minister", "amir-sadri", "bahram-sadri")]


def test_what_somebody_says(view: View) -> None:
    """The claims that rest on a word, and those of them on one actor."""
    assert len(_told(view, "said-by", "date", speaker="America")) == 2
    assert _told(view, "said-by", "date status", speaker="Qatar", actor="Iran") == [("2024-02-01", "denied")]
    assert _told(view, "said-by", "date", speaker="Qatar", actor="Syria") == []


def test_a_value_leads_every_plan(view: View) -> None:
    """It stands at the head of each WHERE that it has a part in, in the order of the question's parameters."""
    asked = question("said-by")
    assert asked is not None
    text = prepare(view, *filled(view, asked, {"actor": "Iran", "speaker": "Qatar"})).text
    assert text.index("VALUES ?speaker") < text.index("VALUES ?actor") < text.index("UNION")
    asked = question("corroborated")
    assert asked is not None
    one, every = (filled(view, asked, given)[0] for given in ({"actor": "Iran"}, {}))
    assert "UNION" in one and "SELECT DISTINCT ?source" not in one
    assert "UNION" not in every and "SELECT DISTINCT ?source" in every
