"""The graph as RDF: the closed namespace, readings to quads, quads to statements, the ontology and the shapes."""
