"""The options that several commands share, each as a decorator; the defaults of the whole program live here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import isnan
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from kg.errors import QueryError

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path, dir_okay=False)

DEFAULT_STORE = Path("graph.kg")


class Share(click.FloatRange):
    """A number from 0 to 1; "nan" is none."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; bad usage for anything else."""
        number = float(super().convert(value, param, ctx))
        return self.fail(f"{value!r} is no number from 0 to 1", param, ctx) if isnan(number) else number


def store_option(command: F) -> F:
    """`--store DIR`, else $KG_STORE, else graph.kg; passed on as `store: Path`."""
    option = click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        envvar="KG_STORE",
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="The graph's directory.",
    )
    return option(command)


def format_option(*choices: str, default: str | None = None) -> Callable[[F], F]:
    """`-f`, `--format`, one of the choices; passed on as `format: str` (None if there is no default and none was given)."""
    return click.option(
        "-f",
        "--format",
        "format",
        type=click.Choice(choices),
        default=default,
        show_default=default is not None,
        help="The form of the output.",
    )


def confidence_option(command: F) -> F:
    """`--min-confidence X`, from 0 to 1, passed on as `min_confidence: float`; what is below it is as if it were not there."""
    option = click.option(
        "--min-confidence",
        type=Share(),
        default=0.0,
        metavar="X",
        help="Only claims of at least this confidence (0 to 1), and the ties that one of them supports.",
    )
    return option(command)


def window_options(command: F) -> F:
    """`--since D`, `--until D` and `--as-of D`, each a day, month or year; passed on as one `window: Window`."""

    @wraps(command)
    def windowed(*args: Any, since: str, until: str, as_of: str, **kwargs: Any) -> Any:
        from kg.query.window import window

        try:
            asked = window(since, until, as_of)
        except QueryError as error:
            raise click.UsageError(str(error)) from error
        return command(*args, window=asked, **kwargs)

    since = click.option("--since", default="", metavar="D", help="Only claims from this day on (2024-09-01, 2024-09, 2024).")
    until = click.option("--until", default="", metavar="D", help="Only claims up to this day.")
    as_of = click.option("--as-of", default="", metavar="D", help="As it was known on this day, from the articles until then.")
    return cast(F, since(until(as_of(windowed))))


def model_option(command: F) -> F:
    """`--model NAME|PATH`, passed on as `model: str`, "" for the pipeline inside the package."""
    option = click.option(
        "--model", default="", metavar="NAME|PATH", help="Another spaCy pipeline with Universal Dependencies labels."
    )
    return option(command)


def tables_options(command: F) -> F:
    """`--frames FILE` and `--gazetteer FILE`: the user's own tables beside the shipped ones, each a `Path | None`."""
    frames = click.option("--frames", type=_FILE, default=None, metavar="FILE", help="More wordings of relations (TOML).")
    gazetteer = click.option("--gazetteer", type=_FILE, default=None, metavar="FILE", help="More known actors (TOML).")
    return frames(gazetteer(command))


def strict_option(command: F) -> F:
    """`--strict`: bad input is an error instead of a counted skip; passed on as `strict: bool`."""
    return click.option("--strict", is_flag=True, help="Stop at the first bad input instead of counting it.")(command)


def output_option(command: F) -> F:
    """`-o`, `--output FILE`, passed on as `output: Path | None`; `-` is the standard output."""
    option = click.option(
        "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), default=None, metavar="FILE", help="Where to write."
    )
    return option(command)
