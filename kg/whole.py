"""A file is there whole or, after an error or an interruption, as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError


def write(files: Iterable[tuple[Path, Iterable[bytes]]], error: type[KgError]) -> list[Path]:
    """Write each file's pieces beside its place, and when all are there, put them into their places; of several all or none.

    Where a path is a link, what it leads to is written; a pipe or a device is written to as it is. Returns the files. Raises an
    `error` that names the file which cannot be written.
    """
    fresh: dict[Path, Path] = {}
    path = Path()
    try:
        for path, pieces in files:
            target = path.resolve()
            if target.exists() and not target.is_file():  # renamed onto /dev/null, a file would take the place of the device
                with target.open("wb") as device:
                    device.writelines(pieces)
                continue
            fresh[target] = target.with_name(f".{target.name}.{os.getpid()}")
            with fresh[target].open("wb") as file:
                file.writelines(pieces)
        for path, made in fresh.items():
            made.replace(path)
    except OSError as problem:
        raise error(f"{path}: cannot be written ({problem.strerror}); give another -o") from problem
    finally:
        for made in fresh.values():
            made.unlink(missing_ok=True)
    return list(fresh)
