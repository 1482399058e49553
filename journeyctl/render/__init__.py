"""Pictures: one file a view, laid out by an engine and drawn by us.

`draw` answers with markup for a page, `standalone` makes a file of it, `dot` writes a graph for other tools.
"""

from journeyctl.render.base import Cell, Drawing, Picture
from journeyctl.render.drawing import View, dot, draw, draw_many, mermaid, views
from journeyctl.render.standalone import standalone

__all__ = ["Cell", "Drawing", "Picture", "View", "dot", "draw", "draw_many", "mermaid", "standalone", "views"]
