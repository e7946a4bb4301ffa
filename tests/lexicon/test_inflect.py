"""Word forms lead back to the tables' lemmas."""

from __future__ import annotations

import pytest

from kg.lexicon import load

LEXICON = load()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("summoned", "summon"),
        ("met", "meet"),
        ("denies", "deny"),
        ("condoling", "condole"),
        ("rebutted", "rebut"),
        ("stopped", "stop"),
        ("travelled", "travel"),
        ("traveled", "travel"),
        ("upheld", "uphold"),
        ("vetoes", "veto"),
        ("visited", "visit"),
        ("lashed", "lash"),
    ],
)
def test_verb_forms(form: str, lemma: str) -> None:
    assert LEXICON.verb_lemmas[form] == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("talks", "talk"), ("memoranda", "memorandum"), ("treaties", "treaty"), ("embassies", "embassy")]
)
def test_noun_forms(form: str, lemma: str) -> None:
    assert LEXICON.noun_lemmas[form] == lemma


def test_every_trigger_is_its_own_form() -> None:
    assert {LEXICON.noun_lemmas[lemma] for lemma in LEXICON.by_noun} == set(LEXICON.by_noun)
    assert {lemma.split()[0] for lemma in LEXICON.by_verb} <= set(LEXICON.verb_lemmas)
