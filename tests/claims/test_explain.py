"""Why a sentence says what it says: the explanation agrees with the reading, and tells what was missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.claims.explain import Sentence, explain
from kg.claims.frames import Found, find_frames, proposals
from kg.claims.read import Reader
from kg.claims.roles import Held, find_roles, role_proposals
from kg.corpus import read
from kg.model import Article
from kg.text.parse import PIPELINE

pytestmark = pytest.mark.skipif(not PIPELINE.exists(), reason="the pipeline is not built; run python -m kg.text.train")

GOLD = Path(__file__).parents[1] / "gold"
FILES = [GOLD / "000_f2efd379952b0cda.txt", GOLD / "06-sana-neighbours-amman.txt"]
READER = Reader()


def told(text: str) -> Sentence:
    """The one sentence of the text, explained."""
    ((_, (sentence,)),) = explain(READER, [Article(key="a", name="a", text=text)])
    return sentence


def reasons(text: str) -> dict[str, str]:
    """By the id of a row or office, why it was passed over."""
    return {passed.rule: passed.reason for passed in told(text).passed}


def test_what_was_found_are_the_claims_of_the_reading() -> None:
    readings = list(READER.read(read(FILES)))
    for reading, (article, sentences) in zip(readings, explain(READER, read(FILES)), strict=True):
        found = [one for sentence in sentences for one in sentence.found]
        assert article == reading.article
        assert sorted(map(repr, (one.claim for one in found))) == sorted(map(repr, reading.claims))
        assert [sentence.number for sentence in sentences] == list(range(1, len(sentences) + 1))
        for sentence in sentences:
            assert " ".join(article.text[sentence.span.start : sentence.span.end].split()) == sentence.text
            assert all(one.claim.evidence.sentence == sentence.number for one in sentence.found)


def test_reading_takes_the_proposals_that_fire() -> None:
    for parsed in READER.parses(read(FILES)):
        cast = READER.cast(parsed)
        proposed = list(proposals(parsed.doc, cast, READER.lexicon))
        fired = [one for one in proposed if isinstance(one, Found)]
        assert fired == list(find_frames(parsed.doc, cast, READER.lexicon))
        assert len(fired) < len(proposed)
        held = [one for one in role_proposals(parsed, cast) if isinstance(one, Held)]
        assert held == list(find_roles(parsed, cast))


def test_the_two_sides_say_how_they_were_resolved() -> None:
    (claim,) = told("Norway condemned Israel's raids.").found
    assert (claim.trigger.words, claim.claim.rule) == ("condemned", "condemn")
    assert (claim.subject.words, claim.subject.means, claim.subject.how) == ("Norway", ("Norway",), "a name")
    assert (claim.object.words, claim.object.means, claim.object.how) == ("Israel", ("Israel",), "behind “raids”")


def test_a_visit_to_a_region_is_told_as_one_to_its_state() -> None:
    (claim,) = told("Norway's minister Mira Holm travelled to Catalonia.").found[1:]
    assert (claim.object.words, claim.object.means, claim.object.how) == ("Catalonia", ("Spain",), "a region or body of it")


def test_pronouns_and_offices_say_whom_they_mean() -> None:
    sentence = told("Iranian Foreign Minister Ali Karimi said he condemned Norway.")
    assert [(phrase.words, phrase.means, phrase.how) for phrase in sentence.references] == [
        ("he", ("Ali Karimi",), "a person before")
    ]
    roles = [one for one in sentence.found if one.claim.rule.startswith("role.")]
    assert [(one.subject.how, one.object.words) for one in roles] == [("a name, behind the office", "Iranian")]


def test_what_stays_open_says_what_is_missing() -> None:
    (open_,) = told("It supports Norway.").references
    assert (open_.words, open_.means) == ("It", ())
    assert open_.how == "no state or body in its place before"
    assert reasons("It supports Norway.")["support"] == "no subject (subj): “It” is nobody known"


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("Norway demands a lot from life.", "demand", "needs that"),
        ("Norway condemned the weather.", "condemn", "no object (obj): “weather” is nobody known"),
        ("Norway condemned Norway.", "condemn", "subject and object are one actor (Norway)"),
        ("Norway condemned Reuters.", "condemn", "a medium is no actor (Norway, Reuters)"),
        ("Norway and Iran discussed cooperation.", "cooperation-n", "only a topic of talks"),
        ("Norway travelled to President Ana Torres.", "travel", "is no journey to Ana Torres"),
        ("The denounce was rude.", "condemn", "read as a noun"),
        ("Foreign Minister Ana Torres spoke.", "role.minister", "whose office it is remains open"),
    ],
)
def test_a_row_that_does_not_fire_says_why(text: str, rule: str, reason: str) -> None:
    assert reasons(text)[rule] == reason


def test_an_article_without_words_has_no_sentences() -> None:
    assert list(explain(READER, [Article(key="a", name="a", text="")])) == [(Article(key="a", name="a", text=""), ())]
