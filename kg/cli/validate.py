"""`kg validate`: is the graph sound?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import print_table


@click.command()
@store_option
def command(store: Path) -> None:
    """Check the graph against its SHACL shapes, its quotes against their articles, its edges against their claims.

    Needs pySHACL (`pip install 'diplomatic-kg[shacl]'`). Ends with status 1 if something is wrong.
    """
    from kg.store import View
    from kg.validate import validate

    with View(store) as view:
        found = validate(view)
    if not found:
        return click.echo("The graph conforms.")
    print_table(("node", "what is wrong", "value"), [(one.node, one.message, one.value) for one in found])
    raise click.ClickException(f"{store}: does not conform; what is wrong: {len(found):,}")
