"""The graph in the formats of other programs, one file a format; the same graph gives the same bytes.

>>> from kg.export import FORMATS
>>> " ".join(FORMATS)
'ttl trig nq nt jsonld rdfxml graphml gexf'
"""

from kg.export.files import FORMATS, dump, write

__all__ = ["FORMATS", "dump", "write"]
