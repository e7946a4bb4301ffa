"""Which phrases fill the slots, in trees built by hand: passives, control, blame, relative clauses, lists, predicates."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.claims import grammar, nouns
from kg.claims.slots import slot

Tree = Callable[..., Doc]


def words(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_the_agent_of_a_passive_is_its_subject(tree: Tree) -> None:
    doc = tree(
        ("Iran", "Iran", "PROPN", "nsubj:pass", 2),
        ("was", "be", "AUX", "aux:pass", 2),
        ("condemned", "condemn", "VERB", "ROOT", 2),
        ("by", "by", "ADP", "case", 4),
        ("Norway", "Norway", "PROPN", "obl:agent", 2),
    )
    assert grammar.is_passive(doc[2])
    assert words(slot(doc[2], "subj")) == ["Norway"]
    assert words(slot(doc[2], "obj")) == ["Iran"]


def test_whoever_is_urged_does_it(tree: Tree) -> None:
    doc = tree(
        ("Norway", "Norway", "PROPN", "nsubj", 1),
        ("urged", "urge", "VERB", "ROOT", 1),
        ("Iran", "Iran", "PROPN", "obj", 1),
        ("to", "to", "PART", "mark", 4),
        ("stop", "stop", "VERB", "xcomp", 1),
    )
    assert words(grammar.subjects(doc[4])) == ["Iran"]


def test_whoever_is_blamed_did_it(tree: Tree) -> None:
    doc = tree(
        ("Norway", "Norway", "PROPN", "nsubj", 1),
        ("accused", "accuse", "VERB", "ROOT", 1),
        ("Iran", "Iran", "PROPN", "obj", 1),
        ("of", "of", "SCONJ", "mark", 4),
        ("backing", "back", "VERB", "advcl", 1),
        ("Hamas", "Hamas", "PROPN", "obj", 4),
    )
    assert words(grammar.subjects(doc[4])) == ["Iran"]


def test_who_means_the_name_before_it(tree: Tree) -> None:
    doc = tree(
        ("talks", "talk", "NOUN", "ROOT", 0),
        ("with", "with", "ADP", "case", 2),
        ("Holm", "Holm", "PROPN", "nmod", 0),
        (",", ",", "PUNCT", "punct", 5),
        ("who", "who", "PRON", "nsubj", 5),
        ("hosted", "host", "VERB", "acl:relcl", 0),
        ("Tesk", "Tesk", "PROPN", "obj", 5),
    )
    assert words(grammar.subjects(doc[5])) == ["Holm"]


def test_a_list_is_read_to_its_end_and_shares_its_preposition(tree: Tree) -> None:
    doc = tree(
        ("met", "meet", "VERB", "ROOT", 0),
        ("with", "with", "ADP", "case", 2),
        ("Iran", "Iran", "PROPN", "obl", 0),
        ("and", "and", "CCONJ", "cc", 4),
        ("Iraq", "Iraq", "PROPN", "conj", 2),
    )
    assert words(list(nouns.coordinated(doc[2]))) == ["Iran", "Iraq"]
    assert grammar.case_of(doc[4]) == "with"


def test_the_noun_is_the_object_of_its_relative_clause(tree: Tree) -> None:
    doc = tree(
        ("lift", "lift", "VERB", "ROOT", 0),
        ("sanctions", "sanction", "NOUN", "obj", 0),
        ("Norway", "Norway", "PROPN", "nsubj", 3),
        ("imposed", "impose", "VERB", "acl:relcl", 1),
    )
    verb = nouns.light_verb(doc[1])
    assert verb is not None
    assert verb.text == "imposed"


def test_a_predicate_stands_for_its_verb(tree: Tree) -> None:
    doc = tree(
        ("Holm", "Holm", "PROPN", "nsubj", 3),
        ("is", "be", "AUX", "cop", 3),
        ("in", "in", "ADP", "case", 3),
        ("Norway", "Norway", "PROPN", "ROOT", 3),
        ("for", "for", "ADP", "case", 5),
        ("visit", "visit", "NOUN", "obl", 3),
    )
    verb = nouns.light_verb(doc[5])
    assert verb is not None
    assert nouns.is_predicate(verb)
    assert words(grammar.subjects(verb)) == ["Holm"]


def test_what_a_list_shares_hangs_on_any_of_its_nouns(tree: Tree) -> None:
    doc = tree(
        ("relations", "relation", "NOUN", "ROOT", 0),
        ("and", "and", "CCONJ", "cc", 2),
        ("trade", "trade", "NOUN", "conj", 0),
        ("with", "with", "ADP", "case", 4),
        ("Iran", "Iran", "PROPN", "nmod", 2),
    )
    assert words(nouns.noun_slot(doc[0], "with")) == ["Iran"]
