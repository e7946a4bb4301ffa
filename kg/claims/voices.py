"""Voices: who says each word, as actors of the article, and whether a claim needs to name him.

Source: codebook, Claims ("speaker: whose word it is, where it is not the article's own. Not repeated where subject and speaker
are the same and the verb is itself the speech act").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.claims.actors import Cast
from kg.claims.letters import Letter
from kg.claims.nouns import coordinated
from kg.lexicon.cues import Cues
from kg.mentions.find import Mentions
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc


def voices(doc: Doc, sources: Sequence[int], mentions: Mentions, letters: Sequence[Letter]) -> tuple[tuple[str, ...], ...]:
    """Who says each token? All who say it together, in the order of the text, () for the article's own words.

    "" comes first where one plural says it ("the two ministers"), so that none of them stands for all. `sources` are head
    tokens (-1 for none). Media and agencies are nobody; a letter is its writer's.
    """
    known: dict[int, tuple[str, ...]] = {-1: ()}
    found: list[tuple[str, ...]] = []
    for source in sources:
        if source not in known:
            known[source] = _meant(doc, source, mentions)
        found.append(known[source])
    for letter in letters:
        writer = (letter.writer,) if letter.writer else ()
        found[letter.start : letter.end] = [told or writer for told in found[letter.start : letter.end]]
    return tuple(found)


def _meant(doc: Doc, source: int, mentions: Mentions) -> tuple[str, ...]:
    """Whom a source means, with whoever is coordinated with it; () for media."""
    own = mentions.refers.get(source, ())
    if not own or own[0] in mentions.media:
        return ()
    row = [i for part in coordinated(doc[source]) for i in mentions.refers.get(part.i, ())]
    together = tuple(dict.fromkeys(i for i in row if i not in mentions.media))
    return ("", *together) if len(own) > 1 else together


def first(told: Sequence[str]) -> str:
    """The one who stands for all who say it, "" if nobody does."""
    return told[0] if told else ""


def speaker_of(told: Sequence[str], subject: str, relation: str, cast: Cast, cues: Cues) -> str:
    """Whose word is a claim of this relation, said by these? "" where the article or, by the act itself, its subject says it."""
    if subject in told:
        performed = relation in cues.speech.performed or cast.type(subject) is EntityType.GROUP
        return "" if performed or len(told) > 1 else subject
    one = first(told)
    return one if one and cast.type(one) is not EntityType.GROUP else ""
