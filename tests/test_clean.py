"""Cleaning keeps the words, loses what disturbs a parser, and knows the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean

AWKWARD = "a é\u0301\t\u00a0 \u200b\u00ad\u2028\r\n\x0b\x85\ufeff\u2011ﬁ&amp;&nbsp;&#39;&foo;<\x00\x07\u202e北"
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*AWKWARD, "&amp;", "&nbsp;", "&#8217;", "e\u0301", "  "])).map("".join))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Tehran and\u00a0Damascus", "Tehran and Damascus"),
        ("co\u00adoperation\u200b", "cooperation"),
        ("two  \u2009 spaces \u200b here", "two spaces here"),
        ("one\r\ntwo\u2028three\x0bfour", "one\ntwo\nthree\nfour"),
        ("AT&amp;T &quot;said&quot;&nbsp; &lt;so&gt;", 'AT&T "said" <so>'),
        ("S&P; R&D;", "S&P; R&D;"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("ﬁrst oﬃcial", "first official"),
        ("non\u2011aligned", "non-aligned"),
        ("Photo CaptionPrime Minister Holm", "Photo Caption Prime Minister Holm"),
        ("Ms Ana TanTo ask the Minister", "Ms Ana Tan To ask the Minister"),
        ("MacPhotos", "MacPhotos"),
        ("a\x07b\x1b[31m", "ab[31m"),
        ("“curly” and ’straight'", "“curly” and ’straight'"),
        ("", ""),
    ],
)
def test_what_is_mended(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_a_text_without_faults_is_untouched() -> None:
    raw = "The ministers met.\n\nThey spoke."
    assert clean(raw).text is raw
    assert list(clean(raw).offsets) == list(range(len(raw) + 1))


@given(TEXTS)
def test_the_map_is_monotone_and_whole(raw: str) -> None:
    done = clean(raw)
    assert len(done.offsets) == len(done.text) + 1
    assert len(done.ends) == len(done.text)
    assert done.offsets[-1] == len(raw)
    assert all(a <= b for a, b in zip(done.offsets, done.offsets[1:], strict=False))
    assert all(a <= b for a, b in zip(done.ends, done.ends[1:], strict=False))
    assert all(a < b for a, b in zip(done.offsets, done.ends, strict=False))


@given(TEXTS)
def test_every_character_comes_from_where_the_map_says(raw: str) -> None:
    done = clean(raw)
    for i, char in enumerate(done.text):
        source = raw[slice(*done.raw(i, i + 1))]
        assert char == source or char in clean(source).text


@given(TEXTS)
def test_nothing_disturbing_is_left(raw: str) -> None:
    text = clean(raw).text
    assert not [char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp") and char != " "]


@given(st.text(st.characters(exclude_characters="&")))
def test_a_clean_text_stays_as_it_is(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once
