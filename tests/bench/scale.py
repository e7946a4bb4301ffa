"""Does a store of a million claims last and answer? Its figures from one run, as ratios to the bare tools on the same machine.

    python tests/bench/scale.py [--claims 1000000] [--at DIR] [--only PART,…] [--json FILE] [--kills N] [--corpus ARTICLES.jsonl]
        [--ask QUESTION]… [--patience SECONDS] [--limit SECONDS]

The store is made of readings that keep the laws of `made.py`, a tenth as many actors and a twentieth as many articles as claims,
with the real writer. It stays in `--at DIR`, where another run finds it; without it all is made in a folder that is removed.
The parts, all of them if `--only` names none:

* `write`: the writer's seconds (the making of the readings taken out) against `pyoxigraph.Store.bulk_extend` of the quads that
  its snapshot then holds, into a fresh database; its peak memory, and how its time is parted.
* `open`: seconds until a view of the store is open, in a fresh process.
* `cold`: `kg path A B` as a process against `python -c "import networkx, pyoxigraph"`, by turns; its peak memory.
* `warm`: paths between 200 pairs in one process, plain, in a window of time, with a least confidence, and with both; each length
  is compared with that in a networkx graph loaded whole from the database. Actors are drawn as the claims mention them.
* `questions`: every named question against bare Oxigraph, which is asked the SPARQL that an expert would write for these values;
  once as short as it can be asked, once for the busiest actor; `--patience` seconds at most for both sides together.
* `rdflib`: the same questions by rdflib's own engine, on a store of 20,000 claims in memory, each for `--limit` seconds at most.
* `kills`: builds of gold and made articles, killed at random moments and finished by another: what is lost, half, different.
* `rebuild`: with `--corpus`, `kg build` of it, and the same build again.

A part that cannot run says so in a line, and the others go on. Exit status 1 if a figure is not as asked.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _scale_figures import Figure, lines, measure, skipped, table

PARTS = ("write", "open", "cold", "warm", "questions", "rdflib", "kills", "rebuild")
SLICE = 20_000  # claims of the store that rdflib is asked


def parts(arguments: argparse.Namespace, at: Path) -> dict[str, Callable[[], list[Figure]]]:
    """What each part runs."""
    import _scale_kills
    import _scale_paths
    import _scale_questions
    import _scale_write

    store, small = at / f"made-{arguments.claims}.kg", at / f"made-{SLICE}.kg"

    def made(place: Path, claims: int) -> Path:
        if not (place / "kg-store.json").exists() or (place / "unpublished").exists():
            _scale_write.fill(place, claims)
        return place

    return {
        "write": lambda: _scale_write.write(store, arguments.claims),
        "open": lambda: _scale_write.opening(made(store, arguments.claims)),
        "cold": lambda: _scale_paths.cold(made(store, arguments.claims)),
        "warm": lambda: _scale_paths.warm(made(store, arguments.claims)),
        "questions": lambda: _scale_questions.against_oxigraph(made(store, arguments.claims), arguments.patience, arguments.ask),
        "rdflib": lambda: _scale_questions.by_rdflib(made(small, SLICE), arguments.limit),
        "kills": lambda: _scale_kills.kills(at, arguments.kills),
        "rebuild": lambda: rebuild(at, arguments.corpus),
    }


def rebuild(at: Path, corpus: Path | None) -> list[Figure]:
    """How much faster is the second build of an unchanged corpus than the first?"""
    if corpus is None:
        return [skipped("rebuild", "first / second build", "no --corpus given")]
    with tempfile.TemporaryDirectory(dir=at) as folder:
        call = ["-m", "kg", "build", str(corpus.absolute()), "--store", f"{folder}/graph.kg"]
        first, *again = [measure(call) for _ in range(4)]
    second = sorted(again, key=lambda run: run.seconds)[1]
    return [
        Figure(
            part="rebuild", what="first / second build", value=first.seconds / second.seconds, unit="times", asked=50, least=True
        ),
        Figure(part="rebuild", what="first build", value=first.seconds, unit="s", note=first.out.strip().splitlines()[0]),
        Figure(part="rebuild", what="second build", value=second.seconds, unit="s", note="the middle of three"),
    ]


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--at", type=Path, help="where the stores stay, and are found again")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, help="also write the figures as JSON lines")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--corpus", type=Path, help="articles for rebuild")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for a question of rdflib's")
    parser.add_argument(
        "--ask", action="append", default=[], metavar="NAME", help="of the questions, only this one; may be repeated"
    )
    parser.add_argument("--patience", type=float, default=300.0, help="seconds for a named question, both sides together")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        at = arguments.at or Path(folder)
        at.mkdir(parents=True, exist_ok=True)
        for name, run in parts(arguments, at.absolute()).items():
            if name in wanted:
                began = time.perf_counter()
                try:
                    figures += run()
                except Exception as error:  # one part's failure must not hide the others' figures
                    figures.append(skipped(name, name, f"{type(error).__name__}: {error}"))
                print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(figures))
    if arguments.json:
        arguments.json.write_text(lines(figures), encoding="utf8")
    sys.exit(any(one.met is False for one in figures))


if __name__ == "__main__":
    main()
