"""What the parts of `scale.py` share: a figure with what was asked of it, and a process measured."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: of which part, what it is, how much, in which unit, and the most (or, `least`, the least) that was asked.

    `value` None is a figure that could not be had; `note` says why, or what else is to be said.
    """

    part: str
    what: str
    value: float | None
    unit: str = ""
    asked: float | None = None
    least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Is it as asked? None where nothing was asked, or nothing measured."""
        if self.asked is None or self.value is None:
            return None
        return self.value >= self.asked if self.least else self.value <= self.asked


def skipped(part: str, what: str, why: object) -> Figure:
    """A figure that could not be had, and why, in a line."""
    return Figure(part=part, what=what, value=None, note=f"skipped: {' '.join(str(why).split())[:160]}")


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines, one each, aligned."""
    rows = [("part", "what", "figure", "unit", "asked", "", "note")]
    for one in figures:
        sign = "" if one.asked is None else f"{'>=' if one.least else '<='} {one.asked:g}"
        met = {None: "", True: "met", False: "NOT MET"}[one.met]
        rows.append((one.part, one.what, _number(one.value), one.unit, sign, met, one.note))
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(size) if i == 2 else cell.ljust(size) for i, (cell, size) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    )


def lines(figures: Iterable[Figure]) -> str:
    """The figures as JSON, one a line."""
    return "".join(json.dumps(asdict(one) | {"met": one.met}, ensure_ascii=False) + "\n" for one in figures)


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A process that ended: seconds from start to end, peak megabytes, its standard output, and its exit status."""

    seconds: float
    megabytes: float
    out: str
    status: int


def measure(call: Sequence[str], *, limit: float = 0.0) -> Run:
    """Run Python with these arguments, and kill it after so many seconds (0: never).

    Raises RuntimeError, with its last words, if it ends badly by itself.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, *call], cwd=ROOT, stdout=out, stderr=said)
        clock = threading.Timer(limit or threading.TIMEOUT_MAX, process.kill)
        clock.start()
        _, status, usage = os.wait4(process.pid, 0)
        clock.cancel()
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [(file.seek(0), file.read().decode("utf8", "replace"))[1] for file in (out, said)]
    if process.returncode and not (limit and process.returncode == -signal.SIGKILL):
        raise RuntimeError(f"{' '.join(call[:4])}: {(texts[1].strip().splitlines() or ['failed'])[-1]}")
    return Run(seconds=seconds, megabytes=usage.ru_maxrss * unit() / 1e6, out=texts[0], status=process.returncode)


def unit() -> int:
    """The bytes that a system counts peak memory in."""
    return 1 if sys.platform == "darwin" else 1024
