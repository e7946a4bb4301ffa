"""Answers over a View: SPARQL and named questions, names, claims, the actor graph, its paths and measures, what changed."""
