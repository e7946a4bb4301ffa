"""Roles: who holds which office of what, and in which time; who belongs to what."""

from __future__ import annotations

from datetime import date

import pytest

from kg.claims.read import Reader
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

READER = Reader()


def roles(text: str) -> set[tuple[str, str, str, str]]:
    """(person, relation, owner, status) of every role that the text tells."""
    article = Article(key="a", name="a", text=text, published=date(2024, 5, 22))
    reading = next(READER.read([article]))
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        (names[claim.subject], claim.relation, names[claim.object], claim.status.value)
        for claim in reading.claims
        if claim.rule.startswith("role.")
    }


ONE = [
    ("The Iranian defense minister Reza Karimi spoke.", "Reza Karimi", "minister-of", "Iran", "actual"),
    ("Ana Torres, the Foreign Minister of Peru, spoke.", "Ana Torres", "minister-of", "Peru", "actual"),
    ("Norwegian Prime Minister Mira Holm arrived.", "Mira Holm", "head-of-government-of", "Norway", "actual"),
    ("Former Ghanaian President Kofi Tesk arrived.", "Kofi Tesk", "head-of-state-of", "Ghana", "former"),
    ("The top French diplomat Luc Marchand spoke.", "Luc Marchand", "minister-of", "France", "actual"),
    ("Then-French President Luc Marchand signed it.", "Luc Marchand", "head-of-state-of", "France", "former"),
    ("Chilean President-elect Ana Torres spoke.", "Ana Torres", "head-of-state-of", "Chile", "intended"),
    ("Foreign Minister Omar Haddad of Jordan spoke.", "Omar Haddad", "minister-of", "Jordan", "actual"),
    ("UN Secretary-General Mira Holm spoke.", "Mira Holm", "leader-of", "United Nations", "actual"),
    ("Carl Olsen, chief executive of the Nordheim Institute, spoke.", "Carl Olsen", "leader-of", "Nordheim Institute", "actual"),
    ("Deputy Foreign Minister Jan Nowak of Poland spoke.", "Jan Nowak", "official-of", "Poland", "actual"),
    (
        "Permanent Secretary Jan Nowak of the Ministry of Foreign Affairs of the Republic of Poland spoke in Norway.",
        "Jan Nowak",
        "official-of",
        "Poland",
        "actual",
    ),
    (
        "Prime Minister Mira Holm is ill, so Acting Prime Minister Carl Olsen met Prime Minister Luc Marchand of France.\n"
        "MINISTRY OF FOREIGN AFFAIRS\nNORWAY",
        "Carl Olsen",
        "head-of-government-of",
        "Norway",
        "actual",
    ),
    ("Norway's Ambassador to Iran, Mira Holm, left.", "Mira Holm", "ambassador-of", "Norway", "actual"),
    ("Mira Holm was elected president of Norway.", "Mira Holm", "head-of-state-of", "Norway", "actual"),
    ("Mira Holm, who was Norway's Ambassador to Peru from 2017 to 2019, left.", "Mira Holm", "ambassador-of", "Norway", "former"),
    (
        "Norwegian Foreign Minister Mira Holm met her Peruvian counterpart Ana Torres.",
        "Ana Torres",
        "minister-of",
        "Peru",
        "actual",
    ),
]


@pytest.mark.parametrize(("text", "person", "relation", "owner", "status"), ONE)
def test_an_office_makes_a_role(text: str, person: str, relation: str, owner: str, status: str) -> None:
    assert (person, relation, owner, status) in roles(text)


def test_offices_in_a_row_share_holder_and_state() -> None:
    found = roles("Norwegian Deputy Prime Minister and Minister for Finance Mira Holm spoke.")
    assert {claim[:3] for claim in found} == {("Mira Holm", "minister-of", "Norway")}


def test_persons_and_offices_in_turn_keep_together() -> None:
    text = "The Qatari delegation included Ali Kuwari, Minister of Finance, Omar Thani, Minister of Commerce, and Ahmad Sayed."
    found = {claim[0] for claim in roles(text)}
    assert "Ahmad Sayed" not in found


def test_companions_stand_for_the_state_of_whom_they_accompany() -> None:
    text = (
        "Malaysian Prime Minister Anwar Hashim visited Peru. "
        "Prime Minister Anwar was accompanied by Minister of Transport Loke Wei."
    )
    assert ("Loke Wei", "minister-of", "Malaysia", "actual") in roles(text)


def test_who_signs_the_statement_leaves_his_own_state_out() -> None:
    text = "Prime Minister Lee Boon Kiat met Norwegian Prime Minister Mira Holm.\nMINISTRY OF FOREIGN AFFAIRS\nSINGAPORE\n"
    assert ("Lee Boon Kiat", "head-of-government-of", "Singapore", "actual") in roles(text)


def test_a_host_called_excellency_is_no_countryman() -> None:
    text = (
        "President Tan Mei Ling visited Kazakhstan and was hosted by His Excellency Prime Minister Alibek Smailov.\n"
        "MINISTRY OF FOREIGN AFFAIRS\nSINGAPORE\n"
    )
    assert ("Alibek Smailov", "head-of-government-of", "Kazakhstan", "actual") in roles(text)


def test_whom_a_countryman_calls_on_is_the_host() -> None:
    text = (
        "Foreign Minister Tan Mei Ling is visiting Cambodia. Minister Tan will call on Prime Minister Sok Vannak.\n"
        "MINISTRY OF FOREIGN AFFAIRS\nSINGAPORE\n"
    )
    assert ("Sok Vannak", "head-of-government-of", "Cambodia", "actual") in roles(text)


def test_ministers_listed_behind_their_premier_are_of_his_state() -> None:
    text = (
        "Foreign Minister Tan Mei Ling met Malaysian Prime Minister Anwar Hashim, Minister of Transport Loke Wei, and "
        "Minister of Economy Rafi Ramli.\nMINISTRY OF FOREIGN AFFAIRS\nSINGAPORE\n"
    )
    assert {claim[0] for claim in roles(text) if claim[2] == "Malaysia"} == {"Anwar Hashim", "Loke Wei", "Rafi Ramli"}


def test_every_name_of_a_list_holds_the_office() -> None:
    found = roles(
        "The delegation comprises Representatives Jim Hines (D-Connecticut), Mike Ford (R-Nebraska), and Rudy Yates (R-Indiana)."
    )
    assert {(claim[0], claim[2]) for claim in found} == {
        ("Jim Hines", "United States"),
        ("Mike Ford", "United States"),
        ("Rudy Yates", "United States"),
    }


def test_a_regions_governor_is_an_official_of_its_state() -> None:
    assert {claim[1:3] for claim in roles("Governor Mike Ford of Nebraska spoke.")} == {("official-of", "United States")}


def test_a_groups_spokesman_is_the_groups() -> None:
    told = roles("Hezbollah attacked Israel. The group's spokesman Ali Ammar said Israel had lost.")
    assert {claim[1:3] for claim in told} == {("spokesperson-of", "Hezbollah")}


def test_a_partys_presidential_nominee_is_to_head_the_state() -> None:
    told = roles("Carl Olsen, the president of the United States, won. The party's presidential nominee Gary Johnson lost.")
    assert ("Gary Johnson", "head-of-state-of", "United States", "intended") in told


@pytest.mark.parametrize(
    "text",
    [
        "Carl Olsen, a minister, preached.",
        "The committee chairman Carl Olsen spoke in Oslo.",
        "Clashes went on in Nigeria. His sect's spokesman, Carl Olsen, condemned the army.",
        "President Carl Olsen has written to President Kofi Tesk of Ghana.",
    ],
)
def test_whose_office_is_unclear_is_not_told(text: str) -> None:
    assert not {claim for claim in roles(text) if claim[0] == "Carl Olsen"}


@pytest.mark.parametrize(
    ("text", "member", "bloc", "status"),
    [
        ("EU member Hungary vetoed the plan.", "Hungary", "European Union", "actual"),
        ("Poland, a NATO member, shares a border with Ukraine.", "Poland", "NATO", "actual"),
        ("EU member states France and Belgium shared data.", "Belgium", "European Union", "actual"),
        (
            "AUKUS, an alliance of three countries: Australia, the United Kingdom and the United States, met.",
            "Australia",
            "AUKUS",
            "actual",
        ),
        ("BRICS is composed of Brazil, Russia and India.", "India", "BRICS", "actual"),
        ("NATO includes Turkey and Greece.", "Greece", "NATO", "actual"),
        ("Finland joined NATO in 2023.", "Finland", "NATO", "actual"),
        ("Ukraine wants to join NATO.", "Ukraine", "NATO", "intended"),
    ],
)
def test_members_belong_to_blocs(text: str, member: str, bloc: str, status: str) -> None:
    assert (member, "member-of", bloc, status) in roles(text)


def test_who_chairs_a_body_leads_it() -> None:
    found = roles("The High Peace Council is headed by Salim Rabbani.")
    assert {claim[:2] for claim in found} == {("Salim Rabbani", "leader-of")}


def test_a_body_that_swallows_the_name_of_another_office_owns_that_one_too() -> None:
    found = roles("Minister Ann Tan met Co-Chair of the Congressional Norway Caucus Representative Ady Barr.")
    assert {claim[2] for claim in found if claim[0] == "Ady Barr"} == {"Congressional Norway Caucus"}


def test_what_was_done_to_an_officer_is_no_word_of_his_title() -> None:
    assert ("Ana Torres", "head-of-state-of", "Brazil", "former") not in roles("Brazil impeached President Ana Torres in May.")
    assert ("Ana Torres", "head-of-state-of", "Brazil", "former") in roles("Brazil's impeached President Ana Torres spoke.")


def test_honorifics_are_no_part_of_the_post() -> None:
    text = "Norway thanked His Excellency Prime Minister Kofi Tesk of Ghana and His Royal Highness King Carl Olsen of Norway."
    (reading,) = READER.read([Article(key="a", name="a", text=text)])
    assert [claim.post for claim in reading.claims if claim.post] == ["Prime Minister", "King"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Italian foreign minister, Carlo Di Teso, joined the talks.", ("Carlo Di Teso", "minister-of", "Italy")),
        ("US Ambassador to Germany Ronald Tesk spoke.", ("Ronald Tesk", "ambassador-of", "United States")),
        ("UN envoy for Yemen Orlan Tesk spoke.", ("Orlan Tesk", "envoy-of", "United Nations")),
        ("A spokesman for Russian Prime Minister Orlan Tesk spoke.", ("Orlan Tesk", "head-of-government-of", "Russia")),
        ("Orlan Tesk, president of Rwanda's Green Party, spoke.", ("Orlan Tesk", "leader-of", "Green Party")),
        (
            "Orlan Tesk, the Speaker of the National Assembly of Kenya, spoke.",
            ("Orlan Tesk", "leader-of", "Kenya National Assembly"),
        ),
        ("Secretary of State Mira Holm met Greek Foreign Minister Orlan Tesk.", ("Mira Holm", "minister-of", "United States")),
        ("Ghana's adviser to the president, Orlan Tesk, spoke.", ("Orlan Tesk", "official-of", "Ghana")),
        ("NATO leader Mira Holm and her deputy Orlan Tesk spoke.", ("Orlan Tesk", "official-of", "NATO")),
    ],
)
def test_whose_office_it_is(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in {claim[:3] for claim in roles(text)}


def test_each_of_a_list_has_a_state_of_its_own() -> None:
    found = roles("Presidents Mira Holm of Brazil, Orlan Tesk of Russia and Prime Minister Carlo Bede of India met.")
    assert {claim[:3] for claim in found} == {
        ("Mira Holm", "head-of-state-of", "Brazil"),
        ("Orlan Tesk", "head-of-state-of", "Russia"),
        ("Carlo Bede", "head-of-government-of", "India"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Vatican officials said that Prime Minister Orlan Tesk would come to the Vatican. The Vatican agreed with the Vatican.",
        "The special envoy for Syria, Orlan Tesk, met the United States.",
        "Syria expert Orlan Tesk spoke.",
    ],
)
def test_an_office_that_cannot_be_the_states(text: str) -> None:
    assert not roles(text)


def test_nobody_visits_his_own_state() -> None:
    text = (
        "Prime Minister Piet Vos will visit Brunei from 3 to 5 May 2024. He will call on His Majesty Sultan Omar. "
        "Prime Minister Vos will be accompanied by Minister for Education Jan Smit."
    )
    assert {person for person, _, state, _ in roles(text) if state == "Brunei"} <= {"Omar"}
