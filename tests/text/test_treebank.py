"""Treebanks: what each format says becomes words, spaces, trees and names."""

from __future__ import annotations

import lzma
from pathlib import Path

import spacy

from kg.text.treebank import documents, read_conllu, read_gmb, read_uner

CONLLU = """# newdoc id = d
# sent_id = s-1
# newpar
# text = Don't ask President Obama.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\t_\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\task\task\tVERB\t_\t_\t0\troot\t_\t_
4\tPresident\tPresident\tPROPN\t_\t_\t5\tnmod:desc\t_\tEntity=(1-person-new-cf1-2-x-coref
5\tObama\tObama\tPROPN\t_\t_\t3\tobj\t_\tEntity=1)|SpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# sent_id = s-2
# text = He left.
1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
# The real head-token span stands in the sixth field of an entity, the minspan.
CONLLU = CONLLU.replace("1-person-new-cf1-2-x-coref", "1-person-new-s-cf1-2-coref")
IOB = """# sent_id = s-1
1\tDo\tO\t-\t-
2\tn't\tO\t-\t-
3\task\tO\t-\t-
4\tPresident\tO\t-\t-
5\tObama\tB-PER\t-\t-
6\t.\tO\t-\t-

"""
GMB = """\tSentence #\tWord\tPOS\tTag
0\t1.0\tMr.\tNNP\tB-per
1\t1.0\tBush\tNNP\tI-per
2\t1.0\tmet\tVBD\tO
3\t1.0\tBritish\tJJ\tB-gpe
4\t2.0\tIran\tNNP\tB-geo
"""


def packed(path: Path, text: str) -> Path:
    with lzma.open(path, "wt", encoding="utf8") as file:
        file.write(text)
    return path


def test_conllu_gives_words_spaces_and_trees(tmp_path: Path) -> None:
    first, second = read_conllu(packed(tmp_path / "t.xz", CONLLU))
    assert first.words == ("Do", "n't", "ask", "President", "Obama", ".")
    assert first.spaces == (False, True, True, True, False, True)
    assert first.heads == (2, 2, 2, 4, 2, 2)
    assert first.deps[2] == "ROOT"
    assert (first.opens_paragraph, second.opens_paragraph, first.names) == (True, False, None)


def test_gum_names_are_the_proper_core_without_titles(tmp_path: Path) -> None:
    first, _ = read_conllu(packed(tmp_path / "t.xz", CONLLU), entities=True)
    assert first.names == ("O", "O", "O", "O", "B-PERSON", "O")


def test_uner_adds_names_to_the_treebanks_words(tmp_path: Path) -> None:
    found = list(read_uner(packed(tmp_path / "n.xz", IOB), packed(tmp_path / "t.xz", CONLLU)))
    assert [sentence.names for sentence in found] == [("O", "O", "O", "O", "B-PERSON", "O")]


def test_gmb_drops_titles_and_adjectives(tmp_path: Path) -> None:
    found = dict(read_gmb(packed(tmp_path / "g.xz", GMB)))
    assert found[1].names == ("O", "B-PERSON", "O", "O")
    assert found[2].names == ("B-LOC",)


def test_documents_stay_in_their_paragraph_and_keep_the_tree(tmp_path: Path) -> None:
    sentences = list(read_conllu(packed(tmp_path / "t.xz", CONLLU)))
    docs = list(documents(sentences * 3, spacy.blank("en").vocab))
    assert "".join(doc.text_with_ws for doc in docs) == "Don't ask President Obama. He left. " * 3
    assert all(doc[i].head.sent == doc[i].sent for doc in docs for i in range(len(doc)))
    assert all(sum(1 for token in doc if token.dep_ == "ROOT") == len(list(doc.sents)) for doc in docs)
