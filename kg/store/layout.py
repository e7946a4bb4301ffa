"""Where things lie in a store's directory, and is this directory one of ours?

    graph.kg/
      kg-store.json       the marker: layout version and base IRI
      data/               the writer's database
      unpublished         there while `data` holds what no snapshot has
      derived             the version of the rules that said who is who in the newest snapshot
      judgements.txt      what persons have said on who is who (see `kg.resolve.judgements`); may be edited
      judged              the judgements that the newest snapshot follows
      renamed             ids that are no more, each with a participant that was called so
      writer              the last writer's process id, to name it
      snapshots/000001/   what readers open

A directory that holds anything but has no marker is refused: Oxigraph would write its own files into it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.rdf.namespace import BASE
from kg.resolve.judgements import FILE

LAYOUT = 3
OLDEST = 2  # without claim tables, and else the same: the next writer makes them
MARKER = "kg-store.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A store's directory, and the base IRI of its resources."""

    root: Path
    base: str

    @property
    def data(self) -> Path:
        """The writer's database."""
        return self.root / "data"

    @property
    def unpublished(self) -> Path:
        """The file that is there while the writer's database holds what no snapshot has."""
        return self.root / "unpublished"

    @property
    def derived(self) -> Path:
        """The file with the version of the rules that said who is who."""
        return self.root / "derived"

    @property
    def judgements(self) -> Path:
        """The file with a person's word on who is who."""
        return self.root / FILE

    @property
    def judged(self) -> Path:
        """The judgements that the newest snapshot follows."""
        return self.root / "judged"

    @property
    def renamed(self) -> Path:
        """The file with the ids that are no more."""
        return self.root / "renamed"

    @property
    def snapshots(self) -> Path:
        """The directory of snapshots."""
        return self.root / "snapshots"


def find(root: Path, *, write: bool = False) -> Layout:
    """The layout of an existing store. Raises StoreError if there is none, or none that this version can read, or (`write`)
    bring up to date."""
    marker = root / MARKER
    if not root.exists():
        raise StoreError(f"{root}: there is no graph here; make one with `kg build`, or name another by --store")
    if not marker.is_file():
        raise StoreError(f"{root}: this is not a graph of kg (no {MARKER} in it); name another place by --store")
    try:
        values = json.loads(marker.read_text(encoding="utf8"))
        layout, base = int(values["layout"]), str(values["base"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker}: damaged marker; restore the graph from a dump with `kg load`") from error
    if layout > LAYOUT:
        raise StoreError(f"{root}: layout {layout} is of a newer kg (this one knows {LAYOUT}); update kg, or build elsewhere")
    if layout < OLDEST:
        raise StoreError(f"{root}: layout {layout} is of an older kg, without confidence; remove it, and `kg build` it again")
    if layout < LAYOUT and not write:
        raise StoreError(f"{root}: layout {layout} is of an older kg; `kg build` with your articles brings it up to date")
    return Layout(root=root, base=base)


def mark(layout: Layout) -> None:
    """Write the marker: this is a store of today's layout."""
    draft = layout.root / f"{MARKER}.{os.getpid()}"
    draft.write_text(json.dumps({"layout": LAYOUT, "base": layout.base}, indent=1) + "\n", encoding="utf8")
    draft.replace(layout.root / MARKER)


def make(root: Path, base: str = "") -> Layout:
    """The layout of a store, made if the directory is missing or empty. `base` "" is the store's own, else the default.

    Raises StoreError for a directory that holds other things, for a base IRI other than the store's, and for a malformed one.
    """
    if root.is_dir() and not (root / MARKER).exists() and any(root.iterdir()):
        raise StoreError(f"{root}: not empty and not a graph of kg, so nothing is written there; name another place by --store")
    if root.exists() and not root.is_dir():
        raise StoreError(f"{root}: is a file; a graph needs a directory of its own")
    if (root / MARKER).exists():
        layout = find(root, write=True)
        if base and base != layout.base:
            raise StoreError(f"{root}: its resources live under {layout.base}; build elsewhere for {base}")
        return layout
    base = base or BASE
    _check(base)
    root.mkdir(parents=True, exist_ok=True)
    layout = Layout(root=root, base=base)
    mark(layout)
    return layout


def _check(base: str) -> None:
    try:
        NamedNode(base + "person/x")
    except ValueError as error:
        raise StoreError(f"{base!r}: not a base IRI ({error}); one looks like https://example.org/graph/") from error
    if not base.endswith(("/", "#")):
        raise StoreError(f"{base}: a base IRI ends in / or #")
