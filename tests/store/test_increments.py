"""Article by article, in any order, replaced and forgotten: the graph is that of one rebuild, and little is looked at."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.resolve.judgements import parse
from kg.store import View, Writer
from kg.store.backup import dump, load
from kg.store.holding import apply

NAMES = (
    "Ali Abbas",
    "Ali Mahmoud Abbas",
    "Abbas",
    "Ali Abas",
    "Omar Abbas",
    "Volodymyr Zelensky",
    "Vladimir Zelenskiy",
    "Zelensky",
)
BODIES = (("Syria", "SY"), ("Ukraine", "UA"), ("Iran", ""), ("Islamic Republic of Iran", "IR"))
ACRONYMS = (("African Union", ("AU",)), ("AU", ()), ("Audit Unit", ("AU",)), ("Red Cross", ()), ("Blue Shield", ()))
RELATIONS = ("minister-of", "spoke-with", "supports", "head-of-state-of")
SAID = (
    'same person "Omar Abbas" in "a0" and "Volodymyr Zelensky" in "a1"',
    'different person "Ali Abbas" in "a1" and "Ali Abbas" in "a2"',
    'same organization "AU" in "a0" and "Audit Unit" in "a3"',
)


def dumped(root: Path) -> bytes:
    """The dump without the ids of before, which follow the order of things."""
    out = io.BytesIO()
    with View(root) as view:
        dump(view, out)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(b"#>"))


def reading(number: int, seed: int) -> Reading:
    """An article with a few actors and claims between them."""
    chance = random.Random(seed)
    actors = [Entity(id=f"p{i}", type=EntityType.PERSON, name=name) for i, name in enumerate(chance.sample(NAMES, 3))]
    name, code = chance.choice(BODIES)
    body, aliases = chance.choice(ACRONYMS)
    actors.append(Entity(id="c", type=EntityType.COUNTRY, name=name, code=code))
    actors.append(Entity(id="o", type=EntityType.ORGANIZATION, name=body, aliases=aliases))
    text = "Words of an article."
    claims = []
    for at in range(4):
        relation = RELATIONS[at]
        one, other = (chance.choice(actors[:3]), actors[3]) if relation != "spoke-with" else chance.sample(actors[:3], 2)
        claims.append(
            Claim(
                subject=one.id,
                relation=relation,
                object=other.id,
                rule="test",
                evidence=Evidence(span=Span(start=0, end=5), quote=text[:5], sentence=1),
                spans=(Span(start=at, end=at + 1),) * 3,
                status=chance.choice([Status.ACTUAL, Status.ACTUAL, Status.DENIED]),
                speaker=chance.choice(["", "p0"]),
            )
        )
    day = date(chance.choice([1980, 2020, 2021]), 1, 1)
    article = Article(key=f"a{number}", name=f"a{number}", text=text, published=day)
    return Reading(article=article, entities=tuple(actors), claims=tuple(claims))


def write(root: Path, readings: list[Reading], said: tuple[str, ...] = (), forget: tuple[str, ...] = ()) -> None:
    with Writer(root) as writer:
        for each in readings:
            writer.put(each, "test")
        for key in forget:
            writer.forget(key)
        for line in said:
            writer.judge(parse(line)[0])


@settings(deadline=None, max_examples=6)
@given(st.lists(st.integers(0, 10_000), min_size=6, max_size=12), st.randoms(use_true_random=False))
def test_increments_in_any_order_are_one_rebuild(seeds: list[int], chance: random.Random) -> None:
    readings = [reading(number, seed) for number, seed in enumerate(seeds)]
    said = list(SAID)
    with TemporaryDirectory() as place:
        whole, steps = Path(place) / "whole", Path(place) / "steps"
        chance.shuffle(said)
        write(whole, readings, tuple(said))
        order = readings.copy()
        chance.shuffle(order)
        stranger = replace(order[0], article=replace(order[0].article, key="zz"))
        ends = [f'"{each.entities[4].name}" in "{each.article.key}"' for each in (stranger, order[1])]
        write(steps, [*order[:4], stranger], (f"same organization {ends[0]} and {ends[1]}",))  # lasts as long as its article
        chance.shuffle(said)
        write(steps, [reading(int(order[4].article.key[1:]), 7)], tuple(said[:2]))  # an earlier text of the next article
        for each in order[4:]:
            write(steps, [each])
        write(steps, [], tuple(said[2:]), forget=("zz",))
        assert _graph(dumped(steps)) == _graph(dumped(whole))
        assert tabled(steps) == tabled(whole)


def tabled(root: Path) -> dict[str, bytes]:
    """The files beside the newest snapshot."""
    with View(root) as view:
        return {path.name: path.read_bytes() for path in (view.snapshot / "table").iterdir()}


def _graph(dump_: bytes) -> list[bytes]:
    """Without the judgements, whose order is that in which they were given."""
    return [line for line in dump_.splitlines() if not line.startswith(b"#|")]


def test_an_article_more_touches_its_own_blocks_only(tmp_path: Path) -> None:
    def named(number: int, family: str) -> Reading:
        actor = Entity(id="p", type=EntityType.PERSON, name=f"Ann {family}")
        return Reading(article=Article(key=f"b{number}", name="", text="x"), entities=(actor,), claims=())

    families = ["Barnes", "Carter", "Dobson", "Fowler", "Gilmore", "Hopkins", "Lambert", "Mercer", "Norton", "Palmer"]
    root = tmp_path / "g"
    write(root, [named(i, family) for i, family in enumerate(families * 3)])
    with Writer(root) as writer:
        writer.put(named(99, "Mercer"), "test")
    assert writer.looked == 4
    with Writer(root) as writer:
        writer.forget("b99")
    assert writer.looked == 3
    with Writer(root) as writer:
        writer.judge(parse('same person "Ann Mercer" in "b7" and "Ann Norton" in "b8"')[0])
    assert writer.looked == 6
    with View(root) as view:
        assert view.entity("person/ann-norton") is None and view.renamed("person/ann-norton") == "person/ann-mercer"
        assert view.entity("person/ann-norton") is None


@pytest.mark.parametrize("cut", range(6))
def test_settling_that_is_cut_off_anywhere_is_finished_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    readings = [reading(number, number * 7) for number in range(7)]
    write(tmp_path / "whole", readings)
    write(tmp_path / "cut", [*readings[:6], reading(9, 3)])
    left = [cut]

    def breaking(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        if not left[0]:
            raise RuntimeError
        left[0] -= 1
        apply(store, old, new)

    for module in ("derive", "holding"):
        monkeypatch.setattr(f"kg.store.{module}.apply", breaking)
    with suppress(RuntimeError), Writer(tmp_path / "cut") as writer:
        writer.forget("a9")
        writer.put(readings[6], "test")
    monkeypatch.undo()
    with Writer(tmp_path / "cut"):
        pass
    assert dumped(tmp_path / "cut") == dumped(tmp_path / "whole")
    assert tabled(tmp_path / "cut") == tabled(tmp_path / "whole")


def test_a_kill_before_the_snapshot_is_there_leaves_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = [reading(number, number * 7) for number in range(7)]
    write(tmp_path / "whole", readings)
    write(tmp_path / "cut", readings[:6])

    def breaking(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kg.store.snapshot.publish", breaking)
    with suppress(RuntimeError):
        write(tmp_path / "cut", readings[6:])
    monkeypatch.undo()
    with Writer(tmp_path / "cut"):
        pass
    assert dumped(tmp_path / "cut") == dumped(tmp_path / "whole")
    assert tabled(tmp_path / "cut") == tabled(tmp_path / "whole")


def test_ids_of_before_are_in_the_dump(tmp_path: Path) -> None:
    def named(number: int, family: str) -> Reading:
        actor = Entity(id="p", type=EntityType.PERSON, name=f"Ann {family}")
        return Reading(article=Article(key=f"b{number}", name="", text="x"), entities=(actor,), claims=())

    write(tmp_path / "one", [named(1, "Mercer"), named(2, "Norton")])
    write(tmp_path / "one", [], ('same person "Ann Mercer" in "b1" and "Ann Norton" in "b2"',))
    out = io.BytesIO()
    with View(tmp_path / "one") as view:
        dump(view, out)
    load(io.BytesIO(out.getvalue()), tmp_path / "other")
    with View(tmp_path / "other") as view:
        assert view.renamed("person/ann-norton") == "person/ann-mercer"
        again = io.BytesIO()
        dump(view, again)
    assert again.getvalue() == out.getvalue()


def test_judgements_are_in_the_dump(tmp_path: Path) -> None:
    readings = [reading(number, number * 7) for number in range(4)]
    write(tmp_path / "g", readings, SAID[1:])
    whole = dumped(tmp_path / "g")
    load(io.BytesIO(whole), tmp_path / "h")
    assert dumped(tmp_path / "h") == whole
    assert (tmp_path / "h" / "judgements.txt").read_bytes() == (tmp_path / "g" / "judgements.txt").read_bytes()


def test_a_judgement_goes_with_its_article(tmp_path: Path) -> None:
    bodies = {"a": "Red Cross", "b": "Blue Shield", "c": "Blue Shield", "d": "Grey Lines", "e": "Grey Lines", "f": "Far Out"}
    readings = [
        Reading(
            article=Article(key=key, name=key, text="x"),
            entities=(Entity(id="o", type=EntityType.ORGANIZATION, name=name),),
            claims=(),
        )
        for key, name in bodies.items()
    ]
    said = ('same organization "Red Cross" in "a" and "Blue Shield" in "b"',)
    write(tmp_path / "g", readings, said)
    write(tmp_path / "g", [], forget=("a",))
    write(tmp_path / "whole", readings[1:], said)
    assert _graph(dumped(tmp_path / "g")) == _graph(dumped(tmp_path / "whole"))
