"""The command line: one thin command a file, imported when it is called.

`kg --help` prints the table below and imports no command, so that it answers at once; a command in turn imports spaCy,
rdflib, networkx, matplotlib and rich inside its function only.
"""

from __future__ import annotations

import errno
import io
import sys
from difflib import get_close_matches
from importlib import import_module

import click

from kg import __version__
from kg.cli.output import plain
from kg.errors import KgError

COMMANDS = (
    ("build", "Read articles into the graph."),
    ("extract", "Print what articles say, without a graph."),
    ("eval", "Score the reading of articles against gold files."),
    ("query", "Ask the graph: SPARQL or a named question."),
    ("path", "Find how two actors are connected, with the sentences."),
    ("show", "Show one actor, article or claim."),
    ("rank", "Rank actors by how central they are."),
    ("groups", "Find the groups that cooperation binds."),
    ("balance", "Find the blocs of states, their strains and mediators."),
    ("diff", "Tell what changed between two graphs or days."),
    ("conflicts", "List where articles contradict each other."),
    ("draw", "Draw a picture of the graph."),
    ("report", "Write a brief on what happened in some days."),
    ("export", "Write the graph in another format."),
    ("validate", "Check the graph against its shapes."),
    ("stats", "Count what the graph holds."),
    ("why-same", "Tell why two actors are one, or two."),
    ("same", "Say that two actors are one."),
    ("different", "Say that two actors are not one."),
    ("reject", "Say that claims are wrong."),
    ("confirm", "Say that claims are right."),
    ("forget", "Take articles out of the graph."),
    ("dump", "Write the whole store to one file."),
    ("load", "Fill an empty store from a dump."),
)
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


class Commands(click.Group):
    """The group of all commands, of which only the called one is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in dict(COMMANDS):
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command list of `kg --help`, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The called command; an unknown one is bad usage, with the nearest names."""
        name = args[0]
        if name not in dict(COMMANDS) and not name.startswith("-"):
            near = get_close_matches(name, dict(COMMANDS), n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else "see kg --help for the commands."
            ctx.fail(f"no command {plain(name)!r}; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what it raises on purpose becomes one line on stderr and an exit status."""
        _utf8()
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()  # here, so that a reader who left (`| head`) is met by click, not by the interpreter's exit
        except KgError as error:
            raise click.ClickException(plain(str(error))) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(plain(f"{where}{error.strerror or error}")) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        return result


def _utf8() -> None:
    """Write UTF-8 with bare newlines wherever the stream goes, so that the same result is the same bytes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="kg", message="%(prog)s %(version)s")
def main() -> None:
    """Turn diplomatic news into a knowledge graph that can be queried and trusted.

    Start with `kg build seeds`, then `kg query --list` and `kg path Iran Israel`.
    """
