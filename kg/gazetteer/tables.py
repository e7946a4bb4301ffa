"""The gazetteer's tables as records. CSV for the long ones (tomllib needs ten times as long), TOML for the short ones.

In a CSV cell ";" parts a list, and a "?" behind a form marks it as ambiguous. Lines that begin with "#" name source and licence.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import TableError
from kg.gazetteer.entries import Entry
from kg.gazetteer.matcher import Gazetteer
from kg.model import EntityType

HERE = Path(__file__).parent
LISTS = ("aliases", "loaded", "metonyms", "capitals", "adjectives", "people")
PLAIN = ("name", "kind", "code", "state", "wikidata")
_PATTERNS = {"code": "([A-Z]{2})?", "state": "([A-Z]{2})?", "wikidata": "(Q[0-9]+)?"}
_TYPES = {
    "country": (EntityType.COUNTRY, "country"),
    "organization": (EntityType.ORGANIZATION, "organization"),
    "media": (EntityType.ORGANIZATION, "media"),
    "region": (EntityType.ORGANIZATION, "region"),
    "group": (EntityType.GROUP, "group"),
}


def load(extra: Path | None = None) -> Gazetteer:
    """What exists in the world? The shipped tables, and a user's own rows from a TOML file.

    `extra` holds rows `[[country]]`, `[[organization]]`, `[[media]]`, `[[region]]` or `[[group]]` with `name` and any of
    `kind`, `code`, `state`, `wikidata` and the lists `aliases`, `loaded`, `metonyms`, `capitals`, `adjectives`, `people`. A row
    with the code or name of a known entry adds to it; a form that belonged to another entry changes hands. A "?" behind a form
    marks it as ambiguous. Raises TableError with file and row.

    >>> load().by_code("CI").name
    "Côte d'Ivoire"
    """
    loaded = _toml(HERE / "loaded.toml")
    groups = _toml(HERE / "groups.toml")
    entries = [
        *read_csv(HERE / "countries.csv", "country"),
        *read_csv(HERE / "organizations.csv", "organization"),
        *read_csv(HERE / "media.csv", "media"),
        *read_csv(HERE / "regions.csv", "region"),
        *(_entry({"name": name, "aliases": aliases}, "group", "groups.toml") for name, aliases in groups["named"].items()),
    ]
    entries = _with_loaded(entries, loaded["loaded"])
    if extra is not None:
        entries = _with_extra(entries, extra)
    return Gazetteer(
        entries=tuple(entries),
        elsewhere=tuple(_toml(HERE / "elsewhere.toml")["phrases"]),
        people=frozenset(word.lower() for word in groups["people"]),
        bodies={noun: what for what in ("state", "rule", "organization") for noun in groups["bodies"][what]},
        resident=frozenset(groups["bodies"]["resident"]),
        fighters=frozenset(groups["bodies"]["fighters"]),
        ranks=frozenset(groups["bodies"]["ranks"]),
    )


def read_csv(path: Path, table: str) -> Iterator[Entry]:
    """Which entries does a CSV table hold? In file order; `table` is country, organization, media or region."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(line for line in file if not line.startswith("#")), start=1):
            lists = {key: cell.split(";") for key, cell in row.items() if cell and key in LISTS}
            plain = {key: cell for key, cell in row.items() if cell and key in PLAIN}
            yield _entry(plain | lists, table, f"{path.name}, row {number}")


def _entry(row: Mapping[str, Any], table: str, where: str) -> Entry:
    """One row as an entry; "Chad?" becomes the form "Chad", ambiguous."""
    kind, default = _TYPES[table]
    unknown = sorted(set(row) - set(LISTS) - set(PLAIN))
    if unknown:
        raise TableError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(PLAIN + LISTS)}")
    plain = {key: row[key] for key in PLAIN if key in row}
    lists = {key: row[key] for key in LISTS if key in row}
    if not plain.get("name") or not all(isinstance(value, str) for value in plain.values()):
        raise TableError(f"{where}: a row needs a name, and {', '.join(PLAIN)} are texts")
    for key, pattern in _PATTERNS.items():
        if not re.fullmatch(pattern, plain.get(key, "")):
            raise TableError(f"{where}: {key} {plain[key]!r} must look like {pattern}")
    for key, forms in lists.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip("? ") for form in forms):
            raise TableError(f"{where}: {key} must be a list of non-empty texts")
    forms = {key: tuple(form.removeprefix("the ").removesuffix("?") for form in forms) for key, forms in lists.items()}
    doubtful = {form[:-1].removeprefix("the ") for forms in lists.values() for form in forms if form.endswith("?")}
    if plain["name"].endswith("?"):
        plain["name"] = plain["name"][:-1]
        doubtful.add(plain["name"])
    elif plain["name"] in doubtful:
        forms = {key: tuple(form for form in some if form != plain["name"]) for key, some in forms.items()}
    return Entry(**({"kind": default} | plain | forms), type=kind, ambiguous=frozenset(doubtful))


def _with_loaded(entries: list[Entry], rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """The entries with the loaded names that stand for them; a row names its entry by code or name."""
    place = {entry.name: number for number, entry in enumerate(entries)} | {
        entry.code: number for number, entry in enumerate(entries) if entry.code
    }
    for row in rows:
        if row["of"] not in place:
            raise TableError(f"loaded.toml: no entry has the code or name {row['of']!r}")
        entry = entries[place[row["of"]]]
        names = _entry({"name": entry.name, "loaded": row["names"]}, "country", f"loaded.toml, {row['of']}")
        entries[place[row["of"]]] = _joined(entry, names)
    return entries


def _joined(entry: Entry, more: Entry) -> Entry:
    """The entry with the forms of another added."""
    lists: dict[str, Any] = {key: tuple(dict.fromkeys((*getattr(entry, key), *getattr(more, key)))) for key in LISTS}
    return replace(entry, **lists, ambiguous=entry.ambiguous | more.ambiguous)


def _with_extra(entries: list[Entry], path: Path) -> list[Entry]:
    """The entries with a user's rows: joined to the entry of that code or name, else new."""
    for table, rows in _toml(path).items():
        if table not in _TYPES or not isinstance(rows, list):
            raise TableError(f"{path}: unknown table {table!r}; rows are [[{']], [['.join(_TYPES)}]]")
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                raise TableError(f"{path}: {table} row {number} is no table; write [[{table}]]")
            more = _entry(row, table, f"{path}: {table} row {number}")
            entries = _placed(entries, more)
    return entries


def _placed(entries: list[Entry], more: Entry) -> list[Entry]:
    """A user's entry among the others: it takes its forms from whoever had them."""
    claimed = {form for form, _ in more.forms()}
    placed, found = [], False
    for entry in entries:
        same = entry.type is more.type and (entry.name == more.name or (entry.code == more.code != ""))
        if same:
            aliases = more if more.name == entry.name else replace(more, aliases=(more.name, *more.aliases))
            entry, found = _joined(entry, aliases), True
        else:
            kept: dict[str, Any] = {key: tuple(form for form in getattr(entry, key) if form not in claimed) for key in LISTS}
            entry = replace(entry, **kept)
        placed.append(entry)
    return placed if found else [more, *placed]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); give a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: no valid TOML: {error}") from None
