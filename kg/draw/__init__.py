"""Pictures of the graph: who stands in which ties with whom. Selection and layout are pure; matplotlib is behind one door.

>>> from kg.draw import SIZES
>>> sorted(SIZES)
['column', 'poster', 'slide']
"""

from kg.draw.picture import SIZES, draw, draw_facts, target_of

__all__ = ["SIZES", "draw", "draw_facts", "target_of"]
