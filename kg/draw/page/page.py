"""From a view to a page in a file: choose as a picture does, lay out, read the words, write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.draw.asked import Picture, chosen, heading
from kg.errors import DrawError

if TYPE_CHECKING:
    from kg.draw.select import Totals
    from kg.draw.size import Look
    from kg.store import View

MOST = 150  # actors, unless more are asked for


def page(view: View, path: str | Path, asked: Picture, look: Look) -> Totals:
    """Write the network that is asked for, with the words that it rests on, as one page, and return how much stands in it.

    `path` is an .html file. It opens light or, with the look's `dark`, dark; a sheet's size has no meaning for it. The same view
    gives the same bytes. Raises DrawError where there is nothing to show, or no file can be written.
    """
    from kg.draw.page.data import gathered
    from kg.draw.page.document import document

    found = chosen(view, asked, asked.most or MOST)
    data, drawn = gathered(view, found)
    text = document(look.title or heading(asked, found), data, drawn, dark=look.dark)
    whole.write([(Path(path), [text.encode("utf8")])], DrawError)
    return drawn
