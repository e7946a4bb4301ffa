"""The records that travel between the floors: frozen, checked, free of I/O, RDF and spaCy.

An *article* is a text with a date. A *mention* is a span of it that refers to an actor. A *claim* says that one actor
stands in a relation to another, with the *evidence* (the words it was read from). An *entity* is who or what a mention
refers to, inside one article or, after resolution, in the whole graph. A *statement* is a claim between entities of the graph.

Source: codebook (tests/gold/CODEBOOK.md), sections Entities and Claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Does the thing hold? Listed in the order in which a reader prefers one claim over another of the same triple."""

    ACTUAL = "actual"
    FORMER = "former"
    INTENDED = "intended"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class EntityType(StrEnum):
    """What kind of actor is it?"""

    PERSON = "Person"
    COUNTRY = "Country"
    ORGANIZATION = "Organization"
    GROUP = "Group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read.

    `key` identifies it (URL, else path relative to the corpus, else FILE#row); `name` is the file's name (FILE#row for rows).
    `text` is the file as decoded; `body` the offset, in code points, where the feed's ` date YYYY-MM-DD ` head ends.
    """

    key: str
    name: str
    text: str
    body: int = 0
    published: date | None = None
    title: str = ""
    outlet: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("an article needs a key")
        if not 0 <= self.body <= len(self.text):
            raise ValueError(f"{self.key}: body offset {self.body} lies outside the text")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points in `Article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor. `id` is a key inside one article, or, in the graph, a path under the base IRI (`person/aziz-nasirzadeh`).

    `aliases` are the other names it goes by, sorted; `code` is ISO 3166-1 alpha-2 (XK for Kosovo); `wikidata` a Q number.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that a claim was read from: its span, its words and its number (from 1) in the article."""

    span: Span
    quote: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """subject - relation - object, as one article says it; subject, object and speaker are entity ids of the article.

    `spans` are the trigger's, the subject's and the object's words; with article and relation they make the claim's id.
    `date` is ISO 8601, as precise as the text (`2024-09-01`, `2024-09`, `2024`), or "". `channel` is phone, video,
    unspecified or "". `post` is an office's wording or "". `plover` narrows the relation's PLOVER type, or "".
    `rule` is the id of the row or construction that read it, `confidence` (0 to 1) how often claims that are read like it are
    right; a claim that no rule read is certain.
    """

    subject: str
    relation: str
    object: str
    rule: str
    evidence: Evidence
    spans: tuple[Span, Span, Span]
    status: Status = Status.ACTUAL
    speaker: str = ""
    date: str = ""
    channel: str = ""
    post: str = ""
    plover: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence lies between 0 and 1, not at {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one article says: entities that take part in its claims, and the claims, the winner of each triple first."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]

    def __post_init__(self) -> None:
        known = {entity.id for entity in self.entities}
        for claim in self.claims:
            missing = {claim.subject, claim.object, claim.speaker or claim.subject} - known
            if missing:
                raise ValueError(f"{self.article.key}: claim names unknown entities {sorted(missing)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim between entities of the graph: `subject`, `object` and `speaker` ("" if none) are graph entity ids.

    A claim that a person has rejected has none of them.
    """

    id: str
    claim: Claim
    subject: str
    object: str
    speaker: str = ""
