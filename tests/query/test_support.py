"""By how many articles, stories and outlets are facts supported?"""

from __future__ import annotations

from typing import Any

import numpy as np

from kg.query.support import Support, facts, numbered, support, supports
from kg.store.table import ARTICLE, CLAIM, STATUSES, Table, relation_numbers


def table(articles: list[tuple[int, int, int]], claims: list[tuple[int, str, int, str, int]]) -> Table:
    """A table with articles (published, outlet, original) and claims (subject, relation, object, status, article) only."""
    rows = np.zeros(len(claims), dtype=CLAIM)
    for row, (subject, relation, object_, status, article) in zip(rows, claims, strict=True):
        row["subject"], row["object"], row["article"] = subject, object_, article
        row["relation"], row["status"] = relation_numbers()[relation], STATUSES.index(status)  # type: ignore[arg-type]
    none: Any = None
    rest = ("actors", "kinds", "article_ids", "outlets", "sketches", "pairs", "order", "ties", "tie_at")
    return Table(claims=rows, articles=np.array(articles, dtype=ARTICLE), **dict.fromkeys(rest, none))


def test_a_reprint_is_an_article_more_but_no_story_and_no_outlet():
    one = table([(1, 0, 0), (2, 1, 0), (3, 2, 2)], [(0, "supports", 1, "actual", number) for number in (0, 1, 2)])
    assert support(one, [0]) == Support(articles=1, stories=1, outlets=1)
    assert support(one, [0, 1]) == Support(articles=2, stories=1, outlets=1)
    assert support(one, [0, 1, 2]) == Support(articles=3, stories=2, outlets=2)
    assert support(one, []) == Support(articles=0, stories=0, outlets=0)


def test_two_stories_of_one_outlet_are_one_outlet_and_two_claims_of_one_article_one_article():
    one = table([(1, 0, 0), (2, 0, 1)], [(0, "supports", 1, "actual", number) for number in (0, 0, 1)])
    assert support(one, [0, 1, 2]) == Support(articles=2, stories=2, outlets=1)


def test_facts_are_told_apart_by_status_and_direction_unless_the_relation_has_none():
    said = [
        (0, "spoke-with", 1, "actual", 0),
        (1, "spoke-with", 0, "actual", 0),
        (0, "supports", 1, "actual", 0),
        (1, "supports", 0, "actual", 0),
        (0, "supports", 1, "denied", 0),
        (0, "supports", 1, "actual", 1),
    ]
    one = table([(1, 0, 0), (2, 1, 1)], said)
    groups, count = facts(one, np.arange(6))
    assert (groups.tolist(), count) == ([0, 0, 1, 2, 3, 1], 4)
    assert [each.articles for each in supports(one, np.arange(6), groups, count)] == [1, 2, 1, 1]


def test_support_is_told_in_words():
    assert str(Support(articles=1, stories=1, outlets=1)) == "1 article, 1 outlet"
    assert str(Support(articles=3, stories=2, outlets=2)) == "3 articles, 2 stories, 2 outlets"
    assert str(Support(articles=2, stories=1, outlets=1)) == "2 articles, 1 story, 1 outlet"


def test_nothing_has_no_numbers():
    assert [part if isinstance(part, int) else part.tolist() for part in numbered([[], []])] == [[], 0]
