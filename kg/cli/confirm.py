"""`kg confirm`: a person says that a claim is right."""

from __future__ import annotations

from kg.cli.ruling import ruling

command = ruling("Say that claims are right: they count as certain, whatever their rule's confidence.", rejected=False)
