"""The named questions, for `scale.py`: as the program answers them, against bare Oxigraph, and by rdflib's own engine.

Required parameters only are given: the actor that most claims name (of two, the second as well), and the middle of the ten
years; then once more with the first optional actor (the busiest person for a person, and the like).

What an expert would write for the same values: they stand in place of the variables (a projected one is given by VALUES), and
conditions on parameters that are not given are left out. Rows are consumed on both sides, and have to be as many.
"""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from statistics import median
from types import FrameType
from typing import TYPE_CHECKING, Any

from _scale_figures import Figure, measure, skipped

if TYPE_CHECKING:
    from kg.query.sparql.named import Question
    from kg.store import View

MIDDLE = "2019-12"
MOST = 1.5  # times bare Oxigraph
PATIENT, TURNS = 3.0, 5  # seconds from which a question is asked twice (from four times as many, once), else so often
_SELECT = re.compile(r"(?i)^SELECT\b[^{]*", re.MULTILINE)


def against_oxigraph(store: Path, patience: float, names: Collection[str] = ()) -> list[Figure]:
    """Each named question against the SPARQL of an expert, by turns; stopped where the two take so many seconds.

    With `names`, only these questions.
    """
    from kg.query.sparql.named import questions

    figures = []
    for question in (one for one in questions() if not names or one.name in names):
        for way in ("", *(["with an actor"] if _optional(question) else [])):
            name = f"{question.name} {way}".strip()
            try:
                said = measure([__file__, str(store), question.name, way], limit=patience)
            except RuntimeError as error:
                figures.append(skipped("questions", name, error))
                continue
            figures.append(_told(name, [json.loads(line) for line in said.out.splitlines()], patience))
    known = sorted(one.value for one in figures if one.value is not None)
    if known:
        what = "the slowest against Oxigraph"
        note = f"median {median(known):.2f}; {sum(one <= MOST for one in known)} of {len(figures)} are as asked"
        figures.append(Figure(part="questions", what=what, value=known[-1], unit="times", asked=MOST, note=note))
    return figures


def _told(name: str, turns: list[list[float]], patience: float) -> Figure:
    """The ratio of the medians; `turns` are lists of which side (0 the program, 1 bare Oxigraph), seconds and rows."""
    sides = [sorted(took for which, took, _ in turns if which == side) for side in (0, 1)]
    rows = [max((int(number) for which, _, number in turns if which == side), default=0) for side in (0, 1)]
    if not all(sides):
        took = sum(sum(side) for side in sides)
        stopped = f"stopped after {patience:g} s"
        if not sides[0]:
            return skipped("questions", name, f"{stopped}; {f'Oxigraph needs {took:.1f} s, ' if took else ''}the program more")
        most, note = took / (patience - took), f"at most: {took * 1000:,.1f} ms; Oxigraph was {stopped}"
        return Figure(part="questions", what=name, value=most, unit="times", asked=MOST, note=note)
    ours, theirs = median(sides[0]), median(sides[1])
    note = f"{ours * 1000:,.1f} ms, {theirs * 1000:,.1f} ms; {rows[0]:,} rows"
    note += f"; {rows[1]:,} OF THE OTHER" if rows[0] != rows[1] else ""
    return Figure(part="questions", what=name, value=ours / theirs, unit="times", asked=MOST, note=note)


def busiest(view: View) -> list[str]:
    """The actors that most claims name."""
    table = view.table
    counts = Counter(table.claims["subject"].tolist()) + Counter(table.claims["object"].tolist())
    return [table.actors[number] for number, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:1000]]


def _optional(question: Question) -> str:
    """The question's first parameter that is an actor and may be left out, "" if there is none."""
    return next((one.name for one in question.parameters if one.kind == "actor" and not one.required), "")


def filled(question: Question, actors: list[str], way: str = "") -> dict[str, str]:
    """The question's required parameters as typed, and with `way` the optional actor as well."""
    left = iter([*actors[:2], *actors[:2]])
    values: dict[str, Callable[[], str]] = {"actor": lambda: next(left), "date": lambda: MIDDLE, "number": lambda: "1"}
    given = {one.name: values.get(one.kind, lambda: "")() for one in question.parameters if one.required}
    if way:
        name = _optional(question)
        given[name] = next((one for one in actors if one.startswith(f"{name}/")), actors[0])
    return given


def compare(store: Path, name: str, way: str) -> Iterator[tuple[int, float, int]]:
    """Which side (0 the program, 1 bare Oxigraph), seconds and rows, turn by turn."""
    from kg.query.sparql.named import answer, question
    from kg.store import View

    asked = question(name)
    assert asked
    with View(store) as view:
        typed = filled(asked, busiest(view), way)
        text = expert(view, asked, typed)
        spaces = _prefixes(view)

        def bare() -> int:
            found = view.store.query(text, prefixes=spaces, use_default_graph_as_union=True)
            columns = range(len(found.variables))
            return len([tuple(row[i] for i in columns) for row in found])

        turn, longest = 0, 0.0
        while turn < 1 or (turn < 2 and longest < 4 * PATIENT) or (turn < TURNS and longest < PATIENT):
            asking = (0, lambda: len(answer(view, asked, typed).rows)), (1, bare)
            for side, ask in asking if turn % 2 == 0 else asking[::-1]:  # who comes first finds less in memory
                began = time.perf_counter()
                rows = ask()
                took = time.perf_counter() - began
                longest = max(longest, took)
                yield side, took, rows
            turn += 1


def _prefixes(view: View) -> dict[str, str]:
    from kg.query.sparql.select import prefixes

    return prefixes(view)


def expert(view: View, question: Question, typed: Mapping[str, str]) -> str:
    """The question's SPARQL for these parameters, as one would write it for them by hand.

    Which lines belong to it, given these parameters, the question's file says.
    """
    from kg.query.sparql.named import filled as lines_of

    text, values = lines_of(view, question, typed)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for name in (one.name for one in question.parameters):
        if name not in values:
            text = re.sub(rf"^.*FILTER\(.*\?{name}\b.*\n?", "", text, flags=re.MULTILINE)
            continue
        text = re.sub(rf"(GROUP BY [^\n]*?) \?{name}\b", r"\1", text)
        if any(re.search(rf"\?{name}\b(?![^(]*\))", head) for head in _SELECT.findall(text)):
            text = text.replace("WHERE {", f"WHERE {{ VALUES ?{name} {{ {values[name]} }}")
        else:
            text = re.sub(rf"\?{name}\b", lambda _, term=str(values[name]): term, text)
    return text


def by_rdflib(store: Path, limit: float) -> list[Figure]:
    """The same questions by rdflib's own engine, over the snapshot's quads in its own memory."""
    import rdflib

    from kg.query.sparql.named import questions
    from kg.rdf.namespace import PREFIXES
    from kg.store import View

    figures = []
    with View(store) as view:
        actors = busiest(view)
        began = time.perf_counter()
        dataset = rdflib.Dataset(default_union=True)
        for prefix, namespace in {**PREFIXES, **_prefixes(view)}.items():
            dataset.bind(prefix, namespace, override=True)
        dataset.addN(_quads(view, dataset))
        note = f"{len(view.store):,} quads into memory"
        figures.append(Figure(part="rdflib", what="load", value=time.perf_counter() - began, unit="s", note=note))
        for question in questions():
            typed = filled(question, actors)
            text = expert(view, question, typed)
            theirs, rows = _within(limit, lambda text=text: len(list(dataset.query(text))))
            began = time.perf_counter()
            mine = len(_answer(view, question, typed))
            ours = time.perf_counter() - began
            note = f"kg {ours * 1000:,.1f} ms, {mine:,} rows" + (f"; rdflib {rows}" if rows != mine else "")
            figures.append(Figure(part="rdflib", what=question.name, value=theirs, unit="s", note=note))
    return figures


def _answer(view: View, question: Question, typed: Mapping[str, str]) -> Any:
    from kg.query.sparql.named import answer

    return answer(view, question, typed).rows


def _quads(view: View, dataset: Any) -> Any:
    """The snapshot's quads as rdflib's."""
    import rdflib
    from pyoxigraph import DefaultGraph, Literal, NamedNode

    def term(node: Any) -> Any:
        if isinstance(node, Literal):
            kind = rdflib.URIRef(node.datatype.value) if not node.language else None
            plain = kind == rdflib.XSD.string
            return rdflib.Literal(node.value, lang=node.language, datatype=None if plain else kind)
        return rdflib.URIRef(node.value) if isinstance(node, NamedNode) else rdflib.BNode(node.value)

    graphs: dict[Any, Any] = {}
    for quad in view.store:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = dataset.default_graph if isinstance(name, DefaultGraph) else dataset.graph(name.value)
        yield term(quad.subject), term(quad.predicate), term(quad.object), graphs[name]


def _within(limit: float, call: Callable[[], int]) -> tuple[float | None, str | int]:
    """Seconds and result of a call; None and why, if it takes longer than `limit` seconds or fails."""

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, limit)
    began = time.perf_counter()
    try:
        found = call()
        return time.perf_counter() - began, found
    except TimeoutError:
        return None, f"stopped after {limit:g} s"
    except Exception as error:
        return None, f"fails: {type(error).__name__} {str(error)[:80]}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    for turn in compare(Path(sys.argv[1]), sys.argv[2], sys.argv[3]):
        print(json.dumps(turn), flush=True)
