"""Which known actors does a text name? Exact look-up of known forms over words, the longest first.

A dict leads from a word to the forms that begin with it, so a word that begins none costs one look-up. Case counts ("us" is not
"US"), except that a form may be written all in capitals, as headlines do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.errors import TableError
from kg.gazetteer.entries import Entry, FormKind, Hit
from kg.gazetteer.words import variants, words
from kg.ids import fold
from kg.model import EntityType

_Target = tuple[Entry, FormKind, bool] | None
_Index = dict[str, list[tuple[int, tuple[str, ...], _Target]]]


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """What exists in the world, as far as the tables know.

    `entries` stand in table order; `elsewhere` are phrases that hold a known form but mean something else ("Gulf of Mexico");
    `people` are head nouns of collectives of humans ("rebels", "community"); `bodies` head nouns that name a body of a state
    ("army", "foreign ministry"), each with what "the Iranian army" then is: "state", "rule" (the state, or the organization
    that rules: "the Taliban regime") or "organization"; `resident` those of them that act where "in" says ("police in Japan"),
    `fighters` and `ranks` plurals that mean the side they fight on ("Taliban fighters", "NATO troops").
    """

    entries: tuple[Entry, ...]
    elsewhere: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    bodies: Mapping[str, str]
    resident: frozenset[str] = frozenset()
    fighters: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()

    # No slots: the look-up tables are built on first use, so that a command that asks for one country does not pay for them.
    @cached_property
    def _index(self) -> _Index:
        return _index(self.entries, self.elsewhere)

    @cached_property
    def _folded(self) -> dict[str, Entry]:
        folded: dict[str, Entry] = {}
        for entry in self.entries:
            for form, kind in entry.forms():
                if kind not in (FormKind.ADJECTIVE, FormKind.PEOPLE):
                    folded.setdefault(fold(form), entry)
        return folded

    @cached_property
    def _codes(self) -> dict[str, Entry]:
        return {entry.code: entry for entry in self.entries if entry.code}

    def by_code(self, code: str) -> Entry:
        """Which country has this ISO 3166-1 alpha-2 code? Raises TableError if none has.

        >>> from kg.gazetteer import load
        >>> load().by_code("IR").name
        'Iran'
        """
        try:
            return self._codes[code]
        except KeyError:
            raise TableError(f"no country has the code {code!r}; codes are ISO 3166-1 alpha-2, such as IR") from None

    def lookup(self, name: str) -> Entry | None:
        """Which actor goes by this name, in whatever case and accents? Names, capitals, metonyms and loaded names count.

        >>> from kg.gazetteer import load
        >>> load().lookup("the kremlin").name, load().lookup("Atlantis")
        ('Russia', None)
        """
        return self._folded.get(fold(name))

    def find(self, text: Sequence[str]) -> list[Hit]:
        """Which known actors do these words name? Left to right, the longest form first, none overlapping.

        An ambiguous body right behind another state ("the Nigerian Senate", "Nigeria's Senate") is that state's, and no hit.

        >>> from kg.gazetteer import load
        >>> hits = load().find("The Iranian side met the U.S. Congress".split())
        >>> [(hit.start, hit.end, hit.entry.name, hit.kind.value) for hit in hits]
        [(1, 2, 'Iran', 'adjective'), (5, 7, 'United States Congress', 'name')]
        """
        hits: list[Hit] = []
        candidates = self._index.get
        free = 0
        for start, word in enumerate(text):
            forms = candidates(word)
            if forms is None and ".-" in word:  # the tokenizer leaves "U.S.-backed" whole
                forms = [form for form in candidates(word.partition("-")[0], ()) if form[0] == 1]
            if not forms or start < free:
                continue
            for size, tail, target in forms:
                if size == 1 or tuple(text[start + 1 : start + size]) == tail:
                    free = start + size
                    if target is not None:
                        entry, kind, ambiguous = target
                        if not (ambiguous and hits and _abroad(text, hits[-1], start, entry, kind)):
                            hits.append(Hit(start=start, end=free, entry=entry, kind=kind, ambiguous=ambiguous))
                    break
        return hits


def _abroad(text: Sequence[str], before: Hit, start: int, entry: Entry, kind: FormKind) -> bool:
    """Is the body at `start` that of the state named right before it, as an adjective or possessive, and not the entry's?"""
    home, state = entry.code or entry.state, before.entry.code
    if not home or not state or home == state or (entry.type is EntityType.COUNTRY and kind is not FormKind.METONYM):
        return False
    possessive = before.end == start - 1 and text[start - 1] in ("'s", "’s", "'", "’")
    return possessive or (before.end == start and before.kind is FormKind.ADJECTIVE)


def _index(entries: Iterable[Entry], elsewhere: Iterable[str]) -> _Index:
    """Forms by their first word, the longest first. A form that is written in a table beats a spelling variant of another."""
    targets: dict[tuple[str, ...], _Target] = {}
    written: list[tuple[str, _Target]] = []
    for entry in entries:
        written += ((form, (entry, kind, form in entry.ambiguous)) for form, kind in entry.forms())
    for form, target in written:
        targets.setdefault(words(form), target)
    for phrase in elsewhere:
        targets.setdefault(words(phrase), None)
    for form, target in written:
        for variant in variants(form):
            targets.setdefault(words(variant), target)
    for sequence, target in tuple(targets.items()):
        targets.setdefault(tuple(word.upper() for word in sequence), target)
    index: _Index = {}
    for sequence, target in targets.items():
        index.setdefault(sequence[0], []).append((len(sequence), sequence[1:], target))
    for forms in index.values():
        forms.sort(key=lambda form: -form[0])
    return index
