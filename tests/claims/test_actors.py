"""Whom a phrase means: itself, whoever it belongs to, the speaker's side, whoever did what was just told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from kg.claims.actors import Cast
from kg.lexicon.reference import load_reference
from kg.mentions.find import Mentions
from kg.model import Entity, EntityType

Tree = Callable[..., Doc]
_TYPES = {"holm": EntityType.PERSON, "tesk": EntityType.PERSON}


def cast(doc: Doc, refers: dict[int, str], speakers: Sequence[str] = (), states: dict[str, str] | None = None) -> Cast:
    known = {*refers.values(), *(states or {}).values(), *filter(None, speakers)}
    mentions = Mentions(
        entities={i: Entity(id=i, type=_TYPES.get(i, EntityType.COUNTRY), name=i) for i in known},
        refers={token: (i,) for token, i in refers.items()},
        adjectives={token: i for token, i in refers.items() if doc[token].pos_ == "ADJ"},
        spans={},
        offices=(),
        meaning={},
        states=states or {},
        media=frozenset(),
    )
    return Cast(mentions=mentions, speakers=speakers or ("",) * len(doc), reference=load_reference())


def ids(cast_: Cast, doc: Doc, head: int, *, deep: bool = False) -> list[str]:
    return [actor.id for actor in cast_.actors(doc[head], deep=deep)]


def test_an_act_is_whose_it_is_only_where_a_frame_looks_deeper(tree: Tree) -> None:
    doc = tree(("Iran", "Iran", "PROPN", "nmod:poss", 2), ("'s", "'s", "PART", "case", 0), ("raids", "raid", "NOUN", "ROOT", 2))
    found = cast(doc, {0: "IR"})
    assert ids(found, doc, 2) == []
    assert ids(found, doc, 2, deep=True) == ["IR"]


def test_whoever_did_it_comes_before_whom_it_was_done_to(tree: Tree) -> None:
    doc = tree(
        ("killing", "killing", "NOUN", "ROOT", 0),
        ("of", "of", "ADP", "case", 2),
        ("Syrians", "Syrian", "PROPN", "nmod", 0),
        ("by", "by", "ADP", "case", 4),
        ("Iran", "Iran", "PROPN", "nmod", 0),
    )
    assert ids(cast(doc, {2: "SY", 4: "IR"}), doc, 0, deep=True) == ["IR"]


def test_the_united_states_are_not_us(tree: Tree) -> None:
    doc = tree(("US", "US", "PROPN", "ROOT", 0))
    assert ids(cast(doc, {0: "US"}, speakers=("holm",), states={"holm": "NO"}), doc, 0) == ["US"]


def test_we_are_the_speakers_state(tree: Tree) -> None:
    doc = tree(("We", "we", "PRON", "nsubj", 1), ("agree", "agree", "VERB", "ROOT", 1))
    assert ids(cast(doc, {}, speakers=("holm", "holm"), states={"holm": "NO"}), doc, 0) == ["NO"]


def test_a_campaign_is_not_its_candidate(tree: Tree) -> None:
    doc = tree(("Tesk", "Tesk", "PROPN", "compound", 1), ("campaign", "campaign", "NOUN", "ROOT", 1))
    assert ids(cast(doc, {0: "tesk"}), doc, 1) == []


def test_the_move_is_whose_the_sentence_before_tells(tree: Tree) -> None:
    doc = tree(
        ("Iran", "Iran", "PROPN", "nsubj", 1),
        ("withdrew", "withdraw", "VERB", "ROOT", 1),
        ("Norway", "Norway", "PROPN", "nsubj", 3),
        ("condemned", "condemn", "VERB", "ROOT", 3),
        ("the", "the", "DET", "det", 5),
        ("move", "move", "NOUN", "obj", 3),
    )
    assert ids(cast(doc, {0: "IR", 2: "NO"}), doc, 5, deep=True) == ["IR"]


def test_an_apposition_means_its_name(tree: Tree) -> None:
    doc = tree(
        ("Holm", "Holm", "PROPN", "ROOT", 0),
        (",", ",", "PUNCT", "punct", 3),
        ("a", "a", "DET", "det", 3),
        ("critic", "critic", "NOUN", "appos", 0),
    )
    assert ids(cast(doc, {0: "holm"}), doc, 3) == ["holm"]
