"""From an article to what it says: the extractors in a row, each claim with status, speaker, date and evidence.

The extractors are pure: the same parse, mentions and tables give the same claims, in whatever order they run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import gazetteer as gazetteers
from kg import lexicon as lexicons
from kg.claims.actors import Actor, Cast
from kg.claims.attribution import speakers
from kg.claims.contacts import destination, relation_of, settled, triple
from kg.claims.factuality import status_of
from kg.claims.frames import Found, find_frames
from kg.claims.letters import find_letters
from kg.claims.marks import names_of
from kg.claims.planned import dead, planned
from kg.claims.quotes import quoted
from kg.claims.roles import Held, find_roles
from kg.claims.voices import first, speaker_of, voices
from kg.ids import digest
from kg.lexicon.confidence import construction_of, load_confidence
from kg.lexicon.cues import Cues, load_cues
from kg.lexicon.reference import load_reference
from kg.mentions.dates import date_of
from kg.mentions.find import Mentions, find, fold_mentions
from kg.model import Article, Claim, EntityType, Evidence, Reading, Span, Status
from kg.text.parse import Parse, load, parse, tag

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_PACKAGE = Path(__file__).parent.parent
_READING_FLOORS = ("clean.py", "model.py", "ids.py", "lexicon", "gazetteer", "text", "mentions", "claims")
_RANK = list(Status)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads articles with one pipeline and one set of tables.

    `model` is a spaCy pipeline's name or path ("" for the shipped one); `frames` and `gazetteer` are files of a user's own rows.
    """

    model: str = ""
    frames: Path | None = None
    gazetteer: Path | None = None

    @cached_property
    def _tables(self) -> tuple[lexicons.Lexicon, gazetteers.Gazetteer]:
        return lexicons.load(self.frames), gazetteers.load(self.gazetteer)

    @cached_property
    def _nlp(self) -> Language:
        return load(self.model)

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """What does each article say? In the order of the articles."""
        return (self.read_parse(parsed) for parsed in self.parses(articles))

    def parses(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """What is the grammar of each article? In the order of the articles."""
        lexicon, gazetteer = self._tables
        tagged = tag(articles, self._nlp)
        folded = ((article, fold_mentions(article, gazetteer, lexicon)) for article in tagged)
        return parse(folded, self._nlp)

    def read_parse(self, parsed: Parse) -> Reading:
        """What does a parsed article say?"""
        lexicon, cues, cast = self.lexicon, load_cues(), self.cast(parsed)
        gone = dead(parsed.doc, cast.mentions, cues)
        claims = [_role_claim(parsed, held, cast, gone) for held in find_roles(parsed, cast)]
        for found in find_frames(parsed.doc, cast, lexicon):
            if (placed := destination(found, cast)) is not None:
                claims.append(_frame_claim(parsed, placed, cast, cues))
        nouns = {start for token, start in zip(parsed.doc, parsed.starts, strict=True) if token.pos_ == "NOUN"}
        symmetric = frozenset(name for name, relation in lexicon.relations.items() if relation.symmetric)
        contacts = frozenset(name for name, relation in lexicon.relations.items() if relation.family == "contacts")
        claims = planned(settled(claims, cast, parsed.article.published, contacts, symmetric), nouns, contacts, cues)
        return _reading(parsed, cast.mentions, claims, symmetric)

    def cast(self, parsed: Parse) -> Cast:
        """Who is who in a parsed article?"""
        lexicon, gazetteer = self._tables
        reference = load_reference()
        mentions = find(parsed, gazetteer, lexicon, reference)
        sources = speakers(parsed.doc, load_cues(), parsed.paragraphs)
        letters = tuple(find_letters(parsed, mentions, reference))
        told = voices(parsed.doc, sources, mentions, letters)
        return Cast(
            mentions=mentions,
            speakers=tuple(first(together) for together in told),
            voices=told,
            reference=reference,
            addressees={i: letter.addressee for letter in letters if letter.addressee for i in range(letter.start, letter.end)},
            quoted=quoted(parsed.doc, parsed.paragraphs),
        )

    @property
    def lexicon(self) -> lexicons.Lexicon:
        """The tables by which it reads, the user's rows among them."""
        return self._tables[0]

    @cached_property
    def version(self) -> str:
        """The reader's version: a hash of rules, tables and model. Readings of equal version and article are equal."""
        files = [file for floor in _READING_FLOORS for file in _files(_PACKAGE / floor)]
        own = [path for path in (self.frames, self.gazetteer) if path]
        parts = [f"{file.relative_to(_PACKAGE)}\0{digest(file.read_bytes().hex())}" for file in files]
        return digest(self.model, *parts, *(path.read_text(encoding="utf8") for path in own))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc")


def _role_claim(parsed: Parse, held: Held, cast: Cast, gone: Collection[str]) -> Claim:
    # The dead hold no office.
    status = Status.FORMER if held.status is Status.ACTUAL and held.subject.id in gone else held.status
    return Claim(
        subject=held.subject.id,
        relation=held.relation,
        object=held.object.id,
        rule=held.rule,
        evidence=_evidence(parsed, parsed.doc[held.trigger]),
        spans=(parsed.span(held.trigger, held.trigger), _span(parsed, held.subject), _span(parsed, held.object)),
        status=status,
        post=held.post,
        confidence=_confidence(held.rule, held.relation, construction_of(held.rule), held, cast),
    )


def _frame_claim(parsed: Parse, found: Found, cast: Cast, cues: Cues) -> Claim:
    frame, trigger = found.frame, found.trigger
    # Who speaks of somebody's crimes accuses him, whatever the sentence says of the crimes.
    status = Status.ACTUAL if frame.speaker or _is_performed(found, cast) else status_of(trigger, cues)
    negated = status is Status.DENIED and any(condition.kind == "neg" for condition in frame.requires)
    if frame.status and (negated or status is Status.ACTUAL):
        status = Status(frame.status)
    relation = relation_of(found, cast)
    if relation == "aids" and status is Status.ACTUAL and names_of(trigger, "") & cues.veridical.promised:
        status = Status.INTENDED
    return Claim(
        subject=found.subject.id,
        relation=relation,
        object=found.object.id,
        rule=frame.id,
        evidence=_evidence(parsed, trigger),
        spans=(parsed.span(trigger.i, trigger.i), _span(parsed, found.subject), _span(parsed, found.object)),
        status=status,
        speaker=speaker_of(cast.voices[trigger.i], found.subject.id, relation, cast, cues),
        date=date_of(trigger, parsed.article.published, cues, ahead=status in (Status.INTENDED, Status.HYPOTHETICAL)),
        channel=_channel(found, cast) if frame.channel and relation == frame.relation else "",
        plover=frame.plover,
        confidence=_confidence(frame.id, relation, frame.construction, found, cast),
    )


def _confidence(rule: str, relation: str, construction: str, found: Held | Found, cast: Cast) -> float:
    """How sure is the claim? What its rule is, and whether it reads an unnamed group."""
    group = EntityType.GROUP in (cast.type(found.subject.id), cast.type(found.object.id))
    return load_confidence().of(rule, relation, construction, group=group)


def _is_performed(found: Found, cast: Cast) -> bool:
    """Is a wish in the first person the act itself: "I would like to congratulate you"?"""
    reference, doc = cast.reference, found.trigger.doc
    if found.frame.relation not in reference.performed or doc[found.subject.first].lower_ not in ("i", "we", "my", "our"):
        return False
    return any(word.lemma_ in reference.wishing for word in found.trigger.ancestors)


def _channel(found: Found, cast: Cast) -> str:
    """Over what did they talk? What the words beside the trigger say ("by phone", "a video call"), else the frame's channel."""
    if found.frame.channel != "unspecified":
        return found.frame.channel
    words = [found.trigger, *found.trigger.children, *(c for child in found.trigger.children for c in child.children)]
    if found.trigger.pos_ == "NOUN":
        words.append(found.trigger.head)
    channels = cast.reference.channels
    said = [channels[word.lower_] for word in words if word.lower_ in channels]
    return "video" if "video" in said else said[0] if said else "unspecified"


def _span(parsed: Parse, actor: Actor) -> Span:
    return parsed.span(actor.first, actor.last)


def _evidence(parsed: Parse, trigger: Token) -> Evidence:
    sent = trigger.sent
    span = parsed.span(sent.start, sent.end - 1)
    return Evidence(span=span, quote=parsed.article.text[span.start : span.end], sentence=parsed.sentences[trigger.i])


def _reading(parsed: Parse, mentions: Mentions, claims: Sequence[Claim], symmetric: frozenset[str]) -> Reading:
    """The claims, the winner of each triple first: fact before speaker, then status; and the entities they name."""
    kept: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        kept.setdefault((claim.subject, claim.relation, claim.object, *(f"{s.start}:{s.end}" for s in claim.spans)), claim)
    order: dict[tuple[str, ...], int] = {}
    unique = sorted(kept.values(), key=_place)
    for claim in unique:
        order.setdefault(triple(claim, symmetric), len(order))
    ranked = sorted(unique, key=lambda c: (order[triple(c, symmetric)], bool(c.speaker), _RANK.index(c.status)))
    used = {identifier for c in ranked for identifier in (c.subject, c.object, c.speaker) if identifier}
    entities = tuple(mentions.entities[i] for i in sorted(used))
    return Reading(article=parsed.article, entities=entities, claims=tuple(ranked))


def _place(claim: Claim) -> tuple[object, ...]:
    """Where the claim stands in the article; the rest makes the order the same in whatever order the extractors ran."""
    return (claim.evidence.span.start, *(span.start for span in claim.spans), claim.relation, claim.subject, claim.object)
