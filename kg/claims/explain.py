"""Why does a sentence say what it says? What was found in it and how, what was passed over and why, who is meant by what.

For whoever adds a row to the tables: the same proposals that reading takes its claims from, told with their reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.conditions import lemma_of
from kg.claims.contacts import destination
from kg.claims.frames import NAMED, NO_OBJECT, NO_SUBJECT, NOBODY, ONE, Found, PassedOver, proposals
from kg.claims.nouns import noun_slot
from kg.claims.read import Reader
from kg.claims.roles import UNNAMED, Held, Unheld, role_proposals
from kg.claims.slots import slot
from kg.lexicon import Frame, Lexicon, NounFrame, VerbFrame
from kg.mentions.names import Name
from kg.model import Article, Claim, Reading, Span
from kg.text.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES = {
    "adjective": "an adjective of it",
    "people": "a people's name",
    "capital": "its capital",
    "metonym": "a metonym",
    "loaded": "a loaded name",
    "media": "a medium's name",
}
_OWNERS = {"context": "the state its holder stands for", "body": "its body's state", "region": "its region's state"}
_PLACES = frozenset(("self", "noun", "prefix", "speaker"))
_BEFORE = frozenset(("det", "nmod:poss", "amod", "nummod", "compound", "det:predet"))
_NEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of the article, the names of whom they mean (none if nobody), and how that was found or what is lacking."""

    words: str
    span: Span
    means: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim that was found: its trigger, its two sides, and the name of who says it, "" for the article itself."""

    claim: Claim
    trigger: Phrase
    subject: Phrase
    object: Phrase
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A row whose word stands in the sentence, or an office, of which no claim was made. `kind` is verb, noun, adjective or
    office; `rule` the row's id or the office's; `relation` the row's, "" for an office."""

    trigger: Phrase
    kind: str
    rule: str
    relation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, numbered from 1 in its article: claims found, rows and offices passed over, and the pronouns, offices
    and descriptions in it; each in the order of the text."""

    number: int
    span: Span
    text: str
    found: tuple[Told, ...] = ()
    passed: tuple[Passed, ...] = ()
    references: tuple[Phrase, ...] = ()


def explain(reader: Reader, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Sentence, ...]]]:
    """Why does each article say what it says? Each article with all its sentences, in the order of the articles."""
    for parsed in reader.parses(articles):
        reading = reader.read_parse(parsed)
        yield parsed.article, _Witness(parsed, reader.cast(parsed), reader.lexicon, reading).sentences()


class _Witness:
    """One article read again, with its claims at hand."""

    def __init__(self, parsed: Parse, cast: Cast, lexicon: Lexicon, reading: Reading) -> None:
        self.parsed, self.cast, self.lexicon = parsed, cast, lexicon
        self.at: Mapping[int, Name] = {i: n for n in cast.mentions.meaning for i in range(n.first, n.last + 1)}
        self.claims = {(c.rule, c.spans[0].start, c.subject, c.object): c for c in reading.claims}

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the article, in order."""
        found: dict[int, list[Told]] = {}
        passed: dict[int, list[Passed]] = {}
        for i, told in [*self._roles(), *self._frames()]:
            number = self.parsed.sentences[i]
            if isinstance(told, Told):
                found.setdefault(number, []).append(told)
            else:
                passed.setdefault(number, []).append(told)
        references: dict[int, list[Phrase]] = {}
        for i in sorted(self.cast.mentions.reasons):
            if phrase := self._reference(i):
                references.setdefault(self.parsed.sentences[i], []).append(phrase)
        return tuple(
            Sentence(
                number=number,
                span=self.parsed.span(first, last),
                text=self._words(first, last),
                found=tuple(sorted(found.get(number, ()), key=lambda told: told.trigger.span)),
                passed=tuple(sorted(passed.get(number, ()), key=lambda told: told.trigger.span)),
                references=tuple(references.get(number, ())),
            )
            for number, first, last in self._bounds()
        )

    def _bounds(self) -> Iterator[tuple[int, int, int]]:
        for number, tokens in groupby(range(len(self.parsed.doc)), key=self.parsed.sentences.__getitem__):
            all_ = list(tokens)
            yield number, all_[0], all_[-1]

    # Roles and frames

    def _roles(self) -> Iterator[tuple[int, Told | Passed]]:
        for told in role_proposals(self.parsed, self.cast):
            if isinstance(told, Unheld):
                office = told.office
                if told.reason == UNNAMED and self.cast.mentions.reasons.get(office.head):
                    continue  # what it refers to is told with the other references
                trigger = self._phrase(office.first, office.last)
                yield (
                    office.head,
                    Passed(trigger=trigger, kind="office", rule=f"role.{office.office.id}", relation="", reason=told.reason),
                )
            else:
                yield told.trigger, self._held(told)

    def _held(self, held: Held) -> Told | Passed:
        trigger = self._phrase(held.trigger, held.trigger)
        claim = self.claims.get((held.rule, trigger.span.start, held.subject.id, held.object.id))
        if claim is None:
            return Passed(trigger=trigger, kind="office", rule=held.rule, relation=held.relation, reason="said already")
        place = "behind the office" if held.subject.first > held.trigger else "before the office"
        subject = self._argument(held.subject, place)
        owner = self._argument(held.object)
        if how := _OWNERS.get(held.rule.rpartition(".")[2]):
            owner = replace(owner, how=how)
        return Told(claim=claim, trigger=trigger, subject=subject, object=owner)

    def _frames(self) -> Iterator[tuple[int, Told | Passed]]:
        proposed = list(proposals(self.parsed.doc, self.cast, self.lexicon))
        fired = {(one.trigger.i, one.frame.id) for one in proposed if isinstance(one, Found)}
        words = {one.trigger.i for one in proposed}
        for one in proposed:
            if isinstance(one, Found):
                yield one.trigger.i, self._fired(one)
            elif not (one.reason == ONE and (one.trigger.i, one.frame.id) in fired) and not self._is_idle(one):
                yield one.trigger.i, self._row(one.trigger, one.frame, self._reason(one))
        for token in self.parsed.doc:
            if token.i not in words and token.i not in self.at:
                for frame, reason in _other_rows(token, self.lexicon):
                    yield token.i, self._row(token, frame, reason)

    def _is_idle(self, passed: PassedOver) -> bool:
        """Is the word only a part of a name or title ("the Defense Minister"), or "be" in a row that needs much more than it?"""
        word = passed.trigger
        part = passed.reason == NAMED and self.cast.mentions.spans.get(word.i, (word.i, word.i))[1] > word.i
        return part or (word.pos_ == "AUX" and passed.reason.startswith("needs"))

    def _fired(self, fired: Found) -> Told | Passed:
        found = destination(fired, self.cast)
        if found is None:
            return self._row(fired.trigger, fired.frame, f"is no journey to {self._name(fired.object.id)}")
        trigger = self._phrase(found.trigger.i, found.trigger.i)
        pair = found.subject.id, found.object.id
        claim = self.claims.get((found.frame.id, trigger.span.start, *pair))
        if claim is None:
            same = [rule for rule, start, *ends in self.claims if start == trigger.span.start and tuple(ends) == pair]
            reason = f"said already by {same[0]}" if same else "said already: the two met here"
            return self._row(found.trigger, found.frame, reason)
        return Told(
            claim=claim,
            trigger=trigger,
            subject=self._argument(found.subject),
            object=self._argument(found.object),
            speaker=self._name(claim.speaker) if claim.speaker else "",
        )

    def _row(self, trigger: Token, frame: Frame, reason: str) -> Passed:
        kind = "verb" if isinstance(frame, VerbFrame) else "noun" if isinstance(frame, NounFrame) else "adjective"
        phrase = self._phrase(trigger.i, trigger.i)
        return Passed(trigger=phrase, kind=kind, rule=frame.id, relation=frame.relation, reason=reason)

    def _reason(self, passed: PassedOver) -> str:
        """The reason, with the slots that were tried and what stands in them."""
        frame, reason = passed.frame, passed.reason
        if reason not in (NO_SUBJECT, NO_OBJECT, NOBODY):
            ends = [*passed.subject, *passed.object] if reason != ONE else [*passed.subject][:1]
            return f"{reason} ({', '.join(self._name(actor.id) for actor in ends)})" if ends else reason
        if reason == NO_SUBJECT and frame.speaker:
            return "nobody is known to speak"
        names = {NO_OBJECT: frame.object, NO_SUBJECT: frame.subject}.get(reason, (*frame.subject, *frame.object))
        names = tuple(dict.fromkeys(names))
        if not names:
            return "fewer than two actors"
        words = [head.text for name in names if name not in _PLACES for head in _heads(frame, passed.trigger, name)]
        said = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
        where = f"{reason} ({'|'.join(names)})"
        return f"{where}: {said} {'is' if len(set(words)) == 1 else 'are'} nobody known" if words else where

    # Who is meant by what

    def _argument(self, actor: Actor, place: str = "") -> Phrase:
        name = next((self.at[i] for i in range(actor.last, actor.first - 1, -1) if i in self.at), None)
        noted = next((r for i in range(actor.last, actor.first - 1, -1) if (r := self.cast.mentions.reasons.get(i))), "")
        if name is not None and self.cast.mentions.meaning[name] == actor.id:
            how = _NAMES.get(name.kind, "a name")
        else:
            how = noted or "a region or body of it"
        means = self._name(actor.id)
        return self._phrase(actor.first, actor.last, (means,), ", ".join(part for part in (actor.how or how, place) if part))

    def _reference(self, i: int) -> Phrase | None:
        """The pronoun, office or description at this token, told at the last token of its words."""
        mentions = self.cast.mentions
        token = self.parsed.doc[i]
        left = min((child.left_edge.i for child in token.lefts if child.dep_ in _BEFORE), default=i)
        first, last = mentions.spans.get(i, (i, i))
        first = left if first == i and i - left < _NEAR else first
        reason, ids = mentions.reasons[i], mentions.refers.get(i, ())
        inside = any(j in mentions.reasons for j in range(i + 1, last + 1))
        if not reason or inside or reason.startswith("an office, beside") or token.pos_ == "ADJ":
            return None
        return self._phrase(first, last, tuple(self._name(identifier) for identifier in ids), reason)

    def _name(self, identifier: str) -> str:
        return self.cast.mentions.entities[identifier].name

    def _phrase(self, first: int, last: int, means: tuple[str, ...] = (), how: str = "") -> Phrase:
        return Phrase(words=self._words(first, last), span=self.parsed.span(first, last), means=means, how=how)

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.parsed.quote(first, last).split())


def _heads(frame: Frame, trigger: Token, name: str) -> list[Token]:
    return noun_slot(trigger, name) if isinstance(frame, NounFrame) else slot(trigger, name)


def _other_rows(token: Token, lexicon: Lexicon) -> Iterator[tuple[Frame, str]]:
    """Rows of the word that could not be proposed here: it is another part of speech, or its particle is not with it."""
    lemma, word = lemma_of(token, lexicon), token.pos_.lower()
    if token.pos_ not in ("VERB", "NOUN", "ADJ"):
        return
    tables: tuple[tuple[str, Mapping[str, tuple[Frame, ...]]], ...] = (
        ("VERB", lexicon.by_verb),
        ("NOUN", lexicon.by_noun),
        ("ADJ", lexicon.by_adjective),
    )
    for part, rows in tables:
        if token.pos_ != part:
            for frame in rows.get(lemma, ()):
                yield frame, f"read as a {word}" if word != "adj" else "read as an adjective"
    if token.pos_ == "VERB":
        for key, frames in lexicon.by_verb.items():
            if key.startswith(f"{lemma} "):
                for frame in frames:
                    yield frame, f"“{key.partition(' ')[2]}” is not with it"
