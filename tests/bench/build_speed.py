"""How fast is `kg build`, against the bare parser on the same texts in the same run?

    python tests/bench/build_speed.py ARTICLES.jsonl [--limit N] [--jobs N] [--model NAME|PATH]

Three processes, one after the other: `nlp.pipe` alone over the texts of the JSON lines file, `kg build` of the file into a new
graph (with its progress bar), and the same build again, which finds nothing new. For each: seconds from start to end, articles
and words (parted by white space) a second, and the process's peak memory; then the build's figures as ratios of the bare
parser's.

A fourth process takes turns, so that both sides see the same machine: batch by batch the bare parser, then the reader on the same
articles; at the end they are put into a graph and settled (who is who, what holds). Its seconds are those of the work alone,
without start-up. Only the ratios can be compared between machines.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.corpus import read
from kg.model import Article

ROOT = Path(__file__).parents[2]
BARE = """
import sys
from kg.corpus import read
from kg.text.parse import load
for doc in load(sys.argv[2]).pipe(article.text for article in read([sys.argv[1]], on_skip=lambda skip: None)):
    pass
"""
TURNS = """
import sys, time
from kg.claims.read import Reader
from kg.corpus import read
from kg.store import Writer
from kg.text.parse import load
nlp, reader = load(sys.argv[2]), Reader(model=sys.argv[2])
articles = list(read([sys.argv[1]], on_skip=lambda skip: None))
list(reader.read(articles[:4]))
bare = reading = putting = 0.0
with Writer(sys.argv[3]) as writer:
    for start in range(0, len(articles), 64):
        batch = articles[start : start + 64]
        began = time.perf_counter()
        for doc in nlp.pipe(article.text for article in batch):
            pass
        parsed = time.perf_counter()
        readings = list(reader.read(batch))
        was_read = time.perf_counter()
        for one in readings:
            writer.put(one, reader.version)
        bare, reading, putting = bare + parsed - began, reading + was_read - parsed, putting + time.perf_counter() - was_read
    settling = time.perf_counter()
settling = time.perf_counter() - settling
print(f"in turns: bare {bare:.1f} s, read {reading:.1f} s ({reading / bare:.2f}), put {putting:.1f} s, settle {settling:.1f} s; "
      f"read and settle {(reading + settling) / bare:.2f} of bare")
"""


def measure(call: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process. Raises SystemExit if it fails."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *call], cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(call[:3])} failed")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return time.perf_counter() - began, usage.ru_maxrss * unit / 1e6


def rows(file: Path, arguments: argparse.Namespace) -> Iterator[tuple[str, float, float]]:
    """(what, seconds, megabytes) of the three processes, as they end."""
    store = file.parent / "graph.kg"
    build = ["-m", "kg", "build", str(file), "--store", str(store), "-j", str(arguments.jobs), "--model", arguments.model]
    for what, call in (("nlp.pipe", ["-c", BARE, str(file), arguments.model]), ("kg build", build), ("again", build)):
        yield what, *measure(call)


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only so many lines")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--model", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        with arguments.articles.open("rb") as lines:
            file.write_bytes(b"".join(islice(lines, arguments.limit)))
        articles: list[Article] = list(read([file], on_skip=print))
        words = sum(len(article.text.split()) for article in articles)
        print(f"{len(articles):,} articles, {words:,} words, {arguments.jobs} process(es)", flush=True)
        measured = list(rows(file, arguments))
        measure(["-c", TURNS, str(file), arguments.model, str(file.parent / "turns.kg")])
    print(f"{'':10}{'seconds':>10}{'articles/s':>12}{'words/s':>10}{'peak MB':>10}")
    for what, seconds, megabytes in measured:
        print(f"{what:10}{seconds:10.1f}{len(articles) / seconds:12.1f}{words / seconds:10,.0f}{megabytes:10.0f}")
    (_, bare, bare_mb), (_, build, build_mb), _ = measured
    print(f"{'ratio':10}{build / bare:10.2f}{bare / build:12.2f}{bare / build:10.2f}{build_mb / bare_mb:10.2f}")


if __name__ == "__main__":
    main()
