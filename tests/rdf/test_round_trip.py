"""Written and read again, a reading is the same, whatever its texts hold."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.ids import claim_id
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.rdf import read
from kg.rdf.namespace import BASE, KG, relations
from kg.rdf.write import article_quads
from kg.store.holding import apply, data

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
SPANS = st.builds(lambda start, length: Span(start=start, end=start + length), st.integers(0, 10**6), st.integers(1, 500))
DATES = st.one_of(
    st.just(""),
    st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
    st.sampled_from(["2024", "2024-09", "2024-02-31", "soon", "2024-13"]),
)
ENTITIES = st.lists(
    st.builds(
        Entity,
        id=TEXT,
        type=st.sampled_from(list(EntityType)),
        name=TEXT,
        aliases=st.frozensets(TEXT, max_size=3).map(lambda names: tuple(sorted(names))),
        code=st.sampled_from(["", "IR", "XK"]),
        wikidata=st.sampled_from(["", "Q42"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda entity: entity.id,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of any shape that the records allow."""
    entities = tuple(draw(ENTITIES))
    names = st.sampled_from([entity.id for entity in entities])
    claims = st.builds(
        Claim,
        subject=names,
        relation=st.sampled_from(sorted(relations())),
        object=names,
        rule=TEXT,
        evidence=st.builds(Evidence, span=SPANS, quote=TEXT, sentence=st.integers(1, 999)),
        spans=st.tuples(SPANS, SPANS, SPANS),
        status=st.sampled_from(list(Status)),
        speaker=st.one_of(st.just(""), names),
        date=DATES,
        channel=st.sampled_from(["", "phone"]),
        post=st.one_of(st.just(""), TEXT),
        plover=st.sampled_from(["", "RETREAT"]),
        confidence=st.integers(0, 1000).map(lambda number: number / 1000),
    )
    key = draw(TEXT)
    made = draw(st.lists(claims, max_size=6, unique_by=lambda claim: claim_id(key, claim)))
    article = Article(
        key=key,
        name=draw(TEXT),
        text=draw(TEXT),
        body=draw(st.integers(0, 1)),
        published=draw(st.one_of(st.none(), st.dates())),
        title=draw(st.one_of(st.just(""), TEXT)),
        outlet=draw(st.one_of(st.just(""), TEXT)),
        url=draw(st.one_of(st.just(""), TEXT)),
    )
    return Reading(article=article, entities=entities, claims=tuple(made))


@settings(deadline=None, max_examples=60)
@given(readings())
def test_write_then_read_gives_the_same_reading(reading: Reading) -> None:
    store = Store()
    store.extend(article_quads(reading, "v", BASE))
    assert read.reading(store, BASE, reading.article.key) == reading


@settings(deadline=None, max_examples=60)
@given(readings())
def test_the_update_text_writes_the_same_quads(reading: Reading) -> None:
    quads = set(article_quads(reading, "v", BASE))
    store = Store()
    store.update(f"INSERT DATA {{ {data(quads)} }}")
    assert set(store) == quads
    apply(store, quads, [])
    assert len(store) == 0


def test_of_claims_with_one_id_the_first_is_kept(gold_readings: list[Reading]) -> None:
    reading = gold_readings[0]
    doubled = Reading(article=reading.article, entities=reading.entities, claims=(*reading.claims, *reading.claims))
    assert set(article_quads(doubled, "v", BASE)) == set(article_quads(reading, "v", BASE))


def test_half_a_surrogate_is_replaced_and_offsets_stay() -> None:
    article = Article(key="k", name="n", text="a\ud800b")
    store = Store()
    store.extend(article_quads(Reading(article=article, entities=(), claims=()), "v", BASE))
    (quad,) = store.quads_for_pattern(None, KG.text, None, None)
    assert quad.object.value == "a\ufffdb"  # type: ignore[union-attr]
