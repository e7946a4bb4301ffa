"""Turtle and TriG piece by piece, with the same bytes each time.

The engine writes its prefixes in the order of a hash table, before every piece. So it is told them all, its own are cut off, and
those in use are written here, once and sorted. Which are in use a few look-ups tell, without a walk through the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.query.sparql.select import prefixes
from kg.rdf.namespace import KG, OWL, PROV, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from kg.store import View

# Each prefix with a property, or a class, without which nothing has it.
_PROPERTIES = {"rdf": RDF.type, "kg": RDF.type, "xsd": RDF.type, "rdfs": RDFS.label, "skos": SKOS.altLabel, "prov": PROV.used}
_PROPERTIES |= {"owl": OWL.sameAs, "wd": OWL.sameAs}
_CLASSES = {"person": KG.Person, "country": KG.Country, "organization": KG.Organization, "group": KG.Group}
_CLASSES |= {"article": KG.Article, "claim": KG.Claim}


def chunks(view: View, blocks: Iterable[list[Triple]] | Iterable[list[Quad]], format: RdfFormat) -> Iterator[bytes]:
    """The blocks, each of whole subjects, as one document in Turtle or TriG, piece by piece."""
    spaces = prefixes(view)
    yield head(used(view))
    for block in blocks:
        yield _headless(serialize(block, format=format, prefixes=spaces) or b"")


def used(view: View) -> Mapping[str, str]:
    """The prefixes that the graph's terms have, with what they stand for, sorted."""
    known = {name for name, term in _PROPERTIES.items() if _stands(view, term, None)}
    known |= {name for name, term in _CLASSES.items() if _stands(view, RDF.type, term)}
    return {name: iri for name, iri in sorted(prefixes(view).items()) if name in known}


def head(spaces: Mapping[str, str]) -> bytes:
    """The declarations of these prefixes, and an empty line."""
    return "".join([*(f"@prefix {name}: <{iri}> .\n" for name, iri in spaces.items()), "\n" if spaces else ""]).encode("utf8")


def _stands(view: View, term: NamedNode, value: NamedNode | None) -> bool:
    return next(iter(view.store.quads_for_pattern(None, term, value, None)), None) is not None


def _headless(data: bytes) -> bytes:
    """The document without the declarations at its beginning."""
    at = 0
    while data.startswith(b"@prefix ", at):
        at = data.index(b"\n", at) + 1
    return data[at:]
