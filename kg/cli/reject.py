"""`kg reject`: a person says that a claim is wrong."""

from __future__ import annotations

from kg.cli.ruling import ruling

command = ruling("Say that claims are wrong: no tie, path, answer or picture rests on them any more.", rejected=True)
