"""How a form is written in a text: its words as spaCy's English tokenizer cuts them, and its spelling variants.

Cutting here, not with spaCy, because the tables are read by commands that never parse a text; a test compares the two on
every form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(
    r"""
    (?:[A-Za-z]\.)+(?=\s|$)             # U.S.
  | (?:St|Dr|Mt|Gen|Co|Inc|Ltd)\.       # abbreviations that keep their full stop
  | [A-Za-z]+-\d+                       # G-7
  | \w*\d(?=\+\d)|\+(?=\d)             # P5 + 1
  | ['’](?=\s|$)                        # Workers '
  | ['’]s(?=\s|$|[-,])                  # People 's
  | [,()/&:;!+–]                        # marks
  | -
  | (?:(?!['’](?:s?(?=\s|$|[-,])))[^\s,()/;:!–-])+
    """,
    re.VERBOSE,
)
_AL = re.compile(r"\b([Aa])l[- ](?=[A-Z])")


def words(form: str) -> tuple[str, ...]:
    """Into which words does a text's tokenizer cut this form?

    >>> words("People's Republic of China"), words("Guinea-Bissau"), words("U.S. Congress")
    (('People', "'s", 'Republic', 'of', 'China'), ('Guinea', '-', 'Bissau'), ('U.S.', 'Congress'))
    """
    if form.replace(" ", "").isalpha():
        return tuple(form.split())
    return tuple(_WORD.findall(form))


def variants(form: str) -> Iterator[str]:
    """Which other spellings of the form are read as the form? Without accents, with a typographic apostrophe, with or without
    the hyphen after "al", and with a capital at the head of a sentence.

    >>> sorted(set(variants("al-Qaeda")))
    ['Al Qaeda', 'Al-Qaeda', 'al Qaeda']
    >>> list(variants("Quai d'Orsay")), list(variants("Türkiye"))
    (['Quai d’Orsay'], ['Turkiye'])
    """
    if form.isascii() and form[0].isupper() and "'" not in form and not _AL.search(form):
        return
    spellings = {form: None, _AL.sub(r"\1l ", form): None, _AL.sub(r"\1l-", form): None}
    for spelling in tuple(spellings):
        spellings[spelling[0].upper() + spelling[1:]] = None
        spellings[_plain(spelling)] = None
    for spelling in tuple(spellings):
        spellings[spelling.replace("'", "’")] = None
    del spellings[form]
    yield from spellings


def _plain(form: str) -> str:
    if form.isascii():
        return form
    letters = form.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    return "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
