"""What do the lines, shapes and colours of a network mean?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.draw.circles import NONE, Circles
from kg.draw.marks import Area, Curve, Mark, box
from kg.draw.shapes import actor, cross
from kg.draw.sheet import SAMPLE, Key
from kg.draw.style import DASH, EXTREME, KIND, TELL, Palette
from kg.lexicon.relations import FAMILIES
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.draw.select import Selection


def legend(selection: Selection, circles: Circles, palette: Palette, base: float) -> list[list[Key]]:
    """Lines, shapes and colours, as far as they occur; `base` is the size of the sheet's letters."""
    ties, wide, high = selection.ties, SAMPLE[0] * base, SAMPLE[1] * base
    families = [name for name in FAMILIES if any(tie.family == name for tie in ties)]
    lines = [Key(text=name, sample=(_line(palette.families[name], base),)) for name in families]
    if selection.signed:
        lines = [scale(palette, base)]
    for name in (name for name in TELL if any(tie.mood == name for tie in ties)):
        struck: list[Mark] = cross((0.0, 0.0), 0.3 * base, palette.faint) if name == "denied" else []
        lines.append(Key(text=TELL[name], sample=(_line(palette.faint, base, name), *struck)))
    kinds = [kind for kind in EntityType if any(one.type is kind for one in selection.actors)]
    shapes = []
    for kind in kinds:
        face, edge = palette.fills[kind]
        colours = (palette.paper if circles.names else face, edge)
        shapes.append(Key(text=KIND[kind], sample=(actor(kind, (0.0, 0.0), (wide * 0.8, high), colours, base / 11),)))
    named = [(name, palette.circles[place]) for place, name in enumerate(circles.names) if place in circles.of]
    named += [("others", palette.other)] if named and NONE in circles.of else []
    dots = [Area(points=box((0.0, 0.0), (high, high)), face=face, round=high / 2) for _, face in named]
    return [lines, shapes, [Key(text=name, sample=(dot,), wide=SAMPLE[1]) for (name, _), dot in zip(named, dots, strict=True)]]


def scale(palette: Palette, base: float) -> Key:
    """The scale of mean scores, in steps."""
    steps = 2 * len(palette.scale)
    wide, high = SAMPLE[0] * base, SAMPLE[1] * base
    width = wide / steps
    areas = [
        Area(
            points=box(((place + 0.5) * width - wide / 2, 0.0), (width * 1.1, high * 0.7)),
            face=palette.graded(2 * (place + 0.5) / steps - 1),
        )
        for place in range(steps)
    ]
    return Key(text=f"mean PLOVER score, from -{EXTREME:g} (conflict) to +{EXTREME:g} (cooperation)", sample=tuple(areas))


def _line(colour: str, base: float, mood: str = "holds") -> Curve:
    wide = SAMPLE[0] * base
    return Curve(points=((-wide / 2, 0.0), (wide / 2, 0.0)), colour=colour, width=2.0 * base / 11, dash=DASH[mood])
