"""What goes to the terminal or into a pipe: text made harmless, and tables.

A pipe gets plain aligned columns, neither wrapped nor cut nor coloured; a terminal gets the same table folded to its width.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.corpus import Skip

# Control characters move the cursor or set colours; bidirectional marks make text read otherwise than it is.
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def plain(text: str) -> str:
    """How does this text look on one line of a terminal, unable to do harm there?

    >>> plain("Tehran\\x1b[31m said\\nso")
    'Tehran [31m said so'
    """
    return _HOSTILE.sub(" ", text)


def width(text: str) -> int:
    """How many terminal columns does the text take? East Asian wide letters take two, combining marks none.

    >>> width("北京"), width("Türkiye")
    (4, 7)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> str:
    """The rows as aligned text under a header, two spaces between columns, the columns of index `right` set right.

    >>> print(table(["actor", "claims"], [["Iran", 12], ["Syria", 3]], right=[1]))
    actor  claims
    Iran       12
    Syria       3
    """
    cells = [list(columns), *([plain(str(cell)) for cell in row] for row in rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(columns))]

    def line(row: Sequence[str]) -> str:
        pads = [" " * (widths[i] - width(cell)) for i, cell in enumerate(row)]
        return "  ".join(pad + cell if i in right else cell + pad for i, (cell, pad) in enumerate(zip(row, pads, strict=True)))

    return "\n".join(line(row).rstrip() for row in cells)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Print rows: aligned and whole into a pipe, folded to the width and with a bold header on a terminal."""
    if not sys.stdout.isatty():
        click.echo(table(columns, rows, right))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    sheet = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, column in enumerate(columns):
        sheet.add_column(column, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        sheet.add_row(*(Text(plain(str(cell))) for cell in row))
    Console().print(sheet)


def print_raw(text: str) -> None:
    """Print a format for programs: byte by byte, but never with control characters to a terminal."""
    if sys.stdout.isatty():
        text = "".join(plain(line) + "\n" for line in text.splitlines())
    click.echo(text, nl=False)


class Skips:
    """What happens to an input that gives no article: it is reported on stderr and counted, or, if `strict`, an error."""

    def __init__(self, *, strict: bool) -> None:
        self.strict, self.count = strict, 0

    def __call__(self, skip: Skip) -> None:
        """Report this one. Raises `CorpusError` if `strict`."""
        if self.strict:
            from kg.corpus import refuse

            refuse(skip)
        self.count += 1
        click.echo(f"Skipped {plain(str(skip))}", err=True)

    def close(self) -> None:
        """Say how many there were, if any."""
        if self.count:
            click.echo(f"{self.count:,} skipped; --strict stops at the first.", err=True)
