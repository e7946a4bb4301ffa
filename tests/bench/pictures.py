"""How long does a picture take, and do its names lie over each other?

    python tests/bench/pictures.py STORE [--actors 200] [--rounds 5]

Draws the most important actors of the store at 12 by 9 inches and 7 points, by turns with what networkx offers for the same
actors and ties at the same size and dots an inch (`spring_layout`, bare `draw`, saving), and prints medians, their ratio, and
the pairs of names that overlap at 10, 50 and so many actors. Then it draws in new processes, and says what of that is imports.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import matplotlib as mpl
import networkx as nx
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kg.draw import Look, Picture, draw, draw_network, size_of, with_letters
from kg.draw.marks import Words, overlaps
from kg.draw.paint import STYLE, _words
from kg.draw.picture import laid_out, selected
from kg.draw.plan import LABEL, Plan
from kg.draw.select import Selection
from kg.store import View

mpl.use("agg")
SHEET = with_letters(size_of("12x9"), 7)
IMPORTS = "import kg.cli.draw, kg.draw.picture, kg.draw.network, kg.draw.claims, kg.store, kg.query.actors"


def plain(chosen: Selection, target: Path) -> None:
    """The same actors and ties with networkx alone."""
    import matplotlib.pyplot as plt

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(len(chosen.actors)))
    graph.add_edges_from((tie.start, tie.end) for tie in chosen.ties)
    figure = plt.figure(figsize=(SHEET.width, SHEET.height))
    nx.draw(graph, pos=nx.spring_layout(graph, seed=1))
    figure.savefig(target, dpi=SHEET.dpi)
    plt.close(figure)


def seen(plan: Plan) -> int:
    """How many pairs of names and labels overlap, by the boxes that matplotlib itself tells of the words as they are drawn?"""
    figure = Figure(figsize=(SHEET.width, SHEET.height), dpi=SHEET.dpi)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, SHEET.width * 72)
    axes.set_ylim(0, SHEET.height * 72)
    spoken = [(spot, tie.label, LABEL * plan.letters) for tie, spot in zip(plan.selection.ties, plan.labels, strict=True) if spot]
    words = [Words(spot=spot, text=text, size=size, colour="#000000") for spot, text, size in spoken]
    for name in plan.names:
        text = "\n".join(name.lines)
        words.append(Words(spot=name.edge, text=text, size=name.letters, colour="#000000", bold=name.bold, across=name.across))
    boxes = []
    with mpl.rc_context(STYLE):
        for artist in map(_words, words):
            axes.add_artist(artist)
            box = artist.get_window_extent(canvas.get_renderer())
            boxes.append((((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), (box.width, box.height)))
    return overlaps(boxes)


def seconds(job: object, *arguments: object) -> float:
    """How long does calling it take?"""
    assert callable(job)
    start = time.perf_counter()
    job(*arguments)
    return time.perf_counter() - start


def cold(*words: str) -> float:
    """How long does a new process take, the fastest of five?"""
    return min(seconds(lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)) for _ in range(5))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("--actors", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    look = Look(size=SHEET)
    with View(asked.store) as view, tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "picture.png"
        for most in (10, 50, asked.actors):
            _, plan, _ = laid_out(view, selected(view, Picture(), most)[0], look, "Names", "state")
            told = f"{overlaps(plan.boxes())} pairs of names and labels overlap, {seen(plan)} as matplotlib measures them"
            print(f"{len(plan.names)} actors, {len(plan.ways)} ties, {plan.letters:g} points: {told}")
        wanted = Picture(most=asked.actors)
        chosen = draw_network(view, target, wanted, look)
        ours, theirs = [], []
        for _ in range(asked.rounds):
            ours.append(seconds(draw, view, target, wanted, look))
            theirs.append(seconds(plain, chosen, target))
        one, other = statistics.median(ours), statistics.median(theirs)
        print(f"kg {one:.2f} s, networkx {other:.2f} s, ratio {one / other:.2f}")
        whole = cold("-m", "kg", "draw", "-o", str(target), "--store", str(asked.store))
        print(f"cold kg draw {whole:.2f} s, of which python and imports {cold('-c', IMPORTS):.2f} s")


if __name__ == "__main__":
    main()
