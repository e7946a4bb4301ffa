"""May this SPARQL run here? The graph is read-only and the network is shut.

The text is split into the tokens of the SPARQL 1.1 grammar, so that a word inside a string, an IRI, a variable or a comment
is none. `SERVICE` and updates are keywords wherever they stand; `FROM` is refused for graphs that the store does not have.
Code point escapes are undone first, since a parser may undo them before it reads keywords.
Source: SPARQL 1.1 Query Language, sections 19.2 (escapes) and 19.8 (grammar).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urljoin

from kg.errors import QueryError

_TOKEN = re.compile(
    r"(?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\")"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<comment>#[^\n\r]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)"
    r"|(?P<word>@?\w+)"
    r"|(?P<other>\S)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
DEEPEST = 100  # brackets in brackets, signs before signs
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})

Token = tuple[str, str]
Mark = tuple[str, str, int]


@lru_cache(maxsize=8)
def marks(text: str) -> tuple[Mark, ...]:
    """The query's tokens, each with the place where it begins; comments and white space are left out.

    >>> marks("ASK # all")
    (('word', 'ASK', 0),)
    """
    found = ((str(match.lastgroup), match.group(), match.start()) for match in _TOKEN.finditer(text))
    return tuple(mark for mark in found if mark[0] != "comment")


def tokens(text: str) -> list[Token]:
    """The query as (kind, text) pairs; comments and white space are left out.

    >>> tokens("SELECT ?s # all")
    [('word', 'SELECT'), ('variable', '?s')]
    """
    return [(kind, word) for kind, word, _ in marks(text)]


def check(text: str, prefixes: Mapping[str, str], known: Callable[[str], bool], *, network: bool = False) -> None:
    """Raises QueryError for a query that would write or, unless `network`, reach out.

    `known` says whether the store has a graph of that IRI, which FROM may name. The engine asks other machines by SERVICE only:
    a remote graph in FROM is refused in any case, and so is LOAD, which is an update.
    """
    for form in {text, _ESCAPE.sub(_unescaped, text)}:
        words = tokens(form)
        _refuse_updates(words)
        _refuse_depths(words)
        if not network and ("word", "SERVICE") in ((kind, word.upper()) for kind, word in words):
            raise QueryError("SERVICE would ask another machine; leave it out, or allow it with --allow-network")
        _refuse_remote(words, prefixes, known, network=network)


def ordered(text: str) -> bool:
    """Does the query itself (not a subquery) say in which order its rows come?"""
    depth = 0
    words = tokens(text)
    for (_, word), (_, after) in zip(words, [*words[1:], ("", "")], strict=False):
        depth += (word == "{") - (word == "}")
        if depth == 0 and word.upper() == "ORDER" and after.upper() == "BY":
            return True
    return False


def names_graphs(text: str) -> bool:
    """Does the query choose its own graphs by FROM? Then they, and not everything, are what it sees."""
    return any(kind == "word" and word.upper() == "FROM" for kind, word in tokens(text))


def _refuse_updates(words: list[Token]) -> None:
    """An update begins with one of its keywords, after prologue or semicolon; a query never does."""
    start = 0
    while start + 1 < len(words) and words[start][1].upper() in ("PREFIX", "BASE"):
        start += 3 if words[start][1].upper() == "PREFIX" else 2
    first = words[start][1].upper() if start < len(words) and words[start][0] == "word" else ""
    if first == "LOAD":
        raise QueryError("LOAD would fetch a file and change the graph, which only kg build may; give the file to kg build")
    if first in UPDATES or first == "WITH":
        raise QueryError(f"{first} would change the graph, which only kg build and kg forget may; ask with SELECT or CONSTRUCT")


def _refuse_depths(words: list[Token]) -> None:
    """The engine reads brackets and signs before a term by recursion, and too many of them would end the process."""
    depth = signs = 0
    for kind, word in words:
        depth += (kind == "other") * ((word in "{([") - (word in "})]"))
        signs = signs + 1 if kind == "other" and word in "!^" else 0
        if max(depth, signs) > DEEPEST:
            raise QueryError(f"brackets or signs, more than {DEEPEST} deep; write the query flatter")


def _refuse_remote(words: list[Token], prefixes: Mapping[str, str], known: Callable[[str], bool], *, network: bool) -> None:
    spaces, base = dict(prefixes), ""
    for at, (kind, word) in enumerate(words):
        if kind != "word":
            continue
        after = words[at + 1 : at + 3]
        if word.upper() == "PREFIX" and len(after) == 2:
            spaces[after[0][1].removesuffix(":")] = urljoin(base, after[1][1][1:-1])
        elif word.upper() == "BASE" and after:
            base = after[0][1][1:-1]
        elif word.upper() == "FROM" and after:
            graph = after[1] if after[0][1].upper() == "NAMED" and len(after) == 2 else after[0]
            iri = _iri(graph, spaces, base)
            if not known(iri):
                way = (
                    "the engine fetches no graph; ask its endpoint with SERVICE"
                    if network
                    else "nothing is fetched from elsewhere"
                )
                raise QueryError(f"FROM <{iri}>: the graph has no such article, and {way}")


def _iri(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    kind, word = token
    if kind == "iri":
        return urljoin(base, word[1:-1]) if base else word[1:-1]
    prefix, _, rest = word.partition(":")
    return prefixes.get(prefix, prefix + ":") + rest


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]
