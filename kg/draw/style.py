"""Colours, lines and words of a picture, on light paper and on dark.

Source: M. Okabe, K. Ito, Color Universal Design (2008), for the families: colours that people with any colour vision can tell
apart; P. Tol, Colour Schemes, SRON/EPS/TN/09-002 (2021), figure 4 ("light", made to be written on in black), for circles of
actors, and figure 8 ("sunset"), for the scale from conflict to cooperation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.draw.marks import Dash
from kg.model import EntityType

KIND = {
    EntityType.PERSON: "person",
    EntityType.COUNTRY: "state",
    EntityType.ORGANIZATION: "organization",
    EntityType.GROUP: "group",
}
DASH: Mapping[str, Dash] = {
    "holds": (),
    "former": (7, 2, 1.5, 2),
    "planned": (5, 3),
    "supposed": (4, 2, 1, 2, 1, 2),
    "denied": (1, 2.2),
}
TELL = {"former": "former", "planned": "planned", "supposed": "supposed", "denied": "denied"}
EXTREME = 10.0  # the PLOVER score, for or against, at which the scale of colours ends
CIRCLES = ("#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#99ddff", "#bbcc33", "#aaaa00")
SUNSET = (  # from the most conflict to the most cooperation
    *("#a50026", "#dd3d2d", "#f67e4b", "#fdb366", "#feda8b", "#eaeccc"),
    *("#c2e4ef", "#98cae1", "#6ea6cd", "#4a7bb7", "#364b9a"),
)

NIGHT = (  # the same on dark paper, where neither is dark
    *("#ff8f73", "#f06f55", "#cf5644", "#9c463d", "#653b39", "#3b3f46"),
    *("#36506a", "#3e6b94", "#4f89bb", "#6ca6dc", "#92c4f7"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a sheet: its paper, its ink, what is said quietly, lines of a grid, and what stands for what.

    `fills` are face and rim of an actor by its type; `circles` the faces of actors that belong together, `other` of all the rest;
    `scale` runs from conflict over neither to cooperation.
    """

    paper: str
    ink: str
    faint: str
    grid: str
    families: Mapping[str, str]
    fills: Mapping[EntityType, tuple[str, str]]
    circles: tuple[str, ...]
    other: str
    scale: tuple[str, ...]

    def graded(self, value: float) -> str:
        """The colour of a value from -1, conflict, to 1, cooperation.

        >>> LIGHT.graded(-1), LIGHT.graded(0), LIGHT.graded(2)
        ('#a50026', '#eaeccc', '#364b9a')
        """
        at = (min(max(value, -1.0), 1.0) + 1) / 2 * (len(self.scale) - 1)
        low = min(int(at), len(self.scale) - 2)
        return mixed(self.scale[low], self.scale[low + 1], at - low)


def mixed(one: str, other: str, share: float) -> str:
    """The colour between two, `share` of the way to the other.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in parts)


LIGHT = Palette(
    paper="#ffffff",
    ink="#1d2127",
    faint="#666c75",
    grid="#dfe2e6",
    families={"roles": "#8a8a8a", "contacts": "#0072b2", "cooperation": "#009e73", "conflict": "#d55e00"},
    fills={
        EntityType.PERSON: ("#ffffff", "#3f4a59"),
        EntityType.COUNTRY: ("#dbe6f4", "#2b4a73"),
        EntityType.ORGANIZATION: ("#fbeecb", "#7a5b12"),
        EntityType.GROUP: ("#efefef", "#777777"),
    },
    circles=CIRCLES,
    other="#e4e6e9",
    scale=SUNSET,
)
DARK = Palette(
    paper="#15181d",
    ink="#e8eaed",
    faint="#a3a9b3",
    grid="#31363f",
    families={"roles": "#9a9a9a", "contacts": "#56b4e9", "cooperation": "#2fc79a", "conflict": "#f0883e"},
    fills={
        EntityType.PERSON: ("#2a2f38", "#c3cad5"),
        EntityType.COUNTRY: ("#20385a", "#8fb4e6"),
        EntityType.ORGANIZATION: ("#4a3d17", "#e3c56b"),
        EntityType.GROUP: ("#333333", "#999999"),
    },
    circles=tuple(mixed(colour, "#15181d", 0.4) for colour in CIRCLES),
    other="#333841",
    scale=NIGHT,
)
