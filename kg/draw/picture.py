"""From a view to a picture in a file: which claims, what of them is drawn, on which sheet, in which form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg import whole
from kg.draw.asked import Picture, chosen, heading
from kg.errors import DrawError
from kg.query.amounts import many

if TYPE_CHECKING:
    from kg.draw.circles import Circles
    from kg.draw.marks import Drawing
    from kg.draw.plan import Plan
    from kg.draw.select import Selection, Tie
    from kg.draw.sheet import Drawn, Sheet
    from kg.draw.size import Look
    from kg.query.facts import Fact
    from kg.store import View

FORMATS, PAGE = (".png", ".svg", ".pdf"), ".html"


def draw(view: View, path: str | Path, asked: Picture, look: Look, dpi: int = 0) -> str:
    """Draw what is asked for into `path` (.png, .svg, .pdf; a network also .html), and say in a line what was drawn.

    `dpi` 0 is the size's own. The same view gives the same bytes. Raises DrawError for another ending, and where there is nothing
    to draw.
    """
    if asked.kind == "network" and Path(path).suffix.lower() == PAGE:
        from kg.draw.page import page

        return page(view, path, asked, look).line()
    target = target_of(path)
    if asked.kind != "network":
        chart = _chart(view, asked, look, tips=target.suffix.lower() == ".svg")
        saved(chart.drawing, target, dpi or look.size.dpi)
        return chart.told
    return draw_network(view, target, asked, look, dpi).totals.line()


def draw_network(view: View, path: str | Path, asked: Picture, look: Look, dpi: int = 0) -> Selection:
    """Draw the network that is asked for, and return what was drawn. Raises DrawError as `draw` does."""
    target = target_of(path)
    found, title = selected(view, asked, asked.most or look.size.most)
    return _drawn(view, found, target, look, title, asked.colour if asked.level == "actor" else "type", dpi)


def selected(view: View, asked: Picture, most: int) -> tuple[Selection, str]:
    """The actors, at most so many, and ties of a network, and its heading. Raises DrawError where there are none."""
    from kg.draw.select import select

    signed = asked.level == "state"
    drawn = chosen(view, asked, most, signed=signed)
    return select(drawn.facts, drawn.entities, drawn.published, drawn.tied, signed=signed), heading(asked, drawn)


def draw_facts(view: View, path: str | Path, facts: Iterable[Fact], look: Look, title: str, dpi: int = 0) -> Selection:
    """Draw these claims, and nothing else, into `path` (.png, .svg, .pdf), and return what was drawn.

    Raises DrawError for another ending, and where there is nothing to draw.
    """
    from kg.draw.claims import without_words
    from kg.draw.select import ranked, select
    from kg.query.facts import entity, source

    target, known = target_of(path), [without_words(fact) for fact in facts]
    actors = {end for fact in known for end in (fact.subject, fact.object)}
    entities = {one: found for one in actors if (found := entity(view, one))}
    articles = {path: source(view, path) for path in {fact.article for fact in known}}
    published = {path: one.published if one else "" for path, one in articles.items()}
    chosen = select(known, ranked(known, entities, look.size.most), published, len(entities))
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
