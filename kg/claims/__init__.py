"""What does an article say? `kg.claims.read.Reader` reads articles into claims, each with its evidence.

Roles and frames find who stands in which relation to whom; factuality, attribution and dates say whether it holds, by whose
word, and when. Every extractor is a pure function of the parse, the mentions and the tables.
"""
