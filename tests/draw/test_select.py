"""Which actors and ties are drawn."""

from __future__ import annotations

from kg.draw.claims import claims
from kg.draw.select import Selection, fewer, select
from kg.query.edges import edges
from kg.query.facts import all_facts, entities, sources
from kg.query.offices.intervals import EVERY
from kg.query.window import window
from kg.store import View


def _select(view: View, most: int, centre: str = "", hops: int = 1) -> Selection:
    drawn = claims(view, EVERY, most, centre, hops)
    return select(drawn.facts, drawn.entities, drawn.sources, most=most, centre=centre, weights=drawn.weights)


def test_the_claim_table_gives_what_all_facts_would(gold_view: View) -> None:
    """Whatever the number of actors, the claims among the weightiest are enough."""
    known, articles = {one.id: one for one in entities(gold_view)}, {one.id: one for one in sources(gold_view)}
    for most in (5, 40, 10_000):
        assert _select(gold_view, most) == select(all_facts(gold_view), known, articles, most=most)


def test_days_and_families_choose_claims(gold_view: View) -> None:
    """Only what lies in the window stands behind the ties."""
    asked = edges((), ("conflict",), statuses=EVERY.statuses, window=window("2025", "2025"))
    drawn = claims(gold_view, asked, 100)
    assert drawn.facts and {one.published[:4] for one in drawn.sources.values()} == {"2025"}
    assert not claims(gold_view, edges(window=window("2030")), 100).facts


def test_the_whole_of_a_small_graph(seed_view: View) -> None:
    """Every claim stands behind one tie, and nothing is left out."""
    chosen = _select(seed_view, 100)
    assert len(chosen.actors) == 8 and chosen.left_out == 0 and chosen.articles == 1
    assert sum(tie.weight for tie in chosen.ties) == chosen.claims == 15
    assert chosen.days == ("2024-09-01", "2024-09-01")


def test_ties_by_family_mood_and_direction(seed_view: View) -> None:
    """Iran and Syria: support each way, an agreement without direction, planned cooperation."""
    chosen = _select(seed_view, 100)
    places = {actor.id: place for place, actor in enumerate(chosen.actors)}
    pair = {places["country/IR"], places["country/SY"]}
    ties = {(tie.label, tie.mood, tie.directed) for tie in chosen.ties if {tie.start, tie.end} == pair}
    wanted = {("supports", "holds", True), ("agrees with", "holds", False), ("cooperates with (planned)", "planned", False)}
    assert ties == wanted and sum({tie.start, tie.end} == pair for tie in chosen.ties) == 4


def test_too_many_actors_leave_by_weight(gold_view: View) -> None:
    """The heaviest stay, everybody drawn has a tie, and the rest is counted."""
    whole, part = _select(gold_view, 10_000), _select(gold_view, 20)
    assert len(part.actors) <= 20 and part.left_out == len(whole.actors) - len(part.actors)
    assert {place for tie in part.ties for place in (tie.start, tie.end)} == set(range(len(part.actors)))
    assert min(actor.weight for actor in part.actors) >= whole.actors[25].weight
    smaller = fewer(part, 10)
    assert len(smaller.actors) <= 10 and smaller.left_out == part.left_out + len(part.actors) - len(smaller.actors)


def test_around_an_actor(gold_view: View) -> None:
    """One hop: everybody has a tie to the centre, which stays and comes first."""
    chosen = _select(gold_view, 5, centre="country/IR")
    assert chosen.actors[0].id == "country/IR" and len(chosen.actors) == 5
    assert {place for tie in chosen.ties for place in (tie.start, tie.end) if 0 in (tie.start, tie.end)} == set(range(5))
