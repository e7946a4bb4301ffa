"""How does a parameter get into a query? As data: a VALUES row of a checked term, in every group that names the variable.

The engine's own substitution plans the query before it knows the values, and so reads the whole graph where one look-up would
do; a VALUES row at the head of a group is part of the plan. It takes projected variables only, too. A value written in place
of the variable would be as fast, but the variable could then not be projected, grouped by or tested with BOUND.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from kg.errors import QueryError
from kg.query.sparql.guard import Mark, marks

Value = NamedNode | BlankNode | Literal | Triple
_AFTER_WHERE = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


@dataclass(slots=True, kw_only=True)
class _Group:
    """A pair of braces: what stands in it directly, and, of a SELECT in braces and of the query itself, its WHERE.

    `at` is where a VALUES row may stand, `end` where the closing brace does; `pattern` is false for a template or data block.
    """

    at: int = 0
    end: int = 0
    pattern: bool = True
    select: bool = False
    names: set[str] = field(default_factory=set)
    computed: set[str] = field(default_factory=set)  # by AS; such a group's rows are joined with the value, not made from it
    where: _Group | None = None
    depth: int = 0  # of round brackets that are open in it


def bound(text: str, values: Mapping[str, Value]) -> str:
    """The query with these values for its variables, wherever they stand, subqueries included.

    Among values that tell equally little of what they match, the engine's plan starts from the first.

    Raises QueryError for a variable that the query has not, and for a value that is neither IRI nor literal.

    >>> bound("ASK { ?who ?p ?o }", {"who": NamedNode("http://example.org/a")})
    'ASK { VALUES ?who { <http://example.org/a> } ?who ?p ?o }'
    """
    if not values:
        return text
    rows = {name: _row(name, value) for name, value in values.items()}
    words = marks(text)
    known = {word[1:] for kind, word, _ in words if kind == "variable"}
    for name in values:
        if name not in known:
            raise QueryError(f"the query has no variable ?{name}, which -p would bind")
    groups = _groups(words, frozenset(values))
    whole = groups[0].where
    if whole is None:
        return _described(text, words, rows)
    if own := sorted(whole.computed & set(values)):
        raise QueryError(f"the query itself computes ?{own[0]}, so -p cannot bind it")
    whole.names |= set(values)
    patterns = [one for one in groups if one.pattern and not one.select]
    inserts = {one.at: "".join(rows[name] for name in rows if name in one.names - one.computed) for one in patterns}
    inserts = _shorthand(text, words, whole, inserts)
    for at in sorted(inserts, reverse=True):
        text = text[:at] + inserts[at] + text[at:]
    return text


def pattern(text: str) -> tuple[int, int]:
    """Between which two places does the query's own pattern stand, without its braces? (0, 0) for DESCRIBE without one.

    >>> pattern("ASK { ?who ?p ?o }")
    (5, 17)
    """
    whole = _groups(marks(text), frozenset())[0].where
    return (whole.at, whole.end) if whole else (0, 0)


def _row(name: str, value: Value) -> str:
    try:
        variable = Variable(name)
    except ValueError as error:
        raise QueryError(f"{name!r} is no name of a variable, which -p would bind") from error
    if not isinstance(value, NamedNode | Literal):
        raise QueryError(f"?{name} can be bound to an IRI or a literal, not to {value}")
    return f" VALUES {variable} {{ {value} }}"


def _groups(words: Sequence[Mark], wanted: frozenset[str]) -> list[_Group]:
    """The query itself and all braces, each with the wanted variables that stand in it directly."""
    open_ = [_Group(select=True)]
    found = [*open_]
    data = False
    for at, (kind, word, place) in enumerate(words):
        here = open_[-1]
        if kind == "word" and word.upper() == "VALUES":
            data = True
        elif kind == "variable" and word[1:] in wanted:
            computed = words[at - 1][1].upper() == "AS"
            for one in (_named(open_), *_around(open_)[: not computed]):
                (one.computed if computed else one.names).add(word[1:])
        elif kind == "other" and word in "()":
            here.depth += 1 if word == "(" else -1
        elif kind == "other" and word == "{":
            one = _Group(at=place + 1, pattern=not data and _is_pattern(words, at), select=_follows(words, at, "SELECT"))
            if one.pattern and here.select and here.where is None and here.depth == 0:
                here.where = one
            data = False
            open_.append(one)
            found.append(one)
        elif kind == "other" and word == "}" and len(open_) > 1:
            open_.pop().end = place
    for one in found:
        if one.select and one.where:
            one.where.names |= one.names
            one.where.computed |= one.computed
    return found


def _named(open_: list[_Group]) -> _Group:
    """The group to which a variable belongs: a template's is the query's."""
    return next(one for one in reversed(open_) if one.pattern)


def _around(open_: Sequence[_Group]) -> list[_Group]:
    """The WHERE around: a value that it has from the start is what its plan starts from, and not all that its groups hold."""
    return [one.where for one in reversed(open_) if one.select and one.where][:1]


def _is_pattern(words: Sequence[Mark], at: int) -> bool:
    """Do these braces hold a group? Not a CONSTRUCT's template, nor, `{|`, what RDF 1.2 says of a triple."""
    if at and words[at - 1][0] == "word" and words[at - 1][1].upper() == "CONSTRUCT":
        return False
    return not _follows(words, at, "|")


def _follows(words: Sequence[Mark], at: int, word: str) -> bool:
    return at + 1 < len(words) and words[at + 1][1].upper() == word


def _shorthand(text: str, words: Sequence[Mark], whole: _Group, inserts: dict[int, str]) -> dict[int, str]:
    """CONSTRUCT WHERE { … } has its pattern as template and may hold no VALUES; written out, it may."""
    for at, (kind, word, place) in enumerate(words):
        if kind == "word" and word.upper() == "CONSTRUCT" and not _follows(words, at, "{"):
            after = place + len(word)
            return {**inserts, after: f" {{{text[whole.at : whole.end]}}}"}
    return inserts


def _described(text: str, words: Sequence[Mark], rows: Mapping[str, str]) -> str:
    """DESCRIBE ?who without WHERE gets one."""
    ends = [place for kind, word, place in words if kind == "word" and word.upper() in _AFTER_WHERE]
    at = min(ends, default=len(text))
    return f"{text[:at]}\nWHERE {{{''.join(rows.values())} }}\n{text[at:]}"
