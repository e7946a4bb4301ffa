"""The claims of a hop: counted without being read, and told in one order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg.query.paths.hops
from kg.ids import article_id
from kg.model import Reading
from kg.query.edges import FAMILY_ORDER, edges
from kg.query.facts import ORDER, Fact, fact, facts_in, relations
from kg.query.paths.connect import shortest
from kg.query.paths.hops import Facts
from kg.query.window import window
from kg.store import View, Writer
from kg.store.table import day_number


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, gold_readings: list[Reading]) -> Path:
    """One article's claims again in forty more, a day apart."""
    root = tmp_path_factory.mktemp("crowded") / "graph.kg"
    reading = next(one for one in gold_readings if one.article.key.startswith("000_"))
    assert reading.article.published
    with Writer(root) as writer:
        for number in range(40):
            day = reading.article.published.replace(month=1 + number // 28, day=1 + number % 28)
            article = replace(
                reading.article, key=f"{number}.txt", name=f"{number}.txt", published=day, outlet=f"outlet {number % 5}"
            )
            claims = tuple(replace(claim, date="") for claim in reading.claims)
            writer.put(replace(reading, article=article, claims=claims), reader="gold")
    return root


def hop(view: View, **more: object) -> Facts:
    found = shortest(view, "person/aziz-nasirzadeh", "person/ali-mahmoud-abbas", edges=edges(**more))  # type: ignore[arg-type]
    return found.paths[0][0].facts


def test_only_what_is_looked_at_is_read(crowded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eighty claims between two are counted from the table; five that are shown are fetched, once."""
    fetched: list[str] = []

    def counting(view: View, path: str) -> Fact | None:
        fetched.append(path)
        return fact(view, path)

    monkeypatch.setattr(kg.query.paths.hops, "fact", counting)
    with View(crowded) as view:
        facts = hop(view)
        assert len(facts) == 80 and not fetched
        assert len(facts[:5]) == 5 == len(fetched)
        assert facts[4] == facts[:5][4] and len(fetched) == 5
        assert len(list(facts)) == 80 == len(set(fetched)) == len(fetched)
        with pytest.raises(IndexError):
            facts[80]
        assert facts[-1] == facts[79]


def test_the_order_is_by_family_status_day_and_place(crowded: Path) -> None:
    """Contacts before stances before offices; what holds first; then by day, article and place in the text."""
    with View(crowded) as view:
        days = {article.key: article.published for article in view.articles()}
        keys = {one.id: key for key in days for one in facts_in(view, article_id(key))}

        def key(one: Fact) -> tuple[object, ...]:
            family = FAMILY_ORDER.index(relations()[one.relation].family)
            appeared = days[keys[one.id]]
            day = day_number(one.date) or (appeared.toordinal() if appeared else 0)
            return family, ORDER.index(one.status), day, one.article, one.start, one.id

        facts = list(hop(view))
        assert facts == sorted(facts, key=key)


def test_a_view_of_some_days_has_the_paths_of_these_days(crowded: Path) -> None:
    """Cut when it was opened, or by the edges: the same claims."""
    for days in (window("2024-01-05", "2024-01-07"), window(as_of="2024-01-03"), window("2024-02")):
        with View(crowded) as whole, View(crowded, days=days) as cut:
            one, other = hop(whole, window=days), hop(cut)
            assert 0 < len(one) < 80 and [fact.id for fact in one] == [fact.id for fact in other]
