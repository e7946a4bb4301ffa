"""Which articles print one story? As the claim table has it; how it is found is `kg.resolve.stories`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.store.table import NOBODY

if TYPE_CHECKING:
    from kg.store import View


def prints_of(view: View, article: str) -> tuple[str, list[str]]:
    """Which article's story does this one (an id, `article/…`) reprint, "" if it is an original, and which reprint its own?"""
    table = view.table
    number = table.article_ids.find(article)
    if number == NOBODY:
        return "", []
    originals = table.articles["original"]
    original = int(originals[number])
    others = [int(one) for one in np.flatnonzero(originals == number) if one != number]
    return table.article_ids[original] if original != number else "", [table.article_ids[one] for one in others]
