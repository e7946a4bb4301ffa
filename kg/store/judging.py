"""The files beside the database that say who is who: a person's word, and the ids that are no more."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import JudgementError
from kg.resolve.judgements import HEAD, Judgement, parse
from kg.store.layout import Layout

if TYPE_CHECKING:
    from kg.resolve.verdicts import Verdict


def judgements(layout: Layout) -> tuple[Judgement, ...]:
    """What persons have said, by line. Raises JudgementError, with file and line, for what is malformed."""
    return parse(text(layout), str(layout.judgements))


def verdicts(layout: Layout) -> tuple[Verdict, ...]:
    """What persons have said of claims, by line. Raises JudgementError for what is malformed, and for a contradiction."""
    from kg.resolve.verdicts import parse as parse_verdicts  # here, since most readers of the graph do without

    return parse_verdicts(text(layout), str(layout.judgements))


def last(layout: Layout) -> tuple[tuple[Judgement, ...], tuple[Verdict, ...]]:
    """What persons had said when the graph was last settled, on who is who and on claims."""
    from kg.resolve.verdicts import parse as parse_verdicts

    before = layout.judged.read_text(encoding="utf8") if layout.judged.exists() else ""
    return parse(before), parse_verdicts(before)


def text(layout: Layout) -> str:
    """The file of judgements as it stands, "" if there is none."""
    try:
        return layout.judgements.read_text(encoding="utf8") if layout.judgements.exists() else ""
    except UnicodeDecodeError as error:
        raise JudgementError(f"{layout.judgements}: is not UTF-8; save it as UTF-8") from error


def added(before: str, line: str) -> str:
    """The file's text with one line more, under a head that explains it if it was empty."""
    return f"{before.rstrip()}\n{line}\n" if before.strip() else f"{HEAD}\n{line}\n"


def save(path: Path, content: str) -> None:
    """Write a file so that it is there whole or as it was."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(content, encoding="utf8")
    draft.replace(path)


def renamed(layout: Layout) -> dict[str, str]:
    """The ids that are no more, each with the path of a participant that was called so."""
    return _renamed(renamed_text(layout))


def renamed_text(layout: Layout) -> str:
    """The same as the file has it, "" if there is none."""
    return layout.renamed.read_text(encoding="utf8") if layout.renamed.exists() else ""


def _renamed(content: str) -> dict[str, str]:
    return {old: who for old, tab, who in (line.partition("\t") for line in content.splitlines()) if tab}


def set_renamed(layout: Layout, content: str) -> None:
    """Remember what another store's file has of ids that are no more."""
    rename(layout, _renamed(content))


def rename(layout: Layout, gone: Mapping[str, str]) -> None:
    """Remember ids that are no more; of one that was given up twice, the last time."""
    if gone:
        both = renamed(layout) | dict(gone)
        save(layout.renamed, "".join(f"{old}\t{who}\n" for old, who in sorted(both.items())))
