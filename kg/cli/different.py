"""`kg different`: a person says that two actors are not one."""

from __future__ import annotations

from kg.cli.judging import judging

command = judging("Say that A and B are not one actor", same=False)
