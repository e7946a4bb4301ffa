"""SPARQL and named questions: checked, bound, answered by Oxigraph, in this process or in one that can be stopped."""
