"""Claims, actors, articles and counts read from the store, against the readings put in."""

from __future__ import annotations

from collections import Counter

from kg.ids import article_id, claim_id
from kg.model import EntityType, Reading, Status
from kg.query.counts import count
from kg.query.facts import all_facts, entity, fact, facts_in, facts_of, source, sources
from kg.store import View


def test_each_claim_comes_back_whole(gold_view: View, gold_readings: list[Reading]) -> None:
    """Every field of every claim, under its id."""
    for reading in gold_readings:
        for claim in reading.claims:
            found = fact(gold_view, claim_id(reading.article.key, claim))
            assert found is not None
            told = (found.relation, found.status, found.date, found.channel, found.post, found.quote, found.rule)
            span = claim.evidence.span
            put = (claim.relation, claim.status, claim.date, claim.channel, claim.post, claim.evidence.quote, claim.rule)
            assert told == put and (found.start, found.end) == (span.start, span.end)
            assert found.article == article_id(reading.article.key) and bool(found.speaker) == bool(claim.speaker)


def test_claims_of_an_actor_and_of_an_article(gold_view: View) -> None:
    """The same as picking them from all, in the same order."""
    every = all_facts(gold_view)
    assert facts_of(gold_view, "country/IR") == [one for one in every if "country/IR" in (one.subject, one.object, one.speaker)]
    article = every[0].article
    assert sorted(one.id for one in facts_in(gold_view, article)) == sorted(one.id for one in every if one.article == article)


def test_actors_and_articles(gold_view: View, gold_readings: list[Reading]) -> None:
    """Iran with its code and other names; every article with its day."""
    iran = entity(gold_view, "country/IR")
    assert (
        iran is not None and iran.code == "IR" and iran.type is EntityType.COUNTRY and "Islamic Republic of Iran" in iran.aliases
    )
    assert (
        entity(gold_view, "country/QQ") is None
        and source(gold_view, "article/none") is None
        and fact(gold_view, "claim/none") is None
    )
    assert [one.key for one in sources(gold_view)] == sorted(reading.article.key for reading in gold_readings)


def test_counts_agree_with_the_claims(gold_view: View) -> None:
    """By relation, family and status."""
    facts, counts = all_facts(gold_view), count(gold_view)
    assert counts.articles == 21 and counts.of() == len(facts) == sum(counts.claims.values())
    assert {status: counts.of(status=status) for status in Status} == {s: Counter(f.status for f in facts)[s] for s in Status}
    assert counts.of("spoke-with") == Counter(one.relation for one in facts)["spoke-with"]
    assert counts.days == ("2021-01-15", "2025-10-29")
    assert [head[0] for head, _ in counts.tables()] == ["the graph holds", "claims"]
