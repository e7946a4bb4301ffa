"""Scoring by the codebook, on cases small enough to count by hand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.claims.form import Gold, Said
from kg.errors import CorpusError, GoldError
from kg.evaluate import Score, compare, evaluate, judged, read_cases, same
from kg.lexicon.relations import read as read_relations
from kg.model import Entity, EntityType, Status

GOLD = Path(__file__).parent / "gold"


def entity(name: str, *aliases: str, code: str = "") -> Entity:
    kind = EntityType.COUNTRY if code else EntityType.PERSON
    return Entity(id=name, type=kind, name=name, aliases=aliases, code=code)


ACTORS = {
    "iran": entity("Iran", "Islamic Republic of Iran", code="IR"),
    "syria": entity("Syria", code="SY"),
    "aziz": entity("Aziz Nasirzadeh", "Nasirzadeh", "Nasrizadeh"),
    "ali": entity("Ali Mahmoud Abbas"),
}


def said(subject: str, relation: str, object_: str, **fields: Any) -> Said:
    return Said(subject=subject, relation=relation, object=object_, **fields)


def case(*claims: Said, actors: dict[str, Entity] | None = None, article: str = "a.txt") -> Gold:
    return Gold(article=article, entities=ACTORS if actors is None else actors, claims=claims)


def counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.found, score.gold


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (entity("Iran", code="IR"), entity("Persia", code="ir"), True),
        (entity("Georgia", code="GE"), entity("Georgia", code="US"), False),
        (entity("Iran", code="IR"), entity("the Iran"), True),
        (entity("Türkiye", code="TR"), entity("turkiye"), True),
        (entity("Aziz Nasirzadeh", "Nasirzadeh"), entity("Nasirzadeh"), True),
        (entity("Aziz Nasirzadeh"), entity("Nasirzadeh"), False),
        (entity("People's Front"), entity("the Peoples-Front"), True),
        (entity("People's Front"), entity("Peoples’ Front"), True),
        (entity("北京"), entity("東京"), False),
    ],
)
def test_when_two_entities_are_the_same(one: Entity, other: Entity, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected


def test_precision_recall_and_f1() -> None:
    score = Score(right=2, found=4, gold=3)
    assert (score.precision, score.recall) == (0.5, 2 / 3)
    assert score.f1 == pytest.approx(4 / 7)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_gold_against_itself_is_perfect() -> None:
    gold = [one for one, _ in read_cases(GOLD)]
    scores = compare(gold, gold)
    assert counts(scores.claims) == (622, 622, 622)
    assert counts(scores.entities) == (353, 353, 354)  # one entity is only ever a speaker
    assert scores.status.recall == scores.post.recall == 1
    assert all(score.f1 == 1 for score in (*scores.families.values(), *scores.attributes.values()))
    assert not scores.errors


def test_matches_false_claims_and_misses() -> None:
    gold = case(
        said("aziz", "minister-of", "iran", post="Minister of Defence and Logistics"),
        said("aziz", "spoke-with", "ali", channel="phone", date="2024-09-01"),
        said("iran", "supports", "syria", speaker="aziz"),
        said("iran", "condemns", "syria"),
    )
    found = case(
        said("aziz", "minister-of", "iran", post="the minister of defence"),
        said("ali", "spoke-with", "aziz", channel="phone", date="2024-09"),  # symmetric: the other way round is right
        said("iran", "supports", "syria", speaker="ali", status=Status.DENIED),
        said("syria", "condemns", "iran"),  # not symmetric: false, and the gold one is missed
    )
    scores = compare([gold], [found])
    assert counts(scores.claims) == (3, 4, 4)
    assert {name: counts(score) for name, score in scores.families.items()} == {
        "roles": (1, 1, 1),
        "contacts": (1, 1, 1),
        "stances": (1, 2, 2),
    }
    assert counts(scores.relations["condemns"]) == (0, 1, 1)
    assert {name: counts(score) for name, score in scores.attributes.items()} == {
        "speaker": (0, 1, 1),
        "date": (0, 1, 1),
        "channel": (1, 1, 1),
    }
    assert (scores.status.right, scores.status.gold) == (2, 3)
    assert (scores.post.right, scores.post.gold) == (1, 1)
    assert [(error.false, error.subject, error.claim.relation, error.object) for error in scores.errors] == [
        (True, "Syria", "condemns", "Iran"),
        (False, "Iran", "condemns", "Syria"),
    ]


def test_of_several_claims_with_one_triple_only_the_first_is_read() -> None:
    gold = case(said("iran", "agrees-with", "syria"))
    found = case(said("iran", "agrees-with", "syria", status=Status.DENIED), said("syria", "agrees-with", "iran"))
    scores = compare([gold], [found])
    assert counts(scores.claims) == (1, 1, 1)
    assert scores.status.right == 0


def test_a_gold_claim_is_matched_once() -> None:
    actors = {**ACTORS, "tehran": entity("Islamic Republic of Iran", code="IR")}
    found = case(said("iran", "supports", "syria"), said("tehran", "supports", "syria"), actors=actors)
    assert counts(compare([case(said("iran", "supports", "syria"))], [found]).claims) == (1, 2, 1)


def test_attributes_count_where_either_side_names_one() -> None:
    plain, spoken = said("iran", "supports", "syria"), said("iran", "supports", "syria", speaker="ali", date="2024")
    scores = compare([case(plain)], [case(spoken)])
    assert counts(scores.attributes["speaker"]) == (0, 1, 0)
    scores = compare([case(spoken)], [case(plain)])
    assert counts(scores.attributes["date"]) == (0, 0, 1)
    assert counts(compare([case(plain)], [case(plain)]).attributes["speaker"]) == (0, 0, 0)


def test_entities_count_where_a_claim_names_them() -> None:
    gold = case(said("iran", "supports", "syria", speaker="aziz"))
    found = case(said("iran", "supports", "syria", speaker="aziz"))
    assert counts(compare([gold], [found]).entities) == (2, 2, 4)  # a speaker alone takes no part in a claim


def test_an_article_without_reading_has_found_nothing() -> None:
    gold = case(said("iran", "supports", "syria"))
    scores = evaluate([gold, replace(gold, article="b.txt")], [])
    assert counts(scores.claims) == (0, 0, 2)
    assert scores.articles == 2


def test_two_articles_of_one_name_are_refused() -> None:
    with pytest.raises(GoldError, match=r"a\.txt: two articles"):
        compare([case(), case()], [])


def test_cases_are_found_with_their_texts(tmp_path: Path) -> None:
    (gold, article), *_ = read_cases(GOLD)
    assert gold.article == article.name == "000_f2efd379952b0cda.txt"
    assert len(list(read_cases(GOLD / "000_f2efd379952b0cda.json"))) == 1


def test_missing_gold_and_missing_texts_are_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such file"):
        list(read_cases(tmp_path / "none"))
    with pytest.raises(GoldError, match="no gold files"):
        list(read_cases(tmp_path))
    with pytest.raises(GoldError, match="--texts"):
        list(read_cases(GOLD, tmp_path))
    (tmp_path / "000_f2efd379952b0cda.txt").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match="not UTF-8"):
        list(read_cases(GOLD / "000_f2efd379952b0cda.json", tmp_path))


def test_each_claim_is_judged_with_its_triple() -> None:
    gold = case(said("iran", "agrees-with", "syria"), said("aziz", "spoke-with", "ali"))
    found = case(
        said("iran", "agrees-with", "syria"),
        said("syria", "agrees-with", "iran", status=Status.DENIED),  # the same triple, since it is symmetric
        said("iran", "supports", "syria"),
        said("ali", "spoke-with", "aziz"),
    )
    assert [right for _, right in judged(gold, found, read_relations()[0])] == [True, True, False, True]
    assert [claim for claim, _ in judged(gold, found, read_relations()[0])] == list(found.claims)
