"""`kg same`: a person says that two actors are one."""

from __future__ import annotations

from kg.cli.judging import judging

command = judging("Say that A and B are one actor", same=True)
