"""Are the claims right? A sheet of claims to judge by reading, and the share that was judged right.

    python tests/bench/judge.py sheet ARTICLES.jsonl [--without NUMBERS] [--count 40] [--seed N] > sheet.csv
    python tests/bench/judge.py score ARTICLES.jsonl tests/judged/VERDICTS.csv

`sheet` draws articles with a fixed seed (leaving out the lines, counted from 0, that the file NUMBERS names one a line as
`mfa-18`), reads them, and prints one row a claim: its id, what it says in words, its sentence, and an empty verdict. The rule
that read it stays out of sight, and so does its confidence. A person writes `right` or `wrong` as the verdict, and of a wrong one
the class of its error. A verdict keeps the claim's id, so the sheet's sentences need not be kept.

`score` reads the articles that the verdicts name again, and prints the share of right claims with the interval (Wilson, 95 %),
the classes of error, the relations, and how many of today's claims nobody judged, since rules have changed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.claims.read import Reader
from kg.corpus import read
from kg.ids import claim_id
from kg.model import Article, Claim, Reading, Status

SHEET = ("claim", "article", "says", "status", "date", "speaker", "sentence", "verdict", "error")

Z = 1.96


def drawn(articles: Sequence[Article], without: Iterable[int], count: int, seed: int) -> list[Article]:
    """So many articles, by chance but always the same ones, in the order of the file."""
    out = set(without)
    numbers = [i for i in range(len(articles)) if i not in out]
    return [articles[i] for i in sorted(random.Random(seed).sample(numbers, min(count, len(numbers))))]


def unique(reading: Reading) -> Iterator[Claim]:
    """One claim a triple, the winner: what the codebook scores."""
    seen = set()
    for claim in reading.claims:
        triple = (claim.subject, claim.relation, claim.object)
        if triple not in seen:
            seen.add(triple)
            yield claim


def sheet(articles: Sequence[Article]) -> Iterator[dict[str, str]]:
    """The rows of the sheet, article by article."""
    for reading in Reader().read(articles):
        names = {entity.id: entity.name for entity in reading.entities}
        for claim in unique(reading):
            post = f" ({claim.post})" if claim.post else ""
            yield {
                "claim": claim_id(reading.article.key, claim),
                "article": reading.article.key,
                "says": f"{names[claim.subject]} | {claim.relation}{post} | {names[claim.object]}",
                "status": "" if claim.status is Status.ACTUAL else claim.status.value,
                "date": claim.date,
                "speaker": names.get(claim.speaker, ""),
                "sentence": " ".join(claim.evidence.quote.split()),
                "verdict": "",
                "error": "",
            }


def wilson(right: int, all_: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not all_:
        return 0.0, 1.0
    share, square = right / all_, Z * Z
    middle = (share + square / (2 * all_)) / (1 + square / all_)
    reach = Z * ((share * (1 - share) + square / (4 * all_)) / all_) ** 0.5 / (1 + square / all_)
    return middle - reach, middle + reach


def score(articles: Sequence[Article], verdicts: Path) -> Iterator[str]:
    """The lines of the report."""
    with verdicts.open(encoding="utf8", newline="") as file:
        rows = {row["claim"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    named = {row["article"] for row in rows.values()}
    today = [
        (claim_id(reading.article.key, claim), claim.relation)
        for reading in Reader().read([article for article in articles if article.key in named])
        for claim in unique(reading)
    ]
    judged = [(rows[identifier], relation) for identifier, relation in today if identifier in rows]
    for label, found in (("judged", list(rows.values())), ("still read today", [row for row, _ in judged])):
        right = sum(row["verdict"] == "right" for row in found)
        low, high = wilson(right, len(found))
        yield f"{label}: {right} of {len(found)} right, {right / max(1, len(found)):.3f} (95 %: {low:.3f} to {high:.3f})"
    yield f"claims of today that nobody judged: {len(today) - len(judged)}"
    yield "errors: " + ", ".join(
        f"{error} {n}" for error, n in Counter(r["error"] for r in rows.values() if r["error"]).most_common()
    )
    counts = Counter((row["relation"], row["verdict"]) for row in rows.values())
    for relation in sorted({relation for relation, _ in counts}):
        yield f"  {relation:24} right {counts[relation, 'right']:3}  wrong {counts[relation, 'wrong']:3}"


def main() -> None:
    """Print a sheet or a score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("sheet", "score"))
    parser.add_argument("articles", type=Path)
    parser.add_argument("verdicts", type=Path, nargs="?")
    parser.add_argument("--without", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    articles = list(read([arguments.articles], on_skip=lambda skip: None))
    if arguments.what == "score":
        print(*score(articles, arguments.verdicts), sep="\n")
        return
    names = arguments.without.read_text(encoding="utf8").split() if arguments.without else []
    without = [int(name.removeprefix("mfa-")) for name in names if name.startswith("mfa-")]
    writer = csv.DictWriter(sys.stdout, SHEET, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sheet(drawn(articles, without, arguments.count, arguments.seed)))


if __name__ == "__main__":
    main()
