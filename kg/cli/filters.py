"""The options that choose the claims of a measure, shared by `kg rank`, `kg groups` and `kg balance`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import confidence_option, store_option, window_options

if TYPE_CHECKING:
    from kg.query.window import Window
    from kg.store import View
    from kg.store.table import Numbers, Table

Command = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The claims that were asked for."""

    relation: tuple[str, ...]
    family: tuple[str, ...]
    min_confidence: float
    window: Window
    level: str
    store: Path

    @contextmanager
    def open(self) -> Iterator[tuple[View, Table, Numbers]]:
        """The view, its claim table at the level, and the rows of the claims that pass."""
        import numpy as np

        from kg.query.edges import edges
        from kg.store import View

        allowed = edges(self.relation, self.family, least=self.min_confidence, window=self.window)
        with View(self.store) as view:
            table = view.table
            if self.level == "state":
                from kg.query.states import state_table

                table = state_table(view)
            yield view, table, np.flatnonzero(allowed.accepts(table))


def filter_options(level: str) -> Callable[[Command], Command]:
    """`--relation --family --since --until --as-of --min-confidence --level --store`, passed on as `filters: Filters`.

    `level` is the default.
    """

    def filtered(command: Command) -> Command:
        @wraps(command)
        def called(**given: Any) -> None:
            mine = {name: given.pop(name) for name in Filters.__dataclass_fields__}
            command(**given, filters=Filters(**mine))

        names = click.option("-r", "--relation", multiple=True, metavar="NAME", help="Claims of this relation; may be repeated.")
        families = click.option(
            "--family", multiple=True, metavar="NAME", help="Claims of this family: roles, contacts, cooperation, conflict."
        )
        levels = click.option(
            "--level",
            type=click.Choice(("actor", "state")),
            default=level,
            show_default=True,
            help="Actors as they are, or people folded into the states that they represent.",
        )
        return names(families(window_options(confidence_option(levels(store_option(called))))))

    return filtered
