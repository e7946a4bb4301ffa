"""How well are articles read? Readings are scored against gold files, by micro precision, recall and F1.

Two entities match when their country codes are equal, or else when a folded name or alias of one equals one of the other. A
claim matches a gold claim when relation and both entities match, in either order for symmetric relations; each gold claim is
matched once, and of several extracted claims with one triple only the first is read.

Source: codebook (tests/gold/CODEBOOK.md), section Scoring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from kg.claims.form import Gold, Said, form, read_gold
from kg.corpus import read
from kg.errors import GoldError
from kg.ids import fold
from kg.lexicon.relations import Relation
from kg.lexicon.relations import read as read_relations
from kg.model import Article, Entity, Reading
from kg.text.parse import load, parse, tag

FAMILIES = ("roles", "contacts", "stances")
_STANCES = {"cooperation", "conflict"}  # the codebook scores both together


@dataclass(slots=True, kw_only=True)
class Score:
    """A tally: how many were found and right, were found, and were to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """How much of what was found is right? 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """How much of what was to be found was found? 0 if there was nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def count(self, *, right: bool, found: bool, gold: bool) -> None:
        """Add one case."""
        self.right += right
        self.found += found
        self.gold += gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """A false claim, or (`false` unset) a gold claim that was missed; `subject`, `object` and `speaker` are names."""

    article: str
    false: bool
    subject: str
    object: str
    speaker: str
    claim: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All figures of one evaluation. `status` and `post` are accuracies (right of `gold`); `relations` in the lexicon's order."""

    articles: int
    entities: Score = field(default_factory=Score)
    claims: Score = field(default_factory=Score)
    families: Mapping[str, Score]
    relations: Mapping[str, Score]
    attributes: Mapping[str, Score]
    status: Score = field(default_factory=Score)
    post: Score = field(default_factory=Score)
    errors: list[Error] = field(default_factory=list)


def evaluate(gold: Sequence[Gold], readings: Sequence[Reading], relations: Mapping[str, Relation] | None = None) -> Scores:
    """How well do the readings say what the gold says?

    Article by article, paired by the article's file name; a gold article without a reading has found nothing. `relations` is the
    lexicon's table, read if it is not given. Raises `GoldError` if two gold files, or two readings, are of one name.
    """
    return compare(gold, [form(reading) for reading in readings], relations)


def compare(gold: Sequence[Gold], found: Sequence[Gold], relations: Mapping[str, Relation] | None = None) -> Scores:
    """How well does `found` say what `gold` says, both in the gold-file form? As `evaluate`."""
    table = relations or read_relations()[0]
    by_name = _by_name(found)
    scores = Scores(
        articles=len(_by_name(gold)),
        families={name: Score() for name in FAMILIES},
        relations={name: Score() for name in table},
        attributes={name: Score() for name in ("speaker", "date", "channel")},
    )
    for one in gold:
        other = by_name.get(one.article, Gold(article=one.article, entities={}, claims=()))
        _score_entities(scores.entities, one, other)
        for claim, wanted, got in _pairs(one, other, table):
            family = table[claim.relation].family
            family = "stances" if family in _STANCES else family
            for score in (scores.claims, scores.families[family], scores.relations[claim.relation]):
                score.count(right=bool(wanted and got), found=bool(got), gold=bool(wanted))
            if wanted and got:
                _score_attributes(scores, one, other, wanted, got)
            else:
                scores.errors.append(_error(one if wanted else other, claim, false=got is not None))
    return scores


def judged(gold: Gold, found: Gold, relations: Mapping[str, Relation]) -> Iterator[tuple[Said, bool]]:
    """Which extracted claims of an article are right? Each of them in order; several of one triple are right together."""
    right: dict[tuple[str, str, str], bool] = {}
    for claim, hit, got in _pairs(gold, found, relations):
        if got:
            right[claim.subject, claim.relation, claim.object] = hit is not None
            if relations[claim.relation].symmetric:
                right[claim.object, claim.relation, claim.subject] = hit is not None
    yield from ((claim, right[claim.subject, claim.relation, claim.object]) for claim in found.claims)


def same(one: Entity, other: Entity) -> bool:
    """Are the two the same actor, by the codebook's rule?

    >>> from kg.model import EntityType
    >>> iran = Entity(id="a", type=EntityType.COUNTRY, name="Iran", code="IR")
    >>> same(iran, Entity(id="b", type=EntityType.COUNTRY, name="Islamic Republic", aliases=("the Iran",)))
    True
    """
    if one.code and other.code:
        return one.code.upper() == other.code.upper()
    return bool(_names(one) & _names(other))


def sentence_texts(articles: Iterable[Article], model: str = "") -> dict[tuple[str, int], str]:
    """What do the articles' sentences say? (Article name, number from 1) -> the sentence, as the pipeline `model` parts them."""
    texts: dict[tuple[str, int], str] = {}
    nlp = load(model)
    for parsed in parse(((tagged, {}) for tagged in tag(articles, nlp)), nlp):
        for number, tokens in groupby(range(len(parsed.doc)), key=parsed.sentences.__getitem__):
            first, *rest = tokens
            texts[parsed.article.name, number] = parsed.quote(first, rest[-1] if rest else first)
    return texts


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *entity.aliases)} - {""}


def _by_name(articles: Sequence[Gold]) -> Mapping[str, Gold]:
    by_name: dict[str, Gold] = {}
    for one in articles:
        if one.article in by_name:
            raise GoldError(f"{one.article}: two articles of this name; give each its own")
        by_name[one.article] = one
    return by_name


def _pairs(gold: Gold, found: Gold, relations: Mapping[str, Relation]) -> Iterator[tuple[Said, Said | None, Said | None]]:
    """(claim, as gold, as extracted): matches and false claims in the order of extraction, then the missed ones in gold order."""
    left = list(gold.claims)
    read: set[tuple[str, str, str]] = set()
    for claim in found.claims:
        symmetric = relations[claim.relation].symmetric
        triple = (claim.subject, claim.relation, claim.object)
        if triple in read or (symmetric and triple[::-1] in read):
            continue
        read.add(triple)
        hit = next((one for one in left if _matches(gold, one, found, claim, symmetric)), None)
        if hit is not None:
            left.remove(hit)
        yield claim, hit, claim
    yield from ((one, one, None) for one in left)


def _matches(gold: Gold, one: Said, found: Gold, other: Said, symmetric: bool) -> bool:
    if one.relation != other.relation:
        return False
    subject, object_ = gold.entities[one.subject], gold.entities[one.object]
    other_subject, other_object = found.entities[other.subject], found.entities[other.object]
    straight = same(subject, other_subject) and same(object_, other_object)
    return straight or (symmetric and same(subject, other_object) and same(object_, other_subject))


def _score_entities(score: Score, gold: Gold, found: Gold) -> None:
    """Gold entities that some extracted claim names; speakers alone are not counted as found."""
    used = {key for claim in found.claims for key in (claim.subject, claim.object)}
    others = [found.entities[key] for key in sorted(used)]
    score.right += sum(any(same(one, other) for other in others) for one in gold.entities.values())
    score.found += len(others)
    score.gold += len(gold.entities)


def _error(article: Gold, claim: Said, *, false: bool) -> Error:
    subject, object_ = article.entities[claim.subject].name, article.entities[claim.object].name
    speaker = article.entities[claim.speaker].name if claim.speaker else ""
    return Error(article=article.article, false=false, subject=subject, object=object_, speaker=speaker, claim=claim)


def _score_attributes(scores: Scores, gold: Gold, found: Gold, one: Said, other: Said) -> None:
    scores.status.count(right=one.status == other.status, found=True, gold=True)
    if one.post:
        wanted, got = fold(one.post), fold(other.post)
        scores.post.count(right=bool(got) and (got in wanted or wanted in got), found=bool(got), gold=True)
    for name, score in scores.attributes.items():
        wanted, got = getattr(one, name), getattr(other, name)
        right = bool(wanted and got)
        right = right and (same(gold.entities[wanted], found.entities[got]) if name == "speaker" else wanted == got)
        score.count(right=right, found=bool(got), gold=bool(wanted))


def read_cases(gold: Path, texts: Path | None = None) -> Iterator[tuple[Gold, Article]]:
    """Which gold files are there, and the articles they are about? In the order of the file names.

    `gold` is one file or a folder of `.json` files; the texts stand beside them, or in `texts`. Raises `GoldError` for a
    malformed gold file or a missing text, `CorpusError` for a text that cannot be read.
    """
    if not gold.exists():
        raise GoldError(f"{gold}: no such file or folder")
    files = sorted(gold.glob("*.json")) if gold.is_dir() else [gold]
    if not files:
        raise GoldError(f"{gold}: no gold files (*.json) in this folder")
    relations = read_relations()[0]
    for file in files:
        one = read_gold(file, relations)
        text = (texts or file.parent) / one.article
        if not text.is_file():
            raise GoldError(f"{file}: its text {text} is missing; --texts DIR says where the texts are")
        yield from ((one, article) for article in read([text]))
