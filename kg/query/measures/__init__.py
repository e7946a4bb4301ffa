"""Measures of the whole graph, as passes over the claim table: who is central, which groups and blocs, what changed."""
