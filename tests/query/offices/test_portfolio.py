"""Do two wordings mean one office?"""

from __future__ import annotations

import pytest

from kg.query.offices.portfolio import Post, posts

SAME = [
    ("minister-of", "Foreign Minister", "Minister of Foreign Affairs and Expatriates"),
    ("minister-of", "minister of foreign affairs", "External Affairs Minister of the Republic of India"),
    ("minister-of", "top diplomat", "Federal Minister for Europe and Foreign Affairs"),
    ("minister-of", "Defense Minister", "Minister of Defence and Logistics of the Armed Forces"),
    ("minister-of", "Finance Minister", "Chancellor of the Exchequer"),
    ("minister-of", "Minister for Home Affairs and Law", "Minister of the Interior"),
    ("minister-of", "Commerce and Industry Minister", "Minister for Trade and Industry"),
    ("minister-of", "Minister for Manpower", "labour minister"),
    ("head-of-state-of", "President", "acting President of the Republic of Korea"),
    ("head-of-state-of", "King of Malaysia", "Yang di-Pertuan Agong"),
    ("head-of-government-of", "Prime Minister", "Chief Adviser of the Interim Government"),
    ("leader-of", "Secretary-General", "secretary general"),
]
OTHER = [
    ("minister-of", "Foreign Minister", "Defence Minister"),
    ("minister-of", "Minister of Education", "Minister of Education and Higher Education"),
    ("head-of-state-of", "President", "Supreme Leader"),
    ("leader-of", "Chair", "Secretary-General"),
]


@pytest.mark.parametrize(("relation", "one", "other"), SAME)
def test_wordings_of_one_office(relation, one, other):
    assert posts(relation, one)[0] == posts(relation, other)[0]
    assert posts(relation, one)[0].single


@pytest.mark.parametrize(("relation", "one", "other"), OTHER)
def test_wordings_of_two_offices(relation, one, other):
    assert posts(relation, one)[0] != posts(relation, other)[0]


@pytest.mark.parametrize(
    "wording",
    [
        "Minister",
        "Deputy Prime Minister",
        "Second Minister for Foreign Affairs",
        "Minister of State for Foreign Affairs",
        "Ministers",
        "Minister in the Prime Minister’s Office",
        "Senior Minister",
        "Coordinating Minister for National Security",
        "",
    ],
)
def test_several_may_hold_an_office_of_these_words(wording):
    assert not any(post.single for post in posts("minister-of", wording))


def test_one_wording_may_name_several_offices():
    assert posts("minister-of", "Deputy Prime Minister and Foreign Minister") == (
        Post(key="foreign", single=True),
        Post(key="deputy prime minister", single=False),
    )
    both = posts("minister-of", "Minister of Defence, Minister of Finance")
    assert [post.key for post in both] == ["defence", "finance"]


def test_a_secretary_of_state_is_foreign_minister_where_the_state_has_it_so():
    assert posts("minister-of", "Secretary of State", "country/US") == (Post(key="foreign", single=True),)
    assert not posts("minister-of", "Secretary of State", "country/GB")[0].single
    assert posts("minister-of", "Secretary of State for Defence", "country/GB") == (Post(key="defence", single=True),)


def test_other_relations_have_no_single_office():
    assert posts("ambassador-of", "Ambassador") == (Post(key="ambassador", single=False),)
    assert posts("member-of", "") == (Post(key="", single=False),)
