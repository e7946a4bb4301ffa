"""The line from articles to a graph: what is new is read, what is not is left, and the number of processes does not show."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.build import NOT_ENGLISH, Plan, build, busiest
from kg.errors import StoreError
from kg.model import Article, Entity, EntityType, Reading
from kg.store import View, Writer
from kg.store.backup import dump


@dataclass(frozen=True, kw_only=True)
class GoldReader:
    """Reads articles by looking up their gold files; pickles."""

    readings: tuple[Reading, ...]
    version: str = "gold"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        by_key = {reading.article.key: reading for reading in self.readings}
        for article in articles:
            yield replace(by_key[article.key], article=article)


@pytest.fixture
def reader(gold_readings: list[Reading]) -> GoldReader:
    return GoldReader(readings=tuple(gold_readings))


@pytest.fixture
def articles(gold_readings: list[Reading]) -> list[Article]:
    return [reading.article for reading in gold_readings]


def dumped(root: Path) -> bytes:
    out = io.BytesIO()
    with View(root) as view:
        dump(view, out)
    return out.getvalue()


def test_only_what_is_new_is_read(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    root = tmp_path / "g"
    first = build(articles[:3], root, reader)
    assert (first.new, first.changed, first.reread, first.unchanged, dict(first.skipped)) == (3, 0, 0, 0, {})
    assert first.claims == sum(len(reading.claims) for reading in reader.readings[:3])
    before = dumped(root)

    class Unread(GoldReader):
        def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
            assert not list(articles)
            return iter(())

    again = build(articles[:3], root, Unread(readings=()))
    assert (again.new, again.changed, again.reread, again.unchanged) == (0, 0, 0, 3)
    assert dumped(root) == before

    changed = replace(articles[0], text=articles[0].text + "\n")
    third = build([changed, *articles[1:4]], root, reader)
    assert (third.new, third.changed, third.reread, third.unchanged) == (1, 1, 0, 2)

    newer = build([changed, *articles[1:4]], root, replace(reader, version="newer"))
    assert (newer.new, newer.changed, newer.reread, newer.unchanged) == (0, 0, 4, 0)


def test_progress_tells_the_plan_and_then_every_article(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    seen: list[tuple[int, int]] = []

    def progress(plan: Plan, done: int) -> None:
        seen.append((len(plan.read), done))

    build(articles[:2], tmp_path / "g", reader, progress=progress)
    assert seen == [(2, 0), (2, 1), (2, 2)]


def test_other_languages_are_counted_and_left_out(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    french = Article(key="f", name="f", text="Le ministre s'est entretenu avec son homologue dans la capitale de la France.")
    report = build([french, *articles[:1]], tmp_path / "g", reader)
    assert report.new == 1 and report.skipped == {NOT_ENGLISH: 1}
    with View(tmp_path / "g") as view:
        assert [article.key for article in view.articles()] == [articles[0].key]


def test_an_article_that_is_no_longer_english_leaves(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    build(articles[:2], tmp_path / "g", reader)
    french = replace(articles[0], text="Le ministre s'est entretenu avec son homologue dans la capitale de la France.", body=0)
    report = build([french, articles[1]], tmp_path / "g", reader)
    assert report.skipped == {NOT_ENGLISH: 1} and report.unchanged == 1
    build([french, articles[1]], tmp_path / "afresh", reader)
    assert dumped(tmp_path / "g") == dumped(tmp_path / "afresh")


def test_the_number_of_processes_does_not_show(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    build(articles, tmp_path / "one", reader)
    report = build(articles, tmp_path / "two", reader, jobs=2)
    assert report.new == len(articles)
    assert dumped(tmp_path / "one") == dumped(tmp_path / "two")


def test_what_was_read_before_an_interruption_stays(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    def interrupted(plan: Plan, done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles[:4], tmp_path / "g", reader, progress=interrupted)
    report = build(articles[:4], tmp_path / "g", reader)
    assert (report.new, report.unchanged) == (2, 2)
    build(articles[:4], tmp_path / "whole", reader)
    assert dumped(tmp_path / "g") == dumped(tmp_path / "whole")


def test_nothing_is_written_beside_the_store(tmp_path: Path, reader: GoldReader, articles: list[Article]) -> None:
    build(articles[:2], tmp_path / "g", reader)
    assert [path.name for path in tmp_path.iterdir()] == ["g"]


def test_a_locked_store_is_an_error(tmp_path: Path, reader: GoldReader) -> None:
    with Writer(tmp_path / "g"), pytest.raises(StoreError, match="another kg is writing"):
        build([], tmp_path / "g", reader)


def test_the_busiest_actors_come_first(gold_view: View) -> None:
    found = busiest(gold_view, 5)
    numbers = [number for _, number in found]
    assert len(found) == 5 and numbers == sorted(numbers, reverse=True)
    entity, number = found[0]
    claims = {record.statement.id for record in gold_view.statements(subject=entity.id)}
    claims |= {record.statement.id for record in gold_view.statements(object_=entity.id)}
    assert len(claims) == number


def test_an_article_without_claims_is_kept_as_read(tmp_path: Path) -> None:
    article = Article(key="k", name="k", text="The weather is fine.")
    nobody = Entity(id="x", type=EntityType.PERSON, name="X")
    reader = GoldReader(readings=(Reading(article=article, entities=(nobody,), claims=()),))
    assert build([article], tmp_path / "g", reader).claims == 0
    assert build([article], tmp_path / "g", reader).unchanged == 1
