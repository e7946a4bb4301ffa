"""Names as people type them."""

from __future__ import annotations

import pytest

from kg.errors import ActorError
from kg.query.actors import find
from kg.query.facts import entities
from kg.store import View


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Syria", "country/SY"),
        ("syria", "country/SY"),
        ("SY", "country/SY"),
        ("country:SY", "country/SY"),
        ("country/SY", "country/SY"),
        ("<https://w3id.org/diplomatic-kg/country/SY>", "country/SY"),
        ("Syrian Arab Republic", "country/SY"),
        ("the Zionist Regime", "country/IL"),
        ("Nasirzadeh", "person/aziz-nasirzadeh"),
        ("Nasrizadeh", "person/aziz-nasirzadeh"),
        ("aziz", "person/aziz-nasirzadeh"),
        ("Azíz Nasír", "person/aziz-nasirzadeh"),
        ("Abbas", "person/ali-mahmoud-abbas"),
        ("Iranian defence minister", "person/aziz-nasirzadeh"),
        ("iranian defense minister", "person/aziz-nasirzadeh"),
        ("Syria's defense minister", "person/ali-mahmoud-abbas"),
        ("Abbas's", "person/ali-mahmoud-abbas"),
        ("minister of defence of Syria", "person/ali-mahmoud-abbas"),
        ("Damascus", "country/SY"),
    ],
)
def test_names_resolve(seed_view: View, name: str, path: str) -> None:
    """Case, accents, parts, aliases, ids, offices and capitals."""
    assert find(seed_view, name).id == path


def test_the_right_office(gold_view: View) -> None:
    """A minister is not the ministry's spokesperson, a secretary-general not any official."""
    assert find(gold_view, "Russian foreign minister").id == "person/leonid-karnov"
    assert find(gold_view, "UN secretary general").id == "person/gregorio-valderes"


def test_every_full_name_and_id_finds_its_actor(gold_view: View) -> None:
    """Also in capitals; unless two actors have the same name."""
    everyone = entities(gold_view)
    names = [one.name for one in everyone]
    for one in everyone[::4]:
        assert find(gold_view, one.id) == one
        if names.count(one.name) == 1:
            assert find(gold_view, one.name.upper() if len(one.name) > 2 else one.name) == one


def test_ambiguous_names_list_the_candidates(gold_view: View) -> None:
    """With ids and offices, in one line."""
    with pytest.raises(ActorError) as caught:
        find(gold_view, "Al-Rayhan")
    text = str(caught.value)
    assert (
        "could be" in text and "person:talal-al-yaqoub-al-mansour-al-rayhan" in text and "of Kuwait" in text and "\n" not in text
    )


@pytest.mark.parametrize(
    ("name", "hint"), [("Nasirzadhe", "did you mean Aziz Nasirzadeh"), ("Qwxz", "--list"), ("", "give a name"), ("ZZ", "--list")]
)
def test_unknown_names_suggest_near_ones(seed_view: View, name: str, hint: str) -> None:
    """Misspellings are suggested, not taken."""
    with pytest.raises(ActorError, match=hint):
        find(seed_view, name)


def test_a_message_repeats_no_endless_name(seed_view: View) -> None:
    """What was pasted by mistake does not fill the screen."""
    with pytest.raises(ActorError) as caught:
        find(seed_view, "q" * 100_000)
    assert len(str(caught.value)) < 200
