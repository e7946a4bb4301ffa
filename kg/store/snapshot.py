"""How do readers see a graph that is being written? Each opens the newest snapshot, a database of hard links that stays as it is.

A snapshot is made beside the others and published by rename, so it is there whole or not at all. A reader holds a shared
lock on it; the writer removes older ones that nobody holds. Where the system has no such locks (Windows), it refuses to
remove files in use, which does the same.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pyoxigraph import Store

from kg.errors import StoreError
from kg.store.layout import Layout

if TYPE_CHECKING:
    from kg.store.names import Names
    from kg.store.table import Table

_PIN = "pin"
TABLE = "table"
_TRIES = 100  # a snapshot may be replaced between finding and opening it, but not again and again


def newest(layout: Layout) -> Path | None:
    """The newest snapshot's directory, None before the first."""
    return max(_published(layout), default=None)


def publish(store: Store, layout: Layout, table: Table, names: Names) -> Path:
    """Make what the writer's database holds now visible to readers, and remove snapshots that nobody reads any more.

    The claim table and the index of names, of the same state, lie in the snapshot's directory TABLE.
    """
    from kg.store.names import save as save_names
    from kg.store.table import save

    layout.snapshots.mkdir(exist_ok=True)
    for stale in layout.snapshots.glob(".*"):  # of a writer that was killed; the database's lock says there is no other
        shutil.rmtree(stale, ignore_errors=True)
    last = newest(layout)
    target = layout.snapshots / f"{int(last.name) + 1 if last else 1:06d}"
    draft = layout.snapshots / f".{target.name}"
    draft.mkdir()
    store.flush()
    store.backup(str(draft / "data"))
    save(table, draft / TABLE)
    save_names(names, draft / TABLE)
    (draft / _PIN).touch()
    draft.rename(target)
    for old in _published(layout):
        if old != target:
            _remove(old)
    return target


def open_newest(layout: Layout) -> tuple[Store, IO[bytes], Path]:
    """The newest snapshot, opened to read, the open file that pins it, and its directory. Raises StoreError if there is none."""
    for _ in range(_TRIES):
        path = newest(layout)
        if path is None:
            raise StoreError(f"{layout.root}: nothing is published here yet; run `kg build` to its end")
        try:
            pin = (path / _PIN).open("rb")
        except FileNotFoundError:
            continue  # replaced between the two looks
        _lock(pin, shared=True)
        if (path / _PIN).exists():
            try:
                return Store.read_only(str(path / "data")), pin, path
            except (OSError, RuntimeError) as error:  # the latter is what Oxigraph makes of corruption
                pin.close()
                raise StoreError(f"{path}: cannot be opened ({error}); build the graph again, or `kg load` a dump") from error
        pin.close()
    raise StoreError(f"{layout.snapshots}: damaged; build the graph again, or `kg load` a dump")


def _published(layout: Layout) -> list[Path]:
    if not layout.snapshots.is_dir():
        return []
    return sorted(path for path in layout.snapshots.iterdir() if path.name.isdigit())


def _remove(path: Path) -> None:
    """Remove the snapshot unless someone reads it; then a later writer will."""
    with suppress(OSError), (path / _PIN).open("rb") as pin:
        _lock(pin, shared=False)
        away = path.with_name(f".{path.name}-old")
        path.rename(away)
        shutil.rmtree(away, ignore_errors=True)


def _lock(file: IO[bytes], *, shared: bool) -> None:
    """Lock the file as long as it is open; raises OSError if an exclusive lock cannot be had at once."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
