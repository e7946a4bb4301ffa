"""Which article does a person mean by a key, a URL or a file's name?"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from kg.errors import StoreError


def find(names: Mapping[str, tuple[str, str]], name: str) -> str:
    """The key of the article of this key, URL or file name, of `names` (file name and URL by key).

    Raises StoreError, with near ones, if it fits none or several.
    """
    if name in names:
        return name
    fits = [key for key, others in names.items() if name in others]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise StoreError(f"{name}: several articles go by this name: {', '.join(fits[:5])}; give the key")
    near = get_close_matches(name, names, n=3)
    hint = f"near ones are {', '.join(near)}" if near else "give its key, URL or file name"
    raise StoreError(f"{name}: no such article; {hint}")
