"""Whom do the words mean, where several may be meant? One name, the names of a file, or all actors of a type."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import ActorError, QueryError
from kg.model import EntityType
from kg.query.actors import find
from kg.store.table import KINDS

if TYPE_CHECKING:
    from kg.store import View

TYPE = "type:"


def party(view: View, words: str) -> tuple[str, ...]:
    """The ids that these words mean: `type:Country` all actors of the type, `@FILE` those of a file with one name a line.

    `@-` is the standard input; empty lines and those that begin with # are passed over. Anything else is one name (see
    `kg.query.actors.find`). Raises ActorError for a name that fits nobody or several, QueryError for an unknown type.
    """
    if words.startswith(TYPE):
        return _of_type(view, words.removeprefix(TYPE))
    if not words.startswith("@") or words == "@":
        return (find(view, words).id,)
    text = sys.stdin.read() if words == "@-" else Path(words[1:]).read_text(encoding="utf8")
    names = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not names:
        raise ActorError(f"{words[1:]} holds no names; write one a line")
    return tuple(dict.fromkeys(find(view, name).id for name in names))


def _of_type(view: View, word: str) -> tuple[str, ...]:
    kinds = {kind.value.lower(): kind for kind in EntityType}
    if word.lower() not in kinds:
        raise QueryError(f"no type is called {word!r}; there are {', '.join(EntityType)}")
    table = view.table
    return tuple(table.actors[int(one)] for one in np.flatnonzero(table.kinds == KINDS.index(kinds[word.lower()])))
