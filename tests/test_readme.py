"""Is what the README says true? Its commands are run, and their output compared with what stands there.

A block is marked by a comment before its fence:

    <!-- output of: kg path Iran Israel -->
    ```
    what the command prints
    ```

A block marked `<!-- scores of: kg eval tests/gold -->` shows lines of that table, and promises that no F1 falls below it.

The commands run in the README's order, in a folder with the project's `seeds` and `tests`, on one graph: `kg build seeds`, unless
the first marked command builds one. `python tests/test_readme.py` writes the true output into the README.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- output of: (?P<command>kg [^\n]*?) -->\n+```\w*\n)(?P<output>.*?)(\n```\n)", re.DOTALL)
SCORES = re.compile(r"<!-- scores of: (?P<command>kg eval [^\n]*?) -->\n+```\w*\n(?P<lines>.*?)\n```\n", re.DOTALL)
BUILD = "kg build seeds --exports exports"
INSTALL = f"python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/{BUILD}"
TEST = ".venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"

PICTURES = {".png", ".svg"}  # their bytes change with matplotlib's version


def blocks() -> list[tuple[str, str]]:
    """The marked commands and what the README says they print, in order."""
    return [(found["command"], found["output"]) for found in BLOCK.finditer(README.read_text("utf8"))]


def runner(folder: Path) -> Callable[[str], str]:
    """Runs a `kg` command in the folder, once each, and gives what it prints."""
    printed: dict[str, str] = {}
    for name in ("seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KG_STORE": "graph.kg", "COLUMNS": "100", "NO_COLOR": "1"}

    def run(command: str) -> str:
        if command not in printed:
            call = [sys.executable, "-m", *shlex.split(command)]
            done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf8")
            assert done.returncode == 0, f"{command}: {done.stderr}"
            printed[command] = "\n".join(line.rstrip() for line in done.stdout.strip("\n").split("\n"))
        return printed[command]

    if not any(command.startswith("kg build") for command, _ in blocks()[:1]):
        run("kg build seeds")
    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.fixture(scope="module")
def run(folder: Path) -> Callable[[str], str]:
    return runner(folder)


def test_its_first_two_commands_are_the_ones_that_ci_runs() -> None:
    shell = re.findall(r"```sh\n(.*?)\n```", README.read_text("utf8"), re.DOTALL)
    assert shell[:2] == [INSTALL, TEST]
    assert TEST in (ROOT / ".ci" / "run").read_text("utf8").splitlines()


@pytest.mark.skipif(not blocks(), reason="the README shows no output")
@pytest.mark.parametrize(("command", "output"), blocks(), ids=[command for command, _ in blocks()])
def test_output_is_true(run: Callable[[str], str], command: str, output: str) -> None:
    assert run(command) == output


@pytest.mark.parametrize("name", sorted(file.name for file in (ROOT / "exports").glob("*") if file.suffix not in PICTURES))
def test_committed_exports_are_what_the_first_command_writes(run: Callable[[str], str], folder: Path, name: str) -> None:
    run(BUILD)
    assert (folder / "exports" / name).read_bytes() == (ROOT / "exports" / name).read_bytes()


def promised() -> list[tuple[str, str, float]]:
    """(command, figure's name, F1) of every line of the scores that the README shows."""
    found = SCORES.finditer(README.read_text("utf8"))
    return [(one["command"], *f1) for one in found for f1 in f1_column(one["lines"])]


def f1_column(table: str) -> list[tuple[str, float]]:
    """(name, F1) of every line of a table of `kg eval` that has all its figures."""
    rows = [line.split() for line in table.splitlines()]
    return [(row[0], float(row[3])) for row in rows if len(row) == 7 and row[3] != "F1"]


@pytest.mark.skipif(not promised(), reason="the README shows no scores")
@pytest.mark.parametrize(("command", "name", "f1"), promised(), ids=[name for _, name, _ in promised()])
def test_scores_have_not_fallen(run: Callable[[str], str], command: str, name: str, f1: float) -> None:
    assert dict(f1_column(run(command)))[name] >= f1


def test_the_files_that_teach_are_the_ones_it_shows() -> None:
    """The files by which the output under "Teaching it" is made."""
    shown = set(re.findall(r"```toml\n(.*?)```", README.read_text("utf8"), re.DOTALL))
    assert shown == {(ROOT / "tests" / "teaching" / name).read_text("utf8") for name in ("actors.toml", "wordings.toml")}


def test_every_command_is_in_it() -> None:
    from kg.cli import COMMANDS

    text = README.read_text("utf8")
    assert [name for name, _ in COMMANDS if f"kg {name}" not in text] == []


def test_every_link_into_the_project_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", README.read_text("utf8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        true = runner(Path(name))
        README.write_text(
            BLOCK.sub(lambda found: f"{found[1]}{true(found['command'])}{found[4]}", README.read_text("utf8")), "utf8"
        )
