"""How large is a picture, and how is it to look?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.errors import DrawError

_OWN = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)")
SMALLEST, LARGEST = 2.0, 100.0  # inches


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A picture's width and height in inches, letters' size in points (and the least that is readable), dots an inch, actors."""

    width: float
    height: float
    letters: float
    least: float
    dpi: int
    most: int


SIZES = {
    "slide": Size(width=13.333, height=7.5, letters=11, least=7.5, dpi=150, most=60),
    "column": Size(width=3.5, height=4.4, letters=6.5, least=5, dpi=300, most=12),
    "poster": Size(width=33.1, height=23.4, letters=14, least=10, dpi=100, most=200),
}


def size_of(name: str) -> Size:
    """The size of that name, or of so many inches: "12x9". Raises DrawError for anything else.

    >>> size_of("12x9").width, size_of("column").dpi
    (12.0, 300)
    """
    if name in SIZES:
        return SIZES[name]
    own = _OWN.fullmatch(name)
    if not own or not all(SMALLEST <= float(inches) <= LARGEST for inches in own.groups()):
        raise DrawError(
            f"no size is called {name!r}; there are {', '.join(SIZES)}, and inches such as 12x9, from {SMALLEST:g} to {LARGEST:g}"
        )
    width, height = map(float, own.groups())
    letters = min(max((width * height) ** 0.5, 6.0), 14.0)
    return Size(width=width, height=height, letters=letters, least=0.64 * letters, dpi=150, most=max(int(2 * width * height), 4))


def with_letters(size: Size, letters: float) -> Size:
    """The same sheet with letters of this size, and none smaller."""
    return replace(size, letters=letters, least=letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How is a picture to look? On which sheet, under which heading ("": its own), on light paper or dark."""

    size: Size
    title: str = ""
    dark: bool = False
