"""Which spellings are one name, and which are two."""

from __future__ import annotations

import pytest

from kg.resolve.names import compare, contrary, key, parts


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Muammar Gaddafi", "Moammar Qadhafi", "vowels"),
        ("Abdel Fattah el-Sisi", "Abd al-Fattah al-Sisi", "name"),
        ("Kim Jong Un", "Kim Jong-un", "name"),
        ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "spelling"),
        ("Bill Clinton", "William Jefferson Clinton", "shorter"),
        ("Joe Biden", "Joseph R. Biden Jr.", "spelling"),
        ("Condi Rice", "Condoleezza Rice", "initial"),
        ("D. Trump", "Donald Trump", "initial"),
        ("Shinzo Abe", "Abe Shinzo", "order"),
        ("Jens Stoltenberg", "Jens Stoltenburg", "vowels"),
        ("Jacinda Ardern", "Jacinda Arden", "misspelling"),
        ("López Obrador", "Andrés Manuel López Obrador", "family"),
        ("Hillary Clinton", "Hillary Rodham Clinton", "shorter"),
        ("Sheikh Tamim bin Hamad", "Tamim bin Hamad Al Thani", "shorter"),
        ("Ali Khamenei", "Mojtaba Khamenei", ""),
        ("Hassan Rouhani", "Hussein Rouhani", ""),
        ("Mahmoud Abbas", "Mohammed Abbas", ""),
        ("Christian Weber", "Christine Weber", ""),
        ("Maria Petrova", "Marina Petrova", ""),
        ("Mohamed bin Zayed Al Nahyan", "Khaled bin Mohamed bin Zayed Al Nahyan", ""),
        ("Wang Wei", "Weng Wei", ""),
    ],
)
def test_when_names_are_one(one: str, other: str, why: str) -> None:
    assert compare(parts(one), parts(other)) == compare(parts(other), parts(one)) == why


def test_names_that_may_be_one_share_a_key() -> None:
    for one, other in (("Zelenskyy", "Zelenskiy"), ("Qaddafi", "Gadhafi"), ("Khamenei", "Khamene'i"), ("Merkel", "Merkle")):
        assert {key(word) for word in parts(one)} == {key(word) for word in parts(other)}


def test_names_that_say_different_things_at_one_place_are_contrary() -> None:
    assert contrary(parts("George Herbert Bush"), parts("George Walker Bush"))
    assert not contrary(parts("Ashraf Ghani Ahmadzai"), parts("Mohammad Ashraf Ghani"))
