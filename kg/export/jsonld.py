"""JSON-LD: the package's context, then one node object a subject; articles are named graphs with their nodes inside.

The context stands in the document itself, so that it is read without network; it is `context.jsonld` of this folder, with the
base IRI of the store. A value is bare where the context tells its type.

Source: W3C, JSON-LD 1.1, sections 4.1 (context), 4.2.3 (type coercion), 4.9 (named graphs).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.export.quads import graphs
from kg.export.telling import Tell
from kg.query.sparql.select import KINDS
from kg.rdf.namespace import RDF, XSD

if TYPE_CHECKING:
    from kg.store import View

CONTEXT = Path(__file__).parent / "context.jsonld"
Value = str | int | dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`written` is the context as it goes into a document; `spaces` are its prefixes by namespace, `terms` the names of its terms
    by IRI, and `types` what their values are ("@id", "@vocab" or a datatype's IRI)."""

    written: Mapping[str, Any]
    vocabulary: str
    spaces: Mapping[str, str]
    terms: Mapping[str, str]
    types: Mapping[str, str]


def chunks(view: View, tell: Tell) -> Iterator[bytes]:
    """The graph as JSON-LD, piece by piece."""
    known = context(view.base)
    yield f'{{\n "@context": {_indented(known.written, 1)},\n "@graph": ['.encode()
    mark = "\n  "
    for block in graphs(view, tell):
        for part in _parts(block, known):
            yield (mark + _indented(part, 2)).encode("utf8")
            mark = ",\n  "
    yield b"\n ]\n}\n"


def context(base: str) -> Context:
    """The package's context, with ids under this base IRI."""
    written: dict[str, Any] = json.loads(CONTEXT.read_text(encoding="utf8"))["@context"]
    written |= {kind: f"{base}{kind}/" for kind in KINDS}
    vocabulary = written["@vocab"]
    spaces = {iri: name for name, iri in written.items() if isinstance(iri, str) and iri.endswith(("/", "#")) and name[0] != "@"}
    terms, types = {}, {}
    for name, meant in written.items():
        told = meant if isinstance(meant, dict) else {"@id": meant}
        prefix, colon, rest = str(told["@id"] if name[0] != "@" else "").partition(":")
        if colon and prefix in written:
            terms[written[prefix] + rest] = name
            kind = told.get("@type", "")
            types[name] = written["xsd"] + kind.removeprefix("xsd:") if kind.startswith("xsd:") else kind
    return Context(written=written, vocabulary=vocabulary, spaces=spaces, terms=terms, types=types)


def _indented(part: object, depth: int) -> str:
    """As JSON, to stand at that depth. Texts hold no line ends here, so that every one is JSON's own."""
    return json.dumps(part, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _parts(block: list[Quad], known: Context) -> Iterator[object]:
    """The node objects of the default graph, and each other graph as one object."""
    for name, group in groupby(block, key=lambda quad: quad.graph_name):
        nodes = _nodes(group, known)
        if isinstance(name, DefaultGraph):
            yield from nodes
        else:
            yield {"@id": _compact(_iri(name), known), "@graph": list(nodes)}


def _nodes(group: Iterable[Quad], known: Context) -> Iterator[dict[str, object]]:
    for subject, own in groupby(group, key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": _compact(_iri(subject), known)}
        for predicate, same in groupby(own, key=lambda quad: quad.predicate):
            term = "@type" if predicate == RDF.type else _term(predicate.value, known)
            values = [_term(_iri(quad.object), known) if term == "@type" else _value(quad.object, term, known) for quad in same]
            node[term] = values if len(values) > 1 else values[0]
        yield node


def _value(value: object, term: str, known: Context) -> Value:
    kind = known.types.get(term, "")
    if not isinstance(value, Literal):
        iri = _iri(value)
        bare = {"@id": _compact, "@vocab": _term}.get(kind)
        return bare(iri, known) if bare else {"@id": _compact(iri, known)}
    datatype = value.datatype
    if datatype.value == kind or (datatype == XSD.string and not kind):
        return value.value
    if datatype == XSD.integer and not kind and value.value == str(int(value.value)):
        return int(value.value)
    return {"@value": value.value} | ({} if datatype == XSD.string else {"@type": _compact(datatype.value, known)})


def _term(iri: str, known: Context) -> str:
    """A property, class or other term of a vocabulary: its name in the context, else as in `_compact`."""
    if iri in known.terms:
        return known.terms[iri]
    rest = iri.removeprefix(known.vocabulary)
    return rest if rest != iri and rest.isalnum() else _compact(iri, known)


def _compact(iri: str, known: Context) -> str:
    """The IRI with its longest prefix, where what is left cannot be taken for an absolute IRI (it would begin with //)."""
    fits = [space for space in known.spaces if iri.startswith(space)]
    if not fits:
        return iri
    space = max(fits, key=len)
    rest = iri.removeprefix(space)
    return iri if not rest or rest.startswith("//") else f"{known.spaces[space]}:{rest}"


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
