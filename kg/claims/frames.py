"""Which claims do the frames read? One walk over the words: a trigger, its slots, their actors, a claim for each pair.

Frames are rows of the lexicon; this module only knows how their slots, conditions and flags work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.conditions import holds, lemma_of
from kg.claims.grammar import case_of, children, is_predicate, light_verb, noun_slot, objects, slot, subjects
from kg.lexicon import Lexicon
from kg.lexicon.frames import AdjectiveFrame, Frame, VerbFrame
from kg.lexicon.light import LightVerb
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RECIPROCAL = frozenset(("other", "another"))
_MANY = 4
_AGAINST = frozenset(("condemns", "rejects"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A frame that fired: its trigger and one pair of actors."""

    frame: Frame
    trigger: Token
    subject: Actor
    object: Actor


def find_frames(doc: Doc, cast: Cast, lexicon: Lexicon) -> Iterator[Found]:
    """Which frames fire where? In the order of the text, of the table, and of the actors."""
    taken = {i for token in doc for i in _taken(token, lexicon)}
    actors = cast.mentions.refers.keys() - _events(cast)
    for token in doc:
        lemma, opens = lemma_of(token, lexicon), ""
        if token.pos_ == "PROPN" and token.is_sent_start and token.i not in cast.mentions.refers:
            opens = _participle(token, lexicon)
            lemma = opens or lemma
        if token.pos_ in ("VERB", "AUX") or opens:
            for verb_frame in _verb_frames(token, lemma, lexicon):
                if holds(verb_frame, token, lexicon):
                    yield from _pairs(verb_frame, token, *_verb_arguments(verb_frame, token, cast), cast, lexicon)
        elif token.pos_ in ("NOUN", "PROPN"):
            for noun_frame in lexicon.by_noun.get(lemma, ()):
                if (
                    token.i not in taken
                    and holds(noun_frame, token, lexicon)
                    and (token.i not in actors or _says_of_itself(noun_frame, token))
                    and not _is_topic(noun_frame, token, cast, lexicon)
                ):
                    yield from _pairs(noun_frame, token, *_noun_arguments(noun_frame, token, cast, lexicon), cast, lexicon)
        if token.pos_ in ("ADJ", "VERB"):
            for frame in _adjective_frames(token, lemma, lexicon):
                if holds(frame, token, lexicon):
                    yield from _pairs(frame, token, *_adjective_arguments(frame, token, cast), cast, lexicon)


def _events(cast: Cast) -> set[int]:
    """Last words of unknown names: "State Visit" may name what happened rather than a body."""
    names = cast.mentions.meaning
    return {name.last for name in names if name.entry is None and name.type is EntityType.ORGANIZATION and name.first < name.last}


def _says_of_itself(frame: Frame, noun: Token) -> bool:
    """ "Critics of Tesk": the group's own noun says how it stands to somebody. "Their partners" only names it."""
    return "self" in frame.subject and any(case_of(child) == "of" for child in children(noun, "nmod"))


def _participle(opener: Token, lexicon: Lexicon) -> str:
    """The lemma of a capital participle that opens a sentence and so looks like a name ("Congratulating X, he …"), or ""."""
    stem = opener.lower_[:-3] if opener.lower_.endswith("ing") else ""
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((lemma for lemma in (stem, stem + "e", doubled) if lemma and lemma in lexicon.by_verb), "")


def _is_topic(frame: Frame, noun: Token, cast: Cast, lexicon: Lexicon) -> bool:
    """Is the cooperation only talked about ("discussed cooperation")? Source: codebook, Settled questions."""
    relation = lexicon.relations[frame.relation]
    if not (relation.symmetric and relation.family == "cooperation"):
        return False
    verb = light_verb(noun)
    return verb is not None and verb.lemma_.lower() in cast.reference.topics


def _verb_frames(verb: Token, lemma: str, lexicon: Lexicon) -> Iterable[VerbFrame]:
    """Rows of the verb with its particle ("lash out") first; the bare verb's rows if there are none."""
    for child in verb.children:
        if child.dep_ in ("compound:prt", "advmod", "obl", "xcomp", "case") and child.i > verb.i:
            particle = lexicon.by_verb.get(f"{lemma} {child.lower_}")
            if particle:
                return particle
    return lexicon.by_verb.get(lemma, ())


def _taken(token: Token, lexicon: Lexicon) -> list[int]:
    """Which nouns does a row of their verb already read ("cut ties")? Their own rows must not say the contrary."""
    if token.pos_ == "NOUN":
        rows = [frame for frame in lexicon.by_noun.get(lemma_of(token, lexicon), ()) if holds(frame, token, lexicon)]
        below = [child.i for child in children(token, "nmod") if case_of(child) == "of"]
        return below if any(c.kind == "of" for frame in rows for c in frame.requires) else []
    if token.pos_ != "VERB":
        return []
    verbs = [frame for frame in _verb_frames(token, lemma_of(token, lexicon), lexicon) if holds(frame, token, lexicon)]
    return [noun.i for noun in objects(token)] if any(c.kind == "noun" for frame in verbs for c in frame.requires) else []


def _adjective_frames(token: Token, lemma: str, lexicon: Lexicon) -> Iterable[AdjectiveFrame]:
    before = token.nbor(-1).text if token.i else ""
    if before in ("-", "–", "‑"):
        return lexicon.by_adjective.get(f"-{token.lower_}", ())
    return lexicon.by_adjective.get(token.lower_) or (lexicon.by_adjective.get(lemma, ()) if token.pos_ == "ADJ" else ())


def _first(slots: Sequence[str], fill: Iterable[list[Actor]]) -> list[Actor]:
    return next((actors for _, actors in zip(slots, fill, strict=True) if actors), [])


def _verb_arguments(frame: Frame, verb: Token, cast: Cast) -> tuple[list[Actor], list[Actor]]:
    if frame.speaker:
        subject = _speaker(verb, cast)
    else:
        subject = _first(frame.subject, (cast.all(slot(verb, name)) for name in frame.subject)) or _outer_subject(
            frame, verb, cast
        )
    heads = [_blamed(frame, slot(verb, name), cast) for name in frame.object]
    if frame.mutual and any(_is_reciprocal(head) for filled in heads for head in filled):
        return subject, []
    return subject, _first(frame.object, (cast.all(filled, deep=frame.deep) for filled in heads))


def _blamed(frame: Frame, heads: list[Token], cast: Cast) -> list[Token]:
    """ "Condemned the murder of Tesk": whoever suffered is not whom the words are against; the doer is, if he is told."""
    if not frame.deep or frame.relation not in _AGAINST:
        return heads
    return [
        head
        for head in heads
        if head.lemma_.lower() not in cast.reference.sufferings
        or children(head, "nmod:poss")
        or any(case_of(child) == "by" for child in children(head, "nmod", "obl", "acl"))
        or cast.modifiers(head)
    ]


def _outer_subject(frame: Frame, verb: Token, cast: Cast) -> list[Actor]:
    """ "Tesk said that terror knew no border and asked …": who goes on may be the subject of the clause around, too."""
    if (
        frame.subject[:1] != ("subj",)
        or verb.dep_ != "conj"
        or verb.head.dep_ != "ccomp"
        or children(verb, "nsubj", "nsubj:pass")
    ):
        return []
    return cast.all(subjects(verb.head.head))


def _is_reciprocal(head: Token) -> bool:
    return head.lower_ in _RECIPROCAL and head.i > 0 and head.nbor(-1).lower_ in ("each", "one")


def _speaker(trigger: Token, cast: Cast) -> list[Actor]:
    speaker = cast.speakers[trigger.i]
    return [Actor(id=speaker, first=trigger.i, last=trigger.i)] if speaker else []


def _noun_arguments(frame: Frame, noun: Token, cast: Cast, lexicon: Lexicon) -> tuple[list[Actor], list[Actor]]:
    """The noun's own slots, and, where it hangs on a light verb ("held talks with"), that verb's subject and obliques."""
    subject = (
        _speaker(noun, cast) if frame.speaker else _first(frame.subject, (_noun_actors(noun, n, cast) for n in frame.subject))
    )
    used = {actor.id for actor in subject} if not frame.mutual else set()
    target = _first(
        frame.object, ([a for a in _noun_actors(noun, n, cast, deep=frame.deep) if a.id not in used] for n in frame.object)
    )
    verb, light = light_row(noun, lexicon)
    if verb is None or light is None:
        return subject, target
    lender = cast.all([head for head in subjects(verb) if head.i != noun.i])
    if frame.speaker:
        return subject, target or [actor for actor in lender if actor.id not in used]
    wanted = frame.object if light.takes == "subject" else frame.subject
    obliques = [_verb_obliques(verb, noun, name) for name in wanted]
    if verb.dep_ in ("xcomp", "advcl"):  # "wrote to her to convey his condolences"
        obliques += [_verb_obliques(verb.head, noun, name) for name in wanted]
    other = next((actors for actors in (cast.all(heads, deep=frame.deep) for heads in obliques) if actors), [])
    if light.takes == "subject":
        return subject or lender, target or other
    return subject or other, target or lender


def light_row(noun: Token, lexicon: Lexicon) -> tuple[Token | None, LightVerb | None]:
    """Which light verb governs the noun, and by which row?"""
    verb = noun if is_predicate(noun) else light_verb(noun)
    if verb is None:
        return None, None
    place = case_of(noun) if is_case(noun) or is_predicate(verb) else "obj"
    base = "be" if is_predicate(verb) else lemma_of(verb, lexicon)
    lemmas = [f"{base} {c.lower_}" for c in children(verb, "compound:prt", "advmod")] + [base]
    for lemma in lemmas:
        for row in lexicon.by_light.get(lemma, ()):
            if place in row.via:
                return verb, row
    return verb, None


def is_case(noun: Token) -> bool:
    """Does the noun hang on its verb by a preposition?"""
    return noun.dep_ == "obl"


def _noun_actors(noun: Token, name: str, cast: Cast, *, deep: bool = False) -> list[Actor]:
    if name == "adj":
        return cast.modifiers(noun)
    if name == "self":
        # "Norway is a critic of Iran", "Norway, a critic of Iran,", "critics of Iran".
        if children(noun, "cop"):
            return cast.all(children(noun, "nsubj"), deep=deep)
        return cast.all([noun.head] if noun.dep_ == "appos" else [noun, *children(noun, "appos")])
    return cast.all(noun_slot(noun, name), deep=deep)


def _verb_obliques(verb: Token, noun: Token, name: str) -> list[Token]:
    if name in ("poss", "adj"):
        return []
    own = [verb] if is_predicate(verb) and case_of(verb) == name else []
    return own + [child for child in children(verb, "obl", "nmod", "iobj") if case_of(child) == name and child.i != noun.i]


def _adjective_arguments(frame: Frame, adjective: Token, cast: Cast) -> tuple[list[Actor], list[Actor]]:
    def fill(name: str, *, deep: bool = False) -> list[Actor]:
        if name == "speaker":
            return _speaker(adjective, cast)
        if name == "noun":
            return cast.actors(adjective.head, deep=deep) if adjective.dep_ in ("amod", "acl", "compound") else []
        if name == "prefix":
            before = adjective.i - 2
            state = cast.mentions.adjectives.get(before) or next(iter(cast.mentions.refers.get(before, ())), "")
            return [Actor(id=state, first=before, last=before)] if state else []
        if name == "subj" and adjective.dep_ in ("amod", "acl"):
            return cast.actors(adjective.head, deep=deep)
        return cast.all(slot(adjective, name), deep=deep)

    subject = _speaker(adjective, cast) if frame.speaker else _first(frame.subject, (fill(n) for n in frame.subject))
    return subject, _first(frame.object, (fill(n, deep=frame.deep) for n in frame.object))


def _pairs(
    frame: Frame, trigger: Token, subject: list[Actor], target: list[Actor], cast: Cast, lexicon: Lexicon
) -> Iterator[Found]:
    """Every pair across the two sides, or among the subjects where the relation is mutual and has no other side."""
    if frame.state:
        target = [Actor(id=cast.mentions.states.get(a.id, a.id), first=a.first, last=a.last) for a in target]
    if frame.reverse:
        subject, target = target, subject
    relation = lexicon.relations[frame.relation]
    pairs: Iterable[tuple[Actor, Actor]] = ((a, b) for a in subject for b in target)
    if {actor.id for actor in target} == {actor.id for actor in subject} and not relation.symmetric:
        pairs = permutations(subject, 2)  # "the war between A and B"
    elif not frame.mutual:
        target = [actor for actor in target if actor.id not in {other.id for other in subject}]
    if frame.mutual and relation.symmetric and {actor.id for actor in target} <= {actor.id for actor in subject}:
        among = list(combinations(subject, 2))
        pairs = among if len(subject) <= _MANY else among[: len(subject) - 1]
    for a, b in pairs:
        fits = cast.type(a.id) in relation.domain and cast.type(b.id) in relation.range
        if a.id != b.id and fits and not _is_media(a, b, cast):
            yield Found(frame=frame, trigger=trigger, subject=a, object=b)


def _is_media(a: Actor, b: Actor, cast: Cast) -> bool:
    return a.id in cast.mentions.media or b.id in cast.mentions.media
