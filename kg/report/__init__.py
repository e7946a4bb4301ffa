"""What happened in these days? A brief in Markdown, each line with the sentence that says so.

who met whom, visits                events      claims of one meeting are one line
new in office, out of office        offices     first told of in these days, and not before
rising conflicts                    rising      against the equally long window before
planned; denied; contradictions     brief       apart from what happened
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.errors import ExportError
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from kg.store import View

MOST = 7  # lines of a section


def report(
    view: View,
    *,
    window: Window = ALWAYS,
    around: Sequence[str] = (),
    least: float = 0.0,
    most: int = MOST,
    title: str = "",
) -> str:
    """What happened in the window, as a page of Markdown?

    A window without a first or last day is one of 30 days, to the last day that articles cover. `around` are ids of actors; with
    them only what they have part in is told, of states also what those do who stand for them. `least` is the least confidence of
    claims. Each section has at most `most` lines (0: all), those first that most outlets tell of. What is planned or denied is
    marked and stands in sections of its own; what is supposed is left out.

    Raises QueryError, with the days that the graph covers, where there is no claim.
    """
    from kg.report.brief import brief
    from kg.report.page import Page
    from kg.report.scope import scope

    return Page(brief=brief(scope(view, window, least, tuple(around)), most), title=title).text()


def write(text: str, path: str | Path) -> None:
    """Write a page to a file, as `kg.whole.write` does. Raises ExportError for a path that cannot be written."""
    whole.write([(Path(path), [text.encode("utf8")])], ExportError)
