"""How is a TOML table of this floor read and checked? Each row is a mapping of known fields; an error names file and row.

Rows are read here once and become frozen records; no mapping travels further.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import TableError

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: its fields, and where it stands (for errors)."""

    where: str
    fields: Mapping[str, Any]

    def fail(self, problem: str) -> TableError:
        """The error that names this row's place and its problem."""
        return TableError(f"{self.where}: {problem}")

    def text(self, name: str, default: str | None = None) -> str:
        """A string field; without `default` it must be there and not be empty."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(f'field "{name}" must be a non-empty string')
        return value

    def texts(self, name: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of non-empty strings, or one string of them with commas between (which TOML reads several times faster).

        Without `default` the field must be there and not be empty.
        """
        value = self.fields.get(name, default)
        if isinstance(value, str):
            value = [item.strip() for item in value.split(",")]
        if not isinstance(value, Sequence) or (default is None and not value):
            raise self.fail(f'field "{name}" must be a non-empty list of strings')
        if not all(isinstance(item, str) and item for item in value):
            raise self.fail(f'field "{name}" must hold non-empty strings only')
        return tuple(value)

    def flag(self, name: str) -> bool:
        """A truth value, false where the field is missing."""
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise self.fail(f'field "{name}" must be true or false')
        return value

    def only(self, known: frozenset[str]) -> None:
        """Refuse fields that nobody reads: a mistyped name would otherwise be passed over in silence."""
        unknown = sorted(self.fields.keys() - known)
        if unknown:
            raise self.fail(f'unknown field "{unknown[0]}"; known are {", ".join(sorted(known))}')


def rows(path: Path, kinds: Iterable[str], key: str = "id") -> dict[str, tuple[Row, ...]]:
    """What rows does this TOML file hold, by kind ([[verb]] is kind "verb"), in file order?

    Raises TableError for a file that cannot be read, bad TOML, or a kind that is not among `kinds`.
    """
    data = document(path)
    known = tuple(kinds)
    for kind in data:
        if kind not in known:
            raise TableError(f'{path.name}: unknown table "{kind}"; known are {", ".join(known)}')
    return {kind: _rows_of(path.name, kind, data.get(kind, []), key) for kind in known}


def document(path: Path) -> dict[str, Any]:
    """The whole TOML file as read; raises TableError where it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); give an existing file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{path}: is no valid TOML in UTF-8: {error}") from error


def _rows_of(file: str, kind: str, value: object, key: str) -> tuple[Row, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TableError(f"{file}: write each {kind} as a [[{kind}]] table")
    return tuple(
        Row(where=f"{file}: {kind} {number} ({item.get(key, 'no ' + key)})", fields=item)
        for number, item in enumerate(value, start=1)
    )
