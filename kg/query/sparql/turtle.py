"""Turtle and TriG with the same bytes each time: the engine writes its prefixes in the order of a hash table, so they are
written here, sorted, and only those in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize


def turtle(statements: Sequence[Triple] | Sequence[Quad], format: RdfFormat, prefixes: Mapping[str, str]) -> str:
    """The statements, in their order, as Turtle or TriG."""
    data = serialize(statements, format=format, prefixes=dict(prefixes)) or b""
    lines = data.decode("utf8").split("\n")
    first = next((at for at, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
    used = _spaces(statements)
    head = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(prefixes.items()) if any(one.startswith(iri) for one in used)]
    return "\n".join([*head, *([""] if head else []), *lines[first:]])


def _spaces(statements: Iterable[Triple | Quad]) -> set[str]:
    """The IRIs in use, cut after their last slash or hash: few, where statements are many."""
    used = set()
    for one in statements:
        terms = (one.subject, one.predicate, one.object, getattr(one.object, "datatype", None), getattr(one, "graph_name", None))
        used |= {_space(term.value) for term in terms if isinstance(term, NamedNode)}
    return used


def _space(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
