"""Do all exports of a store hold what it holds? Read back by rdflib, pyoxigraph, networkx, csv and json: the counts of each.

python tests/bench/round_trip.py STORE
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from read_back import all_formats

from kg.store import View


def main(store: str) -> int:
    """Prints for each format what was read, and how much of it is missing or too much; 1 if anything is."""
    warnings.simplefilter("ignore", DeprecationWarning)
    wrong = 0
    print(f"{'format':8} {'read':>9} {'wanted':>9} {'missing':>8} {'too much':>9}")
    with TemporaryDirectory() as folder, View(store) as view:
        for form, read in all_formats(view, Path(folder)).items():
            found, wanted = read()
            wrong += found != wanted
            print(f"{form:8} {len(found):9,} {len(wanted):9,} {len(wanted - found):8,} {len(found - wanted):9,}", flush=True)
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
