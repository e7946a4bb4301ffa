"""Across articles: which actors are one, and why?"""

from kg.resolve.resolve import Participant, Resolution, resolve

__all__ = ["Participant", "Resolution", "resolve"]
