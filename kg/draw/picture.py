"""From a view to a picture in a file: which claims, what of them is drawn, on which sheet, in which form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.errors import DrawError
from kg.query.amounts import many
from kg.query.window import ALWAYS, Window

if TYPE_CHECKING:
    from kg.draw.circles import Circles
    from kg.draw.marks import Drawing
    from kg.draw.plan import Plan
    from kg.draw.select import Selection, Tie
    from kg.draw.sheet import Drawn, Look, Sheet
    from kg.query.facts import Fact
    from kg.store import View

FORMATS, PAGE = (".png", ".svg", ".pdf"), ".html"
KINDS = ("network", "matrix", "timeline", "calendar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is to be drawn? A `kind` of KINDS, of these claims.

    `around` are ids of actors: a network is then of actors within `hops` steps of one of them, a timeline or calendar of one
    actor or of two and what is between them. `families` leaves the others out, `most` is the number of actors at most (0: the
    sheet's own), `level` "actor" or "state", where people count as the states that they stand for, and each two states of a
    network have one tie, of their claims' mean score. `least` is the confidence that a claim must have, `window` the days in
    which it must lie, `colour` what actors of one colour share (state, community or type), `by` the steps of a timeline.
    """

    kind: str = "network"
    around: Sequence[str] = ()
    hops: int = 1
    families: Collection[str] = ()
    most: int = 0
    level: str = "actor"
    least: float = 0.0
    window: Window = ALWAYS
    colour: str = "state"
    by: str = ""


def draw(view: View, path: str | Path, asked: Picture, look: Look, dpi: int = 0) -> str:
    """Draw what is asked for into `path` (.png, .svg, .pdf; a network also .html), and say in a line what was drawn.

    `dpi` 0 is the size's own. The same view gives the same bytes. Raises DrawError for another ending, and where there is nothing
    to draw.
    """
    if asked.kind == "network" and Path(path).suffix.lower() == PAGE:
        from kg.draw.page import page

        shown = page(
            view, path, around=asked.around, hops=asked.hops, families=asked.families, most=asked.most, title=look.title,
            least=asked.least, window=asked.window, dark=look.dark, level=asked.level,
        )  # fmt: skip
        return f"{many(shown.actors, 'actor')}, {many(shown.claims, 'claim')}"
    target = target_of(path)
    if asked.kind != "network":
        chart = _chart(view, asked, look, tips=target.suffix.lower() == ".svg")
        saved(chart.drawing, target, dpi or look.size.dpi)
        return chart.told
    return told(draw_network(view, target, asked, look, dpi))


def draw_network(view: View, path: str | Path, asked: Picture, look: Look, dpi: int = 0) -> Selection:
    """Draw the network that is asked for, and return what was drawn. Raises DrawError as `draw` does."""
    target = target_of(path)
    chosen = _selected(view, asked, asked.most or look.size.most)
    title = "States for and against each other" if asked.level == "state" else "Who stands where with whom"
    if asked.around:
        title = f"The ties of {' and '.join(actor.name for actor in chosen.actors[: len(asked.around)])}"
    return _drawn(view, chosen, target, look, title, asked.colour if asked.level == "actor" else "type", dpi)


def told(drawn: Selection) -> str:
    """What was drawn, in a line."""
    left = f", {many(drawn.left_out, f'less important {drawn.unit}')} left out" if drawn.left_out else ""
    return f"{many(len(drawn.actors), drawn.unit)}, {many(drawn.claims, 'claim')}{left}"


def draw_facts(view: View, path: str | Path, facts: Iterable[Fact], look: Look, title: str, dpi: int = 0) -> Selection:
    """Draw these claims, and nothing else, into `path` (.png, .svg, .pdf), and return what was drawn.

    Raises DrawError for another ending, and where there is nothing to draw.
    """
    from kg.draw.select import ranked, select
    from kg.query.facts import entity, source

    target, known = target_of(path), list(facts)
    actors = {end for fact in known for end in (fact.subject, fact.object)}
    entities = {one: found for one in actors if (found := entity(view, one))}
    sources = {one: article for one in {fact.article for fact in known} if (article := source(view, one))}
    chosen = select(known, ranked(known, entities, look.size.most), sources, len(entities))
    if not chosen.ties:
        raise DrawError("nothing to draw: there are no claims")
    return _drawn(view, chosen, target, look, title, "state", dpi)


def target_of(path: str | Path) -> Path:
    """The file of the picture. Raises DrawError for another ending."""
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise DrawError(
            f"{target}: pictures are written as {', '.join(FORMATS[:-1])} or {FORMATS[-1]} (a network also as {PAGE})"
        )
    return target


def saved(drawing: Drawing, target: Path, dpi: int) -> None:
    """Write the drawing to a file. Raises DrawError if it cannot be written."""
    from kg.draw.paint import paint

    whole.write([(target, [paint(drawing, target.suffix.lower().removeprefix("."), dpi)])], DrawError)


def laid_out(view: View, chosen: Selection, look: Look, title: str, colour: str) -> tuple[Sheet, Plan, Circles]:
    """The sheet for the selection, and where everything stands on it."""
    from kg.draw.circles import circles
    from kg.draw.network import network
    from kg.draw.style import CIRCLES

    found = circles(view, chosen, colour, len(CIRCLES))
    return network(chosen, look, title, found)


def _drawn(view: View, chosen: Selection, target: Path, look: Look, title: str, colour: str, dpi: int) -> Selection:
    from kg.draw.network import marks

    on, plan, found = laid_out(view, chosen, look, title, colour)
    tips = [_tip(view, tie) for tie in plan.selection.ties] if target.suffix.lower() == ".svg" else []
    saved(on.drawing(marks(on, plan, found, tips)), target, dpi or look.size.dpi)
    return plan.selection


def _tip(view: View, tie: Tie) -> str:
    """The tie's sentence, and where it stands."""
    from kg.query.facts import fact, source

    found = fact(view, tie.claim)
    if found is None:
        return ""
    article = source(view, found.article)
    behind = f"\n{many(tie.weight, 'claim')} in all" if tie.weight > 1 else ""
    where = (
        ", ".join(part for part in (article.outlet or article.title or article.key, article.published) if part) if article else ""
    )
    return f"{tie.label}: “{found.quote}” ({where}){behind}"


def _chart(view: View, asked: Picture, look: Look, *, tips: bool) -> Drawn:
    from kg.draw.charts.calendar import contacts
    from kg.draw.charts.matrix import matrix
    from kg.draw.charts.timeline import timeline
    from kg.query.edges import edges

    allowed = edges((), asked.families, least=asked.least, window=asked.window)
    if asked.kind == "matrix":
        return matrix(view, allowed, look, most=asked.most, tips=tips)
    if asked.kind == "timeline":
        return timeline(view, allowed, look, actors=asked.around, by=asked.by, level=asked.level, tips=tips)
    return contacts(view, allowed, look, actors=asked.around, most=asked.most, level=asked.level, tips=tips)


def _selected(view: View, asked: Picture, most: int) -> Selection:
    from kg.draw.claims import claims
    from kg.draw.select import select
    from kg.query.edges import HOLDS, edges
    from kg.query.offices.intervals import EVERY

    signed = asked.level == "state"
    statuses = HOLDS if signed else EVERY.statuses
    allowed = edges((), asked.families, least=asked.least, statuses=statuses, window=asked.window)
    drawn = claims(view, allowed, most, asked.around, asked.hops, asked.level, scored=signed)
    found = select(drawn.facts, drawn.entities, drawn.sources, drawn.tied, signed=signed)
    if not found.ties:
        kinds = f" of the families {', '.join(sorted(asked.families))}" if asked.families else ""
        kinds += f" of confidence {asked.least:g} or more" if asked.least else ""
        kinds += f" {asked.window}" if asked.window else ""
        about = " around " + " or ".join(one.name for one in drawn.entities.values()) if asked.around and drawn.entities else ""
        between = " between states" if signed else ""
        raise DrawError(f"nothing to draw: the graph holds no ties{between}{kinds}{about}")
    return found
