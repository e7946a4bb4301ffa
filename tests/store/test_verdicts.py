"""A person's word on claims in the graph: what hangs on it, whole as in part, kept through everything, and taken back."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.errors import JudgementError
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.rdf.namespace import CONFIRMED, KG, RDF, REJECTED, predicate
from kg.resolve.verdicts import verdict
from kg.store import View, Writer
from kg.store.backup import dump, load
from kg.store.holding import apply

TEXT = "Minister Ali Abbas of Syria spoke with Omar Haddad and backs Iran, which supports Syria."
PEOPLE = ("Ali Abbas", "Abbas", "Omar Haddad", "Haddad", "Volodymyr Zelensky")
STATES = ("Syria", "SY"), ("Iran", "IR"), ("Ukraine", "UA")
RELATIONS = "minister-of", "head-of-state-of", "spoke-with", "supports"


def reading(number: int, seed: int) -> Reading:
    """An article with a few actors, offices, and claims between them."""
    chance = random.Random(seed)
    people = [Entity(id=f"p{i}", type=EntityType.PERSON, name=name) for i, name in enumerate(chance.sample(PEOPLE, 3))]
    states = [Entity(id=code, type=EntityType.COUNTRY, name=name, code=code) for name, code in chance.sample(STATES, 2)]
    claims = []
    for at in range(6):
        relation = RELATIONS[at % 4]
        one, other = chance.sample(people, 2) if relation == "spoke-with" else (chance.choice(people), chance.choice(states))
        claims.append(
            Claim(
                subject=one.id,
                relation=relation,
                object=other.id,
                rule="test",
                evidence=Evidence(span=Span(start=0, end=len(TEXT)), quote=TEXT, sentence=1),
                spans=(Span(start=at, end=at + 3), Span(start=at + 9, end=at + 14), Span(start=at + 20, end=at + 24)),
                status=chance.choice([Status.ACTUAL, Status.ACTUAL, Status.INTENDED]),
                speaker=chance.choice(["", "p0"]),
                confidence=0.7,
            )
        )
    article = Article(key=f"a{number}", name=f"a{number}", text=TEXT, published=date(2020 + seed % 3, 1, 1))
    return Reading(article=article, entities=(*people, *states), claims=tuple(claims))


def write(root: Path, readings: Iterable[Reading] = (), lines: Iterable[str] | None = None, version: str = "test") -> None:
    with Writer(root) as writer:
        for each in readings:
            writer.put(each, version)
        if lines is not None:
            writer.set_judgements("".join(f"{line}\n" for line in lines))


def graph(root: Path) -> bytes:
    """The graph as its dump, without the lines of judgements, whose order is free, and the ids that are no more."""
    out = io.BytesIO()
    with View(root) as view:
        dump(view, out)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith((b"#|", b"#>")))


def tabled(root: Path) -> dict[str, bytes]:
    """The files of the claim table."""
    with View(root) as view:
        return {path.name: path.read_bytes() for path in (view.snapshot / "table").iterdir()}


def ruled(root: Path) -> dict[str, str]:
    """The claims with verdicts."""
    with View(root) as view:
        return {view.id(quad.subject): quad.object.value for quad in view.store.quads_for_pattern(None, KG.verdict, None, None)}  # type: ignore[arg-type, union-attr]


def lines_on(readings: Iterable[Reading], chance: random.Random, share: float = 0.3) -> list[str]:
    """Verdicts on some of the claims, none against another."""
    found: dict[object, str] = {}
    for each in readings:
        for claim in each.claims:
            if chance.random() < share:
                found[each.article.key, claim.spans] = str(verdict(each, claim, rejected=chance.random() < 0.7))
    return list(found.values())


SEED = reading(0, 1)


@settings(deadline=None, max_examples=3)
@given(st.lists(st.integers(0, 10_000), min_size=8, max_size=12), st.randoms(use_true_random=False))
def test_increments_in_any_order_are_one_rebuild(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], chance: random.Random
) -> None:
    readings = [reading(number, seed) for number, seed in enumerate(seeds)]
    lines = lines_on(readings, chance)
    place = tmp_path_factory.mktemp("g")
    write(place / "whole", readings, lines)
    order = readings.copy()
    chance.shuffle(order)
    write(place / "steps", [*order[:6], replace(order[6], claims=order[6].claims[:2])], lines[::2])
    write(place / "steps", order[6:7], lines[1::2])
    write(place / "steps", lines=[])
    chance.shuffle(lines)
    for each in order[7:]:
        write(place / "steps", [each], lines[1:])
    write(place / "steps", lines=lines)
    assert graph(place / "steps") == graph(place / "whole") and tabled(place / "steps") == tabled(place / "whole")
    plain = place / "plain"
    write(plain, readings)
    write(place / "steps", lines=[])
    assert graph(place / "steps") == graph(plain) and tabled(place / "steps") == tabled(plain)


def test_a_rejected_claim_keeps_its_words_and_nothing_rests_on_it(tmp_path: Path) -> None:
    talk = next(claim for claim in SEED.claims if claim.relation == "spoke-with")
    said = verdict(SEED, talk, rejected=True)
    write(tmp_path, [replace(SEED, claims=(replace(talk, status=Status.ACTUAL, speaker="p0"),))])
    before = graph(tmp_path)
    with Writer(tmp_path) as writer:
        assert writer.rule(said) == ()
    assert writer.looked == 0  # an office would tell who somebody is, a talk does not
    with View(tmp_path) as view:
        (quad,) = view.store.quads_for_pattern(None, KG.verdict, REJECTED, None)
        claim = quad.subject
        assert isinstance(claim, NamedNode)
        for term in (RDF.subject, RDF.object, KG.speaker):
            assert not list(view.store.quads_for_pattern(claim, term, None, None))
        for term in (KG.quote, KG.confidence, KG.subjectParticipant, KG.objectParticipant, KG.speakerParticipant, RDF.predicate):
            assert list(view.store.quads_for_pattern(claim, term, None, None))
        assert not list(view.store.quads_for_pattern(None, predicate("spoke-with"), None, DefaultGraph()))
        record = view.statement(view.id(claim))
        assert record and record.statement.subject == "" and list(view.statements()) == []
        again = view.reading("a0")
        assert again and again.claims == (replace(talk, status=Status.ACTUAL, speaker="p0"),)
    with Writer(tmp_path) as writer:
        assert writer.rule(said) is None  # known already
        writer.unjudge(5)
    assert graph(tmp_path) == before


def test_a_confirmed_claim_is_certain_and_keeps_its_own_confidence(tmp_path: Path) -> None:
    write(tmp_path, [SEED])
    with View(tmp_path, 0.9) as view:
        assert not list(view.statements())
    with Writer(tmp_path) as writer:
        writer.rule(verdict(SEED, SEED.claims[0], rejected=False))
    with View(tmp_path, 0.9) as view:
        (record,) = view.statements()
        assert record.statement.claim.confidence == 0.7
        assert [quad.object for quad in view.store.quads_for_pattern(None, KG.verdict, None, None)] == [CONFIRMED]


def test_the_later_word_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    write(tmp_path, [SEED])
    yes, no = (verdict(SEED, SEED.claims[0], rejected=rejected) for rejected in (False, True))
    with Writer(tmp_path) as writer:
        assert writer.rule(yes) == () and writer.rule(no) == (yes,) and writer.rule(no) is None and writer.rule(yes) == (no,)
    assert list(ruled(tmp_path).values()) == ["confirmed"]
    with View(tmp_path) as view:
        assert [each.line for each in view.verdicts()] == [5] and view.judgements() == ()


def test_a_rejection_outlasts_another_reader(tmp_path: Path) -> None:
    write(tmp_path, [SEED], [str(verdict(SEED, SEED.claims[0], rejected=True))])
    first = ruled(tmp_path)
    write(tmp_path, [SEED], version="newer")
    assert ruled(tmp_path) == first and set(first.values()) == {"rejected"}
    one = SEED.claims[0]
    wider = replace(one, spans=(one.spans[0], one.spans[1], Span(start=one.spans[2].start - 2, end=one.spans[2].end)))
    write(tmp_path, [replace(SEED, claims=(wider, *SEED.claims[1:]))], version="newest")
    assert list(ruled(tmp_path).values()) == ["rejected"] and ruled(tmp_path) != first
    write(tmp_path / "w", [replace(SEED, claims=(wider, *SEED.claims[1:]))], [str(verdict(SEED, one, rejected=True))], "newest")
    assert graph(tmp_path) == graph(tmp_path / "w")


def test_a_line_sleeps_while_its_claim_is_away_or_other_words_stand_there(tmp_path: Path) -> None:
    lines = [str(verdict(SEED, SEED.claims[0], rejected=True))]
    write(tmp_path, [], lines)
    write(tmp_path, [SEED])
    first = ruled(tmp_path)
    assert len(first) == 1
    for other in (
        replace(SEED, article=replace(SEED.article, text=TEXT.replace("Ali Abbas", "Ann Baker"))),
        replace(SEED, claims=SEED.claims[1:]),
    ):
        write(tmp_path, [other])
        assert ruled(tmp_path) == {}
        write(tmp_path, [SEED])
        assert ruled(tmp_path) == first
    with Writer(tmp_path) as writer:
        writer.forget("a0")
    assert ruled(tmp_path) == {}
    with View(tmp_path) as view:
        assert [str(each) for each in view.verdicts()] == lines


def test_a_rejected_office_tells_nobody_who_somebody_is(tmp_path: Path) -> None:
    def told(key: str, name: str, state: str) -> Reading:
        actors = (
            Entity(id="p", type=EntityType.PERSON, name=name),
            Entity(id="c", type=EntityType.COUNTRY, name=state, code=dict(STATES)[state]),
        )
        claim = replace(SEED.claims[0], subject="p", relation="minister-of", object="c", status=Status.ACTUAL, speaker="")
        return Reading(article=replace(SEED.article, key=key), entities=actors, claims=(claim,))

    readings = [told("a", "Ali Abbas", "Syria"), told("b", "Abbas", "Syria"), told("c", "Abbas", "Iran")]

    def ali() -> list[str]:
        with View(tmp_path / "g") as view:
            return [each.article for each in view.appearances("person/ali-abbas")]

    write(tmp_path / "g", readings)
    before = graph(tmp_path / "g")
    assert ali() == ["a", "b"]
    said = str(verdict(readings[1], readings[1].claims[0], rejected=True))
    with Writer(tmp_path / "g") as writer:
        writer.set_judgements(said)
    assert writer.looked > 0
    assert ali() == ["a"]
    write(tmp_path / "whole", readings, [said])
    assert graph(tmp_path / "g") == graph(tmp_path / "whole") != before
    write(tmp_path / "g", lines=[])
    assert graph(tmp_path / "g") == before


@pytest.mark.parametrize("cut", (0, 1, 2, 4, 5, 7))
def test_settling_that_is_cut_off_anywhere_is_finished_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    readings = [reading(number, number * 7) for number in range(7)]
    chance = random.Random(5)
    early, late = (lines_on(readings, chance) for _ in range(2))
    write(tmp_path / "whole", readings, late)
    write(tmp_path / "cut", readings[:6], early)
    left = [cut]

    def breaking(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        for half in ((old, ()), ((), new)):
            if not left[0]:
                raise RuntimeError
            left[0] -= 1
            apply(store, *half)

    for module in ("derive", "holding"):
        monkeypatch.setattr(f"kg.store.{module}.apply", breaking)
    with suppress(RuntimeError):
        write(tmp_path / "cut", readings[6:], late)
    monkeypatch.undo()
    with Writer(tmp_path / "cut"):
        pass
    assert graph(tmp_path / "cut") == graph(tmp_path / "whole")


def test_verdicts_are_in_the_dump(tmp_path: Path) -> None:
    readings = [reading(number, number * 7) for number in range(4)]
    write(tmp_path / "g", readings, ["# a note", *lines_on(readings, random.Random(1)), 'same person "X" in "y" and "Z" in "w"'])
    buffer = io.BytesIO()
    with View(tmp_path / "g") as view:
        dump(view, buffer)
    load(io.BytesIO(buffer.getvalue()), tmp_path / "h")
    assert graph(tmp_path / "h") == graph(tmp_path / "g") and ruled(tmp_path / "h")
    assert (tmp_path / "h" / "judgements.txt").read_bytes() == (tmp_path / "g" / "judgements.txt").read_bytes()


def test_lines_edited_by_hand_are_followed_and_checked(tmp_path: Path) -> None:
    write(tmp_path, [SEED])
    line = str(verdict(SEED, SEED.claims[0], rejected=True))
    (tmp_path / "judgements.txt").write_text(line, encoding="utf8")
    write(tmp_path)
    assert list(ruled(tmp_path).values()) == ["rejected"]
    (tmp_path / "judgements.txt").write_text(f"{line}\n{line.replace('reject', 'confirm', 1)}", encoding="utf8")
    with pytest.raises(JudgementError, match="line 2: confirms the claim that line 1 rejects"):
        Writer(tmp_path)
