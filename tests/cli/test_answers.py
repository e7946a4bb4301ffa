"""The commands that answer: query, path, show, stats, draw, export."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main


def _run(store: Path, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(store)], input=stdin)


def _told(store: Path, *arguments: str, stdin: str | None = None) -> str:
    result = _run(store, *arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def _error(store: Path, *arguments: str, status: int = 1) -> str:
    result = _run(store, *arguments)
    assert result.exit_code == status and not result.stdout
    lines = result.stderr.strip().splitlines()
    assert lines[-1].startswith("Error: ") and (status == 2 or len(lines) == 1)
    return lines[-1]


def test_path_tells_hop_by_hop(seed_store: Path) -> None:
    """Who, what, when, the words and the article; one line a quote in a pipe."""
    lines = _told(seed_store, "path", "Nasirzadeh", "Abbas").splitlines()
    assert lines[0] == "Aziz Nasirzadeh to Ali Mahmoud Abbas: 1 hop"
    assert lines[2] == "  Aziz Nasirzadeh —spoke with— Ali Mahmoud Abbas  (2024-09-01; phone)"
    assert lines[3].startswith("      “") and lines[3].endswith("territorial integrity of Syria.”")
    where, _, claim = lines[4].rpartition(", ")
    assert where == "      2024-09-01, 000_f2efd379952b0cda.txt"
    assert lines[2] in _told(seed_store, "show", claim)
    assert lines[5] == "  Aziz Nasirzadeh ←congratulates— Ali Mahmoud Abbas"


def test_path_as_json(seed_store: Path) -> None:
    """Every claim of every hop, with its offsets."""
    document = json.loads(_told(seed_store, "path", "Iran", "Israel", "-f", "json", "-k", "2"))
    assert document["from"] == {"id": "country/IR", "name": "Iran"} and len(document["paths"]) == 2
    claim = document["paths"][0][1]["claims"][0]
    assert (
        claim["relation"] == "accuses" and claim["end"] > claim["start"] and claim["article"]["key"] == "000_f2efd379952b0cda.txt"
    )


def test_no_path_is_an_answer(seed_store: Path) -> None:
    """Exit status 0, and how far it looked."""
    assert "no path of up to 1 hop" in _told(seed_store, "path", "Iran", "Israel", "--max-hops", "1")
    assert "not connected" in _told(seed_store, "path", "Israel", "Iran", "--directed")
    assert "the same actor" in _told(seed_store, "path", "Iran", "IR")


def test_path_errors(gold_store: Path) -> None:
    """Ambiguous and unknown names, relations and families: one line, exit status 1."""
    assert "could be" in _error(gold_store, "path", "al-Rayhan", "Iran")
    assert "did you mean Aziz Nasirzadeh" in _error(gold_store, "path", "Nasirzadhe", "Iran")
    assert "no relation is called" in _error(gold_store, "path", "Iran", "Israel", "-r", "likes")
    assert "no family is called" in _error(gold_store, "path", "Iran", "Israel", "--family", "love")
    _error(gold_store, "path", "Iran", status=2)


def test_terminals_are_safe(seed_store: Path) -> None:
    """What a person types comes back without control characters."""
    assert "\x1b" not in _error(seed_store, "path", "\x1b[31mIran", "Syria")


def test_query_by_name(seed_store: Path) -> None:
    """Names in the table, IRIs in CSV."""
    lines = _told(seed_store, "query", "ministers").splitlines()
    assert lines[0].split()[:3] == ["country", "person", "relation"] and len(lines) == 3
    assert lines[1].startswith("Iran     Aziz Nasirzadeh    minister of  Minister of Defence and Logistics of the Armed Forces")
    rows = list(csv.DictReader(io.StringIO(_told(seed_store, "query", "ministers", "-f", "csv", "-p", "country=Syria"))))
    assert [row["person"] for row in rows] == ["https://w3id.org/diplomatic-kg/person/ali-mahmoud-abbas"]


def test_query_list_names_every_question(seed_store: Path) -> None:
    """With its parameters; no graph is needed."""
    told = _told(seed_store / "nowhere", "query", "--list")
    for name in ("ministers", "contacts", "supporters", "accusers", "planned", "denied", "timeline", "ties"):
        assert f"\n{name} " in told
    assert "# Who met" in _told(seed_store / "nowhere", "query", "contacts", "--sparql")


def test_query_by_text_file_and_stream(seed_store: Path, tmp_path: Path) -> None:
    """The same SPARQL three ways."""
    text = "SELECT ?who { ?who kg:supports country:SY }"
    (tmp_path / "q.rq").write_text(text, encoding="utf8")
    answers = {
        _told(seed_store, "query", text),
        _told(seed_store, "query", f"@{tmp_path / 'q.rq'}"),
        _told(seed_store, "query", "-", stdin=text),
    }
    assert answers == {"who\ncountry:IR\n"}
    bound = _told(seed_store, "query", "SELECT ?who ?whom { ?who kg:supports ?whom }", "-p", "whom=Syria")
    assert bound == "who         whom\ncountry:IR  country:SY\n"


def test_query_parameters_in_every_form(seed_store: Path) -> None:
    """Names, days, numbers and texts are bound in ASK, CONSTRUCT and DESCRIBE, and in a column that is not shown."""
    assert _told(seed_store, "query", "ASK { ?who kg:supports country:SY }", "-p", "who=Iran") == "yes\n"
    assert _told(seed_store, "query", "SELECT ?whom { ?who kg:supports ?whom }", "-p", "who=Iran") == "whom\ncountry:SY\n"
    made = _told(seed_store, "query", "CONSTRUCT WHERE { ?who kg:supports ?whom }", "-p", "who=Iran", "-p", "whom=Syria")
    assert "country:IR kg:supports country:SY" in made
    assert 'rdfs:label "Syria"' in _told(seed_store, "query", "DESCRIBE ?who", "-p", "who=Syria")
    for value, kind in (("2024-09-01", "xsd:date"), ("12", "xsd:integer"), ("1.5", "xsd:decimal"), ("'12'", "xsd:string")):
        assert _told(seed_store, "query", "SELECT (DATATYPE(?x) AS ?kind) {}", "-p", f"x={value}") == f"kind\n{kind}\n"


def test_query_is_stopped(seed_store: Path) -> None:
    """One line, exit status 1; a question of our own can be given a time, too."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) < STR(?j)) }"
    assert "stopped after 0.5 seconds" in _error(seed_store, "query", endless, "--timeout", "0.5")
    assert _told(seed_store, "query", "ministers", "--timeout", "30") == _told(seed_store, "query", "ministers")
    _error(seed_store, "query", endless, "--timeout", "-1", status=2)


def test_query_is_explained(seed_store: Path) -> None:
    """Step by step, for a question of one's own and for a named one."""
    lines = _told(seed_store, "query", "SELECT ?x { ?x kg:supports ?y . ?y a kg:Country }", "--explain").splitlines()
    assert lines[0].split() == ["rows", "alone", "ms", "step"] and lines[1].endswith("?x kg:supports ?y")
    assert lines[-1].split()[0] == "2" and lines[-1].endswith("the whole query")
    assert "UNION" in _told(seed_store, "query", "timeline", "-p", "actor=Iran", "--explain")
    _error(seed_store, "query", "ministers", "--explain", "-f", "csv", status=2)


def test_query_other_forms(seed_store: Path) -> None:
    """ASK, CONSTRUCT, and an empty answer."""
    assert _told(seed_store, "query", "ASK { ?x kg:attacks country:IL }") == "yes\n"
    assert "country:IR kg:supports country:SY" in _told(seed_store, "query", "CONSTRUCT WHERE { ?s kg:supports ?o }")
    result = _run(seed_store, "query", "sanctions")
    assert result.exit_code == 0 and result.stderr == "nothing found\n" and result.stdout.startswith("date")


def test_a_named_question_on_a_terminal(
    seed_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Quotes stand below their rows; a question without an answer has its columns and nothing below."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for question, shown in (("attacks", "“"), ("sanctions", "subject")):
        main(["query", question, "--store", str(seed_store)], standalone_mode=False)
        assert shown in capsys.readouterr().out


def test_query_errors(seed_store: Path, tmp_path: Path) -> None:
    """Syntax with line and column, refusals, slips, missing files; bad usage is status 2."""
    assert "line 2, column" in _error(seed_store, "query", "SELECT *\nWHERE { ?s ?p")
    assert "SERVICE would ask another machine" in _error(
        seed_store, "query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    )
    assert "would change the graph" in _error(seed_store, "query", "DELETE WHERE { ?s ?p ?o }")
    assert "did you mean ministers?" in _error(seed_store, "query", "ministrs")
    assert "No such file" in _error(seed_store, "query", f"@{tmp_path / 'none.rq'}")
    assert "SELECT and ASK give" in _error(seed_store, "query", "ministers", "-f", "ttl")
    assert "NAME=VALUE" in _error(seed_store, "query", "ministers", "-p", "country", status=2)
    _error(seed_store, "query", status=2)
    _error(seed_store, "query", "ministers", "-f", "docx", status=2)
    assert "there is no graph" in _error(tmp_path / "none.kg", "query", "ministers")


def test_show_an_actor_an_article_and_a_claim(seed_store: Path) -> None:
    """A card each, and the same as JSON."""
    card = _told(seed_store, "show", "Nasirzadeh")
    for part in (
        "Aziz Nasirzadeh (person)",
        "person:aziz-nasirzadeh",
        "Offices and memberships (1)",
        "  Minister of Defence and Logistics of the Armed Forces of Iran, 2024-09-01, 1 article, 1 outlet\n",
        "Says of others",
    ):
        assert part in card
    assert "—minister of→ Iran" in _told(seed_store, "show", "Nasirzadeh", "--evidence")
    article = _told(seed_store, "show", "000_f2efd379952b0cda.txt")
    assert "published 2024-09-01" in article and article.count("“") >= 15
    assert "  and 4 more; --claims 0 shows all" in _told(seed_store, "show", "Syria", "--claims", "1")
    claim = json.loads(_told(seed_store, "show", "Nasirzadeh", "-f", "json"))["claims"][0]
    told = _told(seed_store, "show", claim["claim"].replace("/", ":", 1))
    assert claim["quote"] in told and "rule gold" in told
    assert _told(seed_store, "show", "--list").splitlines()[1].split()[-1].isdecimal()
    assert "no actor is called" in _error(seed_store, "show", "Atlantis")


def test_stats(gold_store: Path) -> None:
    """The numbers, as a table and as JSON."""
    told = _told(gold_store, "stats")
    assert "articles, 2021-01-15 to 2025-10-29" in told and "CONFLICT" in told
    document = json.loads(_told(gold_store, "stats", "-f", "json"))
    assert document["articles"] == 21 and document["claims"]["all"] == 622 == sum(document["claims"]["relation"].values())


def test_draw(seed_store: Path, tmp_path: Path) -> None:
    """A file, and a word of what is on it."""
    target = tmp_path / "a.svg"
    result = _run(seed_store, "draw", "-o", str(target), "--around", "Nasirzadeh", "--family", "conflict")
    assert result.exit_code == 0 and target.read_text(encoding="utf8").count("<text") > 5
    assert result.stdout == f"{target}: 3 actors, 2 claims\n"
    assert "written as .png, .svg or .pdf" in _error(seed_store, "draw", "-o", str(tmp_path / "a.gif"))
    assert "no family is called" in _error(seed_store, "draw", "-o", str(target), "--family", "love")


def test_export(seed_store: Path, tmp_path: Path) -> None:
    """By format or by the file's ending; `-` is the standard output."""
    target = tmp_path / "a.nq"
    assert _told(seed_store, "export", "-o", str(target)) == ""
    assert target.read_text(encoding="utf8") == _told(seed_store, "export", "-f", "nq", "-o", "-")
    assert "-f takes ttl" in _error(seed_store, "export", "-f", "docx", "-o", str(target))
    assert "- names no format; -f takes ttl" in _error(seed_store, "export", "-o", "-")


@pytest.mark.parametrize(
    "arguments",
    [["path", "Nasirzadeh", "Abbas"], ["show", "Iran"], ["stats"], ["query", "ministers"], ["query", "ASK { ?s ?p ?o }"]],
)
def test_answers_load_no_heavy_library(seed_store: Path, arguments: list[str]) -> None:
    """Piped answers come straight from the store; all but queries look at the claim table's arrays."""
    heavy = ["rdflib", "oxrdflib", "rich", "networkx", "matplotlib", "spacy", *(["numpy"] if arguments[0] == "query" else [])]
    code = f"""
import sys
from kg.cli import main
try: main({[*arguments, "--store", str(seed_store)]!r})
except SystemExit as end: assert end.code == 0
heavy = [name for name in {heavy} if name in sys.modules]
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
