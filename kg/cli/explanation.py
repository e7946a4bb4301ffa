"""How `kg extract --explain` prints why a sentence says what it says: for people, and as one JSON object a sentence."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.cli.output import plain

if TYPE_CHECKING:
    from kg.claims.explain import Passed, Phrase, Sentence, Told

_COLOURS = {"+": "green", "?": "yellow"}
_WORDS_SHOWN = 3
_LONG = re.compile(r"[^\s|()]+(?:\|[^\s|()]+){5,}")
_WIDEST = 120
_FAR = ("needs ", "not with ", "read as ", "“")  # the row was not even tried


def print_sentence(sentence: Sentence) -> None:
    """One sentence for people: its number and words, then a line for each claim (+) with its rule and confidence, each word
    whose rows were passed over (-), each reference (=), and each that stayed open (?). Wrapped on a terminal, not in a pipe."""
    _print(f"{sentence.number:>3}  ", sentence.text, bold=True)
    for told in sentence.found:
        _print("   + ", f"{_triple(told)}  [{told.claim.rule}, {told.claim.confidence:.2f}]", colour=_COLOURS["+"])
        _print("       ", f"“{told.trigger.words}”; subject {_side(told.subject, told)}; object {_side(told.object, told)}")
    for line in _passed_lines(sentence.passed):
        _print("   - ", line)
    for phrase in _once(sentence.references):
        mark = "=" if phrase.means else "?"
        means = f" {' and '.join(phrase.means)}," if phrase.means else ""
        _print(f"   {mark} ", f"“{phrase.words}”:{means} {phrase.how}", colour=_COLOURS.get(mark))


def record(article: str, sentence: Sentence) -> dict[str, object]:
    """The JSON object of one sentence: `article`, `sentence`, `start`, `end`, `text`, then

    * `found`: claims with `subject`, `relation`, `object` (names), `status`, `rule`, `confidence`, where given `speaker`,
      `date`, `channel` and `post`, and `trigger`, `from` and `to`, the words of the rule's trigger and of the two sides, each
      with `words`, `start`, `end`, the sides also with `how`;
    * `passed`: `word`, `start`, `end`, `kind` (verb, noun, adjective, office), `rule`, `relation`, `reason`;
    * `references`: `words`, `start`, `end`, `means` (names; none if it stayed open), `how`.
    """
    return {
        "article": article,
        "sentence": sentence.number,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.text,
        "found": [_told_record(told) for told in sentence.found],
        "passed": [
            {
                "word": passed.trigger.words,
                "start": passed.trigger.span.start,
                "end": passed.trigger.span.end,
                "kind": passed.kind,
                "rule": passed.rule,
                "relation": passed.relation,
                "reason": passed.reason,
            }
            for passed in sentence.passed
        ],
        "references": [{**_words(phrase), "means": list(phrase.means), "how": phrase.how} for phrase in sentence.references],
    }


def _told_record(told: Told) -> dict[str, object]:
    claim = told.claim
    fields: dict[str, object] = {"subject": told.subject.means[0], "relation": claim.relation, "object": told.object.means[0]}
    fields |= {"status": claim.status.value, "rule": claim.rule, "confidence": claim.confidence}
    given = {"speaker": told.speaker, "date": claim.date, "channel": claim.channel, "post": claim.post}
    fields |= {name: value for name, value in given.items() if value}
    fields["trigger"] = _words(told.trigger)
    fields["from"] = {**_words(told.subject), "how": told.subject.how}
    fields["to"] = {**_words(told.object), "how": told.object.how}
    return fields


def _words(phrase: Phrase) -> dict[str, object]:
    return {"words": phrase.words, "start": phrase.span.start, "end": phrase.span.end}


def _triple(told: Told) -> str:
    claim = told.claim
    speaker = f"says {told.speaker}" if told.speaker else ""
    status = "" if claim.status == "actual" else claim.status.value
    details = ", ".join(part for part in (status, claim.post, claim.date, claim.channel, speaker) if part)
    return f"{told.subject.means[0]} {claim.relation} {told.object.means[0]}" + (f"  ({details})" if details else "")


def _side(phrase: Phrase, told: Told) -> str:
    """ "the two sides", those named last"; no words where the trigger's own stand for a side ("who speaks")."""
    return phrase.how if phrase.span == told.trigger.span else f"“{phrase.words}”, {phrase.how}"


def _passed_lines(passed: Iterable[Passed]) -> Iterator[str]:
    """A line for each word, its rows by what kept them from firing, nearest misses first; words of which the same is told share
    one."""
    lines: dict[tuple[str, str], dict[str, None]] = {}
    for _, group in groupby(passed, key=lambda one: (one.trigger.span, one.kind)):
        rows = list(group)
        reasons: dict[str, list[str]] = {}
        for row in rows:
            reasons.setdefault(_short(row.reason), []).append(row.rule)
        nearest = sorted(reasons.items(), key=lambda item: item[0].startswith(_FAR))
        told = "; ".join(f"{', '.join(dict.fromkeys(rules))} {reason}" for reason, rules in nearest)
        lines.setdefault((rows[0].kind, told), {})[f"“{rows[0].trigger.words}”"] = None
    for (kind, told), words in lines.items():
        yield f"{', '.join(words)} ({kind}): {told}"


def _short(reason: str) -> str:
    """Long lists of words in a condition cut short: "needs as:hero|friend|inspiration|… (16)"."""

    def cut(found: re.Match[str]) -> str:
        words = found[0].split("|")
        return f"{'|'.join(words[:_WORDS_SHOWN])}|… ({len(words)})"

    return _LONG.sub(cut, reason)


def _once(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    seen = set[tuple[object, ...]]()
    for phrase in phrases:
        key = (phrase.words, phrase.means, phrase.how)
        if key not in seen:
            seen.add(key)
            yield phrase


def _print(lead: str, text: str, *, colour: str | None = None, bold: bool = False) -> None:
    line = plain(text)
    if sys.stdout.isatty():
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        line = "\n".join(textwrap.wrap(line, max(width - len(lead), 20), break_on_hyphens=False))
        line = line.replace("\n", "\n" + " " * len(lead))
    click.echo(click.style(lead + line, fg=colour, bold=bold or None) if colour or bold else lead + line)
