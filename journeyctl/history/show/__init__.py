"""A comparison for readers: one file a format, found by looking into this package.

A format is a module with a function `render(shown) -> str`.
"""

from journeyctl.history.show.base import Shown, formats, writer

__all__ = ["Shown", "formats", "writer"]
