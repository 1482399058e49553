"""The static site: one view object a page, written by templates, put in place at once."""

from journeyctl.site.build import Built, build
from journeyctl.site.edition import Edition, Source

__all__ = ["Built", "Edition", "Source", "build"]
