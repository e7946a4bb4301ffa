"""Which words are a title or an office before a name: "Prime Minister", "Dr", "Brigadier General"?

Every token of a text is asked, so the first word alone decides in most cases: a dict leads from it to the longest phrase
that begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.lexicon.offices import Office, Offices
from kg.lexicon.persons import load_persons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST_TAIL, _LONGEST_BRACKET = 16, 8
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_LINKS = frozenset(("and", "of", "for", "the", "&", ",", "-", "'s", "’s", "in"))


def phrase(words: Sequence[str]) -> str:
    """Token texts as one lower-case phrase, hyphens closed up, as the tables spell them."""
    return " ".join(words).lower().replace(" - ", "-").replace("’", "'").replace(" '", "'")


def text(doc: Doc, start: int, end: int) -> str:
    """The tokens `start` to `end` (exclusive) as a phrase of the tables."""
    return phrase([doc[i].text for i in range(start, end)])


def is_plural(token: Token) -> bool:
    """Is the noun a plural?"""
    return "Plur" in token.morph.get("Number", [])


def is_capital(token: Token) -> bool:
    """Does the word look like a piece of a name: a capital first, and no function word?"""
    word = token.text
    return (
        word[0].isupper()
        and token.pos_ not in ("PRON", "DET", "AUX", "ADP", "CCONJ", "SCONJ", "NUM")
        and any(c.isalpha() for c in word)
    )


def title_length(doc: Doc, i: int, offices: Offices) -> int:
    """How many tokens from i on are a rank, an honorific or an office before a name? 0 if none."""
    longest = 0 if _is_time(doc, i) else offices.openers.get(doc[i].lower_, 0)
    for length in range(min(longest, len(doc) - i), 0, -1):
        words = text(doc, i, i + length)
        if words in offices.by_title or words in offices.by_head:
            return length
    return 0


def _is_time(doc: Doc, i: int) -> bool:
    """ "7:38 pm": no prime minister."""
    return i > 0 and doc[i].lower_ == "pm" and doc[i - 1].text[0].isdigit()


def honorific_length(doc: Doc, i: int, offices: Offices) -> int:
    """How many tokens from i on are a rank or an honorific ("Dr", "Brigadier General")? 0 if none."""
    longest = offices.openers.get(doc[i].lower_, 0)
    return next((n for n in range(min(longest, len(doc) - i), 0, -1) if text(doc, i, i + n) in offices.by_title), 0)


def head_length(doc: Doc, i: int, offices: Offices) -> int:
    """How many tokens from i on are an office's head, plurals included? The longest reading; 0 if none."""
    longest = 0 if _is_time(doc, i) else offices.openers.get(doc[i].lower_, 0)
    for length in range(min(longest, len(doc) - i), 0, -1):
        office = office_of(text(doc, i, i + length), offices)
        last = doc[i + length - 1]
        if office and (last.pos_ in ("NOUN", "PROPN", "ADJ", "X") or (last.text[0].isupper() and not last.is_sent_start)):
            return length
    return 0


def office_of(words: str, offices: Offices) -> Office | None:
    """Which office do the words name, in the singular or the plural ("members of parliament", "senators")?"""
    found = offices.by_head.get(words) or offices.by_head.get(singular(words))
    if found is None and "-" in words:
        return office_of(words.replace("-", " "), offices)
    if found is None and " of " in words:
        first, _, rest = words.partition(" of ")
        found = offices.by_head.get(f"{singular(first)} of {rest}")
    return found


def singular(words: str) -> str:
    """The phrase without a plural s: "senators" is "senator", "attorneys general" stays."""
    return words[:-3] + "y" if words.endswith("ies") else words.removesuffix("s")


def is_strong(doc: Doc, i: int, offices: Offices) -> bool:
    """Is the word a title or an office so high that one word behind it is a name ("Prime Minister Anwar")?"""
    for start in range(max(0, i - 3), i + 1):
        words = text(doc, start, i + 1)
        office = offices.by_head.get(words)
        if words in offices.by_title or (office and office.country not in ("", "official-of") and not office.of):
            return True
    return False


def title_tokens(doc: Doc, offices: Offices) -> tuple[set[int], set[int]]:
    """Which tokens belong to titles or offices, and which of them to honorifics alone?"""
    tokens: set[int] = set()
    honorifics: set[int] = set()
    for token in doc:
        if token.lower_ in offices.openers:
            length = title_length(doc, token.i, offices)
            if length == 1 and _is_surname(doc, token.i, tokens, offices):
                continue
            tokens.update(range(token.i, token.i + length))
            if length and text(doc, token.i, token.i + length) not in offices.by_head:
                honorifics.update(range(token.i, token.i + length))
    return tokens, honorifics


def _is_surname(doc: Doc, i: int, titles: set[int], offices: Offices) -> bool:
    """ "Robert Lady has", "Angus King said": a title's word behind a name, with no name behind it."""
    office = offices.by_head.get(doc[i].lower_)
    if i == 0 or doc[i].is_sent_start or not doc[i].is_title or (office and not office.gender):
        return False
    named = doc[i - 1].pos_ == "PROPN" and is_capital(doc[i - 1]) and i - 1 not in titles and doc[i - 1].ent_type_ == "PERSON"
    return named and not (i + 1 < len(doc) and is_capital(doc[i + 1]))


def portfolio_end(doc: Doc, i: int, places: set[int], offices: Offices) -> int:
    """Where does the portfolio end that opens at i ("for Foreign Affairs of Japan | Hayashi", "(Education) | Chan")? i if none
    does."""
    i = _past_bracket(doc, i)
    if i >= len(doc) or doc[i].lower_ not in ("for", "of", "in", "to", "from"):
        return i
    end, unknown, things = i, False, load_persons().things
    for j in range(i + 1, min(i + _LONGEST_TAIL, len(doc))):
        token = doc[j]
        if token.is_sent_start:
            break
        if token.lower_ in offices.portfolios or j in places or (token.lower_ in things and is_capital(token)):
            end, unknown = j + 1, False
        elif is_capital(token):
            unknown = True
        elif unknown or token.lower_ not in _LINKS:
            break
    return end if end > i and (end < len(doc)) else i


def _past_bracket(doc: Doc, i: int) -> int:
    if i < len(doc) and doc[i].text == "(" and not doc[i].is_sent_start:
        return next((j + 1 for j in range(i + 2, min(i + _LONGEST_BRACKET, len(doc))) if doc[j].text == ")"), i)
    return i
