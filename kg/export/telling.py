"""How far is an export? What a writer tells whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]  # so many are done, of so many; the unit is the writer's own


def quiet(done: int, of: int) -> None:
    """Tell nobody."""
