"""What was mentioned before: the memory from which pronouns and descriptions take their meaning.

Source: centering (Grosz, Joshi and Weinstein 1995) in its simplest form: the subject of the last clause is what a pronoun
means, if type, number and gender agree; two that fit equally well mean neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model import EntityType

_WINDOW = 90
_NEAR, _FAR = 3, 8  # sentences over which a row of two, and a longer one, is still meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Somebody was mentioned: token `at` in sentence `sentence`, as a subject or not, by name or not."""

    at: int
    sentence: int
    ids: tuple[str, ...]
    type: EntityType
    subject: bool = False
    named: bool = True


class Memory:
    """The traces of one article so far, the latest last."""

    def __init__(self) -> None:
        self._traces: list[Trace] = []
        self._rows: list[Trace] = []

    def add(self, trace: Trace) -> None:
        """Remember a mention; mentions come in the order of the text."""
        self._traces.append(trace)

    def before(self, at: int, fits: Callable[[Trace], bool], window: int = _WINDOW) -> Iterator[Trace]:
        """Which fitting mentions stand before the token, within reach? The latest first."""
        for trace in reversed(self._traces):
            if trace.at >= at:
                continue
            if at - trace.at > window:
                return
            if fits(trace):
                yield trace

    def latest(
        self, at: int, sentence: int, fits: Callable[[Trace], bool], *, own_subject: bool = True, near: bool = False
    ) -> tuple[str, ...]:
        """Whom does a pronoun at this token mean? The subject of this sentence, else of the sentence before, else the last
        one mentioned. With `own_subject` off ("him"), whoever is the subject of this sentence is not meant; with `near`
        ("its") anybody in this sentence comes before the sentence before."""
        found = list(self.before(at, fits))
        here = [trace for trace in found if trace.sentence == sentence]
        if not own_subject:
            subjects = {trace.ids for trace in here if trace.subject}
            found = [trace for trace in found if trace.ids not in subjects]
            here = []
        for group in (
            [trace for trace in here if trace.subject],
            here if near else [],
            [trace for trace in found if trace.sentence == sentence - 1 and trace.subject],
            here,
            [trace for trace in found if trace.subject and sentence - trace.sentence <= 3],
            found,
        ):
            if group:
                return group[0].ids
        return ()

    def join(self, trace: Trace) -> None:
        """Remember that several were named in one row: "Norway, France and Chad"."""
        self._rows.append(trace)

    def row(self, at: int, sentence: int, fits: Callable[[Trace], bool], size: int) -> Trace | None:
        """The last row of so many (of any size if 0), a few sentences back at most."""
        for trace in reversed(self._rows):
            near = sentence - trace.sentence <= (_NEAR if len(trace.ids) == 2 else _FAR)
            if trace.at < at and near and size in (0, len(trace.ids)) and fits(trace):
                return trace
        return None

    def pair(self, at: int, sentence: int, fits: Callable[[Trace], bool], size: int = 2) -> tuple[str, ...]:
        """Which are the last `size` different actors that fit ("the two countries")? In the order of the text; () if fewer.

        So many in one row come first, unless all of the last ones are named after it.
        """
        row = self.row(at, sentence, fits, size)
        found: list[str] = []
        for trace in self.before(at, fits):
            for identifier in reversed(trace.ids):
                if identifier not in found:
                    found.append(identifier)
            if len(found) >= size:
                if row is not None and trace.sentence <= row.sentence:
                    return row.ids
                return tuple(reversed(found[:size]))
        return row.ids if row is not None else ()
