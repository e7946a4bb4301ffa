"""The command line as a whole: quick to start, and plain about what goes wrong."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kg.cli
from kg.cli import COMMANDS, main
from kg.errors import StoreError

HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "matplotlib", "rich", "numpy")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """A command `fail` that raises what the test puts into the list."""
    raised: list[BaseException] = []

    @click.command("fail")
    def command() -> None:
        click.echo("before")
        raise raised[0]

    monkeypatch.setattr(kg.cli, "COMMANDS", (("fail", "Fail."),))
    monkeypatch.setattr(kg.cli, "import_module", lambda name: type("Module", (), {"command": command}))
    yield raised


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["bild"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from kg.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules])
print([name for name in sys.modules if name.startswith("kg.cli.") and name not in ("kg.cli.output", "kg.cli.options")])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-2:] == ["[]", "[]"]


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_and_loads_nothing_heavy_for_it(name: str) -> None:
    code = f"""
import sys
from kg.cli import main
try:
    main(["{name}", "--help"])
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    *text, loaded = run.stdout.splitlines()
    assert text[0].startswith("Usage: ")
    assert len(" ".join(text).split()) > 15
    assert loaded == "[]"


def test_commands_are_files_of_their_names() -> None:
    folder = Path(kg.cli.__file__).parent
    files = {file.stem.replace("_", "-") for file in folder.glob("*.py")} - {"--init--", "options", "output"}
    assert {name for name, _ in COMMANDS} <= files


def test_help_lists_every_command() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {name} " in listed and text in listed for name, text in COMMANDS)


def test_an_unknown_command_is_bad_usage_with_a_hint() -> None:
    result = CliRunner().invoke(main, ["bild"])
    assert result.exit_code == 2
    assert "no command 'bild'; did you mean build?" in result.stderr


def test_an_unknown_option_is_bad_usage() -> None:
    assert CliRunner().invoke(main, ["--frobnicate"]).exit_code == 2


def test_an_error_is_one_harmless_line(failing: list[BaseException]) -> None:
    failing.append(StoreError("graph.kg\x1b[31m is no store\n; try another"))
    result = CliRunner().invoke(main, ["fail"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "before\n", "Error: graph.kg [31m is no store ; try another\n")


def test_a_file_that_cannot_be_written_is_one_line(failing: list[BaseException]) -> None:
    failing.append(PermissionError(errno.EACCES, "Permission denied", "out.svg"))
    result = CliRunner().invoke(main, ["fail"])
    assert (result.exit_code, result.stderr) == (1, "Error: out.svg: Permission denied\n")


def test_an_interrupt_is_no_traceback(failing: list[BaseException]) -> None:
    failing.append(KeyboardInterrupt())
    result = CliRunner().invoke(main, ["fail"])
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def test_a_defect_keeps_its_traceback(failing: list[BaseException]) -> None:
    failing.append(ZeroDivisionError("a defect"))
    assert isinstance(CliRunner().invoke(main, ["fail"]).exception, ZeroDivisionError)


def test_a_reader_who_leaves_is_no_error(tmp_path: Path) -> None:
    code = """
import sys, click, kg.cli
@click.command()
def command():
    for i in range(200_000):
        click.echo(f"line {i}")
kg.cli.COMMANDS = (("many", "Many lines."),)
kg.cli.import_module = lambda name: type("Module", (), {"command": command})
kg.cli.main(["many"])
"""
    script = tmp_path / "many.py"
    script.write_text(code, encoding="utf8")
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout and run.stderr
    assert run.stdout.readline() == "line 0\n"
    run.stdout.close()
    assert run.stderr.read() == ""
    run.wait(timeout=30)
    run.stderr.close()


def test_module_is_the_command() -> None:
    run = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("kg ")
