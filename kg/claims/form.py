"""The gold-file form: what one article says, as JSON. Gold files are written in it, and `kg extract -f jsonl` prints it.

    {"article": "NAME.txt",
     "entities": {KEY: {"type", "name", "code", "aliases"}},
     "claims": [{"subject": KEY, "relation", "object": KEY, "status", "speaker": KEY, "date", "channel", "post", "sentence",
                 "rule", "confidence", "start", "end", "quote"}]}

Empty fields and the status `actual` are left out; rule, confidence, start, end and quote stand only where a program read the
claim.

Source: codebook (tests/gold/CODEBOOK.md), section Gold file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GoldError
from kg.model import Entity, EntityType, Reading, Status

CHANNELS = ("phone", "video", "unspecified")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TEXTS = ("speaker", "date", "channel", "post", "rule", "quote")
_NUMBERS = ("sentence", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim in this form: `subject`, `object` and `speaker` are keys of entities; 0 and "" stand for what is not given."""

    subject: str
    relation: str
    object: str
    status: Status = Status.ACTUAL
    speaker: str = ""
    date: str = ""
    channel: str = ""
    post: str = ""
    sentence: int = 0
    rule: str = ""
    confidence: float = 1.0
    start: int = 0
    end: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One article in this form: the name of its file, its entities by key, and its claims in order."""

    article: str
    entities: Mapping[str, Entity]
    claims: tuple[Said, ...]


def form(reading: Reading) -> Gold:
    """What does the reading say, in the gold-file form? Entities and claims in the reading's order."""
    claims = tuple(
        Said(
            subject=claim.subject,
            relation=claim.relation,
            object=claim.object,
            status=claim.status,
            speaker=claim.speaker,
            date=claim.date,
            channel=claim.channel,
            post=claim.post,
            sentence=claim.evidence.sentence,
            rule=claim.rule,
            confidence=claim.confidence,
            start=claim.evidence.span.start,
            end=claim.evidence.span.end,
            quote=claim.evidence.quote,
        )
        for claim in reading.claims
    )
    return Gold(article=reading.article.name, entities={entity.id: entity for entity in reading.entities}, claims=claims)


def record(gold: Gold) -> dict[str, object]:
    """The JSON object of this form, its fields in the codebook's order."""
    return {
        "article": gold.article,
        "entities": {key: _entity_record(entity) for key, entity in gold.entities.items()},
        "claims": [_claim_record(claim) for claim in gold.claims],
    }


def read_gold(path: Path, relations: Collection[str]) -> Gold:
    """The gold file at this path; `relations` are the names it may use. Raises `GoldError` with file and reason."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise GoldError(f"{path}: not JSON in UTF-8 ({error})") from error
    return parse_gold(data, str(path), relations)


def parse_gold(data: object, where: str, relations: Collection[str]) -> Gold:
    """The record of a JSON object in this form; `where` opens the message of the `GoldError` that a malformed one raises."""
    fields = _mapping(data, where)
    article, claims = fields.get("article"), fields.get("claims")
    if not isinstance(article, str) or not article or Path(article).name != article:
        raise GoldError(f"{where}: 'article' must be the name of the article's file")
    if not isinstance(claims, list):
        raise GoldError(f"{where}: 'claims' must be a list")
    entities = {
        key: _entity(key, value, where) for key, value in _mapping(fields.get("entities"), f"{where}: 'entities'").items()
    }
    said = tuple(_claim(value, f"{where}: claim {number}") for number, value in enumerate(claims, 1))
    for number, claim in enumerate(said, 1):
        if claim.relation not in relations:
            raise GoldError(f"{where}: claim {number}: unknown relation {claim.relation!r}; the codebook lists them")
        for key in (claim.subject, claim.object, claim.speaker):
            if key and key not in entities:
                raise GoldError(f"{where}: claim {number}: {key!r} is not among the entities")
    return Gold(article=article, entities=entities, claims=said)


def _mapping(data: object, where: str) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise GoldError(f"{where}: not a JSON object")
    return data


def _entity(key: str, value: object, where: str) -> Entity:
    fields = _mapping(value, f"{where}: entity {key!r}")
    name, code, aliases = fields.get("name"), fields.get("code", ""), fields.get("aliases", [])
    kinds = [kind.value for kind in EntityType]
    if fields.get("type") not in kinds:
        raise GoldError(f"{where}: entity {key!r}: 'type' must be one of {', '.join(kinds)}")
    if not isinstance(name, str) or not name.strip() or not isinstance(code, str):
        raise GoldError(f"{where}: entity {key!r}: 'name' must be a name, and 'code' a country's code")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise GoldError(f"{where}: entity {key!r}: 'aliases' must be a list of names")
    return Entity(id=key, type=EntityType(str(fields["type"])), name=name, aliases=tuple(aliases), code=code)


def _claim(value: object, where: str) -> Said:
    fields = _mapping(value, where)
    texts = {name: fields.get(name, "") for name in ("subject", "relation", "object", *_TEXTS)}
    numbers = {name: fields.get(name, 0) for name in _NUMBERS}
    for name, text in texts.items():
        if not isinstance(text, str) or (name in ("subject", "relation", "object") and not text):
            raise GoldError(f"{where}: {name!r} must be a text")
    for name, number in numbers.items():
        if not isinstance(number, int) or number < 0:
            raise GoldError(f"{where}: {name!r} must be a number")
    if texts["date"] and not _DATE.fullmatch(str(texts["date"])):
        raise GoldError(f"{where}: 'date' must be YYYY, YYYY-MM or YYYY-MM-DD, not {texts['date']!r}")
    if texts["channel"] and texts["channel"] not in CHANNELS:
        raise GoldError(f"{where}: 'channel' must be one of {', '.join(CHANNELS)}, not {texts['channel']!r}")
    sure = fields.get("confidence", 1.0)
    if not isinstance(sure, int | float) or not 0 <= sure <= 1:
        raise GoldError(f"{where}: 'confidence' must be a number between 0 and 1, not {sure!r}")
    try:
        status = Status(str(fields.get("status", Status.ACTUAL)))
    except ValueError:
        raise GoldError(f"{where}: 'status' must be one of {', '.join(Status)}, not {fields['status']!r}") from None
    return Said(status=status, confidence=float(sure), **texts, **numbers)  # type: ignore[arg-type]  # checked above


def _entity_record(entity: Entity) -> dict[str, object]:
    fields: dict[str, object] = {"type": entity.type.value, "name": entity.name, "code": entity.code}
    return {name: value for name, value in fields.items() if value} | {"aliases": list(entity.aliases)}


def _claim_record(claim: Said) -> dict[str, object]:
    status = "" if claim.status is Status.ACTUAL else claim.status.value
    fields: dict[str, object] = {"subject": claim.subject, "relation": claim.relation, "object": claim.object, "status": status}
    fields |= {name: getattr(claim, name) for name in ("speaker", "date", "channel", "post", "sentence", "rule")}
    kept = {name: value for name, value in fields.items() if value}
    where = {"start": claim.start, "end": claim.end, "quote": claim.quote}
    return kept | ({"confidence": round(claim.confidence, 3)} if claim.rule else {}) | (where if claim.end else {})
