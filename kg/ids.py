"""Names folded, slugs, and ids that are hashes of content: the same input gives the same ids on every machine, in any order.

Source: codebook, section Scoring (folding); design, contract Ids.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article, Claim

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)


def fold(name: str) -> str:
    """Which other spellings count as this name? Two names are the same when their folded forms are equal.

    >>> fold("the Ísleifsdóttir-Łódź People’s Front")
    'isleifsdottir lodz peoples front'
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    plain = name.lower().replace("'", "").replace("-", " ")
    return " ".join(word for word in plain.split() if word != "the")


def slug(name: str) -> str:
    """A name as a piece of an IRI or file name: lower-case ASCII letters, digits and single hyphens.

    >>> slug("Axis of Resistance")
    'axis-of-resistance'
    >>> slug("北京")
    'x447a724f'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return plain or "x" + digest(name, length=8)


def digest(*parts: str, length: int = 16) -> str:
    """A content hash: the first `length` hexadecimal digits of SHA-256 over the parts, each closed by a zero byte."""
    state = sha256()
    for part in parts:
        state.update(part.encode("utf8", "surrogatepass") + b"\0")
    return state.hexdigest()[:length]


def article_id(key: str) -> str:
    """The article's path under the base IRI; keys are hostile text, so only a slug's worth of them is kept for the eye.

    >>> article_id("000_f2efd379952b0cda.txt")
    'article/000-f2efd379952b0cda-txt-71f2ce91'
    """
    return f"article/{slug(key)[-60:].strip('-')}-{digest(key, length=8)}"


def version(article: Article) -> str:
    """The article's version: a hash of everything that was read (text and metadata)."""
    published = article.published.isoformat() if article.published else ""
    return digest(article.text, published, article.title, article.outlet, article.url)


def claim_id(article_key: str, claim: Claim) -> str:
    """The claim's path under the base IRI: a hash of article, spans and relation, so that merges keep it.

    The article's own entity ids are part of it, since one span may mean several ("they condemned"); the graph's are not.
    """
    spans = (f"{span.start}:{span.end}" for span in claim.spans)
    return f"claim/{digest(article_key, claim.relation, claim.subject, claim.object, *spans)}"
