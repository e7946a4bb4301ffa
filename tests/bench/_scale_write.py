"""Writing, for `scale.py`: the real writer against the bare database's bulk loader, memory, and opening.

Run by itself it is one of the processes measured: `make STORE CLAIMS` (puts made readings), `bulk STORE FRESH` (loads the
same quads into a fresh database), `open STORE` (opens a view).
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from _scale_figures import Figure, measure, skipped, unit

OPENINGS = 7
SLICE = 1_000_000  # quads that lie ready in memory at a time


def write(store: Path, claims: int) -> list[Figure]:
    """Make the store anew with the real writer, and load its quads into a fresh database: seconds, and the parts of them."""
    made = fill(store, claims)
    fresh = store.with_name(f"{store.name}.bulk")
    bulk = json.loads(measure([__file__, "bulk", str(store), str(fresh)]).out)
    shutil.rmtree(fresh, ignore_errors=True)
    said = f"{made['articles']:,} articles, {made['claims']:,} claims, {bulk['quads']:,} quads"
    busy = f"{made['busy']:.1f} s, {bulk['busy']:.1f} s of all threads: what else the machine does counts less in it"
    ratio, of_busy = made["seconds"] / bulk["seconds"], made["busy"] / bulk["busy"]
    source = f"made readings, {made['made']:.1f} s, taken out"
    return [
        Figure(part="write", what="writer / bulk_extend", value=ratio, unit="times", asked=3.5, note=said),
        Figure(part="write", what="  in processor time", value=of_busy, unit="times", note=busy),
        Figure(part="write", what="writer", value=made["seconds"], unit="s", note=source),
        *(
            Figure(part="write", what=f"  {name}", value=took, unit="s", note=f"peak memory so far {megabytes:,.0f} MB")
            for name, (took, megabytes) in made["parts"].items()
        ),
        Figure(part="write", what="bulk_extend", value=bulk["seconds"], unit="s", note="of ready quads, a million at a time"),
        Figure(part="write", what="writer's peak memory", value=made["megabytes"], unit="MB", asked=4000),
        Figure(part="write", what="store on disk", value=_size(store), unit="MB"),
    ]


def fill(store: Path, claims: int) -> dict[str, Any]:
    """Make the store anew, in a process of its own; what that measured."""
    shutil.rmtree(store, ignore_errors=True)
    measured: dict[str, Any] = json.loads(measure([__file__, "make", str(store), str(claims)]).out)
    return measured


def opening(store: Path) -> list[Figure]:
    """How long does the store take to open, in a process that has not opened one?"""
    try:
        took = [float(measure([__file__, "open", str(store)]).out) for _ in range(OPENINGS)]
    except RuntimeError as error:
        return [skipped("open", "open the store", error)]
    note = f"median of {OPENINGS} processes, imports apart"
    return [Figure(part="open", what="open the store", value=median(took), unit="s", asked=0.2, note=note)]


def _size(store: Path) -> float:
    files = {(found.st_ino, found.st_size) for path in store.rglob("*") if path.is_file() for found in [path.stat()]}
    return sum(size for _, size in files) / 1e6


def make(store: Path, claims: int) -> dict[str, Any]:
    """Put so many made claims. The parts' seconds are told as far as the writer has them under names known here."""
    from made import readings

    from kg.store import Writer, writer

    parts: dict[str, tuple[float, float]] = {}
    for name, where, what in (
        ("settling", writer, "derive"),
        ("claim table, names", Writer, "_arrays"),
        ("publishing", writer.snapshot, "publish"),
    ):
        if hasattr(where, what):
            setattr(where, what, _clocked(getattr(where, what), name, parts))
    numbers = {"made": 0.0, "articles": 0, "claims": 0}
    source = readings(claims, claims // 10, claims // 20)
    began, busy = time.perf_counter(), time.process_time()
    with Writer(store) as place:
        while True:
            asked, busy_then = time.perf_counter(), time.process_time()
            reading = next(source, None)
            numbers["made"] += time.perf_counter() - asked
            busy += time.process_time() - busy_then
            if reading is None:
                break
            place.put(reading, "made")
            numbers["articles"] += 1
            numbers["claims"] += len(reading.claims)
        put = time.perf_counter() - began - numbers["made"], peak()
    seconds = time.perf_counter() - began - numbers["made"]
    parts = {"putting": put, **parts}
    parts["leaving, all else"] = seconds - sum(took for took, _ in parts.values()), peak()
    busy = time.process_time() - busy
    return {**numbers, "seconds": seconds, "busy": busy, "parts": parts, "megabytes": peak()}


def _clocked(call: Callable[..., Any], name: str, parts: dict[str, tuple[float, float]]) -> Callable[..., Any]:
    def clocked(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return call(*arguments, **named)
        finally:
            parts[name] = parts.get(name, (0.0, 0.0))[0] + time.perf_counter() - began, peak()

    return clocked


def bulk(store: Path, fresh: Path) -> dict[str, Any]:
    """Load the quads of a store's snapshot into a fresh database on disk; only the loading of ready quads is timed."""
    from pyoxigraph import Store

    from kg.store import View

    shutil.rmtree(fresh, ignore_errors=True)
    target = Store(str(fresh))
    seconds, busy, number = 0.0, 0.0, 0
    with View(store) as view:
        quads = view.store.quads_for_pattern(None, None, None, None)
        while ready := list(islice(quads, SLICE)):
            began, busy_then = time.perf_counter(), time.process_time()
            target.bulk_extend(ready)
            seconds += time.perf_counter() - began
            busy += time.process_time() - busy_then
            number += len(ready)
    return {"seconds": seconds, "busy": busy, "quads": number}


def open_once(store: Path) -> float:
    """Seconds to open a view of the store."""
    from kg.store import View

    began = time.perf_counter()
    with View(store):
        return time.perf_counter() - began


def peak() -> float:
    """This process's peak megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit() / 1e6


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", store, claims]:
            print(json.dumps(make(Path(store), int(claims))))
        case ["bulk", store, fresh]:
            print(json.dumps(bulk(Path(store), Path(fresh))))
        case ["open", store]:
            print(open_once(Path(store)))
