"""How often does each trigger of the frames fire, on which texts? Dead rows are seen.

    python tests/bench/triggers.py SOURCE… [--csv] [--frames FILE] [--gazetteer FILE] [--model NAME|PATH]

A SOURCE is anything that `kg extract` reads (a file or a folder) and becomes one column. For every row and each of its lemmas:
how often the word stands in the source with the right part of speech (and particle), and at how many of these places the row
fired, as `fired/stands`, the total first. Sorted by how often it fired, then how often it stands; below, what never fired, the
most frequent first: rows of which no lemma ever did, with their words and how often they stand, then lemmas of other rows.
`--csv` prints one table for programs instead, with a column of each figure, what never fired at its end.

Why a word that stands there does not fire, `kg extract --explain` tells sentence by sentence.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What one source holds: articles, and by trigger how often its word stands there and at how many places it fired."""

    articles: int = 0
    stands: Counter[Trigger] = field(default_factory=Counter)
    fired: Counter[Trigger] = field(default_factory=Counter)


def tally(reader: Reader, source: Path) -> Tally:
    """Read the articles of the source as `kg extract` does, and count their triggers."""
    stands: Counter[Trigger] = Counter()
    fired: Counter[Trigger] = Counter()
    articles = 0
    for parsed in reader.parses(read([source], on_skip=lambda skip: None)):
        articles += 1
        told = dict[tuple[str, int], tuple[Trigger, bool]]()
        for one in proposals(parsed.doc, reader.cast(parsed), reader.lexicon):
            place = (one.frame.id, one.trigger.i)
            trigger = (one.frame.id, lemma_in(one.frame, one.trigger, reader.lexicon))
            told[place] = trigger, isinstance(one, Found) or (place in told and told[place][1])
        stands.update(trigger for trigger, _ in told.values())
        fired.update(trigger for trigger, found in told.values() if found)
    return Tally(articles=articles, stands=stands, fired=fired)


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


def ranked(rows: Mapping[Trigger, Frame], tallies: Sequence[Tally]) -> list[Trigger]:
    """The triggers, most fired first, then those that stand there most, then in table order."""
    return sorted(rows, key=lambda t: (-sum(one.fired[t] for one in tallies), -sum(one.stands[t] for one in tallies)))


def dead(rows: Mapping[Trigger, Frame], tallies: Sequence[Tally]) -> tuple[list[str], list[Trigger]]:
    """Rows of which no lemma fired, and lemmas that did not fire of rows of which another did; the most frequent first."""
    alive = {row for row, lemma in rows if any(one.fired[row, lemma] for one in tallies)}
    order = sorted(rows, key=lambda t: -sum(one.stands[t] for one in tallies))
    ids = {row: sum(one.stands[t] for one in tallies for t in rows if t[0] == row) for row, _ in rows if row not in alive}
    lemmas = [t for t in order if t[0] in alive and not any(one.fired[t] for one in tallies)]
    return sorted(ids, key=lambda row: -ids[row]), lemmas


def dead_row(row: str, rows: Mapping[Trigger, Frame], tallies: Sequence[Tally]) -> tuple[str, int, str]:
    """Of a row: its relation, how often its words stand, and each of them that does, the most frequent first."""
    counts = {t[1]: sum(one.stands[t] for one in tallies) for t in rows if t[0] == row}
    words = sorted((lemma for lemma in counts if counts[lemma]), key=lambda lemma: -counts[lemma])
    relation = next(frame.relation for (name, _), frame in rows.items() if name == row)
    return relation, sum(counts.values()), ", ".join(f"{lemma} {counts[lemma]}" for lemma in words)


def lines(rows: Mapping[Trigger, Frame], names: Sequence[str], tallies: Sequence[Tally]) -> Iterator[str]:
    """The tables for people."""
    columns = ["row", "lemma", "kind", "relation", "all", *names]

    def line(trigger: Trigger) -> list[str]:
        figures = [f"{one.fired[trigger]}/{one.stands[trigger]}" for one in tallies]
        total = f"{sum(one.fired[trigger] for one in tallies)}/{sum(one.stands[trigger] for one in tallies)}"
        return [*trigger, kind(rows[trigger]), rows[trigger].relation, total, *figures]

    right = range(4, len(columns))
    yield table(columns, [line(t) for t in ranked(rows, tallies) if any(one.fired[t] for one in tallies)], right)
    ids, lemmas = dead(rows, tallies)
    yield f"\n{len(ids)} rows never fired, by how often their words stand in the texts:\n"
    yield table(["row", "relation", "stands", "words"], [[row, *dead_row(row, rows, tallies)] for row in ids], [2])
    yield f"\n{len(lemmas)} lemmas of other rows never fired:\n"
    yield table(columns, [line(t) for t in lemmas], right)


def print_csv(rows: Mapping[Trigger, Frame], names: Sequence[str], tallies: Sequence[Tally]) -> None:
    """One table for programs."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    figures = [f"{figure} {name}" for name in ("all", *names) for figure in ("fired", "stands")]
    out.writerow(["row", "lemma", "kind", "relation", *figures])
    for t in ranked(rows, tallies):
        counts = [(one.fired[t], one.stands[t]) for one in tallies]
        total = tuple(map(sum, zip(*counts, strict=True)))
        out.writerow([*t, kind(rows[t]), rows[t].relation, *total, *(n for pair in counts for n in pair)])


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
