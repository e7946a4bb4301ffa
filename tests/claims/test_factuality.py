"""Does it hold: the status of the word between the stars."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.claims.factuality import status_of
from kg.lexicon.cues import load_cues

CUES = load_cues()

SENTENCES = [
    ("Smith denied having *met* Putin on Sunday.", "denied"),
    ("He has no plans to *visit* Iran.", "denied"),
    ("Iran refused to *meet* the envoy.", "denied"),
    ("Turkey hopes to *expand* ties with Iraq.", "intended"),
    ("France vowed to *support* Ukraine.", "intended"),
    ("Poland seeks to *join* the bloc.", "intended"),
    ("The minister will *meet* his counterpart on Monday.", "intended"),
    ("The minister is due to *travel* to Jeddah next week.", "intended"),
    ("They agreed to hold *talks* next month.", "intended"),
    ("China called for *talks* between Iran and Israel.", "intended"),
    ("If Russia *attacks* Poland, NATO will respond.", "hypothetical"),
    ("Unless Iran *withdraws* its troops, sanctions will follow.", "hypothetical"),
    ("The United States would *support* such a plan.", "hypothetical"),
    ("The ministry said it will *support* Kyiv.", "intended"),
    ("The ministry said it would *support* Kyiv.", "intended"),
    ("The president refused to *condemn* the invasion.", "denied"),
    ("Germany failed to *condemn* the attack.", "denied"),
    ("He not only *condemned* the attack but also called for sanctions.", "actual"),
    ("The White House did not rule out *sanctions* against Iran.", "hypothetical"),
    ("The government does not plan to *recognize* the Taliban.", "denied"),
    ("Iran continues to *support* Syria.", "actual"),
    ("Iran will continue to *support* Syria.", "intended"),
    ("The president has not *spoken* with Putin.", "denied"),
    ("The president never *met* Smith.", "denied"),
    ("No country *supports* the junta.", "denied"),
    ("Lavrov *met* Blinken in Geneva on Friday.", "actual"),
    ("He said Israel had *bombed* the airport.", "actual"),
    ("France and Germany *condemned* the strike.", "actual"),
    ("The two sides held *talks* in Muscat.", "actual"),
    ("The two sides will hold *talks* in Muscat.", "intended"),
    ("No *talks* were held with Moscow.", "denied"),
    ("Russia's *attack* on Ukraine was condemned.", "actual"),
    ("Moscow could *impose* sanctions on Riga.", "hypothetical"),
    ("The minister may *visit* Baku.", "hypothetical"),
    ("Investigators determined that Russia had *attacked* the camp.", "actual"),
    ("The two would often *meet* in Oslo.", "actual"),
    ("Kasem told reporters that Dhaka had *rejected* the plan.", "actual"),
    ("We must continue to *support* Ukraine.", "intended"),
    ("Should the United States *tighten* its sanctions, Iran will respond.", "hypothetical"),
    ("Did Russia *attack* Georgia?", "hypothetical"),
    ("The planned *visit* of Xi to Moscow was welcomed.", "intended"),
    ("Iran threatened to *attack* Israel.", "hypothetical"),
    ("He urged Israel to *stop* the war.", "hypothetical"),
    ("The talks ended without an *agreement* between the sides.", "denied"),
    ("He was to *hold* a videoconference with his Lithuanian counterpart in the evening.", "intended"),
    ("The minister is expected to *visit* Doha.", "intended"),
    ("Officials travelled to Doha to *meet* the emir.", "actual"),
    ("He denied that he had *met* the American envoy.", "denied"),
    ("Iran rejected claims that it had *attacked* the ship.", "denied"),
    ("The EU ruled out *talks* with Minsk.", "denied"),
    ("Turkey helped to *mediate* between Kyiv and Moscow.", "actual"),
    ("The president cancelled a *meeting* with Putin.", "denied"),
    ("The threat of an *attack* on Taiwan remains.", "hypothetical"),
    ("Neither side *attacked* the other.", "denied"),
    ("The prime minister did not *meet* the leader but spoke to his deputy.", "denied"),
    ("The prime minister did not meet the leader but *spoke* to his deputy.", "actual"),
    ("He will visit Tokyo and *meet* the emperor.", "intended"),
    ("He has not visited Tokyo or *met* the emperor.", "denied"),
    ("The minister expressed his readiness to *visit* Tehran.", "intended"),
    ("The decision to *sanction* Russia was right.", "intended"),
    ("Washington announced plans to *send* arms to Kyiv.", "intended"),
    ("The United States is considering *sanctions* against Tehran.", "intended"),
    ("He accepted an invitation to *visit* Beijing.", "intended"),
    ("The two ministers looked forward to *visiting* each other.", "intended"),
    ("They discussed the possibility of *talks* with Damascus.", "hypothetical"),
    ("Hungary is unwilling to *support* the package.", "denied"),
    ("It is possible that Iran *attacked* the tanker.", "hypothetical"),
    ("Police did not immediately *arrest* anyone.", "denied"),
    ("The minister said that he did not *believe* it.", "denied"),
    ("Macron said he did not believe that Russia had *attacked* the plant.", "denied"),
    ("Sanctions on Iran will be *lifted* if the talks succeed.", "hypothetical"),
    ("During his *visit*, he will meet the king.", "intended"),
    ("During his *visit*, he met the king.", "actual"),
    ("The king will receive the minister, who *condemned* the attack.", "actual"),
    ("Russia has denied any *role* in the attack.", "denied"),
    ("Iran stopped *supporting* the group.", "denied"),
    ("Before *meeting* Putin, he visited Kyiv.", "actual"),
    ("Instead of *meeting* Putin, he visited Kyiv.", "denied"),
    ("He asked whether Iran had *attacked* the ship.", "hypothetical"),
    ("The foreign ministry summoned the ambassador to *protest* the attack.", "actual"),
    ("The prime minister promised *support* for Ukraine.", "intended"),
    ("The minister pledged that Japan would *support* Ukraine.", "intended"),
    ("There will be no *talks* with terrorists.", "denied"),
    ("There was no *agreement* between Iran and Iraq.", "denied"),
    ("There will be a *meeting* between Xi and Putin.", "intended"),
    ("The deal has yet to be *signed*.", "denied"),
    ("He stressed that bilateral *cooperation* will expand more rapidly.", "intended"),
    ("Vice President Han will call on the president and be *hosted* to lunch.", "intended"),
    ("If they stay on this road, Somalia will grant access and Ethiopia will *stand* behind it.", "hypothetical"),
    ("He said his country would look into it and *urged* Turkey to comply.", "actual"),
]


@pytest.mark.parametrize(("marked", "status"), SENTENCES)
def test_status(nlp: Language, marked: str, status: str) -> None:
    doc = nlp(marked.replace("*", ""))
    trigger = next(token for token in doc if token.idx == marked.index("*"))
    assert status_of(trigger, CUES) == status


def test_a_governor_of_planning_makes_it_intended(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Oslo", "Oslo", "PROPN", "nsubj", 1),
        ("hoped", "hope", "VERB", "ROOT", 1),
        ("to", "to", "PART", "mark", 3),
        ("visit", "visit", "VERB", "xcomp", 1),
        ("Rome", "Rome", "PROPN", "obj", 3),
    )
    assert status_of(doc[3], CUES) == "intended"


def test_a_verb_of_speech_changes_nothing(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Oslo", "Oslo", "PROPN", "nsubj", 3),
        ("never", "never", "ADV", "advmod", 3),
        ("has", "have", "AUX", "aux", 3),
        ("said", "say", "VERB", "ROOT", 3),
        ("Rome", "Rome", "PROPN", "nsubj", 5),
        ("attacked", "attack", "VERB", "ccomp", 3),
    )
    assert status_of(doc[5], CUES) == "actual"


def test_a_denial_that_is_denied_leaves_it_open(tree: Callable[..., Doc]) -> None:
    doc = tree(
        ("Oslo", "Oslo", "PROPN", "nsubj", 3),
        ("did", "do", "AUX", "aux", 3),
        ("not", "not", "PART", "advmod", 3),
        ("rule", "rule", "VERB", "ROOT", 3),
        ("out", "out", "ADP", "compound:prt", 3),
        ("sanctions", "sanction", "NOUN", "obj", 3),
    )
    assert status_of(doc[5], CUES) == "hypothetical"
