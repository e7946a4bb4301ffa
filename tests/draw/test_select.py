"""Which actors and ties are drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kg.draw.claims import claims, without_words
from kg.draw.select import Selection, fewer, select
from kg.model import EntityType
from kg.query.edges import edges
from kg.query.facts import all_facts, relations, sources
from kg.query.measures.centrality import central
from kg.query.measures.network import network
from kg.query.offices.intervals import EVERY
from kg.query.window import window
from kg.store import View


def _select(view: View, most: int, *centres: str, hops: int = 1) -> Selection:
    drawn = claims(view, EVERY, most, centres, hops)
    return select(drawn.facts, drawn.entities, drawn.published, drawn.tied)


def test_the_claim_table_gives_what_all_facts_would(gold_view: View) -> None:
    """The whole graph's ties are those of all its claims."""
    articles = {one.id: one.published for one in sources(gold_view)}
    found, drawn = _select(gold_view, 10_000), claims(gold_view, EVERY, 10_000)
    told = select(map(without_words, all_facts(gold_view)), drawn.entities, articles, drawn.tied)
    assert [replace(tie, claim="") for tie in told.ties] == [replace(tie, claim="") for tie in found.ties]
    assert told.actors == found.actors and told.claims == found.claims and found.left_out == 0


def test_more_than_can_be_drawn_are_chosen_by_pagerank(gold_view: View) -> None:
    """As many as were asked for, each tied to another, and nobody of higher rank who has such a tie is missing."""
    table = gold_view.table
    net = network(table, np.flatnonzero(EVERY.accepts(table)))
    rank = {table.actors[one]: value for one, value in zip(net.actors.tolist(), central(net, "pagerank").values, strict=True)}
    for most in (20, 60):
        drawn = claims(gold_view, EVERY, most)
        values = [rank[path] for path in drawn.entities]
        assert most - 1 <= len(drawn.entities) <= most and values == sorted(values, reverse=True)
        between = {(fact.subject, fact.object) for fact in all_facts(gold_view) if fact.subject != fact.object}
        for path, value in rank.items():
            tied = any(path in pair and pair[pair[0] == path] in drawn.entities for pair in between)
            assert path in drawn.entities or value <= values[-1] or not tied
    assert _select(gold_view, 20).left_out == len(_select(gold_view, 10_000).actors) - len(_select(gold_view, 20).actors)


def test_days_and_families_choose_claims(gold_view: View) -> None:
    """Only what lies in the window stands behind the ties."""
    asked = edges((), ("conflict",), statuses=EVERY.statuses, window=window("2025", "2025"))
    drawn = claims(gold_view, asked, 100)
    assert drawn.facts and {day[:4] for day in drawn.published.values()} == {"2025"}
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


def test_fewer_actors_leave_from_the_end(gold_view: View) -> None:
    """Everybody drawn has a tie, and the rest is counted."""
    part = _select(gold_view, 20)
    assert {place for tie in part.ties for place in (tie.start, tie.end)} == set(range(len(part.actors)))
    smaller = fewer(part, 10)
    assert len(smaller.actors) <= 10 and smaller.left_out == part.left_out + len(part.actors) - len(smaller.actors)
    assert set(smaller.actors) <= set(part.actors[:10])


def test_around_an_actor(gold_view: View) -> None:
    """One hop: everybody has a tie to the centre, which stays and comes first."""
    chosen = _select(gold_view, 5, "country/IR")
    assert chosen.actors[0].id == "country/IR" and len(chosen.actors) == 5
    assert {place for tie in chosen.ties for place in (tie.start, tie.end) if 0 in (tie.start, tie.end)} == set(range(5))


def test_around_two_actors(gold_view: View) -> None:
    """Both stay, before all others."""
    chosen = _select(gold_view, 6, "country/IR", "country/IL")
    assert {actor.id for actor in chosen.actors[:2]} == {"country/IR", "country/IL"}


def test_states_have_one_tie_of_their_mean_score(gold_view: View) -> None:
    """People count as their states; offices have no score and make no tie; the score is that of the claims themselves."""
    drawn = claims(gold_view, edges(), 1000, level="state", scored=True)
    chosen = select(drawn.facts, drawn.entities, drawn.published, drawn.tied, signed=True)
    assert chosen.signed and {actor.type for actor in chosen.actors} == {EntityType.COUNTRY}
    assert len({frozenset((tie.start, tie.end)) for tie in chosen.ties}) == len(chosen.ties)
    for tie in chosen.ties:
        pair = {chosen.actors[tie.start].id, chosen.actors[tie.end].id}
        scores = [relations()[fact.relation].score or 0.0 for fact in drawn.facts if {fact.subject, fact.object} == pair]
        assert tie.weight == len(scores) and tie.score == round(sum(scores) / len(scores), 3)
    assert {fact.relation for fact in drawn.facts}.isdisjoint(one.name for one in relations().values() if one.family == "roles")
