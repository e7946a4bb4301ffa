"""A light verb lends its subject to the noun it governs: in "Norway held talks with Iran" the talks are Norway's.

`takes` says which argument of the noun the verb's subject is: its subject ("paid a visit to") or its object ("received
support from", "came under attack by"). `via` says where the noun stands: `obj`, or a preposition ("engaged in talks").
`status` is what the verb says about the noun's being so ("pledged aid" is intended, "refused talks" denied).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.lexicon.tables import HERE, Row, rows
from kg.model import Status

_FIELDS = frozenset({"id", "lemmas", "takes", "via", "status", "example"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """One kind of light verb; `takes` is "subject" or "object", `via` "obj" or prepositions, `status` "" or a status."""

    id: str
    lemmas: tuple[str, ...]
    takes: str
    via: tuple[str, ...]
    status: str
    example: str


def read() -> Mapping[str, tuple[LightVerb, ...]]:
    """Which light verbs are there, by lemma, in table order? Raises TableError with file and row."""
    found: dict[str, list[LightVerb]] = {}
    for verb in (_light(row) for row in rows(HERE / "light.toml", ("light",))["light"]):
        for lemma in verb.lemmas:
            found.setdefault(lemma, []).append(verb)
    return MappingProxyType({lemma: tuple(verbs) for lemma, verbs in found.items()})


def _light(row: Row) -> LightVerb:
    row.only(_FIELDS)
    takes, status = row.text("takes"), row.text("status", "")
    if takes not in {"subject", "object"}:
        raise row.fail(f'field "takes" must be subject or object, not "{takes}"')
    if status and status not in {member.value for member in Status}:
        raise row.fail(f'unknown status "{status}"')
    return LightVerb(
        id=row.text("id"),
        lemmas=row.texts("lemmas"),
        takes=takes,
        via=row.texts("via", ("obj",)),
        status=status,
        example=row.text("example"),
    )
