"""Answers over a View: SPARQL and named questions, names to actors, claims, the actor graph and paths through it."""
