"""Light verbs lend a subject or an object."""

from __future__ import annotations

from kg.lexicon import load

LIGHT = load().by_light


def test_paying_and_receiving_differ_in_what_they_lend() -> None:
    assert [verb.takes for verb in LIGHT["pay"]] == ["subject"]
    assert [verb.takes for verb in LIGHT["receive"]] == ["object"]


def test_a_verb_takes_each_place_of_its_noun_once() -> None:
    for lemma, verbs in LIGHT.items():
        places = [place for verb in verbs for place in verb.via]
        assert len(set(places)) == len(places), lemma
