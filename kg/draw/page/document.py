"""How does the page become one file? Its parts, the data and the library are put into one text that asks no network.

Whatever comes from articles stands in a block of JSON that the browser does not run, with every `<`, `>` and `&` written as an
escape, so that no word can end the block; the scripts put it into the page as text only. The policy in the page's head allows
these scripts by their hashes, no others, and no request at all.
Source: W3C, Content Security Policy Level 3, §6.7 (hashes); HTML Standard, §4.12.1.3 (restrictions for script contents).
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from kg.draw.page.plot import library, plot
from kg.draw.style import DARK, DASH, KIND, LIGHT

if TYPE_CHECKING:
    from kg.draw.select import Totals

PARTS = Path(__file__).parent / "parts"
SCRIPTS = ("days.js", "graph.js", "shapes.js", "sheet.js", "panel.js", "controls.js", "main.js")
_ESCAPED = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def document(title: str, data: dict[str, Any], drawn: Totals, *, dark: bool = False) -> str:
    """The page as HTML."""
    scripts = (_inline(library()), _inline(_script()))
    parts = {
        "title": escape(title),
        "theme": "dark" if dark else "light",
        "policy": _policy(scripts),
        "style": (PARTS / "page.css").read_text(encoding="utf8"),
        "data": as_json(data | {"title": title, "foot": drawn.foot(), "left": drawn.left_out, "look": _look()}),
        "plot": as_json(plot()),
        "library": scripts[0],
        "script": scripts[1],
    }
    return Template((PARTS / "page.html").read_text(encoding="utf8")).substitute(parts)


def as_json(value: object) -> str:
    """The value as JSON that may stand in a script element of HTML.

    >>> as_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _look() -> dict[str, Any]:
    """Colours on light and dark, the words for kinds, and the lines of moods, of the pictures."""
    palettes = {"light": LIGHT, "dark": DARK}
    return {
        "family": {name: dict(one.families) for name, one in palettes.items()},
        "fill": {name: {kind.value.lower(): pair for kind, pair in one.fills.items()} for name, one in palettes.items()},
        "kind": {kind.value.lower(): word for kind, word in KIND.items()},
        "dash": {mood: list(line) for mood, line in DASH.items()},
    }


def _script() -> str:
    parts = "\n".join((PARTS / name).read_text(encoding="utf8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _inline(script: str) -> str:
    """The script as it may stand in a page, where only its own end tag would end it."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: tuple[str, ...]) -> str:
    hashes = " ".join(f"'sha256-{b64encode(sha256(one.encode('utf8')).digest()).decode()}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
