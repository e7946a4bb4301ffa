"""A person's word on who is who: read with file and line, whatever the order, and never against itself."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.model import Entity, EntityType
from kg.resolve import Participant, resolve
from kg.resolve.judgements import Anchor, Judgement, check, links, parse, without


def person(article: str, name: str, *ties: str, aliases: tuple[str, ...] = ()) -> Participant:
    actor = Entity(id=name, type=EntityType.PERSON, name=name, aliases=aliases)
    return Participant(article=article, actor=actor, ties=frozenset(ties))


def ids(people: Sequence[Participant], *lines: str) -> list[str]:
    """The graph's ids of the people, as these lines have it."""
    actors: dict[str, list[Participant]] = {}
    for each in people:
        actors.setdefault(each.article, []).append(each)
    said = links(parse("\n".join(lines)), actors)
    check(said)
    found = resolve(people, said)
    return [found[each.key].entity.id for each in people]


LEE = [person("a", "Ann Lee", "GB"), person("b", "Ann Lee", "GB"), person("c", "Lee", "GB"), person("d", "Bo Ek", "SE")]


def test_same_joins_what_no_rule_would() -> None:
    assert ids(LEE, 'same person "Ann Lee" in "a" and "Bo Ek" in "d"') == ["person/ann-lee"] * 4


def test_different_takes_apart_and_the_rest_goes_with_whom_it_shares_most() -> None:
    one, two, *_ = found = ids(LEE, 'different person "Ann Lee" in "a" and "Ann Lee" in "b"')
    assert one != two and found[2] in (one, two)
    people = [*LEE[:2], person("e", "Ann Lee", "GB", "world bank"), person("f", "Ann Lee", "world bank")]
    found = ids(people, 'different person "Ann Lee" in "a" and "Ann Lee" in "e"')
    assert found[3] == found[2] != found[0] == found[1]


def test_words_of_the_same_outlast_another_way_to_name_him() -> None:
    people = [person("a", "Ann Maria Lee", "GB", aliases=("Lee",)), person("d", "Bo Ek", "SE")]
    assert len(set(ids(people, 'same person "Lee" in "a" and "Bo Ek" in "d"'))) == 1
    assert len(set(ids(people, 'same person "Ann Lee" in "a" and "Bo Ek" in "d"'))) == 1
    assert len(set(ids(people, 'same person "Ann Lee" in "gone" and "Bo Ek" in "d"'))) == 2


def test_organizations_and_states_can_be_judged_too() -> None:
    def body(article: str, name: str, kind: EntityType) -> Participant:
        return Participant(article=article, actor=Entity(id="o", type=kind, name=name))

    bodies = [body("a", "Quds Force", EntityType.ORGANIZATION), body("b", "IRGC-QF", EntityType.ORGANIZATION)]
    assert len(set(ids(bodies, 'same organization "Quds Force" in "a" and "IRGC-QF" in "b"'))) == 1
    twice = [body("a", "Ministry of Defence", EntityType.ORGANIZATION), body("b", "Ministry of Defence", EntityType.ORGANIZATION)]
    one, two = ids(twice, 'different organization "Ministry of Defence" in "a" and "Ministry of Defence" in "b"')
    assert one == "organization/ministry-of-defence" and two.startswith("organization/ministry-of-defence_")


def test_lines_that_contradict_each_other_are_named() -> None:
    lines = [
        'same person "Ann Lee" in "a" and "Bo Ek" in "d"',
        "",
        'different person "Ann Lee" in "b" and "Bo Ek" in "d" # he is a Swede',
        'same person "Ann Lee" in "a" and "Ann Lee" in "b"',
    ]
    with pytest.raises(JudgementError, match=r"judgements.txt, line 3: .*lines 1 and 4 make them one"):
        ids(LEE, *lines)
    # what one line says by one name and another by another is one actor
    people = [person("a", "Ann Lee", aliases=("A. L.",)), person("d", "Bo Ek")]
    with pytest.raises(JudgementError, match=r"line 2: .*line 1 makes them one"):
        ids(people, lines[0], 'different person "A. L." in "a" and "Bo Ek" in "d"')


@pytest.mark.parametrize(
    "line",
    [
        "same",
        'same person "a" in b and "c" in "d"',
        'same ship "a" in "b" and "c" in "d"',
        'same person "a\\x" in "b" and "c" in "d"',
        'same person "a" in "b" and "a" in "b"',
    ],
)
def test_a_malformed_line_is_told(line: str) -> None:
    with pytest.raises(JudgementError, match=r"here\.txt, line 2: "):
        parse(f"# note\n{line}\n", "here.txt")


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_any_names_are_written_and_read_again(name: str, article: str, other: str) -> None:
    one, two = Anchor(article=article, name=name), Anchor(article=article + "x", name=other)
    said = Judgement(same=True, type=EntityType.GROUP, one=one, other=two, line=1)
    assert parse(str(said)) == (said,)


def test_a_line_is_taken_out() -> None:
    text = '# note\nsame person "a" in "b" and "c" in "d"\n'
    assert without(text, 2) == "# note\n"
    with pytest.raises(JudgementError, match="line 1: there is no judgement"):
        without(text, 1)


@settings(deadline=None, max_examples=40)
@given(st.randoms(use_true_random=False), st.integers(0, 2**9 - 1))
def test_the_order_of_lines_and_articles_does_not_matter(chance: random.Random, chosen: int) -> None:
    people = [
        person(article, name, tie) for article in "abc" for name, tie in (("Ann Lee", "GB"), ("Lee", "GB"), ("Bo Ek", "SE"))
    ]
    anchors = [(each.actor.name, each.article) for each in people]
    pairs = [(anchors[i], anchors[(i * 2 + 1) % 9]) for i in range(9)]
    lines = [
        f'{"same" if i % 3 else "different"} person "{one[0]}" in "{one[1]}" and "{two[0]}" in "{two[1]}"'
        for i, (one, two) in enumerate(pairs)
        if chosen >> i & 1 and one != two
    ]
    order = list(range(9))
    chance.shuffle(order)
    told = lines.copy()
    chance.shuffle(told)
    try:
        plain = ids(people, *lines)
    except JudgementError:
        with pytest.raises(JudgementError):
            ids([people[i] for i in order], *told)
        return
    shuffled = ids([people[i] for i in order], *told)
    assert [plain[i] for i in order] == shuffled
