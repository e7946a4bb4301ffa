"""What `kg reject` and `kg confirm` share: claims, a reason, --list and --undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.output import plain, print_table

if TYPE_CHECKING:
    from kg.query.facts import Fact
    from kg.resolve.verdicts import Verdict
    from kg.store import View

_HELP = """{says}

CLAIM is an id as kg show, kg path -f json and kg query print it (claim:…). The word is kept as a line of judgements.txt in
the store's directory, told by the article and the claim's words, and outlasts every rebuild and new rules, until the article
says something else there. Take it back with --undo LINE, or remove the line and run kg build.
"""
_DONE = {True: "Rejected", False: "Confirmed"}


def ruling(says: str, *, rejected: bool) -> click.Command:
    """The command by which a person rejects claims (`rejected`), or confirms them; `says` opens its help."""

    @click.command(help=_HELP.format(says=says))
    @click.argument("claims", metavar="CLAIM…", nargs=-1)
    @click.option("--why", default="", metavar="TEXT", help="The reason, kept as the line's note.")
    @click.option("--list", "listed", is_flag=True, help="List all such lines, with the claims that they are on.")
    @click.option("--undo", type=click.IntRange(1), metavar="LINE", help="Take back the judgement of this line.")
    @store_option
    def command(claims: tuple[str, ...], why: str, listed: bool, undo: int | None, store: Path) -> None:
        if listed:
            return _list(store)
        if undo is not None:
            return _undo(store, undo)
        if not claims:
            raise click.UsageError("name a claim, or use --list or --undo LINE")
        for line in _rule(claims, store, rejected=rejected, why=why):
            click.echo(line)

    return command


def _list(store: Path) -> None:
    from kg.query.verdicts import lines
    from kg.store import View

    with View(store) as view:
        found = [(one.verdict, ", ".join(path.replace("/", ":", 1) for path in one.claims) or "none now") for one in lines(view)]
    print_table(("line", "judgement", "claim", "note"), [(one.line, str(one), ids, one.note) for one, ids in found], right=[0])


def _undo(store: Path, line: int) -> None:
    from kg.store import Writer

    with Writer(store, create=False) as writer:
        writer.unjudge(line)
    click.echo(f"Took back line {line}.")


def _rule(claims: tuple[str, ...], store: Path, *, rejected: bool, why: str) -> Iterator[str]:
    """Write the verdicts down, settle what follows, and tell what changed."""
    from kg.query.verdicts import claim, verdict
    from kg.store import View, Writer

    with View(store) as view:  # all are looked up before any is written down
        before = list(dict.fromkeys(claim(view, each) for each in claims))
        said = [verdict(view, each, rejected=rejected, why=why) for each in before]
    with Writer(store, create=False) as writer:
        there = [writer.rule(each) for each in said]
    with View(store) as view:
        for one, old, replaced in zip(said, before, there, strict=True):
            yield _told(view, one, old, replaced)


def _told(view: View, said: Verdict, old: Fact, replaced: tuple[Verdict, ...] | None) -> str:
    """What a verdict has changed, in a line."""
    from kg.cli.card import told
    from kg.query.facts import fact
    from kg.query.verdicts import consequence, line_on

    now = fact(view, old.id)
    assert now
    line = line_on(view, now)
    done = _DONE[said.rejected] if replaced is not None else f"{_DONE[said.rejected]} already"
    where = f", line {line.line}." if line else "."
    words = [f"{done}: {told(view, replace(now, verdict=''), now.subject)} (“{' '.join(now.quote.split())}”){where}"]
    if replaced:
        words.append(f"In place of: {replaced[0]}.")
    if replaced is not None and said.rejected:
        words.append(consequence(view, now))
    elif replaced is not None and old.verdict != "confirmed":
        had = f" (it had {old.confidence:.2f})" if not old.verdict and old.confidence < 1 else ""
        words.append(f"It counts as certain now{had}.")
    return plain(" ".join(word for word in words if word))
