"""A person's word on a claim: written, read, and found again in another reading of the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.ids import claim_id
from kg.model import Article, Claim, Entity, EntityType, Evidence, Reading, Span, Status
from kg.resolve import judgements
from kg.resolve.judgements import without
from kg.resolve.verdicts import EXACT, NEAR, Cited, Verdict, meant, parse, ruled, verdict

TEXT = "Iran and Syria met. They condemned the Israeli army. Iran praised the foreign minister of Syria."


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(start=at, end=at + len(words))


def claim(subject: str, relation: str, object_: str, words: tuple[str, str, str], **more: object) -> Claim:
    sentence = span(
        "They condemned the Israeli army." if relation == "condemns" else "Iran praised the foreign minister of Syria."
    )
    spans = [span(each, sentence.start) for each in words]
    evidence = Evidence(span=sentence, quote=TEXT[sentence.start : sentence.end], sentence=2)
    made = Claim(
        subject=subject, relation=relation, object=object_, rule="test", evidence=evidence, spans=(spans[0], spans[1], spans[2])
    )
    return replace(made, **more)  # type: ignore[arg-type]


IRAN, SYRIA, ISRAEL, MINISTER = ACTORS = (
    Entity(id="ir", type=EntityType.COUNTRY, name="Iran", aliases=("Islamic Republic of Iran",)),
    Entity(id="sy", type=EntityType.COUNTRY, name="Syria"),
    Entity(id="il", type=EntityType.COUNTRY, name="Israel"),
    Entity(id="p", type=EntityType.PERSON, name="Bassam Sabbagh"),
)
THEY = ("condemned", "They", "Israeli army")
ONE, OTHER = claim("ir", "condemns", "il", THEY), claim("sy", "condemns", "il", THEY)
PRAISE = claim("ir", "praises", "p", ("praised", "Iran", "foreign minister of Syria"), status=Status.INTENDED)


def reading(*claims: Claim, text: str = TEXT, actors: tuple[Entity, ...] = ACTORS) -> Reading:
    return Reading(article=Article(key="a.txt", name="a.txt", text=text), entities=actors, claims=claims)


WHOLE = reading(ONE, OTHER, PRAISE)


def on(said: Verdict, there: Reading) -> list[Claim]:
    """The claims of a reading that the verdict is on."""
    ids = meant(said, there)[1]
    return [each for each in there.claims if claim_id("a.txt", each) in ids]


def test_a_line_is_told_by_words_and_whom_they_mean() -> None:
    said = verdict(WHOLE, ONE, rejected=True, why="Syria alone\n")
    assert said.written == (
        'reject condemns in "a.txt" at char=25,34 "condemned" of char=20,24 "They" as "Iran" and char=39,51 "Israeli army" '
        'as "Israel"   # Syria alone: They condemned the Israeli army.'
    )
    assert parse(f"# note\n\n{said.written}\n") == (said,) and parse(said.written)[0].note == said.note
    assert parse(f"\n{said.written}")[0].line == 2 and on(said, WHOLE) == [ONE]
    assert str(verdict(WHOLE, PRAISE, rejected=False)).startswith(
        'confirm intended praises in "a.txt" at char=58,65 "praised" of char=53,57 "Iran" and'
    )


def test_both_kinds_of_lines_stand_in_one_file() -> None:
    text = f'same person "A" in "a" and "B" in "b"\n{verdict(WHOLE, ONE, rejected=True)}\n# end\n'
    assert len(judgements.parse(text)) == len(parse(text)) == 1
    assert without(text, 2).count("\n") == 2
    with pytest.raises(JudgementError, match="line 3: there is no judgement"):
        without(text, 3)


def test_a_rejection_outlasts_another_status_a_confirmation_does_not() -> None:
    other = reading(ONE, OTHER, replace(PRAISE, status=Status.ACTUAL))
    assert len(on(verdict(WHOLE, PRAISE, rejected=True), other)) == 1
    assert on(verdict(WHOLE, PRAISE, rejected=False), other) == []


def test_words_drawn_wider_or_narrower_are_the_same_claim() -> None:
    said = verdict(WHOLE, PRAISE, rejected=True)
    wider = claim("ir", "praises", "p", ("praised", "Iran", "the foreign minister of Syria"))
    narrower = claim("ir", "praises", "p", ("praised", "Iran", "foreign minister"))
    for each in (wider, narrower):
        assert meant(said, reading(each)) == (NEAR, {claim_id("a.txt", each)})
    assert on(said, reading(PRAISE, wider)) == [PRAISE]  # the very words come first
    assert on(said, reading(claim("ir", "praises", "sy", ("praised", "Iran", "Syria")))) == []  # another is praised
    assert on(said, reading(replace(wider, relation="condemns"))) == []
    elsewhere = replace(wider, evidence=replace(wider.evidence, span=span("They condemned the Israeli army.")))
    assert on(said, reading(elsewhere)) == []


def test_the_trigger_may_stand_for_who_is_not_named_there() -> None:
    there, bare = PRAISE, claim("ir", "praises", "p", ("praised", "praised", "foreign minister of Syria"), status=Status.INTENDED)
    for one, other in ((there, bare), (bare, there)):
        assert on(verdict(reading(one), one, rejected=True), reading(other)) == [other]
        assert on(verdict(reading(one), one, rejected=True), reading(replace(other, subject="sy"))) == []


def test_an_actor_may_be_called_otherwise_but_not_be_another() -> None:
    said = verdict(WHOLE, ONE, rejected=True)
    for name, found in (("Islamic Republic of Iran", 1), ("iran", 1), ("Iraq", 0)):
        renamed = (replace(IRAN, name=name, aliases=()), SYRIA, ISRAEL, MINISTER)
        assert len(on(said, reading(ONE, actors=renamed))) == found, name
    again = replace(ONE, subject="x")
    assert on(said, reading(again, actors=(*ACTORS, replace(IRAN, id="x")))) == [again]  # another id of its article


def test_other_words_at_the_place_make_a_line_idle() -> None:
    said = verdict(WHOLE, ONE, rejected=True)
    assert on(said, reading(ONE, text=TEXT.replace("They", "Both"))) == []
    assert on(said, reading(ONE, text=" " + TEXT)) == []
    assert on(said, reading(ONE, text=TEXT.replace("praised", "scolded"))) == [ONE]
    elsewhere = Reading(article=Article(key="b.txt", name="", text=TEXT), entities=ACTORS, claims=(ONE,))
    assert meant(said, elsewhere)[1] == frozenset()


def test_the_sides_of_a_symmetric_relation_may_be_exchanged() -> None:
    spans = (span("met"), span("Iran"), span("Syria"))
    evidence = Evidence(span=span("Iran and Syria met."), quote="Iran and Syria met.", sentence=1)
    talk = Claim(subject="ir", relation="met-with", object="sy", rule="t", evidence=evidence, spans=spans)
    turned = replace(talk, subject="sy", object="ir", spans=(spans[0], spans[2], spans[1]))
    said = verdict(reading(talk), talk, rejected=True)
    assert meant(said, reading(turned)) == (EXACT, {claim_id("a.txt", turned)})
    assert on(verdict(WHOLE, ONE, rejected=True), reading(replace(ONE, subject="il", object="ir"))) == []


def test_the_closest_line_counts_and_of_two_the_one_that_rejects() -> None:
    wider = claim("ir", "praises", "p", ("praised", "Iran", "the foreign minister of Syria"))
    path = claim_id("a.txt", PRAISE)
    exact, near = verdict(WHOLE, PRAISE, rejected=False), verdict(reading(wider), wider, rejected=True)
    for lines in ([exact, near], [near, exact]):
        assert ruled(lines, reading(PRAISE)) == {path: False}
        assert ruled([replace(each, rejected=True) for each in lines], reading(PRAISE, ONE)) == {path: True}
    narrow = claim("ir", "praises", "p", ("praised", "Iran", "foreign minister"), status=Status.INTENDED)
    assert ruled([exact, near], reading(narrow)) == {claim_id("a.txt", narrow): True}


def test_lines_that_contradict_each_other_are_named() -> None:
    lines = [str(verdict(WHOLE, each, rejected=rejected)) for each, rejected in ((ONE, True), (OTHER, False), (ONE, False))]
    assert len(parse("\n".join(lines[:2]))) == 2  # two whom one word means
    with pytest.raises(JudgementError, match=r"here.txt, line 3: confirms the claim that line 1 rejects"):
        parse("\n".join(lines), "here.txt")
    bare = lines[2].replace(' as "Iran"', "")
    with pytest.raises(JudgementError, match=r"line 2: confirms the claim that line 1 rejects"):
        parse(f"{lines[0]}\n{bare}")


@pytest.mark.parametrize(
    "line",
    [
        "reject",
        "reject claim:77",
        'reject likes in "a" at char=0,1 "a" of char=0,1 "a" and char=2,3 "b"',
        'reject aids in "a" at char=0,1 "a" of char=3,1 "a" and char=2,3 "b"',
        'confirm maybe aids in "a" at char=0,1 "a" of char=0,1 "a" and char=2,3 "b"',
        'confirm aids in "a" at char=0,1 "\\x" of char=0,1 "a" and char=2,3 "b"',
    ],
)
def test_a_malformed_line_is_told(line: str) -> None:
    assert judgements.parse(line) == ()
    with pytest.raises(JudgementError, match=r"here\.txt, line 2: "):
        parse(f"# note\n{line}\n", "here.txt")


@given(st.text(min_size=1), st.text(), st.text(), st.text())
def test_any_words_are_written_and_read_again(article: str, words: str, name: str, note: str) -> None:
    cited = Cited(span=Span(start=3, end=9), words=words, name=name)
    said = Verdict(rejected=True, article=article, relation="aids", trigger=replace(cited, name=""), subject=cited, object=cited)
    (found,) = parse(str(said))
    assert found == said and str(found) == str(said)
    quoted = Article(key="k", name="k", text="Iran aids Syria.")
    told = verdict(
        Reading(article=quoted, entities=ACTORS, claims=()),
        replace(ONE, spans=(Span(start=5, end=9),) * 3),
        rejected=False,
        why=note,
    )
    assert len(told.written.splitlines()) == 1 and parse(told.written) == (told,)
