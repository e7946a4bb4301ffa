"""Build, forget, validate, dump and load, as one calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Article, Reading

GOLD = Path(__file__).parent.parent / "gold"


@dataclass
class GoldReader:
    """Reads an article by looking up its gold file."""

    readings: dict[str, Reading]
    version: str = "gold"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            yield replace(self.readings[article.key], article=article)


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch, gold_readings: list[Reading]) -> GoldReader:
    """The commands read by gold files instead of by rules."""
    reader = GoldReader({reading.article.key: reading for reading in gold_readings})
    monkeypatch.setattr("kg.claims.read.Reader", lambda **options: reader)
    return reader


def kg(*arguments: str | Path, status: int = 0) -> Result:
    """Run the command and expect this exit status."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("000_f2efd379952b0cda.txt", "17-ankara-mediation.txt"):
        (folder / name).write_bytes((GOLD / name).read_bytes())
    return folder


def test_build_sums_up_and_then_finds_nothing_new(tmp_path: Path, articles: Path) -> None:
    store = tmp_path / "graph"
    result = kg("build", articles, "--store", store)
    assert result.stdout.startswith("Articles: 2 new. The graph holds ")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Erkan", "Selvi", "Person", "8"] in lines and any(line[:1] == ["ROLES"] for line in lines)
    assert result.stderr == ""
    again = kg("build", articles, "--store", store)
    assert again.stdout.startswith("Nothing new. Articles: 2 unchanged.")


def test_build_reads_the_folder_of_seeds_by_itself(tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles.rename(tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    assert "2 new" in kg("build").stdout
    assert (tmp_path / "graph.kg" / "kg-store.json").exists()


def test_build_says_how_many_articles_are_read_again(tmp_path: Path, articles: Path, reader: GoldReader) -> None:
    kg("build", articles, "--store", tmp_path / "graph")
    reader.version = "newer"
    result = kg("build", articles, "--store", tmp_path / "graph")
    assert result.stderr == "Rules, tables or model changed; articles to read again: 2.\n" and "2 read again" in result.stdout


def test_build_counts_what_it_leaves_out_and_is_strict_if_asked(tmp_path: Path, articles: Path) -> None:
    (articles / "french.txt").write_text("Le ministre s'est entretenu avec son homologue dans la capitale.", encoding="utf8")
    (articles / "empty.txt").write_text("")
    result = kg("build", articles, "--store", tmp_path / "graph")
    assert "1 skipped (not in English)" in result.stdout
    assert "Skipped french.txt: not in English" in result.stderr and "empty.txt" in result.stderr
    (articles / "empty.txt").unlink()
    assert "french.txt: not in English" in kg("build", articles, "--store", tmp_path / "other", "--strict", status=1).stderr


def test_build_fills_a_folder_with_exports(tmp_path: Path, articles: Path) -> None:
    target = tmp_path / "exports"
    kg("build", articles, "--store", tmp_path / "graph", "--exports", target)
    names = sorted(path.name for path in target.iterdir())
    forms = ("gexf", "graphml", "jsonld", "nq", "plover", "png", "rdf12", "svg", "trig", "ttl")
    charts = ("calendar.svg", "matrix.svg", "states.svg", "timeline.svg")
    assert names == sorted(["brief.md", *charts, *(f"graph.{form}" for form in forms)])
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    kg("build", articles, "--store", tmp_path / "graph", "--exports", target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_build_of_no_such_path_makes_no_store(tmp_path: Path) -> None:
    result = kg("build", tmp_path / "none", "--store", tmp_path / "graph", status=1)
    assert result.stderr.startswith("Error: ") and not (tmp_path / "graph").exists()


def test_a_directory_that_is_no_store_is_refused(tmp_path: Path, articles: Path) -> None:
    result = kg("build", articles, "--store", articles, status=1)
    assert "not a graph of kg" in result.stderr and len(list(articles.iterdir())) == 2


def test_forget_takes_keys_and_names_and_knows_near_ones(tmp_path: Path, articles: Path) -> None:
    store = tmp_path / "graph"
    kg("build", articles, "--store", store)
    result = kg("forget", "17-ankara-mediaton.txt", "--store", store, status=1)
    assert "near ones are 17-ankara-mediation.txt" in result.stderr
    assert kg("forget", "17-ankara-mediation.txt", "--store", store).stdout == "Forgot 17-ankara-mediation.txt.\n"
    assert "1 unchanged" in kg("build", articles / "000_f2efd379952b0cda.txt", "--store", store).stdout
    assert "there is no graph here" in kg("forget", "x", "--store", tmp_path / "none", status=1).stderr
    assert not (tmp_path / "none").exists()


def test_validate_conforms(seed_store: Path) -> None:
    assert kg("validate", "--store", seed_store).stdout == "The graph conforms.\n"


def test_dump_and_load(tmp_path: Path, seed_store: Path) -> None:
    file = tmp_path / "dump.nq"
    kg("dump", "--store", seed_store, "-o", file)
    assert kg("dump", "--store", seed_store).stdout_bytes == file.read_bytes()
    assert kg("load", file, "--store", tmp_path / "copy").stdout == "Articles loaded: 1.\n"
    assert kg("dump", "--store", tmp_path / "copy").stdout_bytes == file.read_bytes()
