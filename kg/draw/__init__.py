"""Pictures of the graph: who stands in which ties with whom. Selection and layout are pure; matplotlib is behind one door.

>>> from kg.draw import SIZES
>>> sorted(SIZES)
['column', 'poster', 'slide']
"""

from kg.draw.asked import KINDS, Picture
from kg.draw.picture import draw, draw_facts, draw_network, target_of
from kg.draw.size import SIZES, Look, size_of, with_letters

__all__ = ["KINDS", "SIZES", "Look", "Picture", "draw", "draw_facts", "draw_network", "size_of", "target_of", "with_letters"]
