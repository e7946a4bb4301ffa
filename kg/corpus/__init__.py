"""Corpus: from files and streams to articles.

An *article* is one text with its metadata. Files are `.txt` (one article each, also with a feed's ` date YYYY-MM-DD ` head),
`.html` and `.htm` (a saved page), `.jsonl`/`.ndjson` and `.csv` (one article a row). What cannot be read is a *skip*: counted and
reported, never silently dropped.
"""

from kg.corpus._parts import MAX_CHARACTERS, Skip
from kg.corpus.read import SUFFIXES, read, refuse

__all__ = ["MAX_CHARACTERS", "SUFFIXES", "Skip", "read", "refuse"]
