"""Which claims do the frames read? One walk over the words: a trigger, the rows of its lemma, their actors, the pairs.

Every row whose word stands in the text with the right part of speech is a *proposal*: it fires for a pair of actors, or it is
passed over for a reason. Reading takes the ones that fire, `kg extract --explain` shows both. Frames are rows of the lexicon;
this module only knows how their conditions and flags work, `arguments` how their slots do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from kg.claims.actors import Actor, Cast
from kg.claims.arguments import arguments
from kg.claims.conditions import hindrance, lemma_of
from kg.claims.grammar import case_of, children, is_infinitive, objects
from kg.claims.nouns import light_verb
from kg.claims.wanted import is_wanted
from kg.lexicon import Lexicon
from kg.lexicon.frames import AdjectiveFrame, Frame, NounFrame, VerbFrame
from kg.lexicon.relations import Relation
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MANY = 4
NO_SUBJECT, NO_OBJECT, NOBODY, ONE = "no subject", "no object", "neither subject nor object", "subject and object are one actor"
NAMED = "the word names an actor"
ASKED = "what is asked for or threatened is not told again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A frame that fired: its trigger and one pair of actors."""

    frame: Frame
    trigger: Token
    subject: Actor
    object: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A frame whose trigger stands in the text but did not fire: the actors found by then, and the reason in words. It was
    `tried` if its conditions held, so that actors were looked for."""

    frame: Frame
    trigger: Token
    reason: str
    subject: Sequence[Actor] = ()
    object: Sequence[Actor] = ()
    tried: bool = False


def find_frames(doc: Doc, cast: Cast, lexicon: Lexicon) -> Iterator[Found]:
    """Which frames fire where? In the order of the text, of the table, and of the actors."""
    return (proposal for proposal in proposals(doc, cast, lexicon) if isinstance(proposal, Found))


def proposals(doc: Doc, cast: Cast, lexicon: Lexicon) -> Iterator[Found | PassedOver]:
    """Which frames have their trigger where, and does each fire or why not? In the order of `find_frames`."""
    taken = {i for token in doc for i in _taken(token, lexicon)}
    named = cast.mentions.refers.keys() - _events(cast)
    for token in doc:
        for frame in rows(token, cast, lexicon):
            reason = _bar(frame, token, cast, lexicon, taken, named)
            if reason:
                yield PassedOver(frame=frame, trigger=token, reason=reason)
            else:
                yield from _pairs(frame, token, *arguments(frame, token, cast, lexicon), cast, lexicon)


def rows(token: Token, cast: Cast, lexicon: Lexicon) -> Iterator[Frame]:
    """Which rows does the word trigger, by lemma and part of speech? In table order, those of verbs and nouns first."""
    lemma, opens = lemma_of(token, lexicon), ""
    if token.pos_ == "PROPN" and token.is_sent_start and token.i not in cast.mentions.refers:
        opens = _participle(token, lexicon)
        lemma = opens or lemma
    # "efforts to broker a truce": an infinitive that the tagger takes for a noun.
    if token.pos_ in ("VERB", "AUX") or opens or (token.pos_ == "NOUN" and is_infinitive(token)):
        yield from _verb_frames(token, lemma, lexicon)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from lexicon.by_noun.get(lemma, ())
    if token.pos_ in ("ADJ", "VERB"):
        yield from _adjective_frames(token, lemma, lexicon)


def _participle(opener: Token, lexicon: Lexicon) -> str:
    """The lemma of a capital participle that opens a sentence and so looks like a name ("Congratulating X, he …"), or ""."""
    stem = opener.lower_[:-3] if opener.lower_.endswith("ing") else ""
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((lemma for lemma in (stem, stem + "e", doubled) if lemma and lemma in lexicon.by_verb), "")


def _verb_frames(verb: Token, lemma: str, lexicon: Lexicon) -> Iterable[VerbFrame]:
    """Rows of the verb with its particle ("lash out") first; the bare verb's rows if there are none."""
    for child in verb.children:
        if child.dep_ in ("compound:prt", "advmod", "obl", "xcomp", "case") and child.i > verb.i:
            particle = lexicon.by_verb.get(f"{lemma} {child.lower_}")
            if particle:
                return particle
    return lexicon.by_verb.get(lemma, ())


def _adjective_frames(token: Token, lemma: str, lexicon: Lexicon) -> Iterable[AdjectiveFrame]:
    before = token.nbor(-1).text if token.i else ""
    if before in ("-", "–", "‑"):
        return lexicon.by_adjective.get(f"-{token.lower_}", ())
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "–", "‑"):
        return lexicon.by_adjective.get(f"{token.lower_}-", ())
    return lexicon.by_adjective.get(token.lower_) or (lexicon.by_adjective.get(lemma, ()) if token.pos_ == "ADJ" else ())


# What keeps a row from being tried


def _bar(frame: Frame, token: Token, cast: Cast, lexicon: Lexicon, taken: Set[int], named: Set[int]) -> str:
    """Why is the row not tried at all? "" if it is."""
    if not isinstance(frame, NounFrame):
        return hindrance(frame, token, lexicon) or (ASKED if not frame.speaker and is_wanted(token, lexicon) else "")
    if token.i in taken:
        return "read by a row of its verb"
    if reason := hindrance(frame, token, lexicon):
        return reason
    if token.i in named and not _says_of_itself(frame, token):
        return NAMED
    if frame.speaker and frame.relation == "accuses" and _is_judged(token, lexicon):
        return "condemned or rejected by its own sentence"
    if not frame.speaker and is_wanted(token, lexicon):
        return ASKED
    return "only a topic of talks" if _is_topic(frame, token, cast, lexicon) else ""


def _taken(token: Token, lexicon: Lexicon) -> list[int]:
    """Which nouns does a row of their verb already read ("cut ties")? Their own rows must not say the contrary."""
    if token.pos_ == "NOUN":
        nouns = [frame for frame in lexicon.by_noun.get(lemma_of(token, lexicon), ()) if not hindrance(frame, token, lexicon)]
        below = [child.i for child in children(token, "nmod") if case_of(child) == "of"]
        return below if any(c.kind == "of" for frame in nouns for c in frame.requires) else []
    if token.pos_ != "VERB":
        return []
    verbs = [frame for frame in _verb_frames(token, lemma_of(token, lexicon), lexicon) if not hindrance(frame, token, lexicon)]
    return [noun.i for noun in objects(token)] if any(c.kind == "noun" for frame in verbs for c in frame.requires) else []


def _is_judged(noun: Token, lexicon: Lexicon) -> bool:
    """ "Condemned the crimes of the regime": that is the condemnation, and no accusation besides. Source: codebook."""
    phrase = noun
    while phrase.dep_ in ("nmod", "conj", "obj", "obl", "nsubj:pass", "compound") and phrase.head.i != phrase.i:
        phrase = phrase.head
        rows_: Iterable[Frame] = ()
        if phrase.pos_ in ("VERB", "NOUN"):
            lemma = lemma_of(phrase, lexicon)
            rows_ = lexicon.by_verb.get(lemma, ()) if phrase.pos_ == "VERB" else lexicon.by_noun.get(lemma, ())
        if any(row.relation in ("condemns", "rejects") for row in rows_):
            return True
    return False


def _events(cast: Cast) -> set[int]:
    """Last words of unknown names: "State Visit" may name what happened rather than a body."""
    names = cast.mentions.meaning
    return {name.last for name in names if name.entry is None and name.type is EntityType.ORGANIZATION and name.first < name.last}


def _says_of_itself(frame: Frame, noun: Token) -> bool:
    """ "Critics of Tesk", "Tesk's supporters": the noun says how they stand to somebody. "Their partners" only names them."""
    if "self" not in frame.subject:
        return False
    named = frame.relation == "supports" and any(owner.pos_ == "PROPN" for owner in children(noun, "nmod:poss"))
    return named or bool(children(noun, "cop")) or any(case_of(child) == "of" for child in children(noun, "nmod"))


def _is_topic(frame: Frame, noun: Token, cast: Cast, lexicon: Lexicon) -> bool:
    """Is the cooperation only talked about ("discussed cooperation")? Source: codebook, Settled questions."""
    relation = lexicon.relations[frame.relation]
    if not (relation.symmetric and relation.family == "cooperation"):
        return False
    above = next((head for head in noun.ancestors if head.pos_ == "VERB"), None)
    return any(verb is not None and verb.lemma_.lower() in cast.reference.topics for verb in (light_verb(noun), above))


# From actors to pairs


def _pairs(
    frame: Frame, trigger: Token, subject: list[Actor], target: list[Actor], cast: Cast, lexicon: Lexicon
) -> Iterator[Found | PassedOver]:
    """Every pair across the two sides, or among the subjects where the relation is mutual and has no other side."""
    relation, tried = lexicon.relations[frame.relation], False
    for a, b in _paired(frame, subject, target, relation, cast):
        tried = True
        if reason := _misfit(a, b, relation, cast):
            yield PassedOver(frame=frame, trigger=trigger, subject=(a,), object=(b,), reason=reason, tried=True)
        else:
            yield Found(frame=frame, trigger=trigger, subject=a, object=b)
    if not tried:
        reason = (ONE if target else NO_OBJECT) if subject else (NO_SUBJECT if target else NOBODY)
        yield PassedOver(frame=frame, trigger=trigger, subject=subject, object=target, reason=reason, tried=True)


def _paired(
    frame: Frame, subject: list[Actor], target: list[Actor], relation: Relation, cast: Cast
) -> Iterable[tuple[Actor, Actor]]:
    if frame.state and not frame.mutual:
        target = [_represented(actor, cast) for actor in target]
    if frame.reverse:
        subject, target = target, subject
    pairs: Iterable[tuple[Actor, Actor]] = ((a, b) for a in subject for b in target)
    both = {actor.id for actor in target} == {actor.id for actor in subject} or (frame.mutual and not target)
    if both and not relation.symmetric:
        pairs = permutations(subject, 2)  # "the war between A and B", "A and B disagreed"
    elif not frame.mutual:
        others = [actor for actor in target if actor.id not in {other.id for other in subject}]
        pairs = ((a, b) for a in subject for b in others)
    if frame.mutual and relation.symmetric and {actor.id for actor in target} <= {actor.id for actor in subject}:
        among = list(combinations(_parties(subject, cast), 2))
        pairs = among if len(subject) <= _MANY else among[: len(subject) - 1]
    return pairs


def _represented(actor: Actor, cast: Cast) -> Actor:
    """The state that a person stands for, or the actor itself."""
    state = cast.mentions.states.get(actor.id)
    return replace(actor, id=state, how="the state represented") if state else actor


def _parties(actors: list[Actor], cast: Cast) -> list[Actor]:
    """ "Between Norway and Iran and our peoples": beside two states a group is theirs."""
    states = [actor for actor in actors if cast.type(actor.id) is EntityType.COUNTRY]
    return [actor for actor in actors if len(states) < 2 or cast.type(actor.id) is not EntityType.GROUP]


def _misfit(a: Actor, b: Actor, relation: Relation, cast: Cast) -> str:
    """Why can these two not stand in the relation? "" if they can."""
    if a.id == b.id:
        return ONE
    if cast.type(a.id) not in relation.domain:
        return f"a {cast.type(a.id).value} cannot be its subject"
    if cast.type(b.id) not in relation.range:
        return f"a {cast.type(b.id).value} cannot be its object"
    if a.id in cast.mentions.media or b.id in cast.mentions.media:
        return "a medium is no actor"
    return ""
