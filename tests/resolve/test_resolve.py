"""Which actors are one across articles, and which are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Entity, EntityType
from kg.resolve import Participant, resolve


def person(article: str, name: str, *ties: str, aliases: tuple[str, ...] = ()) -> Participant:
    actor = Entity(id=name, type=EntityType.PERSON, name=name, aliases=aliases)
    return Participant(article=article, actor=actor, ties=frozenset(ties))


def other(article: str, kind: EntityType, name: str, code: str = "", aliases: tuple[str, ...] = ()) -> Participant:
    return Participant(article=article, actor=Entity(id=name, type=kind, name=name, code=code, aliases=aliases))


def ids(*participants: Participant) -> list[str]:
    """The graph's ids of the participants, in their order."""
    found = resolve(participants)
    return [found[each.key].entity.id for each in participants]


def test_countries_are_one_by_code() -> None:
    country = EntityType.COUNTRY
    found = resolve([other("a", country, "Iran", "IR", ("Tehran",)), other("b", country, "Islamic Republic of Iran", "IR")])
    entities = {resolution.entity for resolution in found.values()}
    assert [entity.id for entity in entities] == ["country/IR"]
    assert entities.pop().aliases == ("Islamic Republic of Iran", "Tehran")


def test_a_country_without_a_code_goes_by_name() -> None:
    country = EntityType.COUNTRY
    assert ids(other("a", country, "Somaliland")) == ["country/somaliland"]
    assert ids(other("a", country, "Iran"), other("b", country, "Iran", "IR")) == ["country/IR", "country/IR"]


def test_organizations_are_one_by_name_and_by_acronym() -> None:
    body = EntityType.ORGANIZATION
    full = other("a", body, "African Union", aliases=("AU",))
    assert ids(full, other("b", body, "AU")) == ["organization/african-union"] * 2
    # An acronym of two bodies stays alone, and so does one that the same article tells apart.
    rival = other("c", body, "Audit Unit", aliases=("AU",))
    assert ids(other("b", body, "AU"), full, rival)[0] == "organization/au"
    assert ids(other("a", body, "AU"), full) == ["organization/au", "organization/african-union"]


def test_a_part_of_a_body_does_not_take_its_name() -> None:
    body = EntityType.ORGANIZATION
    commission = other("a", body, "European Commission", aliases=("European Union",))
    assert ids(commission, other("b", body, "European Union"))[1] == "organization/european-union"


def test_groups_belong_to_their_article() -> None:
    one, two = ids(other("a", EntityType.GROUP, "protesters"), other("b", EntityType.GROUP, "protesters"))
    assert one.startswith("group/protesters-") and two.startswith("group/protesters-") and one != two


def test_the_same_full_name_is_one_person() -> None:
    one = person("a", "Aziz Nasirzadeh", "IR", aliases=("Nasrizadeh",))
    assert ids(one, person("b", "Aziz Nasirzadeh")) == ["person/aziz-nasirzadeh"] * 2
    assert ids(person("a", "Donald J. Trump"), person("b", "Donald Trump")) == ["person/donald-j-trump"] * 2


def test_namesakes_with_offices_in_different_countries_are_apart() -> None:
    found = ids(person("a", "John Smith", "GB"), person("b", "John Smith", "GB"), person("c", "John Smith", "AU"))
    assert found == ["person/john-smith", "person/john-smith", "person/john-smith_au"]


def test_an_article_that_names_both_countries_joins_them() -> None:
    found = ids(person("a", "John Smith", "GB"), person("b", "John Smith", "AU"), person("c", "John Smith", "AU", "GB"))
    assert set(found) == {"person/john-smith"}


def test_a_body_does_not_set_namesakes_apart() -> None:
    assert set(ids(person("a", "Mary Robinson", "IE"), person("b", "Mary Robinson", "united nations"))) == {
        "person/mary-robinson"
    }


def test_a_namesake_without_office_is_kept_apart_from_several() -> None:
    one, two, bare = person("a", "Ann Lee", "GB"), person("b", "Ann Lee", "AU"), person("c", "Ann Lee")
    assert len(set(ids(one, two, bare))) == 3
    assert len(set(ids(one, bare))) == 1


def test_a_country_that_strays_from_the_rest_is_a_misreading() -> None:
    home = [person(f"a{i}", "Ann Lee", "GB") for i in range(9)]
    stray, bare = person("b", "Ann Lee", "AU"), person("c", "Ann Lee")
    assert set(ids(*home, stray, bare)) == {"person/ann-lee"}
    assert "mostly with an office in GB, here in AU" in resolve([*home, stray])[stray.key].reason
    # and nobody is taken for her because of it
    assert ids(*home, stray, person("d", "Lee", "AU"), person("e", "Lee", "GB"))[-2:] == ["person/lee_au", "person/ann-lee"]


def test_the_usual_name_is_kept_though_one_article_has_a_longer_one() -> None:
    usual = [person(f"a{i}", "Ann Lee", "GB") for i in range(20)]
    odd = person("b", "Minster Ann Lee", "GB", aliases=("Ann Lee",))
    assert set(ids(*usual, odd)) == {"person/ann-lee"}
    assert ids(usual[0], odd) == ["person/minster-ann-lee"] * 2


def test_a_middle_name_more_is_the_same_person_where_a_country_is_shared() -> None:
    full, short = person("a", "Ali Mahmoud Abbas", "SY"), person("b", "Ali Abbas", "SY")
    assert ids(full, short) == ["person/ali-mahmoud-abbas"] * 2
    assert len(set(ids(full, person("b", "Ali Abbas", "PS")))) == 2
    assert len(set(ids(full, person("b", "Ali Abbas")))) == 2
    rival = person("c", "Ali Hassan Abbas", "SY")
    assert len(set(ids(full, rival, short))) == 3


def test_a_single_name_joins_on_evidence_only() -> None:
    full = person("a", "Ali Mahmoud Abbas", "SY")
    assert ids(person("b", "Abbas", "SY"), full) == ["person/ali-mahmoud-abbas"] * 2
    assert ids(person("b", "Abbas"), full)[0] not in ids(full)
    assert ids(person("b", "Abbas", "PS"), full)[0] == "person/abbas_ps"
    rival = person("c", "Omar Abbas", "SY")
    assert ids(person("b", "Abbas", "SY"), full, rival)[0] == "person/abbas_sy"


def test_a_single_name_that_its_article_tells_apart_stays_apart() -> None:
    full = person("a", "Ali Mahmoud Abbas", "SY")
    assert ids(person("a", "Abbas", "SY"), full)[0] == "person/abbas_sy"


def test_single_names_without_office_are_never_joined() -> None:
    one, two = ids(person("a", "Abbas"), person("b", "Abbas"))
    assert one != two


def test_every_merge_has_a_reason_of_one_line() -> None:
    people = [person("a", "Ali Mahmoud Abbas", "SY"), person("b", "Abbas", "SY"), person("c", "Ali Abbas", "SY")]
    reasons = [resolution.reason for resolution in resolve(people).values()]
    assert reasons == [
        "same full name, office in SY",
        "the only Abbas with an office in SY",
        "Ali Abbas and Ali Mahmoud Abbas are one: one a shorter form of the other, both with an office in SY",
    ]


SPELLINGS = [
    "Ali Abbas",
    "Ali Mahmoud Abbas",
    "Abbas",
    "Omar Abbas",
    "A. Abbas",
    "Ali A. Abbas",
    "李明",
    "Abbas Sy",
    "abbas-sy",
]
NAMES = st.sampled_from(SPELLINGS)
TIES = st.frozensets(st.sampled_from(["SY", "PS", "AU", "united nations"]), max_size=2)
KINDS = st.sampled_from(list(EntityType))


@st.composite
def participants(draw: st.DrawFn) -> list[Participant]:
    """Actors of some articles, each id once an article."""
    rows = draw(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), st.tuples(NAMES, TIES, KINDS, NAMES)))
    return [
        Participant(
            article=article,
            actor=Entity(
                id=str(local), type=kind, name=name, aliases=(alias,), code="SY" if kind == EntityType.COUNTRY and ties else ""
            ),
            ties=ties if kind == EntityType.PERSON else frozenset(),
        )
        for (article, local), (name, ties, kind, alias) in rows.items()
    ]


@settings(deadline=None, max_examples=60)
@given(participants(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(given_: list[Participant], shuffler: random.Random) -> None:
    shuffled = given_.copy()
    shuffler.shuffle(shuffled)
    assert resolve(shuffled) == resolve(given_)


@settings(deadline=None, max_examples=60)
@given(participants())
def test_everyone_is_someone_and_an_id_is_one_entity(given_: list[Participant]) -> None:
    found = resolve(given_)
    assert found.keys() == {each.key for each in given_}
    entities = {resolution.entity for resolution in found.values()}
    assert len({entity.id for entity in entities}) == len(entities)
    for each in given_:
        assert found[each.key].entity.type == each.actor.type
        assert found[each.key].reason and "\n" not in found[each.key].reason


@pytest.mark.parametrize("name", ["北京", "!!!", "' OR 1=1 --", "<script>"])
def test_hostile_names_give_plain_ids(name: str) -> None:
    (found,) = ids(person("a", name))
    assert found.removeprefix("person/").replace("-", "").replace("_", "").isalnum() and found.isascii()
