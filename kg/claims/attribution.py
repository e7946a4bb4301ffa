"""Attribution: whose words is each word of an article?

A *report* is a verb or phrase that gives words to a source ("Lavrov said", "according to Oslo", "X's claim that"). Its *scope* is
the words given; the closest report wins. A quotation belongs to the report beside it, else to the source of the quotation that it
continues. Sentences without report or quotation are the article's own.

Source: codebook, Settled questions ("the speaker is the one closest to the claim").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.claims.headings import heading_reports
from kg.claims.quotes import Quotation, quotations
from kg.claims.reports import reports
from kg.claims.sources import OWN, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.lexicon.cues import Cues

_FIRST = frozenset(("i", "we", "our", "us", "my"))
_NEAR = 2  # sentences over which a free-standing quotation continues the last speaker


def speakers(doc: Doc, cues: Cues, paragraph_starts: Sequence[int]) -> tuple[int, ...]:
    """Whose word is each token? The index of the head token of the source's phrase, -1 where it is the article's own.

    `paragraph_starts` are the token indices at which paragraphs start; the sentences of `doc` must be set. The source may be a
    pronoun, a medium or a document ("the statement"); whom it means is the caller's to find.
    """
    found = (*reports(doc, cues), *heading_reports(doc, paragraph_starts))
    author = _author(doc, cues)
    sources = [author] * len(doc)
    for report in sorted(found, key=lambda report: (-len(report.scope), report.verb)):
        for i in report.scope:
            sources[i] = report.source
    _attribute_quotations(doc, found, quotations(doc, paragraph_starts), paragraph_starts, sources)
    return tuple(_resolved(doc, sources, source, cues) for source in sources)


def _author(doc: Doc, cues: Cues) -> int:
    """Whose words is the whole text? A statement in the first person that is headed as somebody's: "Statement by X on Y"."""
    heading = next(doc.sents, None)
    if (
        heading is None
        or len(heading) < 3
        or heading[0].lower_ not in cues.speech.noun
        or heading[1].lower_ not in ("by", "of", "from")
    ):
        return OWN
    end = next((t.i for t in heading[2:] if t.pos_ in ("ADP", "VERB", "PUNCT")), heading.end)
    names = [t.i for t in doc[heading.start + 2 : end] if t.pos_ == "PROPN"]
    return names[-1] if names and any(t.lower_ in _FIRST for t in doc[heading.end :]) else OWN


def _resolved(doc: Doc, sources: Sequence[int], source: int, cues: Cues) -> int:
    """The source itself, or, where it says "I" or "we" in somebody's words, that somebody; a medium is nobody."""
    for _ in range(3):
        if source != OWN and _is_medium(doc[source], cues):
            return OWN
        if source == OWN or doc[source].lower_ not in ("i", "we") or sources[source] in (OWN, source):
            return source
        source = sources[source]
    return source


def _is_medium(source: Token, cues: Cues) -> bool:
    """ "The newspaper", "the Interfax news agency"."""
    lemma = source.lemma_.lower()
    return lemma in cues.speech.medium or (lemma == "agency" and any(c.lower_ in ("news", "press") for c in source.children))


def _attribute_quotations(
    doc: Doc, found: Sequence[Report], quotes: Sequence[Quotation], starts: Sequence[int], sources: list[int]
) -> None:
    """Give each quotation its source, in order, since one may continue another."""
    last: tuple[int, int] = (OWN, -1)  # the last source, and the token where its words ended
    before: Quotation | None = None
    for quote in quotes:
        if not _is_clause(doc, quote):
            continue
        source = _source_beside(doc, found, quote)
        if source == OWN:
            source = _source_after(doc, found, quote, starts)
        if source == OWN:
            source = _source_introducing(doc, found, quote)
        if source == OWN:
            source = _source_continued(doc, quote, before, last, found, starts)
        if source != OWN:
            _fill(doc, quote, source, sources, found)
            last = (source, quote.end)
        before = quote


def _is_clause(doc: Doc, quote: Quotation) -> bool:
    """Is the quotation more than a name or a phrase in quotation marks?"""
    words = [doc[i] for i in range(quote.start, quote.end) if not doc[i].is_punct]
    return len(words) >= 4 or any(word.pos_ in ("VERB", "AUX") for word in words)


def _fill(doc: Doc, quote: Quotation, source: int, sources: list[int], found: Sequence[Report]) -> None:
    """The quotation's words are the source's, but for what is reported inside it."""
    inner = {i for report in found if quote.start <= report.verb < quote.end for i in report.scope}
    for i in range(quote.start, quote.end):
        if i not in inner:
            sources[i] = source


def _source_beside(doc: Doc, found: Sequence[Report], quote: Quotation) -> int:
    """The source of the report nearest to the quotation, outside it, in one of its sentences."""
    first, last = doc[quote.start].sent.start, doc[quote.end - 1].sent.end
    outside = [r for r in found if first <= r.verb < last and not quote.start <= r.verb < quote.end and r.source != OWN]
    outside = [r for r in outside if not quote.start <= r.source < quote.end]
    if not outside:
        return OWN
    holding = [r for r in outside if quote.start in r.scope or quote.end - 1 in r.scope]
    best = min(holding or outside, key=lambda r: (_distance(r.verb, quote), r.verb))
    return best.source


def _distance(i: int, quote: Quotation) -> int:
    return quote.start - i if i < quote.start else i - quote.end


def _source_after(doc: Doc, found: Sequence[Report], quote: Quotation, starts: Sequence[int]) -> int:
    """The source of a bare report right after the quotation, as a sentence of its own: `"…." X told reporters.`"""
    end = doc[quote.end - 1].sent.end
    if end >= len(doc) or end in starts:
        return OWN
    sentence: Span = doc[end].sent
    if end - quote.end > 2:
        return OWN
    return next((r.source for r in found if sentence.start <= r.verb < sentence.end and r.bare and r.source != OWN), OWN)


def _source_introducing(doc: Doc, found: Sequence[Report], quote: Quotation) -> int:
    """Who opens a quotation with a colon: `Oslo defended the strike: "…"`, `It came under fire from Weber: "…"`.

    The quotation may stand in the next paragraph.
    """
    colon = quote.start - 2
    if colon < 1 or doc[colon].text != ":":
        return OWN
    sentence = doc[colon].sent
    told = [r.source for r in found if sentence.start <= r.verb < colon and r.source != OWN]
    if told:
        return told[-1]
    for token in doc[sentence.start : colon]:
        if (
            token.dep_ in ("obl", "nmod")
            and token.right_edge.i == colon - 1
            and any(c.lower_ in ("from", "by") for c in token.children)
        ):
            return token.i
    root = sentence.root
    return next((c.i for c in root.children if c.dep_ == "nsubj" and c.i < colon), OWN) if root.i < colon else OWN


def _source_continued(
    doc: Doc,
    quote: Quotation,
    before: Quotation | None,
    last: tuple[int, int],
    found: Sequence[Report],
    starts: Sequence[int],
) -> int:
    """The source of the words that a free-standing quotation goes on from: a quotation or a report shortly before."""
    if before is not None and before.goes_on and last[1] == before.end:
        return last[0]
    if doc[quote.start].sent.start < quote.start - 2:
        return OWN
    earlier = [r for r in found if r.verb < quote.start and r.source != OWN]
    recent = max(earlier, key=lambda r: r.verb, default=None)
    if recent is not None and recent.verb > last[1] and _sentences_between(doc[recent.verb], quote) <= _NEAR:
        return recent.source
    if last[0] != OWN and _sentences_between(doc[last[1] - 1], quote) <= _NEAR:
        return last[0]
    return _person_before(doc, quote, starts)


def _person_before(doc: Doc, quote: Quotation, starts: Sequence[int]) -> int:
    """The one person who is a subject in the sentence before, in the same paragraph: `Weber was furious. "They lied."`."""
    mark = quote.start - 1
    if mark < 1 or mark in starts or doc[quote.start].sent.start < mark:
        return OWN
    subjects = [
        t.i for t in doc[mark - 1].sent if t.dep_.startswith("nsubj") and (t.ent_type_ == "PERSON" or t.lower_ in ("he", "she"))
    ]
    return subjects[0] if len(subjects) == 1 else OWN


def _sentences_between(token: Token, quote: Quotation) -> int:
    """How many sentences on from the token's does the quotation start?"""
    count, sentence = 0, token.sent
    while sentence.end <= quote.start and count <= _NEAR:
        sentence, count = token.doc[sentence.end].sent, count + 1
    return count
