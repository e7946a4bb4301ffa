"""Offices over time: who held what from when to when, and which wordings are one office."""
