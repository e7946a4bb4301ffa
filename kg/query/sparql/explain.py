"""Why is a query slow? Its pattern step by step: what each step matches alone, and how many rows there are after it.

The engine's own plan cannot be had from Python, so the steps are measured: the engine is asked for the first, for the first
two, and so on, and each time plans anew. Filters hold for their whole group and therefore come last. A few steps may match far
more than the whole (two triples that share no variable do), so each is stopped after some seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.query.sparql.bind import pattern
from kg.query.sparql.engine import Answer, Graph, Prepared, Rows
from kg.query.sparql.guard import Mark, marks
from kg.query.sparql.select import measured
from kg.query.sparql.worker import Stopped

if TYPE_CHECKING:
    from kg.store import View

_BLOCKS = frozenset({"FILTER", "BIND", "VALUES", "OPTIONAL", "MINUS", "GRAPH", "SERVICE"})
PATIENCE = 5.0  # seconds that a step may take
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its text, what it matches by itself (None where that means nothing), and the rows and seconds until after it.

    What took longer than a step may take was stopped; its `rows` are None, and so is what it matches by itself.
    """

    text: str
    alone: int | None
    rows: int | None
    seconds: float


def explain(view: View, asked: Prepared, timeout: float | None = None, *, patience: float = PATIENCE) -> list[Step]:
    """The steps of the query's pattern in order, and last the query as a whole. Raises QueryError as `ask` does.

    The whole query may take `timeout` seconds (None for any number), each count of a step what that took, or `patience`.
    """
    start, end = pattern(asked.text)
    parts = list(steps(asked.text[start:end]))
    parts = [part for part in parts if not _is_filter(part)] + [part for part in parts if _is_filter(part)]
    head = asked.text[: _head(asked.text)]
    counts = [_counting(asked, head, parts[: at + 1]) for at in range(len(parts))]
    alone = {at: _counting(asked, head, [part]) for at, part in enumerate(parts) if _is_plain(part)}
    [(answer, seconds)] = measured(view, [asked], timeout)  # first: it tells what is wrong, and where
    found = _counted(view, [*counts, *alone.values()], max(patience, seconds))
    single = dict(zip(alone, (rows for rows, _ in found[len(parts) :]), strict=True))
    told = [
        Step(text=" ".join(part.split()), alone=single.get(at), rows=rows, seconds=took)
        for at, (part, (rows, took)) in enumerate(zip(parts, found, strict=False))
    ]
    return [*told, Step(text="the whole query", alone=None, rows=_size(answer), seconds=seconds)]


def _counted(view: View, queries: Sequence[Prepared], patience: float) -> list[tuple[int | None, float]]:
    """The rows that each tells, None for one that was stopped, and the seconds. All in one process where they are quick."""
    try:
        return [(_count(answer), took) for answer, took in measured(view, queries, patience)]
    except Stopped:
        if len(queries) == 1:
            return [(None, patience)]
    return [one for query in queries for one in _counted(view, [query], patience)]


def steps(text: str) -> Iterator[str]:
    """The parts of a group: triples up to a full stop, and whole FILTER, OPTIONAL, UNION … blocks.

    >>> list(steps("?s a ?o . OPTIONAL { ?s ?p 1.5 . } FILTER(?o > 1) ?o a ?p"))
    ['?s a ?o', 'OPTIONAL { ?s ?p 1.5 . }', 'FILTER(?o > 1)', '?o a ?p']
    """
    words = marks(text)
    begin, depth, block = -1, 0, False
    for at, (kind, word, place) in enumerate(words):
        opens = (kind == "word" and word.upper() in _BLOCKS) or word == "{"
        if depth == 0 and begin >= 0 and not block and opens:
            yield text[begin:place].strip()
            begin = -1
        if begin < 0 and word == ".":
            continue
        if begin < 0:
            begin, block = place, opens
        depth += (kind == "other") * ((word in _OPENING) - (word in _CLOSING))
        done = block and depth == 0 and word in _CLOSING and not _goes_on(words, at)
        stop = not block and depth == 0 and word == "." and not text[place + 1 : place + 2].isdigit()
        if done or stop:
            yield text[begin : place + (word != ".")].strip()
            begin, block = -1, False
    if begin >= 0:
        yield text[begin:].strip()


def _goes_on(words: Sequence[Mark], at: int) -> bool:
    """A group before UNION, and the variables of VALUES (?a ?b) before its rows, are no end."""
    after = words[at + 1][1].upper() if at + 1 < len(words) else ""
    return after == "UNION" or (words[at][1] == ")" and after == "{" and _heads_values(words, at))


def _heads_values(words: Sequence[Mark], at: int) -> bool:
    while at > 0 and words[at][1] != "(":
        at -= 1
    return words[at - 1][1].upper() == "VALUES"


def _is_filter(part: str) -> bool:
    return part[:6].upper() == "FILTER"


def _is_plain(part: str) -> bool:
    """Does the part match something by itself? Triples, groups and GRAPH do."""
    first = marks(part)[0][1].upper()
    return first == "GRAPH" or first not in _BLOCKS


def _head(text: str) -> int:
    """Where the prologue ends: before SELECT, ASK, CONSTRUCT or DESCRIBE."""
    places = (place for kind, word, place in marks(text) if kind == "word" and word.upper() not in ("PREFIX", "BASE"))
    return next(places, 0)


def _counting(asked: Prepared, head: str, parts: list[str]) -> Prepared:
    text = f"{head}\nSELECT (COUNT(*) AS ?rows) WHERE {{\n{_joined(parts)}\n}}"
    return replace(asked, typed=text, text=text, keep=True)


def _joined(parts: list[str]) -> str:
    return "\n".join(part if marks(part)[0][1].upper() in _BLOCKS or part.startswith("{") else f"{part}\n." for part in parts)


def _count(answer: Answer) -> int:
    assert isinstance(answer, Rows)
    number = answer.rows[0][0]
    return int(number.value) if isinstance(number, Literal) else 0


def _size(answer: Answer) -> int:
    if isinstance(answer, Rows):
        return len(answer.rows)
    return len(answer.triples) if isinstance(answer, Graph) else 1
