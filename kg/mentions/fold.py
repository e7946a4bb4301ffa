"""Which words say no more than who is meant, so that the parser may read past them?

"Deputy Prime Minister and Minister for Finance Lawrence Wong met Ali Mahmoud Abbas, the Minister of Defense of Syria"
is, for its grammar, "Wong met Abbas". Long titles are what a parser trained on other text stumbles over most, so each
mention is *folded* into one word before parsing; the folded words hang on it afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.lexicon.offices import Offices
from kg.mentions.names import Name
from kg.mentions.offices import OfficePhrase
from kg.mentions.titles import honorific_length, is_capital
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_BRACKET = 6
_LONGEST_TITLE = 6


def folds(doc: Doc, names: Sequence[Name], found: Sequence[OfficePhrase], offices: Offices) -> Mapping[int, int]:
    """Which tokens are folded, each into which token? The kept tokens are no keys."""
    kept: dict[int, int] = {}
    for name in names:
        if name.kind == "adjective" and name.first == name.last:
            continue
        keep = _word_of(doc, name)
        kept.update((i, keep) for i in range(name.first, name.last + 1) if i != keep)
        if name.type is EntityType.PERSON:
            kept.update((i, keep) for i in range(_title_start(doc, name.first, offices), name.first))
    for office in found:
        if not office.shared:
            _fold_office(doc, office, kept)
    _fold_brackets(doc, kept)
    return {i: _end(kept, i) for i in kept}


def _word_of(doc: Doc, name: Name) -> int:
    """The word that stands for the name: its last, but the first of an unknown "Institute of …"."""
    if name.entry is None and name.type is EntityType.ORGANIZATION:
        linked = [i for i in range(name.first, name.last) if doc[i].lower_ in ("of", "for", "on", "and")]
        return linked[0] - 1 if linked and linked[0] > name.first else name.last
    return next((i for i in range(name.last, name.first - 1, -1) if is_capital(doc[i])), name.last)


def _title_start(doc: Doc, first: int, offices: Offices) -> int:
    """Where do the titles in front of a name begin?"""
    start = first
    for i in range(first - 1, max(-1, first - _LONGEST_TITLE), -1):
        length = honorific_length(doc, i, offices)
        end = i + length + (i + length < len(doc) and doc[i + length].text == ".")
        if length and end == start:
            start = i
    return start


def _fold_office(doc: Doc, office: OfficePhrase, kept: dict[int, int]) -> None:
    holder = office.holder
    if holder is None:
        tail = range(office.head + 1, office.last + 1)
        kept.update((i, office.head) for i in tail)
        return
    keep = _word_of(doc, holder)
    if holder.first > office.last:
        start = office.first - 1 if office.first and doc[office.first - 1].lower_ == "the" else office.first
        span = range(start, holder.first)
        close = holder.last + 1 if any(doc[i].text == "," for i in range(office.last + 1, holder.first)) else -1
    elif _directly(doc, holder.last, office.first) or _in_row(doc, holder.last, office.first, keep, kept):
        span = range(holder.last + 1, office.last + 1)
        close = office.last + 1 if doc[holder.last + 1].text in (",", "–", "—", "-", "(") else -1
    else:
        return
    kept.update((i, keep) for i in span if i != keep)
    if 0 < close < len(doc) - 1 and doc[close].text in (",", "–", "—", ")") and not _goes_on(doc, close + 1):
        kept[close] = keep


def _directly(doc: Doc, last: int, first: int) -> bool:
    """Does nothing but a comma, an article and the like stand between a name and its office in apposition?"""
    return first - last <= 4 and doc[last + 1].text in (",", "(", "–", "—", "-")


def _in_row(doc: Doc, last: int, first: int, keep: int, kept: Mapping[int, int]) -> bool:
    """Do only offices of the same holder stand between a name and its office ("X, Senior Minister and Minister for Trade")?"""
    between = range(last + 1, first)
    row = all(kept.get(i) == keep or doc[i].lower_ in (",", "and", "&", "the") for i in between)
    return row and any(kept.get(i) == keep for i in between)


def _goes_on(doc: Doc, i: int) -> bool:
    """Does a list go on behind the comma, or a clause begin, so that the comma says something?"""
    return is_capital(doc[i]) or doc[i].pos_ in ("CCONJ", "DET", "PROPN") or doc[i].lower_ in ("who", "which")


def _fold_brackets(doc: Doc, kept: dict[int, int]) -> None:
    """Short brackets say nothing of the grammar: "(DPM)", "(R-New York)"."""
    for token in doc:
        if token.text != "(" or token.i == 0 or token.i in kept:
            continue
        closing = next((j for j in range(token.i + 1, min(token.i + _LONGEST_BRACKET, len(doc))) if doc[j].text == ")"), -1)
        if closing > 0:
            before = token.i - 1
            kept.update((j, before) for j in range(token.i, closing + 1))


def _end(kept: Mapping[int, int], i: int) -> int:
    """Where does a chain of folds end? A fold into a folded word goes where that goes."""
    seen = {i}
    while i in kept and kept[i] not in seen:
        i = kept[i]
        seen.add(i)
    return i
