"""What must the page know? Actors with their places, ties with their days, claims with their words, as plain values for JSON.

A *tie* is what it is in a picture: the claims between two actors of one family, one mood and one direction. Every claim counts
in the days of its tie; the words of claims are kept for the latest of each tie, where there are more than a file should hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.draw.select import Key, Totals, bundled, sources, thinned
from kg.query.facts import fact, name_of, source
from kg.rdf.namespace import relations
from kg.store.table import day_number

if TYPE_CHECKING:
    from kg.draw.claims import Claims, Told
    from kg.draw.marks import Point
    from kg.model import Entity
    from kg.store import View

READ = 10_000  # claims whose words are kept
TIES = 4_000  # that the page holds, the heaviest; only as many as eyes can follow are drawn before an actor is chosen
EPOCH = 719_163  # the ordinal of 1970-01-01, from which a browser counts days
LETTER, MARGIN, HEIGHT = 6.2, 20.0, 21.0  # of an actor's box as the page draws it: a letter's width, both margins, the height
LONGEST = 26  # letters of a name
CARDS, LENGTH = 16, 60.0  # actors up to which they are laid out as cards, and the length of a tie between two
ROOM, FULL = (880.0, 610.0), 0.45  # for many: the room that a window has, and the share of it that boxes may fill
GAP, GROWTH = 6.0, 1.12  # what stays between two boxes, and steps to more room

Json = dict[str, Any]


def gathered(view: View, found: Claims) -> tuple[Json, Totals]:
    """What the page's script reads, and how much of the graph that is."""
    order = {path: place for place, path in enumerate(found.entities)}
    counts = Counter(end for one in found.facts for end in (one.subject, one.object))
    whole = bundled(found.facts, order)
    drawn = set(thinned(whole, len(order)))
    heaviest = sorted(whole, key=lambda key: (-len(whole[key]), key))[:TIES]
    bundles = {key: whole[key] for key in drawn.union(heaviest)}
    kept, words = _latest(bundles.values(), READ), _Words(view)
    actors, ties = list(order), []
    for key, bundle in sorted(bundles.items()):
        latest = sorted(bundle, key=lambda one: (-day_number(one.date), one.id))[:kept]
        rows = [words.claim(one, forward=one.subject == actors[key[0]]) for one in latest]
        ties.append(_tie(key, bundle, [row for row in rows if row], shown=key in drawn))
    spots = placed([one.name for one in found.entities.values()], sorted({key[:2] for key in drawn}))
    people = [_actor(found.entities[path], counts[path], spot) for path, spot in zip(actors, spots, strict=True)]
    articles, days = sources(found.facts, found.published)
    data = {
        "actors": people,
        "ties": ties,
        "articles": words.articles,
        "names": words.names,
        "relations": [one.label for one in relations().values()],
    }
    told = Totals(
        actors=len(actors),
        claims=sum(map(len, bundles.values())),
        articles=articles,
        days=days,
        left_out=found.tied - len(actors),
        lighter=len(whole) - len(drawn),
    )
    return data, told


def _latest(bundles: Iterable[Sequence[Told]], most: int) -> int:
    """Of how many claims a tie can the words be kept, so that there are at most so many in all?"""
    sizes = sorted(map(len, bundles))
    if sum(sizes) <= most:
        return max(sizes, default=0)
    kept = 1
    while sum(min(size, kept + 1) for size in sizes) <= most:
        kept += 1
    return kept


class _Words:
    """The words of claims, each article and name once, by number in the order in which they come."""

    def __init__(self, view: View) -> None:
        self._view, self._relations = view, list(relations())
        self._article_at: dict[str, int] = {}
        self._name_at: dict[str, int] = {}
        self.articles: list[list[str]] = []
        self.names: list[str] = []

    def claim(self, drawn: Told, *, forward: bool) -> list[Any]:
        """Its relation, day, date as told, speaker, article, words, id, whether it leads as its tie does, and between whom it is
        where these are not the actors that are drawn (-1 where they are)."""
        one = fact(self._view, drawn.id)
        if one is None:
            return []
        number, date = day_number(drawn.date), one.date if day_number(one.date) else ""
        pairs = (one.subject, drawn.subject), (one.object, drawn.object)
        ends = [self._name(told if told != shown else "") for told, shown in pairs]
        place = [self._relations.index(one.relation), number - EPOCH if number else None, date]
        return [*place, self._name(one.speaker), self._article(one.article), one.quote, one.id, forward, *ends]

    def _name(self, path: str) -> int:
        if path and path not in self._name_at:
            self._name_at[path] = len(self.names)
            self.names.append(name_of(self._view, path))
        return self._name_at.get(path, -1)

    def _article(self, path: str) -> int:
        if path not in self._article_at:
            self._article_at[path] = len(self.articles)
            one = source(self._view, path)
            told = [one.title or one.key, one.outlet, one.published, link(one.url)] if one else [path, "", "", ""]
            self.articles.append(told)
        return self._article_at[path]


def link(url: str) -> str:
    """The address, if it is one of the web; "" for any other, which a page must not follow."""
    try:
        found = urlsplit(url)
    except ValueError:
        return ""
    return url if found.scheme in ("http", "https") and found.netloc else ""


def _actor(one: Entity, claims: int, spot: Point) -> Json:
    kind = one.type.value.lower()
    return {"name": one.name, "names": list(one.aliases), "kind": kind, "x": spot[0], "y": spot[1], "claims": claims}


def _tie(key: Key, bundle: Sequence[Told], rows: list[list[Any]], *, shown: bool) -> Json:
    days = Counter(day_number(one.date) for one in bundle)
    labels = Counter(sorted(relations()[one.relation].label for one in bundle))
    return {
        **dict(zip(("start", "end", "family", "mood", "directed"), key, strict=True)),
        "drawn": shown,
        "labels": [label for label, _ in labels.most_common()],
        "days": [[day - EPOCH if day else None, number] for day, number in sorted(days.items())],
        "claims": rows,
    }


def placed(names: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Point]:
    """Where does each actor stand? In points, y upwards: few as a picture's cards do, many in as little room as they need."""
    boxes = [(min(len(name), LONGEST) * LETTER + MARGIN, HEIGHT) for name in names]
    if len(boxes) <= CARDS:
        from kg.draw.layout import place

        return place(boxes, [(one, other, LENGTH) for one, other in pairs], ROOM[0] / ROOM[1])
    from kg.draw.scatter import scatter, stressed

    # Where the room must be larger, the boxes are made smaller instead, since time is spent by the room.
    grown = max(1.0, (sum(width * height for width, height in boxes) / FULL / ROOM[0] / ROOM[1]) ** 0.5)
    apart = stressed(len(boxes), pairs)
    while True:
        if spots := scatter([(width / grown, height / grown) for width, height in boxes], apart, ROOM, GAP / grown):
            return [(round(x * grown, 2), round(y * grown, 2)) for x, y in spots]
        grown *= GROWTH
