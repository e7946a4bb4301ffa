"""The network of actors as marks on a sheet: shapes by type, colours by circle, ties by family, with a legend of what is there.

A tie is as wide as it has evidence, dashed where it is planned, struck through where it is denied, and has an arrowhead where
direction means something. In a signed picture its colour is the mean PLOVER score, from conflict to cooperation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log2
from typing import TYPE_CHECKING

from kg.draw.circles import NONE, Circles
from kg.draw.legend import legend
from kg.draw.marks import Area, Curve, Mark, Words
from kg.draw.plan import LABEL, Plan, planned
from kg.draw.shapes import actor, cross, head
from kg.draw.sheet import Sheet, sheet
from kg.draw.size import Look
from kg.draw.style import DARK, DASH, EXTREME, KIND, LIGHT, Palette, mixed
from kg.model import EntityType
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.draw.route import Route
    from kg.draw.select import Actor, Selection, Tie

CLEAR, FAINT = 9.0, 0.45  # ties of dots are the fainter the more there are: CLEAR / sqrt(ties), at least FAINT
WIDTHS = {True: (0.8, 5.0), False: (0.9, 3.0)}  # of the ties of fewest and of most claims, in a signed picture and in others
VEIL = 0.8  # of the paper behind the names of dots
PALE = 0.45  # how much paler a card is than a dot of its circle, so that its name is easy to read


def network(selection: Selection, look: Look, title: str, circles: Circles) -> tuple[Sheet, Plan, Circles]:
    """The sheet for a selection, the plan of what fits on it, and the circles of those actors."""
    on = _sheet(selection, look, title, circles)
    plan = planned(selection, on)
    if plan.selection is selection:
        return on, plan, circles
    at = {one.id: place for one, place in zip(selection.actors, circles.of, strict=True)}
    circles = replace(circles, of=tuple(at[one.id] for one in plan.selection.actors))
    return _sheet(plan.selection, look, title, circles), plan, circles


def marks(on: Sheet, plan: Plan, circles: Circles, tips: Sequence[str] = ()) -> list[Mark]:
    """Ties, the heaviest uppermost, then their labels, then the actors. `tips` are by place of the plan's ties."""
    found, ties = list[Mark](), plan.selection.ties
    for i in sorted(range(len(ties)), key=lambda place: (ties[place].weight, -place)):
        found += _tie(on, plan, ties[i], plan.ways[i], tips[i] if tips else "")
    for tie, spot in zip(ties, plan.labels, strict=True):
        if spot:
            colour, size = _colour(on.palette, tie) if tie.family else on.palette.ink, LABEL * plan.letters
            found.append(Words(spot=spot, text=tie.label, size=size, colour=colour, back=on.palette.paper, layer=2))
    for place, (one, circle) in enumerate(zip(plan.selection.actors, circles.of, strict=True)):
        found += _actor(on, plan, place, one, _face(on.palette, circle, plan.cards) if circles.names else "")
    return found


def _actor(on: Sheet, plan: Plan, place: int, one: Actor, face: str) -> list[Mark]:
    name, palette = plan.names[place], on.palette
    rim = (1.6 if one.type is EntityType.COUNTRY else 1.0) * max(plan.scale, 0.6) * on.size.letters / 11
    plain, edge = palette.fills[one.type]
    tip = f"{one.name} ({KIND[one.type]}), {many(one.weight, 'claim')}"
    words = Words(
        spot=name.edge,
        text="\n".join(name.lines),
        size=name.letters,
        colour=palette.ink,
        bold=name.bold,
        across=name.across,
        veil=VEIL,
        back="" if plan.cards else palette.paper,
        tip=tip,
    )
    return [actor(one.type, *plan.shapes[place], (face or plain, edge), rim, tip), words]


def _tie(on: Sheet, plan: Plan, tie: Tie, way: Route, tip: str) -> list[Mark]:
    grow = max(plan.scale, 0.6) * on.size.letters / 11 * (1.0 if plan.cards else 0.8)
    least, most = WIDTHS[plan.selection.signed]
    width = grow * (least + (most - least) * log2(tie.weight) / log2(max(plan.selection.heaviest, 8)))
    alpha = 1.0 if plan.cards else min(max(CLEAR / len(plan.ways) ** 0.5, FAINT), 1.0)
    colour, found, end = _colour(on.palette, tie), list[Mark](), way.end
    if tie.directed:
        corners, end = head(way, (5.0 + 1.6 * width) * grow)
        found.append(Area(points=corners, face=colour, alpha=min(2 * alpha, 1.0), layer=3))
    if tie.mood == "denied":
        found += cross(way.middle(), 4.0 * grow, colour)
    points = (way.start, way.control, end)
    return [Curve(points=points, colour=colour, width=width, bent=True, dash=DASH[tie.mood], alpha=alpha, tip=tip), *found]


def _face(palette: Palette, circle: int, card: bool) -> str:
    colour = palette.other if circle == NONE else palette.circles[circle]
    return mixed(colour, palette.paper, PALE) if card else colour


def _colour(palette: Palette, tie: Tie) -> str:
    return palette.families[tie.family] if tie.family else palette.graded(tie.score / EXTREME)


def _sheet(selection: Selection, look: Look, title: str, circles: Circles) -> Sheet:
    keys = legend(selection, circles, DARK if look.dark else LIGHT, look.size.letters)
    return sheet(look, title, keys, selection.totals.foot())
