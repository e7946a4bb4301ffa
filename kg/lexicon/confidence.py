"""How sure is a claim that this rule read? The share of right ones among claims read like it in gold articles.

`confidence.csv` is written by `python -m kg.calibrate`, never by hand. A rule that it does not hold (it never fired there, or
is a user's own) has the figure of its relation and construction; the rows of those have "*" for what they leave open.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import TableError
from kg.lexicon.tables import HERE

FILE = HERE / "confidence.csv"
COLUMNS = ("rule", "relation", "construction", "ends", "right", "wrong", "confidence")
ANY = "*"
NAMED, GROUP = "named", "group"
ENDS = (NAMED, GROUP)

Key = tuple[str, str, str, str]
"""Rule, relation, construction, ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The table: confidence (0 to 1) by rule, relation, construction and ends; each but the ends may be `ANY`."""

    by_key: Mapping[Key, float]

    def of(self, rule: str, relation: str, construction: str, *, group: bool) -> float:
        """How sure is a claim of this rule? `group` says whether an unnamed group stands at one of its ends.

        What the table does not hold has the figure of relation and construction, else of the relation, else of all claims.

        >>> table = Confidence(by_key={("*", "aids", "noun", "named"): 0.6, ("*", "*", "*", "named"): 0.8})
        >>> table.of("aid-noun", "aids", "noun", group=False), table.of("aid", "aids", "verb", group=False)
        (0.6, 0.8)
        """
        ends = GROUP if group else NAMED
        keys = ((rule, relation, construction), (ANY, relation, construction), (ANY, relation, ANY), (ANY, ANY, ANY))
        return next(self.by_key[*key, ends] for key in keys if (*key, ends) in self.by_key)


def construction_of(rule: str) -> str:
    """The construction of a rule that is no frame: what its id ends in.

    >>> construction_of("role.minister.named")
    'named'
    """
    return rule.rpartition(".")[2]


@cache
def load_confidence() -> Confidence:
    """The shipped table."""
    return read_confidence(FILE)


def read_confidence(path: Path) -> Confidence:
    """The table of this file. Raises TableError with file and row for a malformed one."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as CSV in UTF-8; `python -m kg.calibrate` writes it anew") from error
    by_key: dict[Key, float] = {}
    for number, row in enumerate(rows, 1):
        try:
            rule, relation, construction, ends = (str(row[name]) for name in COLUMNS[:4])
            value = float(row["confidence"])
        except (KeyError, TypeError, ValueError) as error:
            raise TableError(f"{path.name}: row {number}: not {', '.join(COLUMNS)}") from error
        if not 0 <= value <= 1:
            raise TableError(f"{path.name}: row {number} ({rule}): a confidence lies between 0 and 1, not at {value}")
        by_key[rule, relation, construction, ends] = value
    if any((ANY, ANY, ANY, ends) not in by_key for ends in ENDS):
        raise TableError(f"{path.name}: lacks the rows for all claims; `python -m kg.calibrate` writes it anew")
    return Confidence(by_key=by_key)
