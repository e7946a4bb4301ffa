"""How often does each trigger of the frames fire, on which texts? Dead rows are seen.

    python tests/bench/triggers.py SOURCE… [--csv] [--frames FILE] [--gazetteer FILE] [--model NAME|PATH]

A SOURCE is anything that `kg extract` reads (a file or a folder) and becomes one column. For every row and each of its lemmas:
how often the word stands in the source with the right part of speech (and particle), at how many of these places the row was
tried, since its conditions held, and at how many it fired: `fired/tried/stands`, the total first. Sorted by how often it fired,
was tried, and stands. Below stands what never fired, the most tried first: rows of which no lemma ever did, then lemmas of other
rows. A row often tried finds no actors; one that is never tried has a condition that is rare, or wrong. `--csv` prints one table
for programs instead, with a column of each figure, what never fired at its end.

Why a word that stands there does not fire, `kg extract --explain` tells sentence by sentence.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claims.conditions import lemma_of
from kg.claims.frames import Found, proposals
from kg.claims.read import Reader
from kg.cli.output import table
from kg.corpus import read
from kg.lexicon import AdjectiveFrame, Frame, Lexicon, NounFrame

if TYPE_CHECKING:
    from spacy.tokens import Token

Trigger = tuple[str, str]  # a row's id and one of its lemmas
FIGURES = ("fired", "tried", "stands")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What one source holds: articles, and by trigger at how many places its word stands, was tried, and fired."""

    articles: int = 0
    stands: Counter[Trigger] = field(default_factory=Counter)
    tried: Counter[Trigger] = field(default_factory=Counter)
    fired: Counter[Trigger] = field(default_factory=Counter)

    def figures(self, trigger: Trigger) -> tuple[int, int, int]:
        """How often it fired, was tried, and stands here."""
        return self.fired[trigger], self.tried[trigger], self.stands[trigger]


def tally(reader: Reader, source: Path) -> Tally:
    """Read the articles of the source as `kg extract` does, and count their triggers."""
    found = Tally()
    articles = 0
    for parsed in reader.parses(read([source], on_skip=lambda skip: None)):
        articles += 1
        places: dict[tuple[str, int], int] = {}
        words: dict[tuple[str, int], Trigger] = {}
        for one in proposals(parsed.doc, reader.cast(parsed), reader.lexicon):
            place = (one.frame.id, one.trigger.i)
            words[place] = (one.frame.id, lemma_in(one.frame, one.trigger, reader.lexicon))
            places[place] = max(places.get(place, 0), 2 if isinstance(one, Found) else int(one.tried))
        found.stands.update(words.values())
        found.tried.update(words[place] for place, how_far in places.items() if how_far)
        found.fired.update(words[place] for place, how_far in places.items() if how_far == 2)
    return replace(found, articles=articles)


def lemma_in(frame: Frame, trigger: Token, lexicon: Lexicon) -> str:
    """Which of the row's lemmas is the trigger? One with a particle beside it before the bare word."""
    lower, beside = trigger.lower_, {child.lower_ for child in trigger.children}
    stem = lower.removesuffix("ing")
    forms = {lemma_of(trigger, lexicon), lower, f"-{lower}", stem, f"{stem}e", stem[:-1]}
    fitting = [lemma for lemma in frame.lemmas if lemma in forms or (lemma.split()[0] in forms and lemma.split()[-1] in beside)]
    return max(fitting, key=lambda lemma: (" " in lemma, lemma == lemma_of(trigger, lexicon)), default=lower)


def triggers(lexicon: Lexicon) -> Mapping[Trigger, Frame]:
    """All rows by trigger, in table order."""
    return {(row.id, lemma): row for row in (*lexicon.verbs, *lexicon.nouns, *lexicon.adjectives) for lemma in row.lemmas}


def kind(frame: Frame) -> str:
    """The part of speech of the row's word."""
    return "noun" if isinstance(frame, NounFrame) else "adjective" if isinstance(frame, AdjectiveFrame) else "verb"


def total(trigger: Trigger, tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """How often it fired, was tried, and stands in all sources."""
    fired, tried, stands = map(sum, zip(*(one.figures(trigger) for one in tallies), strict=True))
    return fired, tried, stands


def ranked(rows: Iterable[Trigger], tallies: Sequence[Tally]) -> list[Trigger]:
    """The triggers, most fired first, then most tried, then those that stand there most, then in table order."""
    return sorted(rows, key=lambda t: total(t, tallies), reverse=True)


def dead(rows: Mapping[Trigger, Frame], tallies: Sequence[Tally]) -> tuple[list[list[object]], list[Trigger]]:
    """Rows of which no lemma fired, as [row, relation, tried, stands, words], and the lemmas that did not fire of other rows;
    the most tried first."""
    groups: dict[str, list[Trigger]] = {}
    for trigger in ranked(rows, tallies):
        groups.setdefault(trigger[0], []).append(trigger)
    idle = []
    for row, group in groups.items():
        if not any(total(t, tallies)[0] for t in group):
            words = ", ".join(f"{t[1]} {tried}/{stands}" for t in group for _, tried, stands in [total(t, tallies)] if stands)
            sums = [sum(total(t, tallies)[i] for t in group) for i in (1, 2)]
            idle.append([row, rows[group[0]].relation, *sums, words])
    gone = {line[0] for line in idle}
    lemmas = [t for t in ranked(rows, tallies) if t[0] not in gone and not total(t, tallies)[0]]
    return sorted(idle, key=lambda line: (line[2], line[3]), reverse=True), lemmas


def lines(rows: Mapping[Trigger, Frame], names: Sequence[str], tallies: Sequence[Tally]) -> Iterator[str]:
    """The tables for people."""
    columns = ["row", "lemma", "kind", "relation", "all", *names]

    def line(trigger: Trigger) -> list[str]:
        figures = [total(trigger, tallies), *(one.figures(trigger) for one in tallies)]
        return [*trigger, kind(rows[trigger]), rows[trigger].relation, *("/".join(map(str, three)) for three in figures)]

    right = range(4, len(columns))
    yield table(columns, [line(t) for t in ranked(rows, tallies) if total(t, tallies)[0]], right)
    idle, lemmas = dead(rows, tallies)
    yield f"\n{len(idle)} rows never fired:\n"
    yield table(["row", "relation", "tried", "stands", "words"], idle, [2, 3])
    yield f"\n{len(lemmas)} lemmas of other rows never fired:\n"
    yield table(columns, [line(t) for t in lemmas], right)


def print_csv(rows: Mapping[Trigger, Frame], names: Sequence[str], tallies: Sequence[Tally]) -> None:
    """One table for programs."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        ["row", "lemma", "kind", "relation", *(f"{figure} {name}" for name in ("all", *names) for figure in FIGURES)],
    )
    for t in ranked(rows, tallies):
        figures = [total(t, tallies), *(one.figures(t) for one in tallies)]
        out.writerow([*t, kind(rows[t]), rows[t].relation, *(number for three in figures for number in three)])


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    parser.add_argument("--csv", action="store_true", help="one table for programs")
    parser.add_argument("--frames", type=Path, default=None)
    parser.add_argument("--gazetteer", type=Path, default=None)
    parser.add_argument("--model", default="")
    arguments = parser.parse_args()
    reader = Reader(model=arguments.model, frames=arguments.frames, gazetteer=arguments.gazetteer)
    tallies, names = [], [source.name or str(source) for source in arguments.sources]
    for source, name in zip(arguments.sources, names, strict=True):
        tallies.append(tally(reader, source))
        print(f"{name}: {tallies[-1].articles:,} articles", file=sys.stderr)
    rows = triggers(reader.lexicon)
    if arguments.csv:
        print_csv(rows, names, tallies)
        return
    for part in lines(rows, names, tallies):
        print(part)


if __name__ == "__main__":
    main()
