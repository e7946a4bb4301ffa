"""The questions that come with the program: one `.rq` file each, headed by the question, its parameters and its columns.

A line that ends in `# if NAME` is asked only with that parameter, one that ends in `# unless NAME` only without; so a question
about one actor is one of look-ups, and one about everything one scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.query.actors import find
from kg.query.facts import entity, node, path_of
from kg.query.sparql.select import Answer, Rows, ask, prefixes
from kg.rdf.namespace import XSD

if TYPE_CHECKING:
    from kg.store import View

HERE = Path(__file__).parent / "questions"
_ROW = re.compile(r"#   (\S+) +(.*)")
_IF = re.compile(r"^.*# (if|unless) (\w+)\n", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: `kind` is actor (a name), date (ISO 8601), text or number; `default` is what it is if not given, or ""."""

    name: str
    kind: str
    required: bool
    meaning: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: what it asks in English, what it takes, what its columns mean, and its SPARQL."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str


def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    return tuple(_read(path) for path in sorted(HERE.glob("*.rq")))


def question(name: str) -> Question | None:
    """The question of that name, or None."""
    path = HERE / f"{name}.rq"
    return _read(path) if re.fullmatch(r"[a-z-]+", name) and path.is_file() else None


def answer(view: View, asked: Question, given: Mapping[str, str], *, timeout: float | None = None) -> Rows:
    """What does the graph answer, with these parameters as typed? The columns are those that the question's head explains.

    Raises QueryError for a parameter that is missing, unknown or malformed, ActorError for a name that fits no actor or several.
    """
    text, bound = filled(view, asked, given)
    found = ask(view, text, bound, timeout=timeout)
    assert isinstance(found, Rows)
    kept = [i for i, column in enumerate(found.columns) if column in asked.columns]
    if kept == list(range(len(kept))):  # what is left out, if anything, comes last
        size = len(kept)
        return Rows(columns=found.columns[:size], rows=tuple([row[:size] for row in found.rows]))
    return Rows(columns=tuple(found.columns[i] for i in kept), rows=tuple([tuple([row[i] for i in kept]) for row in found.rows]))


def filled(view: View, asked: Question, given: Mapping[str, str]) -> tuple[str, Mapping[str, NamedNode | Literal]]:
    """The question's SPARQL for these parameters as typed, and their values. Raises as `answer` does."""
    known = {one.name: one for one in asked.parameters}
    for name in given:
        if name not in known:
            raise QueryError(f"{asked.name} takes no parameter {name!r}; it takes {_listed(asked)}")
    for one in asked.parameters:
        if one.required and one.name not in given:
            raise QueryError(f"{asked.name} needs -p {one.name}=…: {one.meaning}")
    whole = {**_defaults(asked), **given}
    return text(asked, given), {name: _value(view, one, whole[name]) for name, one in known.items() if name in whole}


def text(asked: Question, given: Iterable[str] = ()) -> str:
    """The question's SPARQL as it is asked with values for these parameters, and for those that have a default."""
    known = {*_defaults(asked), *given}
    return _IF.sub(lambda line: line[0] if (line[2] in known) == (line[1] == "if") else "", asked.text)


def _defaults(asked: Question) -> dict[str, str]:
    return {one.name: one.default for one in asked.parameters if one.default}


def sparql(view: View, text: str, given: Mapping[str, str], *, network: bool = False, timeout: float | None = None) -> Answer:
    """The answer to the user's own SPARQL, its parameters as typed (see `terms`)."""
    return ask(view, text, terms(view, given), network=network, timeout=timeout)


def terms(view: View, given: Mapping[str, str]) -> Mapping[str, NamedNode | Literal]:
    """The values of parameters as typed.

    Each is an IRI in angle brackets, a prefixed name, a quoted text, a day (2024-09-01), a number, or else an actor's name.
    """
    return {name: _term(view, value) for name, value in given.items()}


def _term(view: View, text: str) -> NamedNode | Literal:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return Literal(text[1:-1])
    if _DAY.fullmatch(text):
        return Literal(text, datatype=XSD.date)
    if _NUMBER.fullmatch(text):
        return _number(text)
    prefix, mark, rest = text.partition(":")
    spaces = prefixes(view)
    try:
        if text.startswith("<") and text.endswith(">"):
            return _now(view, NamedNode(text[1:-1]))
        if mark and prefix in spaces:
            return _now(view, NamedNode(spaces[prefix] + rest))
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI") from error
    return node(view, find(view.whole, text).id)


def _now(view: View, iri: NamedNode) -> NamedNode:
    """The IRI that an actor has now, if this is one it had before a merge; else the same."""
    path = path_of(view, iri.value)
    known = path == iri.value or entity(view.whole, path)
    return iri if known else node(view, view.whole.renamed(path) or path)


def _number(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal if "." in text else XSD.integer)


def _value(view: View, parameter: Parameter, text: str) -> NamedNode | Literal:
    if parameter.kind == "actor":
        return node(view, find(view.whole, text).id)
    if parameter.kind == "number":
        if not _NUMBER.fullmatch(text):
            raise QueryError(f"{parameter.name}={text!r} is no number")
        return _number(text)
    if parameter.kind == "date":
        try:
            whole = f"{text}-01-01"[:10] if len(text) < 10 else text
            if date.fromisoformat(whole).isoformat() != whole:  # 2024-W01-1 is a date too, but none that claims have
                raise ValueError
        except ValueError as error:
            raise QueryError(f"{parameter.name}={text!r} is no date; write 2024-09-01, 2024-09 or 2024") from error
    return Literal(text)


def _listed(asked: Question) -> str:
    return ", ".join(one.name for one in asked.parameters) or "none"


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    parts: dict[str, list[tuple[str, str]]] = {"Parameters": [], "Columns": []}
    part = ""
    for line in head[1:]:
        if match := _ROW.match(line):
            parts[part].append((match[1], match[2]))
        elif line[2:] in parts:
            part = line[2:]
    return Question(
        name=path.stem,
        title=head[0][2:],
        parameters=tuple(_parameter(name, rest) for name, rest in parts["Parameters"]),
        columns=dict(parts["Columns"]),
        text=text,
    )


def _parameter(name: str, rest: str) -> Parameter:
    """Kind, need and meaning; the need is `required`, `optional`, or the default as `=VALUE`."""
    kind, need, meaning = rest.split(maxsplit=2)
    default = need.removeprefix("=") if need.startswith("=") else ""
    return Parameter(name=name, kind=kind, required=need == "required", meaning=meaning, default=default)
