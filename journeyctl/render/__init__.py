"""Pictures: one file a view, laid out by an engine and drawn by us.

`draw` answers with markup for a page, `standalone` makes a file of it, `dot` writes a graph for other tools.
"""

from journeyctl.render.base import Cell, Drawing, Picture
from journeyctl.render.drawing import Drawn, View, dot, draw, draw_all, draw_many, mermaid, views
from journeyctl.render.standalone import standalone

__all__ = [
    "Cell",
    "Drawing",
    "Drawn",
    "Picture",
    "View",
    "dot",
    "draw",
    "draw_all",
    "draw_many",
    "mermaid",
    "standalone",
    "views",
]
