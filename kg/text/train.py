"""Train the shipped pipeline from treebanks: `python -m kg.text.train DATA WORK OUT`.

Syntax and names are two trainings on different data (EWT marks no names), joined into one pipeline at the end.
DATA is the folder of the compressed treebanks, WORK a folder for what lies between, OUT the pipeline. A part that
already stands in WORK is not trained again, so the two can run side by side with `--part syntax` and `--part names`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import spacy
from spacy.cli.init_config import fill_config
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

from kg.text.treebank import Sentence, documents, read_conllu, read_gmb, read_uner

HERE = Path(__file__).parent
PARTS = ("syntax", "names")
GMB_FOLDS, GMB_TEST, GMB_DEV, GMB_WEIGHT = 10, 0, 1, 2


def syntax_sentences(data: Path, split: str) -> Iterable[Sentence]:
    """Which sentences teach ("train") or choose ("dev") the parser? EWT, then GUM."""
    return chain(read_conllu(data / f"ewt-{split}.conllu.xz"), read_conllu(data / f"gum-{split}.conllu.xz"))


def names_sentences(data: Path, split: str) -> Iterable[Sentence]:
    """Which sentences teach or choose the name tagger? One tenth of GMB chooses, one is held out; UNER marks EWT dev and test."""
    folds = {"dev": {GMB_DEV}, "train": set(range(GMB_FOLDS)) - {GMB_TEST, GMB_DEV}}[split]
    gmb = (s for n, s in read_gmb(data / "gmb-sample.tsv.xz") if n % GMB_FOLDS in folds)
    gum = read_conllu(data / f"gum-{split}.conllu.xz", entities=True)
    if split == "dev":
        return chain(gmb, gum)
    # GUM holds three times as many words as GMB, few of them news.
    return chain(*[list(gmb)] * GMB_WEIGHT, gum, read_uner(data / "uner-ewt-dev.iob2.xz", data / "ewt-dev.conllu.xz"))


def train_part(part: str, data: Path, work: Path) -> Path:
    """Train "syntax" or "names" unless WORK already has it; returns the folder of the best model."""
    best = work / part / "model-best"
    if best.exists():
        return best
    vocab = spacy.blank("en").vocab
    sentences = syntax_sentences if part == "syntax" else names_sentences
    paths = {}
    for split in ("train", "dev"):
        file = work / f"{part}-{split}.spacy"
        file.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=documents((_bare(s) if part == "names" else s for s in sentences(data, split)), vocab)).to_disk(file)
        paths[f"paths.{split}"] = str(file)
    fill_config(work / f"{part}.cfg", HERE / f"{part}.cfg", silent=True)
    spacy_train(work / f"{part}.cfg", work / part, overrides=paths)
    return best


def _bare(sentence: Sentence) -> Sentence:
    return Sentence(
        id=sentence.id,
        words=sentence.words,
        spaces=sentence.spaces,
        names=sentence.names,
        opens_paragraph=sentence.opens_paragraph,
    )


def assemble(syntax: Path, names: Path) -> Language:
    """One pipeline from the two trained parts; what only training needs is left behind."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update({"name": "kg_ud_en", "version": "1.0.0", "license": "CC BY-SA 4.0"})
    return nlp


def score(nlp: Language, data: Path) -> dict[str, dict[str, float]]:
    """How good is the pipeline on texts it never saw? {test set: {measure: 0..1}}, on raw text, its own tokens."""

    def run(sentences: Iterable[Sentence], keys: dict[str, str]) -> dict[str, float]:
        gold = list(documents(sentences, nlp.vocab))
        examples = [Example(pred, ref) for pred, ref in zip(nlp.pipe(d.text for d in gold), gold, strict=True)]
        found = _scores(nlp, examples)
        return {name: round(float(found[key]), 4) for key, name in keys.items()}

    syntax = {"pos_acc": "POS", "lemma_acc": "lemma", "dep_uas": "UAS", "dep_las": "LAS", "sents_f": "sentences F1"}
    names = {"ents_p": "names P", "ents_r": "names R", "ents_f": "names F1"}
    gmb = (s for n, s in read_gmb(data / "gmb-sample.tsv.xz") if n % GMB_FOLDS == GMB_TEST)
    uner = read_uner(data / "uner-ewt-test.iob2.xz", data / "ewt-test.conllu.xz")
    gum = map(_bare, read_conllu(data / "gum-test.conllu.xz", entities=True))
    return {
        "GUM test": run(read_conllu(data / "gum-test.conllu.xz"), syntax),
        "EWT test": run(read_conllu(data / "ewt-test.conllu.xz"), syntax),
        "PUD": run(read_conllu(data / "pud.conllu.xz"), syntax),
        "UNER EWT test": run(uner, names),
        "GMB held out": run(gmb, names),
        "GUM test, names": run(gum, names),
    }


def _scores(nlp: Language, examples: list[Example]) -> dict[str, float]:
    scorer = Scorer(nlp)
    scores: dict[str, float] = scorer.score(examples)
    return scores


def card(scores: dict[str, dict[str, float]]) -> str:
    """What is in the pipeline, how good is it, and whose data taught it? The model card, in Markdown."""
    rows = [f"| {test} | {', '.join(f'{name} {value:.3f}' for name, value in found.items())} |" for test, found in scores.items()]
    return "\n".join([_CARD_HEAD, "| test set | scores |", "| --- | --- |", *rows, "", _CARD_FOOT])


_CARD_HEAD = """# Model card: kg_ud_en

An English spaCy pipeline: tokenizer, tok2vec, morphologizer (UPOS and morphology), trainable_lemmatizer, parser (Universal
Dependencies relations) on one shared tok2vec of width 96, and ner (PERSON, ORG, LOC) on a tok2vec of its own. Made for news and
statements, one paragraph at a time. `python -m kg.text.train DATA WORK OUT` rebuilds it with `syntax.cfg` and `names.cfg`.

Scores on raw text with the pipeline's own tokens, on sentences that neither trained nor chose it:
"""

_CARD_FOOT = """PUD is news and wiki text of another treebank. The names of GUM are derived from its entity annotation and noisy.
Names are weak in so small a pipeline: `kg` reads them together with its gazetteer and with titles.

Trained on: UD English EWT (CC BY-SA 4.0), GUM without its non-commercial genres (CC BY 4.0 and the texts' own open licences),
UNER English EWT dev (CC BY-SA 4.0), the GMB sample (public domain text). PUD (CC BY-SA 3.0), UNER test, the tests of EWT and GUM
and each tenth sentence of GMB were not trained on. The weights are licensed CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/), with credit to the authors of these corpora.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--score", type=Path, help="only print the scores of this pipeline")
    options = parser.parse_args()
    if options.score:
        print(json.dumps(score(spacy.load(options.score), options.data), indent=1))
    elif options.part:
        train_part(options.part, options.data, options.work)
    else:
        nlp = assemble(*(train_part(part, options.data, options.work) for part in PARTS))
        scores = score(nlp, options.data)
        nlp.meta["performance"] = scores
        nlp.config["paths"].update(train=None, dev=None)  # where they lay is this machine's business
        nlp.to_disk(options.out)
        (options.out / "README.md").write_text(card(scores), encoding="utf8")


if __name__ == "__main__":
    main()
