"""A frame says how English words one relation: trigger words, and the grammatical slots in which the two actors stand.

A slot is a place in a Universal Dependencies tree, read in the order given; the first that yields an actor wins.
Verbs: `subj`, `obj`, `iobj`, `comp.subj`, `comp.obj` and `comp.with` (subject, object and such a phrase of the verb's
complement clause), `cond` (the subject of its condition: "would strike if X attacked"), `asker` (who asked for what is
refused: "X asked Y to stop, but Y refused"), or a preposition, meaning the
oblique it marks (or, where a condition names the object noun, a phrase under that noun).
Nouns: `poss` ("Syria's"), `adj` ("Iranian", "US" before the noun), `self` (whom the noun itself means: "a critic of Iran",
also said of a subject, "Norway is a critic of Iran"), `clause` (the subject of the verb on which the noun hangs), `occasion`
(the subject of the verb that the noun accompanies: "said in a call with"), `despite` (likewise: "acted despite criticism by"),
`comp.subj` (the subject of the clause that tells its content: "its demand that X stop"), or a preposition after it.
Adjectives: `subj` (of which it is said), `noun` (which it stands before), `prefix` (the name before the hyphen in
"US-backed"), `suffix` (the one after it in "pro-Russian"), `speaker`, or a preposition.
Passives, light verbs, control, coordination, status and speakers are the reader's work, never a row's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, TypeVar

from kg.lexicon.relations import Relation
from kg.lexicon.tables import HERE, Row, rows
from kg.model import Status

# fmt: off
PREPOSITIONS = frozenset((
    "about", "above", "across", "after", "against", "beside", "opposite", "ahead", "along", "alongside", "amid", "among",
    "around", "as", "at", "before", "behind", "between", "beyond", "by", "concerning", "during", "for", "from", "in",
    "inside", "into", "near", "of", "off", "on", "onto", "outside", "over", "regarding", "since", "through", "to", "toward",
    "towards", "under", "upon", "via", "with", "within", "without",
))
# fmt: on
VERB_SLOTS = PREPOSITIONS | {"subj", "obj", "iobj", "cond", "asker", "comp.subj", "comp.obj"}
VERB_SLOTS |= {f"comp.{word}" for word in PREPOSITIONS}
NOUN_SLOTS = PREPOSITIONS | {"poss", "adj", "self", "clause", "occasion", "despite", "comp.subj"}
ADJECTIVE_SLOTS = PREPOSITIONS | {"subj", "noun", "prefix", "suffix", "speaker"}
CONDITIONS = frozenset({"inf", "that", "obj", "iobj", "pred", "passive", "active", "neg", "cop", "wish"})
CONDITION_KINDS = PREPOSITIONS | {"prt", "obl", "noun", "subj", "comp", "mod", "case"}
CHANNELS = frozenset({"", "phone", "video", "unspecified"})
_STATUSES = frozenset({"", *(status.value for status in Status)})
# fmt: off
_FIELDS = frozenset((
    "id", "relation", "lemmas", "subject", "object", "deep", "mutual", "speaker", "reverse", "state", "requires", "excludes",
    "plover", "channel", "status", "example", "expect", "near_miss",
))
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that must (or must not) be so around a verb.

    With no `values`, `kind` is inf (a to-infinitive: "called on X to stop"), that (a finite clause), wish (one that
    says what should be: "insist that X leave"), obj, iobj, pred (a noun or adjective said of the object: "called X a liar"),
    cop (said of a subject: "is unjust"), passive, active or neg. With
    `values` it is prt (a particle among them), obl (a phrase with such a preposition; under a noun its nmod), noun (the lemma
    of the object's head or of a word that modifies it), subj (the subject's head lemma), comp (the lemma of the complement's
    head or its modal: "must"), mod (an adjective or compound before a noun trigger), case (the preposition before it), or a
    preposition (the head lemma of the phrase it marks: "to:account"). A noun that a row's noun condition took is not read by
    its own frame as well.
    """

    kind: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As it stands in the table: "inf", "noun:tie|relation"."""
        return f"{self.kind}:{'|'.join(self.values)}" if self.values else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every frame has. Its `construction` is the part of speech of its words.

    `mutual`: the actors of the subject slots stand in the relation among each other, too ("A and B met").
    `deep`: an object that is an act or a thing stands for the actor it belongs to ("condemned Israel's raids").
    `speaker`: the subject is who speaks the sentence ("the crimes of the regime"). `reverse`: the relation runs from
    the object slots to the subject slots. `state`: a person in the object stands for the state represented (an envoy).
    `plover` narrows the relation's PLOVER type; `channel` and `status` are set on the claim where not "".
    """

    construction: ClassVar[str] = ""

    id: str
    relation: str
    lemmas: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    example: str
    expect: tuple[str, ...]
    near_miss: str
    deep: bool = False
    mutual: bool = False
    speaker: bool = False
    reverse: bool = False
    state: bool = False
    requires: tuple[Condition, ...] = ()
    excludes: tuple[Condition, ...] = ()
    plover: str = ""
    channel: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame(Frame):
    """A verb, or a verb with its particle ("lash out"), and where its actors stand."""

    construction: ClassVar[str] = "verb"


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame(Frame):
    """A noun ("support", "talks") and where its actors stand; light verbs are the reader's work."""

    construction: ClassVar[str] = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjectiveFrame(Frame):
    """An adjective ("grateful", "unacceptable"), or a participle after a hyphen ("-backed")."""

    construction: ClassVar[str] = "adjective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """All frames in table order, and the same by lemma (a particle verb under "lash out")."""

    verbs: tuple[VerbFrame, ...]
    nouns: tuple[NounFrame, ...]
    adjectives: tuple[AdjectiveFrame, ...]
    by_verb: Mapping[str, tuple[VerbFrame, ...]]
    by_noun: Mapping[str, tuple[NounFrame, ...]]
    by_adjective: Mapping[str, tuple[AdjectiveFrame, ...]]


AnyFrame = TypeVar("AnyFrame", bound=Frame)

FILES = ("contacts.toml", "cooperation.toml", "conflict.toml")


def read(relations: Mapping[str, Relation], plover: Iterable[str], extra: Path | None = None) -> Frames:
    """Which frames are there, the shipped ones first, then those of a user's own file?

    Raises TableError with file and row for an unknown relation, slot, condition, PLOVER type, channel or status,
    for a missing example or near miss, and for an id that stands twice.
    """
    files = [HERE / "frames" / name for name in FILES] + ([extra] if extra else [])
    types, seen = frozenset(plover), set[str]()
    verbs: list[VerbFrame] = []
    nouns: list[NounFrame] = []
    adjectives: list[AdjectiveFrame] = []
    for path in files:
        tables = rows(path, ("verb", "noun", "adjective"))
        verbs += [_frame(VerbFrame, row, VERB_SLOTS, relations, types, seen) for row in tables["verb"]]
        nouns += [_frame(NounFrame, row, NOUN_SLOTS, relations, types, seen) for row in tables["noun"]]
        adjectives += [_frame(AdjectiveFrame, row, ADJECTIVE_SLOTS, relations, types, seen) for row in tables["adjective"]]
    return Frames(
        verbs=tuple(verbs),
        nouns=tuple(nouns),
        adjectives=tuple(adjectives),
        by_verb=_by_lemma(verbs),
        by_noun=_by_lemma(nouns),
        by_adjective=_by_lemma(adjectives),
    )


def _by_lemma(frames: Iterable[AnyFrame]) -> Mapping[str, tuple[AnyFrame, ...]]:
    found: dict[str, list[AnyFrame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            found.setdefault(lemma, []).append(frame)
    return MappingProxyType({lemma: tuple(group) for lemma, group in found.items()})


def _frame(
    kind: type[AnyFrame],
    row: Row,
    slots: frozenset[str],
    relations: Mapping[str, Relation],
    types: frozenset[str],
    seen: set[str],
) -> AnyFrame:
    row.only(_FIELDS)
    name, relation = row.text("id"), row.text("relation")
    if name in seen:
        raise row.fail("this id stands twice")
    seen.add(name)
    if relation not in relations or relations[relation].family == "roles":
        raise row.fail(f'"{relation}" is no relation of a frame; known are {", ".join(_stances(relations))}')
    return kind(
        id=name,
        relation=relation,
        lemmas=row.texts("lemmas"),
        subject=_slots(row, "subject", slots),
        object=_slots(row, "object", slots),
        example=row.text("example"),
        expect=_expected(row, relation),
        near_miss=row.text("near_miss"),
        deep=row.flag("deep"),
        mutual=row.flag("mutual"),
        speaker=row.flag("speaker"),
        reverse=row.flag("reverse"),
        state=row.flag("state"),
        requires=_conditions(row, "requires"),
        excludes=_conditions(row, "excludes"),
        plover=_one_of(row, "plover", types | {""}),
        channel=_one_of(row, "channel", CHANNELS),
        status=_one_of(row, "status", _STATUSES),
    )


def _stances(relations: Mapping[str, Relation]) -> list[str]:
    return [name for name, relation in relations.items() if relation.family != "roles"]


def _slots(row: Row, name: str, known: frozenset[str]) -> tuple[str, ...]:
    """The slots of a row; a speaker row needs no subject, a mutual row no object."""
    free = (name == "subject" and row.flag("speaker")) or (name == "object" and row.flag("mutual"))
    slots = row.texts(name, () if free else None)
    for slot in slots:
        if slot not in known:
            raise row.fail(f'unknown {name} slot "{slot}"')
    return slots


def _conditions(row: Row, name: str) -> tuple[Condition, ...]:
    return tuple(_condition(row, text) for text in row.texts(name, ()))


def _condition(row: Row, text: str) -> Condition:
    kind, colon, values = text.partition(":")
    if (colon and kind in CONDITION_KINDS and values) or (not colon and kind in CONDITIONS):
        return Condition(kind=kind, values=tuple(values.split("|")) if colon else ())
    raise row.fail(f'unknown condition "{text}"')


def _expected(row: Row, relation: str) -> tuple[str, ...]:
    expected = row.texts("expect")
    for claim in expected:
        if f" {relation} " not in claim:
            raise row.fail(f'"{claim}" should read SUBJECT {relation} OBJECT')
    return expected


def _one_of(row: Row, name: str, known: frozenset[str]) -> str:
    value = row.text(name, "")
    if value not in known:
        raise row.fail(f'unknown {name} "{value}"; known are {", ".join(sorted(known - {""}))}')
    return value
