"""Colours, lines and words of a picture, on light paper and on dark.

Source: M. Okabe, K. Ito, Color Universal Design (2008): colours that people with any colour vision can tell apart.
"""

from __future__ import annotations

from kg.model import EntityType

FAMILY = {"roles": "#8a8a8a", "contacts": "#0072b2", "cooperation": "#009e73", "conflict": "#d55e00"}
FAMILY_DARK = {"roles": "#9a9a9a", "contacts": "#56b4e9", "cooperation": "#2fc79a", "conflict": "#f0883e"}
FILL = {
    EntityType.PERSON: ("#ffffff", "#3f4a59"),
    EntityType.COUNTRY: ("#dbe6f4", "#2b4a73"),
    EntityType.ORGANIZATION: ("#fbeecb", "#7a5b12"),
    EntityType.GROUP: ("#efefef", "#777777"),
}
FILL_DARK = {
    EntityType.PERSON: ("#2a2f38", "#c3cad5"),
    EntityType.COUNTRY: ("#20385a", "#8fb4e6"),
    EntityType.ORGANIZATION: ("#4a3d17", "#e3c56b"),
    EntityType.GROUP: ("#333333", "#999999"),
}
KIND = {
    EntityType.PERSON: "person",
    EntityType.COUNTRY: "state",
    EntityType.ORGANIZATION: "organization",
    EntityType.GROUP: "group",
}
DASH = {
    "holds": "-",
    "former": (0, (7, 2, 1.5, 2)),
    "planned": (0, (5, 3)),
    "supposed": (0, (4, 2, 1, 2, 1, 2)),
    "denied": (0, (1, 2.2)),
}
TELL = {"former": "former", "planned": "planned", "supposed": "supposed", "denied": "denied"}
