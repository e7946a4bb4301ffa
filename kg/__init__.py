"""kg: diplomatic news as a knowledge graph that can be queried and trusted."""

__version__ = "0.4.0"
