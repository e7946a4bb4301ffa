"""CSV for Neo4j: headers as neo4j-admin reads them, ids that are there, and types that say what holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from read_back import table

from kg.export import write
from kg.export.csv import IMPORT, _lines
from kg.model import Status
from kg.store import View

Press = Callable[..., Path]
# Neo4j Operations Manual: name:type, with ID, START_ID, END_ID, LABEL and TYPE as special types, ID spaces in brackets.
COLUMN = re.compile(r"\w+(:(string(\[\])?|int|double|boolean|date))?|\w*:(ID|START_ID|END_ID)\(\w+\)|:(LABEL|TYPE)")
READERS = {
    "int": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "string[]": lambda text: text.split(";"),
}


def test_headers_and_types(gold_view: View, tmp_path: Path) -> None:
    """Every column is one that the importer knows, and every cell is of its column's type."""
    names = [path.name for path in write(gold_view, "csv", tmp_path)]
    assert names == ["actors.csv", "articles.csv", "reprints.csv", "claims.csv"]
    for name in names:
        rows = table(tmp_path / name)
        head = (tmp_path / name).read_text(encoding="utf8").splitlines()[0].split(",")
        assert all(COLUMN.fullmatch(column) for column in head), head
        for column in head:
            reader = READERS.get(column.partition(":")[2])
            assert not reader or all(reader(row[column]) is not None for row in rows if row[column]), column
    assert "\r" not in (tmp_path / "claims.csv").read_bytes().decode("utf8")


def test_ends_are_there(gold_view: View, tmp_path: Path) -> None:
    """No relationship leads to a node that is not in its file; ids are unique."""
    write(gold_view, "csv", tmp_path)
    actors = [row["id:ID(Actor)"] for row in table(tmp_path / "actors.csv")]
    articles = [row["id:ID(Article)"] for row in table(tmp_path / "articles.csv")]
    claims = table(tmp_path / "claims.csv")
    assert len(set(actors)) == len(actors) and len(set(articles)) == len(articles)
    assert {row[end] for row in claims for end in (":START_ID(Actor)", ":END_ID(Actor)")} <= set(actors)
    assert {row["article"] for row in claims} <= set(articles) and {row["speaker"] for row in claims} - {""} <= set(actors)


def test_what_python_and_the_importer_would_read_otherwise_is_quoted(tmp_path: Path) -> None:
    """Line ends of every kind, blanks at the ends, quotes; what is empty is nothing, not an empty text."""
    texts = ["plain", "", " a", "a ", "\t", "a\rb", "a\nb", 'say "x"', "a,b", "a;b", "\\", "'", "=1+1", "a b", "é", "\u2028"]
    (tmp_path / "a.csv").write_bytes(b"".join(_lines(("x", "y"), ([text, "end"] for text in texts))))
    assert [row["x"] for row in table(tmp_path / "a.csv")] == texts
    assert b"\n,end\n" in (tmp_path / "a.csv").read_bytes() and b'"a\rb",end' in (tmp_path / "a.csv").read_bytes()


def test_a_denial_has_a_type_of_its_own(press: Press, tmp_path: Path) -> None:
    """A pattern that asks for ATTACKS meets only what holds."""
    store = press(("a", "2024-01-01", *(("IR", "attacks", "IL", {"status": status.value}) for status in Status)))
    with View(store) as view:
        write(view, "csv", tmp_path / "csv")
    types = {row["status"]: row[":TYPE"] for row in table(tmp_path / "csv" / "claims.csv")}
    assert types == {
        "actual": "ATTACKS",
        "former": "FORMER_ATTACKS",
        "intended": "INTENDED_ATTACKS",
        "hypothetical": "HYPOTHETICAL_ATTACKS",
        "denied": "DENIED_ATTACKS",
    }


def test_reprints_are_relationships(press: Press, tmp_path: Path) -> None:
    """From the later print to the original, as long as both are in sight."""
    text = "Iran supports Syria, said the ministry in a long statement about the support that Iran gives to Syria. " * 3
    claim = ("IR", "supports", "SY")
    with View(press(("a", "2024-01-01", claim), ("b", "2024-01-02", claim), text=text)) as view:
        write(view, "csv", tmp_path / "csv")
        (row,) = table(tmp_path / "csv" / "reprints.csv")
    keys = {each["id:ID(Article)"]: each["key"] for each in table(tmp_path / "csv" / "articles.csv")}
    assert (keys[row[":START_ID(Article)"]], keys[row[":END_ID(Article)"]]) == ("001.txt", "000.txt")


def test_the_command_names_every_file(gold_view: View, tmp_path: Path) -> None:
    """What `kg export` prints takes all four files."""
    told = IMPORT.format(tmp_path)
    assert all(str(path) in told for path in write(gold_view, "csv", tmp_path)) and "--multiline-fields=true" in told
