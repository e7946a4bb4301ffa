"""The interactive page: one file that opens from disk, to look at a graph, search it, and read what every tie rests on."""

from kg.draw.page.page import page

__all__ = ["page"]
