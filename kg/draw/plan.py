"""Where does everything of a network stand on its sheet? A plan: shapes, names, edges and their labels, as numbers in points.

Few actors are *cards*, shapes around their names, and each tie has its label; the whole is scaled to the sheet. Many are *dots*
with their names beside them, laid out for the sheet, and ties go without labels. Where letters would become too small to read,
the least important actors are left out.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kg.draw.layout import place
from kg.draw.marks import Box, Point
from kg.draw.paint import measure
from kg.draw.route import Route, labels, routes
from kg.draw.scatter import scatter, stressed
from kg.draw.select import Actor, Selection, fewer
from kg.draw.sheet import Sheet, clean
from kg.model import EntityType

CARDS = 16  # actors up to which each is a card
LABELLED = 60  # ties up to which each has its label
BEND = 0.8  # how far outlying circles are drawn in, where there are too many ties for labels
WRAP, LINES = 20, 3  # letters a line, and lines, of an actor's name on a card
BESIDE, BELOW = 26, 2  # the same beside a dot
LABEL = 0.78  # size of a tie's label, in those of the names
LEAST = 6.5  # of letters between two cards that are tied
GREATEST = 1.75  # how much larger than the sheet's letters cards may become
GAPS = (0.65, 0.25)  # between one name and the next, in letters, and where there is less room
FILLED = 0.2  # of the sheet may be dots and names, as long as letters can be smaller
STEP = 0.93  # from one size of letters to the next smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An actor's name: its lines, their middle, the room they take, the size of letters, whether they are bold.

    `across` says where the lines begin or end: left, right or, on a card, center.
    """

    lines: tuple[str, ...]
    spot: Point
    box: Box
    letters: float
    bold: bool
    across: Literal["left", "center", "right"] = "center"

    @property
    def edge(self) -> Point:
        """The point at which the lines are aligned."""
        side = {"left": -0.5, "center": 0.0, "right": 0.5}[self.across]
        return self.spot[0] + side * self.box[0], self.spot[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A selection laid out: for each actor its shape (middle and size) and name, for each tie its way and its label's middle.

    `letters` is the size of names in points, `scale` that of lines in those of the sheet. A label that fits nowhere has no spot.
    """

    selection: Selection
    cards: bool
    letters: float
    scale: float
    shapes: tuple[tuple[Point, Box], ...]
    names: tuple[Name, ...]
    ways: tuple[Route, ...]
    labels: tuple[Point | None, ...]

    def boxes(self) -> list[tuple[Point, Box]]:
        """The rooms that all names and labels take: middle and size of each."""
        texts = [measure(tie.label, LABEL * self.letters) for tie in self.selection.ties]
        found = [(spot, text) for spot, text in zip(self.labels, texts, strict=True) if spot]
        return [*((name.spot, name.box) for name in self.names), *found]


def planned(selection: Selection, on: Sheet) -> Plan:
    """The selection on that sheet, with as many of its actors as stay readable."""
    while True:
        plan = _carded(selection, on) if len(selection.actors) <= CARDS else None
        if plan is None or plan.letters < on.size.least:
            plan = _dotted(selection, on) or plan
        if plan and (plan.letters >= on.size.least or len(selection.actors) <= 2):
            return plan
        shrink = min(0.93, (plan.letters / on.size.least) ** 2) if plan else 0.93
        less = fewer(selection, max(2, int(len(selection.actors) * max(0.6, shrink))))
        if not less.ties or len(less.actors) >= len(selection.actors):
            return plan or _carded(selection, on)
        selection = less


def _carded(selection: Selection, on: Sheet) -> Plan:
    """Laid out at the sheet's letters, then scaled as a whole to fit."""
    ties, base, room = selection.ties, on.size.letters, on.room
    lines = [_wrapped(actor.name, WRAP, LINES) for actor in selection.actors]
    boxes = [_card(actor, own, base) for actor, own in zip(selection.actors, lines, strict=True)]
    labelled = len(ties) <= LABELLED
    texts = [measure(tie.label, LABEL * base) for tie in ties]
    among = Counter(frozenset((tie.start, tie.end)) for tie in ties)
    links = []
    for tie, text in zip(ties, texts, strict=True):
        length = max(text[0] + 2.5 * base, LEAST * base) if labelled else 3.5 * base
        links.append((tie.start, tie.end, length * (1 + 0.12 * (among[frozenset((tie.start, tie.end))] - 1))))
    spots = place(boxes, links, room[0] / room[1], 1.0 if labelled else BEND)
    ways = routes(spots, boxes, [(tie.start, tie.end) for tie in ties])
    left, low, right, top = _extent(spots, boxes, ways)
    scale = min(room[0] / (right - left), room[1] / (top - low), GREATEST)
    dx = on.left + (room[0] - (right - left) * scale) / 2 - left * scale
    dy = on.low + (room[1] - (top - low) * scale) / 2 - low * scale

    def moved(point: Point) -> Point:
        return dx + point[0] * scale, dy + point[1] * scale

    spots, boxes = [moved(spot) for spot in spots], [(width * scale, height * scale) for width, height in boxes]
    ways = [Route(start=moved(way.start), control=moved(way.control), end=moved(way.end)) for way in ways]
    texts = [(width * scale, height * scale) for width, height in texts]
    spoken = labels(ways, texts, spots, boxes) if labelled else [None] * len(ties)
    names = [
        Name(lines=own, spot=spot, box=box, letters=base * scale, bold=actor.type is EntityType.COUNTRY)
        for own, spot, box, actor in zip(lines, spots, boxes, selection.actors, strict=True)
    ]
    return Plan(
        selection=selection, cards=True, letters=base * scale, scale=scale, shapes=tuple(zip(spots, boxes, strict=True)),
        names=tuple(names), ways=tuple(ways), labels=tuple(spoken),
    )  # fmt: skip


def _dotted(selection: Selection, on: Sheet) -> Plan | None:
    """Laid out at the largest letters at which all dots and names have room; None if there are none that can be read."""
    links = [(tie.start, tie.end) for tie in selection.ties]
    lines = [_wrapped(actor.name, BESIDE, BELOW) for actor in selection.actors]
    letters, apart = on.size.letters, stressed(len(lines), links)
    while True:
        dots = _dots(selection.actors, letters)
        sizes = [letters * _emphasis(place) for place in range(len(lines))]
        bold = [actor.type is EntityType.COUNTRY for actor in selection.actors]
        texts = [_text(own, size, heavy) for own, size, heavy in zip(lines, sizes, bold, strict=True)]
        boxes = [(dot + 0.3 * letters + text[0], max(dot, text[1])) for dot, text in zip(dots, texts, strict=True)]
        crowded = sum(width * height for width, height in boxes) > FILLED * on.room[0] * on.room[1]
        if (letters <= on.size.least or not crowded) and (
            spots := scatter(boxes, apart, on.room, GAPS[0] * letters) or scatter(boxes, apart, on.room, GAPS[1] * letters)
        ):
            break
        if letters <= on.size.least:
            return None
        letters = max(letters * STEP, on.size.least)
    sides = _sides(spots, links)
    shapes, names = [], []
    for i, ((x, y), (width, _)) in enumerate(zip(spots, boxes, strict=True)):
        dot = (on.left + x + sides[i] * (width - dots[i]) / 2, on.low + y)
        word = (on.left + x - sides[i] * (width - texts[i][0]) / 2, on.low + y)
        shapes.append((dot, (dots[i], dots[i])))
        across: Literal["left", "right"] = "right" if sides[i] > 0 else "left"
        names.append(Name(lines=lines[i], spot=word, box=texts[i], letters=sizes[i], bold=bold[i], across=across))
    ways = routes([spot for spot, _ in shapes], [size for _, size in shapes], links, around=False)
    return Plan(
        selection=selection, cards=False, letters=letters, scale=letters / on.size.letters, shapes=tuple(shapes),
        names=tuple(names), ways=tuple(ways), labels=(None,) * len(links),
    )  # fmt: skip


def _dots(actors: Sequence[Actor], letters: float) -> list[float]:
    """How wide is each dot? Its area grows with the logarithm of the actor's claims."""
    most = np.log1p(max(actor.weight for actor in actors))
    return [letters * float(0.75 + 0.85 * np.log1p(actor.weight) / most) for actor in actors]


def _emphasis(place: int) -> float:
    """Names of the most important actors are larger."""
    return 1.3 if place < 5 else 1.15 if place < 15 else 1.0


def _sides(spots: Sequence[Point], links: Sequence[tuple[int, int]]) -> list[float]:
    """On which side of its name is each dot, 1 right or -1 left? On that of its neighbours."""
    pull = np.zeros(len(spots))
    for one, other in links:
        way = np.sign(spots[other][0] - spots[one][0])
        pull[one] += way
        pull[other] -= way
    return [1.0 if one > 0 else -1.0 for one in pull.tolist()]


def _text(lines: Sequence[str], letters: float, bold: bool) -> Box:
    sizes = [measure(line, letters, bold) for line in lines]
    return max(width for width, _ in sizes), sum(height for _, height in sizes)


def _card(actor: Actor, lines: Sequence[str], letters: float) -> Box:
    width, height = _text(lines, letters, actor.type is EntityType.COUNTRY)
    side = {EntityType.PERSON: 1.5, EntityType.ORGANIZATION: 2.2, EntityType.GROUP: 3.4}.get(actor.type, 1.1)
    return width + side * letters, height + 0.75 * letters


def _wrapped(name: str, letters: int, lines: int) -> tuple[str, ...]:
    """The name in lines; one too long for them ends in an ellipsis."""
    return tuple(textwrap.wrap(clean(name), letters, max_lines=lines, placeholder=" …")) or ("?",)


def _extent(spots: Sequence[Point], boxes: Sequence[Box], ways: Sequence[Route]) -> tuple[float, float, float, float]:
    """Left, low, right and top of all boxes and curves."""
    curves = [way.points() for way in ways]
    xs = [x + side * w / 2 for (x, _), (w, _) in zip(spots, boxes, strict=True) for side in (-1, 1)]
    ys = [y + side * h / 2 for (_, y), (_, h) in zip(spots, boxes, strict=True) for side in (-1, 1)]
    xs += [float(edge) for curve in curves for edge in (curve[:, 0].min() - 4, curve[:, 0].max() + 4)]
    ys += [float(edge) for curve in curves for edge in (curve[:, 1].min() - 4, curve[:, 1].max() + 4)]
    return min(xs), min(ys), max(xs), max(ys)
