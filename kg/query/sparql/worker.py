"""How is a query stopped that would run for hours? By asking it in a process of its own, which can be killed at any moment.

The engine cannot be interrupted, and a query that is nested too deeply ends the process it runs in; both then end the worker
and not the program. The worker opens the same snapshot, so its answer is the one that would have been given here.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import KgError, QueryError, StoreError
from kg.query.sparql.engine import Answer, Prepared, Rows, Term, timed

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store import View
    from kg.store.sure import Days

_CODE = "import sys; sys.path.append(sys.argv[1]); from kg.query.sparql.worker import main; main()"
_ROOT = Path(__file__).parents[2]
_LATER = 2.0  # seconds after which a worker whose parent was killed ends by itself
OPEN = b"\n"  # what the worker says once it has the graph


class Stopped(QueryError):
    """The query took too much time or memory."""


def timed_within(view: View, queries: Sequence[Prepared], seconds: float) -> list[tuple[Answer, float]]:
    """What does the graph answer to each, with the seconds it took, if all take at most so many (0 for any number)?

    The time that the worker needs to start does not count. Raises QueryError when the time is over or the engine breaks off.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    ) as process:
        try:
            assert process.stdin and process.stdout
            _send(process.stdin, (str(view.snapshot), view.base, view.least, view.days, tuple(queries), seconds))
            process.stdout.read(len(OPEN))
            reply, _ = process.communicate(timeout=seconds or None)
        except subprocess.TimeoutExpired as error:
            raise Stopped(f"the query was stopped after {seconds:g} seconds; ask for less, or give more by --timeout") from error
        finally:
            process.kill()
        status = process.wait()
    if not reply or status:
        raise Stopped(f"the engine broke off ({_ended(status)}); the query may be nested too deeply or need too much memory")
    answers: list[tuple[Answer, float]] | KgError = pickle.loads(reply)
    if isinstance(answers, KgError):
        raise answers
    return answers


def _send(stream: IO[bytes], request: object) -> None:
    """A worker that has ended already cannot be sent anything; what it ended with is told later."""
    try:
        view = memoryview(pickle.dumps(request))
        while view:
            view = view[stream.write(view) :]
    except BrokenPipeError:
        pass


def _ended(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"status {status}"


def main() -> None:
    """The worker: takes one request from the standard input, and writes its answer or error to the standard output."""
    reply = os.fdopen(os.dup(1), "wb", buffering=0)
    snapshot, base, least, days, queries, seconds = pickle.load(sys.stdin.buffer)
    try:
        store = _opened(Path(snapshot), base, least, days)
    except StoreError as error:
        reply.write(OPEN)
        _reply(reply, error)
    _bound_memory()
    if seconds and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + _LATER)
    reply.write(OPEN)
    try:
        answers: list[tuple[Answer, float]] | KgError = [(_shared(one), took) for one, took in timed(store, queries)]
    except QueryError as error:
        answers = error
    _reply(reply, answers)


def _reply(stream: IO[bytes], answers: list[tuple[Answer, float]] | KgError) -> None:
    """Write what was found, and end: nothing is left to close, and closing takes time."""
    with os.fdopen(stream.fileno(), "wb", closefd=False) as buffered:
        pickle.dump(answers, buffered, protocol=pickle.HIGHEST_PROTOCOL)
    os._exit(0)


def _bound_memory() -> None:
    """Half of the memory at most, where the system can hold it to that: a join of everything ends the worker and nothing else."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker that breaks off is told of, and not worth a file
        resource.setrlimit(resource.RLIMIT_DATA, (half, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _shared(answer: Answer) -> Answer:
    """The same rows with one object for equal terms, which halves the time that a large answer takes on its way."""
    if not isinstance(answer, Rows):
        return answer
    known: dict[Term | None, Term | None] = {}
    return Rows(columns=answer.columns, rows=tuple(tuple([known.setdefault(term, term) for term in row]) for row in answer.rows))


def _opened(snapshot: Path, base: str, least: float, days: Days | None) -> Store:
    from pyoxigraph import Store

    store = Store.read_only(str(snapshot / "data"))
    if least > 0 or days:
        from kg.store.snapshot import TABLE
        from kg.store.sure import only_chosen

        return only_chosen(store, base, snapshot / TABLE, least, days)
    return store
