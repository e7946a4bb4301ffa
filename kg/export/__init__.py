"""The graph in the formats of other programs, one file a format; the same graph gives the same bytes.

>>> from kg.export import FORMATS
>>> " ".join(FORMATS)
'ttl trig nq nt jsonld rdfxml rdf12 graphml gexf csv plover'
"""

from kg.export.files import FORMATS, SEVERAL, chunks, dump, write

__all__ = ["FORMATS", "SEVERAL", "chunks", "dump", "write"]
