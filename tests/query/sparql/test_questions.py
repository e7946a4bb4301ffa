"""What the named questions answer on four articles whose every claim stands below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.query.facts import path_of
from kg.query.sparql.named import answer, question, questions
from kg.store import View, Writer

TEXT = "A sentence. " * 60
ACTORS = {
    "IR": ("country", "Iran"),
    "SY": ("country", "Syria"),
    "OM": ("country", "Oman"),
    "US": ("country", "United States"),
    "QA": ("country", "Qatar"),
    "UN": ("organization", "United Nations"),
    "amir": ("person", "Amir Sadri"),
    "bahram": ("person", "Bahram Kianpour"),
    "dujar": ("person", "Stefan Dujarre"),
    "layla": ("person", "Layla Haddad"),
}
Row = tuple[str, str, str, int, dict[str, object]]
# article: outlet, day, claims as (subject, relation, object, sentence, further fields)
ARTICLES: dict[str, tuple[str, date | None, list[Row]]] = {
    "one": (
        "Alpha",
        date(2024, 1, 10),
        [
            ("amir", "minister-of", "IR", 1, {"post": "Foreign Minister"}),
            ("amir", "met-with", "layla", 2, {"date": "2024-01-09"}),
            ("IR", "accuses", "US", 3, {"speaker": "amir"}),
            ("SY", "accuses", "US", 3, {"speaker": "amir"}),
            ("OM", "mediates-between", "IR", 4, {}),
            ("OM", "mediates-between", "US", 4, {}),
            ("layla", "minister-of", "SY", 2, {"post": "Foreign Minister"}),
            ("dujar", "spokesperson-of", "UN", 5, {"post": "spokesman"}),
            ("IR", "supports", "SY", 6, {"speaker": "dujar"}),
        ],
    ),
    "two": (
        "Beta",
        date(2024, 2, 5),
        [
            ("amir", "spoke-with", "layla", 1, {"channel": "phone"}),
            ("layla", "visits", "IR", 2, {"date": "2024-02-03"}),
            ("amir", "visits", "QA", 3, {"status": Status.INTENDED, "date": "2024-03"}),
            ("US", "sanctions", "IR", 4, {}),
            ("IR", "supports", "SY", 5, {}),
            ("QA", "mediates-between", "US", 6, {"status": Status.DENIED}),
            ("IR", "attacks", "US", 7, {"speaker": "US"}),
        ],
    ),
    "three": (
        "Alpha",
        date(2024, 3, 1),
        [
            ("bahram", "minister-of", "IR", 1, {"post": "Foreign Minister"}),
            ("amir", "minister-of", "IR", 2, {"post": "Foreign Minister", "status": Status.FORMER}),
            ("IR", "attacks", "US", 3, {"status": Status.DENIED, "speaker": "bahram"}),
            ("US", "sanctions", "IR", 4, {}),
            ("US", "coerces", "SY", 4, {}),
            ("bahram", "urges", "US", 5, {}),
        ],
    ),
    "four": ("", None, [("IR", "hosts", "layla", 1, {}), ("US", "aids", "OM", 2, {})]),
}


def _claim(row: Row, rank: int) -> Claim:
    subject, relation, object_, sentence, fields = row
    start = (sentence - 1) * 12
    return Claim(
        subject=subject,
        relation=relation,
        object=object_,
        rule="test",
        evidence=Evidence(span=Span(start=start, end=start + 11), quote=TEXT[start : start + 11], sentence=sentence),
        spans=(Span(start=rank, end=rank + 1),) * 3,
        **fields,  # type: ignore[arg-type]
    )


def _reading(name: str) -> Reading:
    outlet, day, rows = ARTICLES[name]
    claims = tuple(_claim(row, rank) for rank, row in enumerate(rows))
    named = {one for claim in claims for one in (claim.subject, claim.object, claim.speaker) if one}
    entities = tuple(
        Entity(id=key, type=EntityType(kind.title()), name=called, code=key if kind == "country" else "")
        for key, (kind, called) in ACTORS.items()
        if key in named
    )
    article = Article(key=name, name=name, text=TEXT, published=day, outlet=outlet)
    return Reading(article=article, entities=entities, claims=claims)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """The four articles."""
    path = tmp_path_factory.mktemp("four") / "graph.kg"
    with Writer(path) as writer:
        for name in ARTICLES:
            writer.put(_reading(name), reader="test")
    with View(path) as opened:
        yield opened


def _told(view: View, name: str, columns: str, **given: str) -> list[tuple[str, ...]]:
    """The rows, cut to these columns; actors by the end of their id, articles by key."""
    asked = question(name)
    assert asked is not None
    found = answer(view, asked, given)
    at = [found.columns.index(column) for column in columns.split()]
    return [tuple(_cell(view, row[i]) for i in at) for row in found.rows]


def _cell(view: View, term: object) -> str:
    if isinstance(term, NamedNode):
        path = path_of(view, term.value)
        last = path.rpartition("/")[2].rpartition("#")[2]
        return last.rsplit("-", 1)[0] if path.startswith("article/") else last
    return "" if term is None else str(getattr(term, "value", term))


def test_there_are_enough() -> None:
    """Each heads its file with the question, its parameters and its columns."""
    found = questions()
    assert len(found) >= 20
    for one in found:
        assert one.title.endswith("?") and one.columns and all(parameter.meaning for parameter in one.parameters)


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2024-01-09", []), ("2024-01-10", ["amir-sadri"]), ("2024-02", ["amir-sadri"]), ("2024", ["bahram-kianpour"])],
)
def test_who_holds_which_office_on_a_date(view: View, day: str, holder: list[str]) -> None:
    """From the first article that says so, until one calls the holder former."""
    assert [row[0] for row in _told(view, "office", "person", date=day, country="Iran")] == holder


def test_changes_of_minister(view: View) -> None:
    """The earlier and the later holder of the same office."""
    rows = _told(view, "successions", "country relation post before last after first")
    assert rows == [("IR", "ministerOf", "foreign minister", "amir-sadri", "2024-01-10", "bahram-kianpour", "2024-03-01")]
    assert _told(view, "former", "person country first") == [("amir-sadri", "IR", "2024-03-01")]


def test_contacts_by_month(view: View) -> None:
    """Each claim in its month, by kind."""
    rows = _told(view, "contacts-by-month", "month other meetings calls letters visits articles", actor="Layla Haddad")
    assert rows == [
        ("", "IR", "0", "0", "0", "1", "1"),
        ("2024-01", "amir-sadri", "1", "0", "0", "0", "1"),
        ("2024-02", "IR", "0", "0", "0", "1", "1"),
        ("2024-02", "amir-sadri", "0", "1", "0", "0", "1"),
    ]


def test_mediators(view: View) -> None:
    """Denied mediation does not count."""
    rows = _told(view, "top-mediators", "mediator claims parties articles first last")
    assert rows == [("OM", "2", "2", "1", "2024-01-10", "2024-01-10")]
    assert _told(view, "top-mediators", "mediator", least="3") == []


def test_defaults_are_shown_and_used(view: View) -> None:
    """One claim is enough, unless more is asked for."""
    asked = question("speakers")
    assert asked is not None and {one.name: one.default for one in asked.parameters} == {"speaker": "", "least": "1"}
    every = _told(view, "speakers", "speaker claims")
    assert every == [("amir-sadri", "2"), ("US", "1"), ("bahram-kianpour", "1"), ("stefan-dujarre", "1")]
    assert _told(view, "speakers", "speaker", least="2") == [("amir-sadri",)]
    with pytest.raises(QueryError, match="is no number"):
        _told(view, "speakers", "speaker", least="many")


def test_claims_that_the_other_side_denies(view: View) -> None:
    """Who says so and who denies it; what nobody claims is not disputed."""
    rows = _told(view, "disputed", "subject relation object date speaker article denier denied denial")
    assert rows == [("IR", "attacks", "US", "2024-02-05", "US", "two", "bahram-kianpour", "2024-03-01", "three")]
    assert _told(view, "disputed", "subject", actor="Oman") == []
    assert len(_told(view, "denied", "subject")) == 2


def test_what_only_one_outlet_reports(view: View) -> None:
    """Support for Syria stands in both; offices are no news; articles without an outlet count for none."""
    rows = set(_told(view, "one-outlet", "outlet subject relation object"))
    assert ("Beta", "US", "sanctions", "IR") not in rows and ("Alpha", "IR", "supports", "SY") not in rows
    assert {("Alpha", "SY", "accuses", "US"), ("Beta", "layla-haddad", "visits", "IR")} <= rows
    assert _told(view, "one-outlet", "subject relation", outlet="Beta", actor="United States") == [("IR", "attacks")]


def test_sanctions_by_target(view: View) -> None:
    """First and last day of each pair."""
    rows = _told(view, "sanctions-by-target", "target by claims articles first last")
    assert rows == [
        ("IR", "US", "2", "2", "2024-02-05", "2024-03-01"),
        ("SY", "US", "1", "1", "2024-03-01", "2024-03-01"),
    ]
    assert len(_told(view, "sanctions-by-target", "by", target="Iran", since="2024-03")) == 1


def test_visits(view: View) -> None:
    """Paid and received ones by host and month, and those that are to come."""
    rows = _told(view, "visits-by-month", "host month visits visitors", host="Iran")
    assert rows == [("IR", "", "1", "1"), ("IR", "2024-02", "1", "1")]
    assert _told(view, "planned-visits", "date visitor host status") == [("2024-03", "amir-sadri", "QA", "intended")]


def test_who_speaks_for_whom(view: View) -> None:
    """With how many claims rest on the word."""
    assert _told(view, "spokespersons", "body person post says") == [("united-nations", "stefan-dujarre", "spokesman", "1")]


def test_joint_condemnations(view: View) -> None:
    """Two in one sentence, once."""
    rows = _told(view, "joint-condemnations", "date one other relation target article")
    assert rows == [("2024-01-10", "IR", "SY", "accuses", "US", "one")]
    assert len(_told(view, "joint-condemnations", "one", actor="Syria", target="United States")) == 1
    assert _told(view, "joint-condemnations", "one", actor="Oman") == []


def test_partners_and_outlets(view: View) -> None:
    """Friendly, hostile and contacts; articles by outlet."""
    rows = _told(view, "partners", "other claims friendly hostile contacts", actor="Iran")
    assert ("SY", "2", "2", "0", "0") in rows and ("layla-haddad", "2", "0", "0", "2") in rows
    assert _told(view, "outlets", "outlet articles claims") == [("Alpha", "2", "15"), ("", "1", "2"), ("Beta", "1", "7")]


def test_demands_and_accusers(view: View) -> None:
    """Who says so stands beside."""
    assert _told(view, "demands", "subject relation object") == [("bahram-kianpour", "urges", "US")]
    assert _told(view, "accusers", "subject object speaker", actor="Iran") == [("IR", "US", "amir-sadri")]


@pytest.mark.parametrize(
    "name", [one.name for one in questions() if any(p.name == "actor" and not p.required for p in one.parameters)]
)
def test_an_actor_narrows_the_answer(view: View, name: str) -> None:
    """With an actor come rows of the same question without one, none twice, unless they count."""
    if name in ("outlets", "one-outlet"):
        return
    asked = next(one for one in questions() if one.name == name)
    given = {one.name: "Amir Sadri" for one in asked.parameters if one.required}
    columns = " ".join(asked.columns)
    every, some = _told(view, name, columns, **given), _told(view, name, columns, **given, actor="Iran")
    assert set(some) <= set(every) and len(some) <= len(every)
